//! What can go wrong with files, threads and configurations. No run panics, and none hangs.

#![allow(clippy::unwrap_used)]

mod common;

use std::fs::File;
use std::process::Stdio;
use std::time::{Duration, Instant};

use common::{Folder, Ran, policymark};

fn folder(name: &str) -> Folder {
    let folder = Folder::new(name);
    folder.write("a.txt", "(我们)会[收集]< 邮箱>。\n".repeat(2000));
    folder
}

#[test]
fn errors_count_though_nobody_reads_them_to_the_end() {
    let folder = Folder::new("head");
    folder.write("a.txt", "(我们)会[收集]<邮箱。\n".repeat(2000));
    let mut command = policymark(&["check", "a.txt"]);
    let mut child = command.current_dir(folder.path("")).stdout(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    assert_eq!(child.wait().unwrap().code(), Some(1));
}

#[cfg(unix)]
#[test]
fn nobody_has_to_listen_to_standard_error() {
    let folder = folder("deaf");
    for arguments in [&["check", "a.txt", "no-such.txt"][..], &["no-such-command"]] {
        let full = File::options().write(true).open("/dev/full").unwrap();
        let mut command = policymark(arguments);
        let status =
            command.current_dir(folder.path("")).stdout(Stdio::null()).stderr(full).status();
        assert_eq!(status.unwrap().code(), Some(2), "{arguments:?}");
    }
}

#[test]
fn a_file_that_cannot_be_used_is_named_and_the_others_go_on() {
    let folder = Folder::new("broken");
    folder
        .write("gbk.txt", b"\xe6\x89\x8b\xce\xd2\xc3\xc7")
        .write("cut.txt", "手机".as_bytes().split_last().unwrap().1)
        .write("utf16.txt", b"\xff\xfe\x4b\x62")
        .write("empty.txt", "\n")
        .write("good.txt", "(我们)会[收集]<手机号码>。");
    let files = ["gbk.txt", "cut.txt", "utf16.txt", "no-such.txt", ".", "good.txt", "empty.txt"];
    for command in ["check", "dump"] {
        let ran = folder.run(&[&[command][..], &files].concat());
        insta::assert_snapshot!(format!("broken-files-{command}"), ran.shown());
        assert_eq!(ran.status, 2);
        let chinese = folder.run(&[&["--lang", "zh", command][..], &files].concat());
        insta::assert_snapshot!(format!("broken-files-{command}-zh"), chinese.stderr);
    }
}

#[cfg(unix)]
#[test]
fn a_named_pipe_is_refused_and_never_waited_for() {
    let folder = Folder::new("fifo");
    let made = std::process::Command::new("mkfifo").arg(folder.path("pipe.txt")).status().unwrap();
    assert!(made.success());
    let start = Instant::now();
    let ran = folder.run(&["check", "pipe.txt"]);
    assert_eq!(ran.status, 2);
    assert!(ran.stderr.contains("pipe or a device"), "{}", ran.stderr);
    // In a folder it is no policy.
    assert_eq!(folder.run(&["check"]).status, 0);
    assert!(start.elapsed() < Duration::from_secs(10));
}

#[test]
fn any_number_of_threads_will_do() {
    let folder = folder("threads");
    for threads in ["0", "1", "3", "100000"] {
        let ran = folder.run(&["check", "--threads", threads]);
        assert_eq!(ran.status, 0, "{threads}: {}", ran.stderr);
    }
    assert_eq!(folder.run(&["check", "--threads", "many"]).status, 2);
}

#[test]
fn wrong_configurations_are_reported_with_their_place() {
    let folder = Folder::new("config");
    folder.write("a.txt", "[收集]<邮箱>");
    let mut shown = String::new();
    for (name, text) in [
        ("key", "[check]\nslect = ['placeholder']\n"),
        ("code", "check.ignore = ['placeholder', 'bracket-strai']\n"),
        ("type", "[parser]\nmax-depth = 'deep'\n"),
        ("toml", "[check\n"),
        ("table", "[lexicon.extend]\npartys = 'parties.tsv'\n"),
        ("file", "[lexicon.extend]\nparties = 'no-such.tsv'\n"),
        ("glob", "files.exclude = ['{']\n"),
    ] {
        folder.write("policymark.toml", text);
        let ran = folder.run(&["check"]);
        assert_eq!((ran.status, &*ran.stdout), (2, ""), "{name}");
        // The folder is another one on another machine.
        let here = folder.path("").display().to_string();
        shown += &format!("{name}: {}", ran.stderr.replace(&here, ""));
    }
    insta::assert_snapshot!(shown);
}

#[test]
fn what_the_library_refuses_is_said_in_chinese_too() {
    let folder = Folder::new("refused");
    folder.write("a.txt", "(我们)会[收集]<邮箱>。").write("p.tsv", "星海\tfrist\n");
    for (config, message) in [
        ("parser.max-len = 4", "错误：a.txt: 文本长 30 字节；最长只能解析 4 字节\n"),
        (
            "lexicon.extend.parties = 'p.tsv'",
            "p.tsv: 词表第 1 行：没有类别 \"frist\"；类别有 first, third, subject, any\n",
        ),
    ] {
        folder.write("policymark.toml", config);
        let ran = folder.run(&["statements", "a.txt", "--lang", "zh"]);
        assert_eq!(ran.status, 2);
        assert!(ran.stderr.ends_with(message), "{}", ran.stderr);
    }
}

#[test]
fn the_nearest_configuration_counts() {
    let folder = Folder::new("nearest");
    folder
        .write("policymark.toml", "check.ignore = ['annotation-padded']\n[lexicon.extend]\nparties = 'words/parties.tsv'\n")
        .write("words/parties.tsv", "星海\tfirst\n")
        .write("deep/down/a.txt", "(星海)会[收集]< 邮箱>。");
    let run = |arguments: &[&str]| {
        let output = policymark(arguments).current_dir(folder.path("deep/down")).output().unwrap();
        Ran::new(&output)
    };
    assert_eq!(run(&["check", "--deny", "hints"]).status, 0);
    assert_eq!(run(&["check", "--deny", "warnings", "--isolated"]).status, 1);
    assert!(run(&["dump", "a.txt"]).stdout.contains("first"));
    assert!(!run(&["dump", "a.txt", "--isolated"]).stdout.contains("first"));
    let shown = run(&["config"]).stdout;
    assert!(shown.contains("ignore = [\"annotation-padded\"]"), "{shown}");
}

#[test]
fn folders_are_read_as_the_configuration_and_ignore_files_say() {
    let folder = Folder::new("folders");
    folder
        .write("policymark.toml", "files.exclude = ['drafts/', '*.old.txt']\n")
        .write(".gitignore", "ignored/\n");
    for name in [
        "b.txt",
        "a.md",
        "c.policy",
        "d.TXT",
        "d.rs",
        ".hidden.txt",
        "drafts/a.txt",
        "a.old.txt",
        "ignored/a.txt",
        "x/y/z.txt",
    ] {
        folder.write(name, "[收集]<邮箱");
    }
    let shown = folder.run(&["check", "--output-format", "concise"]).stdout;
    let names: Vec<_> = shown.lines().filter_map(|line| line.split(':').next()).collect();
    assert_eq!(names, ["a.md", "b.txt", "c.policy", "d.TXT", "x/y/z.txt"]);
    // A file that is named counts, whatever the configuration says.
    let named = folder.run(&["check", "--output-format", "concise", "drafts/a.txt", "d.rs"]).stdout;
    assert_eq!(named.lines().count(), 2);
    // Seen from the folder of the configuration, wherever the command runs.
    let mut below = policymark(&["check", "--output-format", "concise"]);
    let ran = Ran::new(&below.current_dir(folder.path("drafts")).output().unwrap());
    assert_eq!(ran.stdout, "", "{}", ran.stderr);
    // A hook names what nobody has chosen.
    let forced = ["check", "--output-format", "concise", "--force-exclude", "drafts/a.txt", "d.rs"];
    assert_eq!(folder.run(&forced).stdout.lines().count(), 1);
    let none = folder.run(&["check", "--isolated", "words"]);
    assert_eq!(none.status, 2);
}

/// Stopped in the middle of writing by a limit of the system, a run leaves the old text.
#[cfg(unix)]
#[test]
fn a_file_is_never_half_written() {
    let folder = Folder::new("killed");
    let old = "(我们)会[收集]< 邮箱>。\n".repeat(20_000);
    folder.write("a.txt", &old);
    for arguments in ["check --fix", "fmt"] {
        let program = env!("CARGO_BIN_EXE_policymark");
        let command = format!("ulimit -f 100; exec {program} {arguments} -q a.txt >/dev/null");
        let mut shell = std::process::Command::new("bash");
        let status = shell.args(["-c", &command]).current_dir(folder.path("")).status().unwrap();
        assert_eq!(status.code(), None, "{arguments}: the signal of the limit stops it");
        assert!(folder.read("a.txt") == old, "{arguments}: half written");
    }
}
