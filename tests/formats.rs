//! Documents in formats other than JSON, including those that identify fields by position.

#![allow(clippy::unwrap_used)]

mod common;

use policymark::{Diagnostic, Document, parse};
use serde::{Deserialize, Serialize};

fn cbor(document: &Document) -> Document {
    let mut bytes = Vec::new();
    ciborium::into_writer(document, &mut bytes).unwrap();
    ciborium::from_reader(&*bytes).unwrap()
}

fn message_pack(document: &Document) -> Document {
    rmp_serde::from_slice(&rmp_serde::to_vec(document).unwrap()).unwrap()
}

fn named_message_pack(document: &Document) -> Document {
    rmp_serde::from_slice(&rmp_serde::to_vec_named(document).unwrap()).unwrap()
}

fn postcard(document: &Document) -> Document {
    postcard::from_bytes(&postcard::to_stdvec(document).unwrap()).unwrap()
}

#[test]
fn documents_are_read_back() {
    for (path, text) in common::fixtures("policies") {
        let document = parse(&text).unwrap();
        for read in [cbor, message_pack, named_message_pack, postcard].map(|read| read(&document)) {
            assert!(read == document, "{}", path.display());
        }
    }
}

/// An element of a list of the document has the same form by itself.
#[test]
fn parts_are_written_as_in_their_document() {
    for (path, text) in [common::fixtures("policies"), common::fixtures("diagnostics")].concat() {
        let document = parse(&text).unwrap();
        let whole = serde_json::to_value(&document).unwrap();
        let alone = |parts: &[serde_json::Value], list: &str| {
            assert_eq!(parts, whole[list].as_array().unwrap(), "{}: {list}", path.display());
        };
        alone(&values(document.annotations()), "annotations");
        alone(&values(document.statements()), "statements");
        alone(&values(document.sections()), "sections");
        alone(&values(document.sentences()), "sentences");
        alone(&values(document.diagnostics()), "diagnostics");
        for (diagnostic, value) in document.diagnostics().iter().zip(values(document.diagnostics()))
        {
            assert_eq!(&Diagnostic::deserialize(value).unwrap(), diagnostic);
        }
    }
}

fn values(parts: impl IntoIterator<Item: Serialize>) -> Vec<serde_json::Value> {
    parts.into_iter().map(|part| serde_json::to_value(part).unwrap()).collect()
}

#[test]
fn a_span_that_ends_before_it_starts_is_rejected() {
    let text = r#"{"code":"bracket-stray","span":{"start":5,"end":2},"message":""}"#;
    let error = serde_json::from_str::<Diagnostic>(text).unwrap_err();
    assert!(
        error.to_string().starts_with("it ends at byte 2, before it starts at byte 5"),
        "{error}"
    );
}
