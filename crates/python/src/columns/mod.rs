//! Columns of Arrow: many policies at a time, without an object for each.

mod annotation_rows;
mod fault;
mod form;
mod interrupt;
mod items;
mod kit;
mod members;
mod out;
mod place;
mod reader;
mod rows;
mod statement_rows;
mod texts;

use policymark_capsule as capsule;
use pyo3::prelude::*;

use self::annotation_rows::Annotations;
use self::form::Form;
pub(crate) use self::out::{ArrowColumn, ArrowSchema, ArrowTable};
use self::rows::{Rows, Source};
use self::statement_rows::Statements;
use crate::parser::Parser;

/// The statements of every policy in a column of Arrow, as another column.
///
/// ``column`` is text of pyarrow, polars, pandas with Arrow, duckdb or any other library that has the
/// PyCapsule interface: string, large string or string view, with nulls, in slices and chunks. Bytes of UTF-8
/// work too, and a table of one column. The result is an ``ArrowColumn`` with a list of structs for each
/// document, null for a null; with ``flat`` an ``ArrowTable`` with a row for each statement, which names its
/// document. A table has a batch for each chunk of ``column``. A result of more than 1 GiB is in several
/// chunks; a single document of which that is not enough, which is one with more than 2 GiB of marked words,
/// raises ``Error``.
///
/// ``parser`` has the options, and the unit of offsets. ``errors`` says what a text gives that is not UTF-8 or
/// that a strict parser refuses:
///
/// - ``"raise"``: an exception whose ``document`` is its place in the column.
/// - ``"null"``: what a null gives.
/// - ``"rows"``: a row of nulls with the reason in its column ``error``. A null gives such a row too, so that
///   only a document that was read and has no statements has no row. The other rows have a null there.
///
/// >>> column = pyarrow.array(["(我们)会[收集]<邮箱>。", None])  # doctest: +SKIP
/// >>> pyarrow.table(policymark.statements(column, flat=True))  # doctest: +SKIP
///
/// Other threads run meanwhile: give each of them a part of the column.
#[pyfunction]
#[pyo3(signature = (column, *, parser = None, flat = false, errors = "raise"))]
pub(crate) fn statements<'py>(
    column: &Bound<'py, PyAny>,
    parser: Option<&Bound<'py, Parser>>,
    flat: bool,
    errors: &str,
) -> PyResult<Bound<'py, PyAny>> {
    read::<Statements>(column, parser, Form::new(flat, errors)?)
}

/// The annotations of every policy in a column of Arrow, as another column. See ``statements``.
///
/// >>> column = pyarrow.array(["(我们)会[收集]<邮箱>。", None])  # doctest: +SKIP
/// >>> polars.DataFrame(policymark.annotations(column, flat=True))  # doctest: +SKIP
#[pyfunction]
#[pyo3(signature = (column, *, parser = None, flat = false, errors = "raise"))]
pub(crate) fn annotations<'py>(
    column: &Bound<'py, PyAny>,
    parser: Option<&Bound<'py, Parser>>,
    flat: bool,
    errors: &str,
) -> PyResult<Bound<'py, PyAny>> {
    read::<Annotations>(column, parser, Form::new(flat, errors)?)
}

/// The type of what ``statements`` gives with the same ``flat`` and ``errors``, for programs that have to
/// state it before they read anything: a schema with a field for each column if it is flat, and the type of
/// the column otherwise.
///
/// >>> pyarrow.schema(policymark.statements_schema(flat=True))  # doctest: +SKIP
#[pyfunction]
#[pyo3(signature = (*, flat = false, errors = "raise"))]
pub(crate) fn statements_schema(flat: bool, errors: &str) -> PyResult<ArrowSchema> {
    schema::<Statements>(Form::new(flat, errors)?)
}

/// The type of what ``annotations`` gives. See ``statements_schema``.
///
/// >>> pyarrow.schema(policymark.annotations_schema(flat=True))  # doctest: +SKIP
#[pyfunction]
#[pyo3(signature = (*, flat = false, errors = "raise"))]
pub(crate) fn annotations_schema(flat: bool, errors: &str) -> PyResult<ArrowSchema> {
    schema::<Annotations>(Form::new(flat, errors)?)
}

fn read<'py, S: Source>(
    column: &Bound<'py, PyAny>,
    parser: Option<&Bound<'py, Parser>>,
    form: Form,
) -> PyResult<Bound<'py, PyAny>> {
    let (py, chunks) = (column.py(), reader::read::<S>(column, parser, form)?);
    Ok(match form.is_flat {
        true => Bound::new(py, ArrowTable(chunks))?.into_any(),
        false => Bound::new(py, ArrowColumn(chunks))?.into_any(),
    })
}

fn schema<S: Source>(form: Form) -> PyResult<ArrowSchema> {
    let none = Rows::<S>::new(form).into_chunks().map_err(|fault| capsule::fault(&fault))?;
    Ok(ArrowSchema(none.data_type))
}
