//! [`Span`]: a half-open range of bytes in the source text.

use std::fmt;
use std::ops::Range;

use serde::{Deserialize, Serialize};

/// A half-open range of **byte** offsets in the source text.
///
/// In `会[收集]信息` the annotation `[收集]` has the span `3..11`: `会` takes three bytes, the
/// brackets one each, `收集` six.
///
/// The spans of a document are always inside its text and on character boundaries, so
/// `&text[span.range()]` never panics.
///
/// ```
/// use policymark::Span;
///
/// let span = Span::new(3, 11);
/// assert_eq!(&"会[收集]信息"[span.range()], "[收集]");
/// assert_eq!(span.len(), 8);
/// ```
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(try_from = "Bounds")]
pub struct Span {
    start: u32,
    end: u32,
}

/// The serialized form of a span.
#[derive(Deserialize)]
#[serde(rename = "Span", expecting = "a span")]
struct Bounds {
    start: u32,
    end: u32,
}

impl TryFrom<Bounds> for Span {
    type Error = &'static str;

    fn try_from(Bounds { start, end }: Bounds) -> Result<Self, Self::Error> {
        if start <= end { Ok(Self { start, end }) } else { Err("a span ends before it starts") }
    }
}

impl Span {
    /// The span from byte `start` up to, but not including, byte `end`. If `end` is before `start`,
    /// the span is empty and at `start`.
    #[must_use]
    pub const fn new(start: u32, end: u32) -> Self {
        Self { start, end: if end < start { start } else { end } }
    }

    /// The first byte.
    #[must_use]
    pub const fn start(self) -> u32 {
        self.start
    }

    /// The byte after the last one.
    #[must_use]
    pub const fn end(self) -> u32 {
        self.end
    }

    /// Length in bytes.
    #[must_use]
    pub const fn len(self) -> u32 {
        self.end - self.start
    }

    /// Whether the span has no bytes.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The span as a range that indexes a `str` or a byte slice.
    #[must_use]
    pub const fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Whether byte `offset` is inside. [`Span::end`] is not.
    #[must_use]
    pub const fn contains(self, offset: u32) -> bool {
        self.start <= offset && offset < self.end
    }

    /// Whether every byte of `other` is inside.
    #[must_use]
    pub const fn covers(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The smallest span that covers both.
    ///
    /// ```
    /// use policymark::Span;
    /// assert_eq!(Span::new(0, 2).join(Span::new(5, 9)), Span::new(0, 9));
    /// ```
    #[must_use]
    pub const fn join(self, other: Self) -> Self {
        let start = if self.start < other.start { self.start } else { other.start };
        let end = if self.end > other.end { self.end } else { other.end };
        Self { start, end }
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}
