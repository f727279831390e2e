//! `Section` and `Sentence`.

use std::borrow::Cow;

use policymark::outline::{SectionId, SentenceId};
use pyo3::exceptions::PyIndexError;
use pyo3::prelude::*;

use crate::annotation::Annotation;
use crate::document::Document;
use crate::pickle::{Pickle, Pickled, unchanging};
use crate::sequence::{self, Kind};
use crate::statement::Statement;

/// A heading with all that is below it, or a numbered item of running text.
#[pyclass(frozen, module = "policymark")]
pub(crate) struct Section {
    document: Py<Document>,
    id: SectionId,
}

impl Section {
    pub(crate) fn new(
        py: Python<'_>,
        document: &Py<Document>,
        section: policymark::Section<'_>,
    ) -> Self {
        Self { document: document.clone_ref(py), id: section.id() }
    }

    pub(crate) fn all<'d>(
        py: Python<'_>,
        document: &Py<Document>,
        sections: impl IntoIterator<Item = policymark::Section<'d>>,
    ) -> Vec<Self> {
        sections.into_iter().map(|section| Self::new(py, document, section)).collect()
    }

    fn get(&self) -> PyResult<policymark::Section<'_>> {
        let found = self.document.get().inner().section(self.id);
        found.ok_or_else(|| PyIndexError::new_err("the document has no such section"))
    }
}

#[pymethods]
impl Section {
    /// The document that it is in.
    #[getter]
    fn document(&self, py: Python<'_>) -> Py<Document> {
        self.document.clone_ref(py)
    }

    /// Its number in ``document.sections``.
    #[getter]
    fn id(&self) -> usize {
        self.id.index()
    }

    /// The heading, with its number: ``一、我们如何收集信息``. ``None`` for an item.
    #[getter]
    fn title(&self) -> PyResult<Option<&str>> {
        Ok(self.get()?.title())
    }

    /// Its number as it is written: ``（一）``.
    #[getter]
    fn label(&self) -> PyResult<Option<&str>> {
        Ok(self.get()?.label())
    }

    /// Its own words: the heading without its number, or the first words of an item.
    #[getter]
    fn text(&self) -> PyResult<Cow<'_, str>> {
        Ok(self.get()?.text())
    }

    /// Whether it is an item of running text and not a heading.
    #[getter]
    fn is_item(&self) -> PyResult<bool> {
        Ok(self.get()?.is_item())
    }

    /// The level of a heading, from 1; of an item, that of its heading.
    #[getter]
    fn level(&self) -> PyResult<usize> {
        Ok(self.get()?.level())
    }

    /// Where it starts.
    #[getter]
    fn start(&self) -> PyResult<u32> {
        Ok(self.document.get().offset(self.get()?.span().start()))
    }

    /// Where it ends, with all that is in it.
    #[getter]
    fn end(&self) -> PyResult<u32> {
        Ok(self.document.get().offset(self.get()?.span().end()))
    }

    /// Where it starts and ends, with all that is in it.
    #[getter]
    fn span(&self) -> PyResult<(u32, u32)> {
        Ok(self.document.get().span(self.get()?.span()))
    }

    /// The section that holds it.
    #[getter]
    fn parent(&self, py: Python<'_>) -> PyResult<Option<Self>> {
        Ok(self.get()?.parent().map(|parent| Self::new(py, &self.document, parent)))
    }

    /// The sections directly in it.
    #[getter]
    fn children(&self, py: Python<'_>) -> PyResult<Vec<Self>> {
        Ok(Self::all(py, &self.document, self.get()?.children()))
    }

    /// The annotations in it, and in the sections in it.
    #[getter]
    fn annotations(&self, py: Python<'_>) -> PyResult<Vec<Annotation>> {
        Ok(Annotation::all(py, &self.document, self.get()?.annotations()))
    }

    /// The statements in it, and in the sections in it.
    #[getter]
    fn statements(&self, py: Python<'_>) -> PyResult<Vec<Statement>> {
        Ok(Statement::all(py, &self.document, self.get()?.statements()))
    }

    fn __eq__(&self, other: &Bound<'_, Self>) -> bool {
        let other = other.get();
        self.id == other.id && self.document.get().is_same(other.document.get())
    }

    fn __hash__(&self) -> u64 {
        self.document.get().hash_of(self.id.index())
    }

    fn __repr__(&self) -> PyResult<String> {
        let section = self.get()?;
        let kind = if section.is_item() { "item" } else { "heading" };
        Ok(format!("<Section #{} {kind} {}>", self.id, section.title().unwrap_or(&section.text())))
    }
}

