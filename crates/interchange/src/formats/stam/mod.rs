//! STAM, the Stand-off Text Annotation Model: for each policy a store with its text, one set of annotation data, and
//! annotations on the text and on other annotations.
//!
//! ```json
//! {"@type": "AnnotationStore", "@id": "policy",
//!  "resources": [{"@type": "TextResource", "@id": "policy", "text": "收集邮箱"}],
//!  "annotationsets": [{"@type": "AnnotationDataSet", "@id": "policymark", "keys": [{"@type": "DataKey", "@id": "label"}],
//!    "data": [{"@type": "AnnotationData", "@id": "label=Data", "key": "label",
//!              "value": {"@type": "String", "value": "Data"}}]}],
//!  "annotations": [{"@type": "Annotation", "@id": "mark-1",
//!    "target": {"@type": "TextSelector", "resource": "policy", "offset": {"@type": "Offset",
//!      "begin": {"@type": "BeginAlignedCursor", "value": 2}, "end": {"@type": "BeginAlignedCursor", "value": 4}}},
//!    "data": [{"@type": "AnnotationData", "@id": "label=Data", "set": "policymark"}]}]}
//! ```
//!
//! Offsets count characters. A statement is an annotation with a directional selector over its members; its `roles` are
//! a list with as many values. `relation` is `includes` for a whole and its part, and `means` for what refers to
//! something, with a directional selector over both. What marks and statements are by themselves are data of theirs:
//! `role`, `ground`, `polarity` and others.
//!
//! Stores of other programs are read, too: an annotation on a text has its label in the data with the key `label`,
//! `kind`, `class`, `category`, `type` or `tag`, or else in the first data that are a string.

mod read;
mod write;

use crate::feature::Feature;
use crate::format::{Definition, Input, Read, TextPlace, Write};

pub(crate) const STAM: Definition = Definition {
    name: "stam",
    about: "STAM JSON: a store for each policy, with annotations on annotations",
    extensions: &[],
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
    read: Some(Read { text: TextPlace::Inside, input: Input::Text(read::read) }),
};

/// The key of the data that say what a mark marks.
const LABEL: &str = "label";
