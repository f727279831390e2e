//! `policymark diff`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::Folder;
use serde_json::Value;

const OLD: &str = "一、共享\n(我们)不会[共享]<邮箱>。\n(我们)会[保存]<住址>。\n";
const NEW: &str = "二、共享\n(我们)会[共享]<邮箱>、<\u{1b}昵称>。\n";

#[test]
fn changes_are_shown_and_make_the_exit_status_1() {
    let folder = Folder::new("diff");
    folder.write("old.txt", OLD).write("new.txt", NEW);
    let ran = folder.run(&["diff", "old.txt", "new.txt"]);
    insta::assert_snapshot!("diff-text", ran.shown());
    assert_eq!(folder.pipe(&["diff", "old.txt", "-"], NEW).stdout, ran.stdout);
    assert_eq!(folder.pipe(&["diff", "-", "new.txt"], OLD).stdout, ran.stdout);
    assert_eq!(folder.run(&["diff", "old.txt", "old.txt"]).shown(), "--- exit status 0");
}

#[test]
fn json_has_both_places_of_each_change() {
    let folder = Folder::new("diff-json");
    folder.write("old.txt", OLD).write("new.txt", NEW);
    let ran = folder.run(&["diff", "old.txt", "new.txt", "--output-format", "json"]);
    assert_eq!(ran.status, 1);
    let json: Value = serde_json::from_str(&ran.stdout).unwrap();
    insta::assert_snapshot!("diff-json", serde_json::to_string_pretty(&json).unwrap());
    for change in json["changes"].as_array().unwrap() {
        for (side, text) in [("old", OLD), ("new", NEW)] {
            if let Some(place) = change[side].as_object() {
                let at = |key: &str| place["span"][key].as_u64().unwrap() as usize;
                let source = &text[at("start")..at("end")];
                let is_marked = change["role"].is_string();
                let words = if is_marked { source.trim_matches(['<', '>']) } else { source };
                assert_eq!(place["text"], words);
                let line = text[..at("start")].matches('\n').count() + 1;
                assert_eq!(place["line"], line);
            }
        }
    }
    let ran = folder.run(&["diff", "old.txt", "old.txt", "--output-format", "json"]);
    assert_eq!(
        ran.shown(),
        "{\"old\":\"old.txt\",\"new\":\"old.txt\",\"changes\":[]}\n--- exit status 0"
    );
}

#[test]
fn files_that_cannot_be_used_are_named() {
    let folder = Folder::new("diff-files");
    folder.write("a.txt", OLD).write("folder/a.txt", OLD);
    let stderr = |old, new| {
        let ran = folder.run(&["diff", old, new]);
        assert_eq!((ran.status, ran.stdout.as_str()), (2, ""));
        ran.stderr
    };
    assert_eq!(stderr("a.txt", "no.txt"), "error: no.txt: there is no such file\n");
    assert_eq!(stderr("no.txt", "a.txt"), "error: no.txt: there is no such file\n");
    assert_eq!(stderr("folder", "a.txt"), "error: folder: this is a folder; name a file in it\n");
    assert_eq!(stderr("-", "-"), "error: standard input can only be read once\n");
}
