//! The words in and beside an annotation that a rule looks at: a fixed number of bytes, so that
//! reading all annotations takes time linear in the text.

use crate::text::Span;
use crate::text::blank::is_inline_blank;

/// How far a rule about roles looks, in bytes: thirty Chinese characters.
const WINDOW: usize = 90;

/// How many bytes of the text before and after a bracket a rule about brackets looks at.
pub(super) const WINDOW_OF_BRACKETS: usize = 120;

/// The text of the same line before `offset`, as far as a rule looks.
pub(super) fn before(text: &str, offset: u32) -> &str {
    window(text, offset).rsplit('\n').next().unwrap_or_default()
}

/// The text before `offset`, as far as a rule looks.
pub(super) fn window(text: &str, offset: u32) -> &str {
    at_most_before(WINDOW, text, offset)
}

/// The text after `offset`, as far as a rule looks.
pub(super) fn after(text: &str, offset: u32) -> &str {
    at_most_after(WINDOW, text, offset)
}

/// The text before `offset`, no more than so many bytes.
pub(super) fn at_most_before(bytes: usize, text: &str, offset: u32) -> &str {
    let end = offset as usize;
    &text[text.ceil_char_boundary(end.saturating_sub(bytes))..end]
}

/// The text after `offset`, no more than so many bytes.
pub(super) fn at_most_after(bytes: usize, text: &str, offset: u32) -> &str {
    let start = offset as usize;
    &text[start..text.floor_char_boundary(start + bytes)]
}

/// What may be between brackets and the words beside them: blanks, and marks of bold text.
pub(super) const fn is_spacer(c: char) -> bool {
    is_inline_blank(c) || matches!(c, '*' | '_')
}

/// The first words of what stands in `span`, as far as a rule looks.
pub(super) fn head(text: &str, span: Span) -> &str {
    let inside = &text[span.range()];
    &inside[..inside.floor_char_boundary(WINDOW)]
}

/// The last words of what stands in `span`, as far as a rule looks.
pub(super) fn tail(text: &str, span: Span) -> &str {
    let inside = &text[span.range()];
    &inside[inside.ceil_char_boundary(inside.len().saturating_sub(WINDOW))..]
}
