//! Reads stores: those of this package and those of others.

use std::collections::HashMap;

use policymark::text::Unit;
use serde::Deserialize;
use serde_json::Value;

use super::LABEL;
use crate::format::Source;
use crate::formats::json;
use crate::import::{At, Fault, Foreign, ForeignSpan, Reading};

/// The keys of data that are labels, the first one that an annotation has.
const KEYS: &[&str] = &[LABEL, "kind", "class", "category", "type", "tag"];

pub(super) fn read(source: &Source<'_>) -> Reading {
    let mut reading = Reading::default();
    for (at, value) in json::records(source.content, &mut reading.faults) {
        if let Some(store) = json::parse::<Store>(value, &at, &mut reading.faults) {
            read_store(store, source, &at, &mut reading);
        }
    }
    reading
}

#[derive(Deserialize)]
struct Store {
    #[serde(default)]
    resources: Vec<Value>,
    #[serde(default)]
    annotationsets: Vec<Value>,
    #[serde(default)]
    annotations: Vec<Value>,
}

#[derive(Deserialize)]
struct Resource {
    #[serde(rename = "@id")]
    id: String,
    text: Option<String>,
}

#[derive(Deserialize)]
struct DataSet {
    #[serde(rename = "@id", default)]
    id: String,
    #[serde(default)]
    data: Vec<Data>,
}

/// Data of a set or of an annotation, which may only refer to those of a set.
#[derive(Deserialize)]
struct Data {
    #[serde(rename = "@id", default)]
    id: String,
    #[serde(default)]
    set: String,
    key: Option<String>,
    #[serde(default)]
    value: Value,
}

impl Data {
    /// The value, if it is a string: `{"@type": "String", "value": "Data"}` or `"Data"`.
    fn string(&self) -> Option<&str> {
        self.value.as_str().or_else(|| self.value.get("value")?.as_str())
    }
}

#[derive(Deserialize)]
struct Annotation {
    #[serde(rename = "@id", default)]
    id: String,
    target: Selector,
    #[serde(default)]
    data: Vec<Data>,
}

#[derive(Deserialize)]
#[serde(tag = "@type")]
#[allow(clippy::enum_variant_names)] // The names of the model.
enum Selector {
    TextSelector {
        resource: String,
        offset: Offset,
    },
    #[serde(alias = "MultiSelector", alias = "DirectionalSelector")]
    CompositeSelector {
        selectors: Vec<Selector>,
    },
    #[serde(other)]
    Other,
}

#[derive(Deserialize)]
struct Offset {
    begin: Cursor,
    end: Cursor,
}

#[derive(Deserialize)]
#[serde(tag = "@type", content = "value")]
#[allow(clippy::enum_variant_names)] // The names of the model.
enum Cursor {
    BeginAlignedCursor(u64),
    /// From the end of the text: 0 or less.
    EndAlignedCursor(i64),
}

impl Cursor {
    /// The offset from the start. One before the start is far after the end, where no text is.
    fn in_text(&self, len: u64) -> u64 {
        match *self {
            Self::BeginAlignedCursor(value) => value,
            Self::EndAlignedCursor(value) => len.checked_add_signed(value).unwrap_or(u64::MAX),
        }
    }
}

impl Selector {
    /// The pieces of text that it selects, with their resources.
    fn texts(&self) -> Vec<(&str, &Offset)> {
        match self {
            Self::TextSelector { resource, offset } => vec![(resource, offset)],
            Self::CompositeSelector { selectors } => {
                selectors.iter().flat_map(Self::texts).collect()
            }
            Self::Other => Vec::new(),
        }
    }
}

/// The policies of a store, with the lengths of their texts.
struct Policies {
    all: Vec<(Foreign, u64)>,
    by_id: HashMap<String, usize>,
}

fn read_store(store: Store, source: &Source<'_>, at: &At, reading: &mut Reading) {
    let faults = &mut reading.faults;
    let mut policies = Policies { all: Vec::new(), by_id: HashMap::new() };
    for (at, resource) in json::parse_each::<Resource>(store.resources, "resource", at, faults) {
        match resource.text.as_deref().or(source.text) {
            Some(text) => {
                let name = resource.id.strip_suffix(".txt").unwrap_or(&resource.id);
                policies.by_id.insert(resource.id.clone(), policies.all.len());
                let policy = Foreign::new(name, text, Unit::Characters);
                policies.all.push((policy, text.chars().count() as u64));
            }
            None => faults.push(Fault::damaged(at, "the text of the resource is not in the file")),
        }
    }
    let sets = json::parse_each::<DataSet>(store.annotationsets, "set", at, faults);
    let known: HashMap<_, _> = sets
        .iter()
        .flat_map(|(_, set)| {
            set.data.iter().map(|data| ((set.id.as_str(), data.id.as_str()), data))
        })
        .collect();
    for (at, annotation) in
        json::parse_each::<Annotation>(store.annotations, "annotation", at, faults)
    {
        let at = json::within(&at, &annotation.id);
        let label = label(&annotation.data, &known);
        policies.add(&annotation.target, label, at, faults);
    }
    reading.policies.extend(policies.all.into_iter().map(|(policy, _)| policy));
}

/// The label among the data of an annotation.
fn label<'d>(data: &'d [Data], known: &HashMap<(&str, &str), &'d Data>) -> Option<&'d str> {
    let resolve = |data: &'d Data| match data.key {
        Some(_) => Some(data),
        None => known.get(&(data.set.as_str(), data.id.as_str())).copied(),
    };
    let data: Vec<_> = data.iter().filter_map(resolve).collect();
    let of_key = |key: &&str| data.iter().find(|data| data.key.as_deref() == Some(key));
    let of_key = KEYS.iter().filter_map(of_key).find_map(|data| data.string());
    of_key.or_else(|| data.iter().find_map(|data| data.string()))
}

impl Policies {
    /// Adds a span from the first to the last piece of text that an annotation selects.
    fn add(&mut self, target: &Selector, label: Option<&str>, at: At, faults: &mut Vec<Fault>) {
        let texts = target.texts();
        let (Some((resource, first)), Some((last_resource, last))) = (texts.first(), texts.last())
        else {
            if let Some((policy, _)) = self.all.first_mut() {
                policy.ignore("annotations on annotations");
            }
            return;
        };
        let policy = self.by_id.get(*resource).and_then(|&index| self.all.get_mut(index));
        match (policy, label) {
            (None, _) => {
                faults.push(Fault::damaged(at, "the annotation is on an unknown resource"))
            }
            (Some(_), _) if resource != last_resource => {
                faults.push(Fault::damaged(at, "the annotation is on several resources"));
            }
            (Some((policy, _)), None) => policy.ignore("annotations without a label"),
            (Some((policy, len)), Some(label)) => {
                let (start, end) = (first.begin.in_text(*len), last.end.in_text(*len));
                policy.spans.push(ForeignSpan::new(start, end, label, at));
            }
        }
    }
}
