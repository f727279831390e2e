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
/// let span = Span::try_from(3..11)?;
/// assert_eq!(&"会[收集]信息"[span.range()], "[收集]");
/// assert_eq!(span.len(), 8);
/// # Ok::<(), policymark::text::SpanError>(())
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
    type Error = SpanError;

    fn try_from(Bounds { start, end }: Bounds) -> Result<Self, SpanError> {
        Self::try_from(start as usize..end as usize)
    }
}

impl TryFrom<Range<usize>> for Span {
    type Error = SpanError;

    /// The span of a range of bytes.
    ///
    /// ```
    /// use policymark::Span;
    ///
    /// assert_eq!(Span::try_from(0..6)?.range(), 0..6);
    /// let (start, end) = (5, 2);
    /// assert!(Span::try_from(start..end).is_err());
    /// # Ok::<(), policymark::text::SpanError>(())
    /// ```
    fn try_from(range: Range<usize>) -> Result<Self, SpanError> {
        match (u32::try_from(range.start), u32::try_from(range.end)) {
            (Ok(start), Ok(end)) if start <= end => Ok(Self { start, end }),
            _ => Err(SpanError { range }),
        }
    }
}

impl From<Span> for Range<usize> {
    fn from(span: Span) -> Self {
        span.range()
    }
}

/// The error for a range that cannot be a [`Span`]: it ends before it starts, or past the longest
/// text that can be parsed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}..{} is not a byte span: {}", range.start, range.end, self.fault())]
pub struct SpanError {
    range: Range<usize>,
}

impl SpanError {
    fn fault(&self) -> &'static str {
        if self.range.end < self.range.start {
            "it ends before it starts"
        } else {
            "no text is that long"
        }
    }
}

impl Span {
    /// The span from byte `start` up to, but not including, byte `end`. If `end` is before `start`, the span
    /// is empty and at `start`: two parts that are trimmed from both sides can overlap, and indexing a
    /// text with a span never panics. Ranges from outside go through `try_from`.
    #[must_use]
    pub(crate) const fn new(start: u32, end: u32) -> Self {
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
    /// assert_eq!(Span::try_from(0..2)?.join(Span::try_from(5..9)?), Span::try_from(0..9)?);
    /// # Ok::<(), policymark::text::SpanError>(())
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_that_end_before_they_start_are_no_spans() {
        let (start, end) = (5, 2);
        let error = Span::try_from(start..end).unwrap_err();
        assert_eq!(error.to_string(), "5..2 is not a byte span: it ends before it starts");
        assert_eq!(Span::try_from(5..5).map(Span::is_empty), Ok(true));
        let read = serde_json::from_str::<Span>(r#"{"start":5,"end":2}"#);
        assert!(read.unwrap_err().to_string().starts_with(&error.to_string()));
    }

    #[test]
    fn ranges_past_the_longest_text_are_no_spans() {
        let longest = u32::MAX as usize;
        assert_eq!(Span::try_from(0..longest).map(Span::len), Ok(u32::MAX));
        let error = Span::try_from(0..longest + 1).unwrap_err();
        assert_eq!(error.to_string(), "0..4294967296 is not a byte span: no text is that long");
    }
}
