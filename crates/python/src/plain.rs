//! `PlainText`: a policy without its marks.

use policymark::write;
use pyo3::exceptions::PyIndexError;
use pyo3::prelude::*;

use crate::document::Document;
use crate::offsets::Counts;

/// The text of a policy without its marks, with the places of each in the other. ``str()`` gives the text.
#[pyclass(frozen, module = "policymark")]
pub(crate) struct PlainText {
    document: Py<Document>,
    inner: write::PlainText,
    counts: Counts,
}

impl PlainText {
    pub(crate) fn new(document: &Bound<'_, Document>) -> Self {
        let own = document.get();
        let inner = own.inner().plain_text();
        let counts = Counts::new(inner.text(), own.unit());
        Self { document: document.clone().unbind(), inner, counts }
    }
}

fn no_offset(offset: u32) -> PyErr {
    PyIndexError::new_err(format!("the text has no offset {offset}"))
}

#[pymethods]
impl PlainText {
    /// The text.
    #[getter]
    fn text(&self) -> &str {
        self.inner.text()
    }

    /// Where an offset of the annotated text is in this one. In markup, where the markup was.
    fn to_plain(&self, offset: u32) -> PyResult<u32> {
        let byte = self.document.get().byte(offset).ok_or_else(|| no_offset(offset))?;
        Ok(self.counts.before(self.inner.text(), self.inner.to_plain(byte)))
    }

    /// Where an offset of this text is in the annotated one.
    fn to_markup(&self, offset: u32) -> PyResult<u32> {
        let byte = self.counts.byte(self.inner.text(), offset).ok_or_else(|| no_offset(offset))?;
        Ok(self.document.get().offset(self.inner.to_markup(byte)))
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.inner == other.get().inner)
    }

    fn __str__(&self) -> &str {
        self.inner.text()
    }

    fn __repr__(&self) -> String {
        let start = policymark::text::shortened(self.inner.text().trim_start(), 40);
        format!("<PlainText {}>", serde_json::Value::from(start))
    }
}
