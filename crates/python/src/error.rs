//! Errors of the library as exceptions of `policymark._errors`, with their places.

use std::fmt::Display;

use policymark::Error;
use policymark::agreement::PlainTextsDiffer;
use policymark::lexicon::LexiconError;
use policymark::text::Unit;
use policymark::write::AnnotateError;
use pyo3::prelude::*;
use pyo3::types::{IntoPyDict, PyDict};

use crate::document::Document;
use crate::offsets::Counts;

/// An exception of this class, with its message and its attributes.
fn exception(py: Python<'_>, class: &str, message: String, about: &Bound<'_, PyDict>) -> PyErr {
    let make = || py.import("policymark._errors")?.getattr(class)?.call((message,), Some(about));
    make().map_or_else(|error| error, PyErr::from_value)
}

/// `Error` for a document of a column that is no text.
pub(crate) fn unreadable(py: Python<'_>, error: &dyn Display, document: i64) -> PyErr {
    let about = [("document", document)].into_py_dict(py);
    let message = in_column(error, Some(document));
    about.map_or_else(|e| e, |about| exception(py, "Error", message, &about))
}

/// A message that says which one of a million documents it is about.
fn in_column(error: &dyn Display, document: Option<i64>) -> String {
    document.map_or_else(|| error.to_string(), |number| format!("document {number}: {error}"))
}

/// `ParseError` or `TooLongError`. Places are in `unit` of `text`, which was not parsed. A text of a column
/// has the number of its document.
pub(crate) fn not_parsed(
    py: Python<'_>,
    error: &Error,
    text: &str,
    unit: Unit,
    document: Option<i64>,
) -> PyErr {
    let message = in_column(error, document);
    let about = PyDict::new(py);
    let (class, filled) = match error {
        Error::TooLong { len, max } => {
            ("TooLongError", [("length", len), ("limit", max)].into_py_dict(py))
        }
        Error::Strict { diagnostic, position, .. } => {
            let counts = Counts::new(text, unit);
            let span = diagnostic.span();
            let place = [
                ("start", counts.before(text, span.start())),
                ("end", counts.before(text, span.end())),
                ("line", position.line),
                ("column", position.column),
            ];
            let filled = place.into_py_dict(py).and_then(|about| {
                about.set_item("code", diagnostic.code().name())?;
                Ok(about)
            });
            ("ParseError", filled)
        }
        _ => ("Error", Ok(about)),
    };
    let filled = filled.and_then(|about| about.set_item("document", document).map(|()| about));
    filled.map_or_else(|error| error, |about| exception(py, class, message, &about))
}

/// `LexiconError`, with the line of the table.
pub(crate) fn bad_table(py: Python<'_>, error: &LexiconError) -> PyErr {
    let about = [("line", error.line())].into_py_dict(py);
    about.map_or_else(|e| e, |about| exception(py, "LexiconError", error.to_string(), &about))
}

/// `JsonError`, with the line and column of the JSON.
pub(crate) fn bad_json(py: Python<'_>, error: &serde_json::Error) -> PyErr {
    let about = [("line", error.line()), ("column", error.column())].into_py_dict(py);
    about.map_or_else(|e| e, |about| exception(py, "JsonError", error.to_string(), &about))
}

/// `AnnotateError`, with the number of the mark.
pub(crate) fn not_annotated(
    py: Python<'_>,
    error: &AnnotateError,
    plain: &str,
    unit: Unit,
) -> PyErr {
    let AnnotateError::Mark { index, span, fault } = error else {
        return match error {
            AnnotateError::Parse(error) => not_parsed(py, error, plain, unit, None),
            _ => exception(py, "Error", error.to_string(), &PyDict::new(py)),
        };
    };
    let counts = Counts::new(plain, unit);
    let inside = |byte: u32| plain.floor_char_boundary(byte as usize) as u32;
    let place = [
        ("index", *index as u32),
        ("start", counts.before(plain, inside(span.start()))),
        ("end", counts.before(plain, inside(span.end()))),
    ];
    let message = format!("mark {index}: {fault}");
    place
        .into_py_dict(py)
        .map_or_else(|e| e, |about| exception(py, "AnnotateError", message, &about))
}

/// `TextsDifferError`, with the first place that differs in both texts.
pub(crate) fn texts_differ(
    first: &Document,
    second: &Document,
    py: Python<'_>,
    error: &PlainTextsDiffer,
) -> PyErr {
    let places = [("first", first.span(error.first())), ("second", second.span(error.second()))]
        .into_py_dict(py);
    places.map_or_else(|e| e, |about| exception(py, "TextsDifferError", error.to_string(), &about))
}
