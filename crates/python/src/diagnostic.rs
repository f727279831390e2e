//! `Diagnostic`: what an annotator should look at.

use policymark::language::Language;
use pyo3::prelude::*;

use crate::document::Document;
use crate::parser::named;
use crate::pickle::{Json, pickled_by_fields};

/// Something that an annotator should look at: ``<手机号码`` without its ``>``.
#[pyclass(frozen, module = "policymark")]
pub(crate) struct Diagnostic {
    document: Py<Document>,
    inner: Json<policymark::Diagnostic>,
}

impl Diagnostic {
    pub(crate) fn new(
        py: Python<'_>,
        document: &Py<Document>,
        diagnostic: &policymark::Diagnostic,
    ) -> Self {
        Self { document: document.clone_ref(py), inner: Json(diagnostic.clone()) }
    }
}

/// The language with this name: `en` or `zh`.
pub(crate) fn language(name: &str) -> PyResult<Language> {
    named(name)
}

#[pymethods]
impl Diagnostic {
    /// The document that it is about.
    #[getter]
    fn document(&self, py: Python<'_>) -> Py<Document> {
        self.document.clone_ref(py)
    }

    /// Its stable code: ``"bracket-unclosed"``. ``grammar.md`` has a section for each.
    #[getter]
    fn code(&self) -> &'static str {
        self.inner.code().name()
    }

    /// ``"error"`` if an annotation was lost, ``"warning"`` or ``"hint"``.
    #[getter]
    fn severity(&self) -> &'static str {
        self.inner.severity().name()
    }

    /// One line in an annotator's words.
    #[getter]
    fn message(&self) -> &str {
        self.inner.message()
    }

    /// What to do about it.
    #[getter]
    fn help(&self) -> &'static str {
        self.inner.help()
    }

    /// The message in a language: ``"en"`` or ``"zh"``.
    fn message_in(&self, language: &str) -> PyResult<String> {
        Ok(self.inner.message_in(self::language(language)?).into_owned())
    }

    /// The help in a language: ``"en"`` or ``"zh"``.
    fn help_in(&self, language: &str) -> PyResult<&'static str> {
        Ok(self.inner.help_in(self::language(language)?))
    }

    /// Where it starts.
    #[getter]
    fn start(&self) -> u32 {
        self.document.get().offset(self.inner.span().start())
    }

    /// Where it ends.
    #[getter]
    fn end(&self) -> u32 {
        self.document.get().offset(self.inner.span().end())
    }

    /// Where it starts and ends.
    #[getter]
    fn span(&self) -> (u32, u32) {
        self.document.get().span(self.inner.span())
    }

    /// A second place that explains the first: for a crossing bracket, the one that it crosses.
    #[getter]
    fn related(&self) -> Option<(u32, u32)> {
        self.inner.related().map(|span| self.document.get().span(span))
    }

    fn __eq__(&self, other: &Bound<'_, Self>) -> bool {
        let other = other.get();
        self.inner == other.inner && self.document.get().is_same(other.document.get())
    }

    fn __hash__(&self) -> u64 {
        self.document.get().hash_of(self.inner.span().start() as usize)
    }

    /// ``1:3: error[bracket-unclosed]: “<” has no “>” on its line``
    fn __str__(&self) -> String {
        let position = self.document.get().position_of(self.inner.span().start());
        let (severity, code) = (self.inner.severity(), self.inner.code());
        format!("{position}: {severity}[{code}]: {}", self.inner.message())
    }

    fn __repr__(&self) -> String {
        let (start, end) = self.span();
        format!("<Diagnostic {} {} {start}:{end}>", self.severity(), self.code())
    }
}

pickled_by_fields! {
    Diagnostic { document: Py<Document>, inner: Json<policymark::Diagnostic> }
}
