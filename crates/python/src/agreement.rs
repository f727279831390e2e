//! `Agreement`: how far two annotators of one text agree.

use policymark::agreement;
use policymark::annotation::AnnotationId;
use policymark::{AnnotationKind, Span};
use pyo3::prelude::*;
use serde::{Deserialize, Serialize};

use crate::annotation::Annotation;
use crate::change::Change;
use crate::document::Document;
use crate::error;
use crate::parser::named;
use crate::pickle::{Json, pickled_by_fields};
use crate::sum;

/// The figures of agreement in one text or in many; ``+`` adds them up. A ``kind`` is ``"data"``,
/// ``"action"``, ``"purpose"`` or ``"actor"``; without one, all kinds count. ``None`` stands for a figure that
/// does not exist, such as the F1 of nothing.
#[pyclass(frozen, eq, module = "policymark")]
#[derive(Clone, PartialEq)]
pub(crate) struct Figures(agreement::Figures);

fn kind(name: Option<&str>) -> PyResult<Option<AnnotationKind>> {
    name.map(named).transpose()
}

impl Figures {
    fn matched(&self, name: Option<&str>, overlapping: bool) -> PyResult<agreement::Matches> {
        let kind = kind(name)?;
        Ok(if overlapping { self.0.overlapping(kind) } else { self.0.exact(kind) })
    }
}

#[pymethods]
impl Figures {
    /// Those of no text, or those that ``to_json`` wrote.
    #[new]
    #[pyo3(signature = (json = None))]
    fn new(py: Python<'_>, json: Option<&str>) -> PyResult<Self> {
        let read = json.map_or_else(|| Ok(agreement::Figures::default()), serde_json::from_str);
        read.map(Self).map_err(|fault| error::bad_json(py, &fault))
    }

    /// How many pairs of texts were compared.
    #[getter]
    fn texts(&self) -> u64 {
        self.0.texts
    }

    /// How many annotations both have, how many only the first one, and how many only the second one: those of
    /// the same kind and extent, or with ``overlapping`` those of the same kind that share a character.
    #[pyo3(signature = (kind = None, *, overlapping = false))]
    fn matches(&self, kind: Option<&str>, overlapping: bool) -> PyResult<(u64, u64, u64)> {
        let found = self.matched(kind, overlapping)?;
        Ok((found.matched, found.only_first, found.only_second))
    }

    /// F1 of annotations: exact, or ``overlapping``.
    #[pyo3(signature = (kind = None, *, overlapping = false))]
    fn f1(&self, kind: Option<&str>, overlapping: bool) -> PyResult<Option<f64>> {
        Ok(self.matched(kind, overlapping)?.f1())
    }

    /// F1 of statements.
    #[getter]
    fn statement_f1(&self) -> Option<f64> {
        self.0.statements.f1()
    }

    /// Cohen's kappa, by what a reader sees as one character.
    #[pyo3(signature = (kind = None))]
    fn kappa(&self, kind: Option<&str>) -> PyResult<Option<f64>> {
        Ok(self.0.kappa(self::kind(kind)?))
    }

    /// Krippendorff's alpha, by what a reader sees as one character.
    #[pyo3(signature = (kind = None))]
    fn alpha(&self, kind: Option<&str>) -> PyResult<Option<f64>> {
        Ok(self.0.alpha(self::kind(kind)?))
    }

    /// All figures as JSON, with how many graphemes have which ``labels`` by both annotators, for other coefficients.
    fn to_json(&self, py: Python<'_>) -> PyResult<String> {
        serde_json::to_string(&self.0).map_err(|fault| error::bad_json(py, &fault))
    }

    fn __add__(&self, other: &Bound<'_, Self>) -> Self {
        let mut sum = self.0.clone();
        sum += &other.get().0;
        Self(sum)
    }

    /// ``sum`` starts with 0.
    fn __radd__<'py>(
        slf: &Bound<'py, Self>,
        zero: &Bound<'py, PyAny>,
    ) -> PyResult<Bound<'py, PyAny>> {
        sum::plus(zero, slf)
    }

    fn __getnewargs__(&self, py: Python<'_>) -> PyResult<(String,)> {
        Ok((self.to_json(py)?,))
    }

    fn __repr__(&self) -> String {
        let shown = |figure: Option<f64>| figure.map_or("-".to_owned(), |f| format!("{f:.3}"));
        let (f1, kappa) = (self.0.exact(None).f1(), self.0.kappa(None));
        format!("<Figures texts={} f1={} kappa={}>", self.0.texts, shown(f1), shown(kappa))
    }
}

/// Where two annotators differ: an annotation that only one of them has, or that has another kind or extent.
#[pyclass(frozen, module = "policymark")]
pub(crate) struct Disagreement {
    first: Py<Document>,
    second: Py<Document>,
    found: Json<Found>,
}

