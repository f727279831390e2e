//! The memory of a document and the length of its JSON: *Limits* in `grammar.md`.
//!
//! `cargo test --release --test size -- --nocapture` prints the figures of each family.

#![allow(clippy::unwrap_used)]

mod common;

use std::io::{self, Write};

use allocation_counter::measure;
use policymark::{Document, Parser};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use common::families::{carrying_families, families, fill};
use common::invariants::assert_invariants;
use common::strategy::cases;
use common::words::WORDS;

/// The greatest number of bytes of a document per byte of its text.
const DOCUMENT: usize = 41;

/// The greatest number of bytes held during parsing, including the document, per byte of its text.
const PARSING: usize = 280;

/// The greatest number of bytes of JSON per byte of its text.
const JSON: usize = 130;

/// The number of bytes that the lists of a short text can have to spare.
const SPARE: usize = 32 << 10;

/// The length of the texts in bytes: a little more than a power of two, where lists have just
/// grown.
const LEN: usize = (1 << 17) + (1 << 11);

/// Sizes in bytes.
#[derive(Debug)]
struct Sizes {
    text: usize,
    document: usize,
    parsing: usize,
    json: usize,
}

/// Counts the bytes written to it.
struct Counter(usize);

impl Write for Counter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The sizes for a text, without diagnostics: an option limits their number.
fn sizes(text: &str) -> Sizes {
    let parser = Parser::new().max_diagnostics(0);
    // Builds the lexicon, so that it is not counted.
    parser.parse("").unwrap();
    let mut document = None;
    let heap = measure(|| document = parser.parse(text).ok());
    let document: Document = document.unwrap();
    let mut json = Counter(0);
    serde_json::to_writer(&mut json, &document).unwrap();
    Sizes {
        text: text.len(),
        document: heap.bytes_current as usize,
        parsing: heap.bytes_max as usize,
        json: json.0,
    }
}

fn assert_in_proportion(text: &str, name: &str) {
    let sizes = sizes(text);
    let factor = |size: usize| size as f64 / sizes.text as f64;
    let factors = [sizes.document, sizes.parsing, sizes.json].map(factor);
    println!("{name:44}{:10.1}{:10.1}{:10.1}", factors[0], factors[1], factors[2]);
    assert!(sizes.document <= DOCUMENT * sizes.text + SPARE, "{name}: {sizes:?}");
    assert!(sizes.parsing <= PARSING * sizes.text + SPARE, "{name}: {sizes:?}");
    assert!(sizes.json <= JSON * sizes.text + SPARE, "{name}: {sizes:?}");
}

#[test]
fn repeated_units() {
    macro_rules! test {
        ($($name:ident: $unit:expr;)+) => {
            $(assert_in_proportion(&fill($unit, LEN), stringify!($name));)+
        };
    }
    families!(test);
}

#[test]
fn inherited_members() {
    macro_rules! test {
        ($($name:ident: $text:expr;)+) => {
            $({
                let text: fn(usize) -> String = $text;
                assert_in_proportion(&text(LEN), stringify!($name));
            })+
        };
    }
    carrying_families!(test);
}

#[test]
fn one_sentence_of_short_words() {
    for unit in ["(", ")", ",", ",(", "[x],", "[x](", "\\("] {
        assert_in_proportion(&format!("(我)[x]<y>([x]){}[x]<y>", fill(unit, LEN)), unit);
    }
}

/// Short annotations of every kind, and words and punctuation that make sentences, sections and
/// statements of them.
const MARKS: &[&str] = &[
    "<x>",
    "[x]",
    "{x}",
    "(我)",
    "<x>、",
    "(我)、",
    "{x}时，",
    "[x]的",
    "由(我)",
    "向(我)",
    "<x>;\n",
    "1)\n",
    "a\n",
    "!",
    ";",
    ",",
    ":\n",
];

/// A few words, repeated.
fn repeated() -> impl Strategy<Value = String> {
    let word = || prop_oneof![3 => select(MARKS), 1 => select(WORDS)];
    (vec(word(), 0..6), 0..40_usize).prop_map(|(words, count)| words.concat().repeat(count))
}

/// Up to three parts that repeat their own words, all of them repeated.
fn dense_text() -> impl Strategy<Value = String> {
    (vec(repeated(), 1..4), "[a-z]")
        .prop_map(|(parts, end)| fill(&(parts.concat() + &end), 1 << 14))
}

proptest! {
    #![proptest_config(cases(100))]

    #[test]
    fn any_text_with_many_annotations(text in dense_text()) {
        assert_in_proportion(&text, "");
        assert_invariants(&policymark::parse(&text).unwrap());
    }
}
