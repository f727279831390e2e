//! Label Studio: tasks with their annotations in `label-studio.json`, and the labelling configuration of the project
//! in `label-studio.xml`.
//!
//! ```json
//! [{"data": {"name": "policy", "text": "我们会收集手机号码。"},
//!   "annotations": [{"result": [
//!     {"id": "s0", "type": "labels", "from_name": "label", "to_name": "text",
//!      "value": {"start": 0, "end": 2, "text": "我们", "labels": ["Actor"]}},
//!     {"id": "s1", "type": "labels", "from_name": "label", "to_name": "text",
//!      "value": {"start": 3, "end": 5, "text": "收集", "labels": ["Action"]}},
//!     {"type": "relation", "from_id": "s1", "to_id": "s0", "direction": "right", "labels": ["actor"]}]}]}]
//! ```
//!
//! Offsets count characters. Both forms of export are read, `JSON` and `JSON-MIN`. The names of controls and of the
//! key with the text are those of the project: the text is `text`, or else the longest string of the data. Each
//! annotation of a task is a policy; predictions are read if it has none.

use std::io;

use policymark::statement::MemberRole;
use policymark::text::Unit;
use quick_xml::Writer;
use quick_xml::events::BytesText;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{color, json, xml};
use crate::feature::Feature;
use crate::format::{Definition, Frame, Input, Piece, Read, Source, TextPlace, Write};
use crate::import::{At, Fault, Foreign, ForeignSpan, Reading};
use crate::options::Options;
use crate::view::{Link, View};

pub(crate) const LABEL_STUDIO: Definition = Definition {
    name: "label-studio",
    about: "Label Studio: tasks and the labelling configuration",
    extensions: &[],
    carries: &[
        Feature::NestedMarks,
        Feature::Statements,
        Feature::Inclusions,
        Feature::References,
        Feature::ControlCharacters,
    ],
    write: Some(Write::Records {
        record: write,
        frame: Frame { file: "label-studio.json", before: "[\n", between: ",\n", after: "\n]\n" },
        shared: configuration,
    }),
    read: Some(Read { text: TextPlace::Inside, input: Input::Text(read) }),
};

/// Room between the lines for the labels of nested marks, which would cover the line above.
const STYLE: &str = ".lsf-richtext__container { line-height: 3 !important }";

/// The names of the control for labels and of the object with the text.
const FROM: &str = "label";
const TO: &str = "text";

fn write(view: &View, options: &Options) -> String {
    #[derive(Serialize)]
    struct Task<'v> {
        data: Data<'v>,
        annotations: [Annotation<'v>; 1],
    }
    #[derive(Serialize)]
    struct Data<'v> {
        name: &'v str,
        text: &'v str,
    }
    #[derive(Serialize)]
    struct Annotation<'v> {
        result: Vec<Item<'v>>,
    }
    let regions = view.spans.iter().map(|span| Item::Labels {
        id: id(span.id),
        from_name: FROM,
        to_name: TO,
        value: Region {
            start: span.place.start.char,
            end: span.place.end.char,
            text: view.text_of(span.place),
            labels: [options.labels.of(span.kind)],
        },
    });
    let links = view.links().into_iter().map(|link| Item::Relation {
        from_id: id(link.from),
        to_id: id(link.to),
        direction: "right",
        labels: [link.name],
    });
    let task = Task {
        data: Data { name: &view.name, text: &view.text },
        annotations: [Annotation { result: regions.chain(links).collect() }],
    };
    json::compact(&task)
}

/// An item of a result, as it is written.
#[derive(Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
enum Item<'v> {
    Labels { id: String, from_name: &'v str, to_name: &'v str, value: Region<'v> },
    Relation { from_id: String, to_id: String, direction: &'v str, labels: [&'v str; 1] },
}

#[derive(Serialize)]
struct Region<'v> {
    start: u32,
    end: u32,
    text: &'v str,
    labels: [&'v str; 1],
}

fn id(span: usize) -> String {
    format!("s{span}")
}

/// `label-studio.xml`: the labels with their colours, and the relations.
fn configuration(options: &Options) -> Vec<Piece> {
    // Label Studio's kit refuses a declaration.
    let xml = xml::document(false, |writer| {
        writer.create_element("View").write_inner_content(|writer| {
            let style = BytesText::new(STYLE);
            writer.create_element("Style").write_text_content(style)?;
            writer.create_element("Relations").write_inner_content(relations)?;
            let labels = writer.create_element("Labels");
            let labels = labels.with_attributes([("name", FROM), ("toName", TO)]);
            labels.write_inner_content(|writer| {
                for (kind, label) in options.labels.iter() {
                    let label = [("value", label), ("background", color::of(kind))];
                    writer.create_element("Label").with_attributes(label).write_empty()?;
                }
                Ok(())
            })?;
            let text = [("name", TO), ("value", "$text"), ("granularity", "symbol")];
            writer.create_element("Text").with_attributes(text).write_empty()?;
            Ok(())
        })?;
        Ok(())
    });
    vec![Piece::new("label-studio.xml", xml)]
}

