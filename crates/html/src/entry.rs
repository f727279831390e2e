//! [`Entry`]: a policy in the index of a folder.

use policymark::Document;
use serde::Serialize;
use serde_json::Value;
use serde_json::value::RawValue;

use crate::{rules, script};

/// What the index of a folder has of one policy: its statements, in the JSON form of a document without what the index
/// does not show.
#[derive(Clone, Debug, Serialize)]
#[serde(transparent)]
pub struct Entry {
    /// It can be inside a script.
    json: Box<RawValue>,
}

#[derive(Serialize)]
struct Form<'a> {
    name: &'a str,
    file: &'a str,
    diagnostics: usize,
    document: Value,
}

/// The lists of a document that the index does not show.
const LISTS: [&str; 3] = ["brackets", "escapes", "diagnostics"];

/// What it does not show of their members.
const HIDDEN: &str = "reason";

impl Entry {
    /// A policy with the name that the index shows, and the file of its page relative to the index, such as
    /// `云杉/隐私政策.html`.
    #[must_use]
    pub fn new(name: &str, file: &str, document: &Document) -> Self {
        let diagnostics = document.diagnostics().len();
        // A document has no map whose keys are no strings: nothing else can fail.
        let mut document = serde_json::to_value(document).unwrap_or_default();
        shorten(&mut document);
        let form = Form { name, file, diagnostics, document };
        Self { json: script::json(&form).unwrap_or_default() }
    }
}

/// Leaves out of a document what the index does not show.
fn shorten(document: &mut Value) {
    let Value::Object(document) = document else { return };
    for (key, list) in document {
        let Value::Array(members) = list else { continue };
        if LISTS.contains(&key.as_str()) {
            members.clear();
        }
        members.iter_mut().for_each(shorten_member);
    }
}

/// Leaves out of a statement, an annotation or a section what is empty. No key of theirs is left out where that would
/// mean something else.
fn shorten_member(member: &mut Value) {
    let Value::Object(member) = member else { return };
    if let Some(Value::Object(lists)) = member.get_mut("rules") {
        lists.retain(|_, rules| has_carried(rules));
    }
    member.retain(|key, value| !is_empty(value) && key != HIDDEN);
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(list) => list.is_empty(),
        Value::Object(map) => map.is_empty(),
        _ => false,
    }
}

/// Whether one of the rules says that a member is inherited. The index shows no more of them.
fn has_carried(rules: &Value) -> bool {
    let names = rules.as_array().into_iter().flatten().filter_map(Value::as_str);
    names.into_iter().any(rules::is_carried)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_has_what_the_index_shows() {
        let Ok(document) = policymark::parse("(我们)会[收集]<邮箱>，(您好)") else {
            return;
        };
        let entry = Entry::new("a<b>.txt", "a.html", &document);
        assert!(!entry.json.get().contains('<'), "{}", entry.json);
        let value: Value = serde_json::from_str(entry.json.get()).unwrap_or_default();
        assert_eq!(value["name"], "a<b>.txt");
        assert_eq!(value["document"]["text"], document.text());
        let statement = &value["document"]["statements"][0];
        assert_eq!(statement["actors"], serde_json::json!([0]));
        for key in ["rules", "recipients", "section"] {
            assert!(statement.get(key).is_none(), "{key}");
        }
    }

    #[test]
    fn an_entry_has_the_rules_that_inherit() {
        let Ok(document) = policymark::parse("(我们)会[收集]<邮箱>，并[保存]<记录>。")
        else {
            return;
        };
        let entry = Entry::new("a.txt", "a.html", &document);
        let value: Value = serde_json::from_str(entry.json.get()).unwrap_or_default();
        let rules = &value["document"]["statements"][1]["rules"];
        assert_eq!(*rules, serde_json::json!({ "actors": ["S3"] }));
    }
}
