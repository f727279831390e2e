//! The words in and beside an annotation that a rule looks at: not more than [`WINDOW`] bytes, so
//! that reading all annotations takes time linear in the text.

use crate::text::Span;

/// How far a rule looks, in bytes: thirty Chinese characters.
const WINDOW: usize = 90;

/// The text of the same line before `offset`, as far as a rule looks.
pub(super) fn before(text: &str, offset: u32) -> &str {
    window(text, offset).rsplit('\n').next().unwrap_or_default()
}

/// The text before `offset`, as far as a rule looks.
pub(super) fn window(text: &str, offset: u32) -> &str {
    let end = offset as usize;
    &text[text.ceil_char_boundary(end.saturating_sub(WINDOW))..end]
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
