//! What the caller wants: the form of the rows.

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

/// The form of what is given back.
#[derive(Clone, Copy)]
pub(super) struct Form {
    /// A row for each statement, and not a list of them for each document.
    pub(super) is_flat: bool,
    pub(super) on_error: OnError,
}

/// What to do with a text that cannot be read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum OnError {
    /// Raise an exception.
    Raise,
    /// Read it as a null.
    Null,
    /// Give a row with the reason.
    Rows,
}

impl Form {
    pub(super) fn new(is_flat: bool, errors: &str) -> PyResult<Self> {
        let on_error = match errors {
            "raise" => OnError::Raise,
            "null" => OnError::Null,
            "rows" => OnError::Rows,
            _ => {
                let message =
                    format!("unknown errors={errors:?}; expected one of raise, null, rows");
                return Err(PyValueError::new_err(message));
            }
        };
        Ok(Self { is_flat, on_error })
    }
}
