//! Blanks: white space and zero-width characters, as in the section *Characters* of `grammar.md`.
//!
//! Text rarely starts or ends with a blank: almost always there is a letter, a Chinese character or
//! full-width punctuation. So each function first checks a byte or two, which settles those cases.

use super::Span;
use super::han::{FIRST_BYTE, LAST_BYTE};
use super::utf8::utf8;

/// A zero-width character that some editors write at the start of a file and do not show.
pub(crate) const BYTE_ORDER_MARK: char = '\u{FEFF}';

/// Whether `c` is a blank: white space by the Unicode property White_Space, or one of the
/// zero-width characters that text copied from web pages and from Word has between words: the zero
/// width space, the word joiner and the byte order mark.
///
/// Joiners have no width either but are not blanks: emoji and many scripts need them.
#[inline]
pub(crate) const fn is_blank(c: char) -> bool {
    matches!(
        c,
        '\t'..='\r'
            | ' '
            | '\u{85}'
            | '\u{A0}'
            | '\u{1680}'
            | '\u{2000}'..='\u{200B}'
            | '\u{2028}'
            | '\u{2029}'
            | '\u{202F}'
            | '\u{205F}'
            | '\u{2060}'
            | '\u{3000}'
            | '\u{FEFF}'
    )
}

/// Whether `c` is a blank but not a line end, for rules that skip blanks within one line.
#[inline]
pub(crate) const fn is_inline_blank(c: char) -> bool {
    !matches!(c, '\r' | '\n') && is_blank(c)
}

/// Whether `text` starts with a blank.
#[inline]
pub(crate) fn starts_blank(text: &str) -> bool {
    trim_start(text).len() < text.len()
}

/// Whether `text` ends with a blank.
#[inline]
pub(crate) fn ends_blank(text: &str) -> bool {
    trim_end(text).len() < text.len()
}

/// Whether `text` is empty or all blanks.
#[inline]
pub(crate) fn is_all_blank(text: &str) -> bool {
    trim_start(text).is_empty()
}

/// `text` without leading and trailing blanks.
#[inline]
pub(crate) fn trim(text: &str) -> &str {
    trim_start(trim_end(text))
}

/// `text` without leading blanks.
// To test one byte takes less than a call.
#[inline(always)]
pub(crate) fn trim_start(text: &str) -> &str {
    match *text.as_bytes() {
        [first, ..] if edge(first) != 0 => text,
        _ => trim_blank_start(text),
    }
}

#[inline(never)]
fn trim_blank_start(text: &str) -> &str {
    // Most blanks are plain spaces.
    let rest = text.trim_ascii_start();
    match *rest.as_bytes() {
        [a, b, c, ..] if edge(a) != 0 || is_wide_punctuation([a, b, c]) => rest,
        _ => rest.trim_start_matches(is_blank),
    }
}

/// `text` without trailing blanks.
#[inline]
pub(crate) fn trim_end(text: &str) -> &str {
    match *text.as_bytes() {
        [.., a, b, c] if edge(a) == CHINESE || is_wide_punctuation([a, b, c]) => text,
        [.., last] if edge(last) == VISIBLE => text,
        _ => trim_blank_end(text),
    }
}

fn trim_blank_end(text: &str) -> &str {
    let rest = text.trim_ascii_end();
    match *rest.as_bytes() {
        [.., a, _, c] if edge(a) == CHINESE || edge(c) == VISIBLE => rest,
        _ => rest.trim_end_matches(is_blank),
    }
}

/// `span` without leading and trailing blanks; `None` if nothing is left.
pub(crate) fn trim_span(text: &str, span: Span) -> Option<Span> {
    let inside = trim_end(text.get(span.range())?);
    let end = span.start() + inside.len() as u32;
    let start = end - trim_start(inside).len() as u32;
    (start < end).then(|| Span::new(start, end))
}

/// Whether `text` has at least two characters, of which the first and the last are visible ASCII or
/// Chinese. Nearly all words have, so callers can skip every other check for blanks.
#[inline]
pub(crate) fn is_tight(text: &[u8]) -> bool {
    let [first, .., lead, _, last] = *text else { return false };
    (edge(first) != 0) & (edge(last) & VISIBLE | edge(lead) & CHINESE != 0)
}

/// The class of a first byte of a character: [`VISIBLE`] ASCII, [`CHINESE`], or 0.
#[inline]
const fn edge(byte: u8) -> u8 {
    EDGES[byte as usize]
}

const VISIBLE: u8 = 1;
const CHINESE: u8 = 2;

const EDGES: [u8; 256] = {
    let mut edges = [0; 256];
    let mut at = 0;
    while at < edges.len() {
        edges[at] = match at as u8 {
            b'!'..=b'~' => VISIBLE,
            FIRST_BYTE..=LAST_BYTE => CHINESE,
            _ => 0,
        };
        at += 1;
    }
    edges
};

/// Whether the bytes are those of full-width punctuation, as most punctuation is: U+3001 to U+303F,
/// such as 、 and 。, or U+FF00 to U+FF3F, such as ， and （.
#[inline]
const fn is_wide_punctuation([a, b, c]: [u8; 3]) -> bool {
    const WIDE_SPACE: [u8; 3] = utf8('\u{3000}');
    const FULL_WIDTH: [u8; 3] = utf8('\u{FF00}');
    a == WIDE_SPACE[0] && b == WIDE_SPACE[1] && c != WIDE_SPACE[2]
        || a == FULL_WIDTH[0] && b == FULL_WIDTH[1]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_are_white_space_and_three_zero_width_characters() {
        let blank = |c: &char| c.is_whitespace() || "\u{200B}\u{2060}\u{FEFF}".contains(*c);
        assert!(('\0'..=char::MAX).all(|c| is_blank(c) == blank(&c)));
        assert!(!"\u{200C}\u{200D}\u{180E}".chars().any(is_blank));
        assert!(
            is_inline_blank(' ')
                && !is_inline_blank('\n')
                && !is_inline_blank('\r')
                && !is_inline_blank('甲')
        );
    }

    #[test]
    fn checks_of_bytes_agree_with_checks_of_characters() {
        for c in '\0'..='\u{1FFFF}' {
            for text in [format!("{c}"), format!("甲{c}甲"), format!("{c}甲{c}"), format!(" {c}")]
            {
                assert_eq!(starts_blank(&text), text.starts_with(is_blank), "{text:?}");
                assert_eq!(ends_blank(&text), text.ends_with(is_blank), "{text:?}");
                assert_eq!(is_all_blank(&text), text.chars().all(is_blank), "{text:?}");
                assert_eq!(trim_start(&text), text.trim_start_matches(is_blank), "{text:?}");
                assert_eq!(trim_end(&text), text.trim_end_matches(is_blank), "{text:?}");
                assert_eq!(trim(&text), text.trim_matches(is_blank), "{text:?}");
                let has_blanks = trim(&text) != text;
                assert!(!(is_tight(text.as_bytes()) && has_blanks), "{text:?}");
            }
        }
        assert!(is_all_blank("") && !starts_blank("") && !ends_blank(""));
    }

    #[test]
    fn spans_are_trimmed() {
        let text = "\u{FEFF} \u{3000}甲 乙\t\u{A0}\r\n";
        let span = |start, end| trim_span(text, Span::new(start, end));
        assert_eq!(span(0, text.len() as u32), Some(Span::new(7, 14)));
        assert_eq!(span(0, 7), None);
    }
}
