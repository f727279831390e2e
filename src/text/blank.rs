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

/// Whether `text` holds more than one character, and visible or Chinese ones at its edges. Nearly
/// all words do, so that no other question about white space needs to be asked of them.
#[inline]
pub(crate) fn is_tight(text: &[u8]) -> bool {
    let [first, .., lead, _, last] = *text else { return false };
    (edge(first) != 0) & (edge(last) & VISIBLE | edge(lead) & CHINESE != 0)
}

/// Of the first byte of a character, whether it is visible ASCII, or Chinese as most are.
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
            0xE4..=0xE9 => CHINESE,
            _ => 0,
        };
        at += 1;
    }
    edges
};

/// Whether the first character is visible ASCII, or a Chinese one as most are.
#[inline]
const fn starts_with_letter(text: &str) -> bool {
    matches!(text.as_bytes(), [first, ..] if edge(*first) != 0)
}

/// Whether the last character is visible ASCII, or a Chinese one as most are.
#[inline]
const fn ends_with_letter(text: &str) -> bool {
    match text.as_bytes() {
        [.., lead, _, _] if edge(*lead) == CHINESE => true,
        [.., last] => edge(*last) == VISIBLE,
        [] => false,
    }
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
                let has_blanks = text.trim() != text;
                assert!(!(is_tight(text.as_bytes()) && has_blanks), "{text:?}");
                assert_eq!(ends_blank(&text), text.ends_with(char::is_whitespace), "{text:?}");
                assert_eq!(is_blank(&text), text.trim().is_empty(), "{text:?}");
                assert_eq!(trim(&text), text.trim(), "{text:?}");
                assert_eq!(trim_start(&text), text.trim_start(), "{text:?}");
            }
        }
        assert!(is_blank("") && !starts_blank("") && !ends_blank(""));
    }
}
