//! The bytes of characters, so that what reads a text byte by byte names characters.

/// The bytes of a character of U+0800 to U+FFFF: `utf8('。')` for E3 80 82.
///
/// For constants: with another character they do not compile.
pub(crate) const fn utf8(c: char) -> [u8; 3] {
    assert!(c.len_utf8() == 3, "a character of three bytes");
    let mut bytes = [0; 3];
    c.encode_utf8(&mut bytes);
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_of_characters() {
        assert_eq!(utf8('。'), [0xE3, 0x80, 0x82]);
    }
}
