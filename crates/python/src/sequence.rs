//! `Handles`: the statements, annotations, sections or sentences of a document, as Python's sequences are.

use policymark::annotation::AnnotationId;
use policymark::outline::{SectionId, SentenceId};
use policymark::statement::StatementId;
use pyo3::exceptions::{PyIndexError, PyTypeError};
use pyo3::prelude::*;
use pyo3::types::{PyList, PySlice};

use crate::annotation::Annotation;
use crate::document::Document;
use crate::pickle::{self, Pickle, Pickled, unchanging};
use crate::section::{Section, Sentence};
use crate::statement::Statement;

/// What a sequence has.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Statements,
    Annotations,
    Sections,
    Sentences,
}

impl Kind {
    /// The attribute of a document that has the sequence.
    const fn name(self) -> &'static str {
        match self {
            Self::Statements => "statements",
            Self::Annotations => "annotations",
            Self::Sections => "sections",
            Self::Sentences => "sentences",
        }
    }
}

/// How to pickle an object of a document: as the document, and the place in its sequence.
pub(crate) fn pickled<'py>(
    py: Python<'py>,
    document: &Py<Document>,
    kind: Kind,
    number: usize,
) -> PyResult<Pickled<'py>> {
    let sequence = Handles { document: document.clone_ref(py), kind };
    pickle::item(py, sequence, number)
}

/// All statements, annotations, sections or sentences of a document, in the order of the text.
///
/// It works as a list that cannot be changed. Each object is made when it is asked for: ``statements[0]`` of a
/// long document takes no longer than of a short one. A slice is a list.
#[pyclass(frozen, module = "policymark")]
pub(crate) struct Handles {
    document: Py<Document>,
    kind: Kind,
}

impl Handles {
    pub(crate) fn new(document: &Bound<'_, Document>, kind: Kind) -> Self {
        Self { document: document.clone().unbind(), kind }
    }

    fn len(&self) -> usize {
        let document = self.document.get().inner();
        match self.kind {
            Kind::Statements => document.statements().len(),
            Kind::Annotations => document.annotations().len(),
            Kind::Sections => document.sections().len(),
            Kind::Sentences => document.sentences().len(),
        }
    }

    /// The object with this number.
    fn get<'py>(&self, py: Python<'py>, number: usize) -> PyResult<Bound<'py, PyAny>> {
        let (document, inner) = (&self.document, self.document.get().inner());
        Ok(match self.kind {
            Kind::Statements => {
                let found = StatementId::try_from(number).ok().and_then(|id| inner.statement(id));
                Bound::new(py, Statement::new(py, document, found.ok_or_else(no_index)?))?
                    .into_any()
            }
            Kind::Annotations => {
                let found = AnnotationId::try_from(number).ok().and_then(|id| inner.annotation(id));
                Bound::new(py, Annotation::new(py, document, found.ok_or_else(no_index)?))?
                    .into_any()
            }
            Kind::Sections => {
                let found = SectionId::try_from(number).ok().and_then(|id| inner.section(id));
                Bound::new(py, Section::new(py, document, found.ok_or_else(no_index)?))?.into_any()
            }
            Kind::Sentences => {
                let found = SentenceId::try_from(number).ok().and_then(|id| inner.sentence(id));
                Bound::new(py, Sentence::new(py, document, found.ok_or_else(no_index)?))?.into_any()
            }
        })
    }

    fn list<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        let all = (0..self.len()).map(|number| self.get(py, number));
        PyList::new(py, all.collect::<PyResult<Vec<_>>>()?)
    }
}

fn no_index() -> PyErr {
    PyIndexError::new_err("index out of range")
}

#[pymethods]
impl Handles {
    fn __len__(&self) -> usize {
        self.len()
    }

    fn __getitem__<'py>(&self, index: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let (py, len) = (index.py(), self.len() as isize);
        if let Ok(slice) = index.cast::<PySlice>() {
            let range = slice.indices(len)?;
            let number = |place: usize| (range.start + place as isize * range.step) as usize;
            let each = (0..range.slicelength).map(|place| self.get(py, number(place)));
            return Ok(PyList::new(py, each.collect::<PyResult<Vec<_>>>()?)?.into_any());
        }
        if !index.hasattr("__index__")? {
            let found = index.get_type().name()?;
            return Err(PyTypeError::new_err(format!("expected an index or a slice, not {found}")));
        }
        let index: isize = index.extract().map_err(|_| no_index())?;
        let number = if index < 0 { index + len } else { index };
        self.get(py, usize::try_from(number).map_err(|_| no_index())?)
    }

    // To make all at once is faster than to make them one by one.
    fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(self.list(py)?.try_iter()?.into_any())
    }

    fn __reversed__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.list(py)?.call_method0("__reversed__")
    }

    fn __contains__(&self, item: &Bound<'_, PyAny>) -> PyResult<bool> {
        self.list(item.py())?.contains(item)
    }

    /// The place of an object in it.
    fn index(&self, item: &Bound<'_, PyAny>) -> PyResult<usize> {
        self.list(item.py())?.index(item)
    }

    /// How often an object is in it: once or not at all.
    fn count(&self, item: &Bound<'_, PyAny>) -> PyResult<usize> {
        Ok(self.__contains__(item)?.into())
    }

    /// Equal to a list of the same objects.
    fn __eq__<'py>(&self, other: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let py = other.py();
        if let Ok(other) = other.cast::<Self>() {
            let other = other.get();
            let is_same = self.document.get().is_same(other.document.get());
            let is_empty = self.len() == 0 && other.len() == 0;
            return Ok((is_empty || is_same && self.kind == other.kind)
                .into_pyobject(py)?
                .to_owned()
                .into_any());
        }
        match other.cast::<PyList>() {
            Ok(list) => self.list(py)?.rich_compare(list, pyo3::basic::CompareOp::Eq),
            Err(_) => Ok(py.NotImplemented().into_bound(py)),
        }
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        Ok(self.list(py)?.repr()?.to_string())
    }
}

impl Pickle for Handles {
    fn pickled<'py>(&self, py: Python<'py>) -> PyResult<Pickled<'py>> {
        pickle::attribute(py, &self.document, self.kind.name())
    }
}

unchanging!(Handles);
