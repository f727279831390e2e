//! Why a document gives no rows.

use std::str::Utf8Error;

use policymark::text::Unit;
use pyo3::prelude::*;

use crate::error;

/// Why a document gives no rows.
#[derive(Debug, thiserror::Error)]
pub(super) enum Fault {
    #[error("the text is null")]
    Null,
    #[error("the text is not UTF-8: {0}")]
    NotUtf8(Utf8Error),
    #[error("{0}")]
    NotParsed(policymark::Error),
}

impl Fault {
    pub(super) const fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// The exception, with the number of the document. Places in `text` are in `unit`.
    pub(super) fn exception(&self, py: Python<'_>, text: &str, unit: Unit, document: i64) -> PyErr {
        match self {
            Self::Null | Self::NotUtf8(_) => error::unreadable(py, self, document),
            Self::NotParsed(error) => error::not_parsed(py, error, text, unit, Some(document)),
        }
    }
}
