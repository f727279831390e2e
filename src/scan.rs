//! The structural index: where the structural characters of a text stand.
//!
//! One pass over the bytes, so that the grammar looks at about one byte in a hundred. Isolated
//! here because it is written for speed; everything above it is written to be read.

use crate::annotation::Structural;

/// For each byte value whether a structural character can start with it.
const STARTS: [bool; 256] = {
    let mut table = [false; 256];
    let starts = b"{}[]<>()\\\n\xEF\xE3";
    let mut i = 0;
    while i < starts.len() {
        table[starts[i] as usize] = true;
        i += 1;
    }
    table
};

/// Byte offsets of the structural characters of `text`, ascending. `text` is shorter than 4 GiB.
pub(crate) fn scan(text: &str) -> Vec<u32> {
    let bytes = text.as_bytes();
    // A bracket stands every hundred bytes or so in real policies.
    let mut positions = Vec::with_capacity(bytes.len() / 64 + 8);
    for (at, &byte) in bytes.iter().enumerate() {
        if STARTS[byte as usize] && Structural::at_start(&bytes[at..]).is_some() {
            positions.push(at as u32);
        }
    }
    positions
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_every_structural_character_and_no_other() {
        assert_eq!(scan("当{您}时\\[\n"), [3_u32, 7, 11, 12, 13]);
        assert_eq!(scan("（a）【b】＜c＞｛d｝［e］"), [0_u32, 4, 7, 11, 14, 18, 21, 25, 28, 32]);
        assert_eq!(scan("，。；：！？《》“”、"), [0_u32; 0]);
        assert_eq!(scan(""), [0_u32; 0]);
    }
}
