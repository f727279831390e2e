//! `ArrowColumn` and `ArrowTable`: what other libraries read without a copy.

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_schema::{DataType, Schema};
use policymark_capsule as capsule;
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::PyCapsule;

use crate::pickle::{Pickle, Pickled, unchanging};

/// Arrays of one type, one after the other.
pub(super) struct Chunks {
    pub(super) data_type: DataType,
    pub(super) chunks: Vec<ArrayRef>,
}

/// The capsules of a type and of an array.
type Capsules<'py> = (Bound<'py, PyCapsule>, Bound<'py, PyCapsule>);

impl Chunks {
    fn len(&self) -> usize {
        self.chunks.iter().map(|chunk| chunk.len()).sum()
    }

    /// The capsules of all as one array. There is no copy, and so no way to join them.
    fn one<'py>(&self, py: Python<'py>) -> PyResult<Capsules<'py>> {
        match self.chunks.as_slice() {
            [] => capsule::array(py, &arrow_array::new_empty_array(&self.data_type)),
            [chunk] => capsule::array(py, chunk),
            chunks => {
                let message = format!("there are {} chunks: read each of them", chunks.len());
                Err(PyValueError::new_err(message))
            }
        }
    }
}

/// A column of Arrow with a list of structs for each document, and null for a null.
///
/// It has the PyCapsule interface, which other libraries read without a copy: ``pyarrow.array(column)``,
/// ``polars.Series(column)``. One of more than 1 GiB has several ``chunks``, each of which is such a column.
#[pyclass(frozen, module = "policymark")]
pub(crate) struct ArrowColumn(pub(super) Chunks);

#[pymethods]
impl ArrowColumn {
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        capsule::schema(py, &self.0.data_type)
    }

    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_array__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Capsules<'py>> {
        // The interface allows to give what there is instead of what is requested.
        let _ = requested_schema;
        self.0.one(py)
    }

    /// Its chunks, each a column. Usually there is one.
    #[getter]
    fn chunks(&self) -> Vec<Self> {
        let chunk = |chunk: &ArrayRef| {
            Self(Chunks { data_type: self.0.data_type.clone(), chunks: vec![chunk.clone()] })
        };
        self.0.chunks.iter().map(chunk).collect()
    }

    fn __len__(&self) -> usize {
        self.0.len()
    }

    fn __repr__(&self) -> String {
        format!("<ArrowColumn of {}>", self.0.len())
    }
}

/// A table of Arrow with a row for each statement or annotation. Its column ``document`` has the place of
/// the document in the column that was read, from 0.
///
/// It is a stream of batches in the PyCapsule interface, which other libraries read without a copy:
/// ``pyarrow.table(table)``, ``polars.DataFrame(table)``; duckdb reads it by the name of its variable.
#[pyclass(frozen, module = "policymark")]
pub(crate) struct ArrowTable(pub(super) Chunks);

#[pymethods]
impl ArrowTable {
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        capsule::schema(py, &self.0.data_type)
    }

    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        let _ = requested_schema;
        let DataType::Struct(fields) = &self.0.data_type else {
            return Err(PyValueError::new_err("a table has a type with fields"));
        };
        let batches =
            self.0.chunks.iter().map(|chunk| RecordBatch::from(chunk.as_struct().clone()));
        capsule::stream(py, Schema::new(fields.clone()), batches.collect())
    }

    fn __len__(&self) -> usize {
        self.0.len()
    }

    fn __repr__(&self) -> String {
        format!("<ArrowTable of {}>", self.0.len())
    }
}

/// The type of an ``ArrowTable`` or an ``ArrowColumn``, which other libraries read: ``pyarrow.schema(schema)``
/// of a table, ``pyarrow.field(schema)`` of a column.
#[pyclass(frozen, module = "policymark")]
pub(crate) struct ArrowSchema(pub(super) DataType);

#[pymethods]
impl ArrowSchema {
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        capsule::schema(py, &self.0)
    }

    fn __repr__(&self) -> String {
        match &self.0 {
            DataType::Struct(fields) => {
                let names: Vec<_> = fields.iter().map(|field| field.name().as_str()).collect();
                format!("<ArrowSchema {}>", names.join(", "))
            }
            _ => "<ArrowSchema of lists>".to_owned(),
        }
    }
}

/// Arrow has forms of its own for what is stored and sent.
fn not_pickled<'py>(class: &str, how: &str) -> PyResult<Pickled<'py>> {
    let message =
        format!("cannot pickle {class}: pickle what a library of Arrow makes of it, such as {how}");
    Err(PyTypeError::new_err(message))
}

impl Pickle for ArrowColumn {
    fn pickled<'py>(&self, _: Python<'py>) -> PyResult<Pickled<'py>> {
        not_pickled("ArrowColumn", "pyarrow.chunked_array(column.chunks)")
    }
}

impl Pickle for ArrowTable {
    fn pickled<'py>(&self, _: Python<'py>) -> PyResult<Pickled<'py>> {
        not_pickled("ArrowTable", "pyarrow.table(table)")
    }
}

impl Pickle for ArrowSchema {
    fn pickled<'py>(&self, _: Python<'py>) -> PyResult<Pickled<'py>> {
        not_pickled("ArrowSchema", "pyarrow.schema(schema)")
    }
}

unchanging!(ArrowColumn, ArrowTable, ArrowSchema);
