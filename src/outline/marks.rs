//! Where lines and sentences may end, found in one pass over the bytes.
//!
//! The outline looks at the bytes of these bits and at the edges of lines, at little else.

use crate::block::{BLOCK, blocks};
use crate::vector::Bytes;

/// A bit for each byte of a text: set where one of the marks `\n` `!` `?` `。` `！` `？` starts, and
/// at few other bytes.
#[derive(Debug, Default)]
pub(super) struct Marks {
    blocks: Vec<u64>,
}

impl Marks {
    /// Finds the marks of `text` and forgets those of the text before.
    pub(super) fn find(&mut self, text: &str) {
        self.blocks.clear();
        self.blocks.reserve(text.len().div_ceil(BLOCK));
        blocks(text, |_, block| self.blocks.push(block.mask(candidates)));
    }

    /// Where the marks start, ascending, in bytes.
    pub(super) fn positions(&self) -> Positions<'_> {
        Positions { blocks: self.blocks.iter(), start: 0, mask: 0 }
    }
}

/// The positions of the bits of [`Marks`].
#[derive(Clone, Debug)]
pub(super) struct Positions<'m> {
    blocks: std::slice::Iter<'m, u64>,
    /// Where the block behind the current one starts.
    start: u32,
    /// What is left of the current block.
    mask: u64,
}

impl Iterator for Positions<'_> {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        while self.mask == 0 {
            self.mask = *self.blocks.next()?;
            self.start = self.start.wrapping_add(BLOCK as u32);
        }
        let at = self.start.wrapping_sub(BLOCK as u32).wrapping_add(self.mask.trailing_zeros());
        self.mask &= self.mask - 1;
        Some(at)
    }
}

/// All bits of a lane set where a mark may start; `third` holds for each byte the one two places on.
///
/// 。 is E3 80 82, ！ EF BC 81, ？ EF BC 9F: the byte between them tells little more.
#[inline]
fn candidates(bytes: Bytes, _: Bytes, third: Bytes) -> Bytes {
    let splat = Bytes::splat;
    let narrow = bytes.equal(splat(b'\n')) | bytes.equal(splat(b'!')) | bytes.equal(splat(b'?'));
    let stop = bytes.equal(splat(0xE3)) & third.equal(splat(0x82));
    let wide = bytes.equal(splat(0xEF)) & (third.equal(splat(0x81)) | third.equal(splat(0x9F)));
    narrow | stop | wide
}

#[cfg(test)]
mod tests {
    use super::*;

    fn positions(text: &str) -> Vec<usize> {
        let mut marks = Marks::default();
        marks.find("a text before that is longer than the next one。".repeat(4).as_str());
        marks.find(text);
        marks.positions().map(|at| at as usize).collect()
    }

    #[test]
    fn finds_every_mark_and_little_else() {
        assert_eq!(positions("甲。乙！\r\n丙？!?"), [3, 9, 13, 17, 20, 21]);
        assert_eq!(positions("，；：、,;:《》（）“”.我们"), [0; 0]);
        assert_eq!(positions(""), [0; 0]);
    }

    #[test]
    fn block_borders_hide_nothing() {
        for mark in ["\n", "!", "。", "？"] {
            for shift in 0..200 {
                let text = format!("{}{mark}{}{mark}", "a".repeat(shift), "b".repeat(shift % 67));
                let expected: Vec<_> = text.match_indices(mark).map(|(at, _)| at).collect();
                assert_eq!(positions(&text), expected, "{mark} behind {shift} bytes");
            }
        }
    }
}
