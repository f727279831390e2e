//! The time per byte of adversarial texts, at three sizes: `cargo bench --bench adversarial`.
//!
//! Parsing is linear, so the time per byte should hardly grow with the text. It grows a little when
//! a list no longer fits in a cache, and when the system has to provide new memory. A session does
//! not need new memory, so the table gives both. Processor time is measured, because longer runs
//! are interrupted more often. If a family has several texts of one length, no text is parsed
//! twice: a branch predictor soon learns a short one. The three sizes take turns, and growth is
//! computed turn by turn, because the speed of a machine can change while one size is measured.
//!
//! The third column is the time of both inventories of a document that is already parsed. With a
//! million different items, they are hash tables that fit in no cache, as `many_items` shows.
//!
//! Words after `--` choose the families whose names contain one of them.

mod corpus;
#[path = "../tests/common/families.rs"]
mod families;

use std::env;
use std::hint::black_box;

use cpu_time::ThreadTime;
use families::fill;
use policymark::{Document, Parser, Session};

const KILOBYTE: usize = 1 << 10;

/// The lengths of the texts in bytes, and how many are parsed per turn.
const SIZES: [(usize, usize); 3] =
    [(16 * KILOBYTE, 33), (KILOBYTE * KILOBYTE, 3), (16 * KILOBYTE * KILOBYTE, 1)];

const TURNS: usize = 3;

/// The columns of the table.
const WAYS: [&str; 3] = ["parser", "session", "inventories"];

/// The greatest acceptable ratio of the time per byte of the longest text to that of the shortest.
const GOAL: f64 = 1.5;

/// A name, and a function from a length in bytes and a number to a text of about that length.
type Family = (&'static str, Box<dyn Fn(usize, u64) -> String>);

/// The families that repeat a unit.
macro_rules! repeated {
    ($($name:ident: $unit:expr;)+) => {
        vec![$((stringify!($name), Box::new(|len, _| fill($unit, len)) as Box<_>)),+]
    };
}

/// The families whose statements inherit members.
macro_rules! carrying {
    ($($name:ident: $text:expr;)+) => {
        vec![$((stringify!($name), {
            let text: fn(usize) -> String = $text;
            Box::new(move |len, _| text(len)) as Box<_>
        })),+]
    };
}

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    // `cargo test` only checks that benches run: it does not pass `--bench`.
    let is_measured = arguments.iter().any(|argument| argument == "--bench");
    let words: Vec<_> = arguments.iter().filter(|word| !word.starts_with("--")).collect();
    let mut families: Vec<Family> = families::families!(repeated);
    let carrying: Vec<Family> = families::carrying_families!(carrying);
    families.extend(carrying);
    families.extend(shaped());
    if !words.is_empty() {
        families.retain(|(name, _)| words.iter().any(|word| name.contains(*word)));
    }
    if is_measured {
        measure_all(&families);
    } else {
        let parser = Parser::new();
        families.iter().for_each(|(_, make)| {
            Contender::new(&parser, make, SIZES[0].0).turn(1);
        });
    }
}

/// The families that do not just repeat one unit.
fn shaped() -> Vec<Family> {
    let closed = |open: &'static str, close: &'static str| {
        move |len, _| {
            let depth = len / (open.len() + close.len());
            format!("{}{}", open.repeat(depth), close.repeat(depth))
        }
    };
    let led = |lead_in: &'static str, unit: &'static str| {
        move |len, _| format!("{lead_in}{}。", fill(unit, len))
    };
    vec![
        ("annotations_deep_and_closed", Box::new(closed("<", ">"))),
        ("asides_deep_and_closed", Box::new(closed("（", "）"))),
        ("many_headings", Box::new(|len, _| numbered(len, ". 标题\n"))),
        ("headings_ever_deeper", Box::new(|len, _| ever_deeper(len))),
        ("many_annotations_in_one_sentence", Box::new(led("", "(我们)会[收集]<昵称>，"))),
        ("one_statement_with_many_data", Box::new(led("(我们)会[收集]", "<昵称>、"))),
        ("one_whole_with_many_parts", Box::new(led("(我们)会[收集]<资料>，包括", "<昵称>、"))),
        (
            "one_lead_in_with_many_items",
            Box::new(led("(我们)会[收集]下列信息：\n", "1、<昵称>；\n")),
        ),
        ("one_condition_before_many", Box::new(led("当{您注册}时，", "(我们)会[收集]<昵称>；"))),
        (
            "long_datum_in_many_statements",
            Box::new(|len, _| families::long_datum_in_many_statements(len)),
        ),
        (
            "many_items_in_many_statements",
            Box::new(|len, _| families::many_items_in_many_statements(len)),
        ),
        ("a_policy", Box::new(|len, number| corpus::policy(number, len))),
    ]
}

