//! Runs the examples as users do: messages, exit status, pipes, and output that fits a terminal.

#![allow(clippy::unwrap_used)]

use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use unicode_width::UnicodeWidthStr;

/// An example, as built by `cargo test`.
fn example(name: &str) -> Command {
    let test = std::env::current_exe().unwrap();
    let path = test.ancestors().nth(2).unwrap().join("examples").join(name);
    assert!(path.with_extension(std::env::consts::EXE_EXTENSION).exists(), "no {path:?}");
    let mut command = Command::new(path);
    command.env_remove("COLUMNS").stdin(Stdio::null());
    command
}

fn stdout(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).unwrap()
}

fn stderr(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).unwrap()
}

/// A file with these bytes, used by one test only.
fn file(name: &str, bytes: &[u8]) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, bytes).unwrap();
    path
}

/// The output for `text` on standard input.
fn pipe(command: &mut Command, text: &str) -> Output {
    let command = command.arg("-").stdin(Stdio::piped());
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    // With wrong options it exits before it reads anything.
    let _ = child.stdin.take().unwrap().write_all(text.as_bytes());
    child.wait_with_output().unwrap()
}

fn shipped_policies() -> Vec<PathBuf> {
    let files = std::fs::read_dir("tests/policies").unwrap().map(|entry| entry.unwrap().path());
    files.filter(|path| path.extension().is_some_and(|extension| extension == "txt")).collect()
}

#[test]
fn a_file_that_cannot_be_used_is_named_and_the_others_are_shown() {
    let gbk = file("gbk.txt", b"\xe6\x89\x8b\xce\xd2\xc3\xc7");
    let cut = file("cut.txt", "手机".as_bytes().split_last().unwrap().1);
    let utf16 = file("utf16.txt", b"\xff\xfe\x4b\x62");
    let good = file("good.txt", "(我们)会[收集]<手机号码>。".as_bytes());
    let files = [&gbk, &cut, &utf16, &"no-such.txt".into(), &"tests".into(), &good];
    let output = example("dump_ast").args(files).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(stdout(&output).contains("1 statement"));

    let complaints: Vec<_> = stderr(&output).lines().collect();
    let faults = ["0xCE at offset 3", "at byte offset 3", "UTF-16", "no such file", "a folder"];
    assert_eq!(complaints.len(), faults.len());
    for ((complaint, fault), file) in complaints.into_iter().zip(faults).zip(files) {
        assert!(complaint.starts_with(&format!("error: {}: ", file.display())), "{complaint}");
        assert!(complaint.contains(fault), "{complaint}");
    }
}

#[test]
fn an_empty_file_is_reported() {
    let empty = file("empty.txt", b"\n");
    let output = example("dump_ast").arg(&empty).output().unwrap();
    assert!(output.status.success());
    assert!(stderr(&output).ends_with("empty.txt: the file is empty\n"), "{}", stderr(&output));
}

#[test]
fn a_byte_order_mark_changes_no_column_and_no_heading() {
    let text = "一、注册\n(我们)会[收集]<手机号码>。\n";
    let plain = pipe(&mut example("dump_ast"), text);
    let marked = pipe(&mut example("dump_ast"), &format!("\u{feff}{text}"));
    assert!(stdout(&plain).contains("§ 一、注册"));
    assert_eq!(stdout(&plain), stdout(&marked));
}

/// A text with control characters in every place that some program shows.
const STEERING: &str = "\
\u{1b}[31m一、\u{7}注册\u{1b}]0;x\u{7}\u{202e}\r\u{85}\u{2028}表
当{您\u{9b}注册\u{2066}}时，(我\u{1b}们)会[收\u{8}集]<手机\u{9b}\u{61c}号码>，\u{202e}不会[出\u{c}售]<手机\u{9b}\u{61c}号码>。
(我们)会[收集]<邮\u{9b}箱>，如<\r\u{1b}\u{9b}昵\u{b}称 >，还有<>、<\u{1b}\u{9b}头像。
";

/// All commands that show something, and whether their output is for programs.
fn all_programs() -> Vec<(Command, bool)> {
    let ways: &[(&str, &[&str], bool)] = &[
        ("dump_ast", &["--format", "tree"], false),
        ("dump_ast", &["--format", "statements"], false),
        ("dump_ast", &["--explain"], false),
        ("dump_ast", &["--format", "json"], true),
    ];
    let command = |name, options: &[&str]| {
        let mut command = example(name);
        command.args(options);
        command
    };
    ways.iter().map(|&(name, options, json)| (command(name, options), json)).collect()
}

