//! [`Positions`]: where in a text the bytes stand that a scan looks for.
//!
//! A branch that depends on the text would cost more than to write what may not count. So masks
//! without a bit are overwritten by the next one, and the bits of the others are written four at a
//! time, whether there are four or not. That earns 3 to 6 % of the whole document.

use wide::u8x16;

use super::block::{BLOCK, blocks_while};

/// Positions that are written at once.
const BATCH: usize = 4;

/// Replaces each of `found` by the positions in `text` for which `holds` sets the highest bit: it is
/// shown what [`masks`](crate::block::Block::masks) tells. `text` is shorter than 4 GiB.
#[inline]
pub(crate) fn find<const N: usize>(
    text: &str,
    mut found: [&mut Positions; N],
    holds: impl Fn(u8x16, u8x16) -> [u8x16; N],
) {
    found.iter_mut().for_each(|positions| positions.restart(text.len()));
    // The loop over the blocks does nothing else, which would slow it down: it is left for that.
    let mut masks = [const { Masks::new() }; N];
    let mut next = Some(0);
    while let Some(start) = next {
        next = blocks_while(text, start, |at, block| {
            let has_room = masks.iter().all(Masks::has_room);
            if has_room {
                for (masks, mask) in masks.iter_mut().zip(block.masks(&holds)) {
                    masks.push(at, mask);
                }
            }
            has_room
        });
        for (positions, masks) in found.iter_mut().zip(&mut masks) {
            positions.write(masks);
        }
    }
}

/// The masks of some blocks, but for those without a bit.
struct Masks {
    /// Where the block starts, and its mask. What comes after the first `len` is ignored.
    slots: [(u32, u64); Self::ROOM],
    len: usize,
}

impl Masks {
    const ROOM: usize = 64;

    const fn new() -> Self {
        Self { slots: [(0, 0); Self::ROOM], len: 0 }
    }

    #[inline]
    fn has_room(&self) -> bool {
        self.len < Self::ROOM
    }

    /// Appends a mask. Where there is no room, nothing is appended.
    #[inline]
    fn push(&mut self, start: u32, mask: u64) {
        if let Some(slot) = self.slots.get_mut(self.len) {
            *slot = (start, mask);
            self.len += usize::from(mask != 0);
        }
    }
}

/// Byte offsets, ascending.
#[derive(Debug, Default)]
pub(crate) struct Positions {
    /// What comes after the first `len` is ignored, so that it need not be cleared.
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

    /// Gives back the storage that is not used.
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

    /// Appends the positions of the bits of `masks`, which are then empty.
    #[inline(never)]
    fn write(&mut self, masks: &mut Masks) {
        for &(start, mask) in &masks.slots[..masks.len] {
            if self.slots.len() < self.len + BLOCK {
                // As many again.
                self.make_room(self.len);
            }
            let Some(free) = self.slots.get_mut(self.len..self.len + BLOCK) else { return };
            self.len += write_bits(free, start, mask);
        }
        masks.len = 0;
    }
}

/// Writes the positions of the bits of `mask`, of which the lowest stands at `start`, and returns
/// how many there are: at least one.
#[inline]
fn write_bits(slots: &mut [u32], start: u32, mut mask: u64) -> usize {
    let Some((batch, rest)) = slots.split_first_chunk_mut::<BATCH>() else { return 0 };
    let [first, batch @ ..] = batch;
    *first = start + take_lowest(&mut mask);
    let mut count = 1;
    for slot in batch {
        count += usize::from(mask != 0);
        *slot = start + take_lowest(&mut mask);
    }
    for slot in rest {
        if mask == 0 {
            break;
        }
        count += 1;
        *slot = start + take_lowest(&mut mask);
    }
    count
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
            let mut masks = Masks::new();
            for (start, mask) in [(0, 0b1001), (64, 0), (128, u64::MAX), (192, 1 << 63)] {
                masks.push(start, mask);
            }
            assert_eq!(masks.len, 3);
            positions.write(&mut masks);
            assert_eq!(masks.len, 0);
            let expected = [0, 3].into_iter().chain(128..192).chain([255]);
            assert!(positions.as_slice().iter().copied().eq(expected));
        }
        positions.shrink();
        assert_eq!(positions.slots.len(), 67);
    }

    #[test]
    fn masks_end_where_there_is_no_room() {
        let mut masks = Masks::new();
        for start in 0..Masks::ROOM as u32 {
            assert!(masks.has_room());
            masks.push(start, 1);
        }
        assert!(!masks.has_room());
        masks.push(99, 1);
        let mut positions = Positions::default();
        positions.write(&mut masks);
        assert!(positions.as_slice().iter().copied().eq(0..Masks::ROOM as u32));
    }
}
