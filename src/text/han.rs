//! Chinese characters: what nearly all letters of a policy are, and so the answer to give before
//! any other question.

use super::utf8::utf8;

/// Whether it is a Chinese character: U+4E00 to U+9FFF.
#[inline]
pub(crate) const fn is_han(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}')
}

/// Whether numbers are written with it: a Chinese digit, ten, or a hundred.
#[inline]
pub(crate) const fn is_numeral(c: char) -> bool {
    matches!(c, '〇' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '百')
}

/// Whether it is a letter or a number.
#[inline]
pub(crate) fn is_letter(c: char) -> bool {
    is_han(c) || (!is_mark(c) && c.is_alphanumeric())
}

/// Whether it is one of the usual marks of punctuation, other than those of ASCII.
const fn is_mark(c: char) -> bool {
    matches!(
        c,
        '\u{2010}'..='\u{2027}'
            | '\u{3000}'..='\u{3003}'
            | '\u{3008}'..='\u{3020}'
            | '\u{FF01}'..='\u{FF0F}'
            | '\u{FF1A}'..='\u{FF20}'
    )
}

/// `text` without the characters `is` at its start, none of which is Chinese.
#[inline]
pub(crate) fn trim_start(text: &str, is: impl Fn(char) -> bool) -> &str {
    if starts_with_han(text) { text } else { text.trim_start_matches(is) }
}

/// `text` without the characters `is` at its end, none of which is Chinese.
#[inline]
pub(crate) fn trim_end(text: &str, is: impl Fn(char) -> bool) -> &str {
    if ends_with_han(text) { text } else { text.trim_end_matches(is) }
}

/// `text` without the characters `is` at its edges, none of which is Chinese.
#[inline]
pub(crate) fn trim(text: &str, is: impl Fn(char) -> bool) -> &str {
    trim_start(trim_end(text, &is), &is)
}

/// The first bytes of U+4000 to U+9FFF, from this to [`LAST_BYTE`]: of Chinese characters, and of a
/// few symbols that no policy holds.
pub(crate) const FIRST_BYTE: u8 = utf8('\u{4E00}')[0];
/// See [`FIRST_BYTE`].
pub(crate) const LAST_BYTE: u8 = utf8('\u{9FFF}')[0];

/// Whether the bytes are those of a Chinese character.
const fn are_han([a, b, _]: [u8; 3]) -> bool {
    const LEAST: [u8; 3] = utf8('\u{4E00}');
    matches!(a, FIRST_BYTE..=LAST_BYTE) && (a != LEAST[0] || b >= LEAST[1])
}

/// Whether the first character is Chinese, as its bytes tell.
#[inline]
pub(crate) const fn starts_with_han(text: &str) -> bool {
    matches!(*text.as_bytes(), [a, b, c, ..] if are_han([a, b, c]))
}

/// Whether the last character is Chinese, as its bytes tell.
#[inline]
pub(crate) const fn ends_with_han(text: &str) -> bool {
    matches!(*text.as_bytes(), [.., a, b, c] if are_han([a, b, c]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_tell_what_characters_tell() {
        for c in (0..=0x1_FFFF).filter_map(char::from_u32) {
            let text = format!("{c}a{c}");
            assert_eq!(starts_with_han(&text), is_han(c), "{c:?}");
            assert_eq!(ends_with_han(&text), is_han(c), "{c:?}");
            assert_eq!(is_letter(c), c.is_alphanumeric(), "{c:?}");
        }
    }

    #[test]
    fn edges() {
        let is_mark = |c| "，：".contains(c);
        assert_eq!(trim("：，昵，称，", is_mark), "昵，称");
        assert_eq!((trim_start("，昵，", is_mark), trim_end("，昵，", is_mark)), ("昵，", "，昵"));
        assert_eq!((trim("，", is_mark), trim("", is_mark)), ("", ""));
    }
}
