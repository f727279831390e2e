//! Web pages and Word documents: each `NAME` in `tests/pages/` has its text in `NAME.txt` beside it. A folder
//! `NAME.docx` has the parts of a document.

#![cfg(feature = "pages")]
#![allow(clippy::unwrap_used)]

mod common;

use std::fs;
use std::path::{Path, PathBuf};

use common::{archive, parts};
use policymark::Parser;
use policymark_interchange::import::{Foreign, Reading};
use policymark_interchange::{Format, Labels, Source};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages")
}

fn bytes(path: &Path) -> Vec<u8> {
    if path.is_dir() { archive(&parts(path)) } else { fs::read(path).unwrap() }
}

fn format(path: &Path) -> Format {
    Format::of_extension(path.extension().unwrap().to_str().unwrap()).unwrap()
}

fn page(name: &str) -> Foreign {
    let path = folder().join(name);
    let Reading { policies, faults, .. } = format(&path).read_bytes("policy", &bytes(&path));
    assert_eq!(faults, [], "{name}");
    let [policy] = policies.try_into().unwrap();
    policy
}

fn fault(format: Format, content: &[u8]) -> String {
    let reading = format.read_bytes("policy", content);
    assert!(reading.policies.is_empty());
    let [fault] = reading.faults.try_into().unwrap();
    fault.to_string()
}

/// A document with this body.
fn document(body: &str) -> Vec<u8> {
    let mut parts = parts(&folder().join("policy.docx"));
    parts.insert("word/document.xml".into(), format!("<w:body>{body}</w:body>").into());
    archive(&parts)
}

#[test]
fn pages_have_the_texts_beside_them() {
    let entries = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path());
    let expected: Vec<_> =
        entries.filter(|path| path.extension().is_some_and(|end| end == "txt")).collect();
    assert!(expected.len() >= 5);
    for path in expected {
        let name = path.file_stem().unwrap().to_str().unwrap();
        let policy = page(name);
        assert_eq!(policy.text, fs::read_to_string(&path).unwrap(), "{name}");
        let imported = policy.to_markup(&Labels::standard(), &Parser::new()).unwrap();
        assert_eq!(imported.faults, [], "{name}");
        let document = policymark::parse(&imported.markup).unwrap();
        assert!(document.annotations().next().is_none(), "{name}: {}", imported.markup);
        assert_eq!(document.plain_text().text(), policy.text, "{name}");
    }
}

#[test]
fn what_is_not_read_is_counted() {
    let counts = |name| page(name).ignored.into_iter().collect::<Vec<_>>();
    let html = [("hidden passages", 2), ("images", 1), ("menus, headers and footers", 3)];
    assert_eq!(counts("policy.html"), html);
    assert_eq!(counts("fields.html"), [("form fields", 4), ("hidden passages", 1)]);
    let word = [
        ("deleted passages", 2),
        ("entries of tables of contents", 1),
        ("headers and footers", 1),
        ("hidden passages", 1),
        ("images", 1),
    ];
    assert_eq!(counts("policy.docx"), word);
    let notes = [
        ("embedded documents", 1),
        ("headers and footers", 3),
        ("images", 1),
        ("pronunciations", 1),
        ("symbols", 2),
    ];
    assert_eq!(counts("notes.docx"), notes);
    assert_eq!(counts("changes.docx"), [("deleted passages", 2)]);
}

#[test]
fn a_page_that_is_a_text_already_is_not_decoded() {
    let text = |content: &str| {
        let reading = Format::Html.read(&Source::new("policy", content));
        assert_eq!(reading.faults, []);
        reading.policies[0].text.clone()
    };
    for declared in ["gbk", "utf-8", "windows-1252", "utf-16", "iso-2022-jp"] {
        assert_eq!(text(&format!("<meta charset={declared}><p>é naïve")), "é naïve\n");
        assert_eq!(text(&format!("<meta charset={declared}><p>隐私")), "隐私\n");
        assert_eq!(text(&format!("<meta charset={declared}><p>~{{VPND~}}")), "~{VPND~}\n");
    }
}

#[test]
fn bytes_that_are_no_text_are_named_with_their_place() {
    let html = |content: &[u8]| fault(Format::Html, content);
    assert_eq!(html(b"<p>\n\xff"), "line 2: byte 0xFF at offset 4 is not UTF-8");
    assert_eq!(html(b"<p>\xe6\x88"), "line 1: byte 0xE6 at offset 3 is not UTF-8");
    let gbk = [&b"<meta charset='gbk'>\n\n"[..], "我".repeat(400).as_bytes(), b"\xff\xff"].concat();
    assert!(html(&gbk).ends_with(" is not GBK"), "{}", html(&gbk));
    let mut long = b"<meta charset=gb18030>".repeat(100);
    long.extend(b"\n\xff\x20");
    assert_eq!(html(&long), "line 2: byte 0xFF at offset 2201 is not gb18030");
}

