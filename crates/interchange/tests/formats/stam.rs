use policymark_interchange::Format::Stam;
use serde_json::{Value, json};

use crate::{MARKUP, faults, pair, read, spans, written};

fn store(markup: &str) -> Value {
    serde_json::from_str(&written(Stam, markup, "policy.stam.json")).unwrap()
}

#[test]
fn marks_are_on_the_text_and_statements_on_marks() {
    let store = store(MARKUP);
    assert_eq!(store["resources"][0]["text"].as_str().unwrap().chars().next(), Some('😀'));
    let annotations = store["annotations"].as_array().unwrap();
    let of = |id: &str| annotations.iter().find(|annotation| annotation["@id"] == id).unwrap();
    assert_eq!(
        of("mark-0")["target"],
        json!({"@type": "TextSelector", "resource": "policy", "offset": {"@type": "Offset",
               "begin": {"@type": "BeginAlignedCursor", "value": 1},
               "end": {"@type": "BeginAlignedCursor", "value": 3}}})
    );
    let denied = of("statement-1");
    assert_eq!(denied["target"]["@type"], "DirectionalSelector");
    let members: Vec<_> = denied["target"]["selectors"].as_array().unwrap().iter().collect();
    assert_eq!(members[0], &json!({"@type": "AnnotationSelector", "annotation": "mark-6"}));
    let data: Vec<_> = denied["data"].as_array().unwrap().iter().map(|data| &data["@id"]).collect();
    assert_eq!(data, ["roles=actor,action,data", "polarity=denied", "certainty=certain"]);
}

#[test]
fn every_value_is_in_the_set_once() {
    let store = store(MARKUP);
    let set = &store["annotationsets"][0];
    let mut ids: Vec<_> =
        set["data"].as_array().unwrap().iter().map(|data| data["@id"].as_str().unwrap()).collect();
    let count = ids.len();
    ids.dedup();
    assert_eq!(ids.len(), count);
    let used = store["annotations"].as_array().unwrap().iter();
    for data in used.flat_map(|annotation| annotation["data"].as_array().unwrap()) {
        assert!(ids.contains(&data["@id"].as_str().unwrap()), "{data}");
    }
}

#[test]
fn stores_of_other_programs_are_read() {
    let store = json!({"@type": "AnnotationStore", "resources": [
            {"@type": "TextResource", "@id": "a.txt", "text": "收集邮箱"},
            {"@type": "TextResource", "@id": "b", "@include": "b.txt"}],
        "annotationsets": [{"@type": "AnnotationDataSet", "@id": "set", "data": [
            {"@type": "AnnotationData", "@id": "D1", "key": "class", "value": {"@type": "String", "value": "data"}}]}],
        "annotations": [
            {"@type": "Annotation", "@id": "x1", "data": [{"@type": "AnnotationData", "@id": "D1", "set": "set"}],
             "target": {"@type": "TextSelector", "resource": "a.txt", "offset": {
                "begin": {"@type": "EndAlignedCursor", "value": -2}, "end": {"@type": "EndAlignedCursor", "value": 0}}}},
            {"@type": "Annotation", "@id": "x2", "data": [{"key": "note", "value": "action", "set": "set"}],
             "target": {"@type": "CompositeSelector", "selectors": [
                {"@type": "TextSelector", "resource": "a.txt", "offset": {
                    "begin": {"@type": "BeginAlignedCursor", "value": 0}, "end": {"@type": "BeginAlignedCursor", "value": 1}}},
                {"@type": "TextSelector", "resource": "a.txt", "offset": {
                    "begin": {"@type": "BeginAlignedCursor", "value": 1}, "end": {"@type": "BeginAlignedCursor", "value": 2}}}]}},
            {"@type": "Annotation", "@id": "x3", "target": {"@type": "ResourceSelector", "resource": "a.txt"}},
            {"@type": "Annotation", "@id": "x4", "data": [], "target": {"@type": "TextSelector", "resource": "b", "offset": {
                "begin": {"@type": "BeginAlignedCursor", "value": 0}, "end": {"@type": "BeginAlignedCursor", "value": 1}}}},
            {"@type": "Annotation", "@id": "x5"}]});
    let reading = read(Stam, &store.to_string());
    assert_eq!(
        faults(&reading),
        [
            "resource 2: the text of the resource is not in the file",
            "annotation 5: missing field `target`",
            "annotation 4, x4: the annotation is on an unknown resource",
        ]
    );
    assert_eq!(reading.policies[0].name, "a");
    assert_eq!(spans(&reading), [[pair("data", "邮箱"), pair("action", "收集")]]);
    assert_eq!(reading.policies[0].ignored["annotations on annotations"], 1);
}

/// stam reads a file in one go: an annotation before its text was an error.
#[test]
fn texts_and_data_are_before_the_annotations_on_them() {
    let store = written(Stam, MARKUP, "policy.stam.json");
    let place = |key: &str| store.find(&format!("\"{key}\":")).unwrap();
    assert!(place("resources") < place("annotationsets"));
    assert!(place("annotationsets") < place("annotations"));
}
