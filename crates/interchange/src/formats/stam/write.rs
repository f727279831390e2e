//! Writes `NAME.stam.json`.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde_json::{Value, json};

use super::LABEL;
use crate::format::Piece;
use crate::formats::json;
use crate::options::Options;
use crate::view::{Link, Place, Statement, View};

/// The id of the set with all data.
const SET: &str = "policymark";

pub(super) fn policy(view: &View, options: &Options) -> Vec<Piece> {
    let mut store = Store { view, annotations: Vec::new(), data: BTreeMap::new() };
    for span in &view.spans {
        let mut data = vec![store.data(LABEL, options.labels.of(span.kind))];
        data.extend(span.attributes().map(|(key, value)| store.data(key, value)));
        store.annotations.push(Annotation::new(mark(span.id), store.text(span.place), data));
    }
    for statement in &view.statements {
        store.statement(statement);
    }
    let content = store.to_json() + "\n";
    vec![Piece::new(format!("{}.stam.json", view.name), content)]
}

/// The id of a span.
fn mark(span: usize) -> String {
    format!("mark-{span}")
}

/// What a store has, and the data that its annotations refer to, by their ids.
struct Store<'v> {
    view: &'v View,
    annotations: Vec<Annotation<'v>>,
    data: BTreeMap<String, Data>,
}

struct Data {
    key: &'static str,
    value: DataValue,
}

#[derive(Serialize)]
#[serde(tag = "@type", content = "value")]
enum DataValue {
    String(String),
    List(Vec<DataValue>),
}

#[derive(Serialize)]
#[serde(tag = "@type")]
struct Annotation<'v> {
    #[serde(rename = "@id")]
    id: String,
    target: Selector<'v>,
    data: Vec<DataId>,
}

#[derive(Serialize)]
#[serde(tag = "@type", rename = "AnnotationData")]
struct DataId {
    #[serde(rename = "@id")]
    id: String,
    set: &'static str,
}

#[derive(Serialize)]
#[serde(tag = "@type")]
#[allow(clippy::enum_variant_names)] // The names of the model.
enum Selector<'v> {
    TextSelector { resource: &'v str, offset: Offset },
    AnnotationSelector { annotation: String },
    DirectionalSelector { selectors: Vec<Selector<'v>> },
}

#[derive(Serialize)]
#[serde(tag = "@type")]
struct Offset {
    begin: Cursor,
    end: Cursor,
}

#[derive(Serialize)]
#[serde(tag = "@type", rename = "BeginAlignedCursor")]
struct Cursor {
    value: u32,
}

impl<'v> Annotation<'v> {
    const fn new(id: String, target: Selector<'v>, data: Vec<DataId>) -> Self {
        Self { id, target, data }
    }
}

impl<'v> Store<'v> {
    /// A value of a key, which is added to the set if it is new.
    fn data(&mut self, key: &'static str, value: &str) -> DataId {
        self.value(key, value, || DataValue::String(value.to_owned()))
    }

    fn value(&mut self, key: &'static str, name: &str, value: impl Fn() -> DataValue) -> DataId {
        let id = format!("{key}={name}");
        self.data.entry(id.clone()).or_insert_with(|| Data { key, value: value() });
        DataId { id, set: SET }
    }

    fn text(&self, place: Place) -> Selector<'v> {
        let cursor = |value| Cursor { value };
        let offset = Offset { begin: cursor(place.start.char), end: cursor(place.end.char) };
        Selector::TextSelector { resource: &self.view.name, offset }
    }

    /// A statement without members is left out: there is nothing that it could be an annotation on.
    fn statement(&mut self, statement: &Statement) {
        if !statement.members.is_empty() {
            let roles: Vec<_> = statement.members.iter().map(|member| member.role.name()).collect();
            let list = || roles.iter().map(|&role| DataValue::String(role.to_owned())).collect();
            let mut data = vec![self.value("roles", &roles.join(","), || DataValue::List(list()))];
            data.extend(statement.attributes().map(|(key, value)| self.data(key, value)));
            let members = statement.members.iter().map(|member| member.span);
            let id = format!("statement-{}", statement.id);
            self.annotations.push(Annotation::new(id, over(members), data));
        }
        for Link { from, to, name } in statement.inner_links() {
            let data = vec![self.data("relation", name)];
            let id = format!("relation-{}", self.annotations.len());
            self.annotations.push(Annotation::new(id, over([from, to].into_iter()), data));
        }
    }

    fn to_json(&self) -> String {
        let keys: BTreeSet<_> = self.data.values().map(|data| data.key).collect();
        let data = self.data.iter().map(|(id, Data { key, value })| {
            json!({"@type": "AnnotationData", "@id": id, "key": key, "value": value})
        });
        let set = json!({
            "@type": "AnnotationDataSet",
            "@id": SET,
            "keys": keys.iter().map(|key| json!({"@type": "DataKey", "@id": key})).collect::<Vec<_>>(),
            "data": data.collect::<Vec<_>>(),
        });
        let View { name, text, .. } = self.view;
        json::compact(&StoreJson {
            id: name,
            resources: [Resource { id: name, text }],
            annotationsets: [set],
            annotations: &self.annotations,
        })
    }
}

/// A store in its order: what annotations refer to is before them, because programs read it in one go.
#[derive(Serialize)]
#[serde(tag = "@type", rename = "AnnotationStore")]
struct StoreJson<'s> {
    #[serde(rename = "@id")]
    id: &'s str,
    resources: [Resource<'s>; 1],
    annotationsets: [Value; 1],
    annotations: &'s [Annotation<'s>],
}

#[derive(Serialize)]
#[serde(tag = "@type", rename = "TextResource")]
struct Resource<'s> {
    #[serde(rename = "@id")]
    id: &'s str,
    text: &'s str,
}

/// The spans in this order.
fn over<'v>(spans: impl Iterator<Item = usize>) -> Selector<'v> {
    let selectors = spans.map(|span| Selector::AnnotationSelector { annotation: mark(span) });
    Selector::DirectionalSelector { selectors: selectors.collect() }
}
