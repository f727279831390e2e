//! `policymark convert`.

#![allow(clippy::unwrap_used)]

mod common;

use std::fs;
use std::path::Path;

use common::{Folder, policymark};
use unicode_width::UnicodeWidthStr;

const POLICY: &str =
    "一、注册\n😀(我们)会[收集]您的<设备信息（包括<型号>）>，以便{验证<手机号码>}。\n";

/// A folder with two policies, one of them in a folder of its own.
fn folder(name: &str) -> Folder {
    let folder = Folder::new(name);
    folder.write("in/a.txt", POLICY).write("in/sub/b.md", "(云杉)不会[共享]<邮箱>。\n");
    folder
}

/// The files of a folder and those below it, with hidden ones.
fn files(folder: &Folder, below: &str) -> Vec<String> {
    fn walk(path: &Path, root: &Path, names: &mut Vec<String>) {
        for entry in fs::read_dir(path).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, root, names);
            } else {
                names.push(path.strip_prefix(root).unwrap().to_str().unwrap().to_owned());
            }
        }
    }
    let (root, mut names) = (folder.path(below), Vec::new());
    walk(&root, &root, &mut names);
    names.sort();
    names
}

#[test]
fn folders_become_brat_and_markup_again() {
    let folder = folder("convert-brat");
    let ran = folder.run(&["convert", "in", "--to", "brat", "--out", "new/brat"]);
    insta::assert_snapshot!("to-brat", ran.shown());
    let written = ["a.ann", "a.txt", "annotation.conf", "sub/b.ann", "sub/b.txt", "visual.conf"];
    assert_eq!(files(&folder, "new/brat"), written);
    insta::assert_snapshot!("brat-ann", folder.read("new/brat/a.ann"));
    // Its extension says what it is, and the .txt files are its texts.
    let ran = folder.run(&["convert", "new/brat", "--to", "markup", "--out", "back"]);
    insta::assert_snapshot!("from-brat", ran.shown());
    assert_eq!(folder.read("back/a.txt"), POLICY);
    assert_eq!(folder.read("back/sub/b.txt"), folder.read("in/sub/b.md"));
}

#[test]
fn a_single_file_goes_to_standard_output() {
    let folder = folder("convert-output");
    let run = |arguments: &[&str]| folder.run(&[&["convert", "in/sub/b.md"], arguments].concat());
    let bio = run(&["--to", "bio", "--offsets"]);
    assert_eq!(bio.status, 0);
    assert!(bio.stdout.starts_with("(\t0\tO\n") || bio.stdout.starts_with("云\t0\tB-Actor\n"));
    assert_eq!(
        bio.stderr,
        "warning: bio does not carry: classes of marks (3), statements (1), claims of statements (2)\n"
    );
    let brat = run(&["--to", "brat"]);
    assert_eq!((brat.status, &*brat.stdout), (2, ""));
    let message = "error: there is more than one file to write; name a folder with --out\n";
    assert_eq!(brat.stderr, message);
    // From standard input, too.
    let piped = folder.pipe(&["convert", "-", "--to", "bioes", "-q"], "<邮箱>");
    assert_eq!((piped.status, &*piped.stdout), (0, "邮\tB-Data\n箱\tE-Data\n"));
    let back = folder.pipe(&["convert", "-", "--from", "bio", "--to", "markup", "-q"], &bio.stdout);
    assert_eq!(back.stdout, folder.read("in/sub/b.md"));
    // From one foreign format to another.
    let bioes = folder.pipe(&["convert", "-", "--from", "bio", "--to", "bioes"], &bio.stdout);
    assert_eq!((bioes.status, &*bioes.stderr), (0, ""), "bio has had nothing that bioes lacks");
    assert!(bioes.stdout.contains("享\tE-Action\n"), "{}", bioes.stdout);
}

