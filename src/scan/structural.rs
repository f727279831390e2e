//! Structural characters, found by a perfect hash that the compiler computes.
//!
//! To compare each candidate with one character after the other costs 2.6 % more time for the whole
//! document, and 24 % more for the marks alone, mostly for branches that no processor can foretell.

use crate::text::Delimiter;

/// What a structural character is to the grammar.
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
    /// The structural character that starts `rest`, if one does.
    #[inline]
    pub(crate) fn at_start(rest: &[u8]) -> Option<Self> {
        let (structural, is_structural) = Self::candidate(rest, 0);
        is_structural.then_some(structural)
    }

    /// What may be the structural character that stands at byte `at` of `text`, and whether it is.
    ///
    /// That takes no branch: from one to the next they are too varied to be foretold.
    #[inline]
    pub(crate) fn candidate(text: &[u8], at: usize) -> (Self, bool) {
        let bytes = text.get(at..at + 4).and_then(|bytes| bytes.first_chunk().copied());
        let bytes = bytes.unwrap_or_else(|| filled_up(text.get(at..).unwrap_or_default()));
        let key = Self::key(u32::from_le_bytes(bytes));
        let (of, structural) = Self::TABLE[Self::place(key, Self::FACTOR)];
        (structural, of == key)
    }

    /// The bytes of a character of ASCII, or of one that takes three, as a number, the first one
    /// lowest. What stands behind them in `bytes` may be anything.
    const fn key(bytes: u32) -> u32 {
        // The compiler would make a branch of a condition.
        let rest = (bytes & 0x80) * (0xFF_FF80 / 0x80);
        bytes & (rest | 0x7F)
    }

    /// Where in a table of [`Self::PLACES`] a key stands.
    const fn place(key: u32, factor: u32) -> usize {
        (key.wrapping_mul(factor) >> (u32::BITS - Self::PLACES.ilog2())) as usize
    }

    /// A power of two, and some more than there are structural characters.
    const PLACES: usize = 64;

    /// A factor that gives each of them a place of its own, and the table.
    const HASH: (u32, [(u32, Self); Self::PLACES]) = {
        // 2 to the power of 32 by the golden ratio, odd: spreads numbers.
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

    /// The key of no character.
    const NOTHING: (u32, Self) = (u32::MAX, Self::Backslash);

    /// The structural characters at their places, unless two share one.
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

    /// Length in bytes of the character.
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

/// The first of `bytes`, of which there are less than four, and zeros.
#[cold]
fn filled_up(bytes: &[u8]) -> [u8; 4] {
    let mut filled_up = [0; 4];
    filled_up[..bytes.len()].copy_from_slice(bytes);
    filled_up
}
