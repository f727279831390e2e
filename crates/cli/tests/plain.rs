//! `policymark plain` and `policymark annotate`, and the way back.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::fs;

use common::Folder;
use serde_json::{Value, json};

const MARKED: &str = "一、注册😀\r\n(我们)会[收集]您的<号码\\(11位\\)>（如有）。\r\n";
const PLAIN: &str = "一、注册😀\r\n我们会收集您的号码(11位)（如有）。\r\n";

fn policies() -> Vec<std::path::PathBuf> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/policies");
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    files.filter(|path| path.extension().is_some_and(|extension| extension == "txt")).collect()
}

#[test]
fn marks_are_taken_out() {
    let folder = Folder::new("plain");
    folder.write("a.txt", MARKED).write("b.txt", "\u{feff}(甲)");
    assert_eq!(folder.run(&["plain", "a.txt"]).stdout, PLAIN);
    assert_eq!(folder.run(&["plain", "."]).stdout, format!("{PLAIN}\u{feff}(甲)"));
    let ran = folder.run(&["plain", "no-such.txt", "a.txt"]);
    assert_eq!((ran.stdout.as_str(), ran.status), (PLAIN, 2));
}

/// What a program with offsets of this unit sees of a text.
fn units(text: &str, unit: &str) -> Vec<String> {
    match unit {
        "bytes" => text.bytes().map(|byte| byte.to_string()).collect(),
        "characters" => text.chars().map(String::from).collect(),
        _ => text.encode_utf16().map(|unit| unit.to_string()).collect(),
    }
}

#[test]
fn a_map_leads_from_each_unit_of_the_plain_text_to_the_same_in_the_markup() {
    let folder = Folder::new("plain-map");
    folder.write("a.txt", MARKED);
    for unit in ["bytes", "characters", "utf16"] {
        let ran = folder.run(&["plain", "a.txt", "--map", "--offsets", unit]);
        let map: Value = serde_json::from_str(&ran.stdout).unwrap();
        assert_eq!((&map["file"], &map["offsets"]), (&json!("a.txt"), &json!(unit)));
        let (plain, markup) = (units(PLAIN, unit), units(MARKED, unit));
        let mut reach = 0;
        for segment in map["segments"].as_array().unwrap() {
            let at = |key: &str| segment[key].as_u64().unwrap() as usize;
            let len = at("len");
            assert_eq!(at("plain"), reach);
            reach += len;
            assert_eq!(plain[at("plain")..reach], markup[at("markup")..at("markup") + len]);
        }
        assert_eq!(reach, plain.len());
    }
}

#[test]
fn spans_are_those_of_the_words() {
    let folder = Folder::new("plain-spans");
    folder.write("a.txt", MARKED);
    for unit in ["bytes", "characters", "utf16"] {
        let ran = folder.run(&["plain", "a.txt", "--spans", "--offsets", unit]);
        let list: Value = serde_json::from_str(&ran.stdout).unwrap();
        let plain = units(PLAIN, unit);
        let spans = list["spans"].as_array().unwrap();
        let kinds: Vec<_> = spans.iter().map(|span| span["kind"].as_str().unwrap()).collect();
        assert_eq!(kinds, ["actor", "action", "data"]);
        for span in spans {
            let at = |key: &str| span[key].as_u64().unwrap() as usize;
            assert_eq!(plain[at("start")..at("end")], units(span["text"].as_str().unwrap(), unit));
        }
    }
}

#[test]
fn several_files_are_a_line_each() {
    let folder = Folder::new("plain-lines");
    folder.write("a.txt", MARKED).write("b.txt", "(我们)会[收集]<昵称>。\n");
    for form in ["--map", "--spans"] {
        let ran = folder.run(&["plain", ".", form]);
        let files = ran
            .stdout
            .lines()
            .map(|line| serde_json::from_str::<Value>(line).unwrap()["file"].clone());
        assert_eq!(files.collect::<Vec<_>>(), ["a.txt", "b.txt"]);
    }
    assert_eq!(folder.run(&["plain", "a.txt", "--map", "--spans"]).status, 2);
}

#[test]
fn plain_text_and_spans_give_the_policy_back() {
    let folder = Folder::new("round-trip");
    folder.write("a.txt", MARKED);
    let mut policies = policies();
    policies.push(folder.path("a.txt"));
    for policy in policies {
        let policy = policy.to_str().unwrap();
        for unit in ["bytes", "characters", "utf16"] {
            let plain = folder.run(&["plain", policy]).stdout;
            let spans = folder.run(&["plain", policy, "--spans", "--offsets", unit]).stdout;
            folder.write("plain.txt", &plain).write("spans.json", &spans);
            let ran = folder.run(&["annotate", "plain.txt", "spans.json", "-o", "back.txt"]);
            assert_eq!(ran.shown(), "--- exit status 0", "{policy}");
            assert_eq!(folder.run(&["plain", "back.txt"]).stdout, plain, "{policy}");
            let back = folder.run(&["plain", "back.txt", "--spans", "--offsets", unit]).stdout;
            let list = |line: &str| serde_json::from_str::<Value>(line).unwrap()["spans"].clone();
            assert_eq!(list(&back), list(&spans), "{policy}");
        }
    }
}

