//! The structural index: where the structural characters of a text stand.
//!
//! One pass over the bytes, so that the grammar looks at about one byte in a hundred. Isolated
//! here because it is written for speed; everything above it is written to be read.
//!
//! Sixty-four bytes at a time become a bit mask of candidates, sixteen in each vector. A few bit
//! tricks join characters that differ in one bit: `[` and `{`, `<` and `>`, `(` and `)`. The
//! characters of three bytes are looked for by their first byte and sifted by their third, since
//! 、，。 and the like share the first with them; what passes is checked against the text.

use wide::u8x16;

use crate::annotation::Structural;

const LANES: usize = 16;
const BLOCK: usize = 64;

/// A block and the two bytes that the character starting at its end may reach into.
const REACH: usize = BLOCK + 2;

/// Byte offsets of the structural characters of `text`, ascending. `text` is shorter than 4 GiB.
pub(crate) fn scan(text: &str) -> Vec<u32> {
    let bytes = text.as_bytes();
    // A bracket stands every hundred bytes or so in real policies.
    let mut positions = Vec::with_capacity(bytes.len() / 64 + 8);
    let mut start = 0;
    while let Some(reach) = bytes.get(start..).and_then(|rest| rest.first_chunk::<REACH>()) {
        push_candidates(bytes, start, candidates(reach), &mut positions);
        start += BLOCK;
    }
    let mut tail = [0; REACH];
    while start < bytes.len() {
        let rest = &bytes[start..bytes.len().min(start + BLOCK)];
        let seen = &bytes[start..bytes.len().min(start + REACH)];
        tail.fill(0);
        tail[..seen.len()].copy_from_slice(seen);
        push_candidates(bytes, start, candidates(&tail), &mut positions);
        start += rest.len();
    }
    positions
}

/// Appends the candidates that are structural characters: of those of one byte, all are.
fn push_candidates(bytes: &[u8], start: usize, mut mask: u64, positions: &mut Vec<u32>) {
    while mask != 0 {
        let at = start + mask.trailing_zeros() as usize;
        mask &= mask - 1;
        if bytes[at].is_ascii() || Structural::at_start(&bytes[at..]).is_some() {
            positions.push(at as u32);
        }
    }
}

/// A bit for each byte of the block at which a structural character may start.
#[inline]
fn candidates(reach: &[u8; REACH]) -> u64 {
    let lanes = |at: usize| {
        let mut lanes = [0; LANES];
        lanes.copy_from_slice(&reach[at..at + LANES]);
        u8x16::from(lanes)
    };
    let quarter = |at: usize| u64::from(candidates_in(lanes(at), lanes(at + 2)).to_bitmask()) << at;
    quarter(0) | quarter(LANES) | quarter(2 * LANES) | quarter(3 * LANES)
}

/// All bits of a lane set where a structural character may start; `third` holds for each byte the
/// one two places on.
#[inline]
fn candidates_in(bytes: u8x16, third: u8x16) -> u8x16 {
    let splat = u8x16::splat;
    let upper = bytes | splat(0x20);
    // `[` `{`, `\` `|`, `]` `}` stand in a row once the bit of the case is set.
    let square_or_curly = upper.simd_eq(splat(b'{')) | upper.simd_eq(splat(b'}'));
    let backslash = bytes.simd_eq(splat(b'\\'));
    let angle = (bytes & splat(!2)).simd_eq(splat(b'<'));
    let paren = (bytes & splat(!1)).simd_eq(splat(b'('));
    let line_feed = bytes.simd_eq(splat(b'\n'));
    // EF BC 8C is the full-width comma, by far the most frequent of its row.
    let fullwidth = bytes.simd_eq(splat(0xEF)) & !third.simd_eq(splat(0x8C));
    let lenticular = bytes.simd_eq(splat(0xE3)) & (third & splat(!1)).simd_eq(splat(0x90));
    square_or_curly | backslash | angle | paren | line_feed | fullwidth | lenticular
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What [`scan`] has to find, one byte after the other.
    fn slow_scan(text: &str) -> Vec<u32> {
        let bytes = text.as_bytes();
        let starts = (0..bytes.len()).filter(|&at| Structural::at_start(&bytes[at..]).is_some());
        starts.map(|at| at as u32).collect()
    }

    #[test]
    fn finds_every_structural_character_and_no_other() {
        assert_eq!(scan("当{您}时\\[\n"), [3_u32, 7, 11, 12, 13]);
        assert_eq!(scan("（a）【b】＜c＞｛d｝［e］"), [0_u32, 4, 7, 11, 14, 18, 21, 25, 28, 32]);
        assert_eq!(scan("，。；：！？《》“”、|~^"), [0_u32; 0]);
        assert_eq!(scan(""), [0_u32; 0]);
    }

    #[test]
    fn every_ascii_character_is_told_apart() {
        let ascii: String = (0..128_u8).map(char::from).collect();
        assert_eq!(scan(&ascii), slow_scan(&ascii));
    }

    #[test]
    fn block_borders_hide_nothing() {
        for character in ["(", "）", "【", "｝", "\n", "，"] {
            for shift in 0..150 {
                let text = format!("{}{character}{}", "a".repeat(shift), "b".repeat(shift % 7));
                assert_eq!(scan(&text), slow_scan(&text), "{character} behind {shift} bytes");
            }
        }
        let row = "（<手机>，{用于[】）\\｛\n".repeat(40);
        assert_eq!(scan(&row), slow_scan(&row));
    }
}
