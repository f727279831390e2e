//! Tidy markup: what is formatted, and that nothing else changes.
//!
//! Each `tests/format/NAME.in.txt` has the text that is made of it in `NAME.out.txt`.

#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use std::path::Path;

use policymark::compare::compare;
use policymark::text::{Code, Delimiter, Dialect};
use policymark::{Annotation, Document, Parser, parse};
use proptest::prelude::*;

use common::families::fill;
use common::strategy::{cases, markup, structural_text};

fn tidy(text: &str) -> String {
    parse(text).unwrap().format().into_text()
}

#[test]
fn fixtures_are_formatted() {
    let (inputs, outputs): (Vec<_>, Vec<_>) = common::fixtures("format")
        .into_iter()
        .partition(|(path, _)| path.to_str().unwrap().ends_with(".in.txt"));
    assert_eq!(inputs.len(), outputs.len(), "each text has its output");
    for ((path, text), (_, expected)) in inputs.iter().zip(&outputs) {
        assert_eq!(&tidy(text), expected, "{}", path.display());
        assert_tidies(text);
    }
}

/// The examples of the section *Formatting* of `grammar.md`: `a` → `b`.
#[test]
fn examples_of_the_specification_are_formatted() {
    let grammar = include_str!("../grammar.md");
    let (_, section) = grammar.split_once("\n## Formatting\n").unwrap();
    let section = section.split("\n## ").next().unwrap();
    let examples: Vec<_> = section.lines().filter(|line| line.contains("` → `")).collect();
    assert!(examples.len() >= 5);
    for example in examples {
        let (text, formatted) = example.split_once("` → `").unwrap();
        let text = text.rsplit('`').next().unwrap();
        let formatted = formatted.split('`').next().unwrap();
        assert_eq!(tidy(text), formatted, "{example}");
        assert_eq!(tidy(formatted), formatted, "{example}");
    }
}

#[test]
fn options_of_the_document_are_kept() {
    let text = "(1 )，相机\\(镜头\\)\n< br>";
    assert_eq!(tidy(text), "(1 )，相机(镜头)\n< br>");
    let document = Parser::new().every_pair_marks(true).parse(text).unwrap();
    assert_eq!(document.format().text(), "(1) ，相机\\(镜头\\)\n <br>");
    let dialect = Dialect::default().with(Delimiter::Bracket, None);
    let document = Parser::new().dialect(dialect).parse(r"(我们)会\[收集\][ 昵称]").unwrap();
    assert_eq!(document.format().text(), "(我们)会[收集][ 昵称]");
}

/// Next to the bracket, the blank would end the title of a heading (O11).
#[test]
fn titles_keep_their_words() {
    assert_tidies(
        "1、第一部分{ 我们 }。\n（一 ）{十二 }\n一、{①}{这些信息 }{ 。\n\\（一 ）1.1向{ a}， 】：\n{ 1 }。",
    );
    assert_tidies(
        "1、第一部分{ 我们 }，{ 1 }{ {①①} }{ 收集不会 }，a\\{\\{a收集{①} }。\n（一 ）{十二 }{您不会}{{十二十二\\}}\n```\n{您向}。\n一、{ {①}{这些信息 }{ 。\r\n\\（一 ）1.1向{ a}， 】：\n{ 1 }。",
    );
}

/// Neither what is reported nor what is left out of the document decides what is tidied.
#[test]
fn what_is_read_makes_no_difference() {
    let text = r"(我们)会[收集]< 地址>，打开相机\(云杉\)，见附录\（一\）。";
    let expected = r"(我们)会[收集] <地址>，打开相机\(云杉\)，见附录（一）。";
    for parser in [
        Parser::new(),
        Parser::new().marks_only(true),
        Parser::new().max_diagnostics(0),
        Parser::new().allow(Code::AnnotationPadded).allow(Code::ParenthesisAmbiguous),
    ] {
        assert_eq!(parser.parse(text).unwrap().format().text(), expected, "{parser:?}");
    }
    let json = serde_json::to_string(&parse(text).unwrap()).unwrap();
    let document: Document = serde_json::from_str(&json).unwrap();
    assert_eq!(document.format().text(), expected);
}

#[test]
fn line_ends_and_byte_order_marks_are_kept() {
    let text = "\u{FEFF}会[收集]< 邮箱>\r\n和\\（昵称\\）\r\n";
    assert_eq!(tidy(text), "\u{FEFF}会[收集] <邮箱>\r\n和（昵称）\r\n");
    for text in ["<\u{FEFF}邮箱>", "会[收集]<邮箱\r>\n"] {
        assert_eq!(tidy(text), text, "it would become something else: {text:?}");
    }
}

#[test]
fn what_is_tidy_has_no_edits() {
    let document = parse("(我们)会[收集]<邮箱>。").unwrap();
    assert!(document.format().is_unchanged());
    assert_eq!(document.format().text(), document.text());
    assert_eq!(document.format().to_string(), "");
}

