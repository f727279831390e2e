//! Sixteen bytes at once.
//!
//! Isolated because it is written twice: for x86-64, whose processors all have SSE2, as one
//! instruction each; for any other as plain loops, of which the compiler makes vectors where it
//! can. A test holds the two together.

use std::ops::{BitAnd, BitOr, BitXor};

/// How many bytes a vector has.
pub(crate) const LANES: usize = 16;

#[cfg(target_arch = "x86_64")]
pub(crate) use sse2::Bytes;

#[cfg(not(target_arch = "x86_64"))]
pub(crate) use plain::Bytes;

#[cfg(target_arch = "x86_64")]
mod sse2 {
    use safe_arch::{
        cmp_eq_mask_i8_m128i, cmp_gt_mask_i8_m128i, m128i, move_mask_i8_m128i, set_splat_i8_m128i,
    };

    use super::{BitAnd, BitOr, BitXor, LANES};

    /// Sixteen bytes; each operation works on each byte by itself.
    #[derive(Clone, Copy, Debug)]
    pub(crate) struct Bytes(m128i);

    impl Bytes {
        #[inline]
        pub(crate) fn splat(byte: u8) -> Self {
            Self(set_splat_i8_m128i(byte.cast_signed()))
        }

        #[inline]
        pub(crate) fn new(bytes: [u8; LANES]) -> Self {
            Self(m128i::from(bytes))
        }

        /// All bits of a byte set where the two are equal.
        #[inline]
        pub(crate) fn equal(self, other: Self) -> Self {
            Self(cmp_eq_mask_i8_m128i(self.0, other.0))
        }

        /// All bits of a byte set where it is greater than the other, both with a sign.
        #[inline]
        pub(crate) fn greater(self, other: Self) -> Self {
            Self(cmp_gt_mask_i8_m128i(self.0, other.0))
        }

        /// The highest bit of each byte, the first byte's lowest.
        #[inline]
        pub(crate) fn highest_bits(self) -> u16 {
            move_mask_i8_m128i(self.0) as u16
        }
    }

    impl BitAnd for Bytes {
        type Output = Self;

        #[inline]
        fn bitand(self, other: Self) -> Self {
            Self(self.0 & other.0)
        }
    }

    impl BitOr for Bytes {
        type Output = Self;

        #[inline]
        fn bitor(self, other: Self) -> Self {
            Self(self.0 | other.0)
        }
    }

    impl BitXor for Bytes {
        type Output = Self;

        #[inline]
        fn bitxor(self, other: Self) -> Self {
            Self(self.0 ^ other.0)
        }
    }
}

#[cfg(any(test, not(target_arch = "x86_64")))]
mod plain {
    use std::array::from_fn;

    use super::{BitAnd, BitOr, BitXor, LANES};

    /// Sixteen bytes; each operation works on each byte by itself.
    #[derive(Clone, Copy, Debug)]
    pub(crate) struct Bytes(pub(super) [u8; LANES]);

    impl Bytes {
        #[inline]
        pub(crate) fn splat(byte: u8) -> Self {
            Self([byte; LANES])
        }

        #[inline]
        pub(crate) fn new(bytes: [u8; LANES]) -> Self {
            Self(bytes)
        }

        /// All bits of a byte set where the two are equal.
        #[inline]
        pub(crate) fn equal(self, other: Self) -> Self {
            self.with(other, |one, other| if one == other { u8::MAX } else { 0 })
        }

        /// All bits of a byte set where it is greater than the other, both with a sign.
        #[inline]
        pub(crate) fn greater(self, other: Self) -> Self {
            let is_greater = |one: u8, other: u8| one.cast_signed() > other.cast_signed();
            self.with(other, |one, other| if is_greater(one, other) { u8::MAX } else { 0 })
        }

        /// The highest bit of each byte, the first byte's lowest.
        #[inline]
        pub(crate) fn highest_bits(self) -> u16 {
            (0..LANES).fold(0, |bits, at| bits | u16::from(self.0[at] >> 7) << at)
        }

        #[inline]
        fn with(self, other: Self, of: impl Fn(u8, u8) -> u8) -> Self {
            Self(from_fn(|at| of(self.0[at], other.0[at])))
        }
    }

    impl BitAnd for Bytes {
        type Output = Self;

        #[inline]
        fn bitand(self, other: Self) -> Self {
            self.with(other, |one, other| one & other)
        }
    }

    impl BitOr for Bytes {
        type Output = Self;

        #[inline]
        fn bitor(self, other: Self) -> Self {
            self.with(other, |one, other| one | other)
        }
    }

    impl BitXor for Bytes {
        type Output = Self;

        #[inline]
        fn bitxor(self, other: Self) -> Self {
            self.with(other, |one, other| one ^ other)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: Bytes, expected: plain::Bytes) {
        assert_eq!(bytes.equal(Bytes::new(expected.0)).highest_bits(), u16::MAX);
        assert_eq!(bytes.highest_bits(), expected.highest_bits());
    }

    #[test]
    fn every_processor_computes_the_same() {
        for first in (0..=u8::MAX).step_by(LANES) {
            let row = std::array::from_fn(|at| first + at as u8);
            let (row, expected_row) = (Bytes::new(row), plain::Bytes::new(row));
            for byte in 0..=u8::MAX {
                let (all, expected_all) = (Bytes::splat(byte), plain::Bytes::splat(byte));
                check(row ^ all, expected_row ^ expected_all);
                check(row & all, expected_row & expected_all);
                check(row | all, expected_row | expected_all);
                check(row.equal(all), expected_row.equal(expected_all));
                check(row.greater(all), expected_row.greater(expected_all));
            }
        }
    }

    #[test]
    fn bytes_keep_their_order() {
        let mut row = [0; LANES];
        (row[0], row[9]) = (0x80, 0xFF);
        assert_eq!(Bytes::new(row).highest_bits(), 1 | 1 << 9);
    }
}