#[test]
fn a_file_that_is_there_is_kept() {
    let folder = folder("convert-kept");
    folder.write("out/sub/b.bio", "mine");
    let convert = ["convert", "in", "--to", "bio", "--out", "out"];
    let ran = folder.run(&convert);
    assert_eq!(ran.status, 2);
    assert!(
        ran.stderr.ends_with("error: out/sub/b.bio: it is there already; --force replaces it\n"),
        "{}",
        ran.stderr
    );
    assert_eq!(files(&folder, "out"), ["sub/b.bio"], "nothing else is written");
    assert_eq!(folder.read("out/sub/b.bio"), "mine");
    assert_eq!(folder.run(&[&convert[..], &["--force"]].concat()).status, 0);
    assert_eq!(files(&folder, "out"), ["a.bio", "sub/b.bio"]);
    assert!(folder.read("out/sub/b.bio").starts_with("云\tB-Actor\n"));
    // Markup would take the place of the texts of brat.
    folder.run(&["convert", "in", "--to", "brat", "--out", "brat"]);
    let ran = folder.run(&["convert", "brat", "--to", "markup", "--out", "brat", "--force"]);
    assert_eq!(ran.status, 2);
    assert!(ran.stderr.contains("brat/a.txt: it would take the place of a file that is read"));
    assert!(folder.read("brat/a.txt").starts_with("一、注册\n😀我们会"));
}

#[test]
fn strict_writes_nothing_if_anything_is_lost() {
    let folder = folder("convert-strict");
    let ran = folder.run(&["convert", "in", "--to", "bio", "--out", "out/deep", "--strict"]);
    insta::assert_snapshot!("strict", ran.shown());
    assert!(!folder.path("out").exists(), "not even the folders are left");
    let plain = "没有标注。\n";
    folder.write("plain.txt", plain);
    let ran = folder.run(&["convert", "plain.txt", "--to", "bio", "--strict"]);
    assert_eq!((ran.status, &*ran.stderr), (0, ""));
}

#[test]
fn faults_are_named_with_their_file_and_place() {
    let folder = Folder::new("convert-faults");
    folder.write("in/a.txt", "我们会收集手机号码。\n").write(
        "in/a.ann",
        "T1\tActor 0 2\t我们\nT2\tFoo 3 5\t收集\nT3\tData 5 99\t手机号码\nT4\tData 5 9\t邮箱\nnonsense\n\
         #1\tAnnotatorNotes T1\t?\n",
    );
    folder.write("in/lost.ann", "T1\tActor 0 2\t我们\n");
    for language in ["en", "zh"] {
        let ran = folder.run(&["convert", "in", "--to", "markup", "--lang", language]);
        insta::assert_snapshot!(format!("faults-{language}"), ran.shown());
        assert_eq!(ran.status, 2, "a text is missing");
    }
    fs::remove_file(folder.path("in/lost.ann")).unwrap();
    let ran = folder.run(&["convert", "in", "--to", "markup"]);
    assert_eq!((ran.status, &*ran.stdout), (0, "(我们)会收集手机号码。\n"));
    let ran = folder.run(&["convert", "in", "--to", "markup", "--strict"]);
    assert_eq!((ran.status, &*ran.stdout), (1, ""));
}

#[test]
fn labels_are_those_of_the_configuration() {
    let folder = folder("convert-labels");
    folder.write("policymark.toml", "[labels]\ndata = ['个人信息', 'PII']\nactor = ['主体']\n");
    let bio = folder.run(&["convert", "in/sub/b.md", "--to", "bio"]).stdout;
    assert!(bio.contains("邮\tB-个人信息\n") && bio.contains("云\tB-主体\n"), "{bio}");
    let text = "邮\tB-pii\n箱\tI-pii\n您\tB-Actor\n";
    let back = folder.pipe(&["convert", "-", "--from", "bio", "--to", "markup"], text);
    assert_eq!(back.stdout, "<邮箱>(您)");
    folder.write("policymark.toml", "[labels]\ndata = ['信息']\nactor = ['主体', '信息']\n");
    let ran = folder.run(&["convert", "in", "--to", "bio", "--out", "out"]);
    assert_eq!(ran.status, 2);
    assert!(ran.stderr.ends_with(":3:16: `信息` is a label of data, too\n"), "{}", ran.stderr);
}

#[test]
fn files_whose_format_or_name_is_not_plain_are_refused() {
    let folder = folder("convert-plain");
    folder.write("x.json", "{}").write("other/a.txt", "<邮箱>").write("mixed/c.bio", "a\tO\n");
    folder.write("mixed/d.txt", "<邮箱>");
    for (paths, message) in [
        (&["x.json"][..], "x.json: its name does not tell its format; name it with --from"),
        (&["mixed"], "there are files of bio and of markup; name one of them with --from"),
        (&["in", "other"], "in/a.txt and other/a.txt would both be written as a; "),
    ] {
        let ran = folder.run(&[&["convert", "--to", "brat", "--out", "out"], paths].concat());
        assert_eq!(ran.status, 2, "{paths:?}");
        assert!(ran.stderr.contains(message), "{}", ran.stderr);
    }
    let ran = folder.run(&["convert", "in", "--to", "brta", "--out", "out"]);
    assert_eq!(ran.status, 2);
    assert!(ran.stderr.contains("'brat'"), "{}", ran.stderr);
    assert!(!folder.path("out").exists());
    let ran = folder.run(&["convert", "mixed", "--from", "bio", "--to", "brat", "--out", "out"]);
    assert_eq!(
        files(&folder, "out"),
        ["annotation.conf", "c.ann", "c.txt", "visual.conf"],
        "{}",
        ran.stderr
    );
}

