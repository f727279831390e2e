//! Reads a text 64 bytes at a time: vectors in, a bit for each byte out.
//!
//! Isolated because it is written for speed: sixteen bytes stand in each vector, and what looks at
//! them takes no branch that depends on the text.

use wide::u8x16;

/// Bytes of a block.
pub(crate) const BLOCK: usize = 64;

const LANES: usize = 16;

/// A block and the two bytes that a character starting at its end may reach into.
pub(crate) struct Block<'t>(&'t [u8; BLOCK + 2]);

/// Calls `take` for each block of `text`, in order, with its first byte's offset. The last block
/// is filled up with zeros.
#[inline]
pub(crate) fn blocks(text: &str, mut take: impl FnMut(u32, Block<'_>)) {
    let (mut start, mut rest) = (0, text.as_bytes());
    while let Some(bytes) = rest.first_chunk() {
        take(start, Block(bytes));
        start = start.wrapping_add(BLOCK as u32);
        rest = &rest[BLOCK..];
    }
    // Less than one block and its reach is left, which are two blocks at most.
    while !rest.is_empty() {
        let mut bytes = [0; BLOCK + 2];
        let seen = rest.len().min(bytes.len());
        bytes[..seen].copy_from_slice(&rest[..seen]);
        take(start, Block(&bytes));
        start = start.wrapping_add(BLOCK as u32);
        rest = rest.get(BLOCK..).unwrap_or_default();
    }
}

impl Block<'_> {
    /// A bit for each byte: whether `holds` sets its lane. It is shown sixteen bytes, those behind
    /// each of them, and those behind these.
    #[inline]
    pub(crate) fn mask(&self, holds: impl Fn(u8x16, u8x16, u8x16) -> u8x16) -> u64 {
        let quarter = |at: usize| {
            let found = holds(self.lanes(at), self.lanes(at + 1), self.lanes(at + 2));
            u64::from(found.to_bitmask()) << at
        };
        quarter(0) | quarter(LANES) | quarter(2 * LANES) | quarter(3 * LANES)
    }

    #[inline]
    fn lanes(&self, at: usize) -> u8x16 {
        let mut lanes = [0; LANES];
        lanes.copy_from_slice(&self.0[at..at + LANES]);
        u8x16::from(lanes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_is_seen_once_with_those_behind_it() {
        for len in 0..200 {
            let text: String = (0..len).map(|at| if at % 7 == 0 { 'x' } else { 'y' }).collect();
            let mut seen = Vec::new();
            blocks(&text, |start, block| {
                let mask = block.mask(|first, second, third| {
                    let is = |lanes: u8x16, byte| lanes.simd_eq(u8x16::splat(byte));
                    is(first, b'x') & is(second, b'y') & is(third, b'y')
                });
                seen.extend((0..64).filter(|bit| mask >> bit & 1 == 1).map(|bit| start + bit));
            });
            let expected: Vec<_> = text.match_indices("xyy").map(|(at, _)| at as u32).collect();
            assert_eq!(seen, expected, "{len} bytes");
        }
    }
}