/// Asserts that the output only has lines that show the same on any terminal.
#[track_caller]
fn assert_no_control_characters(shown: &str) {
    for line in shown.lines() {
        assert_eq!(policymark::text::visible(line), line);
    }
}

#[test]
fn no_text_controls_the_terminal() {
    for (mut program, for_programs) in all_programs() {
        let output = pipe(&mut program, STEERING);
        assert!(!output.stdout.is_empty(), "{program:?}");
        assert_no_control_characters(stderr(&output));
        if for_programs {
            let strings = "手机\u{9b}\u{61c}号码";
            let lines = stdout(&output).lines().map(serde_json::from_str);
            let lines: Vec<serde_json::Value> = lines.map(Result::unwrap).collect();
            assert!(lines.iter().any(|line| line.to_string().contains(strings)), "{program:?}");
        } else {
            assert_no_control_characters(stdout(&output));
            let shown = stdout(&output);
            assert!(shown.contains('␛') && shown.contains("<U+009B>"), "{program:?}: {shown}");
        }
    }
}

/// Unix allows all bytes but two in a file name.
#[cfg(unix)]
#[test]
fn no_file_name_controls_the_terminal() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("steering");
    std::fs::create_dir_all(&folder).unwrap();
    let name = "a\nerror: b\u{1b}[31m\u{9b}\u{202e}.txt";
    let shown = "steering/a␊error: b␛[31m<U+009B><U+202E>.txt";
    let good = folder.join(name);
    std::fs::write(&good, STEERING).unwrap();
    let not_utf8 = folder.join(OsStr::from_bytes(b"\xff\x1b\n\xc2\x9b.txt"));
    std::fs::write(&not_utf8, "").unwrap();
    let missing = folder.join("no\u{1b}such\n.txt");
    for (mut program, for_programs) in all_programs() {
        let output = program.args([&not_utf8, &missing, &good]).output().unwrap();
        assert_no_control_characters(stderr(&output));
        assert!(stderr(&output).contains("steering/\u{fffd}␛␊<U+009B>.txt: the file is empty"));
        assert!(stderr(&output).contains("steering/no␛such␊.txt: there is no such file"));
        if for_programs {
            let last = stdout(&output).lines().last().unwrap();
            let last: serde_json::Value = serde_json::from_str(last).unwrap();
            assert_eq!(last["file"], good.to_str().unwrap());
        } else {
            assert_no_control_characters(stdout(&output));
            let one_line = |text: &str| text.replace("\n          ", "");
            assert!(one_line(stdout(&output)).contains(shown), "{}", stdout(&output));
        }
    }
}

#[test]
fn no_wrong_argument_controls_the_terminal() {
    for name in ["dump_ast", "stats", "compare", "format"] {
        let output = example(name).arg("--no\u{9b}such\u{1b}").output().unwrap();
        assert_eq!(output.status.code(), Some(2));
        assert_no_control_characters(stderr(&output));
        assert!(stderr(&output).contains("'--no<U+009B>such"), "{}", stderr(&output));
    }
}

#[test]
fn control_characters_have_their_visible_width() {
    let text = "(我们)会[收集]<\u{9b}\u{202e}\u{1b}>。\n".replace('\u{9b}', &"\u{9b}手".repeat(40));
    for (mut program, for_programs) in all_programs() {
        if !for_programs {
            let output = pipe(&mut program, &text);
            stdout(&output).lines().for_each(|line| assert!(line.width() <= 80, "{line}"));
        }
    }
}

#[test]
fn announced_items_are_shown() {
    let text = "除{下列情形}外，(我们)不会[公开]<邮箱>：\n1、应{法院}的要求；\n2、您同意。\n";
    let shown = |explained: &str| {
        format!("  items   1、 应法院的要求；{explained}\n          2、 您同意。{explained}\n")
    };
    let output = pipe(example("dump_ast").args(["--format", "statements"]), text);
    assert!(stdout(&output).contains(&shown("")), "{}", stdout(&output));
    let output = pipe(example("dump_ast").arg("--explain"), text);
    assert!(stdout(&output).contains(&shown(" [S27]")), "{}", stdout(&output));
}

