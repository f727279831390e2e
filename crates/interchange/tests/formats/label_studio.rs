use policymark_interchange::Format::LabelStudio;
use serde_json::{Value, json};

use crate::{MARKUP, faults, pair, read, spans, written};

#[test]
fn regions_have_words_and_relations_refer_to_them() {
    let tasks: Value =
        serde_json::from_str(&written(LabelStudio, MARKUP, "label-studio.json")).unwrap();
    let task = &tasks[0];
    assert_eq!(task["data"]["name"], "policy");
    let result = task["annotations"][0]["result"].as_array().unwrap();
    assert_eq!(
        result[0],
        json!({"id": "s0", "type": "labels", "from_name": "label", "to_name": "text",
               "value": {"start": 1, "end": 3, "text": "我们", "labels": ["Actor"]}})
    );
    assert_eq!(
        result[9],
        json!({"type": "relation", "from_id": "s1", "to_id": "s0", "direction": "right", "labels": ["actor"]})
    );
}

#[test]
fn the_configuration_has_every_label_and_relation() {
    let configuration = written(LabelStudio, "", "label-studio.xml");
    for line in [
        "<Relation value=\"recipient\"/>",
        "<Relation value=\"includes\"/>",
        "<Label value=\"Data\" background=\"#81c784\"/>",
        "<Labels name=\"label\" toName=\"text\">",
        "<Text name=\"text\" value=\"$text\" granularity=\"symbol\"/>",
    ] {
        assert!(configuration.contains(line), "{line} in {configuration}");
    }
}

#[test]
fn exports_of_projects_with_other_names_are_read() {
    let region = json!({"start": 2, "end": 4, "text": "邮箱", "labels": ["DATA"]});
    let result = |kind: &str| {
        json!({"result": [
            {"id": "x1", "from_name": "ner", "to_name": "policy", "type": kind, "value": region},
            {"id": "x2", "from_name": "stars", "to_name": "policy", "type": "rating", "value": {"rating": 3}},
            {"type": "relation", "from_id": "x1", "to_id": "x1", "direction": "right"}]})
    };
    let data = json!({"policy": "收集邮箱", "url": "x"});
    let tasks = json!([
        {"id": 1, "data": data, "annotations": [result("labels"), result("hypertextlabels")]},
        {"id": 2, "data": data, "annotations": [], "predictions": [result("labels")], "meta": {}},
        {"id": 3, "data": data, "annotations": [{"result": [], "was_cancelled": true}]},
        {"id": 4, "policy": "收集邮箱", "ner": [region], "annotator": 1, "created_at": "x"},
    ]);
    let reading = read(LabelStudio, &tasks.to_string());
    assert_eq!(faults(&reading), [""; 0]);
    let names: Vec<_> = reading.policies.iter().map(|policy| policy.name.as_str()).collect();
    assert_eq!(names, ["policy-1", "policy-1-2", "policy-2", "policy-3", "policy-4"]);
    let one = || vec![pair("DATA", "邮箱")];
    assert_eq!(spans(&reading), [one(), one(), one(), vec![], one()]);
    assert_eq!(reading.policies[0].ignored["relations"], 1);
    assert_eq!(reading.policies[0].ignored["results of other controls"], 1);
}

#[test]
fn faults_name_the_record_and_the_region() {
    let tasks = json!([
        {"data": {"text": "收集邮箱"}, "annotations": [{"result": [
            {"id": "x1", "type": "labels", "value": {"start": "/p[1]", "end": 4, "labels": ["DATA"]}},
            {"id": "x2", "type": "labels", "value": {"start": 2, "end": 4}},
            7]}]},
        {"data": {"n": 1}},
    ]);
    assert_eq!(
        faults(&read(LabelStudio, &tasks.to_string())),
        [
            "record 1, annotation 1, result 1, x1: invalid type: string \"/p[1]\", expected u64",
            "record 1, annotation 1, result 2, x2: the region has no label",
            "record 1, annotation 1, result 3: invalid type: integer `7`, expected struct ReadItem",
            "record 2: the data of the task have no text",
        ]
    );
}

/// The kit of Label Studio parses the configuration from a string, and refuses one that declares an encoding.
#[test]
fn the_configuration_has_no_declaration() {
    assert!(written(LabelStudio, "", "label-studio.xml").starts_with("<View>"));
}
