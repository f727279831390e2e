//! Tests that the JSON Schema and the documents agree, in both directions.

#![allow(clippy::unwrap_used)]

mod common;

use common::fixtures;
use jsonschema::{Validator, draft202012};
use policymark::parse;
use policymark::text::Code;
use policymark::tree::Reason;
use serde_json::{Value, json};

const POLICY: &str = "\
一、我们如何收集信息
当{您注册账户}时，(我们)会[收集]您的<设备信息>，如<型号>，并向(合作伙伴)[共享]，以便{验证您的身份}。
(我们)不会[收集]<密码\\(明文\\)>；（如邮箱）、(1)、[链接](https://a.cn)、<手机号码
";

fn schema() -> Value {
    serde_json::from_str(include_str!("../schema/document.schema.json")).unwrap()
}

fn validator(schema: &Value) -> Validator {
    draft202012::new(schema).unwrap()
}

fn document() -> Value {
    serde_json::to_value(parse(POLICY).unwrap()).unwrap()
}

/// Closes every object of the schema, so that unknown keys are errors.
fn close(schema: &mut Value) {
    match schema {
        Value::Object(object) => {
            object.values_mut().for_each(close);
            if object.get("type") == Some(&json!("object")) {
                object.insert("additionalProperties".to_owned(), json!(false));
            }
        }
        Value::Array(array) => array.iter_mut().for_each(close),
        _ => {}
    }
}

#[test]
fn the_schema_is_a_schema() {
    assert!(draft202012::meta::is_valid(&schema()));
}

#[test]
fn documents_fit_and_have_only_keys_of_the_schema() {
    let mut schema = schema();
    close(&mut schema);
    let validator = validator(&schema);
    let texts = fixtures("policies").into_iter().map(|(_, text)| text);
    for text in texts.chain([POLICY.to_owned()]) {
        let document = serde_json::to_value(parse(&text).unwrap()).unwrap();
        let errors: Vec<_> = validator.iter_errors(&document).map(|e| e.to_string()).collect();
        assert!(errors.is_empty(), "{errors:#?}");
    }
}

#[test]
fn wrong_documents_do_not_fit() {
    let validator = validator(&schema());
    let cases = [
        ("/version", json!(1)),
        ("/text", json!(null)),
        ("/dialect/angle", json!("date")),
        ("/annotations/0/id", json!(-1)),
        ("/annotations/0/kind", json!("verb")),
        ("/annotations/0/span/start", json!("3")),
        ("/annotations/0/reason", json!("gloss")),
        ("/brackets/0/reason", json!("marked")),
        ("/escapes/0", json!([1, 2])),
        ("/diagnostics/0/code", json!("Odd Code")),
    ];
    for (pointer, value) in cases {
        let mut document = document();
        *document.pointer_mut(pointer).unwrap() = value;
        assert!(!validator.is_valid(&document), "{pointer}");
    }
    for key in schema()["required"].as_array().unwrap() {
        let mut document = document();
        document.as_object_mut().unwrap().remove(key.as_str().unwrap());
        assert!(!validator.is_valid(&document), "{key}");
    }
}

#[test]
fn the_schema_names_every_reason_and_code() {
    let schema = schema();
    let names = |pointer: &str| schema.pointer(pointer).unwrap().as_array().unwrap().clone();
    let of = |marks| {
        let reasons = Reason::ALL.iter().filter(move |reason| reason.marks() == marks);
        reasons.map(|reason| json!(reason)).collect::<Vec<_>>()
    };
    assert_eq!(names("/$defs/marking/enum"), of(true));
    assert_eq!(names("/$defs/bracket/properties/reason/enum"), of(false));
    let pattern = validator(&schema["$defs"]["diagnostic"]["properties"]["code"]);
    assert!(Code::ALL.iter().all(|code| pattern.is_valid(&json!(code))));
}
