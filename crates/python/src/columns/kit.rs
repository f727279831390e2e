//! Columns that grow: of texts, numbers and flags, of lists and of structs.

use std::sync::Arc;

use arrow_array::{ArrayRef, BooleanArray, Int64Array, ListArray, StringArray, StructArray};
use arrow_buffer::{BooleanBuffer, NullBuffer, OffsetBuffer, ScalarBuffer};
use arrow_schema::{ArrowError, Field, Fields};

/// Why there is no column: offsets of Arrow's strings and lists have 31 bits.
fn too_much() -> ArrowError {
    ArrowError::OffsetOverflowError(i32::MAX as usize)
}

/// The offsets of strings or lists. If there is too much, it stays at the last one and says so at the
/// end.
struct Ends {
    ends: Vec<i32>,
    is_over: bool,
}

impl Default for Ends {
    fn default() -> Self {
        Self { ends: vec![0], is_over: false }
    }
}

impl Ends {
    fn push(&mut self, end: usize) {
        match i32::try_from(end) {
            Ok(end) => self.ends.push(end),
            Err(_) => self.is_over = true,
        }
    }

    fn finish(self) -> Result<OffsetBuffer<i32>, ArrowError> {
        if self.is_over {
            return Err(too_much());
        }
        // They only grow, so that this does not panic.
        Ok(OffsetBuffer::new(ScalarBuffer::from(self.ends)))
    }
}

/// Which values are there. Empty as long as all are.
#[derive(Default)]
struct Present {
    len: usize,
    flags: Vec<bool>,
}

impl Present {
    fn push(&mut self, is_present: bool) {
        if !is_present && self.flags.is_empty() {
            self.flags.resize(self.len, true);
            self.flags.push(false);
        } else if !self.flags.is_empty() {
            self.flags.push(is_present);
        }
        self.len += 1;
    }

    fn finish(self) -> Option<NullBuffer> {
        (!self.flags.is_empty()).then(|| NullBuffer::from(self.flags))
    }
}

/// A column of strings.
#[derive(Default)]
pub(super) struct Texts {
    ends: Ends,
    bytes: Vec<u8>,
    present: Present,
}

impl Texts {
    pub(super) fn push(&mut self, text: &str) {
        // What is over the limit need not be kept: there will be no column.
        if !self.ends.is_over {
            self.bytes.extend_from_slice(text.as_bytes());
            self.ends.push(self.bytes.len());
        }
        self.present.push(true);
    }

    pub(super) fn push_option(&mut self, text: Option<&str>) {
        match text {
            Some(text) => self.push(text),
            None => {
                self.ends.push(self.bytes.len());
                self.present.push(false);
            }
        }
    }

    pub(super) fn finish(self) -> Result<ArrayRef, ArrowError> {
        let ends = self.ends.finish()?;
        let texts = StringArray::try_new(ends, self.bytes.into(), self.present.finish())?;
        Ok(Arc::new(texts))
    }
}

/// A column of numbers.
#[derive(Default)]
pub(super) struct Numbers {
    values: Vec<i64>,
    present: Present,
}

impl Numbers {
    pub(super) fn push(&mut self, number: impl Into<i64>) {
        self.values.push(number.into());
        self.present.push(true);
    }

    pub(super) fn push_option(&mut self, number: Option<i64>) {
        self.values.push(number.unwrap_or_default());
        self.present.push(number.is_some());
    }

    pub(super) fn finish(self) -> Result<ArrayRef, ArrowError> {
        Ok(Arc::new(Int64Array::try_new(self.values.into(), self.present.finish())?))
    }
}

/// A column of true and false.
#[derive(Default)]
pub(super) struct Flags(Vec<bool>);

impl Flags {
    pub(super) fn push(&mut self, flag: bool) {
        self.0.push(flag);
    }

    pub(super) fn finish(self) -> Result<ArrayRef, ArrowError> {
        Ok(Arc::new(BooleanArray::new(BooleanBuffer::from(self.0), None)))
    }
}

/// The ends of a column of lists, whose items are in a column of their own.
#[derive(Default)]
pub(super) struct Lists {
    ends: Ends,
    present: Present,
}

impl Lists {
    /// Ends a list after so many items of all lists.
    pub(super) fn end(&mut self, items: usize) {
        self.ends.push(items);
        self.present.push(true);
    }

    /// Adds a null instead of a list.
    pub(super) fn null(&mut self, items: usize) {
        self.ends.push(items);
        self.present.push(false);
    }

    pub(super) fn finish(self, items: ArrayRef) -> Result<ArrayRef, ArrowError> {
        let field = Arc::new(Field::new("item", items.data_type().clone(), true));
        let lists = ListArray::try_new(field, self.ends.finish()?, items, self.present.finish())?;
        Ok(Arc::new(lists))
    }
}

/// A column of structs with these fields.
pub(super) fn structs(fields: Vec<(&str, ArrayRef)>) -> Result<ArrayRef, ArrowError> {
    let field =
        |(name, array): &(&str, ArrayRef)| Field::new(*name, array.data_type().clone(), true);
    let names: Fields = fields.iter().map(field).collect();
    let arrays = fields.into_iter().map(|(_, array)| array).collect();
    Ok(Arc::new(StructArray::try_new(names, arrays, None)?))
}
