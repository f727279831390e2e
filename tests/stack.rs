//! No recursion follows the nesting of a text or of JSON: a small stack is enough for both.
//!
//! Stack frames are largest without optimisation, so `.ci/run` also runs this in the profile `dev`.

#![allow(clippy::unwrap_used)]

mod common;

use policymark::{Document, Parser, parse};

use common::exercise::exercise;
use common::invariants::assert_invariants;

/// Less than a hundredth of the stack of a main thread. Even at 16 bytes per level, recursion into
/// one of the texts below would not fit.
const STACK: usize = 128 << 10;

/// The length in bytes of the texts that repeat a unit.
const LENGTH: usize = 16 << 10;

/// The depth of the deepest texts.
const DEPTH: usize = 1_000_000;

/// Runs a task in a thread named after the family, because an overflow reports the name of the
/// thread.
fn on_a_small_stack(name: &str, task: impl FnOnce() + Send + 'static) {
    // Builds the lexicon on the main thread, which has a larger stack.
    drop(parse("").unwrap());
    let thread = std::thread::Builder::new().name(name.to_owned()).stack_size(STACK);
    thread.spawn(task).unwrap().join().unwrap();
}

fn json_of(document: &Document) -> String {
    serde_json::to_string(document).unwrap()
}

macro_rules! list {
    ($($name:ident: $unit:expr;)+) => { [$((stringify!($name), $unit)),+] };
}

#[test]
fn repeated_units() {
    for (name, unit) in common::families::families!(list) {
        on_a_small_stack(name, move || {
            let document = parse(&unit.repeat(LENGTH / unit.len())).unwrap();
            assert_invariants(&document);
            exercise(&document);
        });
    }
}

/// `depth` opening units, followed by as many closing ones.
const NESTS: [(&str, &str, &str); 4] = [
    ("parentheses", "(", ")"),
    ("angles", "<", ">"),
    ("asides", "（", "）"),
    ("all kinds", "{[<(", ")>]}"),
];

fn nest(open: &str, close: &str, depth: usize) -> String {
    let times = depth / open.chars().count();
    format!("(我们)[收集]{}手机号码{}。", open.repeat(times), close.repeat(times))
}

#[test]
fn pairs_nested_a_million_deep() {
    on_a_small_stack("a million", || {
        let text = nest("{[<(", ")>]}", DEPTH);
        let document = parse(&text).unwrap();
        let leaves = document.leaves().map(|leaf| &text[leaf.span.range()]);
        assert!(leaves.collect::<String>() == text);
    });
}

#[test]
fn json_of_nested_pairs() {
    for (name, open, close) in NESTS {
        on_a_small_stack(name, move || {
            let parser = Parser::new().max_depth(4);
            let document = parser.parse(&nest(open, close, DEPTH / 50)).unwrap();
            let back: Document = serde_json::from_str(&json_of(&document)).unwrap();
            assert!(back == document);
        });
    }
}

#[test]
fn pairs_nested_as_deep_as_allowed() {
    for (name, open, close) in NESTS {
        on_a_small_stack(name, move || {
            let text = nest(open, close, Parser::DEPTH_CEILING + 76);
            let document = Parser::new().max_depth(usize::MAX).parse(&text).unwrap();
            assert_invariants(&document);
            exercise(&document);
        });
    }
}

#[test]
fn unknown_keys_a_million_deep() {
    on_a_small_stack("unknown keys", || {
        let document = parse("(我们)会[收集]<手机号码>。").unwrap();
        let (open, close) = ("[{\"\":".repeat(DEPTH / 2), "}]".repeat(DEPTH / 2));
        let json = format!("{{\"unknown\":{open}0{close},{}", &json_of(&document)[1..]);
        assert!(serde_json::from_str::<Document>(&json).unwrap() == document);
    });
}
