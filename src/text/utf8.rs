//! The bytes of characters, so that code that reads a text byte by byte can still name characters.

/// The bytes of a character from U+0800 to U+FFFF: `utf8('。')` is E3 80 82.
///
/// Meant for constants: with any other character they do not compile.
pub(crate) const fn utf8(c: char) -> [u8; 3] {
    assert!(c.len_utf8() == 3, "a character of three bytes");
    let mut bytes = [0; 3];
    c.encode_utf8(&mut bytes);
    bytes
}

/// The first character of `bytes`, which are UTF-8, and the bytes after it.
///
/// Faster than `str::chars` where most characters are skipped by their first byte: wherever a `str`
/// is cut, it checks that this is a character boundary.
#[inline]
pub(crate) const fn first_char(bytes: &[u8]) -> Option<(char, &[u8])> {
    let (code, rest) = match *bytes {
        [a @ ..0x80, ref rest @ ..] => (a as u32, rest),
        [a @ ..0xE0, b, ref rest @ ..] => (low(a, 5) << 6 | low(b, 6), rest),
        [a @ ..0xF0, b, c, ref rest @ ..] => (low(a, 4) << 12 | low(b, 6) << 6 | low(c, 6), rest),
        [a, b, c, d, ref rest @ ..] => {
            (low(a, 3) << 18 | low(b, 6) << 12 | low(c, 6) << 6 | low(d, 6), rest)
        }
        _ => return None,
    };
    match char::from_u32(code) {
        Some(c) => Some((c, rest)),
        None => None,
    }
}

/// The lowest bits of a byte.
const fn low(byte: u8, bits: u32) -> u32 {
    byte as u32 & ((1 << bits) - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_decoded() {
        for c in '\0'..=char::MAX {
            let text = format!("{c}甲");
            assert_eq!(first_char(text.as_bytes()), Some((c, "甲".as_bytes())), "{c:?}");
        }
        assert_eq!(first_char(b""), None);
        assert_eq!(utf8('。'), [0xE3, 0x80, 0x82]);
    }
}
