//! spaCy: one policy a line as JSON, with the arguments of `spacy.tokens.Doc`.
//!
//! ```json
//! {"name": "policy", "words": ["收", "集", "邮", "箱"], "ents": ["B-Action", "I-Action", "B-Data", "I-Data"],
//!  "spans": [[0, 2, "Action"], [2, 4, "Data"]]}
//! ```
//!
//! Words are grapheme clusters, and none has a space after it: joined, they are the text. `ents` are the spans that are
//! inside no other one, as BIO. `spans` are all of them, in words. This makes a file for `spacy train` of them:
//!
//! ```python
//! import json, spacy
//! from spacy.tokens import Doc, DocBin, Span
//!
//! docs, vocab = DocBin(store_user_data=True), spacy.blank("zh").vocab
//! for line in open("spacy.jsonl", encoding="utf-8"):
//!     policy = json.loads(line)
//!     words = policy["words"]
//!     doc = Doc(vocab, words=words, spaces=[False] * len(words), ents=policy["ents"])
//!     doc.spans["sc"] = [Span(doc, start, end, label) for start, end, label in policy["spans"]]
//!     docs.add(doc)
//! docs.to_disk("policies.spacy")
//! ```

use serde::Serialize;

use super::json;
use super::tags::{self, Scheme};
use crate::feature::Feature;
use crate::format::{Definition, Frame, Write};
use crate::options::Options;
use crate::view::View;

pub(crate) const SPACY: Definition = Definition {
    name: "spacy",
    about: "JSONL with the words, entities and spans of spaCy's Doc",
    extensions: &[],
    carries: &[Feature::NestedMarks, Feature::ControlCharacters],
    write: Some(Write::Records {
        record: write,
        frame: Frame { file: "spacy.jsonl", before: "", between: "", after: "" },
        shared: |_| Vec::new(),
    }),
    read: None,
};

fn write(view: &View, options: &Options) -> String {
    #[derive(Serialize)]
    struct Record<'v> {
        name: &'v str,
        words: Vec<&'v str>,
        ents: Vec<&'v str>,
        spans: Vec<(usize, usize, &'v str)>,
    }
    let all: Vec<_> = tags::tokens(view, options, Scheme::Bio).collect();
    // Marks do not cut grapheme clusters, but text can: a word is the one that a character is in.
    let word = |char: u32| all.partition_point(|token| token.start < char as usize);
    let spans = view.spans.iter().map(|span| {
        let start = all.partition_point(|token| token.start <= span.place.start.char as usize);
        (start.saturating_sub(1), word(span.place.end.char), options.labels.of(span.kind))
    });
    let record = Record {
        name: &view.name,
        words: all.iter().map(|token| token.text).collect(),
        ents: all.iter().map(|token| token.tag.as_ref()).collect(),
        spans: spans.collect(),
    };
    json::compact(&record) + "\n"
}
