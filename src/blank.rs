//! White space at the edges of a text. It is told by the bytes there, since most edges that are
//! looked at have none.

/// Whether `text` starts with white space.
#[inline]
pub(crate) fn starts_blank(text: &str) -> bool {
    !starts_with_letter(text) && text.starts_with(char::is_whitespace)
}

/// Whether `text` ends with white space.
#[inline]
pub(crate) fn ends_blank(text: &str) -> bool {
    !ends_with_letter(text) && text.ends_with(char::is_whitespace)
}

/// Whether `text` holds nothing but white space.
#[inline]
pub(crate) fn is_blank(text: &str) -> bool {
    !starts_with_letter(text) && text.chars().all(char::is_whitespace)
}

/// `text.trim()`.
#[inline]
pub(crate) fn trim(text: &str) -> &str {
    if starts_with_letter(text) && ends_with_letter(text) { text } else { text.trim() }
}

/// `text.trim_start()`.
#[inline]
pub(crate) fn trim_start(text: &str) -> &str {
    if starts_with_letter(text) { text } else { text.trim_start() }
}

/// Whether the first character is visible ASCII, or a Chinese one as most are.
#[inline]
const fn starts_with_letter(text: &str) -> bool {
    matches!(text.as_bytes(), [b'!'..=b'~' | 0xE4..=0xE9, ..])
}

/// Whether the last character is visible ASCII, or a Chinese one as most are.
#[inline]
const fn ends_with_letter(text: &str) -> bool {
    matches!(text.as_bytes(), [.., b'!'..=b'~'] | [.., 0xE4..=0xE9, _, _])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_tell_what_characters_tell() {
        for c in (0..=0x1_FFFF).filter_map(char::from_u32) {
            for text in [format!("{c}"), format!("甲{c}甲"), format!("{c}甲{c}"), format!(" {c}")]
            {
                assert_eq!(starts_blank(&text), text.starts_with(char::is_whitespace), "{text:?}");
                assert_eq!(ends_blank(&text), text.ends_with(char::is_whitespace), "{text:?}");
                assert_eq!(is_blank(&text), text.trim().is_empty(), "{text:?}");
                assert_eq!(trim(&text), text.trim(), "{text:?}");
                assert_eq!(trim_start(&text), text.trim_start(), "{text:?}");
            }
        }
        assert!(is_blank("") && !starts_blank("") && !ends_blank(""));
    }
}
