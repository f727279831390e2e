//! `Annotation` and `Item`.

use std::borrow::Cow;

use policymark::annotation::AnnotationId;
use policymark::document::Item as LibraryItem;
use pyo3::exceptions::PyIndexError;
use pyo3::prelude::*;

use crate::document::Document;
use crate::pickle::{Name, Pickle, Pickled, pickled_by_fields, unchanging};
use crate::section::{Section, Sentence};
use crate::sequence::{self, Kind};
use crate::statement::Statement;

/// A mark in a policy: ``<手机号码>``.
#[pyclass(frozen, module = "policymark")]
pub(crate) struct Annotation {
    document: Py<Document>,
    id: AnnotationId,
}

impl Annotation {
    pub(crate) fn new(
        py: Python<'_>,
        document: &Py<Document>,
        annotation: policymark::Annotation<'_>,
    ) -> Self {
        Self { document: document.clone_ref(py), id: annotation.id() }
    }

    pub(crate) fn all<'d>(
        py: Python<'_>,
        document: &Py<Document>,
        annotations: impl Iterator<Item = policymark::Annotation<'d>>,
    ) -> Vec<Self> {
        annotations.map(|annotation| Self::new(py, document, annotation)).collect()
    }

    /// Whether both are one annotation of one document.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        self.id == other.id && self.document.get().is_same(other.document.get())
    }

    /// The handle of the library.
    fn get(&self) -> PyResult<policymark::Annotation<'_>> {
        let found = self.document.get().inner().annotation(self.id);
        found.ok_or_else(|| PyIndexError::new_err("the document has no such annotation"))
    }
}

#[pymethods]
impl Annotation {
    /// The document that it is in.
    #[getter]
    fn document(&self, py: Python<'_>) -> Py<Document> {
        self.document.clone_ref(py)
    }

    /// Its number in ``document.annotations``.
    #[getter]
    fn id(&self) -> usize {
        self.id.index()
    }

