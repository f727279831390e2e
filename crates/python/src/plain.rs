//! `PlainText`: a policy without its marks.

use std::sync::Arc;

use policymark::text::{Unit, shortened};
use policymark::write;
use pyo3::exceptions::PyIndexError;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::PyString;

use crate::document::Document;
use crate::offsets::Units;
use crate::pickle::{self, Pickle, Pickled, unchanging};

/// What a document keeps of its plain text.
pub(crate) struct Plain {
    inner: write::PlainText,
    units: Units,
    text: PyOnceLock<Py<PyString>>,
}

impl Plain {
    pub(crate) fn new(document: &policymark::Document) -> Self {
        let inner = document.plain_text();
        Self { inner, units: Units::default(), text: PyOnceLock::new() }
    }
}

/// The text of a policy without its marks, with the places of each in the other. ``str()`` gives the text.
#[pyclass(frozen, module = "policymark")]
pub(crate) struct PlainText {
    document: Py<Document>,
    plain: Arc<Plain>,
    unit: Unit,
}

impl PlainText {
    pub(crate) fn new(document: &Bound<'_, Document>) -> Self {
        let own = document.get();
        let plain = document.py().detach(|| Arc::clone(own.plain()));
        Self { document: document.clone().unbind(), plain, unit: own.unit() }
    }
}

fn no_offset(offset: u32) -> PyErr {
    PyIndexError::new_err(format!("the text has no offset {offset}"))
}

#[pymethods]
impl PlainText {
    /// The text.
    #[getter]
    fn text(&self, py: Python<'_>) -> Py<PyString> {
        let text = || PyString::new(py, self.plain.inner.text()).unbind();
        self.plain.text.get_or_init(py, text).clone_ref(py)
    }

    /// Where an offset of the annotated text is in this one. In markup, where the markup was.
    fn to_plain(&self, offset: u32) -> PyResult<u32> {
        let Plain { inner, units, .. } = self.plain.as_ref();
        let byte = self.document.get().byte(offset).ok_or_else(|| no_offset(offset))?;
        Ok(units.offset(inner.text(), self.unit, inner.to_plain(byte)))
    }

    /// Where an offset of this text is in the annotated one.
    fn to_markup(&self, offset: u32) -> PyResult<u32> {
        let Plain { inner, units, .. } = self.plain.as_ref();
        let byte = units.byte(inner.text(), self.unit, offset).ok_or_else(|| no_offset(offset))?;
        Ok(self.document.get().offset(inner.to_markup(byte)))
    }

    fn __eq__(&self, other: &Bound<'_, Self>) -> bool {
        self.plain.inner == other.get().plain.inner
    }

    fn __str__(&self, py: Python<'_>) -> Py<PyString> {
        self.text(py)
    }

    fn __repr__(&self) -> String {
        let start = shortened(self.plain.inner.text().trim_start(), 40);
        format!("<PlainText {}>", serde_json::Value::from(start))
    }
}

impl Pickle for PlainText {
    fn pickled<'py>(&self, py: Python<'py>) -> PyResult<Pickled<'py>> {
        pickle::attribute(py, &self.document, "plain_text")
    }
}

unchanging!(PlainText);
