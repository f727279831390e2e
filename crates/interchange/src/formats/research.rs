//! JSON of spans, as corpora of privacy policies are published: for each policy a list of records, each with a class,
//! where it is, and its words. Records without a class are the text.
//!
//! ```json
//! [{"classId": "", "classId_name": "", "text": "我们会收集手机号码。", "start": 0, "end": 10},
//!  {"classId": "Actor", "classId_name": "Actor", "text": "我们", "start": 0, "end": 2},
//!  {"classId": "Data", "classId_name": "Data", "text": "手机号码", "start": 5, "end": 9}]
//! ```
//!
//! Offsets count characters. This is the form of CA4P-483, whose texts are in pieces. Other forms are read, too: an
//! object with a `text` and `spans` (or `annotations`, `entities`, `labels`), alone, in a list or one a line, and the
//! spans alone if the text is in a file beside. A span has `start` and `end`, a `label` (or `class`, `type`,
//! `classId_name`, `classId`), and may have a `text`.

use policymark::text::Unit;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::json;
use crate::feature::Feature;
use crate::format::{Definition, Input, Piece, Read, Source, TextPlace, Write};
use crate::import::{At, Fault, Foreign, ForeignSpan, Reading};
use crate::options::Options;
use crate::view::View;

pub(crate) const RESEARCH: Definition = Definition {
    name: "research",
    about: "JSON of spans with their classes and words, as corpora are published",
    extensions: &[],
    carries: &[Feature::NestedMarks, Feature::ControlCharacters],
    write: Some(Write::Files { policy: write, shared: |_| Vec::new() }),
    read: Some(Read { text: TextPlace::Either("txt"), input: Input::Text(read) }),
};

fn write(view: &View, options: &Options) -> Vec<Piece> {
    #[derive(Serialize)]
    #[allow(non_snake_case)] // The names of the keys.
    struct Record<'v> {
        classId: &'v str,
        classId_name: &'v str,
        text: &'v str,
        start: usize,
        end: usize,
    }
    let record =
        |class, text, start, end| Record { classId: class, classId_name: class, text, start, end };
    let whole = record("", &view.text, 0, view.text.chars().count());
    let spans = view.spans.iter().map(|span| {
        let (start, end) = (span.place.start.char, span.place.end.char);
        record(options.labels.of(span.kind), view.text_of(span.place), start as usize, end as usize)
    });
    let records: Vec<_> = std::iter::once(whole).chain(spans).collect();
    let lines: Vec<_> = records.iter().map(json::compact).collect();
    vec![Piece::new(format!("{}.json", view.name), format!("[{}]\n", lines.join(",\n ")))]
}

/// What a record can be: a policy with its spans, a piece of text, or a span.
#[derive(Deserialize)]
struct Record {
    #[serde(default, alias = "id")]
    name: Value,
    text: Option<String>,
    #[serde(alias = "annotations", alias = "entities", alias = "labels")]
    spans: Option<Vec<Value>>,
    start: Option<u64>,
    end: Option<u64>,
    #[serde(flatten)]
    rest: Map<String, Value>,
}

/// The keys of the class, the first one that says something.
const CLASSES: &[&str] = &["label", "class", "type", "classId_name", "classId"];

impl Record {
    /// Where it is, if it is a piece of text or a span.
    fn place(&self) -> Option<(u64, u64)> {
        self.start.zip(self.end)
    }

    /// Whether it is a piece of text or a span, and not a policy.
    fn is_loose(&self) -> bool {
        self.spans.is_none() && (self.place().is_some() || !self.label().is_empty())
    }

    /// Its class; empty for a piece of text.
    fn label(&self) -> &str {
        let mut classes = CLASSES.iter().filter_map(|&key| self.rest.get(key)?.as_str());
        classes.find(|class| !class.is_empty()).unwrap_or_default()
    }

    fn span(&self, at: At) -> Option<ForeignSpan> {
        let (start, end) = self.place()?;
        let span = ForeignSpan::new(start, end, self.label(), at);
        Some(ForeignSpan { text: self.text.clone(), ..span })
    }
}

fn read(source: &Source<'_>) -> Reading {
    let mut reading = Reading::default();
    let records = json::records(source.content, &mut reading.faults);
    let parsed = records.into_iter().filter_map(|(at, value)| {
        let record = json::parse::<Record>(value, &at, &mut reading.faults)?;
        Some((at, record))
    });
    let (loose, whole): (Vec<_>, Vec<_>) = parsed.partition(|(_, record)| record.is_loose());
    let count = whole.len();
    for ((at, record), number) in whole.into_iter().zip(1..) {
        let name = json::name(&record.name, source, number, count);
        match record.text.as_deref().or(source.text) {
            Some(text) => {
                let mut policy = Foreign::new(&name, text, Unit::Characters);
                let spans = record.spans.unwrap_or_default();
                let spans = json::parse_each(spans, "span", &at, &mut reading.faults);
                add(spans, &mut policy, &mut reading.faults);
                reading.policies.push(policy);
            }
            None => reading.faults.push(Fault::damaged(at, "there is no text")),
        }
    }
    if !loose.is_empty() {
        let policy = of_loose(loose, source, &mut reading.faults);
        reading.policies.push(policy);
    }
    reading
}

/// The policy of a list of pieces of text and spans.
fn of_loose(records: Vec<(At, Record)>, source: &Source<'_>, faults: &mut Vec<Fault>) -> Foreign {
    let (pieces, spans): (Vec<_>, Vec<_>) =
        records.into_iter().partition(|(_, record)| record.label().is_empty());
    let mut policy = Foreign::new(source.name, source.text.unwrap_or_default(), Unit::Characters);
    if source.text.is_none() {
        join(&pieces, &mut policy, source.content.len(), faults);
    }
    add(spans, &mut policy, faults);
    policy
}

fn add(spans: Vec<(At, Record)>, policy: &mut Foreign, faults: &mut Vec<Fault>) {
    for (at, record) in spans {
        match record.span(at.clone()) {
            Some(span) => policy.spans.push(span),
            None => faults.push(Fault::damaged(at, "the span has no start and end")),
        }
    }
}

/// Puts pieces of text where they say that they are. Between them, where nothing says what the text is, are line ends,
/// at most `limit` of them.
fn join(pieces: &[(At, Record)], policy: &mut Foreign, limit: usize, faults: &mut Vec<Fault>) {
    let mut sorted: Vec<_> = pieces.iter().collect();
    sorted.sort_by_key(|(_, piece)| piece.start);
    let (mut len, mut missing) = (0_u64, 0);
    for (at, piece) in sorted {
        let (Some(start), Some(words)) = (piece.start, &piece.text) else { continue };
        let gap = start.saturating_sub(len);
        if gap > limit as u64 - missing {
            let what = format!("it starts at {start}, far after the text before it");
            faults.push(Fault::damaged(at.clone(), what));
            continue;
        }
        missing += gap;
        policy.text.extend(std::iter::repeat_n('\n', gap as usize));
        // A piece that is there twice, or overlaps the one before it, adds what is after that.
        let known = (len + gap - start) as usize;
        let count = words.chars().count();
        policy.text.extend(words.chars().skip(known));
        len = (len + gap).max(start + count as u64);
    }
    if missing > 0 {
        policy.ignored.insert("characters between the pieces of text", missing as usize);
    }
}