#[test]
fn unmarked_words_and_supposed_statements_are_shown() {
    let text = "您需要[提供]<邮箱>。若您不[提供]<邮箱>，我们无法{回复您}。";
    let output = pipe(example("dump_ast").args(["--format", "statements"]), text);
    assert!(stdout(&output).contains("  who     (您)\n  must    提供\n"), "{}", stdout(&output));
    assert!(stdout(&output).contains("#1  <stdin>:1:16  supposed\n"), "{}", stdout(&output));
    let output = pipe(example("dump_ast").arg("--explain"), text);
    assert!(stdout(&output).contains("  who     (您) [S32]\n"), "{}", stdout(&output));
}

#[test]
fn a_denial_without_a_verb_is_shown() {
    for words in [
        "不会把<录音>卖给(广告商)",
        "不会倒卖<录音>",
        "不得拷走<录音>",
        "不将<录音>交出",
        "从不外借<录音>",
    ] {
        let output =
            pipe(example("dump_ast").arg("--format=statements"), &format!("(海螺){words}。"));
        assert!(stdout(&output).contains("\n  not     -\n"), "{words}");
    }
}

#[test]
fn clauses_are_shown() {
    let text = "若您不[提供]<邮箱>，(我们)会[保存]您[填写]的<电话>。";
    let output = pipe(example("dump_ast").args(["--format", "clauses"]), text);
    let expected = "\
<stdin>:1:1
  supposition  若您不[提供]<邮箱>，
               subject (您); denial (不); verb 提供; object 邮箱
  main         (我们)会[保存]您[填写]的<电话>。
               subject 我们; modal (会); verb 保存; object 电话
  relative       您[填写]的
                 subject (您); verb 填写
";
    assert_eq!(stdout(&output), expected);
    let output = pipe(example("dump_ast").args(["--format", "clauses"]), "没有标记。");
    assert_eq!(stdout(&output), "<stdin>: no clauses\n");
}

#[test]
fn one_file_is_one_json_document_and_several_are_json_lines() {
    let policies = shipped_policies();
    let mut dump = example("dump_ast");
    let output = dump.args(["--format", "json"]).arg(&policies[0]).output().unwrap();
    let document: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert!(document["annotations"].is_array());

    let output = dump.args(&policies[1..]).output().unwrap();
    for (line, file) in stdout(&output).lines().zip(&policies) {
        let line: serde_json::Value = serde_json::from_str(line).unwrap();
        assert_eq!(line["file"], file.display().to_string());
        assert!(line["document"]["annotations"].is_array());
    }
    assert_eq!(stdout(&output).lines().count(), policies.len());
}

#[test]
fn a_closed_pipe_is_not_an_error() {
    let long = file("long.txt", "(我们)会[收集]<手机号码>。\n".repeat(4_000).as_bytes());
    for format in ["tree", "json", "statements"] {
        let mut dump = example("dump_ast");
        let dump = dump.args(["--format", format]).arg(&long);
        let mut child = dump.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut byte = [0];
        std::io::Read::read_exact(child.stdout.as_mut().unwrap(), &mut byte).unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success());
        assert_eq!(stderr(&output), "");
    }
}

#[test]
fn shipped_policies_fit_the_terminal() {
    for format in ["tree", "statements", "clauses"] {
        let mut dump = example("dump_ast");
        let dump = dump.args(["--explain", "--format", format]).args(shipped_policies());
        let output = dump.output().unwrap();
        assert!(output.status.success());
        for line in BufReader::new(&*output.stdout).lines() {
            let line = line.unwrap();
            assert!(line.width() <= 80, "{line}");
        }
    }
}

#[test]
fn shared_members_are_shortened() {
    let (title, event) = ("注册账户".repeat(1_000), "您登录".repeat(1_000));
    let clauses = "(我们)会[收集]<昵称>，".repeat(20);
    let text = format!("# {title}\n当{{{event}}}时，{clauses}\n");
    let output = pipe(example("dump_ast").args(["--format", "statements"]), &text);
    assert!(stdout(&output).matches("when").count() >= 20);
    assert!(output.stdout.len() < 2 * text.len(), "{} bytes", output.stdout.len());
}