/// What differs.
#[derive(PartialEq, Serialize, Deserialize)]
struct Found {
    kind: agreement::DisagreementKind,
    first: Option<AnnotationId>,
    second: Option<AnnotationId>,
    spans: (Span, Span),
    text: String,
    is_ordinary_in_other: bool,
}

impl Disagreement {
    fn new(
        first: &Bound<'_, Document>,
        second: &Bound<'_, Document>,
        found: agreement::Disagreement<'_>,
    ) -> Self {
        let found = Found {
            kind: found.kind,
            first: found.first.map(|annotation| annotation.id()),
            second: found.second.map(|annotation| annotation.id()),
            spans: found.spans(),
            text: found.text().into_owned(),
            is_ordinary_in_other: found.is_ordinary_in_other,
        };
        Self { first: first.clone().unbind(), second: second.clone().unbind(), found: Json(found) }
    }
}

fn annotation(py: Python<'_>, document: &Py<Document>, id: AnnotationId) -> Option<Annotation> {
    let found = document.get().inner().annotation(id)?;
    Some(Annotation::new(py, document, found))
}

#[pymethods]
impl Disagreement {
    /// ``"only-first"``, ``"only-second"``, ``"kind"`` or ``"extent"``.
    #[getter]
    fn kind(&self) -> &'static str {
        self.found.kind.name()
    }

    /// The words.
    #[getter]
    fn text(&self) -> &str {
        &self.found.text
    }

    /// The annotation of the first annotator.
    #[getter]
    fn first(&self, py: Python<'_>) -> Option<Annotation> {
        annotation(py, &self.first, self.found.first?)
    }

    /// The annotation of the second annotator.
    #[getter]
    fn second(&self, py: Python<'_>) -> Option<Annotation> {
        annotation(py, &self.second, self.found.second?)
    }

    /// Where it is in the first text.
    #[getter]
    fn first_span(&self) -> (u32, u32) {
        self.first.get().span(self.found.spans.0)
    }

    /// Where it is in the second text.
    #[getter]
    fn second_span(&self) -> (u32, u32) {
        self.second.get().span(self.found.spans.1)
    }

    /// Whether the other text has the same brackets, and they are read as ordinary ones.
    #[getter]
    fn is_ordinary_in_other(&self) -> bool {
        self.found.is_ordinary_in_other
    }

    fn __eq__(&self, other: &Bound<'_, Self>) -> bool {
        let other = other.get();
        self.found == other.found
            && self.first.get().is_same(other.first.get())
            && self.second.get().is_same(other.second.get())
    }

    fn __hash__(&self) -> u64 {
        self.first.get().hash_of(self.found.spans)
    }

    fn __repr__(&self) -> String {
        format!("<Disagreement {} {}>", self.found.kind, self.found.text)
    }
}

/// How far two annotators of one text agree, and where they differ.
#[pyclass(frozen, get_all, module = "policymark")]
pub(crate) struct Agreement {
    /// F1, kappa and alpha.
    figures: Py<Figures>,
    /// Where the annotations differ, in the order of the text.
    disagreements: Vec<Py<Disagreement>>,
    /// Where the statements differ.
    statements: Vec<Py<Change>>,
    /// Whether annotations and statements are the same.
    is_complete: bool,
}

impl Agreement {
    /// That of two documents. Their plain texts have to be equal.
    pub(crate) fn new(first: &Bound<'_, Document>, second: &Bound<'_, Document>) -> PyResult<Self> {
        let (py, one, other) = (first.py(), first.get().inner(), second.get().inner());
        let agreement = py
            .detach(|| one.agreement(other))
            .map_err(|fault| error::texts_differ(first.get(), second.get(), py, &fault))?;
        let disagreements = agreement.disagreements();
        let changes = agreement.statements();
        Ok(Self {
            figures: Py::new(py, Figures(agreement.figures().clone()))?,
            disagreements: disagreements
                .map(|found| Py::new(py, Disagreement::new(first, second, found)))
                .collect::<PyResult<_>>()?,
            statements: changes
                .map(|change| Py::new(py, Change::new(first, second, change)))
                .collect::<PyResult<_>>()?,
            is_complete: agreement.is_complete(),
        })
    }
}

#[pymethods]
impl Agreement {
    fn __repr__(&self) -> String {
        let (marks, statements) = (self.disagreements.len(), self.statements.len());
        format!("<Agreement disagreements={marks} statements={statements}>")
    }
}

pickled_by_fields! {
    Disagreement { first: Py<Document>, second: Py<Document>, found: Json<Found> }
    Agreement {
        figures: Py<Figures>,
        disagreements: Vec<Py<Disagreement>>,
        statements: Vec<Py<Change>>,
        is_complete: bool,
    }
}
