//! Blanks: white space, and marks without width. They are told by their bytes, since most edges
//! that are looked at have none.

use crate::text::Span;

/// Length in bytes of the blank that starts `text`, 0 if none does.
#[inline]
pub(super) const fn at_start(text: &[u8]) -> usize {
    match *text {
        // Letters, Chinese characters and full-width marks first, as they are most.
        [] | [b'!'..=b'~' | 0xE4..=0xE9, ..] | [0xEF, 0xBC, ..] => 0,
        _ => other_at_start(text),
    }
}

const fn other_at_start(text: &[u8]) -> usize {
    match *text {
        [b'\t'..=b'\r' | b' ', ..] => 1,
        [0xC2, 0x85 | 0xA0, ..] => 2,
        [a, b, c, ..] if is_wide([a, b, c]) => 3,
        _ => 0,
    }
}

/// Length in bytes of the blank that ends `text`, 0 if none does.
#[inline(always)]
const fn at_end(text: &[u8]) -> usize {
    match *text {
        // Full-width marks, Chinese characters and letters first, as they are most.
        [.., 0xE3, 0x80, 0x81..=0xBF] | [.., 0xE4..=0xE9, _, _] | [.., 0xEF, 0xBC, _] => 0,
        [] | [.., b'!'..=b'~'] => 0,
        _ => other_at_end(text),
    }
}

const fn other_at_end(text: &[u8]) -> usize {
    match *text {
        [.., b'\t'..=b'\r' | b' '] => 1,
        [.., 0xC2, 0x85 | 0xA0] => 2,
        [.., a, b, c] if is_wide([a, b, c]) => 3,
        _ => 0,
    }
}

/// Whether three bytes are a blank: U+1680, U+2000 to U+200B, U+2028, U+2029, U+202F, U+205F,
/// U+3000 or U+FEFF.
const fn is_wide(bytes: [u8; 3]) -> bool {
    matches!(
        bytes,
        [0xE1, 0x9A, 0x80]
            | [0xE2, 0x80, 0x80..=0x8B | 0xA8 | 0xA9 | 0xAF]
            | [0xE2, 0x81, 0x9F]
            | [0xE3, 0x80, 0x80]
            | [0xEF, 0xBB, 0xBF]
    )
}

/// Length in bytes of all blanks that `text` starts with.
#[inline]
pub(super) fn len_at_start(text: &[u8]) -> usize {
    if at_start(text) == 0 { 0 } else { all_at_start(text) }
}

fn all_at_start(text: &[u8]) -> usize {
    let mut rest = text.trim_ascii_start();
    while let len @ 1.. = at_start(rest) {
        rest = rest.get(len..).unwrap_or_default();
    }
    text.len() - rest.len()
}

/// Length in bytes of all blanks that `text` ends with.
#[inline]
pub(super) fn len_at_end(text: &[u8]) -> usize {
    if at_end(text) == 0 { 0 } else { all_at_end(text) }
}

fn all_at_end(text: &[u8]) -> usize {
    let mut rest = text.trim_ascii_end();
    while let len @ 1.. = at_end(rest) {
        rest = rest.get(..rest.len() - len).unwrap_or_default();
    }
    text.len() - rest.len()
}

/// `text` without the blanks that it starts with.
#[inline]
pub(super) fn trim_start(text: &str) -> &str {
    text.get(len_at_start(text.as_bytes())..).unwrap_or_default()
}

/// `text` without the blanks that it ends with.
#[inline]
pub(super) fn trim_end(text: &str) -> &str {
    text.get(..text.len() - len_at_end(text.as_bytes())).unwrap_or_default()
}

/// The span without blanks at its edges; `None` where nothing is left.
pub(super) fn trim(text: &str, span: Span) -> Option<Span> {
    let inside = text.as_bytes().get(span.range())?;
    let start = span.start() + len_at_start(inside) as u32;
    let end = span.end() - len_at_end(inside) as u32;
    (start < end).then(|| Span::new(start, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_are_white_space_and_what_has_no_width() {
        for c in '\0'..=char::MAX {
            let is_blank = c.is_whitespace() || matches!(c, '\u{FEFF}' | '\u{200B}');
            let len = if is_blank { c.len_utf8() } else { 0 };
            let text = c.to_string();
            assert_eq!((at_start(text.as_bytes()), at_end(text.as_bytes())), (len, len), "{c:?}");
        }
    }

    #[test]
    fn edges() {
        let text = "\u{FEFF} \u{3000}甲 乙\t\u{A0}\r\n";
        assert_eq!(trim_start(text), "甲 乙\t\u{A0}\r\n");
        assert_eq!(trim_end(text), "\u{FEFF} \u{3000}甲 乙");
        assert_eq!(trim(text, Span::new(0, text.len() as u32)), Some(Span::new(7, 14)));
        assert_eq!(trim(text, Span::new(0, 7)), None);
    }
}