#[test]
fn explaining_shows_statements() {
    let text = "(我们)会[收集]<手机号码>。\n";
    let explained = pipe(example("dump_ast").arg("--explain"), text);
    assert!(stdout(&explained).contains("data    手机号码 [S9]"), "{}", stdout(&explained));
    let format = ["--explain", "--format", "statements"];
    assert_eq!(explained.stdout, pipe(example("dump_ast").args(format), text).stdout);
}

#[test]
fn a_condition_shows_its_ground() {
    let text = "经{您同意}，(我们)会[收集]<手机号码>，以便{送货}。\n";
    let explained = pipe(example("dump_ast").arg("--explain"), text);
    assert!(stdout(&explained).contains(", consent]"), "{}", stdout(&explained));
    let tree = pipe(&mut example("dump_ast"), text);
    assert!(stdout(&tree).contains("purpose  condition: consent  您同意\n"), "{}", stdout(&tree));
    assert!(stdout(&tree).contains("purpose  purpose             送货\n"), "{}", stdout(&tree));
}

#[test]
fn stats_adds_up_files() {
    let text = "(我们)会向(合作伙伴)[提供]<面部特征>。\n";
    let (one, two) = (file("stats-1.txt", text.as_bytes()), file("stats-2.txt", text.as_bytes()));
    let output = example("stats").args([&one, &two]).output().unwrap();
    assert!(output.status.success());
    let shown = stdout(&output);
    assert!(shown.starts_with("2 documents, 108 bytes, 8 annotations, 2 statements\n"), "{shown}");
    assert!(shown.contains("sensitive data without consent  2 of 2, 100.0 %\n"), "{shown}");
    let columns = "    2  面部特征                2  合作伙伴                2  面部特征\n";
    assert!(shown.ends_with(columns), "{shown}");

    let files = [&one, &"no-such.txt".into(), &two];
    let output = example("stats").args(["--format", "json"]).args(files).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(stderr(&output).lines().count(), 1);
    let sum: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((&sum["documents"], &sum["data"]["面部特征"]), (&2.into(), &2.into()));
    assert_eq!(sum["without_purpose"], serde_json::json!({"part": 2, "whole": 2}));
}

#[test]
fn stats_fit_the_terminal_and_do_not_control_it() {
    let output = example("stats").args(shipped_policies()).output().unwrap();
    assert!(stdout(&output).lines().all(|line| line.width() <= 80), "{}", stdout(&output));
    let output = pipe(&mut example("stats"), STEERING);
    assert_no_control_characters(stdout(&output));
    assert!(stdout(&output).contains('␛'), "{}", stdout(&output));
}

#[test]
fn compare_shows_changes_and_sets_the_exit_status() {
    let old = file("compare-old.txt", "一、共享\n(我们)不会[共享]<邮箱>。\n".as_bytes());
    let new = "二、共享\n(我们)会[共享]<邮箱>、<\u{1b}昵称>。\n";
    let output = pipe(example("compare").arg(&old), new);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(
        stdout(&output),
        "\
1:1    1:1    heading renumbered: 一、共享 → 二、共享
2:1    2:1    now affirmed: 我们 共享 邮箱、␛昵称
2:1    2:15   data added: ␛昵称 | 我们 共享 邮箱、␛昵称
"
    );
    let output = example("compare").args([&old, &old]).output().unwrap();
    assert_eq!((output.status.code(), stdout(&output)), (Some(0), ""));
    let output = example("compare").args([&old, &"no-such.txt".into()]).output().unwrap();
    assert_eq!((output.status.code(), stdout(&output)), (Some(2), ""));
    assert_eq!(stderr(&output), "error: no-such.txt: there is no such file\n");
}

#[test]
fn agree_shows_figures_and_disagreements() {
    let first =
        file("agree-1.txt", "(我们)会[收集]您的<\u{1b}邮箱>，用于{发送账单}。\n".as_bytes());
    let second = "(我们)会[收集]<您的\u{1b}邮箱>，用于发送账单。\n";
    let output = pipe(example("agree").arg(&first), second);
    assert_eq!(output.status.code(), Some(1));
    insta::assert_snapshot!(stdout(&output));
    let output = example("agree").args([&first, &first]).output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(
        stdout(&output).ends_with("statements      1       1      1  1.000\n"),
        "{}",
        stdout(&output)
    );

    let output = pipe(example("agree").arg("--json").arg(&first), second);
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(json["figures"]["all"]["exact"]["matched"], 2);
    assert_eq!(json["disagreements"].as_array().unwrap().len(), 2);

    let output = pipe(example("agree").arg(&first), "(我们)会[获取]您的<邮箱>。");
    assert_eq!((output.status.code(), stdout(&output)), (Some(2), ""));
    assert_eq!(
        stderr(&output),
        "error: <stdin>: without their marks the texts differ: “收集您的␛邮箱，用于发送账单。” at 1:7 of \
         the first is “获取您的邮箱。” at 1:7 of the second\n"
    );
}