impl Pickle for Section {
    fn pickled<'py>(&self, py: Python<'py>) -> PyResult<Pickled<'py>> {
        sequence::pickled(py, &self.document, Kind::Sections, self.id.index())
    }
}

unchanging!(Section);

/// A sentence of a policy.
#[pyclass(frozen, module = "policymark")]
pub(crate) struct Sentence {
    document: Py<Document>,
    id: SentenceId,
}

impl Sentence {
    pub(crate) fn new(
        py: Python<'_>,
        document: &Py<Document>,
        sentence: policymark::Sentence<'_>,
    ) -> Self {
        Self { document: document.clone_ref(py), id: sentence.id() }
    }

    fn get(&self) -> PyResult<policymark::Sentence<'_>> {
        let found = self.document.get().inner().sentence(self.id);
        found.ok_or_else(|| PyIndexError::new_err("the document has no such sentence"))
    }
}

#[pymethods]
impl Sentence {
    /// The document that it is in.
    #[getter]
    fn document(&self, py: Python<'_>) -> Py<Document> {
        self.document.clone_ref(py)
    }

    /// Its number in ``document.sentences``.
    #[getter]
    fn id(&self) -> usize {
        self.id.index()
    }

    /// Its source text, with the punctuation that ends it.
    #[getter]
    fn source(&self) -> PyResult<&str> {
        Ok(self.get()?.source())
    }

    /// Where it starts.
    #[getter]
    fn start(&self) -> PyResult<u32> {
        Ok(self.document.get().offset(self.get()?.span().start()))
    }

    /// Where it ends.
    #[getter]
    fn end(&self) -> PyResult<u32> {
        Ok(self.document.get().offset(self.get()?.span().end()))
    }

    /// Where it starts and ends.
    #[getter]
    fn span(&self) -> PyResult<(u32, u32)> {
        Ok(self.document.get().span(self.get()?.span()))
    }

    /// The innermost section that holds it.
    #[getter]
    fn section(&self, py: Python<'_>) -> PyResult<Option<Section>> {
        let section = self.get()?.section();
        Ok(section.map(|section| Section::new(py, &self.document, section)))
    }

    /// The annotations in it.
    #[getter]
    fn annotations(&self, py: Python<'_>) -> PyResult<Vec<Annotation>> {
        Ok(Annotation::all(py, &self.document, self.get()?.annotations()))
    }

    /// The statements that it makes.
    #[getter]
    fn statements(&self, py: Python<'_>) -> PyResult<Vec<Statement>> {
        Ok(Statement::all(py, &self.document, self.get()?.statements()))
    }

    fn __eq__(&self, other: &Bound<'_, Self>) -> bool {
        let other = other.get();
        self.id == other.id && self.document.get().is_same(other.document.get())
    }

    fn __hash__(&self) -> u64 {
        self.document.get().hash_of(self.id.index())
    }

    fn __repr__(&self) -> PyResult<String> {
        Ok(format!("<Sentence #{} {}>", self.id, self.get()?.source().trim()))
    }
}

impl Pickle for Sentence {
    fn pickled<'py>(&self, py: Python<'py>) -> PyResult<Pickled<'py>> {
        sequence::pickled(py, &self.document, Kind::Sentences, self.id.index())
    }
}

unchanging!(Sentence);
