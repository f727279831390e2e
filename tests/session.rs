//! A session reads each document as if it were the first, and needs no new memory for texts that it
//! has read before.

#![allow(clippy::unwrap_used)]

mod common;

use allocation_counter::measure;
use policymark::{Error, Parser, Session, parse};
use proptest::prelude::*;

use common::families::families;
use common::strategy::{cases, markup, structural_text};

#[test]
fn nothing_of_a_document_is_left_in_the_next() {
    let policies = common::fixtures("policies");
    let mut session = Parser::new().session();
    for (path, text) in policies.iter().chain(policies.iter().rev()) {
        assert_eq!(session.parse(text).unwrap(), &parse(text).unwrap(), "{}", path.display());
    }
    assert_eq!(session.parse("").unwrap(), &parse("").unwrap());
}

#[test]
fn a_document_that_fails_is_forgotten() {
    let mut session = Parser::new().strict(true).max_len(1000).into_session();
    let text = "(我们)会[收集]<手机号码>。";
    let expected = parse(text).unwrap();
    assert!(matches!(session.parse("(甲)[收集]<邮箱、{登录"), Err(Error::Strict { .. })));
    assert_eq!(session.parse(text).unwrap(), &expected);
    assert!(matches!(session.parse(&text.repeat(100)), Err(Error::TooLong { .. })));
    assert_eq!(session.parse(text).unwrap(), &expected);
}

#[test]
fn a_session_can_be_sent_to_a_thread() {
    fn assert_send_and_sync<T: Send + Sync + 'static>() {}
    assert_send_and_sync::<Session>();
}

/// The options that change which storage is used.
fn parsers() -> [Parser; 5] {
    let parser = Parser::new();
    [
        parser.clone(),
        parser.clone().marks_only(true),
        parser.clone().max_diagnostics(3),
        parser.clone().every_pair_marks(true),
        parser.max_depth(2).max_diagnostics(0),
    ]
}

/// Reads all texts, and asserts that reading them again, in the same order and in others, allocates
/// nothing.
#[track_caller]
fn assert_no_allocation(texts: &[impl AsRef<str>]) {
    for parser in parsers() {
        let mut session = parser.session();
        let mut read = |text: &str| measure(|| drop(session.parse(text))).count_total;
        for text in texts {
            read(text.as_ref());
        }
        let odd = texts.iter().skip(1).step_by(2);
        for text in texts.iter().chain(texts.iter().rev()).chain(odd).chain(texts) {
            assert_eq!(read(text.as_ref()), 0, "{:.300}", text.as_ref());
        }
    }
}

#[test]
fn policies_read_again_allocate_nothing() {
    let texts: Vec<_> = common::fixtures("policies").into_iter().map(|(_, text)| text).collect();
    assert_no_allocation(&texts);
    texts.iter().for_each(|text| assert_no_allocation(&[text]));
}

#[test]
fn many_diagnostics_read_again_allocate_nothing() {
    let texts: Vec<_> = common::fixtures("diagnostics").into_iter().map(|(_, text)| text).collect();
    assert_no_allocation(&texts);
    let slips = "(我们)会[收集]信息。< 邮箱>、<<昵称>>、<>，{[}]，手机>\n您的<手机、(甲\n【收集】";
    let wide = format!("[收集]< 邮箱>、< e{}>\n", "\u{301}".repeat(200));
    assert_no_allocation(&[slips.repeat(200), wide.repeat(50), String::new(), slips.repeat(3)]);
    assert_no_allocation(&[wide.repeat(3), slips.repeat(500)]);
}

/// An odd number of sentences, or of relative clauses, leaves the lists that are swapped in another
/// order than before.
#[test]
fn swapped_lists_allocate_nothing() {
    let datum = "(星海)会[收集]<邮箱>";
    let long = format!("(星海)会[收集]{}<邮箱>。", "<电话>、<昵称>，并[使用]".repeat(40));
    let relative = format!("{}会[收集](您)[提供]的<邮箱>。", "(星海)、".repeat(40));
    for short in [format!("{datum}。"), format!("{datum}。").repeat(2), "信息。".to_owned()] {
        assert_no_allocation(&[&long, &short, &short]);
        assert_no_allocation(&[&short, &relative, &long]);
        assert_no_allocation(&[&relative, &short]);
    }
}

#[test]
fn families_read_again_allocate_nothing() {
    macro_rules! units {
        ($($name:ident: $unit:expr;)+) => { [$($unit),+] };
    }
    let units: [&str; _] = families!(units);
    let texts: Vec<_> = units.iter().map(|unit| unit.repeat(3000 / unit.len())).collect();
    assert_no_allocation(&texts);
}

/// An error owns its message: nothing else is allocated.
#[test]
fn strict_errors_allocate_their_messages() {
    let texts = ["(甲)[收集]<邮箱、{登录", "(我们)会[收集]<手机号码>。", "邮箱>、昵称]", "{[}]"];
    let mut session = Parser::new().strict(true).into_session();
    for pass in 0..3 {
        for text in texts {
            let mut fails = false;
            let allocated = measure(|| fails = session.parse(text).is_err()).count_total;
            assert!(pass == 0 || allocated == u64::from(fails), "{text}: {allocated}");
        }
    }
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn texts_read_again_allocate_nothing(
        texts in proptest::collection::vec(prop_oneof![markup(), structural_text()], 1..6),
    ) {
        assert_no_allocation(&texts);
    }
}

/// The lists of a document and the storage of the stages are made with their size in mind, so that few of them
/// grow: some two dozen allocations besides the messages of the diagnostics.
#[test]
fn a_single_parse_allocates_seldom() {
    let parser = Parser::new();
    // The first parse of a process builds the lexicon.
    parser.parse("").unwrap();
    let policies = common::fixtures("policies");
    let mut allocated = 0;
    for (_, text) in &policies {
        let mut messages = 0;
        let parse = || parser.parse(text).unwrap().diagnostics().len();
        allocated += measure(|| messages = parse()).count_total - messages as u64;
    }
    let mean = allocated as f64 / policies.len() as f64;
    assert!(mean <= 24.0, "{mean:.1} for each policy");
}
