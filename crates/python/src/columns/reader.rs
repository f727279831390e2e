//! Reads the texts of a column.

use std::str;

use policymark::Session;
use policymark::text::Unit;
use policymark_capsule as capsule;
use pyo3::prelude::*;

use super::fault::Fault;
use super::form::{Form, OnError};
use super::interrupt::Interrupts;
use super::out::Chunks;
use super::place::Ruler;
use super::rows::{Rows, Source};
use super::texts;
use crate::error;
use crate::parser::Parser;

/// Why a single document is refused that could be read.
const TOO_MUCH: &str = "its rows do not fit into a column of Arrow, which holds 2 GiB of text";

/// Reads one document after another, in the same storage.
struct Reader<S> {
    session: Session,
    ruler: Ruler,
    unit: Unit,
    on_error: OnError,
    interrupts: Interrupts,
    rows: Rows<S>,
}

/// Reads all chunks of a column.
pub(super) fn read<S: Source>(
    column: &Bound<'_, PyAny>,
    parser: Option<&Bound<'_, Parser>>,
    form: Form,
) -> PyResult<Chunks> {
    let parser = parser.map_or_else(|| Parser::standard(Unit::Characters), |p| p.get().clone());
    let chunks = capsule::import(column)?;
    column.py().detach(|| {
        let mut reader = Reader {
            session: parser.inner().session(),
            ruler: Ruler::new(parser.unit()),
            unit: parser.unit(),
            on_error: form.on_error,
            interrupts: Interrupts::new(),
            rows: Rows::<S>::new(form),
        };
        for chunk in chunks {
            let chunk = chunk.map_err(|fault| capsule::fault(&fault))?;
            texts::each(&chunk, &mut |bytes| reader.take(bytes))?;
            reader.rows.end_chunk().map_err(|fault| capsule::fault(&fault))?;
        }
        reader.rows.into_chunks().map_err(|fault| capsule::fault(&fault))
    })
}

impl<S: Source> Reader<S> {
    /// Reads the next document.
    fn take(&mut self, bytes: Option<&[u8]>) -> PyResult<()> {
        self.interrupts.check()?;
        let number = self.rows.next();
        let text = bytes.ok_or(Fault::Null).and_then(utf8);
        match text.and_then(|text| self.read(text)) {
            Ok(()) => {}
            Err(fault) if self.on_error == OnError::Rows => {
                self.rows.push_error(&fault.to_string())
            }
            Err(fault) if self.on_error == OnError::Raise && !fault.is_null() => {
                let text = bytes.map(utf8).and_then(Result::ok).unwrap_or_default();
                return Err(Python::attach(|py| fault.exception(py, text, self.unit, number)));
            }
            Err(_) => self.rows.push_null(),
        }
        if self.rows.is_over() {
            // Its rows are not taken back, so that nothing can go on from here.
            return Err(Python::attach(|py| error::unreadable(py, &TOO_MUCH, number)));
        }
        self.rows.make_room().map_err(|fault| capsule::fault(&fault))
    }

    fn read(&mut self, text: &str) -> Result<(), Fault> {
        let document = self.session.parse(text).map_err(Fault::NotParsed)?;
        self.ruler.restart(text);
        self.rows.push(document, &self.ruler);
        Ok(())
    }
}

/// The text of these bytes. The fast check does not say where it failed.
fn utf8(bytes: &[u8]) -> Result<&str, Fault> {
    simdutf8::basic::from_utf8(bytes).or_else(|_| str::from_utf8(bytes)).map_err(Fault::NotUtf8)
}
