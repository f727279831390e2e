//! The structural index: where the structural characters of a text stand.
//!
//! One pass over the bytes, so that the grammar looks at about one byte in fifty. Isolated here
//! because it is written for speed; everything above it is written to be read.
//!
//! Each block of bytes becomes a bit mask of candidates; the bits become positions, four at a time
//! whether there are four or not, as a branch that depends on the text would cost more than the
//! writing. The candidates are all structural characters and a few others, such as `=` and `；`:
//! telling those apart by vectors would slow down every byte for the sake of one in a thousand.
//! [`crate::grammar`] passes over them.

use crate::annotation::Structural;
use crate::block::{BLOCK, blocks_while};
use crate::vector::Bytes;

/// Positions that are written at once.
const BATCH: usize = 4;

/// Byte offsets of the structural characters of `text`, ascending. `text` is shorter than 4 GiB.
pub(crate) fn scan(text: &str) -> Vec<u32> {
    let mut index = Index::default();
    index.scan(text);
    let is_structural = |at: &u32| Structural::at_start(&text.as_bytes()[*at as usize..]).is_some();
    index.positions().iter().copied().filter(is_structural).collect()
}

/// The structural index of a text.
#[derive(Debug, Default)]
pub(crate) struct Index {
    /// What stands behind the first `len` is of no account, so that it need not be cleared.
    slots: Vec<u32>,
    len: usize,
}

impl Index {
    /// Byte offsets, ascending: those of all structural characters and of a few others.
    pub(crate) fn positions(&self) -> &[u32] {
        &self.slots[..self.len]
    }

    /// Fills the index with the positions in `text`, which is shorter than 4 GiB.
    pub(crate) fn scan(&mut self, text: &str) {
        self.len = 0;
        // A bracket or a line feed stands every fifty bytes or so in real policies.
        self.make_room(text.len() / 32);
        // A call in the loop over the blocks would slow it down, so that it is left to make room.
        let mut next = Some(0);
        while let Some(start) = next {
            self.make_room(self.len);
            next = blocks_while(text, start, |at, block| self.write(at, block.mask(candidates)));
        }
    }

    /// Gives back the memory that is not used.
    pub(crate) fn shrink(&mut self) {
        self.slots.truncate(self.len);
        self.slots.shrink_to_fit();
    }

    /// Makes room for `more` positions and those of one block.
    fn make_room(&mut self, more: usize) {
        let needed = self.len + more + BLOCK;
        if self.slots.len() < needed {
            self.slots.resize(needed, 0);
        }
    }

    /// Writes the positions of the bits of `mask`, if there is room for those of a block.
    #[inline]
    fn write(&mut self, start: u32, mut mask: u64) -> bool {
        let Some(slots) = self.slots.get_mut(self.len..self.len + BLOCK) else { return false };
        let (batch, rest) = slots.split_at_mut(BATCH);
        for slot in batch {
            self.len += usize::from(mask != 0);
            *slot = start + take_lowest(&mut mask);
        }
        for slot in rest {
            if mask == 0 {
                break;
            }
            self.len += 1;
            *slot = start + take_lowest(&mut mask);
        }
        true
    }
}

/// The number of the lowest bit, which is cleared; the number of bits if there is none.
#[inline]
fn take_lowest(mask: &mut u64) -> u32 {
    let lowest = mask.trailing_zeros();
    *mask &= mask.wrapping_sub(1);
    lowest
}

/// The sign bit of each lane set where a structural character may start; `third` holds for each
/// byte of `first` the one two places on.
#[inline]
fn candidates(first: Bytes, _: Bytes, third: Bytes) -> Bytes {
    let splat = Bytes::splat;
    let folded = folded(first, third);
    let paren = (folded & splat(!1)).equal(splat(b'('));
    // With two bits set, `<` `>`, `[` `\` `]` and `{` `}` are `{` to `~`, the last of ASCII. What is
    // not ASCII is negative.
    let last = (folded | splat(0x60)).greater(splat(b'{' - 1));
    let line_feed = first.equal(splat(b'\n'));
    paren | last | line_feed
}

/// The bytes `first`, but for the first one of a full-width character the ASCII character that it
/// is the wide form of: `(` for （. The 【 】 become `(` `)` too.
///
/// The wide forms are EF BC 81 to EF BD 9E, in the order of ASCII, so that the third byte tells,
/// but for some bits that the candidates do not depend on; 【 】 are E3 80 90 and 91.
#[inline]
fn folded(first: Bytes, third: Bytes) -> Bytes {
    const FORM: u8 = 0xEF;
    const LENTICULAR: u8 = 0xE3;
    const TO_ASCII: u8 = b'('.wrapping_sub(FORM).wrapping_sub(0x88);
    const MORE: u8 = b'('.wrapping_sub(LENTICULAR).wrapping_sub(0x90).wrapping_sub(TO_ASCII);
    let splat = Bytes::splat;
    let lenticular = first.equal(splat(LENTICULAR));
    let wide = first.equal(splat(FORM)) | lenticular;
    first + (wide & (third + splat(TO_ASCII))) + (lenticular & splat(MORE))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_structural(text: &str, at: u32) -> bool {
        Structural::at_start(&text.as_bytes()[at as usize..]).is_some()
    }

    /// What the scan has to find, one byte after the other.
    fn expected(text: &str) -> Vec<u32> {
        (0..text.len() as u32).filter(|&at| is_structural(text, at)).collect()
    }

    #[test]
    fn finds_every_structural_character() {
        assert_eq!(scan("当{您}时\\[\n"), [3_u32, 7, 11, 12, 13]);
        assert_eq!(scan("（a）【b】＜c＞｛d｝［e］"), [0_u32, 4, 7, 11, 14, 18, 21, 25, 28, 32]);
        assert_eq!(scan(""), [0_u32; 0]);
    }

    #[test]
    fn positions_replace_those_of_the_text_before() {
        let mut index = Index::default();
        index.scan(&"(".repeat(300));
        index.scan("a(b|c)？");
        assert_eq!(index.positions(), [1, 3, 5, 6]);
    }

    #[test]
    fn passes_over_common_punctuation() {
        let mut index = Index::default();
        index.scan("，。：！、《》“”「」·…－％-/.,:!\"'`*#@%&+$");
        assert_eq!(index.positions(), [0_u32; 0]);
    }

    #[test]
    fn every_character_is_told_apart() {
        let ascii: String = (0..128_u8).map(char::from).collect();
        assert_eq!(scan(&ascii), expected(&ascii));
        let wide: String = ('\u{3000}'..'\u{3100}').chain('\u{FE00}'..'\u{FFFF}').collect();
        assert_eq!(scan(&wide), expected(&wide));
    }

    #[test]
    fn block_borders_hide_nothing() {
        for character in ["(", "）", "【", "｝", "\n", "，"] {
            for shift in 0..150 {
                let text = format!("{}{character}{}", "a".repeat(shift), "b".repeat(shift % 7));
                assert_eq!(scan(&text), expected(&text), "{character} behind {shift} bytes");
            }
        }
        let row = "（<手机>，{用于[】）\\｛\n".repeat(40);
        assert_eq!(scan(&row), expected(&row));
    }

    #[test]
    fn blocks_may_be_full() {
        let text = "(".repeat(1000);
        assert_eq!(scan(&text), expected(&text));
    }
}
