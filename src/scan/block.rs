//! Reads a text 64 bytes at a time: vectors in, a bit for each byte out. Nothing branches on the
//! text.

use wide::u8x16;

/// Bytes of a vector.
const LANES: usize = 16;

/// Bytes of a block.
pub(crate) const BLOCK: usize = 64;

/// Bytes behind a block that a character starting at its end may reach into.
const REACH: usize = 2;

/// A block and its reach.
pub(crate) struct Block<'t>(&'t [u8; BLOCK + REACH]);

/// Calls `take` for each block of `text` from the one at byte `start` on, in order, with its first
/// byte's offset, for as long as `take` returns true. Returns where the block starts for which it
/// returned false, if there is one. The last block is filled up with spaces.
#[inline]
pub(crate) fn blocks_while(
    text: &str,
    mut start: usize,
    mut take: impl FnMut(u32, Block<'_>) -> bool,
) -> Option<usize> {
    let text = text.as_bytes();
    // Less than one block and its reach is left at the end, which are two blocks at most.
    let whole = text.len().saturating_sub(REACH) / BLOCK * BLOCK;
    let rest = &text[whole..];
    let mut end = [b' '; 2 * BLOCK + REACH];
    end[..rest.len()].copy_from_slice(rest);
    let end = &end[..rest.len().next_multiple_of(BLOCK) + REACH];
    for (offset, bytes) in [(0, text), (whole, end)] {
        let mut bytes = bytes.get(start - offset..).unwrap_or_default();
        while let Some(block) = bytes.first_chunk() {
            if !take(start as u32, Block(block)) {
                return Some(start);
            }
            start += BLOCK;
            bytes = &bytes[BLOCK..];
        }
    }
    None
}

impl Block<'_> {
    /// A bit for each byte, in each of the masks: whether `holds` sets its highest bit there. It is
    /// shown sixteen bytes, and for each of them the one two places on, which is the last of a
    /// Chinese character.
    #[inline]
    pub(crate) fn masks<const N: usize>(
        &self,
        holds: impl Fn(u8x16, u8x16) -> [u8x16; N],
    ) -> [u64; N] {
        let mut masks = [0; N];
        for at in (0..BLOCK).step_by(LANES) {
            let found = holds(self.lanes(at), self.lanes(at + 2));
            for (mask, found) in masks.iter_mut().zip(found) {
                *mask |= u64::from(found.to_bitmask()) << at;
            }
        }
        masks
    }

    #[inline]
    fn lanes(&self, at: usize) -> u8x16 {
        let mut lanes = [0; LANES];
        lanes.copy_from_slice(&self.0[at..at + LANES]);
        u8x16::new(lanes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_it_stops_it_goes_on() {
        for len in 0..300 {
            let text = "x".repeat(len);
            let mut seen = Vec::new();
            let mut next = Some(0);
            while let Some(start) = next {
                let mut is_first = true;
                next = blocks_while(&text, start, |at, _| {
                    let takes = std::mem::take(&mut is_first);
                    seen.extend(takes.then_some(at));
                    takes
                });
            }
            assert!(seen.iter().copied().eq((0..len as u32).step_by(BLOCK)), "{len}: {seen:?}");
        }
    }

    #[test]
    fn every_byte_is_seen_once_with_those_behind_it() {
        for len in 0..200 {
            let text: String = (0..len).map(|at| if at % 7 == 0 { 'x' } else { 'y' }).collect();
            let mut seen = Vec::new();
            blocks_while(&text, 0, |start, block| {
                let [mask, none] = block.masks(|first, third| {
                    let is = |lanes: u8x16, byte| lanes.simd_eq(u8x16::splat(byte));
                    [is(first, b'x') & is(third, b'y'), is(first, b'z')]
                });
                assert_eq!(none, 0);
                seen.extend((0..64).filter(|bit| mask >> bit & 1 == 1).map(|bit| start + bit));
                true
            });
            let expected: Vec<_> = text.match_indices("xyy").map(|(at, _)| at as u32).collect();
            assert_eq!(seen, expected, "{len} bytes");
        }
    }
}
