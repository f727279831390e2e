//! Texts that were once read wrongly, named after the fault.

#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use policymark::text::Code;
use policymark::{Diagnostic, Document, Error, Parser, parse};

use common::invariants::assert_invariants;

fn read(text: &str) -> Document {
    let document = parse(text).unwrap();
    assert_invariants(&document);
    document
}

#[test]
fn a_quotation_in_markdown_is_not_a_stray_bracket() {
    assert_eq!(read("> 本政策适用于乘客。\n>  另见司机版。").diagnostics(), []);
}

#[test]
fn brackets_before_a_link_on_two_lines_stay_unclosed() {
    let document = read("<手机号[规则](/rules\n\"规则\")>");
    assert_eq!(document.annotations().len(), 0);
    assert_eq!(document.diagnostics().len(), 2, "one for < and one for >");
}

#[test]
fn a_backslash_at_the_end_of_a_line_does_not_continue_a_link() {
    let document = read("[规则](/rules\\\n)");
    let unpaired = |d: &&Diagnostic| d.code() == Code::ParenthesisUnpaired;
    assert_eq!(document.diagnostics().iter().filter(unpaired).count(), 2);
}

#[test]
fn a_title_ends_on_its_line() {
    assert_eq!(read("《办法\n<手机号>》").annotations().len(), 1);
}

#[test]
fn a_whole_is_not_part_of_its_parts() {
    let document = read("<设备信息，如型号>属于<个人资料>。");
    let inclusions: Vec<_> = document.statements().flat_map(|s| s.inclusions()).collect();
    assert!(inclusions.iter().all(|i| i.part.text() != "个人资料"));
}

#[test]
fn the_object_after_as_belongs_to_its_own_verb() {
    let document = read("(我们)会[收集]<取货情况>，并作为<信用记录>[保存]。");
    let saved = document.statements().find(|s| s.actions().any(|a| a.text() == "保存")).unwrap();
    assert!(saved.data().any(|data| data.text() == "信用记录"));
}

#[test]
fn a_sentence_that_refers_back_can_give_a_condition() {
    let document = read("(我们)会[收集]<留言>。该功能仅在{您按住按钮}时启用。");
    let statement = document.statements().next().unwrap();
    assert!(statement.members().any(|member| member.annotation.text() == "您按住按钮"));
}

#[test]
fn an_error_after_many_warnings_fails_strict_parsing() {
    let text = "1月)、".repeat(Parser::DEFAULT_MAX_DIAGNOSTICS) + "<手机号码";
    assert!(read(&text).has_errors());
    let Err(Error::Strict { diagnostic: first, .. }) =
        Parser::new().strict(true).max_diagnostics(0).parse(&text)
    else {
        panic!("the bracket was lost");
    };
    assert_eq!(first.code(), Code::BracketUnclosed);
}

#[test]
fn a_sentence_on_two_lines_belongs_to_its_item() {
    for (line, next) in [("见[办法](a.cn", "\"办法\")"), ("见用户的", "办法"), ("见用户", "，办法")]
    {
        let document = read(&format!("星海会收集：\n昵称；\n{line}\n{next}\n性别。"));
        let item = document.sections().last().unwrap();
        let sentences: Vec<_> = item.sentences().map(|sentence| sentence.source()).collect();
        assert_eq!(sentences, [format!("{line}\n{next}")]);
        assert_eq!(item.span(), item.sentences().next().unwrap().span());
    }
}

#[test]
fn a_line_that_is_not_a_sentence_does_not_announce_a_list_twice() {
    for text in [
        "{以下}，[1]。\n- 我们：\n1){a}：\n{\n- 1；\n1。\n1。",
        "在{以下情形}中，[收集]。\n- 甲：\n1){乙}：\n---\n- 丙；\n- 丁。",
    ] {
        assert_invariants(&Parser::new().every_pair_marks(true).parse(text).unwrap());
        read(text);
    }
}

#[test]
fn an_unpaired_bracket_is_not_a_token_with_annotations() {
    for text in [r"（<收集-->(）\{", "（<收集>(）", "（[收集]<邮箱>(）会保存", "(<收集>（)会保存"]
    {
        assert_invariants(&Parser::new().every_pair_marks(true).parse(text).unwrap());
        read(text);
    }
}

#[test]
fn unmarked_words_do_not_contain_an_annotation() {
    read("向)([①])【[①]。");
}
