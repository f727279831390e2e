//! `policymark html`: which pages are written, and where.

#![allow(clippy::unwrap_used)]

mod common;

use std::fs;

use common::Folder;

fn folder(name: &str) -> Folder {
    let folder = Folder::new(name);
    folder
        .write("in/a.txt", "(我们)会[收集]<邮箱>。\n")
        .write("in/sub/a.txt", "(云杉)不会[共享]<邮箱>。\n")
        .write("in/index.md", "(云杉)会[删除]<邮箱>。\n");
    folder
}

fn names(folder: &Folder, below: &str) -> Vec<String> {
    let entries = fs::read_dir(folder.path(below)).unwrap();
    let mut names: Vec<_> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn one_policy_goes_to_standard_output_or_to_a_file() {
    let folder = folder("html-one");
    let page = folder.run(&["html", "in/a.txt"]);
    assert_eq!((page.status, &*page.stderr), (0, ""));
    assert!(page.stdout.contains("<html lang=\"en\">"));
    let chinese = folder.run(&["html", "in/a.txt", "--lang", "zh"]);
    assert!(chinese.stdout.contains("<html lang=\"zh-CN\">"));
    let ran = folder.run(&["html", "in/a.txt", "--out", "new/page.html"]);
    assert_eq!((ran.status, ran.shown().as_str()), (0, "--- exit status 0"));
    assert_eq!(folder.read("new/page.html"), page.stdout);
    assert_eq!(names(&folder, "new"), ["page.html"]);
    let piped = folder.pipe(&["html", "-"], "(我们)会[收集]<邮箱>。\n");
    assert!(piped.stdout.contains("<title>&lt;stdin&gt;</title>"), "{}", piped.shown());
}

#[test]
fn a_file_that_is_there_is_kept() {
    let folder = folder("html-kept");
    folder.write("page.html", "old").write("out/sub/a.html", "old");
    for out in [&["in/a.txt", "--out", "page.html"], &["in", "--out", "out"]] {
        let ran = folder.run(&[&["html"][..], out].concat());
        assert_eq!(ran.status, 2);
        assert!(ran.stderr.contains("it is there already; --force replaces it"), "{}", ran.stderr);
        let forced = folder.run(&[&["html", "--force"][..], out].concat());
        assert_eq!(forced.status, 0, "{}", forced.stderr);
    }
    assert!(folder.read("page.html").starts_with("<!doctype html>"));
    assert!(folder.read("out/sub/a.html").starts_with("<!doctype html>"));
    // A policy is never replaced.
    let ran = folder.run(&["html", "in/a.txt", "--out", "in/a.txt", "--force"]);
    assert_eq!(ran.status, 2);
    assert_eq!(folder.read("in/a.txt"), "(我们)会[收集]<邮箱>。\n");
}

#[test]
fn several_pages_need_a_folder() {
    let folder = folder("html-several");
    folder.write("old", "old");
    for out in ["out.html", "old"] {
        let ran = folder.run(&["html", "in/a.txt", "in/index.md", "--out", out]);
        assert_eq!(ran.status, 2, "{}", ran.shown());
        let fault = format!("{out}: this is a file, and there are several pages; name a folder");
        assert!(ran.stderr.contains(&fault), "{}", ran.stderr);
    }
    assert!(!folder.path("out.html").exists());
    assert_eq!(folder.run(&["html", "in", "--out", "old", "--force"]).status, 2);
    assert_eq!(folder.read("old"), "old");
}

#[test]
fn nothing_is_written_if_a_page_of_a_folder_cannot_be() {
    let folder = folder("html-whole");
    folder.write("out/index.html", "old");
    assert_eq!(folder.run(&["html", "in", "--out", "out"]).status, 2);
    assert_eq!(names(&folder, "out"), ["index.html"]);
    assert_eq!(folder.read("out/index.html"), "old");
}

#[test]
fn a_folder_gets_an_index_and_a_page_for_each_policy() {
    let folder = folder("html-folder");
    let ran = folder.run(&["html", "in", "--out", "out"]);
    assert_eq!(ran.shown(), "--- standard error\n3 pages and an index in out\n--- exit status 0");
    assert_eq!(names(&folder, "out"), ["a.html", "index-2.html", "index.html", "sub"]);
    assert!(folder.read("out/sub/a.html").contains(r#""index":"../index.html""#));
    assert!(folder.read("out/index.html").contains(r#""file":"sub/a.html""#));
    // One policy in a folder has an index as well.
    assert_eq!(folder.run(&["html", "in/sub", "--out", "sub"]).status, 0);
    assert_eq!(names(&folder, "sub"), ["a.html", "index.html"]);
}

#[test]
fn several_pages_need_a_folder_and_one_page_needs_a_file() {
    let folder = folder("html-needs");
    let several = folder.run(&["html", "in"]);
    assert_eq!((several.status, &*several.stdout), (2, ""));
    assert!(several.stderr.contains("name a folder with --out"), "{}", several.stderr);
    let one = folder.run(&["html", "in/a.txt", "--out", "in"]);
    assert_eq!(one.status, 2);
    assert_eq!(one.stderr, "error: in: this is a folder; name the file of the page\n");
}

#[test]
fn a_policy_that_cannot_be_read_is_named_and_the_others_get_their_pages() {
    let folder = folder("html-broken");
    folder.write("in/broken.txt", b"\xff\xfe\x4b\x62");
    let ran = folder.run(&["html", "in", "--out", "out"]);
    assert_eq!(ran.status, 2);
    assert!(ran.stderr.contains("in/broken.txt: the text is UTF-16"), "{}", ran.stderr);
    assert!(!names(&folder, "out").contains(&"broken.html".to_owned()));
    assert!(folder.read("out/index.html").contains(r#""file":"a.html""#));
    let alone = folder.run(&["html", "in/broken.txt", "--out", "page.html"]);
    assert_eq!(alone.status, 2);
    assert!(!folder.path("page.html").exists());
}

#[test]
fn two_versions_and_two_annotators() {
    let folder = Folder::new("html-pairs");
    folder
        .write("a.txt", "(我们)会[收集]<邮箱>。\n")
        .write("b.txt", "(我们)会[收集]邮箱。\n")
        .write("c.txt", "(我们)会[收集]<昵称>。\n");
    let diff = folder.run(&["html", "--diff", "a.txt", "c.txt"]);
    assert!(diff.stdout.contains(r#""page":"diff""#) && diff.status == 0);
    assert!(diff.stdout.contains("<title>a.txt → c.txt</title>"));
    let agree = folder.run(&["html", "--agree", "a.txt", "b.txt", "--out", "agree.html"]);
    assert_eq!(agree.shown(), "--- exit status 0");
    assert!(folder.read("agree.html").contains(r#""kind":"only-first""#));
    let differ = folder.run(&["html", "--agree", "a.txt", "c.txt"]);
    assert_eq!((differ.status, &*differ.stdout), (2, ""));
    assert!(differ.stderr.contains("without their marks the texts differ"), "{}", differ.stderr);
    for wrong in [&["html"][..], &["html", "--diff", "a.txt"], &["html", "a.txt", "--force"]] {
        assert_eq!(folder.run(wrong).status, 2, "{wrong:?}");
    }
}
