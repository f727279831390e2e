//! [`Positions`]: where in a text the bytes stand that a scan looks for.
//!
//! Isolated because it is written for speed: the bits of a mask are written four at a time, whether
//! there are four or not, as a branch that depends on the text would cost more than the writing.

use crate::block::{BLOCK, blocks_while};
use crate::vector::Bytes;

/// Positions that are written at once.
const BATCH: usize = 4;

/// Replaces each of `found` by the positions in `text` for which `holds` sets the highest bit: it is
/// shown what [`masks`](crate::block::Block::masks) tells. `text` is shorter than 4 GiB.
#[inline]
pub(crate) fn find<const N: usize>(
    text: &str,
    mut found: [&mut Positions; N],
    holds: impl Fn(Bytes, Bytes) -> [Bytes; N],
) {
    found.iter_mut().for_each(|positions| positions.restart(text.len()));
    // A call in the loop over the blocks would slow it down, so that it is left to make room.
    let mut next = Some(0);
    while let Some(start) = next {
        found.iter_mut().for_each(|positions| positions.grow());
        next = blocks_while(text, start, |at, block| {
            let has_room = found.iter().all(|positions| positions.has_room());
            if has_room {
                for (positions, mask) in found.iter_mut().zip(block.masks(&holds)) {
                    positions.write(at, mask);
                }
            }
            has_room
        });
    }
}

/// Byte offsets, ascending.
#[derive(Debug, Default)]
pub(crate) struct Positions {
    /// What stands behind the first `len` is of no account, so that it need not be cleared.
    slots: Vec<u32>,
    len: usize,
}

impl Positions {
    pub(crate) fn as_slice(&self) -> &[u32] {
        &self.slots[..self.len]
    }

    /// Forgets them, and makes room for about as many as a text of `len` bytes holds.
    fn restart(&mut self, len: usize) {
        self.len = 0;
        // In real policies one stands every fifty to hundred bytes.
        self.make_room(len / 32);
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

    /// Makes room for as many again.
    fn grow(&mut self) {
        self.make_room(self.len);
    }

    /// Whether there is room for the positions of one block.
    #[inline]
    fn has_room(&self) -> bool {
        self.slots.get(self.len..).is_some_and(|free| free.len() >= BLOCK)
    }

    /// Appends the positions of the bits of `mask`, of which the lowest stands at `start`. Where
    /// there is no room, nothing is appended.
    #[inline]
    fn write(&mut self, start: u32, mut mask: u64) {
        let free = self.slots.get_mut(self.len..).and_then(|free| free.first_chunk_mut::<BLOCK>());
        let Some((batch, rest)) = free.map(|free| free.split_at_mut(BATCH)) else { return };
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
    }
}

/// The number of the lowest bit, which is cleared; the number of bits if there is none.
#[inline]
fn take_lowest(mask: &mut u64) -> u32 {
    let lowest = mask.trailing_zeros();
    *mask &= mask.wrapping_sub(1);
    lowest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bits_of_masks() {
        let mut positions = Positions::default();
        for _ in 0..2 {
            positions.restart(100);
            for (start, mask) in [(0, 0b1001), (64, 0), (128, u64::MAX), (192, 1 << 63)] {
                assert!(positions.has_room());
                positions.write(start, mask);
                positions.grow();
            }
            assert!(
                positions
                    .as_slice()
                    .iter()
                    .copied()
                    .eq([0, 3].into_iter().chain(128..192).chain([255]))
            );
        }
        positions.shrink();
        assert!(!positions.has_room() && positions.as_slice().len() == 67);
    }
}
