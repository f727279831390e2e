//! [`Entry`]: a policy in the index of a folder.

use policymark::Document;
use serde::Serialize;
use serde_json::Value;

/// What the index of a folder has of one policy: its statements, in the JSON form of a document without what the index
/// does not show.
#[derive(Clone, Debug, Serialize)]
pub struct Entry {
    name: String,
    file: String,
    diagnostics: usize,
    document: Value,
}

impl Entry {
    /// A policy with the name that the index shows, and the file of its page relative to the index, such as
    /// `云杉/隐私政策.html`.
    #[must_use]
    pub fn new(name: &str, file: &str, document: &Document) -> Self {
        // A document has no map whose keys are no strings: nothing else can fail.
        let mut value = serde_json::to_value(document).unwrap_or_default();
        for key in ["brackets", "escapes", "diagnostics"] {
            value[key] = Value::Array(Vec::new());
        }
        let diagnostics = document.diagnostics().len();
        Self { name: name.to_owned(), file: file.to_owned(), diagnostics, document: value }
    }
}
