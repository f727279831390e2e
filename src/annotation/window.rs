//! The words in and beside an annotation that a rule reads: a fixed number of bytes, so that
//! reading all annotations takes time linear in the text.

use crate::lexicon::RoleCues;
use crate::text::blank::is_inline_blank;
use crate::text::{Delimiter, Span, han};

const PARENTHESES: [Delimiter; 2] = [Delimiter::Paren, Delimiter::Fullwidth];

/// How far a rule about roles looks, in bytes: thirty Chinese characters.
pub(super) const WINDOW: usize = 90;

/// How far a rule about brackets looks before and after a bracket, in bytes.
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

/// At most `bytes` bytes of the text before `offset`.
pub(super) fn at_most_before(bytes: usize, text: &str, offset: u32) -> &str {
    let end = offset as usize;
    &text[text.ceil_char_boundary(end.saturating_sub(bytes))..end]
}

/// At most `bytes` bytes of the text after `offset`.
pub(super) fn at_most_after(bytes: usize, text: &str, offset: u32) -> &str {
    let start = offset as usize;
    &text[start..text.floor_char_boundary(start + bytes)]
}

/// Whether `c` can be between brackets and the words beside them: blanks, and the markup of bold
/// text.
pub(super) const fn is_spacer(c: char) -> bool {
    is_inline_blank(c) || matches!(c, '*' | '_')
}

/// The first words in `span`, as far as a rule looks.
pub(super) fn head(text: &str, span: Span) -> &str {
    let inside = &text[span.range()];
    &inside[..inside.floor_char_boundary(WINDOW)]
}

/// The last words in `span`, as far as a rule looks.
pub(super) fn tail(text: &str, span: Span) -> &str {
    let inside = &text[span.range()];
    &inside[inside.ceil_char_boundary(inside.len().saturating_sub(WINDOW))..]
}

/// The greatest number of fillers between a cue and its annotation.
pub(super) const FILLERS: usize = 3;

/// The greatest distance in bytes between two coordinated annotations.
const JOINT: u32 = 12;

/// `(服务器)和(数据库)`: whether only 、 or a conjunction is between two annotations, of which the first
/// ends at `end` and the second starts at `start`.
pub(super) fn are_joined(text: &str, cues: &RoleCues, end: u32, start: u32) -> bool {
    end < start && has_joint(text, cues, end, start, |c| is_spacer(c) || c == '、')
}

/// Whether only a conjunction, and characters that `is_edge` allows beside it, are between two
/// annotations.
pub(super) fn has_joint(
    text: &str,
    cues: &RoleCues,
    end: u32,
    start: u32,
    is_edge: impl Fn(char) -> bool,
) -> bool {
    let near = start.checked_sub(end).is_some_and(|gap| gap <= JOINT);
    let between = text.get(end as usize..start as usize).filter(|_| near);
    between.is_some_and(|between| {
        let word = han::trim(between, is_edge);
        word.is_empty() || cues.between.get(word).is_some()
    })
}

/// Whether `c` can be beside the conjunction between two annotations, or at the edge of the words
/// of an annotation.
pub(super) const fn is_edge(c: char) -> bool {
    is_spacer(c) || matches!(c, '，' | ',' | '。' | '；' | ';' | '、' | '：' | ':' | '！')
}

/// `{在您同意的情况下（见下文）}`: the words of an annotation without an aside at the end.
pub(super) fn closing(words: &str) -> &str {
    let words = han::trim_end(words, is_edge);
    if !words.ends_with(PARENTHESES.map(Delimiter::close)) {
        return words;
    }
    let open = words.rfind(PARENTHESES.map(Delimiter::open)).filter(|&open| open > 0);
    han::trim_end(&words[..open.unwrap_or(words.len())], is_edge)
}
