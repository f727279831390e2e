//! `ArrowColumn` and `ArrowTable`: what other libraries read without a copy.

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_schema::DataType;
use policymark_capsule as capsule;
use pyo3::prelude::*;
use pyo3::types::PyCapsule;

/// A column of Arrow with a list of structs for each document, and null for a null.
///
/// It has the PyCapsule interface, which other libraries read without a copy: ``pyarrow.array(column)``,
/// ``polars.Series(column)``.
#[pyclass(frozen, module = "policymark")]
pub(crate) struct ArrowColumn(pub(super) ArrayRef);

#[pymethods]
impl ArrowColumn {
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        capsule::schema(py, self.0.data_type())
    }

    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_array__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<(Bound<'py, PyCapsule>, Bound<'py, PyCapsule>)> {
        // The interface allows to give what there is instead of what is requested.
        let _ = requested_schema;
        capsule::array(py, &self.0)
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
/// It has the PyCapsule interface, which other libraries read without a copy: ``pyarrow.table(table)``,
/// ``polars.DataFrame(table)``; duckdb reads it by the name of its variable.
#[pyclass(frozen, module = "policymark")]
pub(crate) struct ArrowTable(pub(super) ArrayRef);

#[pymethods]
impl ArrowTable {
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        capsule::schema(py, self.0.data_type())
    }

    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_array__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<(Bound<'py, PyCapsule>, Bound<'py, PyCapsule>)> {
        let _ = requested_schema;
        capsule::array(py, &self.0)
    }

    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        let _ = requested_schema;
        capsule::stream(py, RecordBatch::from(self.0.as_struct().clone()))
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
