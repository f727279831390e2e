//! `policymark agree`.

#![allow(clippy::unwrap_used)]

mod common;

use common::Folder;
use serde_json::{Value, json};

fn annotators(name: &str) -> Folder {
    let folder = Folder::new(name);
    folder
        .write("first.txt", "一、注册\n当{您注册}时，(我们)会[收集]您的<手机号码>，以便{验证身份}。\n(我们)不会向(银行)[提供]<邮箱>。\n")
        .write("second.txt", "一、注册\n{当您注册时}，(我们)会[收集]<您的手机号码>，以便{验证身份}。\n(我们)不会向银行[提供]<邮箱>。\n")
        .write("other.txt", "一、登录\n当{您注册}时，(我们)会[收集]您的<手机号码>。\n");
    folder
}

#[test]
fn two_annotators_are_compared() {
    let folder = annotators("agree");
    let ran = folder.run(&["agree", "first.txt", "second.txt"]);
    insta::assert_snapshot!("agree-text", ran.shown());
    let json = folder.run(&["agree", "first.txt", "second.txt", "--output-format", "json"]);
    let value: serde_json::Value = serde_json::from_str(&json.stdout).unwrap();
    assert_eq!(json.status, 1);
    assert_eq!(value["figures"]["all"]["exact"]["matched"], 6, "{value:#}");
    assert_eq!(folder.run(&["agree", "first.txt", "first.txt"]).status, 0);
}

#[test]
fn json_names_the_files_and_has_the_lines_of_both() {
    let folder = annotators("agree-json");
    let ran = folder.run(&["agree", "first.txt", "second.txt", "--output-format", "json"]);
    let value: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!((&value["first"], &value["second"]), (&json!("first.txt"), &json!("second.txt")));
    let texts = ["first.txt", "second.txt"].map(|name| folder.read(name));
    let mut checked = 0;
    for list in ["disagreements", "statements"] {
        for one in value[list].as_array().unwrap() {
            for (side, text) in ["first", "second"].into_iter().zip(&texts) {
                let Some(place) = one[side].as_object() else { continue };
                let start = place["span"]["start"].as_u64().unwrap() as usize;
                let line = text[..start].matches('\n').count();
                let before = &text[..start][text[..start].rfind('\n').map_or(0, |at| at + 1)..];
                assert_eq!(place["line"], line + 1, "{one}");
                assert_eq!(place["column"], before.chars().count() + 1, "{one}");
                checked += 1;
            }
        }
    }
    assert!(checked >= 8, "{value:#}");
    insta::assert_snapshot!("agree-json", serde_json::to_string_pretty(&value).unwrap());
}

#[test]
fn the_end_of_the_shorter_text_is_named() {
    let folder = Folder::new("agree-end");
    folder.write("a.txt", "您好。\n(我们)会[收集]<邮箱>。\n").write("b.txt", "您好。\n");
    let message = |language| folder.run(&["agree", "a.txt", "b.txt", "--lang", language]).stderr;
    assert_eq!(
        message("en"),
        "error: without their marks the texts differ: “\u{240a}” at a.txt:1:4 is the end at b.txt:2:1\n"
    );
    assert_eq!(
        message("zh"),
        "错误：去掉标注后两份文本不同：a.txt:1:4 处是“\u{240a}”，b.txt:2:1 处是文本结尾\n"
    );
}

#[test]
fn files_that_are_not_one_text_are_refused_with_the_first_difference() {
    let folder = annotators("agree-other");
    for language in ["en", "zh"] {
        let ran = folder.run(&["agree", "first.txt", "other.txt", "--lang", language]);
        insta::assert_snapshot!(format!("agree-other-{language}"), ran.shown());
        assert_eq!(ran.status, 2);
    }
    assert_eq!(folder.run(&["agree", "-", "-"]).status, 2);
    assert_eq!(folder.run(&["agree", "first.txt", "no-such.txt"]).status, 2);
}
