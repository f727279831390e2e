//! [`Quoted`]: the source in a message.

use std::fmt;

use unicode_segmentation::UnicodeSegmentation;

/// Grapheme clusters of the source that a message quotes at most, so that it stays one line.
const LONGEST_QUOTE: usize = 20;

/// And bytes: a cluster can be a character with thousands of accents. Twenty characters of any
/// script fit in, and with the longest message around them in [`Sink::MESSAGE`](crate::text::Sink::MESSAGE).
const QUOTED_BYTES: usize = 80;

/// The source in quotation marks, its end left out if it is long: `“{验证您…”`.
pub(super) struct Quoted<'a>(pub(super) &'a str);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(source) = self;
        let end = quoted_end(source);
        write!(f, "“{}{}”", &source[..end], if end < source.len() { "…" } else { "" })
    }
}

/// Where the quotation of a source ends.
fn quoted_end(source: &str) -> usize {
    // There are no more clusters than characters, and those are quicker to count.
    if source.len() <= QUOTED_BYTES && source.chars().nth(LONGEST_QUOTE).is_none() {
        return source.len();
    }
    let head = &source[..source.ceil_char_boundary(QUOTED_BYTES + 1)];
    let starts = head.grapheme_indices(true).map(|(start, _)| start);
    let ends = starts.chain((head.len() == source.len()).then_some(source.len()));
    ends.take(LONGEST_QUOTE + 1).take_while(|&end| end <= QUOTED_BYTES).last().unwrap_or(0)
}
