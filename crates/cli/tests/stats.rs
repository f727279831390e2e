//! `policymark stats`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::Folder;
use serde_json::{Value, json};

const TEXT: &str = "(我们)会向(合作伙伴)[提供]<面部特征>。\n";

#[test]
fn files_and_folders_are_added_up() {
    let folder = Folder::new("stats");
    folder.write("a.txt", TEXT).write("b/c.md", TEXT).write("b/notes.rs", TEXT);
    let ran = folder.run(&["stats", ".", "-q"]);
    insta::assert_snapshot!("stats-text", ran.shown());

    let ran = folder.run(&["stats", "a.txt", "no-such.txt", "b", "--output-format", "json"]);
    assert_eq!(ran.status, 2);
    let sum: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!((&sum["documents"], &sum["data"]["面部特征"]), (&json!(2), &json!(2)));
    assert_eq!(sum["without_purpose"], json!({"part": 2, "whole": 2}));
    let lines: Vec<_> = ran.stderr.lines().collect();
    assert_eq!(lines[0], "error: no-such.txt: there is no such file");
    assert!(
        lines[1].starts_with(&format!("files: 2, bytes: {}, seconds: ", 2 * TEXT.len())),
        "{lines:?}"
    );
}

#[test]
fn any_number_of_threads_counts_the_same() {
    let folder = Folder::new("stats-threads");
    for number in 0..40 {
        let text = format!("(我们)会[收集]<数据{number}>。{}", TEXT.repeat(number % 7));
        folder.write(&format!("{}/{number}.txt", number % 3), text);
    }
    folder.write("broken.txt", b"\xe6\x89\x8b\xce\xd2");
    let run =
        |threads| folder.run(&["stats", ".", "--output-format", "json", "--threads", threads]);
    let one = run("1");
    assert_eq!(serde_json::from_str::<Value>(&one.stdout).unwrap()["documents"], 40);
    assert_eq!(one.status, 2);
    for threads in ["2", "7", "100000"] {
        let many = run(threads);
        assert_eq!(many.stdout, one.stdout);
        assert!(
            many.stderr.starts_with("error: broken.txt: the text is not UTF-8"),
            "{}",
            many.stderr
        );
    }
    assert!(run("7").stderr.ends_with("threads: 7\n"));
}

#[test]
fn no_files_are_no_counts() {
    let folder = Folder::new("stats-nothing");
    let ran = folder.run(&["stats", ".", "--output-format", "json", "-q"]);
    assert_eq!(serde_json::from_str::<Value>(&ran.stdout).unwrap()["documents"], 0);
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
}
