//! Structural characters, found by a perfect hash that the compiler computes.
//!
//! Comparing each candidate with one character after another costs 2.6 % more time for the whole
//! document, and 24 % more for the brackets alone, mostly for branches that no processor can
//! predict.

use crate::text::Delimiter;

/// A structural character, as the grammar distinguishes them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Structural {
    /// An opening delimiter.
    Open(Delimiter),
    /// A closing delimiter.
    Close(Delimiter),
    /// `\`.
    Backslash,
    /// `\n`; a `\r` before it is text.
    LineFeed,
    /// A full-width character that resembles an opening delimiter: `【`.
    LikeOpen(Delimiter),
    /// A full-width character that resembles a closing delimiter: `】`.
    LikeClose(Delimiter),
}

impl Structural {
    /// The structural character at the start of `rest`, if any.
    #[inline]
    pub(crate) fn at_start(rest: &[u8]) -> Option<Self> {
        let (structural, is_structural) = Self::candidate(rest, 0);
        is_structural.then_some(structural)
    }

    /// What the structural character at byte `at` of `text` would be, and whether there is one.
    ///
    /// It does not branch: the characters vary too much to be predicted.
    #[inline]
    pub(crate) fn candidate(text: &[u8], at: usize) -> (Self, bool) {
        let bytes = text.get(at..at + 4).and_then(|bytes| bytes.first_chunk().copied());
        let bytes = bytes.unwrap_or_else(|| filled_up(text.get(at..).unwrap_or_default()));
        let key = Self::key(u32::from_le_bytes(bytes));
        let (of, structural) = Self::TABLE[Self::place(key, Self::FACTOR)];
        (structural, of == key)
    }

    /// The bytes of an ASCII character, or of a character of three bytes, as a number, the first
    /// one lowest. The other bytes of `bytes` are ignored.
    const fn key(bytes: u32) -> u32 {
        // Arithmetic, because the compiler would turn a condition into a branch.
        let rest = (bytes & 0x80) * (0xFF_FF80 / 0x80);
        bytes & (rest | 0x7F)
    }

    /// The index of a key in a table of [`Self::PLACES`] entries.
    const fn place(key: u32, factor: u32) -> usize {
        (key.wrapping_mul(factor) >> (u32::BITS - Self::PLACES.ilog2())) as usize
    }

    /// A power of two, well above the number of structural characters.
    const PLACES: usize = 64;

    /// A factor that gives each structural character its own place, and the table.
    const HASH: (u32, [(u32, Self); Self::PLACES]) = {
        // 2 to the power of 32, divided by the golden ratio and made odd: it spreads numbers well.
        const GOLDEN: u32 = 0x9E37_79B9;
        let mut factor = GOLDEN;
        loop {
            if let Some(table) = Self::table(factor) {
                break (factor, table);
            }
            factor = factor.wrapping_mul(GOLDEN);
        }
    };
    const FACTOR: u32 = Self::HASH.0;
    const TABLE: [(u32, Self); Self::PLACES] = Self::HASH.1;

    /// An entry whose key belongs to no character.
    const NOTHING: (u32, Self) = (u32::MAX, Self::Backslash);

    /// The table of the structural characters, unless two of them share a place.
    const fn table(factor: u32) -> Option<[(u32, Self); Self::PLACES]> {
        let mut table = [Self::NOTHING; Self::PLACES];
        let mut at = 0;
        while at < Self::ALL.len() {
            let (character, structural) = Self::ALL[at];
            let mut bytes = [0; 4];
            character.encode_utf8(&mut bytes);
            let key = Self::key(u32::from_le_bytes(bytes));
            let slot = &mut table[Self::place(key, factor)];
            if slot.0 != Self::NOTHING.0 {
                return None;
            }
            *slot = (key, structural);
            at += 1;
        }
        Some(table)
    }

    /// Every structural character.
    const ALL: [(char, Self); 20] = {
        use Delimiter::{Angle, Brace, Bracket, Fullwidth, Paren};
        use Structural::{Backslash, Close, LikeClose, LikeOpen, LineFeed, Open};
        [
            ('\n', LineFeed),
            ('\\', Backslash),
            (Brace.open(), Open(Brace)),
            (Brace.close(), Close(Brace)),
            (Bracket.open(), Open(Bracket)),
            (Bracket.close(), Close(Bracket)),
            (Angle.open(), Open(Angle)),
            (Angle.close(), Close(Angle)),
            (Paren.open(), Open(Paren)),
            (Paren.close(), Close(Paren)),
            (Fullwidth.open(), Open(Fullwidth)),
            (Fullwidth.close(), Close(Fullwidth)),
            ('｛', LikeOpen(Brace)),
            ('｝', LikeClose(Brace)),
            ('［', LikeOpen(Bracket)),
            ('］', LikeClose(Bracket)),
            ('【', LikeOpen(Bracket)),
            ('】', LikeClose(Bracket)),
            ('＜', LikeOpen(Angle)),
            ('＞', LikeClose(Angle)),
        ]
    };

    /// The length of the character in bytes.
    pub(crate) const fn len(self) -> u32 {
        match self {
            Self::Open(Delimiter::Fullwidth)
            | Self::Close(Delimiter::Fullwidth)
            | Self::LikeOpen(_)
            | Self::LikeClose(_) => 3,
            _ => 1,
        }
    }

    /// Whether a backslash before the character makes it literal.
    pub(crate) const fn is_escapable(self) -> bool {
        !matches!(self, Self::LineFeed)
    }
}

/// `bytes`, of which there are fewer than four, padded with zeros.
#[cold]
fn filled_up(bytes: &[u8]) -> [u8; 4] {
    let mut filled_up = [0; 4];
    filled_up[..bytes.len()].copy_from_slice(bytes);
    filled_up
}
