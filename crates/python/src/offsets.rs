//! Offsets as Python counts them: the [`Counts`] that translate bytes into a [`Unit`], and [`Units`], which
//! has those that were asked for.

use std::sync::OnceLock;

use policymark::text::Unit;
use pyo3::prelude::*;

use crate::parser::named;

/// The unit with this name: `"characters"` (the indices of a Python string), `"bytes"` of UTF-8, or `"utf16"`
/// code units (JavaScript).
pub(crate) fn unit(name: &Bound<'_, PyAny>) -> PyResult<Unit> {
    named(name.extract()?)
}

/// How many units start in these bytes. At most [`STRIDE`] of them, so that the sum fits.
fn count(unit: Unit, bytes: &[u8]) -> u32 {
    // A byte of the form 10xxxxxx starts no character; 11110xxx starts one of two UTF-16 units.
    let starts = |&byte: &u8| u8::from(byte.cast_signed() >= -0x40);
    let count: u8 = match unit {
        Unit::Characters => bytes.iter().map(starts).sum(),
        Unit::Utf16 => bytes.iter().map(|byte| starts(byte) + u8::from(*byte >= 0xf0)).sum(),
        Unit::Bytes => bytes.len() as u8,
    };
    count.into()
}

/// How far apart the counts of the table are, in bytes.
const STRIDE: usize = 64;

/// Translates the byte offsets of one text into units and back: a table with a count for every 64
/// bytes, so that a look-up reads at most 64 bytes of the text.
pub(crate) struct Counts {
    unit: Unit,
    /// How many units start before each stride. Empty for bytes.
    before: Vec<u32>,
}

impl Counts {
    pub(crate) fn new(text: &str, unit: Unit) -> Self {
        let mut counts = Self { unit, before: Vec::new() };
        counts.restart(text, unit);
        counts
    }

    /// Makes it the table of another text, in the same storage.
    pub(crate) fn restart(&mut self, text: &str, unit: Unit) {
        self.unit = unit;
        self.before.clear();
        if unit == Unit::Bytes {
            return;
        }
        let mut units = 0;
        self.before.extend(text.as_bytes().chunks(STRIDE).map(|stride| {
            let before = units;
            units += count(unit, stride);
            before
        }));
    }

    /// The number of units before a byte offset of the text, which is on a boundary of characters.
    #[inline]
    pub(crate) fn before(&self, text: &str, byte: u32) -> u32 {
        let at = byte as usize;
        let stride = at / STRIDE;
        match self.before.get(stride) {
            Some(before) => before + count(self.unit, &text.as_bytes()[stride * STRIDE..at]),
            None if self.unit == Unit::Bytes => byte,
            None => self.total(text),
        }
    }

    fn total(&self, text: &str) -> u32 {
        let last = self.before.len().saturating_sub(1);
        let rest = &text.as_bytes()[last * STRIDE..];
        self.before.last().map_or(0, |before| before + count(self.unit, rest))
    }

    /// The byte offset before which there are so many units. `None` past the end of the text, inside a
    /// character and inside a surrogate pair.
    pub(crate) fn byte(&self, text: &str, units: u32) -> Option<u32> {
        if self.unit == Unit::Bytes {
            return text.is_char_boundary(units as usize).then_some(units);
        }
        let stride = self.before.partition_point(|&before| before <= units).saturating_sub(1);
        let mut found = self.before.get(stride).copied().unwrap_or(0);
        let from = stride * STRIDE;
        for (number, byte) in text.as_bytes()[from..].iter().enumerate() {
            let starts = count(self.unit, &[*byte]);
            if starts > 0 && found >= units {
                return (found == units).then_some((from + number) as u32);
            }
            found += starts;
        }
        (found == units).then_some(text.len() as u32)
    }
}

/// The counts of one text in each unit, made when they are asked for.
#[derive(Default)]
pub(crate) struct Units {
    characters: OnceLock<Counts>,
    utf16: OnceLock<Counts>,
}

impl Units {
    fn counts(&self, text: &str, unit: Unit) -> Option<&Counts> {
        let table = match unit {
            Unit::Bytes => return None,
            Unit::Characters => &self.characters,
            Unit::Utf16 => &self.utf16,
        };
        Some(table.get_or_init(|| Counts::new(text, unit)))
    }

    /// A byte offset of the text in this unit.
    pub(crate) fn offset(&self, text: &str, unit: Unit, byte: u32) -> u32 {
        self.counts(text, unit).map_or(byte, |counts| counts.before(text, byte))
    }

    /// The byte at an offset in this unit. `None` past the end and off a boundary.
    pub(crate) fn byte(&self, text: &str, unit: Unit, offset: u32) -> Option<u32> {
        self.counts(text, unit).map_or_else(
            || text.is_char_boundary(offset as usize).then_some(offset),
            |counts| counts.byte(text, offset),
        )
    }
}
