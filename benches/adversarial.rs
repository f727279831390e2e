//! Time a byte of texts made to hurt, at three sizes: `cargo bench --bench adversarial`.
//!
//! Parsing is linear, so that the time a byte should hardly grow with the text; a list that no
//! longer fits a cache makes it grow a little, and so does memory that the system has to hand out
//! first. A session is spared the latter, so that the table gives both. Processor time is measured:
//! texts that take longer than others would be interrupted more often. Where a family has more than
//! one text of a length, no text is parsed twice: a processor soon knows a short one by heart.
//! Words behind `--` choose families whose names contain one of them.

mod corpus;
#[path = "../tests/common/families.rs"]
mod families;

use std::env;
use std::hint::black_box;

use cpu_time::ThreadTime;
use policymark::Parser;

const KILOBYTE: usize = 1 << 10;

/// How long the texts are, and how often each is parsed.
const SIZES: [(usize, usize); 3] =
    [(16 * KILOBYTE, 101), (KILOBYTE * KILOBYTE, 7), (16 * KILOBYTE * KILOBYTE, 3)];

/// How much more time a byte of the longest text may take than one of the shortest.
const GOAL: f64 = 1.5;

/// A name, and the texts of about so many bytes, by their number.
type Family = (&'static str, Box<dyn Fn(usize, u64) -> String>);

/// The families that repeat a unit.
macro_rules! repeated {
    ($($name:ident: $unit:expr;)+) => {
        vec![$((stringify!($name), Box::new(|len, _| repeat($unit, len)) as Box<_>)),+]
    };
}

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    // `cargo test` runs benches without it, to see whether they run.
    let is_measured = arguments.iter().any(|argument| argument == "--bench");
    let words: Vec<_> = arguments.iter().filter(|word| !word.starts_with("--")).collect();
    let mut families: Vec<Family> = families::families!(repeated);
    families.extend(shaped());
    if !words.is_empty() {
        families.retain(|(name, _)| words.iter().any(|word| name.contains(*word)));
    }
    if is_measured {
        measure_all(&families);
    } else {
        families.iter().for_each(|(_, make)| {
            measure(make, SIZES[0].0, 1);
        });
    }
}

/// The families that are more than one unit again and again.
fn shaped() -> Vec<Family> {
    let closed = |open: &'static str, close: &'static str| {
        move |len, _| {
            let depth = len / (open.len() + close.len());
            format!("{}{}", open.repeat(depth), close.repeat(depth))
        }
    };
    let led = |lead_in: &'static str, unit: &'static str| {
        move |len, _| format!("{lead_in}{}。", repeat(unit, len))
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
        ("a_policy", Box::new(|len, number| corpus::policy(number, len))),
    ]
}

fn repeat(unit: &str, len: usize) -> String {
    unit.repeat(len / unit.len())
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
    println!("{:34}{:^40}{:^40}", "ns a byte at", "parser", "session");
    let header = format!("{:>10}{:>10}{:>10}{:>10}", "16 KB", "1 MB", "16 MB", "growth");
    println!("{:34}{header}{header}", "");
    let mut missed = 0;
    for (name, make) in families {
        let [short, middle, long] = SIZES.map(|(len, rounds)| measure(make, len, rounds));
        print!("{name:34}");
        let growth = [0, 1].map(|way| long[way] / short[way]);
        for (way, growth) in growth.iter().enumerate() {
            print!("{:10.2}{:10.2}{:10.2}{growth:10.2}", short[way], middle[way], long[way]);
        }
        println!("{}", if growth[1] > GOAL { "  over the goal" } else { "" });
        missed += usize::from(growth[1] > GOAL);
    }
    println!("in a session {missed} of {} families grow by more than {GOAL}", families.len());
}

/// The median time for a byte, with a parser and in a session that has read such a text before.
fn measure(make: &dyn Fn(usize, u64) -> String, len: usize, rounds: usize) -> [f64; 2] {
    let parser = Parser::new();
    let mut session = parser.session();
    let _ = session.parse(&make(len, 0));
    let mut texts = (1..).map(|number| make(len, number));
    [
        median(&mut texts, rounds, |text| drop(black_box(parser.parse(text)))),
        median(&mut texts, rounds, |text| drop(black_box(session.parse(text)))),
    ]
}

fn median(texts: impl Iterator<Item = String>, rounds: usize, mut parse: impl FnMut(&str)) -> f64 {
    let mut times: Vec<f64> = texts
        .take(rounds)
        .map(|text| {
            let start = ThreadTime::now();
            parse(black_box(&text));
            start.elapsed().as_secs_f64() * 1e9 / text.len() as f64
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[rounds / 2]
}
