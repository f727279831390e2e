//! [`Quoted`]: the source text in a message.

use std::fmt;

use unicode_segmentation::UnicodeSegmentation;

/// The greatest number of grapheme clusters that a message quotes, so that it fits on a line.
const LONGEST_QUOTE: usize = 20;

/// The greatest number of bytes: a cluster can be a character with thousands of accents. Twenty
/// characters of any script fit, and with the longest message around them they fit in
/// [`Sink::MESSAGE`](crate::text::Sink::MESSAGE).
const QUOTED_BYTES: usize = 80;

/// The source text in quotation marks, shortened if it is long: `“{验证您…”`.
pub(super) struct Quoted<'a>(pub(super) &'a str);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(source) = self;
        let end = quoted_end(source);
        write!(f, "“{}{}”", &source[..end], if end < source.len() { "…" } else { "" })
    }
}

/// The length in bytes of the part that is quoted.
fn quoted_end(source: &str) -> usize {
    // There are at least as many characters as clusters, and they are faster to count.
    if source.len() <= QUOTED_BYTES && source.chars().nth(LONGEST_QUOTE).is_none() {
        return source.len();
    }
    let head = &source[..source.ceil_char_boundary(QUOTED_BYTES + 1)];
    let starts = head.grapheme_indices(true).map(|(start, _)| start);
    let ends = starts.chain((head.len() == source.len()).then_some(source.len()));
    ends.take(LONGEST_QUOTE + 1).take_while(|&end| end <= QUOTED_BYTES).last().unwrap_or(0)
}