#[test]
fn agreement_fits_the_terminal() {
    for columns in ["40", "60", "80"] {
        let files =
            ["first", "second"].map(|name| format!("tests/agreement/songyue-clinic/{name}.txt"));
        let output = example("agree").args(files).env("COLUMNS", columns).output().unwrap();
        let width: usize = columns.parse().unwrap();
        let lists = stdout(&output).lines().skip_while(|line| !line.starts_with("first"));
        assert!(lists.clone().count() > 40);
        assert!(lists.filter(|line| line.contains(':')).all(|line| line.width() <= width));
        assert!(stdout(&output).lines().all(|line| line.width() <= 80));
    }
}

#[test]
fn slips_are_listed_or_mended() {
    let text = "(我们)会[收集]< 邮箱>和<<昵称>>，可以打开相机(云杉)。\r\n";
    let listed = pipe(&mut example("mend"), text);
    assert_eq!(
        stdout(&listed),
        "<stdin>:1:10 insert “ ”, 1:11 delete “ ” [safe: annotation-padded]\n\
         <stdin>:1:16 delete “<”, 1:21 delete “>” [safe: annotation-repeated]\n\
         <stdin>:1:29 insert “\\”, 1:32 insert “\\” [unsure: parenthesis-ambiguous]\n"
    );
    let mended = pipe(example("mend").arg("--write"), text);
    assert_eq!(stdout(&mended), "(我们)会[收集] <邮箱>和<昵称>，可以打开相机(云杉)。\r\n");
}

#[test]
fn markup_is_tidied_or_checked() {
    let text = "(我们)会[收集]< 邮箱>，见附录\\（一\\）。\r\n";
    let tidied = pipe(&mut example("format"), text);
    assert_eq!(stdout(&tidied), "(我们)会[收集] <邮箱>，见附录（一）。\r\n");
    assert_eq!(tidied.status.code(), Some(0));
    let checked = pipe(example("format").arg("--check"), text);
    assert_eq!((stdout(&checked), checked.status.code()), ("<stdin>\n", Some(1)));
    let checked = pipe(example("format").arg("--check"), stdout(&tidied));
    assert_eq!((stdout(&checked), checked.status.code()), ("", Some(0)));
}

/// A folder for one test with the gold of `tests/gold`, and the path of its policy.
fn gold_folder(name: &str) -> (PathBuf, PathBuf) {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::create_dir_all(&folder).unwrap();
    for ending in ["txt", "gold.json", "statements.jsonl"] {
        let file = format!("lindu-market.{ending}");
        std::fs::copy(PathBuf::from("tests/gold").join(&file), folder.join(&file)).unwrap();
    }
    (folder.clone(), folder.join("lindu-market"))
}

#[test]
fn certainty_counts_members_by_rule() {
    let output = example("certainty").args(["tests/gold", "--wrong"]).output().unwrap();
    assert!(output.status.success(), "{}", stderr(&output));
    assert_eq!(stderr(&output), "");
    let shown = stdout(&output);
    assert!(shown.lines().all(|line| line.width() <= 80), "{shown}");
    assert!(shown.starts_with(
        "tests/gold/lindu-market.txt:5:2: S14 likely conditions #1: 您注册账户\n\
         tests/gold/lindu-market.txt:7:2: S13 certain purposes #3: 送货\n\
         1 policy, 9 statements\n"
    ));
    let has_row = |words: &str| {
        shown.lines().any(|line| line.split_whitespace().eq(words.split_whitespace()))
    };
    for row in [
        "S2 Subject certain 6 6 0 100.00 %",
        "S13 Front certain 3 2 1 66.67 %",
        "S19 LeadIn likely 6 6 0 100.00 %",
        "certain 25 24 1 96.00 %",
        "likely 11 10 1 90.91 %",
        "all 36 34 2 94.44 %",
        "S20 PartInAside certain 2 2 0 100.00 %",
        "S27 Announced certain 2 2 0 100.00 %",
        "certain 5 4 1 80.00 %",
        "96.00 % of the members that are certainly tied are right;",
        "69.44 % of all members are certainly tied",
    ] {
        assert!(has_row(row), "{row}: {shown}");
    }
}

