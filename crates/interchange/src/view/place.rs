//! [`Place`]: a piece of the plain text in the three units that other tools count in.

use std::ops::Range;

use policymark::Span;
use policymark::text::LineIndex;
use policymark::write::PlainText;
use serde::Serialize;

/// A piece of the plain text, from a first character to the one after the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Place {
    /// Where it starts.
    pub start: Point,
    /// Where it ends.
    pub end: Point,
}

/// An offset in the plain text, from 0, in three units. With an emoji in front, 我们 of `😀(我们)` is at byte 4,
/// character 1 and UTF-16 unit 2.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Point {
    /// Bytes of UTF-8, as in Rust.
    pub byte: u32,
    /// Unicode code points, as in Python, brat, doccano, Label Studio, STAM and Web Annotation.
    pub char: u32,
    /// UTF-16 code units, as in Java, JavaScript and UIMA.
    pub utf16: u32,
}

impl Place {
    /// The range in bytes of the plain text.
    #[must_use]
    pub const fn bytes(self) -> Range<usize> {
        self.start.byte as usize..self.end.byte as usize
    }

    /// Whether it comprises another place.
    #[must_use]
    pub const fn comprises(self, other: Self) -> bool {
        self.start.byte <= other.start.byte && other.end.byte <= self.end.byte
    }
}

/// Finds places of the plain text from spans of the markup.
pub(super) struct Ruler<'p> {
    plain: &'p PlainText,
    lines: LineIndex<'p>,
}

impl<'p> Ruler<'p> {
    pub(super) fn new(plain: &'p PlainText) -> Self {
        Self { plain, lines: LineIndex::new(plain.text()) }
    }

    pub(super) fn place(&self, markup: Span) -> Place {
        let span = self.plain.to_plain_span(markup);
        Place { start: self.point(span.start()), end: self.point(span.end()) }
    }

    fn point(&self, byte: u32) -> Point {
        Point { byte, char: self.lines.to_chars(byte), utf16: self.lines.to_utf16(byte) }
    }
}
