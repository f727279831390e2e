//! `policymark agree`.

mod common;

use common::Folder;

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
