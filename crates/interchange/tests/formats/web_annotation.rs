use policymark_interchange::Format::WebAnnotation;
use policymark_interchange::import::Reading;
use policymark_interchange::view::View;
use policymark_interchange::{Options, Source};
use serde_json::{Value, json};

use crate::{MARKUP, common, faults, pair, spans, written};

fn read(content: &str, text: &str) -> Reading {
    WebAnnotation.read(&Source::new("policy", content).with_text(text))
}

#[test]
fn marks_have_a_position_and_a_quote() {
    let page: Value =
        serde_json::from_str(&written(WebAnnotation, MARKUP, "policy.jsonld")).unwrap();
    let items = page["items"].as_array().unwrap();
    assert_eq!(
        items[0]["target"],
        json!({"source": "policy.txt", "selector": [
            {"type": "TextPositionSelector", "start": 1, "end": 3},
            {"type": "TextQuoteSelector", "exact": "我们", "prefix": "😀",
             "suffix": "会收集设备信息，如型号，以便验证"}]})
    );
    let denied = items.iter().find(|item| item["id"] == "#statement-1").unwrap();
    assert_eq!(denied["polarity"], "denied");
    assert_eq!(
        denied["target"][1],
        json!({"type": "SpecificResource", "source": "#mark-7", "role": "action"})
    );
    let relation = items.iter().find(|item| item["relation"] == "includes").unwrap();
    assert_eq!((&relation["target"], &relation["body"]), (&"#mark-2".into(), &"#mark-3".into()));
}

#[test]
fn names_of_files_become_references() {
    let document = policymark::parse("[收集]").unwrap();
    let view = View::new("隐私 #1", &document);
    let files = common::files(WebAnnotation, &Options::default(), &[view]);
    let content = &files["隐私 #1.jsonld"];
    assert!(content.contains("\"%E9%9A%90%E7%A7%81%20%231.txt\""), "{content}");
}

#[test]
fn annotations_of_other_programs_are_read() {
    let text = "收集邮箱，使用邮箱。";
    let quote = |prefix: &str| {
        json!({"type": "Annotation", "body": [{"type": "TextualBody", "purpose": "tagging", "value": "data"}],
            "target": [{"source": "x", "selector": {"type": ["TextQuoteSelector"], "exact": "邮箱", "prefix": prefix}}]})
    };
    let position = json!({"@type": "oa:Annotation", "id": "x1", "body": {"value": "action"},
        "target": {"selector": [{"type": "oa:TextPositionSelector", "start": 0, "end": 2}]}});
    let link = json!({"id": "x2", "target": "x1", "body": "x3"});
    let collection = json!({"type": "AnnotationCollection", "first": {"items": [
        quote("使用"), quote(""), quote("无"), position, link, {"target": {"selector": []}, "body": {"value": "data"}}, 3]}});
    let reading = read(&collection.to_string(), text);
    assert_eq!(spans(&reading), [[pair("data", "邮箱"), pair("action", "收集")]]);
    assert_eq!(reading.policies[0].spans[0].start, 7);
    assert_eq!(reading.policies[0].ignored["annotations on annotations"], 1);
    assert_eq!(
        faults(&reading),
        [
            "first page, item 2: its quote is in the text more than once",
            "first page, item 3: its quote is in the text nowhere",
            "first page, item 6: it has no position and no quote",
            "first page, item 7: invalid type: integer `3`, expected struct Item",
        ]
    );
}

#[test]
fn there_is_nothing_to_read_without_the_text() {
    let reading = WebAnnotation.read(&Source::new("policy", "[]"));
    assert_eq!(faults(&reading), ["the file: the text is not beside it"]);
}