fn numbered(len: usize, line: &str) -> String {
    let lines = len / (line.len() + 5);
    (1..=lines).map(|number| format!("{number}{line}")).collect()
}

/// Labels `1.`, `1.1.`, `1.1.1.` and so on.
fn ever_deeper(len: usize) -> String {
    let lines = len.isqrt();
    (1..=lines).map(|depth| format!("{} 标题\n", "1.".repeat(depth))).collect()
}

fn measure_all(families: &[Family]) {
    print!("{:34}", "ns a byte at");
    WAYS.iter().for_each(|way| print!("{way:^32}"));
    println!(
        "\n{:34}{}",
        "",
        format!("{:>8}{:>8}{:>8}{:>8}", "16 KB", "1 MB", "16 MB", "growth").repeat(3)
    );
    let mut missed = 0;
    for (name, make) in families {
        let turns = measure(make);
        let growth = [0, 1, 2]
            .map(|way| median(turns.iter().map(|[short, _, long]| long[way] / short[way])));
        print!("{name:34}");
        for (way, growth) in growth.iter().enumerate() {
            let [short, middle, long] =
                [0, 1, 2].map(|size| median(turns.iter().map(|turn| turn[size][way])));
            print!("{short:8.2}{middle:8.2}{long:8.2}{growth:8.2}");
        }
        let misses = growth[1] > GOAL || growth[2] > GOAL;
        println!("{}", if misses { "  over the goal" } else { "" });
        missed += usize::from(misses);
    }
    println!("{missed} of {} families grow by more than {GOAL}, parser aside", families.len());
}

/// The time per byte by turn, size and way.
fn measure(make: &dyn Fn(usize, u64) -> String) -> Vec<[[f64; 3]; 3]> {
    let parser = Parser::new();
    let mut contenders = SIZES.map(|(len, texts)| (Contender::new(&parser, make, len), texts));
    (0..TURNS)
        .map(|_| contenders.each_mut().map(|(contender, texts)| contender.turn(*texts)))
        .collect()
}

/// The texts of one length, made one after another, and the parsers that read them.
struct Contender<'p> {
    parser: &'p Parser,
    /// A session that has already read such a text.
    session: Session,
    make: &'p dyn Fn(usize, u64) -> String,
    len: usize,
    /// The number of texts made so far.
    made: u64,
}

impl<'p> Contender<'p> {
    fn new(parser: &'p Parser, make: &'p dyn Fn(usize, u64) -> String, len: usize) -> Self {
        let mut session = parser.session();
        let _ = session.parse(&make(len, 0));
        Self { parser, session, make, len, made: 1 }
    }

    /// The median time per byte of some texts, by way.
    fn turn(&mut self, texts: usize) -> [f64; 3] {
        let parser = self.parser;
        let alone = self.median(texts, |_, text| timed(|| drop(black_box(parser.parse(text)))));
        let session =
            self.median(texts, |session, text| timed(|| drop(black_box(session.parse(text)))));
        let inventories = self.median(texts, |session, text| {
            let document = session.parse(text);
            timed(|| {
                let _ = black_box(document.map(take_inventories));
            })
        });
        [alone, session, inventories]
    }

    /// The median time per byte. `measure` returns seconds.
    fn median(&mut self, texts: usize, mut measure: impl FnMut(&mut Session, &str) -> f64) -> f64 {
        median((0..texts).map(|_| {
            let text = (self.make)(self.len, self.made);
            self.made += 1;
            measure(&mut self.session, black_box(&text)) * 1e9 / text.len() as f64
        }))
    }
}

/// Takes both inventories, and counts the actions of their first items.
fn take_inventories(document: &Document) -> usize {
    let inventories = [document.inventory(), document.item_inventory()];
    let first = inventories.iter().filter_map(|inventory| inventory.iter().next());
    first.map(|item| item.affirmed().actions().len() + item.denied().actions().len()).sum()
}

fn timed(run: impl FnOnce()) -> f64 {
    let start = ThreadTime::now();
    run();
    start.elapsed().as_secs_f64()
}

fn median(numbers: impl Iterator<Item = f64>) -> f64 {
    let mut numbers: Vec<f64> = numbers.collect();
    numbers.sort_by(f64::total_cmp);
    numbers[numbers.len() / 2]
}
