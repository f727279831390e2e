//! Texts that are read wrongly. Each test fails once its text is read well: move it to the regular
//! tests then.

#![allow(clippy::unwrap_used)]

use policymark::{Document, Statement, parse};

/// The data of each statement that has the action `verb`, in order.
fn data_of<'d>(document: &'d Document, verb: &str) -> Vec<String> {
    let has_verb = |s: &Statement<'d>| s.actions().any(|a| a.text() == verb);
    let statements = document.statements().filter(has_verb);
    statements.flat_map(|s| s.data()).map(|a| a.text().into_owned()).collect()
}

fn is_in_a_statement(document: &Document, words: &str) -> bool {
    document.statements().flat_map(|s| s.members()).any(|m| m.annotation.text() == words)
}

#[test]
#[should_panic(expected = "fronted data")]
fn data_fronted_after_a_semicolon() {
    let text = "(我们)[存储]您的<资料>；<订单>自成交起[保存]三年，<日志>[留存]一年。";
    let document = parse(text).unwrap();
    let found = ["存储", "保存", "留存"].map(|verb| data_of(&document, verb));
    assert_eq!(found, [["资料"], ["订单"], ["日志"]], "fronted data");
}

#[test]
#[should_panic(expected = "the object of 保存")]
fn an_unmarked_verb_before_a_marked_one() {
    let document = parse("(我们)会统计<取货次数>，并作为<信用记录>[保存]。").unwrap();
    assert!(data_of(&document, "保存").contains(&"信用记录".to_owned()), "the object of 保存");
}

#[test]
#[should_panic(expected = "the elided object")]
fn an_elided_object() {
    let document = parse("<录音>[保存]七天，七天后自动[删除]。").unwrap();
    assert_eq!(data_of(&document, "删除"), ["录音"], "the elided object");
}

#[test]
#[should_panic(expected = "the data of 送达")]
fn data_inside_a_purpose() {
    let document = parse("(我们)会[收集]<地址>，用于{将<商品>[送达]您的小区}。").unwrap();
    assert_eq!(data_of(&document, "送达"), ["商品"], "the data of 送达");
}

#[test]
#[should_panic(expected = "the recipient")]
fn a_recipient_inside_a_condition() {
    let document = parse("{在您开启之后，(我们)[展示]<昵称>给(邻居)}，您可以关闭。").unwrap();
    assert!(is_in_a_statement(&document, "邻居"), "the recipient");
}
