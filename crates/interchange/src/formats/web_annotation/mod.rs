//! W3C Web Annotation: for each policy `NAME.txt` and, in JSON-LD, `NAME.jsonld` with annotations on it.
//!
//! ```json
//! {"@context": {"id": "@id", "type": "@type", "Annotation": "http://www.w3.org/ns/oa#Annotation"},
//!  "id": "", "type": "AnnotationPage", "items": [
//!   {"id": "#mark-1", "type": "Annotation", "motivation": "classifying",
//!    "body": {"type": "TextualBody", "purpose": "classifying", "value": "Data"},
//!    "target": {"source": "policy.txt", "selector": [
//!      {"type": "TextPositionSelector", "start": 2, "end": 4},
//!      {"type": "TextQuoteSelector", "exact": "邮箱", "prefix": "收集", "suffix": "。"}]}},
//!   {"id": "#statement-0", "type": "Annotation", "motivation": "linking", "polarity": "affirmed",
//!    "target": [{"type": "SpecificResource", "source": "#mark-0", "role": "action"},
//!               {"type": "SpecificResource", "source": "#mark-1", "role": "data"}]}]}
//! ```
//!
//! Positions count characters. The context is in the file, with the terms of the Web Annotation vocabulary, so that it is
//! read without a network; other terms, those for what marks and statements are, are in `urn:policymark:`. Ids are
//! relative to the place of the file. A whole has its part, and what refers to something what it means, as `body`.
//!
//! Annotations of other programs are read, too, alone, in a list, page or collection: with positions, or with a quote
//! that is in the text once. The label is the body for classifying, or else the first one with a value.

mod read;
mod write;

use crate::feature::Feature;
use crate::format::{Definition, Input, Read, TextPlace, Write};

pub(crate) const WEB_ANNOTATION: Definition = Definition {
    name: "web-annotation",
    about: "W3C Web Annotation in JSON-LD, with its context: NAME.jsonld on NAME.txt",
    extensions: &["jsonld"],
    carries: &[
        Feature::NestedMarks,
        Feature::Classes,
        Feature::Statements,
        Feature::Claims,
        Feature::Inclusions,
        Feature::References,
        Feature::ControlCharacters,
    ],
    write: Some(Write::Files { policy: write::policy, shared: |_| Vec::new() }),
    read: Some(Read { text: TextPlace::Beside("txt"), input: Input::Text(read::read) }),
};