/// The text with all edits, one after another from its end.
fn edited(document: &Document) -> String {
    let mut text = document.text().to_owned();
    for edit in document.format().edits().iter().rev() {
        text.replace_range(edit.span().range(), edit.replacement());
    }
    text
}

fn visible(text: &str) -> String {
    let is_blank = |c: char| c.is_whitespace() || "\u{200B}\u{2060}\u{FEFF}".contains(c);
    text.chars().filter(|&c| !is_blank(c)).collect()
}

/// Asserts that formatting a text is as promised. Returns whether it changed.
fn assert_tidies(text: &str) -> bool {
    let document = parse(text).unwrap();
    let formatted = document.format();
    let tidied = parse(formatted.text()).unwrap();
    assert!(formatted.edits().is_sorted_by_key(|edit| edit.span()), "{text:?}");
    assert_eq!(edited(&document), formatted.text(), "{text:?}");
    assert_eq!(tidied.format().text(), formatted.text(), "formatted again: {text:?}");
    let plain = |document: &Document| visible(&document.plain_text().into_text());
    assert_eq!(plain(&document), plain(&tidied), "{text:?}");
    let marks = |document: &Document| -> Vec<_> {
        let mark = |a: Annotation<'_>| (a.kind(), a.text().into_owned(), a.role(), a.party());
        document.annotations().map(mark).collect()
    };
    assert_eq!(marks(&document), marks(&tidied), "{text:?}");
    let changes = compare(&document, &tidied);
    assert!(changes.is_empty(), "{text:?} {changes}");
    let codes = |document: &Document| -> Vec<_> {
        let codes = document.diagnostics().iter().map(|found| (found.code(), found.severity()));
        codes.filter(|(code, _)| *code != Code::AnnotationPadded).collect()
    };
    assert_eq!(codes(&document), codes(&tidied), "{text:?}");
    let ends = |text: &str| (text.matches("\r\n").count(), text.matches('\n').count());
    assert_eq!(ends(text), ends(formatted.text()), "{text:?}");
    assert_eq!(text.starts_with('\u{FEFF}'), formatted.text().starts_with('\u{FEFF}'));
    !formatted.is_unchanged()
}

#[test]
fn texts_at_hand_keep_their_meaning() {
    for folder in ["fixes", "diagnostics", "outlines", "policies"] {
        for (_, text) in common::fixtures(folder) {
            assert_tidies(&text);
        }
    }
}

/// The texts of folders beside the project, if they are there.
#[test]
fn texts_beside_the_project_keep_their_meaning() {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    for folder in ["policies", "eval/dev", "eval/heldout"] {
        let Ok(entries) = std::fs::read_dir(shared.join(folder)) else { continue };
        let paths = entries.map(|entry| entry.unwrap().path());
        let (mut all, mut changed) = (0, 0);
        for path in paths.filter(|path| path.extension().is_some_and(|e| e == "txt")) {
            all += 1;
            changed += usize::from(assert_tidies(&common::read(&path)));
        }
        println!("{folder}: {changed} of {all} texts changed");
    }
}

/// Texts with blanks inside brackets, and with backslashes before some.
fn untidy() -> impl Strategy<Value = String> {
    let blanks =
        prop_oneof![3 => Just(""), 2 => Just(" "), 1 => Just("\u{3000}"), 1 => Just("\u{FEFF} ")];
    let untidied = (prop_oneof![markup(), structural_text()], any::<u64>(), blanks);
    untidied.prop_map(|(text, mut seed, blanks)| {
        let mut untidy = String::new();
        for c in text.chars() {
            seed = seed.rotate_left(7).wrapping_mul(0x9E37_79B9_7F4A_7C15);
            let (is_open, is_close) = ("{[<(（【".contains(c), "}]>)）】".contains(c));
            match seed >> 61 {
                0 if is_open || is_close => untidy.extend(['\\', c]),
                1..=3 if is_open => untidy.extend([&*c.to_string(), blanks]),
                1..=3 if is_close => untidy.extend([blanks, &*c.to_string()]),
                _ => untidy.push(c),
            }
        }
        untidy
    })
}

proptest! {
    #![proptest_config(cases(1_000))]

    #[test]
    fn any_text_keeps_its_meaning(text in prop_oneof![1 => structural_text(), 1 => markup(), 3 => untidy()]) {
        assert_tidies(&text);
    }
}

/// All families of adversarial texts; what is not linear takes minutes.
macro_rules! tests {
    ($($name:ident: $unit:expr;)+) => {
        #[test]
        fn formatting_takes_linear_time() {
            $(
                let document = parse(&fill($unit, 1 << 18)).unwrap();
                let _ = document.format().to_string();
            )+
        }
    };
}

common::families::families!(tests);
