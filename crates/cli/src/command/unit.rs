//! [`Unit`]: what offsets count.

use clap::ValueEnum;
use policymark::Span;
use policymark::text::LineIndex;
use serde::{Deserialize, Serialize};

/// What offsets count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Unit {
    /// Bytes of UTF-8, as in Rust and in JSON documents
    #[default]
    Bytes,
    /// Characters, as in Python
    Chars,
    /// Units of UTF-16, as in JavaScript and Java
    Utf16,
}

impl Unit {
    /// The offset in this unit for one in bytes.
    pub(super) fn of_byte(self, lines: &LineIndex<'_>, offset: u32) -> u32 {
        match self {
            Self::Bytes => offset,
            Self::Chars => lines.to_chars(offset),
            Self::Utf16 => lines.to_utf16(offset),
        }
    }

    /// Start and end in this unit.
    pub(super) fn of_span(self, lines: &LineIndex<'_>, span: Span) -> (u32, u32) {
        (self.of_byte(lines, span.start()), self.of_byte(lines, span.end()))
    }

    /// The offset in bytes for one in this unit; `None` after the end of the text and inside a character.
    pub(super) fn to_byte(self, text: &str, lines: &LineIndex<'_>, offset: u32) -> Option<u32> {
        match self {
            Self::Bytes => text.is_char_boundary(offset as usize).then_some(offset),
            Self::Chars => lines.char_to_byte(offset),
            Self::Utf16 => lines.utf16_to_byte(offset),
        }
    }

    /// Its name, as the option `--offsets` has it.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Bytes => "bytes",
            Self::Chars => "chars",
            Self::Utf16 => "utf16",
        }
    }
}
