//! The rows of many documents.

use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef};
use arrow_schema::ArrowError;
use policymark::Document;

use super::form::{Form, OnError};
use super::kit::{Column, Lists, Numbers, Record, Texts};
use super::out::Chunks;
use super::place::Ruler;

/// The size from which on a chunk is followed by another one. The next document has as much room again before
/// the offsets of Arrow end.
const LARGE: usize = 1 << 30;

/// What a row is made of: statements, or annotations.
pub(super) trait Source: Record + Default + Send {
    /// Adds those of a document, and counts them.
    fn push_all(&mut self, document: &Document, ruler: &Ruler) -> usize;
}

/// The rows of each document, in the form that was asked for.
pub(super) struct Rows<S> {
    form: Form,
    lists: Lists<Row<S>>,
    /// How many documents there were.
    documents: i64,
    /// What is finished.
    chunks: Vec<ArrayRef>,
}

/// What was read, with what the form adds to it.
struct Row<S> {
    /// The number of its document.
    document: Option<Ordinals>,
    source: S,
    /// Why its document has no other row.
    error: Option<Texts>,
}

impl<S: Source> Rows<S> {
    pub(super) fn new(form: Form) -> Self {
        let document = form.is_flat.then(Ordinals::default);
        let error = (form.on_error == OnError::Rows).then(Texts::default);
        let row = Row { document, source: S::default(), error };
        Self { form, lists: Lists::new(row), documents: 0, chunks: Vec::new() }
    }

    /// The number of the document that comes next.
    pub(super) const fn next(&self) -> i64 {
        self.documents
    }

    /// Adds the rows of a document.
    pub(super) fn push(&mut self, document: &Document, ruler: &Ruler) {
        let row = self.lists.items();
        let count = row.source.push_all(document, ruler);
        for _ in 0..count {
            row.add(self.documents, None);
        }
        self.lists.end(count);
        self.documents += 1;
    }

    /// Adds a null instead of rows.
    pub(super) fn push_null(&mut self) {
        self.lists.push_null();
        self.documents += 1;
    }

    /// Adds a row with nothing but the reason why a document has none.
    pub(super) fn push_error(&mut self, reason: &str) {
        let row = self.lists.items();
        row.source.push_nulls();
        row.add(self.documents, Some(reason));
        self.lists.end(1);
        self.documents += 1;
    }

    /// Whether there is more than fits into a column of Arrow.
    pub(super) fn is_over(&mut self) -> bool {
        self.lists.size() > i32::MAX as usize
    }

    /// Goes on in another chunk if this one is large. Call it after each document.
    pub(super) fn make_room(&mut self) -> Result<(), ArrowError> {
        if self.lists.size() < LARGE {
            return Ok(());
        }
        self.cut()
    }

    /// Ends the chunk with that of the column that is read. A list for each document can as well be in one
    /// chunk with those of the next.
    pub(super) fn end_chunk(&mut self) -> Result<(), ArrowError> {
        if self.form.is_flat { self.cut() } else { Ok(()) }
    }

    fn cut(&mut self) -> Result<(), ArrowError> {
        let chunk = self.finish()?;
        if !chunk.is_empty() {
            self.chunks.push(chunk);
        }
        Ok(())
    }

    /// All chunks that have a row, and their type.
    pub(super) fn into_chunks(mut self) -> Result<Chunks, ArrowError> {
        self.cut()?;
        Ok(Chunks { data_type: self.finish()?.data_type().clone(), chunks: self.chunks })
    }

    /// The array: of structs if it is flat, and otherwise of lists of them.
    fn finish(&mut self) -> Result<ArrayRef, ArrowError> {
        let lists = self.lists.finish()?;
        Ok(if self.form.is_flat { Arc::clone(lists.as_list::<i32>().values()) } else { lists })
    }
}

impl<S> Row<S> {
    fn add(&mut self, document: i64, error: Option<&str>) {
        if let Some(documents) = &mut self.document {
            documents.0.push(document);
        }
        if let Some(errors) = &mut self.error {
            errors.push_option(error);
        }
    }
}

impl<S: Source> Record for Row<S> {
    fn columns(&mut self) -> Vec<(&'static str, &mut dyn Column)> {
        let mut columns = Vec::new();
        columns.extend(self.document.as_mut().map(|it| ("document", it as &mut dyn Column)));
        columns.extend(self.source.columns());
        columns.extend(self.error.as_mut().map(|it| ("error", it as &mut dyn Column)));
        columns
    }
}

/// A column of numbers none of which can be missing.
#[derive(Default)]
struct Ordinals(Numbers);

impl Column for Ordinals {
    fn push_null(&mut self) {
        self.0.push_null();
    }

    fn is_nullable(&self) -> bool {
        false
    }

    fn finish(&mut self) -> Result<ArrayRef, ArrowError> {
        self.0.finish()
    }
}