    /// What it marks: ``"purpose"`` for ``{}``, ``"action"`` for ``[]``, ``"data"`` for ``<>``,
    /// ``"actor"`` for ``()``, unless the dialect says otherwise.
    #[getter]
    fn kind(&self) -> PyResult<&'static str> {
        Ok(self.get()?.kind().name())
    }

    /// Of ``{}``: ``"purpose"`` or ``"condition"``. Of ``[]``: ``"collect"`` or ``"share"``. Of ``()``:
    /// ``"place"`` if it is a place or a system.
    #[getter]
    fn role(&self) -> PyResult<Option<&'static str>> {
        Ok(self.get()?.role().map(|role| role.name()))
    }

    /// Of a condition: ``"consent"``, ``"law"``, ``"contract"``, ``"period"``, ``"occasion"`` or
    /// ``"other"``.
    #[getter]
    fn ground(&self) -> PyResult<Option<&'static str>> {
        Ok(self.get()?.ground().map(|ground| ground.name()))
    }

    /// Of an action, the processing by article 4 of the PIPL: ``"collect"``, ``"store"``, ``"use"``,
    /// ``"process"``, ``"transmit"``, ``"provide"``, ``"disclose"`` or ``"delete"``.
    #[getter]
    fn processing(&self) -> PyResult<Option<&'static str>> {
        Ok(self.get()?.processing().map(|processing| processing.name()))
    }

    /// Of an actor: ``"first"`` (我们), ``"third"`` or ``"subject"`` (您).
    #[getter]
    fn party(&self) -> PyResult<Option<&'static str>> {
        Ok(self.get()?.party().map(|party| party.name()))
    }

    /// Of data, the category of personal information by GB/T 35273: ``"location"``, ``"health"``, ...
    #[getter]
    fn category(&self) -> PyResult<Option<&'static str>> {
        Ok(self.get()?.category().map(|category| category.name()))
    }

    /// Whether it names sensitive personal information.
    #[getter]
    fn is_sensitive(&self) -> PyResult<bool> {
        Ok(self.get()?.is_sensitive())
    }

    /// Why it is an annotation and no ordinary bracket: ``"marked"``, ``"party"``, ...
    #[getter]
    fn reason(&self) -> PyResult<Option<&'static str>> {
        Ok(self.get()?.node().reading().map(|reading| reading.reason.name()))
    }

    /// The marked words, without brackets, backslashes of escapes, and blanks at the edges.
    #[getter]
    fn text(&self) -> PyResult<Cow<'_, str>> {
        Ok(self.get()?.text())
    }

    /// The source text, brackets included.
    #[getter]
    fn source(&self) -> PyResult<&str> {
        Ok(self.get()?.node().source())
    }

    /// Where it starts, at its bracket.
    #[getter]
    fn start(&self) -> PyResult<u32> {
        Ok(self.document.get().offset(self.get()?.span().start()))
    }

    /// Where it ends, after its bracket.
    #[getter]
    fn end(&self) -> PyResult<u32> {
        Ok(self.document.get().offset(self.get()?.span().end()))
    }

    /// Where it starts and ends, brackets included.
    #[getter]
    fn span(&self) -> PyResult<(u32, u32)> {
        Ok(self.document.get().span(self.get()?.span()))
    }

    /// The data items that ``<昵称、头像>`` names.
    #[getter]
    fn items(&self) -> PyResult<Vec<Item>> {
        let document = self.document.get();
        Ok(self.get()?.items().map(|item| Item::new(document, item)).collect())
    }

    /// The innermost annotation that holds it.
    #[getter]
    fn parent(&self, py: Python<'_>) -> PyResult<Option<Self>> {
        Ok(self.get()?.parent().map(|parent| Self::new(py, &self.document, parent)))
    }

    /// The sentence that holds it.
    #[getter]
    fn sentence(&self, py: Python<'_>) -> PyResult<Option<Sentence>> {
        let sentence = self.get()?.sentence();
        Ok(sentence.map(|sentence| Sentence::new(py, &self.document, sentence)))
    }

    /// The innermost section that holds it.
    #[getter]
    fn section(&self, py: Python<'_>) -> PyResult<Option<Section>> {
        let section = self.get()?.section();
        Ok(section.map(|section| Section::new(py, &self.document, section)))
    }

    /// The statements of which it is a member, in the order of the text.
    #[getter]
    fn statements(&self, py: Python<'_>) -> PyResult<Vec<Statement>> {
        Ok(Statement::all(py, &self.document, self.get()?.statements()))
    }

    /// What ``<上述信息>`` or ``(该合作伙伴)`` means: annotations named before. Empty if it does not refer
    /// back.
    #[getter]
    fn means(&self, py: Python<'_>) -> PyResult<Vec<Self>> {
        let meant = self.get()?.reference().into_iter().flat_map(|found| found.annotations());
        Ok(Self::all(py, &self.document, meant))
    }

    fn __eq__(&self, other: &Bound<'_, Self>) -> bool {
        self.is_same(other.get())
    }

    pub(crate) fn __hash__(&self) -> u64 {
        self.document.get().hash_of(self.id.index())
    }

    pub(crate) fn __repr__(&self) -> PyResult<String> {
        let annotation = self.get()?;
        Ok(format!("<Annotation #{} {} {}>", self.id, annotation.kind(), annotation.text()))
    }
}

impl Pickle for Annotation {
    fn pickled<'py>(&self, py: Python<'py>) -> PyResult<Pickled<'py>> {
        sequence::pickled(py, &self.document, Kind::Annotations, self.id.index())
    }
}

unchanging!(Annotation);

/// A data item that an annotation names: the 头像 of ``<昵称、头像>``.
#[pyclass(frozen, get_all, eq, hash, module = "policymark")]
#[derive(PartialEq, Eq, Hash)]
pub(crate) struct Item {
    /// Its words.
    text: String,
    /// Where it starts.
    start: u32,
    /// Where it ends.
    end: u32,
    /// The category of personal information, if the lexicon has the item.
    category: Option<Name>,
    /// Whether it is sensitive personal information.
    is_sensitive: bool,
}

impl Item {
    fn new(document: &Document, item: LibraryItem<'_>) -> Self {
        let (start, end) = document.span(item.span());
        let class = item.class();
        Self {
            text: item.text().into_owned(),
            start,
            end,
            category: class.map(|class| class.category.name().into()),
            is_sensitive: class.is_some_and(|class| class.is_sensitive()),
        }
    }
}

#[pymethods]
impl Item {
    fn __repr__(&self) -> String {
        format!("<Item {}>", self.text)
    }
}

pickled_by_fields! {
    Item { text: String, start: u32, end: u32, category: Option<Name>, is_sensitive: bool }
}
