//! `Statistics`: how much of what is in one policy or in many.

use policymark::stats;
use pyo3::prelude::*;
use pyo3::types::PyDict;

use crate::{error, sum};

/// How much of what is in one policy or in many. ``+`` adds them up; ``str()`` shows them to a person.
///
/// >>> policymark.Statistics.merged(policymark.parse(text).statistics() for text in ["<a>。", "[收集]<邮箱>。"])
/// <Statistics documents=2 statements=1>
#[pyclass(frozen, eq, module = "policymark")]
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Statistics(pub(crate) stats::Statistics);

#[pymethods]
impl Statistics {
    /// Those of no document.
    #[new]
    #[pyo3(signature = (json = None))]
    fn new(py: Python<'_>, json: Option<&str>) -> PyResult<Self> {
        let read = json.map_or_else(|| Ok(stats::Statistics::default()), serde_json::from_str);
        read.map(Self).map_err(|fault| error::bad_json(py, &fault))
    }

    /// How many documents.
    #[getter]
    fn documents(&self) -> u64 {
        self.0.documents
    }

    /// How many statements.
    #[getter]
    fn statements(&self) -> u64 {
        self.0.statements
    }

    /// How many bytes of text.
    #[getter]
    fn bytes(&self) -> u64 {
        self.0.bytes
    }

    /// By how many annotations each data item is named that something is done with. What is denied or only
    /// supposed does not count.
    #[getter]
    fn data<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        counted(py, &self.0.data)
    }

    /// By how many annotations each of those is named to whom data goes.
    #[getter]
    fn recipients<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        counted(py, &self.0.recipients)
    }

    /// All figures as JSON, as ``policymark stats --output-format json`` writes them.
    fn to_json(&self, py: Python<'_>) -> PyResult<String> {
        serde_json::to_string(&self.0).map_err(|fault| error::bad_json(py, &fault))
    }

    /// All figures as a ``dict``.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        py.import("json")?.call_method1("loads", (self.to_json(py)?,))
    }

    /// The sum of many, in time linear in their number: ``+`` copies the whole sum each time.
    ///
    /// >>> one = policymark.stats("(我们)会[收集]<邮箱>。")
    /// >>> policymark.Statistics.merged([one, one]).documents
    /// 2
    #[staticmethod]
    fn merged(statistics: &Bound<'_, PyAny>) -> PyResult<Self> {
        let mut sum = stats::Statistics::default();
        for one in statistics.try_iter()? {
            sum += one?.cast_into::<Self>()?.get().0.clone();
        }
        Ok(Self(sum))
    }

    fn __add__(&self, other: &Bound<'_, Self>) -> Self {
        Self(self.0.clone() + other.get().0.clone())
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

    fn __str__(&self) -> String {
        self.0.to_string()
    }

    fn __repr__(&self) -> String {
        format!("<Statistics documents={} statements={}>", self.0.documents, self.0.statements)
    }
}

fn counted<'py>(py: Python<'py>, counts: &stats::Counts<String>) -> PyResult<Bound<'py, PyDict>> {
    let found = PyDict::new(py);
    for (words, count) in counts.iter() {
        found.set_item(words, count)?;
    }
    Ok(found)
}
