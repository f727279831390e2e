//! Documents as JSON: they are read back equal, and faulty ones are rejected with the place of the
//! fault.

#![allow(clippy::unwrap_used)]

mod common;

use policymark::text::{Delimiter, Dialect};
use policymark::{AnnotationKind, Document, Parser, parse};
use proptest::prelude::*;
use serde_json::{Value, json};

use common::exercise::exercise;
use common::invariants::assert_sound;
use common::strategy::{cases, markup};

/// Brackets of every sort: annotations, nested ones, ordinary ones of each reason, single ones,
/// escapes.
const POLICY: &str = "\
《星海隐私政策》
一、我们如何收集信息
当{您<注册>账户}时，(我们)会[收集]您的<手机号码>，以便{验证您的身份}。
1）(我们)不会[收集]< 密码\\(明文\\) >；（如邮箱）、(1)、[链接](https://a.cn/(x))、<https://a.cn>、<br>。
（<设备号>)、(例如邮箱)、()、注册\\登录、\\\\、设置 > 隐私、［收集］、【收集】
[收集<手机号码]>、<手机号码、)、{
[[链接](https://a.cn
\"标题\")]
";

/// A document that was not written by this crate, with everything that a document can have.
fn foreign() -> Value {
    json!({
        "version": 2,
        "text": "一、收集\n(我们)向(甲)[收集]<信息>，如<型号>\\)。\n",
        "dialect": {"brace": "purpose", "bracket": "action", "angle": "data", "paren": "actor"},
        "annotations": [
            {"id": 0, "kind": "actor", "span": {"start": 13, "end": 21}, "party": "first", "reason": "party"},
            {"id": 1, "kind": "actor", "span": {"start": 24, "end": 29}, "reason": "position"},
            {"id": 2, "kind": "action", "span": {"start": 29, "end": 37}, "role": "collect", "processing": "collect", "reason": "marked"},
            {"id": 3, "kind": "data", "span": {"start": 37, "end": 45}, "reason": "marked"},
            {"id": 4, "kind": "data", "span": {"start": 51, "end": 59}, "class": {"category": "device", "sensitive_by_standard": false, "sensitive_by_law": false}, "reason": "marked"},
        ],
        "statements": [{
            "id": 0, "sentence": 1, "section": 0, "polarity": "affirmed", "consent_exempt": false, "asserted": true,
            "modality": "may", "certainty": "likely",
            "actors": [0], "recipients": [], "sources": [1], "subjects": [], "actions": [2],
            "data": [3, 4], "purposes": [], "conditions": [], "exceptions": [], "without": [], "includes": [[3, 4]],
            "rules": {"actors": ["S3"], "sources": ["S7"], "actions": ["S1"], "data": ["S9", "S9"], "includes": ["S21"]},
        }],
        "sections": [{
            "id": 0, "parent": null, "title": {"start": 0, "end": 12}, "label": {"start": 0, "end": 6},
            "span": {"start": 0, "end": 65},
        }],
        "sentences": [
            {"id": 0, "section": 0, "span": {"start": 0, "end": 12}},
            {"id": 1, "section": 0, "span": {"start": 13, "end": 64}},
        ],
        "brackets": [],
        "escapes": [{"start": 59, "end": 61}],
        "diagnostics": [{"code": "data-without-action", "span": {"start": 37, "end": 45}, "message": "?"}],
        "a key of a later release": true,
    })
}

fn read(json: &Value) -> Result<Document, String> {
    let direct = serde_json::from_str::<Document>(&json.to_string()).map_err(|e| e.to_string());
    let by_value = Document::deserialize_value(json);
    assert_eq!(direct.is_ok(), by_value.is_ok());
    direct
}

/// Reads from a tree of values, in which no string can be borrowed.
trait DeserializeValue: Sized {
    fn deserialize_value(json: &Value) -> Result<Self, serde_json::Error>;
}

impl DeserializeValue for Document {
    fn deserialize_value(json: &Value) -> Result<Self, serde_json::Error> {
        serde_json::from_value(json.clone())
    }
}

fn assert_is_read_back(document: &Document) {
    let json = serde_json::to_string(document).unwrap();
    let back: Document = serde_json::from_str(&json).unwrap();
    assert_eq!(&back, document);
    assert_eq!(serde_json::to_string(&back).unwrap(), json);
}

#[test]
fn rules_are_written_for_lists_that_are_not_empty() {
    let document = parse("(我们)会[收集]<信息>，如<型号>。").unwrap();
    let json = serde_json::to_value(&document).unwrap();
    let rules = json["statements"][0]["rules"].as_object().unwrap();
    let written: Vec<_> = rules.keys().map(String::as_str).collect();
    assert_eq!(written, ["actions", "actors", "data", "includes"]);
    assert!(rules.values().all(|list| !list.as_array().unwrap().is_empty()));
}

#[test]
fn documents_are_read_back() {
    assert_is_read_back(&parse(POLICY).unwrap());
    assert_is_read_back(&parse("").unwrap());
    for (end, _) in POLICY.char_indices() {
        assert_is_read_back(&parse(&POLICY[..end]).unwrap());
    }
}

#[test]
fn documents_of_another_dialect_are_read_back() {
    let dialect = Dialect::default()
        .with(Delimiter::Angle, Some(AnnotationKind::Purpose))
        .with(Delimiter::Paren, None);
    assert_is_read_back(&Parser::new().dialect(dialect).max_depth(1).parse(POLICY).unwrap());
    assert_is_read_back(&Parser::new().every_pair_marks(true).parse(POLICY).unwrap());
}

#[test]
fn deep_documents_are_read_back() {
    let depth = Parser::DEPTH_CEILING + 10;
    let deep = "{".repeat(depth) + &"}".repeat(depth);
    assert_is_read_back(&Parser::new().max_depth(usize::MAX).parse(&deep).unwrap());
}

#[test]
fn foreign_documents_are_read() {
    let document = read(&foreign()).unwrap();
    assert_is_read_back(&document);
    let statement = document.statements().next().unwrap();
    assert_eq!(statement.sources().next().unwrap().text(), "甲");
    assert_eq!(statement.inclusions().next().unwrap().part.text(), "型号");
    assert_eq!(statement.section().unwrap().label(), Some("一、"));
    assert_eq!(document.diagnostics().len(), 1);
}

/// The message for the foreign document with the value at `pointer` replaced.
fn message(pointer: &str, value: Value) -> String {
    let mut json = foreign();
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    match json.pointer_mut(parent).unwrap() {
        Value::Array(list) => list[key.parse::<usize>().unwrap()] = value,
        object => object[key] = value,
    }
    let message = read(&json).unwrap_err();
    message.split(" at line").next().unwrap().to_owned()
}

#[test]
fn the_version_is_checked_first() {
    let mut json = foreign();
    json["version"] = json!(7);
    json["dialect"] = json!("of version 7");
    let text = format!("{{\"version\":7,{}", &json.to_string()[1..]);
    let error = serde_json::from_str::<Document>(&text).unwrap_err().to_string();
    assert!(error.starts_with("version 7 is not supported; this crate reads version 2"), "{error}");
}

#[test]
fn faults_are_named_with_their_place() {
    let span = |start, end| json!({"start": start, "end": end});
    let cases = [
        ("/version", json!(1), "version 1 is not supported; this crate reads version 2"),
        ("/annotations/0", json!(7), "invalid type: integer `7`, expected an annotation"),
        (
            "/annotations/4/span",
            span(51, 9999),
            "annotations[4].span: 9999 is past the end of the text (65 bytes)",
        ),
        (
            "/annotations/4/span",
            span(52, 50),
            "annotations[4].span: it ends at byte 50, before it starts at byte 52",
        ),
        (
            "/annotations/0/span",
            span(13, 16),
            "annotations[0].span: byte 16 lies inside a character",
        ),
        (
            "/annotations/0/span",
            span(14, 20),
            "annotations[0].span: no bracket or pair of brackets is here",
        ),
        (
            "/annotations/0/span",
            span(13, 14),
            "annotations[0].span: no bracket or pair of brackets is here",
        ),
        (
            "/annotations/0/span",
            span(13, 29),
            "annotations[1].span: it ends at byte 29, past byte 28, where what holds it ends",
        ),
        (
            "/annotations/1/span",
            span(13, 21),
            "annotations[1].span: it starts at byte 13, but what is before it ends at byte 14",
        ),
        (
            "/annotations/1/span",
            span(51, 59),
            "annotations[1].span: the dialect gives these brackets another meaning than actor",
        ),
        (
            "/annotations/1/id",
            json!(3),
            "annotations[1].id: it is 3, but its place in the list is 1",
        ),
        (
            "/annotations/1/reason",
            json!("gloss"),
            "annotations[1].span: gloss does not make these brackets an annotation",
        ),
        ("/annotations/1/reason", json!("because"), "unknown reason \"because\""),
        (
            "/annotations/1/role",
            json!("share"),
            "annotations[1].role: the role does not go with the kind actor",
        ),
        (
            "/annotations/2/ground",
            json!("law"),
            "annotations[2].ground: a ground goes with the role condition alone",
        ),
        ("/annotations/2/ground", json!("fate"), "unknown ground \"fate\""),
        (
            "/annotations/1/processing",
            json!("use"),
            "annotations[1].processing: processing does not go with the kind actor",
        ),
        (
            "/annotations/3/party",
            json!("first"),
            "annotations[3].party: a party does not go with the kind data",
        ),
        (
            "/annotations/1/class",
            json!({"category": "health", "sensitive_by_standard": true, "sensitive_by_law": true}),
            "annotations[1].class: a class does not go with the kind actor",
        ),
        ("/annotations/2/span/end", json!(-1), "invalid value: integer `-1`, expected u32"),
        (
            "/dialect/paren",
            json!("data"),
            "annotations[0].span: the dialect gives these brackets another meaning than actor",
        ),
        ("/escapes/0", span(58, 61), "escapes[0]: no backslash with a bracket is here"),
        (
            "/brackets",
            json!([{"span": span(60, 61), "reason": "unpaired"}]),
            "brackets[0].span: it starts at byte 60, but what is before it ends at byte 61",
        ),
        (
            "/brackets",
            json!([{"span": span(60, 61), "reason": "party"}]),
            "brackets[0].span: party does not make these brackets ordinary",
        ),
        ("/statements/0/id", json!(1), "statements[0].id: it is 1, but its place in the list is 0"),
        ("/statements/0/data/0", json!(4711), "statements[0].data[0]: there is no annotation 4711"),
        (
            "/statements/0/data/0",
            json!(2),
            "statements[0].data[0]: annotation 2 has the kind action",
        ),
        ("/statements/0/data/1", json!(3), "statements[0].data[1]: 3 does not come after 3"),
        ("/statements/0/data", json!([3]), "statements[0].rules.data: 2 rules for 1 members"),
        (
            "/statements/0/includes/0",
            json!([3, 2]),
            "statements[0].includes[0]: data 2 is not in the statement",
        ),
        (
            "/statements/0/includes/0",
            json!([4, 4]),
            "statements[0].includes[0]: data 4 comprises itself",
        ),
        (
            "/statements/0/rules/includes",
            json!([]),
            "statements[0].rules.includes: 0 rules for 1 members",
        ),
        ("/statements/0/rules/data/0", json!("B4"), "unknown rule \"B4\"; expected one of S1, S2"),
        ("/statements/0/sentence", json!(2), "statements[0].sentence: there is no sentence 2"),
        (
            "/statements/0/section",
            Value::Null,
            "statements[0].section: its sentence 1 is in another section",
        ),
        (
            "/statements/0/polarity",
            json!("maybe"),
            "unknown polarity \"maybe\"; expected one of affirmed, denied",
        ),
        ("/sections/0/parent", json!(0), "sections[0].parent: the parent 0 is not open here"),
        ("/sections/0/title", span(1, 12), "sections[0].title: byte 1 lies inside a character"),
        (
            "/sections/0/label",
            span(0, 66),
            "sections[0].label: 66 is past the end of the text (65 bytes)",
        ),
        ("/sections/0/span", span(0, 9), "sections[0].title: bytes 0..12 lie outside bytes 0..9"),
        (
            "/sections/0/span",
            span(0, 12),
            "sentences[1].section: bytes 13..64 lie outside bytes 0..12",
        ),
        ("/sections/0/id", json!(9), "sections[0].id: it is 9, but its place in the list is 0"),
        (
            "/sentences/1/span",
            span(9, 61),
            "sentences[1].span: it starts at byte 9, but what is before it ends at byte 12",
        ),
        ("/sentences/1/section", json!(1), "sentences[1].section: there is no section 1"),
        (
            "/diagnostics/0/span",
            span(0, 66),
            "diagnostics[0].span: 66 is past the end of the text (65 bytes)",
        ),
        ("/diagnostics/0/code", json!("odd"), "unknown code of diagnostics \"odd\""),
        ("/text", json!("短"), "annotations[0].span: 13 is past the end of the text (3 bytes)"),
    ];
    for (pointer, value, expected) in cases {
        let message = message(pointer, value.clone());
        assert!(message.starts_with(expected), "{pointer} = {value}: {message}");
    }
}

#[test]
fn every_key_is_required() {
    for key in foreign().as_object().unwrap().keys().filter(|key| !key.contains(' ')) {
        let mut json = foreign();
        json.as_object_mut().unwrap().remove(key);
        let message = read(&json).unwrap_err();
        assert!(message.starts_with(&format!("missing field `{key}`")), "{message}");
    }
}

#[test]
fn sections_nest_in_order() {
    let section = |id: u32, parent: Option<u32>, start, end| {
        let span = json!({"start": start, "end": end});
        json!({"id": id, "parent": parent, "title": null, "label": null, "span": span})
    };
    let with = |sections: Value| {
        let mut json = foreign();
        json["sections"] = sections;
        read(&json)
    };
    let (outer, first) = (section(0, None, 0, 65), section(1, Some(0), 12, 30));
    let nested = [outer.clone(), first.clone(), section(2, Some(0), 30, 65)];
    assert_is_read_back(&with(json!(nested)).unwrap());
    let wrong = |second: Value, expected: &str| {
        let message = with(json!([outer, first, second])).unwrap_err();
        assert!(message.starts_with(expected), "{message}");
    };
    wrong(section(2, Some(1), 30, 65), "sections[2].span: bytes 30..65 lie outside bytes 12..30");
    wrong(
        section(2, Some(0), 13, 65),
        "sections[2].span: it starts at byte 13, but what is before",
    );
    wrong(section(2, Some(0), 9, 65), "sections[2].span: it does not stand in the order");
    wrong(section(2, Some(2), 65, 65), "sections[2].parent: the parent 2 is not open here");
    wrong(section(2, None, 30, 65), "sections[2].span: it starts at byte 30, but what is before");
}

#[test]
fn statements_have_members_and_are_in_order() {
    let mut json = foreign();
    let mut second = json["statements"][0].clone();
    second["id"] = json!(1);
    second["sentence"] = json!(0);
    json["statements"].as_array_mut().unwrap().push(second);
    let message = read(&json).unwrap_err();
    assert!(message.starts_with("statements[1].sentence: 0 does not come after 1"), "{message}");
    let mut json = foreign();
    let statement = json["statements"][0].as_object_mut().unwrap();
    let lists = statement.values_mut().filter(|value| value.is_array());
    lists.for_each(|list| *list = json!([]));
    statement["rules"] = json!({});
    let message = read(&json).unwrap_err();
    assert!(message.starts_with("statements[0].actions: it has no member"), "{message}");
}

#[test]
fn annotations_are_in_order() {
    let mut json = foreign();
    let annotations = json["annotations"].as_array_mut().unwrap();
    annotations.swap(3, 4);
    annotations[3]["id"] = json!(3);
    annotations[4]["id"] = json!(4);
    let message = read(&json).unwrap_err();
    assert!(
        message.starts_with("annotations[3].span: it does not stand in the order"),
        "{message}"
    );
}

#[test]
fn nesting_has_a_ceiling() {
    let depth = Parser::DEPTH_CEILING + 1;
    let mut json = foreign();
    for list in ["statements", "sections", "sentences", "escapes", "diagnostics"] {
        json[list] = json!([]);
    }
    json["text"] = json!("{".repeat(depth) + &"}".repeat(depth));
    json["annotations"] = (0..depth)
        .map(|i| json!({"id": i, "kind": "purpose", "span": {"start": i, "end": 2 * depth - i}, "reason": "marked"}))
        .collect();
    let message = read(&json).unwrap_err();
    assert!(message.starts_with("annotations[1024].span: it is nested deeper"), "{message}");
}

/// A document with announced items and others.
fn announcing() -> Value {
    let text = "\
一、共享
在{以下情形}中，(星海)会[提供]<邮箱>：
1、为了诉讼；
2、您同意。
二、其他
1、别的。
";
    serde_json::to_value(parse(text).unwrap()).unwrap()
}

#[test]
fn announced_items_are_read_back() {
    let json = announcing();
    assert_eq!(json["statements"][0]["announces"], json!([1, 2]));
    assert_eq!(json!(read(&json).unwrap()), json);
    let none = foreign();
    assert_eq!(json!(read(&none).unwrap())["statements"][0].get("announces"), None);
}

#[test]
fn announced_items_are_below_their_statement() {
    let wrong = |ids: Value, expected: &str| {
        let mut json = announcing();
        json["statements"][0]["announces"] = ids;
        let message = read(&json).unwrap_err();
        assert!(message.starts_with(&format!("statements[0].announces{expected}")), "{message}");
    };
    wrong(json!([9]), "[0]: there is no section 9");
    wrong(json!([0]), "[0]: section 0 does not start below sentence 1");
    wrong(json!([4]), "[0]: section 4 is in none that holds sentence 1");
    wrong(json!([1, 4]), "[1]: section 4 is not beside section 1");
    wrong(json!([2, 1]), "[1]: 1 does not come after 2");
    wrong(json!([1, 1]), "[1]: 1 does not come after 1");
    let mut twice = announcing();
    let mut second = twice["statements"][0].clone();
    second["id"] = json!(1);
    twice["statements"].as_array_mut().unwrap().push(second);
    let message = read(&twice).unwrap_err();
    assert!(message.starts_with("statements[1].announces[0]: section 1 is announced twice"));
}

/// A document with a statement that has two unmarked words, and one that is supposed.
fn naming() -> Value {
    let text = "您需要向我们[提供]<邮箱>。若您不[提供]<邮箱>，我们无法{回复您}。";
    serde_json::to_value(parse(text).unwrap()).unwrap()
}

#[test]
fn unmarked_words_and_supposed_statements_are_read_back() {
    let json = naming();
    let word = |role, party, start, end| json!({"role": role, "party": party, "span": {"start": start, "end": end}});
    let words = json!([word("actor", "subject", 0, 3), word("recipient", "first", 12, 18)]);
    assert_eq!(json["statements"][0]["unmarked"], words);
    assert_eq!(json["statements"][1]["asserted"], json!(false));
    assert_eq!(json!(read(&json).unwrap()), json);
    assert_eq!(json!(read(&foreign()).unwrap())["statements"][0].get("unmarked"), None);
}

#[test]
fn unmarked_words_contradict_nothing() {
    let wrong = |words: Value, expected: &str| {
        let mut json = naming();
        json["statements"][0]["unmarked"] = words;
        let message = read(&json).unwrap_err();
        assert!(message.starts_with(&format!("statements[0].unmarked{expected}")), "{message}");
    };
    let word = |role, start, end| json!({"role": role, "span": {"start": start, "end": end}});
    wrong(json!([word("data", 0, 3)]), "[0].role: data are never named without a mark");
    wrong(json!([word("action", 0, 3)]), "[0].role: the statement has actions already");
    let twice = json!([word("actor", 0, 3), word("actor", 12, 18)]);
    wrong(twice, "[1].role: the statement has actors already");
    let turned = json!([word("recipient", 12, 18), word("actor", 0, 3)]);
    wrong(turned, "[1].role: actors do not come after recipients");
    wrong(json!([word("actor", 0, 99_999)]), "[0].span: 99999 is past the end of the text");
    wrong(json!([word("actor", 0, 2)]), "[0].span: byte 2 lies inside a character");
    wrong(json!([word("actor", 3, 3)]), "[0].span: bytes 3..3 lie outside bytes 0..37");
    wrong(json!([word("actor", 37, 40)]), "[0].span: bytes 37..40 lie outside bytes 0..37");
    wrong(json!([word("actor", 12, 19)]), "[0].span: a mark has some of the bytes 12..19");
    wrong(json!([word("actor", 19, 22)]), "[0].span: a mark has some of the bytes 19..22");
    let nobody = json!([{"role": "action", "party": "first", "span": {"start": 0, "end": 3}}]);
    let mut json = naming();
    json["statements"][0]["actions"] = json!([]);
    json["statements"][0]["rules"]["actions"] = json!([]);
    json["statements"][0]["unmarked"] = nobody;
    let message = read(&json).unwrap_err();
    assert!(message.starts_with("statements[0].unmarked[0].party: an action is nobody"));
}

#[test]
fn a_part_has_one_whole_and_does_not_include_itself() {
    let pairs = |pairs: Value| {
        let mut json = foreign();
        json["statements"][0]["rules"]["includes"] =
            json!(vec!["S21"; pairs.as_array().unwrap().len()]);
        json["statements"][0]["includes"] = pairs;
        read(&json).unwrap_err()
    };
    let wrong = |json, expected: &str| {
        let message = pairs(json);
        assert!(message.starts_with(expected), "{message}");
    };
    wrong(json!([[3, 4], [4, 3]]), "statements[0].includes[1]: data 3 comprises itself");
    wrong(json!([[3, 4], [3, 4]]), "statements[0].includes[1]: data 4 is a part of two wholes");
}

#[test]
fn pairs_end_on_their_line() {
    let mut json = foreign();
    json["text"] = json!("一、收集\n(我们)向(甲)[收\n..]<信息>，如<型号>\\)。\n");
    let message = read(&json).unwrap_err();
    assert!(message.starts_with("annotations[2].span: it runs over the end of"), "{message}");
}

#[test]
fn sections_nest_no_deeper_than_those_of_texts() {
    let nest = |depth: usize| {
        let mut json = foreign();
        let section = |id: usize| json!({"id": id, "parent": id.checked_sub(1), "title": null, "label": null, "span": {"start": 0, "end": 65}});
        json["sections"] = (0..depth).map(section).collect();
        read(&json)
    };
    assert_is_read_back(&nest(24).unwrap());
    let message = nest(25).unwrap_err();
    assert!(message.starts_with("sections[24].parent: it is nested deeper than 24"), "{message}");
}

#[test]
fn a_repeated_key_is_rejected() {
    let json = foreign().to_string();
    let twice = format!("{{\"text\":\"\",{}", &json[1..]);
    let error = serde_json::from_str::<Document>(&twice).unwrap_err().to_string();
    assert!(error.starts_with("duplicate field `text` at line 1"), "{error}");
}

#[test]
fn numbers_that_are_not_offsets_are_rejected() {
    for number in ["4294967296", "-1", "1.0", "1e3", "\"1\"", "null", "[]", "1e999"] {
        let json = foreign().to_string().replace("\"start\":59", &format!("\"start\":{number}"));
        assert!(serde_json::from_str::<Document>(&json).is_err(), "{number}");
    }
}

#[test]
fn unknown_keys_can_have_any_value() {
    let deep = "[{\"a\":".repeat(1_000_000);
    let json = foreign().to_string();
    let unclosed = format!("{{\"x\":{deep}");
    assert!(serde_json::from_str::<Document>(&unclosed).is_err());
    let closed = format!("{{\"x\":{deep}0{},{}", "}]".repeat(1_000_000), &json[1..]);
    let document: Document = serde_json::from_str(&closed).unwrap();
    assert!(document == read(&foreign()).unwrap());
}

/// The paths of all values in `json`.
fn pointers(json: &Value) -> Vec<String> {
    let mut pointers = vec![String::new()];
    let mut next = 0;
    while let Some(pointer) = pointers.get(next).cloned() {
        match json.pointer(&pointer).unwrap() {
            Value::Array(list) => {
                pointers.extend((0..list.len()).map(|index| format!("{pointer}/{index}")));
            }
            Value::Object(object) => {
                pointers.extend(object.keys().map(|key| format!("{pointer}/{key}")));
            }
            _ => {}
        }
        next += 1;
    }
    pointers
}

/// A way to damage a value.
#[derive(Clone, Debug)]
enum Damage {
    Replace(Value),
    /// Swaps it with the value at another place.
    Swap(prop::sample::Index),
    /// Repeats an element after it.
    Repeat,
    Remove,
    /// Makes a number a little higher or lower.
    Shift(i64),
}

fn damage() -> impl Strategy<Value = Damage> {
    let value = prop_oneof![
        any::<u32>().prop_map(Value::from),
        (0..12_u32).prop_map(Value::from),
        proptest::sample::select(vec![
            json!(null),
            json!([]),
            json!({}),
            json!(true),
            json!(""),
            json!("data"),
            json!("actor"),
            json!("marked"),
            json!("party"),
            json!("fullwidth"),
            json!("unpaired"),
            json!("mixed"),
            json!("S9"),
            json!("<手机>"),
            json!({"start": 0, "end": 0}),
        ]),
    ];
    prop_oneof![
        3 => value.prop_map(Damage::Replace),
        2 => any::<prop::sample::Index>().prop_map(Damage::Swap),
        1 => Just(Damage::Repeat),
        1 => Just(Damage::Remove),
        4 => (-4..5_i64).prop_map(Damage::Shift),
    ]
}

impl Damage {
    fn apply(&self, json: &mut Value, pointers: &[String], pointer: &str) {
        let Some((parent, key)) = pointer.rsplit_once('/') else { return };
        let old = json.pointer(pointer).cloned().unwrap_or_default();
        let other = match self {
            Self::Swap(other) => json.pointer(other.get::<String>(pointers)).cloned(),
            _ => None,
        };
        let new = match self {
            Self::Replace(value) => Some(value.clone()),
            Self::Swap(_) => other,
            Self::Shift(by) => old.as_i64().map(|number| json!(number + by)),
            Self::Repeat | Self::Remove => None,
        };
        match (json.pointer_mut(parent), new) {
            (Some(Value::Array(list)), None) => {
                let index: usize = key.parse().unwrap();
                match self {
                    Self::Repeat => list.insert(index, old),
                    _ => drop(list.remove(index)),
                }
            }
            (Some(Value::Object(object)), None) => drop(object.remove(key)),
            (Some(_), Some(new)) => *json.pointer_mut(pointer).unwrap() = new,
            (None | Some(_), _) => {}
        }
        renumber(json);
    }
}

/// Renumbers the ids, so that added or missing elements are found by other checks.
fn renumber(json: &mut Value) {
    for list in ["annotations", "statements", "sections", "sentences"] {
        let Some(elements) = json.get_mut(list).and_then(Value::as_array_mut) else { continue };
        for (index, element) in elements.iter_mut().enumerate() {
            if let Some(object) = element.as_object_mut() {
                object.insert("id".to_owned(), json!(index));
            }
        }
    }
}

proptest! {
    #![proptest_config(cases(1_000))]

    #[test]
    fn damaged_documents_are_rejected_or_sound(
        text in prop_oneof![Just(POLICY.to_owned()), markup()],
        damages in proptest::collection::vec((any::<prop::sample::Index>(), damage()), 1..4),
    ) {
        let mut json = serde_json::to_value(parse(&text).unwrap()).unwrap();
        for (place, damage) in damages {
            let pointers = pointers(&json);
            damage.apply(&mut json, &pointers, place.get::<String>(&pointers));
        }
        if let Ok(document) = serde_json::from_str::<Document>(&json.to_string()) {
            assert_sound(&document);
            exercise(&document);
        }
    }
}

/// No annotation is two of purpose, condition, exception and absence.
#[test]
fn an_annotation_is_in_one_of_the_four_lists() {
    let text = "未经{您同意}，(我们)不会[共享]<邮箱>，以便{保护您}。";
    let whole = serde_json::to_value(parse(text).unwrap()).unwrap();
    assert_eq!(whole["statements"][0]["exceptions"], json!([0]));
    for (list, id, fault) in [
        ("purposes", 0, "purposes[0]: annotation 0 has the role condition"),
        ("conditions", 4, "conditions[0]: annotation 4 has the role purpose"),
        ("exceptions", 4, "exceptions[0]: annotation 4 is in purposes already"),
        ("without", 4, "without[0]: annotation 4 has the role purpose"),
        ("conditions", 0, "exceptions[0]: annotation 0 is in conditions already"),
        ("without", 0, "without[0]: annotation 0 is in exceptions already"),
    ] {
        let mut json = whole.clone();
        json["statements"][0][list] = json!([id]);
        json["statements"][0]["rules"][list] = json!(["S13"]);
        let message = read(&json).unwrap_err();
        assert!(message.starts_with(&format!("statements[0].{fault}")), "{message}");
    }
}

#[test]
fn properties_of_a_statement_follow_from_its_members() {
    let text = "在未经{您同意}的情况下，(我们)会[共享]<邮箱>（不含<电话>）。";
    let whole = serde_json::to_value(parse(text).unwrap()).unwrap();
    assert_eq!(whole["statements"][0]["without"], json!([0]));
    let refuse = |change: &dyn Fn(&mut Value), fault: &str| {
        let mut json = whole.clone();
        change(&mut json["statements"][0]);
        assert_eq!(read(&json).unwrap_err(), format!("statements[0].{fault}"));
    };
    refuse(&|json| json["certainty"] = json!("likely"), "certainty: its rules make it certain");
    refuse(&|json| json["rules"]["actors"] = json!(["S3"]), "certainty: its rules make it likely");
    refuse(
        &|json| json["polarity"] = json!("denied"),
        "without: a denied statement has exceptions instead",
    );
    refuse(
        &|json| {
            for list in ["without", "actors", "actions", "data"] {
                json[list] = json!([]);
                json["rules"][list] = json!([]);
            }
        },
        "excluded: it has no member but data that it leaves out",
    );
}

#[test]
fn rules_fit_their_lists() {
    let statement = |text: &str| serde_json::to_value(parse(text).unwrap()).unwrap();
    let whole = statement("当{您注册}时，(我们)会从(云杉)[收集]<设备>，如<型号>，以便{送货}。");
    for (list, rule) in [
        ("actors", "S6"),
        ("sources", "S6"),
        ("actions", "S2"),
        ("data", "S28"),
        ("includes", "S19"),
        ("conditions", "S9"),
        ("purposes", "S24"),
        ("includes", "S9"),
        ("actors", "S27"),
        ("data", "S30"),
    ] {
        let mut json = whole.clone();
        json["statements"][0]["rules"][list][0] = json!(rule);
        let fault = format!("statements[0].rules.{list}[0]: no member of {list} is tied by {rule}");
        assert_eq!(read(&json).unwrap_err(), fault);
    }
}

/// The place of a purpose can make it an exception.
#[test]
fn purposes_that_are_exceptions_are_read_back() {
    let document = parse("(我们)不会[共享]<邮箱>，除非：\n1、{星海合并}。").unwrap();
    let json = serde_json::to_value(&document).unwrap();
    assert_eq!(json["annotations"][3]["role"], json!("purpose"));
    assert_eq!(json["statements"][1]["exceptions"], json!([3]));
    assert_is_read_back(&document);
}

/// A place is not an actor, recipient, source or subject.
#[test]
fn a_place_is_in_one_list() {
    let text = "(我们)会将<病历>[存储]于(服务器)中。";
    let whole = serde_json::to_value(parse(text).unwrap()).unwrap();
    assert_eq!(whole["annotations"][3]["role"], json!("place"));
    assert_eq!(whole["statements"][0]["places"], json!([3]));
    assert_eq!(whole["statements"][0]["rules"]["places"], json!(["S28"]));
    let refuse = |change: fn(&mut Value), fault: &str| {
        let mut json = whole.clone();
        change(&mut json);
        assert_eq!(read(&json).unwrap_err(), fault);
    };
    refuse(
        |json| {
            json["statements"][0]["recipients"] = json!([3]);
            json["statements"][0]["rules"]["recipients"] = json!(["S6"]);
        },
        "statements[0].places[0]: annotation 3 is in recipients already",
    );
    refuse(
        |json| json["annotations"][3]["role"] = json!(null),
        "statements[0].places[0]: annotation 3 is no place",
    );
    refuse(
        |json| json["annotations"][1]["role"] = json!("place"),
        "annotations[1].role: the role does not go with the kind data",
    );
}

#[test]
fn excluded_data_are_not_in_the_list_of_data() {
    let text = "(我们)会[收集]<城市>（不含<位置>）。";
    let whole = serde_json::to_value(parse(text).unwrap()).unwrap();
    assert_eq!(whole["statements"][0]["data"], json!([2]));
    assert_eq!(whole["statements"][0]["excluded"], json!([3]));
    let mut json = whole.clone();
    json["statements"][0]["data"] = json!([2, 3]);
    json["statements"][0]["rules"]["data"] = json!(["S9", "S9"]);
    let fault = "statements[0].excluded[0]: annotation 3 is in data already";
    assert_eq!(read(&json).unwrap_err(), fault);
    let mut json = whole;
    json["statements"][0]["includes"] = json!([[2, 3]]);
    json["statements"][0]["rules"]["includes"] = json!(["S20"]);
    let fault = "statements[0].includes[0]: data 3 is not in the statement";
    assert_eq!(read(&json).unwrap_err(), fault);
}

/// A third party can be both the actor and the recipient of a statement.
#[test]
fn antecedents_are_in_the_order_of_the_text_and_each_once() {
    let text = "向(云杉SDK)，(第三方银行)会[提供]<卡号>。(上述第三方)会[保存]<卡号>。";
    let mut json = serde_json::to_value(parse(text).unwrap()).unwrap();
    assert_eq!(json["statements"][0]["recipients"], json!([0]));
    json["statements"][0]["actors"] = json!([0, 1]);
    json["statements"][0]["rules"]["actors"] = json!(["S2", "S2"]);
    let document: Document = serde_json::from_value(json).unwrap();
    let reference = document.statements().flat_map(|s| s.references()).next().unwrap();
    let meant = reference.annotations();
    assert_eq!(meant.len(), 2);
    assert_eq!(meant.map(|a| a.text().into_owned()).collect::<Vec<_>>(), ["云杉SDK", "第三方银行"]);
}

#[test]
fn an_antecedent_is_named_before_its_reference() {
    let text = "(您)[填写]<邮箱>。(我们)会[保存]<上述信息>。";
    let whole = serde_json::to_value(parse(text).unwrap()).unwrap();
    assert_eq!(whole["annotations"][5]["refers_to"], json!(0));
    for (annotation, statement, fault) in [
        (5, 1, "statement 1 has nothing before annotation 5 that it could mean"),
        (2, 1, "statement 1 has nothing before annotation 2 that it could mean"),
        (5, 9, "there is no statement 9"),
        (3, 0, "statement 0 has nothing before annotation 3 that it could mean"),
        (4, 0, "a reference does not go with the kind action"),
    ] {
        let mut json = whole.clone();
        json["annotations"][annotation]["refers_to"] = json!(statement);
        let fault = format!("annotations[{annotation}].refers_to: {fault}");
        assert_eq!(read(&json).unwrap_err(), fault);
    }
}
