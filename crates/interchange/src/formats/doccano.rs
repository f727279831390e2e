//! doccano: one policy a line, as JSON.
//!
//! For projects of sequence labelling a span is a list of its start, its end and its label:
//!
//! ```json
//! {"name": "policy", "text": "我们会收集手机号码。", "label": [[0, 2, "Actor"], [3, 5, "Action"], [5, 9, "Data"]]}
//! ```
//!
//! For projects of relation extraction spans have numbers, and relations refer to them:
//!
//! ```json
//! {"name": "policy", "text": "我们会收集手机号码。",
//!  "entities": [{"id": 0, "label": "Actor", "start_offset": 0, "end_offset": 2},
//!               {"id": 1, "label": "Action", "start_offset": 3, "end_offset": 5}],
//!  "relations": [{"id": 0, "from_id": 1, "to_id": 0, "type": "actor"}]}
//! ```
//!
//! Offsets count characters. doccano keeps `name` as metadata of the text, and gives it back. Either format reads
//! both, as lines or as a list.

use policymark::text::Unit;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::json;
use crate::feature::Feature;
use crate::format::{Definition, Frame, Input, Read, Source, TextPlace, Write};
use crate::import::{At, Fault, Foreign, ForeignSpan, Reading};
use crate::options::Options;
use crate::view::View;

pub(crate) const DOCCANO: Definition = Definition {
    name: "doccano",
    about: "doccano JSONL for sequence labelling",
    extensions: &[],
    carries: &[Feature::NestedMarks, Feature::ControlCharacters],
    write: Some(Write::Records { record: labels, frame: FRAME, shared: |_| Vec::new() }),
    read: Some(Read { text: TextPlace::Inside, input: Input::Text(read) }),
};

pub(crate) const DOCCANO_RELATIONS: Definition = Definition {
    name: "doccano-relations",
    about: "doccano JSONL for relation extraction: statements as relations",
    extensions: &[],
    carries: &[
        Feature::NestedMarks,
        Feature::Statements,
        Feature::Inclusions,
        Feature::References,
        Feature::ControlCharacters,
    ],
    write: Some(Write::Records { record: relations, frame: FRAME, shared: |_| Vec::new() }),
    read: Some(Read { text: TextPlace::Inside, input: Input::Text(read) }),
};

const FRAME: Frame = Frame { file: "doccano.jsonl", before: "", between: "", after: "" };

fn labels(view: &View, options: &Options) -> String {
    #[derive(Serialize)]
    struct Record<'v> {
        name: &'v str,
        text: &'v str,
        label: Vec<(u32, u32, &'v str)>,
    }
    let spans = view.spans.iter();
    let label = spans
        .map(|span| (span.place.start.char, span.place.end.char, options.labels.of(span.kind)));
    let record = Record { name: &view.name, text: &view.text, label: label.collect() };
    json::compact(&record) + "\n"
}

fn relations(view: &View, options: &Options) -> String {
    #[derive(Serialize)]
    struct Record<'v> {
        name: &'v str,
        text: &'v str,
        entities: Vec<Entity<'v>>,
        relations: Vec<Relation>,
    }
    #[derive(Serialize)]
    struct Entity<'v> {
        id: usize,
        label: &'v str,
        start_offset: u32,
        end_offset: u32,
    }
    #[derive(Serialize)]
    struct Relation {
        id: usize,
        from_id: usize,
        to_id: usize,
        r#type: &'static str,
    }
    let entities = view.spans.iter().map(|span| Entity {
        id: span.id,
        label: options.labels.of(span.kind),
        start_offset: span.place.start.char,
        end_offset: span.place.end.char,
    });
    let links = view.links().into_iter().enumerate();
    let relations = links.map(|(id, link)| Relation {
        id,
        from_id: link.from,
        to_id: link.to,
        r#type: link.name,
    });
    let record = Record {
        name: &view.name,
        text: &view.text,
        entities: entities.collect(),
        relations: relations.collect(),
    };
    json::compact(&record) + "\n"
}

fn read(source: &Source<'_>) -> Reading {
    json::policies(source, |record: &Record| &record.name, policy)
}

#[derive(Deserialize)]
struct Record {
    #[serde(default)]
    name: Value,
    #[serde(alias = "data")]
    text: String,
    #[serde(default, alias = "labels")]
    label: Vec<Value>,
    #[serde(default)]
    entities: Vec<Value>,
    #[serde(default)]
    relations: Vec<Value>,
}

#[derive(Deserialize)]
struct Entity {
    label: String,
    start_offset: u64,
    end_offset: u64,
}

fn policy(record: Record, name: &str, at: &At, faults: &mut Vec<Fault>) -> Foreign {
    let mut policy = Foreign::new(name, &record.text, Unit::Characters);
    for (at, (start, end, label)) in json::parse_each(record.label, "label", at, faults) {
        let label: String = label;
        policy.spans.push(ForeignSpan::new(start, end, &label, at));
    }
    for (at, entity) in json::parse_each::<Entity>(record.entities, "entity", at, faults) {
        let Entity { label, start_offset, end_offset } = entity;
        policy.spans.push(ForeignSpan::new(start_offset, end_offset, &label, at));
    }
    for _ in record.relations {
        policy.ignore("relations");
    }
    policy
}
