//! The whole view of a policy in JSON: `NAME.json` with the text, spans, statements and sections.
//!
//! ```json
//! {"name": "a", "text": "我们会收集邮箱。",
//!  "spans": [{"id": 0, "kind": "actor", "party": "first", "place": {
//!             "start": {"byte": 0, "char": 0, "utf16": 0}, "end": {"byte": 6, "char": 2, "utf16": 2}}}],
//!  "statements": [], "sections": []}
//! ```
//!
//! `text` and `spans` are read. A span can have its ends as plain numbers, too, which count what `offsets` says, or
//! bytes; `policymark plain --spans` writes such spans, and a `text` has to be added to them.

use policymark::text::Unit;
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::{Deserializer, Value};

use crate::feature::Feature;
use crate::format::{Definition, Input, Piece, Read, Source, TextPlace, Write};
use crate::import::{At, Fault, Foreign, ForeignSpan, Reading};
use crate::options::Options;
use crate::view::View;

pub(crate) const JSON: Definition = Definition {
    name: "json",
    about: "JSON of all that policymark knows: text, spans in three units, statements",
    extensions: &[],
    carries: Feature::ALL,
    write: Some(Write::Files { policy: write, shared: |_| Vec::new() }),
    read: Some(Read { text: TextPlace::Inside, input: Input::Text(read) }),
};

fn write(view: &View, _: &Options) -> Vec<Piece> {
    // A struct of strings and numbers always has a JSON form.
    let json = serde_json::to_string(view).unwrap_or_default() + "\n";
    vec![Piece::new(format!("{}.json", view.name), json)]
}

/// A policy as it is read.
#[derive(Deserialize)]
struct Policy {
    name: Option<String>,
    text: Option<String>,
    /// What plain numbers count.
    offsets: Option<Unit>,
    #[serde(default)]
    spans: Vec<Value>,
    #[serde(default)]
    statements: Vec<IgnoredAny>,
    #[serde(default)]
    sections: Vec<IgnoredAny>,
}

#[derive(Deserialize)]
struct Span {
    #[serde(alias = "label")]
    kind: String,
    text: Option<String>,
    #[serde(flatten)]
    ends: Ends,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Ends {
    Place { place: Place },
    Numbers { start: u64, end: u64 },
}

#[derive(Deserialize)]
struct Place {
    start: Point,
    end: Point,
}

#[derive(Deserialize)]
struct Point {
    byte: u64,
    char: u64,
    utf16: u64,
}

/// Reads one policy after the other.
fn read(source: &Source<'_>) -> Reading {
    let mut reading = Reading::default();
    for policy in Deserializer::from_str(source.content).into_iter::<Policy>() {
        match policy {
            Ok(policy) => reading.add(source.name, policy),
            Err(error) => {
                let at = At::line(error.line());
                reading.faults.push(Fault::damaged(at, error.to_string()));
            }
        }
    }
    reading
}

impl Reading {
    fn add(&mut self, name: &str, policy: Policy) {
        let Some(text) = policy.text else {
            let at = At::item(format!("policy {}", self.policies.len() + 1));
            return self.faults.push(Fault::damaged(at, "there is no text"));
        };
        let offsets = policy.offsets.unwrap_or_default();
        let name = policy.name.as_deref().unwrap_or(name);
        let mut read = Foreign::new(name, &text, offsets);
        for (span, number) in policy.spans.into_iter().zip(1..) {
            let at = At::item(format!("span {number}"));
            match serde_json::from_value::<Span>(span) {
                Ok(span) => read.spans.push(span.of_text(offsets, at)),
                Err(_) => {
                    self.faults.push(Fault::damaged(at, "this is no kind with a start and an end"));
                }
            }
        }
        policy.statements.iter().for_each(|_| read.ignore("statements"));
        policy.sections.iter().for_each(|_| read.ignore("sections"));
        self.policies.push(read);
    }
}

impl Span {
    fn of_text(self, offsets: Unit, at: At) -> ForeignSpan {
        let (start, end) = match self.ends {
            Ends::Place { place } => (place.start.of(offsets), place.end.of(offsets)),
            Ends::Numbers { start, end } => (start, end),
        };
        let span = ForeignSpan::new(start, end, &self.kind, at);
        self.text.iter().fold(span, |span, text| span.with_text(text))
    }
}

impl Point {
    const fn of(&self, unit: Unit) -> u64 {
        match unit {
            Unit::Bytes => self.byte,
            Unit::Characters => self.char,
            Unit::Utf16 => self.utf16,
        }
    }
}
