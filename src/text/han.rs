//! Chinese characters. Nearly all letters of a policy are Chinese, so that case is checked first.

use super::utf8::utf8;

/// Whether `c` is a Chinese character: U+4E00 to U+9FFF.
#[inline]
pub(crate) const fn is_han(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}')
}

/// Whether `c` is used to write numbers: a Chinese digit, ten, or a hundred.
#[inline]
pub(crate) const fn is_numeral(c: char) -> bool {
    matches!(c, '〇' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '百')
}

/// Whether `c` is a letter or a number.
#[inline]
pub(crate) fn is_letter(c: char) -> bool {
    is_han(c) || (!is_punctuation(c) && c.is_alphanumeric())
}

/// Whether `c` is common punctuation outside ASCII.
const fn is_punctuation(c: char) -> bool {
    matches!(
        c,
        '\u{2010}'..='\u{2027}'
            | '\u{3000}'..='\u{3003}'
            | '\u{3008}'..='\u{3020}'
            | '\u{FF01}'..='\u{FF0F}'
            | '\u{FF1A}'..='\u{FF20}'
    )
}

/// `text` without leading characters that match `is`, which matches no Chinese character.
#[inline]
pub(crate) fn trim_start(text: &str, is: impl Fn(char) -> bool) -> &str {
    if starts_with_han(text) { text } else { text.trim_start_matches(is) }
}

/// `text` without trailing characters that match `is`, which matches no Chinese character.
#[inline]
pub(crate) fn trim_end(text: &str, is: impl Fn(char) -> bool) -> &str {
    if ends_with_han(text) { text } else { text.trim_end_matches(is) }
}

/// `text` without leading and trailing characters that match `is`, which matches no Chinese
/// character.
#[inline]
pub(crate) fn trim(text: &str, is: impl Fn(char) -> bool) -> &str {
    trim_start(trim_end(text, &is), &is)
}

/// The first bytes from this to [`LAST_BYTE`] are those of U+4000 to U+9FFF: Chinese characters,
/// and a few symbols that policies do not use.
pub(crate) const FIRST_BYTE: u8 = utf8('\u{4E00}')[0];
/// See [`FIRST_BYTE`].
pub(crate) const LAST_BYTE: u8 = utf8('\u{9FFF}')[0];

/// Whether the bytes are those of a Chinese character.
const fn are_han([a, b, _]: [u8; 3]) -> bool {
    const LEAST: [u8; 3] = utf8('\u{4E00}');
    matches!(a, FIRST_BYTE..=LAST_BYTE) && (a != LEAST[0] || b >= LEAST[1])
}

/// Whether the first character is Chinese, without decoding it.
#[inline]
pub(crate) const fn starts_with_han(text: &str) -> bool {
    matches!(*text.as_bytes(), [a, b, c, ..] if are_han([a, b, c]))
}

/// Whether the last character is Chinese, without decoding it.
#[inline]
pub(crate) const fn ends_with_han(text: &str) -> bool {
    matches!(*text.as_bytes(), [.., a, b, c] if are_han([a, b, c]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn checks_of_bytes_agree_with_checks_of_characters() {
        for c in (0..=0x1_FFFF).filter_map(char::from_u32) {
            let text = format!("{c}a{c}");
            assert_eq!(starts_with_han(&text), is_han(c), "{c:?}");
            assert_eq!(ends_with_han(&text), is_han(c), "{c:?}");
            assert_eq!(is_letter(c), c.is_alphanumeric(), "{c:?}");
        }
    }

    #[test]
    fn text_is_trimmed() {
        let is_punctuation = |c| "，：".contains(c);
        assert_eq!(trim("：，昵，称，", is_punctuation), "昵，称");
        assert_eq!(
            (trim_start("，昵，", is_punctuation), trim_end("，昵，", is_punctuation)),
            ("昵，", "，昵")
        );
        assert_eq!((trim("，", is_punctuation), trim("", is_punctuation)), ("", ""));
    }
}
