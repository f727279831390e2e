//! The texts of a column of any type of string.

use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, BinaryArray, LargeBinaryArray, StructArray, make_array};
use arrow_buffer::NullBuffer;
use arrow_schema::DataType;
use policymark_capsule as capsule;
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;

/// Takes each value of a chunk in turn: its bytes, or nothing for a null. Not everybody who writes strings
/// checks that they are UTF-8, so nothing is taken for granted.
pub(super) fn each(
    chunk: &ArrayRef,
    take: &mut dyn FnMut(Option<&[u8]>) -> PyResult<()>,
) -> PyResult<()> {
    match chunk.data_type() {
        DataType::Utf8 => {
            BinaryArray::from(chunk.as_string::<i32>().clone()).iter().try_for_each(take)
        }
        DataType::LargeUtf8 => {
            LargeBinaryArray::from(chunk.as_string::<i64>().clone()).iter().try_for_each(take)
        }
        DataType::Utf8View => {
            chunk.as_string_view().clone().to_binary_view().iter().try_for_each(take)
        }
        DataType::Binary => chunk.as_binary::<i32>().iter().try_for_each(take),
        DataType::LargeBinary => chunk.as_binary::<i64>().iter().try_for_each(take),
        DataType::BinaryView => chunk.as_binary_view().iter().try_for_each(take),
        DataType::Null => std::iter::repeat_n(None, chunk.len()).try_for_each(take),
        DataType::Dictionary(_, values) if is_text(values) => each_of_dictionary(chunk, take),
        // The batches of a table.
        DataType::Struct(_) => each(&only_column(chunk.as_struct())?, take),
        other => Err(not_text(other)),
    }
}

/// Whether a dictionary of such values is read.
fn is_text(values: &DataType) -> bool {
    values.is_string() || values.is_binary() || values.is_null()
}

/// Takes the value of each key: a category of polars or pandas.
fn each_of_dictionary(
    chunk: &ArrayRef,
    take: &mut dyn FnMut(Option<&[u8]>) -> PyResult<()>,
) -> PyResult<()> {
    let dictionary = chunk.as_any_dictionary();
    let values = dictionary.values();
    if values.is_empty() {
        return std::iter::repeat_n(None, chunk.len()).try_for_each(take);
    }
    let keys = dictionary.normalized_keys().into_iter().enumerate();
    keys.map(|(row, key)| (chunk.is_valid(row), key)).try_for_each(|(is_valid, key)| {
        if is_valid { each(&values.slice(key, 1), take) } else { take(None) }
    })
}

fn not_text(found: &DataType) -> PyErr {
    PyTypeError::new_err(format!("expected a column of text, not of {found}"))
}

/// The column of a table that has one, with null where the row is. The index that pandas adds does not count.
fn only_column(table: &StructArray) -> PyResult<ArrayRef> {
    let columns = table.columns().iter().zip(table.column_names());
    let mut columns = columns.filter(|(_, name)| !name.starts_with("__index_level_"));
    let (Some((column, _)), None) = (columns.next(), columns.next()) else {
        return Err(not_text(table.data_type()));
    };
    if table.null_count() == 0 || column.data_type().is_null() {
        return Ok(Arc::clone(column));
    }
    let nulls = NullBuffer::union(table.nulls(), column.nulls());
    let data = column.to_data().into_builder().nulls(nulls).build();
    data.map(make_array).map_err(|fault| capsule::fault(&fault))
}