#[test]
fn spans_are_a_list_or_an_object() {
    let folder = Folder::new("annotate");
    folder.write("a.txt", "😀我们会收集[1]邮箱。");
    let annotated = |arguments: &[&str], spans: &str| {
        let ran = folder.pipe(&[&["annotate", "a.txt", "-"], arguments].concat(), spans);
        assert_eq!((ran.stderr.as_str(), ran.status), ("", 0));
        ran.stdout
    };
    let expected = "😀(我们)会收集\\[1\\]邮箱。";
    assert_eq!(annotated(&[], r#"[{"start": 4, "end": 10, "kind": "actor"}]"#), expected);
    let chars = r#"[{"start": 1, "end": 3, "kind": "actor", "text": "我们", "by": "甲"}]"#;
    assert_eq!(annotated(&["--offsets", "characters"], chars), expected);
    let utf16 = r#"{"offsets": "utf16", "spans": [{"start": 2, "end": 4, "kind": "actor"}]}"#;
    assert_eq!(annotated(&[], utf16), expected);
    assert_eq!(annotated(&["--offsets", "utf16"], &format!("\u{feff}{utf16}")), expected);
    assert_eq!(annotated(&[], "[]"), "😀我们会收集\\[1\\]邮箱。");
}

#[test]
fn a_span_that_cannot_be_marked_is_named_with_what_to_do() {
    let folder = Folder::new("annotate-faults");
    folder.write("a.txt", "我们会收集号码(11位)。\n打开相机摄像头(选填)\n");
    let mut shown = String::new();
    let lists = [
        r#"[{"start":0,"end":5,"kind":"actor"}]"#,
        r#"[{"start":0,"end":500,"kind":"actor"}]"#,
        r#"[{"start":6,"end":5,"kind":"actor"}]"#,
        r#"[{"start":6,"end":6,"kind":"actor"}]"#,
        r#"{"offsets":"characters","spans":[{"start":0,"end":6,"kind":"actor","text":"我们"}]}"#,
        r#"{"offsets":"characters","spans":[{"start":0,"end":6,"kind":"actor"},{"start":3,"end":7,"kind":"data"}]}"#,
        r#"{"offsets":"characters","spans":[{"start":10,"end":18,"kind":"data"}]}"#,
        r#"{"offsets":"characters","spans":[{"start":18,"end":21,"kind":"actor"}]}"#,
        r#"{"offset":"characters","spans":[]}"#,
        r#"[{"start":0,"end":6,"kind":"person"}]"#,
        r#"[{"start":0,"#,
        r#"[{"start":0,"end":-6,"kind":"actor"}]"#,
        "",
    ];
    for list in lists {
        folder.write("spans.json", list);
        for language in ["en", "zh"] {
            let ran = folder.run(&[
                "annotate",
                "a.txt",
                "spans.json",
                "--lang",
                language,
                "-o",
                "out.txt",
            ]);
            assert_eq!((ran.status, ran.stdout.as_str()), (2, ""), "{list}");
            assert_eq!(ran.stderr.lines().count(), 1, "{}", ran.stderr);
            shown += &ran.stderr;
        }
    }
    insta::assert_snapshot!("annotate-faults", shown);
    assert!(!folder.path("out.txt").exists());
}

#[test]
fn inputs_and_outputs_that_cannot_be_used_are_named() {
    let folder = Folder::new("annotate-files");
    folder.write("a.txt", "我们").write("s.json", r#"{"offsets":"characters","spans":[]}"#);
    let stderr = |arguments: &[&str]| {
        let ran = folder.run(&[&["annotate"], arguments].concat());
        assert_eq!(ran.status, 2);
        ran.stderr
    };
    assert_eq!(stderr(&["-", "-"]), "error: standard input can only be read once\n");
    assert_eq!(stderr(&["no.txt", "s.json"]), "error: no.txt: there is no such file\n");
    assert_eq!(stderr(&["a.txt", "no.json"]), "error: no.json: there is no such file\n");
    assert!(
        stderr(&["a.txt", "s.json", "-o", "no/out.txt"])
            .starts_with("error: no/out.txt: cannot write it: ")
    );
    let other = stderr(&["a.txt", "s.json", "--offsets", "bytes"]);
    assert_eq!(
        other,
        "error: s.json: its offsets count characters, not bytes; leave out --offsets\n"
    );
}

#[test]
fn a_written_file_takes_the_place_of_the_old_one() {
    let folder = Folder::new("annotate-output");
    folder.write("a.txt", "我们").write("s.json", "[]").write("out.txt", "old");
    assert_eq!(folder.run(&["annotate", "a.txt", "s.json", "--output", "out.txt"]).status, 0);
    assert_eq!(folder.read("out.txt"), "我们");
    assert_eq!(folder.run(&["annotate", "a.txt", "s.json", "--output", "a.txt"]).status, 0);
    assert_eq!(folder.read("a.txt"), "我们");
    assert_eq!(folder.run(&["annotate", "a.txt", "s.json", "--output", "new.txt"]).status, 0);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = |name| fs::metadata(folder.path(name)).unwrap().permissions().mode();
        assert_eq!(mode("new.txt"), mode("s.json"), "as any new file");
    }
    assert_eq!(fs::read_dir(folder.path(".")).unwrap().count(), 4, "nothing is left over");
}