#[test]
fn the_list_of_formats_fits_a_terminal() {
    for language in ["en", "zh"] {
        let list = Folder::new("convert-list").run(&["convert", "--list", "--lang", language]);
        assert_eq!(list.status, 0);
        for line in list.stdout.lines() {
            assert!(line.width() <= 80, "{line}");
        }
        for format in policymark_interchange::Format::ALL {
            assert!(list.stdout.contains(format.name()));
        }
    }
}

/// `INSTA_UPDATE=always` writes the list anew.
#[test]
fn the_documentation_has_the_list() {
    for (language, name) in [("en", "convert.md"), ("zh", "convert.zh-CN.md")] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs").join(name);
        let text = fs::read_to_string(&path).unwrap();
        let list =
            Folder::new("convert-docs").run(&["convert", "--list", "--lang", language]).stdout;
        let (before, rest) = text.split_once("```text\n").unwrap();
        let (shown, after) = rest.split_once("```\n").unwrap();
        if std::env::var("INSTA_UPDATE").is_ok_and(|update| update == "always") {
            fs::write(&path, format!("{before}```text\n{list}```\n{after}")).unwrap();
        } else {
            assert_eq!(shown, list, "docs/{name}: INSTA_UPDATE=always renews it");
        }
    }
}

/// The networkx program of the documentation needs `role`, `label` and `polarity`.
#[test]
fn graphs_are_drawn_of_the_statements_that_filters_let_through() {
    let folder = folder("convert-graph");
    let dot = folder.run(&["graph", "in/sub/b.md"]);
    assert_eq!((dot.status, &*dot.stderr), (0, ""));
    assert!(dot.stdout.starts_with("digraph \"b\" {"), "{}", dot.stdout);
    assert!(dot.stdout.contains("label=\"共享\""), "{}", dot.stdout);
    let ran =
        folder.run(&["graph", "in", "--format", "graphml", "--out", "out", "--action", "share"]);
    assert_eq!((ran.status, &*ran.stderr), (0, "2 policies: 2 files in out\n"));
    assert_eq!(files(&folder, "out"), ["a.graphml", "sub/b.graphml"]);
    assert!(!folder.read("out/a.graphml").contains("<node "), "it shares nothing");
    for text in ["<data key=\"polarity\">denied</data>", "<data key=\"role\">data</data>"] {
        assert!(folder.read("out/sub/b.graphml").contains(text), "{text}");
    }
    let chart = folder.run(&["graph", "in/a.txt", "--format", "mermaid"]);
    assert!(chart.stdout.starts_with("flowchart LR\n"), "{}", chart.stdout);
    assert_eq!(folder.run(&["graph", "in"]).status, 2, "two graphs");
}

/// Stopped in the middle of writing by a limit of the system, a run leaves no file under its name.
#[cfg(unix)]
#[test]
fn nothing_is_half_written() {
    let folder = Folder::new("convert-killed");
    folder.write("a.txt", "(我们)会[收集]<邮箱>。\n".repeat(20_000));
    let program = env!("CARGO_BIN_EXE_policymark");
    let command = format!("ulimit -f 100; exec {program} convert -q a.txt --to brat --out out");
    let mut shell = std::process::Command::new("bash");
    let status = shell.args(["-c", &command]).current_dir(folder.path("")).status().unwrap();
    assert_eq!(status.code(), None, "the signal of the limit stops it");
    let shown = fs::read_dir(folder.path("out"))
        .unwrap()
        .filter(|entry| !entry.as_ref().unwrap().file_name().to_str().unwrap().starts_with('.'));
    assert_eq!(shown.count(), 0);
    let mut full = policymark(&["convert", "a.txt", "--to", "bio", "-q"]);
    let device = fs::File::options().write(true).open("/dev/full").unwrap();
    let status = full.current_dir(folder.path("")).stdout(device).status().unwrap();
    assert_eq!(status.code(), Some(2));
}
