//! What all commands have in common: no text steers the terminal, lines fit it, and output that nobody can take
//! is no panic.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::fs::{self, File};
use std::io::Read as _;
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

/// The commands that show something to a person, without the paths.
const FOR_PERSONS: &[&[&str]] = &[
    &["check"],
    &["check", "--output-format", "concise"],
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

/// The commands with output for programs.
const FOR_PROGRAMS: &[&[&str]] = &[
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
        assert!(ran.stderr.contains("\u{fffd}␛␊<U+009B>.txt: the file is empty"), "{}", ran.stderr);
        assert!(ran.stderr.contains("no␛such␊.txt: there is no such file"), "{}", ran.stderr);
        if FOR_PERSONS.contains(&command) {
            assert_no_control_characters(&ran.stdout);
            let is_named = command[0] != "stats" && command != ["check"];
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
    for command in [FOR_PERSONS, FOR_PROGRAMS, &[&["annotate"], &["diff"]]].concat() {
        let ran = folder.run(&[command, &["--no\u{9b}such\u{1b}"]].concat());
        assert_eq!((ran.status, ran.stdout.as_str()), (2, ""));
        assert_no_control_characters(&ran.stderr);
        assert!(ran.stderr.contains("'--no<U+009B>such"), "{}", ran.stderr);
    }
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
    let folder = Folder::new("closed-pipe");
    folder.write("long.txt", "(我们)会[收集]<手机号码>。\n".repeat(4_000));
    for command in [FOR_PERSONS, FOR_PROGRAMS]
        .concat()
        .into_iter()
        .filter(|c| c[0] != "stats" && c[0] != "check")
    {
        let mut run = policymark(&[command, &["long.txt"]].concat());
        run.current_dir(folder.path(".")).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = run.spawn().unwrap();
        let mut byte = [0];
        child.stdout.as_mut().unwrap().read_exact(&mut byte).unwrap();
        drop(child.stdout.take());
        let ran = Ran::new(&child.wait_with_output().unwrap());
        assert_eq!((ran.status, ran.stderr.as_str()), (0, ""), "{command:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_named() {
    let folder = Folder::new("full-disk");
    folder.write("a.txt", "(我们)会[收集]<手机号码>。\n").write("s.json", "[]");
    let annotate: &[&str] = &["annotate", "a.txt", "s.json"];
    let diff: &[&str] = &["diff", "--output-format", "json", "a.txt", "a.txt"];
    let others = [FOR_PERSONS, FOR_PROGRAMS].concat().into_iter().filter(|c| c[0] != "check");
    let others = others.map(|command| [command, &["a.txt"]].concat());
    for command in others.chain([annotate.to_vec(), diff.to_vec()]) {
        let mut run = policymark(&command);
        run.current_dir(folder.path("."))
            .stdout(File::options().write(true).open("/dev/full").unwrap());
        let ran = Ran::new(&run.output().unwrap());
        assert_eq!(ran.status, 2, "{command:?}");
        assert!(
            ran.stderr.starts_with("error: cannot write the output: "),
            "{command:?}: {}",
            ran.stderr
        );

        run.stderr(File::options().write(true).open("/dev/full").unwrap());
        assert_eq!(run.status().unwrap().code(), Some(2), "{command:?}");
    }
}
