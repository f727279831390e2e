//! What all commands have in common: no text steers the terminal, lines fit it, and output that nobody can take
//! is no panic.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::fs::{self, File};
use std::process::Stdio;

use common::{Folder, Ran, policymark};
use policymark::text::visible;
use unicode_width::UnicodeWidthStr;

/// A text with control characters in every place that some command shows.
const STEERING: &str = "\
\u{1b}[31m一、\u{7}注册\u{1b}]0;x\u{7}\u{202e}\r\u{85}\u{2028}表
当{您\u{9b}注册\u{2066}}时，(我\u{1b}们)会[收\u{8}集]<手机\u{9b}\u{61c}号码>，\u{202e}不会[出\u{c}售]<手机\u{9b}\u{61c}号码>。
(我们)会[收集]<邮\u{9b}箱>，如<\r\u{1b}\u{9b}昵\u{b}称 >，还有<>、<\u{1b}\u{9b}头像。
";

/// The commands that show something to a person about each of several files, without the paths.
const FOR_PERSONS: &[&[&str]] = &[
    &["check"],
    &["check", "--output-format", "concise"],
    &["check", "--lang", "zh"],
    &["dump"],
    &["dump", "--output-format", "clauses"],
    &["statements"],
    &["statements", "--explain"],
    &["statements", "--output-format", "lines"],
    &["query", "--data", "~手机"],
    &["inventory"],
    &["inventory", "--by", "party"],
    &["stats"],
];

/// The commands with output for programs about each of several files, without the paths.
const FOR_PROGRAMS: &[&[&str]] = &[
    &["check", "--output-format", "json"],
    &["check", "--output-format", "sarif"],
    &["dump", "--output-format", "json"],
    &["dump", "--output-format", "json-lines"],
    &["statements", "--output-format", "json"],
    &["statements", "--output-format", "json-lines", "--explain"],
    &["statements", "--output-format", "csv"],
    &["query", "--data", "~手机", "--output-format", "json"],
    &["inventory", "--output-format", "json-lines"],
    &["plain"],
    &["plain", "--map"],
    &["plain", "--spans"],
    &["stats", "--output-format", "json"],
];

/// The other commands. Their files are those of [`folder`].
const OTHERS: &[&[&str]] = &[
    &["check", "--diff", "a.txt"],
    &["check", "--statistics", "a.txt"],
    &["fmt", "--check", "a.txt"],
    &["fmt", "--diff", "a.txt"],
    &["annotate", "plain.txt", "spans.json"],
    &["diff", "a.txt", "new.txt"],
    &["diff", "--output-format", "json", "a.txt", "new.txt"],
    &["agree", "a.txt", "second.txt"],
    &["agree", "--output-format", "json", "a.txt", "second.txt"],
    &["convert", "--to", "json", "a.txt"],
    &["convert", "--list"],
    &["graph", "a.txt"],
    &["html", "a.txt"],
    &["html", "--diff", "a.txt", "new.txt"],
    &["html", "--agree", "a.txt", "second.txt"],
    &["explain"],
    &["explain", "B17", "bracket-stray"],
    &["config"],
    &["schema"],
    &["schema", "statements"],
    &["completions", "bash"],
    &["man"],
    &["--help"],
    &["check", "--help", "--lang", "zh"],
];

/// The commands that answer only what they are asked on standard input: `lsp.rs` has their tests.
const SERVERS: &[&str] = &["lsp"];

/// Every command, with files about which it writes something.
fn all_commands() -> Vec<Vec<&'static str>> {
    let with_path = [FOR_PERSONS, FOR_PROGRAMS].concat().into_iter();
    let with_path = with_path.map(|command| [command, &["a.txt"]].concat());
    with_path.chain(OTHERS.iter().map(|command| command.to_vec())).collect()
}

