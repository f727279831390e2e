//! Reads annotations in JSON-LD, in the form that the recommendation gives them.

use policymark::text::LineIndex;
use policymark::text::Unit;
use serde::Deserialize;
use serde_json::Value;

use crate::format::Source;
use crate::formats::json;
use crate::import::{At, Fault, Foreign, ForeignSpan, Reading};

pub(super) fn read(source: &Source<'_>) -> Reading {
    let mut faults = Vec::new();
    let records = json::records(source.content, &mut faults);
    let Some(text) = source.text else {
        faults.push(Fault::damaged(At::default(), "the text is not beside it"));
        return Reading { policies: Vec::new(), faults };
    };
    let mut reader = Reader { policy: Foreign::new(source.name, text, Unit::Characters), faults };
    for (at, value) in records {
        reader.read(value, &at);
    }
    Reading { policies: vec![reader.policy], faults: reader.faults }
}

struct Reader {
    policy: Foreign,
    faults: Vec<Fault>,
}

/// An annotation, or a page or a collection of them.
#[derive(Deserialize)]
struct Item {
    #[serde(default)]
    id: Value,
    first: Option<Value>,
    items: Option<Vec<Value>>,
    #[serde(default)]
    body: Value,
    #[serde(default)]
    target: Value,
}

#[derive(Deserialize)]
struct Position {
    start: u64,
    end: u64,
}

#[derive(Deserialize)]
struct Quote {
    exact: String,
    #[serde(default)]
    prefix: String,
    #[serde(default)]
    suffix: String,
}

impl Reader {
    fn read(&mut self, value: Value, at: &At) {
        let Some(item) = json::parse::<Item>(value, at, &mut self.faults) else { return };
        if let Some(items) = item.items {
            for (item, number) in items.into_iter().zip(1..) {
                self.read(item, &json::within(at, &format!("item {number}")));
            }
        } else if let Some(first) = item.first {
            self.read(first, &json::within(at, "first page"));
        } else {
            let at = item.id.as_str().map_or_else(|| at.clone(), |id| json::within(at, id));
            self.annotation(&item, &at);
        }
    }

    fn annotation(&mut self, item: &Item, at: &At) {
        let targets = each(&item.target).iter();
        let targets: Vec<_> = targets.filter(|target| target.get("selector").is_some()).collect();
        match label(&item.body) {
            _ if targets.is_empty() => self.policy.ignore("annotations on annotations"),
            None => self.policy.ignore("annotations without a label"),
            Some(label) => {
                for target in targets {
                    let selectors = target.get("selector").unwrap_or(&Value::Null);
                    self.target(each(selectors), label, at);
                }
            }
        }
    }

    /// The selectors of a target all say the same: the position, or else the quote, says where it is.
    fn target(&mut self, selectors: &[Value], label: &str, at: &At) {
        let of_type = |name: &str| selectors.iter().find(|selector| is_type(selector, name));
        let quote = of_type("TextQuoteSelector");
        let quote = quote.and_then(|quote| json::parse(quote.clone(), at, &mut self.faults));
        let place = match (of_type("TextPositionSelector"), &quote) {
            (Some(position), _) => json::parse(position.clone(), at, &mut self.faults),
            (None, Some(quote)) => self.find(quote, at),
            (None, None) => {
                self.faults.push(Fault::damaged(at.clone(), "it has no position and no quote"));
                None
            }
        };
        if let Some(Position { start, end }) = place {
            let span = ForeignSpan::new(start, end, label, at.clone());
            self.policy.spans.push(match quote {
                Some(Quote { exact, .. }) => span.with_text(&exact),
                None => span,
            });
        }
    }

    /// Where a quote is, if it is in the text once.
    fn find(&mut self, quote: &Quote, at: &At) -> Option<Position> {
        let Quote { exact, prefix, suffix } = quote;
        let text = &self.policy.text;
        let wanted = format!("{prefix}{exact}{suffix}");
        let mut found = text.match_indices(&wanted);
        match (found.next(), found.next()) {
            (Some((byte, _)), None) if !exact.is_empty() => {
                let lines = LineIndex::new(text);
                let char = |byte: usize| u64::from(lines.to_chars(byte as u32));
                let start = byte + prefix.len();
                Some(Position { start: char(start), end: char(start + exact.len()) })
            }
            (found, _) => {
                let times = if found.is_some() { "more than once" } else { "nowhere" };
                let what = format!("its quote is in the text {times}");
                self.faults.push(Fault::damaged(at.clone(), what));
                None
            }
        }
    }
}

/// The values of a list, or the only one.
fn each(value: &Value) -> &[Value] {
    match value {
        Value::Array(values) => values,
        Value::Null => &[],
        value => std::slice::from_ref(value),
    }
}

/// Whether it has a type, by its name in the vocabulary with or without a prefix.
fn is_type(value: &Value, name: &str) -> bool {
    let types = value.get("type").or_else(|| value.get("@type")).map_or(&[][..], each);
    let mut types = types.iter().filter_map(Value::as_str);
    types.any(|found| found.rsplit([':', '#']).next() == Some(name))
}

/// The value of the body for classifying, or else of the first that has one.
fn label(body: &Value) -> Option<&str> {
    let bodies = each(body);
    let is_class =
        |body: &&Value| body.get("purpose").and_then(Value::as_str) == Some("classifying");
    let class = bodies.iter().find(is_class).and_then(|body| body.get("value")?.as_str());
    let first = || bodies.iter().find_map(|body| body.get("value")?.as_str());
    class.or_else(first)
}
