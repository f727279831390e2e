//! What is written instead of slips.
//!
//! Each text in `tests/fixes` is named after the code whose fixes it shows.

#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use std::fmt::Write as _;

use policymark::fix::{Applicability, Fix, apply};
use policymark::text::{Code, Delimiter, Dialect};
use policymark::{Document, Parser, parse};
use proptest::prelude::*;

use common::families::fill;
use common::strategy::{cases, markup, structural_text};

/// The text with all safe fixes.
fn mended(document: &Document) -> String {
    apply(document.text(), document.fixes().filter(Fix::is_safe))
}

fn mend(text: &str) -> String {
    mended(&parse(text).unwrap())
}

/// The fixes of a document one a line, and what the safe ones make of it.
fn shown(document: &Document) -> String {
    let mut shown = String::new();
    for fix in document.fixes() {
        let (applicability, code) = (fix.applicability(), fix.diagnostic().code());
        writeln!(shown, "{fix} [{applicability} {code}]").unwrap();
    }
    format!("{shown}\n{}", mended(document))
}

#[test]
fn fixes_are_those_of_the_snapshots() {
    insta::glob!("fixes/*.txt", |path| {
        let document = parse(&common::read(path)).unwrap();
        insta::assert_snapshot!(shown(&document));
    });
}

/// The examples of the section *Fixes* of `grammar.md`: `a` → `b`.
#[test]
fn examples_of_the_specification_are_mended() {
    let section = common::specification::section("## Fixes");
    let cells = section.lines().filter_map(|line| line.rsplit(" | ").next());
    let examples: Vec<_> = cells.filter(|cell| cell.contains(" → ")).collect();
    assert!(examples.len() > 10);
    for example in examples {
        let mut code = example.split('`').skip(1).step_by(2);
        let document = parse(code.next().unwrap()).unwrap();
        let mended = code.next().unwrap_or_default();
        assert_eq!(apply(document.text(), document.fixes()), mended, "{example}");
    }
}

#[test]
fn every_fixture_has_fixes_of_its_code() {
    for (path, text) in common::fixtures("fixes") {
        let code: Code = path.file_stem().unwrap().to_str().unwrap().parse().unwrap();
        let document = parse(&text).unwrap();
        assert!(document.fixes().any(|fix| fix.diagnostic().code() == code), "{code}");
        let document = Parser::new().allow(code).parse(&text).unwrap();
        assert!(document.fixes().all(|fix| fix.diagnostic().code() != code), "{code} is off");
    }
}

#[test]
fn fixes_are_of_diagnostics_in_their_order() {
    for (_, text) in common::fixtures("fixes").into_iter().chain(common::fixtures("diagnostics")) {
        let document = parse(&text).unwrap();
        let mut diagnostics = document.diagnostics().iter();
        for fix in document.fixes() {
            assert!(diagnostics.any(|diagnostic| std::ptr::eq(diagnostic, fix.diagnostic())));
            assert!(fix.edits().is_sorted_by_key(|edit| edit.span()));
            assert!(std::ptr::eq(fix.document(), &document));
        }
    }
}

/// Applied alone, a fix leaves fewer slips of its code; only what was around an empty pair can be empty then.
#[test]
fn each_fix_alone_settles_its_diagnostic() {
    let count = |document: &Document, code| {
        document.diagnostics().iter().filter(|found| found.code() == code).count()
    };
    for (_, text) in common::fixtures("fixes") {
        let document = parse(&text).unwrap();
        for fix in document.fixes() {
            let code = fix.diagnostic().code();
            if code == Code::AnnotationEmpty && !fix.is_safe() {
                continue;
            }
            let mended = parse(&apply(&text, [fix.clone()])).unwrap();
            assert!(count(&mended, code) < count(&document, code), "{fix:?}");
        }
    }
}

/// Next to the brackets inside, those of the condition would be a placeholder: `当{{您退款}}时`.
#[test]
fn cues_stay_around_brackets() {
    let document = parse("{当{您退款}时}，(我们)[收集]<邮箱>。").unwrap();
    assert_eq!(document.diagnostics()[0].code(), Code::AnnotationCue);
    assert_eq!(document.fixes().count(), 0);
}

