//! Columns that grow: of texts, numbers and flags, and of lists of structs.

use std::mem;
use std::sync::Arc;

use arrow_array::{ArrayRef, BooleanArray, Int64Array, ListArray, StringArray, StructArray};
use arrow_buffer::{BooleanBuffer, NullBuffer, OffsetBuffer, ScalarBuffer};
use arrow_schema::{ArrowError, Field, FieldRef, Fields};

/// A column that grows by a value for each row.
pub(super) trait Column {
    /// Adds a null.
    fn push_null(&mut self);

    /// Whether its type says that there can be nulls.
    fn is_nullable(&self) -> bool {
        true
    }

    /// The bytes of its strings, or the items of its lists, whichever are more. Offsets of Arrow have 31 bits.
    fn size(&mut self) -> usize {
        0
    }

    /// The array of the values so far. It starts again with none.
    fn finish(&mut self) -> Result<ArrayRef, ArrowError>;
}

/// The columns of a struct, which grow together.
pub(super) trait Record {
    /// With their names, in their order.
    fn columns(&mut self) -> Vec<(&'static str, &mut dyn Column)>;

    /// Adds a null to each.
    fn push_nulls(&mut self) {
        for (_, column) in self.columns() {
            column.push_null();
        }
    }

    /// The largest size of a column.
    fn size(&mut self) -> usize {
        self.columns().into_iter().map(|(_, column)| column.size()).max().unwrap_or_default()
    }

    /// The array of structs.
    fn finish_structs(&mut self) -> Result<ArrayRef, ArrowError> {
        let finish = |(name, column): (&str, &mut dyn Column)| {
            let array = column.finish()?;
            let field = Field::new(name, array.data_type().clone(), column.is_nullable());
            Ok((Arc::new(field), array))
        };
        let finished: Result<Vec<(FieldRef, ArrayRef)>, ArrowError> =
            self.columns().into_iter().map(finish).collect();
        let (fields, arrays): (Vec<_>, Vec<_>) = finished?.into_iter().unzip();
        Ok(Arc::new(StructArray::try_new(Fields::from(fields), arrays, None)?))
    }
}

/// The offsets of strings or lists. If there is too much, it stays at the last one.
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

    fn finish(&mut self) -> Result<OffsetBuffer<i32>, ArrowError> {
        let Self { ends, is_over } = mem::take(self);
        if is_over {
            return Err(ArrowError::OffsetOverflowError(i32::MAX as usize));
        }
        // They only grow, so that this does not panic.
        Ok(OffsetBuffer::new(ScalarBuffer::from(ends)))
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

    fn finish(&mut self) -> Option<NullBuffer> {
        let Self { flags, .. } = mem::take(self);
        (!flags.is_empty()).then(|| NullBuffer::from(flags))
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
            None => self.push_null(),
        }
    }
}

impl Column for Texts {
    fn push_null(&mut self) {
        self.ends.push(self.bytes.len());
        self.present.push(false);
    }

    fn size(&mut self) -> usize {
        self.bytes.len()
    }

    fn finish(&mut self) -> Result<ArrayRef, ArrowError> {
        let bytes = mem::take(&mut self.bytes).into();
        let texts = StringArray::try_new(self.ends.finish()?, bytes, self.present.finish())?;
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
}

impl Column for Numbers {
    fn push_null(&mut self) {
        self.push_option(None);
    }

    fn finish(&mut self) -> Result<ArrayRef, ArrowError> {
        let values = mem::take(&mut self.values).into();
        Ok(Arc::new(Int64Array::try_new(values, self.present.finish())?))
    }
}

/// A column of true and false.
#[derive(Default)]
pub(super) struct Flags {
    values: Vec<bool>,
    present: Present,
}

impl Flags {
    pub(super) fn push(&mut self, flag: bool) {
        self.values.push(flag);
        self.present.push(true);
    }
}

impl Column for Flags {
    fn push_null(&mut self) {
        self.values.push(false);
        self.present.push(false);
    }

    fn finish(&mut self) -> Result<ArrayRef, ArrowError> {
        let values = BooleanBuffer::from(mem::take(&mut self.values));
        Ok(Arc::new(BooleanArray::new(values, self.present.finish())))
    }
}

/// A column of lists of structs.
#[derive(Default)]
pub(super) struct Lists<R> {
    ends: Ends,
    present: Present,
    len: usize,
    items: R,
}

impl<R: Record> Lists<R> {
    pub(super) fn new(items: R) -> Self {
        let (ends, present) = Default::default();
        Self { ends, present, len: 0, items }
    }

    /// The structs of all lists.
    pub(super) const fn items(&mut self) -> &mut R {
        &mut self.items
    }

    /// Ends a list with so many structs, which were pushed to the [items](Self::items).
    pub(super) fn end(&mut self, items: usize) {
        self.len += items;
        self.ends.push(self.len);
        self.present.push(true);
    }

    /// Adds a list of these.
    pub(super) fn push<T>(
        &mut self,
        items: impl IntoIterator<Item = T>,
        mut push: impl FnMut(&mut R, T),
    ) {
        let mut count = 0;
        for item in items {
            push(&mut self.items, item);
            count += 1;
        }
        self.end(count);
    }
}

impl<R: Record> Column for Lists<R> {
    fn push_null(&mut self) {
        self.ends.push(self.len);
        self.present.push(false);
    }

    fn size(&mut self) -> usize {
        self.len.max(self.items.size())
    }

    fn finish(&mut self) -> Result<ArrayRef, ArrowError> {
        self.len = 0;
        let items = self.items.finish_structs()?;
        let field = Arc::new(Field::new("item", items.data_type().clone(), true));
        let lists = ListArray::try_new(field, self.ends.finish()?, items, self.present.finish())?;
        Ok(Arc::new(lists))
    }
}
