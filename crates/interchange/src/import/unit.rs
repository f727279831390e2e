//! [`Unit`]: what the offsets of a format count.

use policymark::text::LineIndex;

/// What the offsets of a format count, in the plain text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Unit {
    /// Bytes of UTF-8.
    Bytes,
    /// Unicode code points, as nearly all tools do.
    #[default]
    Chars,
    /// UTF-16 code units, as UIMA does.
    Utf16,
}

impl Unit {
    /// The offset in bytes for one in this unit; `None` outside of the text and inside a character.
    pub(super) fn to_byte(self, text: &str, lines: &LineIndex<'_>, offset: u64) -> Option<u32> {
        let offset = u32::try_from(offset).ok()?;
        match self {
            Self::Bytes => text.is_char_boundary(offset as usize).then_some(offset),
            Self::Chars => lines.char_to_byte(offset),
            Self::Utf16 => lines.utf16_to_byte(offset),
        }
    }

    /// The length of a text in this unit.
    pub(super) fn len(self, text: &str, lines: &LineIndex<'_>) -> u64 {
        let bytes = text.len() as u32;
        u64::from(match self {
            Self::Bytes => bytes,
            Self::Chars => lines.to_chars(bytes),
            Self::Utf16 => lines.to_utf16(bytes),
        })
    }

    /// What it counts, in a message.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Bytes => "bytes",
            Self::Chars => "characters",
            Self::Utf16 => "units of UTF-16",
        }
    }
}
