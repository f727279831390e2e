//! Hugging Face: a data set for token classification, one policy a line as JSON, and a card that says what the tags
//! are.
//!
//! ```json
//! {"id": "policy", "tokens": ["收", "集", "邮", "箱"], "ner_tags": ["B-Action", "I-Action", "B-Data", "I-Data"]}
//! ```
//!
//! Tokens are grapheme clusters: joined, they are the text, with its blanks and line ends. Tags are BIO, as names, so
//! that a file by itself says what they are; loaded with its card, `load_dataset("FOLDER")`, they are a `ClassLabel`.
//! Spans do not overlap: the outermost are written. With offsets there is a list `offsets`: where each token starts, in
//! characters.

use policymark::text::Unit;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::json;
use super::tags::{self, Scheme};
use crate::feature::Feature;
use crate::format::{Definition, Frame, Input, Piece, Read, Source, TextPlace, Write};
use crate::import::{At, Fault, Foreign, Reading};
use crate::options::Options;
use crate::view::View;

pub(crate) const HUGGING_FACE: Definition = Definition {
    name: "huggingface",
    about: "Hugging Face JSONL for token classification, with its card",
    extensions: &[],
    carries: &[Feature::ControlCharacters],
    write: Some(Write::Records {
        record: write,
        frame: Frame { file: FILE, before: "", between: "", after: "" },
        shared: card,
    }),
    read: Some(Read { text: TextPlace::Inside, input: Input::Text(read) }),
};

const FILE: &str = "huggingface.jsonl";

fn write(view: &View, options: &Options) -> String {
    #[derive(Serialize)]
    struct Record<'v> {
        id: &'v str,
        tokens: Vec<&'v str>,
        ner_tags: Vec<&'v str>,
        #[serde(skip_serializing_if = "Option::is_none")]
        offsets: Option<Vec<usize>>,
    }
    let all: Vec<_> = tags::tokens(view, options, Scheme::Bio).collect();
    let record = Record {
        id: &view.name,
        tokens: all.iter().map(|token| token.text).collect(),
        ner_tags: all.iter().map(|token| token.tag.as_ref()).collect(),
        offsets: options.offsets.then(|| all.iter().map(|token| token.start).collect()),
    };
    json::compact(&record) + "\n"
}

/// `README.md`: the names of the tags, in the metadata that `datasets` reads. JSON is YAML, too.
fn card(options: &Options) -> Vec<Piece> {
    let names = tags::all(options).into_iter().enumerate();
    let names: serde_json::Map<_, _> =
        names.map(|(number, name)| (number.to_string(), Value::String(name))).collect();
    let mut features = vec![
        json!({"name": "id", "dtype": "string"}),
        json!({"name": "tokens", "sequence": "string"}),
        json!({"name": "ner_tags", "sequence": {"class_label": {"names": names}}}),
    ];
    if options.offsets {
        features.push(json!({"name": "offsets", "sequence": "int64"}));
    }
    let metadata = json!({
        "task_categories": ["token-classification"],
        "language": ["zh"],
        "configs": [{"config_name": "default", "data_files": FILE}],
        "dataset_info": {"features": features},
    });
    let text = "# Annotated privacy policies\n\n`tokens` joined are the text of a policy; `ner_tags` are BIO.\n";
    vec![Piece::new("README.md", format!("---\n{}---\n\n{text}", json::indented(&metadata)))]
}

#[derive(Deserialize)]
struct Record {
    #[serde(default)]
    id: Value,
    #[serde(alias = "words")]
    tokens: Vec<String>,
    #[serde(default, alias = "tags", alias = "labels")]
    ner_tags: Vec<Value>,
}

fn read(source: &Source<'_>) -> Reading {
    json::policies(source, |record: &Record| &record.id, policy)
}

fn policy(record: Record, name: &str, at: &At, faults: &mut Vec<Fault>) -> Foreign {
    let Record { tokens, ner_tags, .. } = record;
    if tokens.len() != ner_tags.len() {
        let what = format!("it has {} tokens and {} tags", tokens.len(), ner_tags.len());
        faults.push(Fault::damaged(at.clone(), what));
    } else if ner_tags.iter().any(|tag| !tag.is_string()) {
        let what = "its tags are numbers, whose names are in the features of the data set";
        faults.push(Fault::damaged(at.clone(), what));
    }
    let mut text = String::new();
    let mut spans = tags::Spans::default();
    let tags = ner_tags.iter().map(Some).chain(std::iter::repeat(None));
    for ((token, tag), number) in tokens.iter().zip(tags).zip(1..) {
        let start = text.len() as u64;
        text.push_str(token);
        let tag = tag.and_then(Value::as_str).unwrap_or(tags::OUTSIDE);
        spans.token(start..text.len() as u64, tag, json::within(at, &format!("token {number}")));
    }
    let mut policy = Foreign::new(name, &text, Unit::Bytes);
    policy.spans = spans.end();
    policy
}