#[test]
fn certainty_fails_below_a_share() {
    let run = |options: &[&str]| {
        let output = example("certainty").arg("tests/gold").args(options).output().unwrap();
        (output.status.code(), stderr(&output).to_owned())
    };
    assert_eq!(run(&["--min-right", "0.96", "--min-certain", "0.69"]), (Some(0), String::new()));
    let short = "error: 96.00 % of the members that are certainly tied are right (24 of 25), \
                 less than 99 %\n";
    assert_eq!(run(&["--min-right", "0.99"]), (Some(1), short.to_owned()));
    let few = "error: 69.44 % of all members are certainly tied (25 of 36), less than 80 %\n";
    assert_eq!(run(&["--min-certain", "0.8"]), (Some(1), few.to_owned()));
    assert_eq!(run(&["--min-certain", "80"]).0, Some(2));
    // A name that is not a number counts as even.
    assert_eq!(run(&["--half", "even"]).0, Some(0));
}

#[test]
fn certainty_says_what_is_wrong_with_gold_and_where() {
    let faults: [(&str, &str, &str, &str); 7] = [
        ("statements.jsonl", "[5]}", "[5], \"actor\": []}", "line 2, column 63: unknown field"),
        ("statements.jsonl", "[5]}", "[99]}", "line 2: data: the gold has no annotation 99"),
        ("statements.jsonl", "[5]}", "[5]", "line 2, column 54: EOF"),
        ("statements.jsonl", "[8, 10]", "[8]", "line 3, column 105: invalid length 1"),
        ("gold.json", "\"actor\"", "\"person\"", "unknown kind of annotation \"person\""),
        ("gold.json", "\"id\": 2", "\"id\": 1", "two annotations have the id 1"),
        ("txt", "", "", "there is no such file"),
    ];
    for (n, (ending, old, new, fault)) in faults.into_iter().enumerate() {
        let (folder, policy) = gold_folder(&format!("wrong-gold-{n}"));
        let path = policy.with_extension(ending);
        if old.is_empty() {
            std::fs::remove_file(&path).unwrap();
        } else {
            let text = std::fs::read_to_string(&path).unwrap().replacen(old, new, 1);
            std::fs::write(&path, text).unwrap();
        }
        let output = example("certainty").args([&folder, &"tests/gold".into()]).output().unwrap();
        let message = stderr(&output);
        assert_eq!(output.status.code(), Some(2), "{message}");
        assert_eq!(message.lines().count(), 1, "{message}");
        assert!(message.starts_with(&format!("error: {}: ", path.display())), "{message}");
        assert!(message.contains(fault), "{message}");
        assert!(stdout(&output).starts_with("1 policy"), "{}", stdout(&output));
    }
}

#[test]
fn certainty_needs_gold() {
    for (folder, fault) in [
        ("tests/policies", "there is no NAME.statements.jsonl in it"),
        ("no-such-folder", "cannot read the folder: "),
    ] {
        let output = example("certainty").arg(folder).output().unwrap();
        assert_eq!((output.status.code(), stdout(&output)), (Some(2), ""));
        assert!(stderr(&output).starts_with(&format!("error: {folder}: {fault}")));
    }
    let output = example("certainty").args(["tests/gold", "--half", "odd"]).output().unwrap();
    assert_eq!((output.status.code(), stdout(&output)), (Some(2), ""));
    assert_eq!(stderr(&output), "error: tests/gold: no policy in it is of that half\n");
}

/// A new folder with these files, used by one test only.
fn folder(name: &str, files: &[(&str, &str)]) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    for (file, text) in files {
        std::fs::write(folder.join(file), text).unwrap();
    }
    folder
}

#[test]
fn recipients_are_listed_with_what_they_get() {
    let text = "(我们)会向(银行)[提供]<账单>、<姓名>，以便{付款}。(我们)不会向(广告商)[出售]<邮箱>。\n\
                若您向(客服)[提供]<录音>，(我们)会向(银行)和(快递)[发送]<住址>。\n";
    let output =
        example("recipients").arg(file("recipients.txt", text.as_bytes())).output().unwrap();
    let expected = "\
快递
  data  住址
  at    2:17
银行
  data  账单、姓名、住址
  for   付款
  at    1:1 2:17
";
    assert_eq!((stdout(&output), output.status.code()), (expected, Some(0)));
}

