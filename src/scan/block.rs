//! Reads a text 64 bytes at a time: vectors in, one bit per byte out. No branch depends on the
//! text.

use wide::u8x16;

const LANES: usize = 16;

pub(crate) const BLOCK: usize = 64;

/// How many bytes after a block a character that starts at its end can extend.
const REACH: usize = 2;

/// A block and the [`REACH`] after it.
pub(crate) struct Block<'t>(&'t [u8; BLOCK + REACH]);

/// Calls `take` for the blocks of `text` in order, from the one at byte `start`, with the offset of
/// their first byte, for as long as `take` returns true. Returns the start of the block for which
/// it returned false, if any. The last block is padded with spaces.
#[inline]
pub(crate) fn blocks_while(
    text: &str,
    mut start: usize,
    mut take: impl FnMut(u32, Block<'_>) -> bool,
) -> Option<usize> {
    let text = text.as_bytes();
    // Less than a block and its reach is left at the end, which fits in two blocks.
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
    /// One bit per byte, in each mask: whether `holds` sets the highest bit of that byte. `holds`
    /// gets sixteen bytes, and for each of them the byte two places later: the last byte of a
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
    fn it_resumes_where_it_stopped() {
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
    fn every_byte_is_seen_once_with_the_bytes_after_it() {
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