#[test]
fn what_is_no_document_is_refused() {
    let word = |content: &[u8]| fault(Format::Word, content);
    assert_eq!(word(b""), "the file: this is no Word document: it is no zip archive");
    assert_eq!(word(b"<p>"), "the file: this is no Word document: it is no zip archive");
    assert!(word(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1").contains("before Word 2007"));
    let mut parts = parts(&folder().join("policy.docx"));
    parts.remove("word/document.xml");
    let empty = archive(&parts);
    assert_eq!(word(&empty), "the file: this is no Word document: its archive has none");
    let whole = document("<w:p><w:r><w:t>x</w:t></w:r></w:p>");
    assert_eq!(
        word(&whole[..whole.len() / 2]),
        "the file: this is no Word document: it is no zip archive"
    );
    assert_eq!(
        word(&document("\n<w:p><w:r>")),
        "line 2, word/document.xml: ill-formed document: expected `</w:r>`, but `</w:body>` was found"
    );
    assert!(word(&document("&nonsense;")).starts_with("line 1, word/document.xml: "));
    parts.insert("word/document.xml".into(), "<w:body><w:p>".into());
    assert_eq!(word(&archive(&parts)), "line 1, word/document.xml: the part ends too early");
    parts.insert("word/document.xml".into(), b"<w:body>\xff".to_vec());
    assert_eq!(word(&archive(&parts)), "word/document.xml: byte 0xFF at offset 8 is not UTF-8");
}

/// An archive of 64 KB.
#[test]
fn a_document_that_unpacks_to_too_much_is_refused() {
    let bomb = document(&" ".repeat(65 << 20));
    assert!(bomb.len() < 100_000);
    assert_eq!(fault(Format::Word, &bomb), "word/document.xml: it unpacks to more than 64 MB");
}

/// Nothing follows the nesting of a page but its own list of what is open.
#[test]
fn deep_pages_are_read() {
    for (open, close) in [("<div>", ""), ("<ul><li>", ""), ("<b>", "</b>"), ("<table><tr><td>", "")]
    {
        let page = open.repeat(240) + "深" + &close.repeat(240);
        let reading = Format::Html.read_bytes("policy", page.as_bytes());
        assert!(reading.policies[0].text.ends_with("深\n"), "{open}");
    }
    // The root, the page, and 997 or 998 elements.
    let deep = |depth| Format::Html.read_bytes("policy", ("<div>".repeat(depth) + "深").as_bytes());
    assert_eq!(deep(997).faults, []);
    assert_eq!(deep(998).policies.len(), 0);
    // Asides are read for the title that is in the innermost one, and left out without one.
    let asides = |inside| "<aside>".repeat(900) + inside + &"</aside>".repeat(900) + "<p>浅";
    let read = |page: String| Format::Html.read_bytes("policy", page.as_bytes()).policies.remove(0);
    let (titled, untitled) = (read(asides("<h1>深</h1>")), read(asides("深")));
    assert_eq!((&*titled.text, titled.ignored.len()), ("# 深\n\n浅\n", 0));
    assert_eq!((&*untitled.text, untitled.ignored["menus, headers and footers"]), ("浅\n", 1));
    let (open, close) = ("<w:tbl><w:tr><w:tc><w:p>", "</w:p></w:tc></w:tr></w:tbl>");
    let text = "<w:r><w:t>深</w:t></w:r>";
    let deep = document(&(open.repeat(240) + text + &close.repeat(240)));
    assert_eq!(Format::Word.read_bytes("policy", &deep).policies[0].text, "深\n");
}

#[test]
fn a_style_can_name_any_level() {
    let mut parts = parts(&folder().join("policy.docx"));
    let style = |name: &str| {
        format!(
            "<w:styles><w:style w:type='paragraph' w:styleId='x'><w:name w:val='{name}'/></w:style><w:style w:type='paragraph' w:styleId='t'><w:name w:val='Title'/></w:style></w:styles>"
        )
    };
    let paragraph = |style| {
        format!("<w:p><w:pPr><w:pStyle w:val='{style}'/></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>")
    };
    let body = format!("<w:body>{}{}</w:body>", paragraph("t"), paragraph("x"));
    parts.insert("word/document.xml".into(), body.into());
    for (level, text) in [(usize::MAX, "# 甲\n\n###### 甲\n"), (1, "# 甲\n\n## 甲\n")] {
        parts.insert("word/styles.xml".into(), style(&format!("heading {level}")).into());
        let reading = Format::Word.read_bytes("policy", &archive(&parts));
        assert_eq!(reading.policies[0].text, text);
    }
}

/// Each tag would take as long as the page is deep: a megabyte, more than a minute.
#[test]
fn very_deep_pages_are_refused() {
    let opens = ["<div>", "<ul><li>", "<b>", "<table><tr><td>", "<template>", "<svg>"];
    for open in opens {
        let page = open.repeat((1 << 20) / open.len());
        let fault = fault(Format::Html, page.as_bytes());
        assert_eq!(fault, "the file: the elements of the page are more than 1000 deep", "{open}");
    }
}

/// 50,000 paragraphs would go through each of 5,000 tables.
#[test]
fn very_deep_documents_are_refused() {
    let (open, close) = ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>");
    let text = "<w:p><w:r><w:t>深</w:t></w:r></w:p>".repeat(50_000);
    let deep = document(&(open.repeat(5000) + &text + &close.repeat(5000)));
    assert_eq!(
        fault(Format::Word, &deep),
        "line 1, word/document.xml: the elements of the part are more than 1000 deep"
    );
}

/// Cells that say that they reach far do not make a table of so many.
#[test]
fn far_reaching_cells_are_few() {
    let row = "<tr><td rowspan=65000 colspan=1000>x<td>y";
    let page = format!("<table>{}", row.repeat(1000));
    let text = Format::Html.read_bytes("policy", page.as_bytes()).policies.remove(0).text;
    assert!(text.len() < 20 * page.len(), "{}", text.len());
}