#[test]
fn offsets_are_those_of_each_language() {
    let text = "😀(我们)会[收集]<邮箱>。";
    let output = example("offsets").arg(file("offsets.txt", text.as_bytes())).output().unwrap();
    let expected = "\
actor    marked bytes 4..12 chars 1..5 utf16 2..6  plain bytes 4..10 chars 1..3 utf16 2..4  我们
action   marked bytes 15..23 chars 6..10 utf16 7..11  plain bytes 13..19 chars 4..6 utf16 5..7  收集
data     marked bytes 23..31 chars 10..14 utf16 11..15  plain bytes 19..25 chars 6..8 utf16 7..9  邮箱
";
    assert_eq!(stdout(&output), expected);
}

#[test]
fn own_words_change_the_class_of_data() {
    let words = file("words.tsv", "海螺等级\tbasic\n云杉指数\thealth B 28\n".as_bytes());
    let policy =
        file("own-lexicon.txt", "(我们)会[收集]<海螺等级>、<云杉指数>和<邮箱>。".as_bytes());
    let output = example("own_lexicon").args([&words, &policy]).output().unwrap();
    let expected = "海螺等级: no class -> basic\n云杉指数: no class -> health, sensitive\n";
    assert_eq!((stdout(&output), stderr(&output)), (expected, ""));
    let words = file("wrong-words.tsv", "海螺等级\tnonsense\n".as_bytes());
    let output = example("own_lexicon").args([&words, &policy]).output().unwrap();
    assert!(stderr(&output).contains("nonsense"), "{}", stderr(&output));
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn snapshots_of_policies_are_written_and_compared() {
    let files = [("a.txt", "(我们)会[收集]<邮箱>。"), ("b.txt", "(我们)会[保存]<昵称>。")];
    let folder = folder("snapshot-test", &files);
    let run = |options: &[&str]| {
        let output = example("snapshot_test").arg(&folder).args(options).output().unwrap();
        (output.status.code(), stdout(&output).to_owned())
    };
    assert_eq!(run(&[]), (Some(0), String::new()));
    assert!(std::fs::read_to_string(folder.join("a.snapshot")).unwrap().contains("邮箱"));
    assert_eq!(run(&[]), (Some(0), String::new()));
    std::fs::write(folder.join("b.txt"), "(我们)不会[保存]<昵称>。").unwrap();
    let differs = format!("{} is not as stored\n", folder.join("b.txt").display());
    assert_eq!(run(&[]), (Some(1), differs));
    assert_eq!(run(&["--update"]).0, Some(0));
    assert_eq!(run(&[]).0, Some(0));
}

#[test]
fn a_session_reads_a_folder() {
    let files = [
        ("a.txt", "(我们)会[收集]<病历>。(我们)会[收集]<昵称>。"),
        ("b.txt", "没有标注。"),
        ("notes.md", "(我们)会[收集]<邮箱>。"),
    ];
    let folder = folder("session", &files);
    std::fs::write(folder.join("c.txt"), b"\xe6\x89\x8b\xce\xd2").unwrap();
    let output = example("session").arg(&folder).output().unwrap();
    let name = |file| folder.join(file).display().to_string();
    let expected = format!(
        "{}: 2 statements, 1 about sensitive data\n{}: 0 statements, 0 about sensitive data\n\
         2 files, 2 statements\n",
        name("a.txt"),
        name("b.txt"),
    );
    assert_eq!(stdout(&output), expected);
    assert!(stderr(&output).starts_with(&format!("{}: ", name("c.txt"))), "{}", stderr(&output));
}

/// They are there to be read.
#[test]
fn the_examples_to_learn_from_are_short() {
    for name in ["recipients", "offsets", "own_lexicon", "snapshot_test", "session"] {
        let source = std::fs::read_to_string(format!("examples/{name}.rs")).unwrap();
        assert!(source.lines().count() < 60, "{name}");
        let output = example(name).output().unwrap();
        assert!(stderr(&output).contains("name a "), "{name}: {}", stderr(&output));
        assert_eq!(output.status.code(), Some(1));
    }
}