fn relations(writer: &mut Writer<Vec<u8>>) -> io::Result<()> {
    let roles = MemberRole::ALL.iter().map(|role| role.name());
    for relation in roles.chain([Link::INCLUDES, Link::MEANS]) {
        let relation = [("value", relation)];
        writer.create_element("Relation").with_attributes(relation).write_empty()?;
    }
    Ok(())
}

fn read(source: &Source<'_>) -> Reading {
    let mut reading = Reading::default();
    let records = json::records(source.content, &mut reading.faults);
    let count = records.len();
    for ((at, value), number) in records.into_iter().zip(1..) {
        let Some(task) = json::parse::<Task>(value, &at, &mut reading.faults) else { continue };
        let data = task.data.as_ref().unwrap_or(&task.rest);
        let name = data.get("name").unwrap_or(&Value::Null);
        let name = json::name(name, source, number, count);
        match text(data) {
            Some(text) => task_policies(
                &task,
                &Foreign::new(&name, text, Unit::Characters),
                &at,
                &mut reading,
            ),
            None => reading.faults.push(Fault::damaged(at, "the data of the task have no text")),
        }
    }
    reading
}

#[derive(Deserialize)]
struct Task {
    data: Option<Map<String, Value>>,
    #[serde(default, alias = "completions")]
    annotations: Vec<Value>,
    #[serde(default)]
    predictions: Vec<Value>,
    /// Of `JSON-MIN`: the data, and the regions by the names of their controls.
    #[serde(flatten)]
    rest: Map<String, Value>,
}

#[derive(Deserialize)]
struct Annotated {
    #[serde(default)]
    result: Vec<Value>,
    #[serde(default)]
    was_cancelled: bool,
}

fn text(data: &Map<String, Value>) -> Option<&str> {
    let longest = || data.values().filter_map(Value::as_str).max_by_key(|value| value.len());
    data.get("text").and_then(Value::as_str).or_else(longest)
}

fn task_policies(task: &Task, empty: &Foreign, at: &At, reading: &mut Reading) {
    let (results, what) = match task.annotations.is_empty() {
        true => (&task.predictions, "prediction"),
        false => (&task.annotations, "annotation"),
    };
    let results = json::parse_each::<Annotated>(results.clone(), what, at, &mut reading.faults);
    let before = reading.policies.len();
    for (at, result) in results.into_iter().filter(|(_, result)| !result.was_cancelled) {
        let mut policy = empty.clone();
        let number = reading.policies.len() - before + 1;
        if number > 1 {
            policy.name = format!("{}-{number}", empty.name);
        }
        for (item, number) in result.result.into_iter().zip(1..) {
            read_item(item, number, &mut policy, &at, &mut reading.faults);
        }
        reading.policies.push(policy);
    }
    if reading.policies.len() == before {
        let mut policy = empty.clone();
        for (control, regions) in &task.rest {
            let Value::Array(regions) = regions else { continue };
            for (at, region) in json::parse_each(regions.clone(), control, at, &mut reading.faults)
            {
                add(region, &mut policy, &at, &mut reading.faults);
            }
        }
        reading.policies.push(policy);
    }
}

/// What of an item is read.
#[derive(Deserialize)]
struct ReadItem {
    #[serde(default)]
    id: Value,
    r#type: String,
    #[serde(default)]
    value: Value,
}

#[derive(Deserialize)]
struct ReadRegion {
    start: u64,
    end: u64,
    text: Option<String>,
    #[serde(default, alias = "hypertextlabels")]
    labels: Vec<String>,
}

fn read_item(item: Value, number: usize, policy: &mut Foreign, at: &At, faults: &mut Vec<Fault>) {
    let at = json::within(at, &format!("result {number}"));
    let Some(item) = json::parse::<ReadItem>(item, &at, faults) else { return };
    let at = match item.id.as_str() {
        Some(id) => json::within(&at, id),
        None => at,
    };
    match item.r#type.as_str() {
        "labels" | "hypertextlabels" => {
            if let Some(region) = json::parse(item.value, &at, faults) {
                add(region, policy, &at, faults);
            }
        }
        "relation" => policy.ignore("relations"),
        _ => policy.ignore("results of other controls"),
    }
}

/// A region, once for each of its labels.
fn add(region: ReadRegion, policy: &mut Foreign, at: &At, faults: &mut Vec<Fault>) {
    let ReadRegion { start, end, text, labels } = region;
    if labels.is_empty() {
        faults.push(Fault::damaged(at.clone(), "the region has no label"));
    }
    policy.spans.extend(labels.iter().map(|label| {
        let span = ForeignSpan::new(start, end, label, at.clone());
        ForeignSpan { text: text.clone(), ..span }
    }));
}
