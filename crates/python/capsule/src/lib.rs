//! Arrow data from Python and to it, by the [PyCapsule interface]: nothing is copied, and no library of
//! Arrow has to be installed.
//!
//! [PyCapsule interface]: https://arrow.apache.org/docs/format/CDataInterface/PyCapsuleInterface.html
//!
//! This crate has the only `unsafe` block of the package that is written by hand.

use std::ptr::NonNull;
use std::sync::Arc;

use arrow_array::ffi::{FFI_ArrowArray, FFI_ArrowSchema, from_ffi};
use arrow_array::ffi_stream::{ArrayStreamReader, FFI_ArrowArrayStream};
use arrow_array::{
    Array, ArrayReader, ArrayRef, NullArray, RecordBatch, RecordBatchIterator, make_array,
};
use arrow_schema::{ArrowError, DataType, Schema};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyTuple};

/// Pointers that Python lends in capsules.
enum Lent {
    Array { schema: NonNull<FFI_ArrowSchema>, array: NonNull<FFI_ArrowArray> },
    Stream(NonNull<FFI_ArrowArrayStream>),
}

/// The chunks of a column. Those of a stream are pulled one after the other.
pub enum Chunks {
    /// A single chunk, until it is taken.
    One(Option<ArrayRef>),
    /// The chunks of a stream. Whoever makes them may need the interpreter to do so: pull them without holding it.
    Stream {
        /// The stream.
        reader: ArrayStreamReader,
        /// The length of a column that has nothing but nulls, by its type.
        nulls: Option<usize>,
    },
}

impl Iterator for Chunks {
    type Item = Result<ArrayRef, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        match self {
            Self::One(chunk) => chunk.take().map(Ok),
            Self::Stream { reader, nulls } => match (reader.next(), *nulls) {
                // polars gives such a column a buffer, which the interface does not allow.
                (Some(Err(_)), Some(len)) => {
                    *self = Self::One(None);
                    Some(Ok(Arc::new(NullArray::new(len))))
                }
                (next, _) => {
                    *nulls = None;
                    next
                }
            },
        }
    }
}

/// The chunks of a column of pyarrow, polars, pandas, duckdb or any other library that has
/// `__arrow_c_stream__` or `__arrow_c_array__`.
///
/// # Errors
///
/// `TypeError` for other objects, `ValueError` for data that break the rules of Arrow, or that somebody else has
/// taken already.
pub fn import(column: &Bound<'_, PyAny>) -> PyResult<Chunks> {
    // The capsules own what they lend.
    let (lent, _capsules) = lent(column)?;
    // SAFETY: The capsules have the names that the interface gives to these structs, so that they hold
    // initialized ones, and live to the end of this function. Whoever took the data before has left a released
    // struct, whose pointers are not looked at here. What one that is not released says of its lengths and buffers
    // is trusted, as the interface has it. Both `from_raw` leave a released struct in the capsule, so that nothing
    // is freed twice.
    let imported = unsafe {
        match lent {
            Lent::Stream(stream) if stream.as_ref().release().is_none() => return Err(taken()),
            Lent::Stream(stream) => ArrayStreamReader::from_raw(stream.as_ptr())
                .map(|reader| Chunks::Stream { reader, nulls: None }),
            Lent::Array { schema, array }
                if array.as_ref().is_released() || schema.as_ref().release().is_none() =>
            {
                return Err(taken());
            }
            Lent::Array { schema, array } => {
                let array = FFI_ArrowArray::from_raw(array.as_ptr());
                from_ffi(array, schema.as_ref()).map(|data| Chunks::One(Some(make_array(data))))
            }
        }
    };
    let mut chunks = imported.map_err(|error| fault(&error))?;
    if let Chunks::Stream { reader, nulls } = &mut chunks
        && is_null(reader.field().data_type())
    {
        *nulls = column.len().ok();
    }
    Ok(chunks)
}

/// Whether a column, or a table of one column, has nothing but nulls.
fn is_null(type_: &DataType) -> bool {
    match type_ {
        DataType::Struct(fields) => fields.len() == 1 && fields[0].data_type().is_null(),
        other => other.is_null(),
    }
}

fn taken() -> PyErr {
    PyValueError::new_err(
        "the data of the column were taken already: its capsules can be used once",
    )
}

fn lent<'py>(column: &Bound<'py, PyAny>) -> PyResult<(Lent, Vec<Bound<'py, PyCapsule>>)> {
    if column.hasattr("__arrow_c_stream__")? {
        let stream = column.call_method0("__arrow_c_stream__")?.cast_into::<PyCapsule>()?;
        let pointer = stream.pointer_checked(Some(c"arrow_array_stream"))?.cast();
        Ok((Lent::Stream(pointer), vec![stream]))
    } else if column.hasattr("__arrow_c_array__")? {
        let both = column.call_method0("__arrow_c_array__")?.cast_into::<PyTuple>()?;
        let schema = both.get_item(0)?.cast_into::<PyCapsule>()?;
        let array = both.get_item(1)?.cast_into::<PyCapsule>()?;
        let lent = Lent::Array {
            schema: schema.pointer_checked(Some(c"arrow_schema"))?.cast(),
            array: array.pointer_checked(Some(c"arrow_array"))?.cast(),
        };
        Ok((lent, vec![schema, array]))
    } else {
        let found = column.get_type().name()?;
        let message = format!(
            "expected a column of Arrow (pyarrow, polars, duckdb, pandas[[\"text\"]], ...), not {found}"
        );
        Err(PyTypeError::new_err(message))
    }
}

/// The capsule of a type, for `__arrow_c_schema__`.
///
/// # Errors
///
/// `ValueError` for a type that has no form in the C interface.
pub fn schema<'py>(py: Python<'py>, type_: &DataType) -> PyResult<Bound<'py, PyCapsule>> {
    let schema = FFI_ArrowSchema::try_from(type_).map_err(|error| fault(&error))?;
    PyCapsule::new_with_value(py, schema, c"arrow_schema")
}

/// The capsules of the type and of the data of an array, for `__arrow_c_array__`.
///
/// # Errors
///
/// `ValueError` for a type that has no form in the C interface.
pub fn array<'py>(
    py: Python<'py>,
    array: &dyn Array,
) -> PyResult<(Bound<'py, PyCapsule>, Bound<'py, PyCapsule>)> {
    let data = FFI_ArrowArray::new(&array.to_data());
    Ok((schema(py, array.data_type())?, PyCapsule::new_with_value(py, data, c"arrow_array")?))
}

/// The capsule of a table of these batches, for `__arrow_c_stream__`.
///
/// # Errors
///
/// Those of Python, if memory runs out.
pub fn stream(
    py: Python<'_>,
    schema: Schema,
    batches: Vec<RecordBatch>,
) -> PyResult<Bound<'_, PyCapsule>> {
    let reader = RecordBatchIterator::new(batches.into_iter().map(Ok), Arc::new(schema));
    let stream = FFI_ArrowArrayStream::new(Box::new(reader));
    PyCapsule::new_with_value(py, stream, c"arrow_array_stream")
}

/// An error of Arrow as an exception.
pub fn fault(error: &ArrowError) -> PyErr {
    PyValueError::new_err(error.to_string())
}
