//! `policymark check`: formats, exit statuses, fixes.

#![allow(clippy::unwrap_used)]

mod common;

use std::io::{BufRead, BufReader};
use std::process::{Child, Stdio};
use std::sync::mpsc::channel;
use std::time::Duration;

use common::{Folder, policymark};
use quick_junit::{Report, TestCaseStatus};
use serde_json::Value;

/// Two files with slips of each severity, and one without. The second has a name that needs escaping.
fn slips(name: &str) -> Folder {
    let folder = Folder::new(name);
    folder
        .write("a.txt", "\u{feff}(我们)会【收集】您的< 手机号码>。\r\n(我们)会[收集]<邮箱。\r\n")
        .write("b/c, 1%.policy", "🙂👨‍👩‍👧(我们)会[收集]<<昵称>>。[收集<手机]号>，相机(云杉)。\n")
        .write("good.md", "(我们)会[收集]您的<手机号码>。\n")
        .write("notes.rs", "<");
    folder
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

#[test]
fn every_format_shows_what_was_found() {
    let folder = slips("formats");
    for format in ["full", "concise", "json", "json-lines", "sarif", "github", "gitlab", "junit"] {
        let ran = folder.run(&["check", "--output-format", format]);
        assert_eq!(ran.status, 1, "{format}");
        insta::assert_snapshot!(format!("check-{format}"), ran.shown());
    }
    insta::assert_snapshot!("check-statistics", folder.run(&["check", "--statistics"]).shown());
    insta::assert_snapshot!("check-full-zh", folder.run(&["check", "--lang", "zh"]).shown());
}

#[test]
fn the_exit_status_follows_the_severity() {
    let folder = Folder::new("severity");
    folder.write("hint.txt", "(我们)会[收集]信息。").write("warning.txt", "[收集]< 邮箱>");
    let status = |arguments: &[&str]| folder.run(&[&["check"], arguments].concat()).status;
    assert_eq!(status(&[]), 0);
    assert_eq!(status(&["--deny", "warnings"]), 1);
    assert_eq!(status(&["--deny", "warnings", "hint.txt"]), 0);
    assert_eq!(status(&["--deny", "hints", "hint.txt"]), 1);
    assert_eq!(status(&["--deny", "hints", "--ignore", "action-without-data", "hint.txt"]), 0);
    assert_eq!(status(&["--deny", "hints", "--select", "placeholder"]), 0);
    assert_eq!(status(&["no-such.txt"]), 2);
    assert_eq!(status(&["--select", "no-such-code"]), 2);
    folder.write(
        "policymark.toml",
        "check.deny = 'hints'\ncheck.severity.annotation-padded = 'error'",
    );
    assert_eq!(status(&["hint.txt"]), 1);
    assert_eq!(status(&["hint.txt", "--isolated"]), 0);
    assert_eq!(status(&["warning.txt", "--deny", "errors"]), 1);
    let shown = folder.run(&["check", "warning.txt"]).stdout;
    assert!(shown.starts_with("error[annotation-padded]"), "{shown}");
}

#[track_caller]
fn assert_keeps_to_schema(log: &Value) {
    let schema = json(include_str!("schemas/sarif-2.1.0-subset.schema.json"));
    let validator = jsonschema::validator_for(&schema).unwrap();
    let faults: Vec<_> = validator.iter_errors(log).map(|error| error.to_string()).collect();
    assert_eq!(faults, [""; 0]);
}

#[test]
fn sarif_keeps_to_its_schema_and_points_at_the_place() {
    let folder = slips("sarif");
    let log = json(&folder.run(&["check", "--output-format", "sarif"]).stdout);
    assert_keeps_to_schema(&log);
    let results = log["runs"][0]["results"].as_array().unwrap();
    let rules = log["runs"][0]["tool"]["driver"]["rules"].as_array().unwrap();
    for result in results {
        let index = result["ruleIndex"].as_u64().unwrap();
        assert_eq!(rules[index as usize]["id"], result["ruleId"]);
        let place = &result["locations"][0]["physicalLocation"];
        let name = place["artifactLocation"]["uri"].as_str().unwrap();
        let text = folder.read(&name.replace("%2C", ",").replace("%20", " ").replace("%25", "%"));
        // The same place in bytes, and by line and column in code points.
        let number = |key: &str| place["region"][key].as_u64().unwrap() as usize;
        let line =
            text.trim_start_matches('\u{feff}').split('\n').nth(number("startLine") - 1).unwrap();
        let rest: String = line.chars().skip(number("startColumn") - 1).collect();
        assert!(text[number("byteOffset")..].starts_with(&rest), "{result}");
        let bytes = &text[number("byteOffset")..][..number("byteLength")];
        let width = number("endColumn") - number("startColumn");
        assert_eq!(bytes.chars().count(), width, "{result}");
    }
    let uris: Vec<_> = results
        .iter()
        .map(|result| &result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"])
        .collect();
    assert!(uris.iter().any(|uri| *uri == "b/c%2C%201%25.policy"), "{uris:?}");
    assert!(results.iter().any(|result| result["fixes"][0]["artifactChanges"].is_array()));
}

/// Reports that a server reads later also name the files that could not be read.
#[test]
fn reports_name_the_files_that_could_not_be_read() {
    let folder = Folder::new("unusable");
    folder
        .write("a.txt", "[收集]<邮箱>")
        .write("b.txt", b"\xFF\xFE")
        .write("c, d.txt", b"\xC4\xE3");
    for format in ["github", "gitlab", "junit"] {
        let ran = folder.run(&["check", "--output-format", format]);
        assert_eq!(ran.status, 2, "{format}");
        insta::assert_snapshot!(format!("check-unusable-{format}"), ran.shown());
    }
    let report = |format: &str| folder.run(&["check", "--output-format", format]).stdout;
    assert_eq!(Report::deserialize_from_str(&report("junit")).unwrap().errors, 2);
    assert_eq!((report("json").as_str(), report("json-lines").as_str()), ("[]\n", ""));
    let log = json(&folder.run(&["check", "--output-format", "sarif", "--lang", "zh"]).stdout);
    assert_keeps_to_schema(&log);
    let invocation = &log["runs"][0]["invocations"][0];
    assert_eq!(invocation["executionSuccessful"], false);
    let told = &invocation["toolExecutionNotifications"][1];
    let uri = &told["locations"][0]["physicalLocation"]["artifactLocation"]["uri"];
    assert_eq!((&told["level"], uri), (&json("\"error\""), &json("\"c%2C%20d.txt\"")));
    assert!(told["message"]["text"].as_str().unwrap().contains("UTF-8"), "{told}");
}

#[test]
fn junit_reads_back() {
    let folder = slips("junit");
    let report =
        Report::deserialize_from_str(&folder.run(&["check", "--output-format", "junit"]).stdout)
            .unwrap();
    let suites: Vec<_> = report.test_suites.iter().map(|suite| suite.name.as_str()).collect();
    assert_eq!(suites, ["a.txt", "b/c, 1%.policy", "good.md"]);
    let failures = |index: usize| {
        let cases = report.test_suites[index].test_cases.iter();
        cases.filter(|case| matches!(case.status, TestCaseStatus::NonSuccess { .. })).count()
    };
    assert_eq!((failures(0), failures(1)), (1, 1));
    assert_eq!((failures(2), report.test_suites[2].test_cases.len()), (0, 1));
}

#[test]
fn the_summary_points_to_fix_wherever_it_mends_something() {
    let fixtures = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixes");
    let folder = Folder::new("summary");
    let mut mended = 0;
    for entry in std::fs::read_dir(fixtures).unwrap() {
        folder.write("a.txt", std::fs::read(entry.unwrap().path()).unwrap());
        if folder.run(&["check", "--diff"]).status == 1 {
            mended += 1;
            let ran = folder.run(&["check"]);
            assert!(ran.stderr.contains("; try --fix on "), "{}", ran.stderr);
        }
    }
    assert!(mended > 3);
}

#[test]
fn junit_fails_what_fails_the_check() {
    let folder = Folder::new("junit-deny");
    folder.write("a.txt", "[收集]< 邮箱>");
    let failures = |deny: &str| {
        let ran = folder.run(&["check", "--output-format", "junit", "--deny", deny]);
        let report = Report::deserialize_from_str(&ran.stdout).unwrap();
        (report.failures, ran.status)
    };
    assert_eq!(failures("errors"), (0, 0));
    assert_eq!(failures("warnings"), (1, 1));
}

#[test]
fn gitlab_tells_findings_apart_by_what_they_are_and_not_by_their_line() {
    let folder = Folder::new("gitlab");
    let prints = |text: &str| {
        folder.write("a.txt", text);
        let issues = json(&folder.run(&["check", "--output-format", "gitlab"]).stdout);
        let issues = issues.as_array().unwrap().clone();
        issues
            .iter()
            .map(|issue| issue["fingerprint"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    let slips = "[收集]<邮箱\n[收集]<邮箱\n";
    let before = prints(slips);
    let distinct: std::collections::HashSet<_> = before.iter().collect();
    assert_eq!(distinct.len(), before.len());
    assert_eq!(prints(&format!("一行新的话。\n{slips}")), before);
}

#[test]
fn github_escapes_what_would_end_a_value() {
    let folder = slips("github");
    let ran = folder.run(&["check", "--output-format", "github"]);
    assert!(ran.stdout.lines().all(|line| line.starts_with("::error ")
        || line.starts_with("::warning ")
        || line.starts_with("::notice ")));
    assert!(ran.stdout.contains("file=b/c%2C 1%25.policy,line=1,col="), "{}", ran.stdout);
}

#[test]
fn json_lines_hold_the_objects_of_json() {
    let folder = slips("json");
    let all = json(&folder.run(&["check", "--output-format", "json"]).stdout);
    let lines = folder.run(&["check", "--output-format", "json-lines"]).stdout;
    let lines: Vec<_> = lines.lines().map(json).collect();
    assert_eq!(all, Value::Array(lines));
    assert_eq!(
        json(&folder.run(&["check", "good.md", "--output-format", "json"]).stdout),
        Value::Array(Vec::new())
    );
}

#[test]
fn fixes_change_only_what_they_say() {
    let folder = slips("fix");
    let before = [folder.read("a.txt"), folder.read("b/c, 1%.policy"), folder.read("good.md")];
    let diff = folder.run(&["check", "--diff"]);
    assert_eq!(diff.status, 1);
    insta::assert_snapshot!("check-diff", diff.shown());
    assert_eq!(before[0], folder.read("a.txt"), "--diff changes nothing");

    let fixed = folder.run(&["check", "--fix", "--output-format", "concise"]);
    insta::assert_snapshot!("check-fix", fixed.shown());
    // The byte-order mark and the line ends stay.
    assert_eq!(
        folder.read("a.txt"),
        "\u{feff}(我们)会[收集]您的 <手机号码>。\r\n(我们)会[收集]<邮箱>。\r\n"
    );
    assert_eq!(folder.read("good.md"), before[2]);
    let again = folder.run(&["check", "--diff"]);
    assert_eq!((again.status, &*again.stdout), (0, ""));
}

#[test]
fn the_diff_is_one_that_patch_applies() {
    let folder = slips("patch");
    let diff = folder.run(&["check", "--diff", "a.txt"]).stdout;
    folder.write("fix.diff", &diff);
    let patch = std::process::Command::new("git")
        .args(["apply", "fix.diff"])
        .current_dir(folder.path(""))
        .status();
    assert!(patch.unwrap().success());
    let patched = folder.read("a.txt");
    slips("patch").run(&["check", "--fix", "a.txt"]);
    assert_eq!(patched, folder.read("a.txt"));
}

#[test]
fn standard_input_is_mended_to_standard_output() {
    let folder = Folder::new("stdin");
    let ran =
        folder.pipe(&["check", "--fix", "-", "--stdin-filename", "p.txt"], "[收集]<<邮箱>>和<a\n");
    assert_eq!(ran.stdout, "[收集]<邮箱>和<a\n");
    assert!(ran.stderr.contains(" --> p.txt:1:"), "{}", ran.stderr);
    assert_eq!(ran.status, 1);
}

#[cfg(unix)]
#[test]
fn mode_and_links_are_kept() {
    use std::os::unix::fs::PermissionsExt;

    let folder = Folder::new("mode");
    folder.write("a.txt", "[收集]< 邮箱>").write("b.txt", "[收集]< 邮箱>");
    let mode = |name: &str| folder.path(name).metadata().unwrap().permissions().mode() & 0o777;
    std::fs::set_permissions(folder.path("a.txt"), PermissionsExt::from_mode(0o640)).unwrap();
    std::os::unix::fs::symlink("b.txt", folder.path("link.txt")).unwrap();
    assert_eq!(folder.run(&["check", "--fix", "a.txt", "link.txt"]).status, 0);
    assert_eq!(mode("a.txt"), 0o640);
    assert!(folder.path("link.txt").is_symlink());
    assert_eq!(folder.read("b.txt"), "[收集] <邮箱>");
}

#[cfg(unix)]
#[test]
fn a_file_with_several_names_is_mended_once() {
    let folder = Folder::new("aliases");
    for number in 0..50 {
        folder.write(&format!("{number}.txt"), "[收集]< 邮箱>");
        let link = folder.path(&format!("link-{number}.txt"));
        std::os::unix::fs::symlink(format!("{number}.txt"), link).unwrap();
    }
    let ran = folder.run(&["check", "--fix", ".", "./0.txt", "link-1.txt"]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    assert!(ran.stderr.starts_with("50 files, 50 mended: "), "{}", ran.stderr);
}

#[test]
fn a_file_with_the_longest_name_is_mended() {
    let folder = Folder::new("long-name");
    let name = "政".repeat(83) + ".md";
    folder.write(&name, "[收集]< 邮箱>");
    assert_eq!(folder.run(&["check", "--fix"]).status, 0);
    assert_eq!(folder.read(&name), "[收集] <邮箱>");
}

/// A file that a fix made too long to read could not be checked again.
#[test]
fn a_fix_that_makes_a_text_too_long_is_not_written() {
    let folder = Folder::new("fix-too-long");
    let text = "[收集]<邮箱";
    folder
        .write("a.txt", text)
        .write("policymark.toml", format!("parser.max-len = {}", text.len()));
    let ran = folder.run(&["check", "--fix"]);
    assert_eq!((ran.status, folder.read("a.txt").as_str()), (1, text), "{}", ran.stdout);
    folder.write("policymark.toml", format!("parser.max-len = {}", text.len() + 1));
    let ran = folder.run(&["check", "--fix"]);
    assert_eq!((ran.status, folder.read("a.txt").as_str()), (0, "[收集]<邮箱>"), "{}", ran.stdout);
}

#[test]
fn brackets_of_code_and_examples_are_no_safe_fix() {
    let folder = Folder::new("code");
    folder.write("README.md", "`{}` is a purpose, `[]` an action, `<>` data.\n");
    let ran = folder.run(&["check", "--diff"]);
    assert_eq!((ran.status, &*ran.stdout), (0, ""));
}

#[cfg(unix)]
#[test]
fn what_cannot_be_written_is_still_to_be_mended() {
    let folder = Folder::new("limit");
    folder.write("a.txt", "(我们)会[收集]< 邮箱>。\n".repeat(1000));
    let old = folder.read("a.txt");
    // Files of this run may have no more than a few blocks: writing is stopped in the middle.
    let fix = |format: &str| {
        let command = format!(
            "ulimit -f 8; trap '' XFSZ; exec {} check --fix -q a.txt --output-format {format} | cat",
            env!("CARGO_BIN_EXE_policymark")
        );
        let mut shell = std::process::Command::new("bash");
        let arguments = ["-o", "pipefail", "-c", &command];
        let output = shell.args(arguments).current_dir(folder.path("")).output().unwrap();
        common::Ran::new(&output)
    };
    let ran = fix("full");
    assert_eq!(ran.status, 2, "{}", ran.stdout);
    assert!(ran.stderr.starts_with("error: a.txt: cannot write it: "), "{}", ran.stderr);
    assert!(ran.stdout.contains("warning[annotation-padded]"), "what is in the file is reported");
    assert_eq!(folder.read("a.txt"), old);
    let left: Vec<_> = std::fs::read_dir(folder.path("")).unwrap().collect();
    assert_eq!(left.len(), 1, "nothing is left behind: {left:?}");
    let run = &json(&fix("sarif").stdout)["runs"][0];
    assert_eq!(run["invocations"][0]["executionSuccessful"], false);
    let told = &run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"];
    assert!(told.as_str().unwrap().starts_with("cannot write it: "), "{told}");
    assert_eq!(run["results"].as_array().unwrap().len(), 1000);
    let report = Report::deserialize_from_str(&fix("junit").stdout).unwrap();
    assert_eq!((report.tests, report.errors), (1001, 1));
}

#[test]
fn a_diff_of_a_lone_carriage_return_is_a_patch() {
    let folder = Folder::new("carriage-return");
    folder.write("a.txt", "一行\r又一行\n[收集]< 邮箱>\r\n");
    let diff = folder.run(&["check", "--diff"]).stdout;
    folder.write("fix.diff", diff);
    let mut git = std::process::Command::new("git");
    let applied = git.args(["apply", "fix.diff"]).current_dir(folder.path("")).status().unwrap();
    assert!(applied.success());
    assert_eq!(folder.read("a.txt"), "一行\r又一行\n[收集] <邮箱>\r\n");
}

#[test]
fn watching_checks_again_when_a_file_changes() {
    let folder = Folder::new("watch");
    folder.write("a.txt", "[收集]<邮箱>");
    let mut command = policymark(&["check", "--watch"]);
    command.current_dir(folder.path("")).stdout(Stdio::null()).stderr(Stdio::piped());
    let mut watcher = Killed(command.spawn().unwrap());
    let (sender, lines) = channel();
    let stderr = BufReader::new(watcher.0.stderr.take().unwrap());
    // Ends when the command does.
    std::thread::spawn(move || {
        stderr.lines().map_while(Result::ok).try_for_each(|l| sender.send(l))
    });
    let next = || lines.recv_timeout(Duration::from_secs(60)).unwrap();
    assert_eq!(next(), "1 file: 0 errors, 0 warnings, 0 hints");
    assert!(next().starts_with("watching"));
    folder.write("a.txt", "[收集]<邮箱");
    assert!(next().starts_with("1 file: 1 error"));
}

/// A process that ends with the test, however that ends.
struct Killed(Child);

impl Drop for Killed {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
