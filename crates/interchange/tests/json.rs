//! The whole view in JSON.

#![allow(clippy::unwrap_used)]

mod common;

use policymark::Parser;
use policymark_interchange::view::View;
use policymark_interchange::{Format, Labels, Options, Source};

fn markup(json: &str) -> (Vec<String>, Vec<String>) {
    let reading = Format::Json.read(&Source::new("policy", json));
    let mut faults: Vec<_> = reading.faults.iter().map(ToString::to_string).collect();
    let mut markup = Vec::new();
    for policy in &reading.policies {
        let imported = policy.to_markup(&Labels::standard(), &Parser::new()).unwrap();
        faults.extend(imported.faults.iter().map(ToString::to_string));
        markup.push(imported.markup);
    }
    (markup, faults)
}

#[test]
fn every_unit_of_offsets_can_be_read() {
    let text = "😀(我们)会[收集]<邮箱>。";
    let view = View::new("a", &policymark::parse(text).unwrap());
    let files = common::files(Format::Json, &Options::default(), &[view]);
    let mut json: serde_json::Value = serde_json::from_str(&files["a.json"]).unwrap();
    for offsets in ["bytes", "characters", "utf16"] {
        json["offsets"] = offsets.into();
        assert_eq!(markup(&json.to_string()), (vec![text.to_owned()], Vec::new()));
    }
}

#[test]
fn plain_spans_are_read_with_a_text() {
    let json = r#"{"file": "a.txt", "text": "😀我们会收集邮箱。", "offsets": "characters", "spans": [
        {"start": 1, "end": 3, "kind": "actor", "text": "我们"}, {"start": 6, "end": 8, "label": "数据"}]}
        {"text": "邮箱", "spans": [{"start": 0, "end": 6, "kind": "Data"}]}"#;
    let expected = ["😀(我们)会收集<邮箱>。", "<邮箱>"].map(str::to_owned);
    assert_eq!(markup(json), (expected.into(), Vec::new()));
}

#[test]
fn damage_is_reported_and_the_rest_is_read() {
    let json = r#"{"text": "邮箱", "spans": [{"start": 0, "end": 6}, {"start": 0, "end": 9, "kind": "Data"},
        {"start": 0, "end": 6, "kind": "Data"}]} {"spans": []} {"text": 3"#;
    let (texts, faults) = markup(json);
    assert_eq!(texts, ["<邮箱>"]);
    let expected = [
        "span 1: this is no kind with a start and an end",
        "policy 2: there is no text",
        "line 2: invalid type: integer `3`, expected a string at line 2 column 73",
        "span 2: 0..9 is outside of the text, which has 6 bytes",
    ];
    assert_eq!(faults, expected);
}
