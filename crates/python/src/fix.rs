//! `Fix` and `Edit`: what to write instead.

use policymark::Span;
use policymark::fix::{self, Applicability};
use policymark::language::Language;
use pyo3::prelude::*;
use serde::{Deserialize, Serialize};

use crate::diagnostic::{Diagnostic, language};
use crate::document::Document;
use crate::pickle::{Json, pickled_by_fields};

/// A replacement in the text of a document.
#[pyclass(frozen, get_all, eq, hash, module = "policymark")]
#[derive(PartialEq, Eq, Hash)]
pub(crate) struct Edit {
    /// Where the replaced text starts.
    start: u32,
    /// Where it ends; equal to ``start`` for an insertion.
    end: u32,
    /// What to write there.
    replacement: String,
}

#[pymethods]
impl Edit {
    fn __repr__(&self) -> String {
        let Self { start, end, replacement } = self;
        format!("<Edit {start}:{end} {}>", serde_json::Value::from(replacement.as_str()))
    }
}

/// What to write instead for a diagnostic.
#[pyclass(frozen, module = "policymark")]
pub(crate) struct Fix {
    document: Py<Document>,
    /// Its number in the fixes of the document.
    number: usize,
    said: Json<Said>,
}

/// What a fix says. It takes longer to find than to pickle.
#[derive(Serialize, Deserialize)]
struct Said {
    diagnostic: policymark::Diagnostic,
    applicability: Applicability,
    /// What is replaced, and what to write there.
    edits: Vec<(Span, String)>,
    english: String,
    chinese: String,
}

#[pymethods]
impl Fix {
    /// The diagnostic that it is for.
    #[getter]
    fn diagnostic(&self, py: Python<'_>) -> Diagnostic {
        Diagnostic::new(py, &self.document, &self.said.diagnostic)
    }

    /// Whether it can be applied without a look: it changes no annotation but those that it mends.
    #[getter]
    fn is_safe(&self) -> bool {
        self.said.applicability == Applicability::Safe
    }

    /// What to replace, in the order of the text.
    #[getter]
    fn edits(&self) -> Vec<Edit> {
        let edit = |(span, replacement): &(Span, String)| {
            let (start, end) = self.document.get().span(*span);
            Edit { start, end, replacement: replacement.clone() }
        };
        self.said.edits.iter().map(edit).collect()
    }

    /// What it does, in a language: ``"en"`` or ``"zh"``.
    fn message_in(&self, language: &str) -> PyResult<&str> {
        Ok(match self::language(language)? {
            Language::Chinese => &self.said.chinese,
            _ => &self.said.english,
        })
    }

    fn __eq__(&self, other: &Bound<'_, Self>) -> bool {
        let other = other.get();
        self.number == other.number && self.document.get().is_same(other.document.get())
    }

    fn __hash__(&self) -> u64 {
        self.document.get().hash_of(self.number)
    }

    fn __str__(&self) -> &str {
        &self.said.english
    }

    fn __repr__(&self) -> String {
        let sure = if self.is_safe() { "safe" } else { "unsure" };
        format!("<Fix {sure} {}: {}>", self.said.diagnostic.code(), self.said.english)
    }
}

/// The fixes of a document.
pub(crate) fn all(document: &Bound<'_, Document>) -> Vec<Fix> {
    let inner = document.get().inner();
    let fixes: Vec<_> = document.py().detach(|| inner.fixes().collect());
    let fix = |(number, fix): (usize, fix::Fix<'_>)| Fix {
        document: document.clone().unbind(),
        number,
        said: Json(Said {
            diagnostic: fix.diagnostic().clone(),
            applicability: fix.applicability(),
            edits: fix.edits().iter().map(|e| (e.span(), e.replacement().to_owned())).collect(),
            english: fix.to_string(),
            chinese: fix.in_language(Language::Chinese).to_string(),
        }),
    };
    fixes.into_iter().enumerate().map(fix).collect()
}

/// The text of a document with its safe fixes applied, or with all of them.
pub(crate) fn applied(document: &policymark::Document, unsure: bool) -> String {
    let chosen = document.fixes().filter(|fix| unsure || fix.is_safe());
    fix::apply(document.text(), chosen)
}

pickled_by_fields! {
    Edit { start: u32, end: u32, replacement: String }
    Fix { document: Py<Document>, number: usize, said: Json<Said> }
}
