//! What is written: the shell, and data that are no markup.

#![allow(clippy::unwrap_used)]

use policymark::language::Language;
use policymark_html::{Entry, Page, Policy};
use serde_json::Value;

const TEXT: &str = "一、收集\n(我们)会[收集]您的<邮箱>和<昵称。\n";

fn written(page: &Page<'_>) -> String {
    let mut out = Vec::new();
    page.write(&mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// The data of a page.
fn data(html: &str) -> Value {
    let (_, rest) = html.split_once("id=\"data\">").unwrap();
    serde_json::from_str(rest.split_once("</script>").unwrap().0).unwrap()
}

/// The page without its program, its style and its data, and without the hashes.
fn shell(html: &str) -> String {
    let (before, rest) = html.split_once("id=\"data\">").unwrap();
    let (_, after) = rest.split_once("</script>").unwrap();
    let mut shell = format!("{before}id=\"data\">…</script>{after}");
    for built in [include_str!("../src/view/view.js"), include_str!("../src/view/view.css")] {
        assert!(shell.contains(built));
        shell = shell.replace(built, "…");
    }
    let mut pieces = shell.split("'sha256-");
    let first = pieces.next().unwrap().to_owned();
    let without_hash = |piece: &str| piece.split_once('\'').unwrap().1.to_owned();
    pieces.fold(first, |shell, piece| shell + "'sha256-…'" + &without_hash(piece))
}

#[test]
fn the_shell_of_a_page() {
    let document = policymark::parse(TEXT).unwrap();
    let policy = Policy { name: "云杉/政策.txt", document: &document };
    let html = written(&Page::policy(policy, Some("../index.html"), Language::Chinese));
    insta::assert_snapshot!(shell(&html));
}

#[test]
fn a_page_has_the_document_and_what_to_do_about_its_diagnostics() {
    let document = policymark::parse(TEXT).unwrap();
    let policy = Policy { name: "政策.txt", document: &document };
    let data = data(&written(&Page::policy(policy, None, Language::English)));
    assert_eq!((&data["page"], &data["language"]), (&"policy".into(), &"en".into()));
    assert!(data.get("index").is_none());
    let shown = &data["policies"][0];
    assert_eq!(shown["document"], serde_json::to_value(&document).unwrap());
    let advice = shown["advice"].as_array().unwrap();
    assert_eq!(advice.len(), document.diagnostics().len());
    assert_eq!(advice[0]["zh"]["message"], "本行没有与“<”配对的“>”");
    assert_eq!(advice[0]["fix"]["edits"][0]["replacement"], ">");
}

#[test]
fn nothing_in_a_policy_or_its_name_is_markup() {
    let hostile = "</script><script>alert(1)</script><!-- &amp; \u{2028}\"'`";
    let text = format!("(我们{hostile})会[收集]<邮箱>。\n");
    let document = policymark::parse(&text).unwrap();
    let html = written(&Page::policy(
        Policy { name: hostile, document: &document },
        None,
        Language::English,
    ));
    assert_eq!(html.matches("</script").count(), 2);
    assert_eq!(html.matches("<!--").count(), 0);
    assert!(!html.contains('\u{2028}'));
    assert_eq!(data(&html)["policies"][0]["name"], hostile);
    assert_eq!(data(&html)["policies"][0]["document"]["text"], text);
}

#[test]
fn versions_annotators_and_folders() {
    let one = policymark::parse("(我们)会[收集]<邮箱>。").unwrap();
    let other = policymark::parse("(我们)会[收集]<邮箱>、<昵称>。").unwrap();
    let [old, new] =
        [("a.txt", &one), ("b.txt", &other)].map(|(name, document)| Policy { name, document });
    let diff = data(&written(&Page::diff(old, new, Language::English)));
    assert_eq!(diff["comparison"]["changes"][0]["kind"], "member-added");

    let other = policymark::parse("(我们)会[收集]邮箱。").unwrap();
    let agreement = one.agreement(&other).unwrap();
    let page = Page::agreement(["a.txt", "b.txt"], &agreement, Language::English);
    assert_eq!(data(&written(&page))["agreement"]["disagreements"][0]["kind"], "only-first");

    let entries = [Entry::new("a.txt", "a.html", &one), Entry::new("b.txt", "b.html", &other)];
    let index = data(&written(&Page::index("政策", &entries, Language::Chinese)));
    assert_eq!((&index["title"], &index["page"]), (&"政策".into(), &"index".into()));
    assert_eq!(index["policies"][1]["file"], "b.html");
}