/// A text with slips, a new version of it, and what a second annotator made of it.
fn folder(name: &str) -> Folder {
    let folder = Folder::new(name);
    let text = "(我们)会[收集]< 手机号码>。\n".repeat(100);
    folder
        .write("a.txt", &text)
        .write("new.txt", text.replace("(我们)会", "(我们)不会"))
        .write("second.txt", text.replace("(我们)", "我们"))
        .write("plain.txt", "我们会收集手机号码。\n")
        .write("spans.json", r#"[{"start": 0, "end": 6, "kind": "actor"}]"#);
    folder
}

#[test]
fn every_command_is_tried() {
    let tried: Vec<_> = all_commands().into_iter().map(|command| command[0]).collect();
    for command in common::commands() {
        let command = command.as_str();
        assert!(tried.contains(&command) || SERVERS.contains(&command), "{command}");
    }
}

#[track_caller]
fn assert_no_control_characters(shown: &str) {
    for line in shown.lines() {
        assert_eq!(visible(line), line);
    }
}

#[test]
fn no_text_steers_the_terminal() {
    let folder = Folder::new("steering-text");
    folder.write("a.txt", STEERING);
    for command in FOR_PERSONS {
        let ran = folder.run(&[*command, &["a.txt"]].concat());
        assert_no_control_characters(&ran.stdout);
        assert_no_control_characters(&ran.stderr);
        assert!(
            ran.stdout.contains('␛') && ran.stdout.contains("<U+009B>"),
            "{command:?}: {}",
            ran.stdout
        );
    }
    for command in FOR_PROGRAMS {
        let ran = folder.run(&[*command, &["a.txt"]].concat());
        assert_no_control_characters(&ran.stderr);
        assert!(!ran.stdout.contains("<U+009B>"), "{command:?}: {}", ran.stdout);
    }
}

#[test]
fn no_text_of_two_steers_the_terminal() {
    let folder = Folder::new("steering-two");
    folder
        .write("a.txt", STEERING)
        .write("new.txt", STEERING.replace("不会", "会"))
        .write("second.txt", STEERING.replace("(我\u{1b}们)", "我\u{1b}们"));
    for command in [["diff", "a.txt", "new.txt"], ["agree", "a.txt", "second.txt"]] {
        let ran = folder.run(&command);
        assert_eq!((ran.status, ran.stderr.as_str()), (1, ""));
        assert_no_control_characters(&ran.stdout);
        assert!(ran.stdout.contains('␛'), "{}", ran.stdout);
    }
}

/// Unix allows all bytes but two in a file name.
#[cfg(unix)]
#[test]
fn no_file_name_steers_the_terminal() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    let folder = Folder::new("steering-name");
    let name = "a\nerror: b\u{1b}[31m\u{9b}\u{202e}.txt";
    let shown = "a␊error: b␛[31m<U+009B><U+202E>.txt";
    folder.write(name, STEERING);
    let not_utf8 = OsStr::from_bytes(b"\xff\x1b\n\xc2\x9b.txt");
    fs::write(folder.path(".").join(not_utf8), "").unwrap();
    let missing = "no\u{1b}such\n.txt";
    for command in [FOR_PERSONS, FOR_PROGRAMS].concat() {
        let mut run = policymark(command);
        run.current_dir(folder.path(".")).args([not_utf8, OsStr::new(missing), OsStr::new(name)]);
        let ran = Ran::new(&run.output().unwrap());
        assert_eq!(ran.status, 2, "{command:?}");
        assert_no_control_characters(&ran.stderr);
        let messages = match command.contains(&"zh") {
            true => ["文件是空的", "没有这个文件"],
            false => ["the file is empty", "there is no such file"],
        };
        for (name, message) in ["\u{fffd}␛␊<U+009B>.txt", "no␛such␊.txt"].iter().zip(messages)
        {
            let line = ran.stderr.lines().find(|line| line.contains(name)).unwrap();
            assert!(line.ends_with(message), "{line}");
        }
        if FOR_PERSONS.contains(&command) {
            assert_no_control_characters(&ran.stdout);
            let is_full = command == ["check"] || command == ["check", "--lang", "zh"];
            let is_named = command[0] != "stats" && !is_full;
            assert!(
                !is_named || ran.stdout.replace("\n          ", "").contains(shown),
                "{command:?}: {}",
                ran.stdout
            );
        }
    }
}

#[test]
fn no_wrong_argument_steers_the_terminal() {
    let folder = Folder::new("steering-argument");
    for command in common::commands() {
        let ran = folder.run(&[&command, "--no\u{9b}such\u{1b}"]);
        assert_eq!((ran.status, ran.stdout.as_str()), (2, ""));
        assert_no_control_characters(&ran.stderr);
        assert!(ran.stderr.contains("'--no<U+009B>such"), "{}", ran.stderr);
    }
    let ran = folder.run(&["\u{1b}no-such"]);
    assert_eq!((ran.status, ran.stdout.as_str()), (2, ""));
    assert_no_control_characters(&ran.stderr);
}

#[test]
fn lines_fit_the_terminal() {
    let folder = Folder::new("width");
    let policies = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/policies");
    let text = "(我们)会[收集]<\u{9b}\u{202e}\u{1b}>。\n".replace('\u{9b}', &"\u{9b}手".repeat(40));
    folder.write("wide.txt", text);
    for command in FOR_PERSONS {
        for width in [60, 80, 120] {
            let mut run = policymark(&[*command, &[policies, "wide.txt"]].concat());
            run.env("COLUMNS", width.to_string()).current_dir(folder.path("."));
            let ran = Ran::new(&run.output().unwrap());
            // A line of its own for each is not cut, so that other tools can read it.
            let is_cut = !command.contains(&"lines") && command[0] != "check";
            for line in ran.stdout.lines().filter(|_| is_cut) {
                // Names of files are long here.
                let is_name = line.starts_with('#') || line.contains(policies);
                assert!(is_name || line.width() <= width, "{command:?}: {line}");
            }
        }
    }
}

#[test]
fn a_closed_pipe_is_not_an_error() {
    let folder = folder("closed-pipe");
    for command in all_commands() {
        let mut run = policymark(&command);
        run.arg("-q").current_dir(folder.path("."));
        let mut child = run.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let ran = Ran::new(&child.wait_with_output().unwrap());
        assert_eq!(ran.stderr, "", "{command:?}");
        assert!(ran.status < 2, "{command:?}: {}", ran.status);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_named() {
    let full = || File::options().write(true).open("/dev/full").unwrap();
    let folder = folder("full-disk");
    for command in all_commands() {
        let mut run = policymark(&command);
        run.current_dir(folder.path(".")).stdout(full());
        let ran = Ran::new(&run.output().unwrap());
        assert_eq!(ran.status, 2, "{command:?}");
        let is_chinese = command.contains(&"zh");
        let message = match is_chinese {
            true => "错误：无法写入输出：",
            false => "error: cannot write the output: ",
        };
        assert!(ran.stderr.starts_with(message), "{command:?}: {}", ran.stderr);

        run.stderr(full());
        assert_eq!(run.status().unwrap().code(), Some(2), "{command:?}");
    }
}
