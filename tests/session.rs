//! A session reads each document as if it were the first.

#![allow(clippy::unwrap_used)]

mod common;

use policymark::{Error, Parser, parse};

#[test]
fn nothing_of_one_document_is_left_in_the_next() {
    let policies = common::fixtures("policies");
    let parser = Parser::new();
    let mut session = parser.session();
    for (path, text) in policies.iter().chain(policies.iter().rev()) {
        assert_eq!(session.parse(text).unwrap(), &parse(text).unwrap(), "{}", path.display());
    }
    assert_eq!(session.parse("").unwrap(), &parse("").unwrap());
}

#[test]
fn a_document_that_fails_is_forgotten() {
    let parser = Parser::new().strict(true).max_len(1000);
    let mut session = parser.session();
    let text = "(我们)会[收集]<手机号码>。";
    let expected = parse(text).unwrap();
    assert!(matches!(session.parse("(甲)[收集]<邮箱、{登录"), Err(Error::Strict(_))));
    assert_eq!(session.parse(text).unwrap(), &expected);
    assert!(matches!(session.parse(&text.repeat(100)), Err(Error::TooLong { .. })));
    assert_eq!(session.parse(text).unwrap(), &expected);
}
