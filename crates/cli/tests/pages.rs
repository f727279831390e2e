//! `policymark convert` of web pages and Word documents.

#![allow(clippy::unwrap_used)]

mod common;

use common::Folder;

const PAGE: &str =
    "<nav>首页</nav><h1>隐私政策</h1><ol><li>我们收集<b>手机</b><b>号码</b>(工作日)。</ol>\n";

fn folder(name: &str) -> Folder {
    let folder = Folder::new(name);
    folder.write("in/a.html", PAGE).write("in/b.htm", b"<meta charset=gbk><p>\xce\xd2\xc3\xc7");
    folder
}

#[cfg(feature = "pages")]
mod read {
    use super::*;

    #[test]
    fn pages_become_texts_without_marks() {
        let folder = folder("pages-html");
        let ran = folder.run(&["convert", "in", "--to", "markup", "--out", "out"]);
        insta::assert_snapshot!("pages-html", ran.shown());
        assert_eq!(folder.read("out/a.txt"), "# 隐私政策\n\n1. 我们收集手机号码\\(工作日\\)。\n");
        assert_eq!(folder.read("out/b.txt"), "我们\n");
        let ran = folder.run(&["convert", "in/a.html", "--to", "markup", "--strict"]);
        assert_eq!((ran.status, &*ran.stdout), (1, ""));
        let piped = folder.pipe(&["convert", "-", "--from", "html", "--to", "bio"], "<p>邮箱");
        assert_eq!((piped.status, &*piped.stdout), (0, "邮\tO\n箱\tO\n\n"));
    }

    /// The document was written by python-docx: `tests/pages/document.py`.
    #[test]
    fn a_document_becomes_a_text() {
        let folder = Folder::new("pages-word");
        folder.write("a.docx", include_bytes!("pages/document.docx"));
        let ran = folder.run(&["convert", "a.docx", "--to", "markup"]);
        insta::assert_snapshot!("pages-word", ran.shown());
    }

    #[test]
    fn what_cannot_be_read_is_an_error() {
        let folder = folder("pages-damaged");
        folder.write("in/c.html", b"<p>\xff").write("x.docx", "PK\x03\x04").write("y.docx", "");
        for language in ["en", "zh"] {
            let run = |arguments: &[&str]| {
                let fixed = ["convert", "--to", "markup", "--lang", language];
                folder.run(&[&fixed, arguments].concat())
            };
            let ran = run(&["in", "--out", &format!("out-{language}")]);
            insta::assert_snapshot!(format!("pages-damaged-{language}"), ran.shown());
            assert_eq!(ran.status, 2);
            assert_eq!(folder.read(&format!("out-{language}/b.txt")), "我们\n");
            let ran = run(&["x.docx", "y.docx"]);
            insta::assert_snapshot!(format!("pages-no-document-{language}"), ran.shown());
            assert_eq!(ran.status, 2);
        }
    }
}

#[cfg(not(feature = "pages"))]
#[test]
fn a_build_without_the_feature_says_so() {
    let folder = folder("pages-left-out");
    for arguments in [&["in/a.html"][..], &["in", "--from", "html"], &["x.docx"]] {
        let ran = folder.run(&[&["convert", "--to", "markup"], arguments].concat());
        assert_eq!((ran.status, &*ran.stdout), (2, ""));
        assert!(ran.stderr.starts_with("error: this build cannot read "), "{}", ran.stderr);
        assert!(
            ran.stderr.ends_with("cargo install --locked --path crates/cli --features pages\n")
        );
    }
    // Pages beside policies are none of them.
    folder.write("in/c.txt", "<邮箱>");
    let ran = folder.run(&["convert", "in", "--to", "bio"]);
    assert_eq!((ran.status, &*ran.stdout), (0, "邮\tB-Data\n箱\tI-Data\n"));
}
