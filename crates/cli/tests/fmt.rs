//! `policymark fmt` and `policymark explain`.

#![allow(clippy::unwrap_used)]

mod common;

use common::Folder;

#[test]
fn untidy_markup_is_tidied() {
    let folder = Folder::new("fmt");
    let untidy = "\u{feff}(我们)会[收集]您的< 手机号码 >，见\\（一\\）。\r\n";
    let tidy = "\u{feff}(我们)会[收集]您的 <手机号码> ，见（一）。\r\n";
    folder.write("a.txt", untidy).write("b.txt", "(我们)会[收集]<邮箱>。\n");
    insta::assert_snapshot!("fmt-check", folder.run(&["fmt", "--check"]).shown());
    insta::assert_snapshot!("fmt-diff", folder.run(&["fmt", "--diff"]).shown());
    assert_eq!(folder.read("a.txt"), untidy);
    insta::assert_snapshot!("fmt", folder.run(&["fmt"]).shown());
    assert_eq!(folder.read("a.txt"), tidy);
    assert_eq!(folder.run(&["fmt", "--check"]).status, 0);
    assert_eq!(folder.pipe(&["fmt", "-"], untidy).stdout, tidy);
    assert_eq!(folder.pipe(&["fmt", "-"], tidy).stdout, tidy);
    assert_eq!(
        folder.pipe(&["fmt", "--check", "-", "--stdin-filename", "p.txt"], untidy).stdout,
        "p.txt\n"
    );
    assert_eq!(folder.run(&["fmt", "no-such.txt"]).status, 2);
}

#[test]
fn rules_and_codes_are_explained_in_both_languages() {
    let folder = Folder::new("explain");
    for language in ["en", "zh"] {
        let ran = folder.run(&["explain", "--lang", language, "S13", "bracket-stray"]);
        insta::assert_snapshot!(format!("explain-{language}"), ran.shown());
        let wrong = folder.run(&["explain", "--lang", language, "S99", "bracket-strai"]);
        insta::assert_snapshot!(format!("explain-unknown-{language}"), wrong.shown());
    }
    assert!(folder.run(&["explain"]).stdout.lines().count() > 100);
}
