//! The JSON of a document as the structs that a serde user would write: each key is a field, each
//! list a `Vec`. They are filled before the clock starts.

use policymark::annotation::Role;
use policymark::lexicon::{DataClass, Ground, Party, Processing};
use policymark::statement::{Certainty, MemberRole, Modality, Polarity};
use policymark::text::{Code, Dialect, Severity};
use policymark::tree::Reason;
use policymark::{AnnotationKind, Span};
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
pub struct Document {
    version: u32,
    text: String,
    dialect: Dialect,
    annotations: Vec<Annotation>,
    statements: Vec<Statement>,
    sections: Vec<Section>,
    sentences: Vec<Sentence>,
    brackets: Vec<Bracket>,
    escapes: Vec<Span>,
    diagnostics: Vec<Diagnostic>,
}

impl Document {
    /// The same document, which serializes to the same bytes.
    pub fn from_document(document: &policymark::Document) -> Self {
        let json = serde_json::to_string(document).expect("a document is written");
        let plain = serde_json::from_str(&json).expect("the structs mirror the JSON");
        assert!(serde_json::to_string(&plain).is_ok_and(|own| own == json), "other bytes");
        plain
    }
}

#[derive(Serialize, Deserialize)]
struct Annotation {
    id: u32,
    kind: AnnotationKind,
    span: Span,
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<Role>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ground: Option<Ground>,
    #[serde(skip_serializing_if = "Option::is_none")]
    processing: Option<Processing>,
    #[serde(skip_serializing_if = "Option::is_none")]
    party: Option<Party>,
    #[serde(skip_serializing_if = "Option::is_none")]
    class: Option<DataClass>,
    #[serde(skip_serializing_if = "Option::is_none")]
    refers_to: Option<u32>,
    reason: Reason,
}

#[derive(Serialize, Deserialize)]
struct Statement {
    id: u32,
    sentence: u32,
    section: Option<u32>,
    polarity: Polarity,
    consent_exempt: bool,
    asserted: bool,
    modality: Option<Modality>,
    certainty: Certainty,
    actors: Vec<u32>,
    recipients: Vec<u32>,
    sources: Vec<u32>,
    subjects: Vec<u32>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    places: Vec<u32>,
    actions: Vec<u32>,
    data: Vec<u32>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    excluded: Vec<u32>,
    purposes: Vec<u32>,
    conditions: Vec<u32>,
    exceptions: Vec<u32>,
    without: Vec<u32>,
    includes: Vec<[u32; 2]>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    announces: Vec<u32>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    unmarked: Vec<Unmarked>,
    rules: Rules,
}

#[derive(Serialize, Deserialize)]
struct Unmarked {
    role: MemberRole,
    #[serde(skip_serializing_if = "Option::is_none")]
    party: Option<Party>,
    span: Span,
}

/// The rules are strings: a reader of the JSON knows no more about them.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct Rules {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    actors: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    recipients: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    sources: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    subjects: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    places: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    actions: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    data: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    excluded: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    purposes: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    conditions: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    exceptions: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    without: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    includes: Vec<String>,
}

#[derive(Serialize, Deserialize)]
struct Section {
    id: u32,
    parent: Option<u32>,
    title: Option<Span>,
    label: Option<Span>,
    span: Span,
}

#[derive(Serialize, Deserialize)]
struct Sentence {
    id: u32,
    section: Option<u32>,
    span: Span,
}

#[derive(Serialize, Deserialize)]
struct Bracket {
    span: Span,
    reason: Reason,
}

#[derive(Serialize, Deserialize)]
struct Diagnostic {
    code: Code,
    severity: Severity,
    span: Span,
    related: Option<Span>,
    message: String,
}
