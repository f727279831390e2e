//! [`Positions`]: what a scan finds, by its offset.
//!
//! A branch that depends on the text would cost more than a write that may be useless. So a mask
//! without bits is stored and then overwritten by the next one, and the bits of the others are
//! written four at a time, even if there are fewer. That saves 3 to 6 % of the time of the whole
//! document.

use wide::u8x16;

use super::block::{BLOCK, blocks_while};

/// How many positions are written at once.
const BATCH: usize = 4;

/// Finds the bytes of `text` for which `holds` sets the highest bit, and calls `take` with their
/// masks, one stretch after another. [`masks`](super::block::Block::masks) says what `holds` gets.
/// `text` is shorter than 4 GiB.
#[inline]
pub(crate) fn find<const N: usize>(
    text: &str,
    holds: impl Fn(u8x16, u8x16) -> [u8x16; N],
    mut take: impl FnMut(&[Masks; N]),
) {
    // Anything else in the loop over the blocks would slow it down: it is left to `take`.
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
        take(&masks);
        masks.iter_mut().for_each(Masks::clear);
    }
}

/// The masks of some blocks. Those without a bit are left out.
pub(crate) struct Masks {
    /// The start of each block, and its mask. Only the first `len` count.
    slots: [(u32, u64); Self::ROOM],
    len: usize,
}

impl Masks {
    const ROOM: usize = 64;

    const fn new() -> Self {
        Self { slots: [(0, 0); Self::ROOM], len: 0 }
    }

    const fn clear(&mut self) {
        self.len = 0;
    }

    #[inline]
    const fn has_room(&self) -> bool {
        self.len < Self::ROOM
    }

    /// Appends a mask, if there is room.
    #[inline]
    fn push(&mut self, start: u32, mask: u64) {
        if let Some(slot) = self.slots.get_mut(self.len) {
            *slot = (start, mask);
            self.len += usize::from(mask != 0);
        }
    }
}

/// What a scan keeps of a byte that it finds.
pub(crate) trait Slot: Copy {
    /// What it keeps of the byte at an offset.
    fn at(at: u32) -> Self;
}

/// The offset alone.
impl Slot for u32 {
    #[inline]
    fn at(at: u32) -> Self {
        at
    }
}

/// What is at some bytes of a text, ascending.
#[derive(Debug)]
pub(crate) struct Positions<T = u32> {
    /// Only the first `len` count, so that the rest need not be cleared.
    slots: Vec<T>,
    len: usize,
}

impl<T> Default for Positions<T> {
    fn default() -> Self {
        Self { slots: Vec::new(), len: 0 }
    }
}

impl<T: Slot> Positions<T> {
    /// How many bytes of room may be left over.
    const SPARE: usize = 4096;

    pub(crate) fn as_slice(&self) -> &[T] {
        &self.slots[..self.len]
    }

    pub(crate) fn as_mut_slice(&mut self) -> &mut [T] {
        &mut self.slots[..self.len]
    }

    /// Keeps the first `len`.
    pub(crate) fn truncate(&mut self, len: usize) {
        self.len = self.len.min(len);
    }

    /// Clears them, and makes room for about as many as a text of `len` bytes has.
    pub(crate) fn restart(&mut self, len: usize) {
        self.len = 0;
        // Real policies have one every fifty to hundred bytes.
        self.make_room(len / 32);
    }

    /// Frees the storage that is not used, if it is worth an allocation.
    pub(crate) fn shrink(&mut self) {
        self.slots.truncate(self.len);
        if size_of::<T>() * (self.slots.capacity() - self.len) > Self::SPARE {
            self.slots.shrink_to_fit();
        }
    }

    /// Makes room for `more` positions, and for one block after them.
    fn make_room(&mut self, more: usize) {
        let needed = self.len + more + BLOCK;
        if self.slots.len() < needed {
            self.slots.resize(needed, T::at(0));
        }
    }

    /// Appends what is at the bits of `masks`.
    #[inline(never)]
    pub(crate) fn extend(&mut self, masks: &Masks) {
        for &(start, mask) in &masks.slots[..masks.len] {
            if self.slots.len() < self.len + BLOCK {
                // Doubles the room.
                self.make_room(self.len);
            }
            let Some(free) = self.slots.get_mut(self.len..self.len + BLOCK) else { return };
            self.len += write_bits(free, start, mask);
        }
    }
}

/// Writes the positions of the bits of `mask`, whose lowest bit is for byte `start`, and returns
/// how many there are: at least one.
#[inline]
fn write_bits<T: Slot>(slots: &mut [T], start: u32, mut mask: u64) -> usize {
    let Some((batch, rest)) = slots.split_first_chunk_mut::<BATCH>() else { return 0 };
    let [first, batch @ ..] = batch;
    *first = T::at(start + take_lowest(&mut mask));
    let mut count = 1;
    for slot in batch {
        count += usize::from(mask != 0);
        *slot = T::at(start + take_lowest(&mut mask));
    }
    for slot in rest {
        if mask == 0 {
            break;
        }
        count += 1;
        *slot = T::at(start + take_lowest(&mut mask));
    }
    count
}

/// Clears the lowest bit and returns its number; 64 if there is none.
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
    fn positions_of_bits_are_written() {
        let mut positions: Positions = Positions::default();
        for _ in 0..2 {
            positions.restart(100);
            let mut masks = Masks::new();
            for (start, mask) in [(0, 0b1001), (64, 0), (128, u64::MAX), (192, 1 << 63)] {
                masks.push(start, mask);
            }
            assert_eq!(masks.len, 3);
            positions.extend(&masks);
            let expected = [0, 3].into_iter().chain(128..192).chain([255]);
            assert!(positions.as_slice().iter().copied().eq(expected));
        }
        positions.shrink();
        assert_eq!(positions.slots.len(), 67);
    }

    #[test]
    fn a_mask_without_room_is_dropped() {
        let mut masks = Masks::new();
        for start in 0..Masks::ROOM as u32 {
            assert!(masks.has_room());
            masks.push(start, 1);
        }
        assert!(!masks.has_room());
        masks.push(99, 1);
        let mut positions: Positions = Positions::default();
        positions.extend(&masks);
        assert!(positions.as_slice().iter().copied().eq(0..Masks::ROOM as u32));
    }
}