#[test]
fn fixes_of_a_policy_without_annotations_are_unsure() {
    let line = "我们非常重视您的隐私，会按照法律的要求保护您的信息，请您仔细阅读。\n";
    let text = format!("{}我们会【收集】您的< 昵称>。\n{}", line.repeat(20), line.repeat(20));
    let document = parse(&text).unwrap();
    let all: Vec<_> = document.fixes().map(|fix| fix.applicability()).collect();
    assert_eq!(all, [Applicability::Unsure; 2]);
}

#[test]
fn fixes_are_tried_with_the_options_of_the_document() {
    let text = "(1 )和< br>";
    assert_eq!(mend(text), text, "an enumerator and a tag");
    let document = Parser::new().every_pair_marks(true).parse(text).unwrap();
    assert_eq!(mended(&document), "(1) 和 <br>");
    let dialect = Dialect::default().with(Delimiter::Bracket, None);
    let document = Parser::new().dialect(dialect).parse("(我们)会【收集】[ 昵称]").unwrap();
    assert_eq!(document.fixes().count(), 0);
}

#[test]
fn line_ends_and_byte_order_marks_are_kept() {
    assert_eq!(
        mend("\u{FEFF}会[收集]< 邮箱>\r\n和<<昵称>>\r\n"),
        "\u{FEFF}会[收集] <邮箱>\r\n和<昵称>\r\n"
    );
}

#[test]
fn one_fix_can_be_applied_alone() {
    let document = parse("会[收集]< 邮箱>和<<昵称>>").unwrap();
    let text = document.text();
    assert_eq!(apply(text, document.fixes().take(1)), "会[收集] <邮箱>和<<昵称>>");
    assert_eq!(apply(text, document.fixes().skip(1)), "会[收集]< 邮箱>和<昵称>");
    assert_eq!(apply(text, document.fixes().chain(document.fixes())), mended(&document));
    assert_eq!(apply("甲", document.fixes()), "甲", "a text without the places of the edits");
    assert_eq!(apply(text, []), text);
}

/// The characters that no safe fix changes.
fn kept(text: &str) -> String {
    let is_blank = |c: char| c.is_whitespace() || "\u{200B}\u{2060}\u{FEFF}".contains(c);
    let is_bracket = |c: char| "{}[]<>()（）【】［］＜＞｛｝〈〉〔〕\\".contains(c);
    text.chars().filter(|&c| !is_bracket(c) && !is_blank(c)).collect()
}

/// Asserts what holds of all fixes of a text.
fn assert_mends(text: &str) {
    let document = parse(text).unwrap();
    let fixes: Vec<_> = document.fixes().collect();
    let once = apply(text, fixes.iter().filter(|fix| fix.is_safe()).cloned());
    let again = parse(&once).unwrap();
    assert_eq!(kept(&once), kept(text), "{text:?}");
    let count = |document: &Document, code| {
        document.diagnostics().iter().filter(|diagnostic| diagnostic.code() == code).count()
    };
    for &code in Code::ALL {
        let is_mended = |fix: &&Fix<'_>| fix.is_safe() && fix.diagnostic().code() == code;
        let settled = fixes.iter().filter(is_mended).count();
        if settled > 0 {
            let left = count(&document, code) - settled;
            assert!(count(&again, code) <= left, "{code} is left: {text:?}, {once:?}");
        }
    }
    assert_eq!(mended(&again), once, "{text:?}");
    for fix in &fixes {
        let one = apply(text, [fix.clone()]);
        assert_ne!(one, text, "{fix:?}");
        assert!(parse(&one).is_ok());
    }
}

#[test]
fn safe_fixes_mend_all_texts_at_hand() {
    for folder in ["fixes", "diagnostics", "policies"] {
        for (_, text) in common::fixtures(folder) {
            assert_mends(&text);
        }
    }
}

proptest! {
    #![proptest_config(cases(1_000))]

    #[test]
    fn safe_fixes_mend_any_text(text in prop_oneof![structural_text(), markup()]) {
        assert_mends(&text);
    }
}

/// All families of adversarial texts; a fix that is not linear takes minutes.
macro_rules! tests {
    ($($name:ident: $unit:expr;)+) => {
        #[test]
        fn fixes_take_linear_time() {
            $(
                let document = parse(&fill($unit, 1 << 18)).unwrap();
                let _ = mended(&document);
                document.fixes().for_each(|fix| drop(fix.to_string()));
            )+
        }
    };
}

common::families::families!(tests);
