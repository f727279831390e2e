//! Columns of Arrow: many policies at a time, without an object for each.

mod annotation_rows;
mod kit;
mod members;
mod out;
mod place;
mod statement_rows;
mod texts;

use std::mem;
use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, StructArray};
use arrow_schema::{ArrowError, Field, Fields};
use policymark::{Document, Session};
use policymark_capsule as capsule;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

use self::annotation_rows::Annotations;
use self::kit::{Lists, Numbers};
pub(crate) use self::out::{ArrowColumn, ArrowTable};
use self::place::Ruler;
use self::statement_rows::Statements;
use crate::error;
use crate::offsets::Unit;
use crate::parser::Parser;

/// The rows that documents give.
trait Rows: Default + Send {
    /// Adds those of a document.
    fn add(&mut self, document: &Document, ruler: &Ruler);

    /// How many there are.
    fn len(&self) -> usize;

    /// The column of structs.
    fn finish(self) -> Result<ArrayRef, ArrowError>;
}

/// What to do with a text that cannot be read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum OnError {
    Raise,
    Null,
}

/// Rows, and to which document each belongs.
struct Reader<R> {
    session: Session,
    ruler: Ruler,
    unit: Unit,
    on_error: OnError,
    rows: R,
    lists: Lists,
    /// The number of the document of each row, if it is wanted.
    document: Option<Numbers>,
    documents: i64,
}

impl<R: Rows> Reader<R> {
    /// Reads the next document.
    fn take(&mut self, bytes: Option<&[u8]>) -> PyResult<()> {
        let before = self.rows.len();
        match bytes.map(|bytes| self.read(bytes)) {
            Some(Ok(())) => self.lists.end(self.rows.len()),
            Some(Err(fault)) if self.on_error == OnError::Raise => return Err(fault),
            None | Some(Err(_)) => self.lists.null(self.rows.len()),
        }
        if let Some(document) = &mut self.document {
            for _ in before..self.rows.len() {
                document.push(self.documents);
            }
        }
        self.documents += 1;
        Ok(())
    }

    fn read(&mut self, bytes: &[u8]) -> PyResult<()> {
        let number = self.documents;
        let text = simdutf8::basic::from_utf8(bytes)
            .map_err(|fault| PyValueError::new_err(format!("document {number}: {fault}")))?;
        let document = self.session.parse(text).map_err(|fault| {
            Python::attach(|py| {
                let error = error::not_parsed(py, &fault, text, self.unit);
                // Which one of a million it was.
                let _ =
                    error.value(py).call_method1("add_note", (format!("in document {number}"),));
                error
            })
        })?;
        self.ruler.restart(text);
        self.rows.add(document, &self.ruler);
        Ok(())
    }
}

/// Reads all chunks of a column.
fn read<R: Rows>(
    column: &Bound<'_, PyAny>,
    parser: Option<&Bound<'_, Parser>>,
    flat: bool,
    errors: &str,
) -> PyResult<ArrayRef> {
    let on_error = match errors {
        "raise" => OnError::Raise,
        "null" => OnError::Null,
        _ => return Err(PyValueError::new_err("errors is neither \"raise\" nor \"null\"")),
    };
    let parser = parser.map_or_else(|| Parser::standard(Unit::default()), |p| p.get().clone());
    let chunks = capsule::import(column)?;
    column.py().detach(|| {
        let mut reader = Reader {
            session: parser.inner().session(),
            ruler: Ruler::new(parser.unit()),
            unit: parser.unit(),
            on_error,
            rows: R::default(),
            lists: Lists::default(),
            document: flat.then(Numbers::default),
            documents: 0,
        };
        for chunk in chunks {
            let chunk = chunk.map_err(|fault| capsule::fault(&fault))?;
            texts::each(&chunk, &mut |bytes| reader.take(bytes))?;
        }
        let array = if flat { reader.finish_flat() } else { reader.finish_nested() };
        array.map_err(|fault| capsule::fault(&fault))
    })
}

impl<R: Rows> Reader<R> {
    fn finish_nested(self) -> Result<ArrayRef, ArrowError> {
        self.lists.finish(self.rows.finish()?)
    }

    fn finish_flat(mut self) -> Result<ArrayRef, ArrowError> {
        let document = mem::take(&mut self.document).unwrap_or_default().finish()?;
        let rows = self.rows.finish()?;
        let (fields, arrays, _) = rows.as_struct().clone().into_parts();
        let first = Arc::new(Field::new("document", document.data_type().clone(), false));
        let fields: Fields = [first].into_iter().chain(fields.iter().cloned()).collect();
        let arrays = [document].into_iter().chain(arrays).collect();
        Ok(Arc::new(StructArray::try_new(fields, arrays, None)?))
    }
}

/// The statements of every policy in a column of Arrow, as another column.
///
/// ``column`` is text of pyarrow, polars, pandas with Arrow, duckdb or any other library that has the
/// PyCapsule interface: string, large string or string view, with nulls, in slices and chunks. Bytes of UTF-8
/// work too, and a table of one column. The result is an ``ArrowColumn`` with a list of structs for each document, null for a null; with
/// ``flat`` an ``ArrowTable`` with a row for each statement, which names its document.
///
/// ``parser`` has the options, and the unit of offsets. A text that is no UTF-8, or that a strict parser
/// refuses, raises an exception; with ``errors="null"`` it is read as a null.
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
    wrapped(column.py(), read::<Statements>(column, parser, flat, errors)?, flat)
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
    wrapped(column.py(), read::<Annotations>(column, parser, flat, errors)?, flat)
}

fn wrapped(py: Python<'_>, array: ArrayRef, flat: bool) -> PyResult<Bound<'_, PyAny>> {
    Ok(match flat {
        true => Bound::new(py, ArrowTable(array))?.into_any(),
        false => Bound::new(py, ArrowColumn(array))?.into_any(),
    })
}
