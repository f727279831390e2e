//! Texts by what they say: hashed without blanks, width and case, and by their pairs of characters.

use std::hash::{BuildHasher, Hash, Hasher, RandomState};

use crate::text::blank::is_blank;

/// The hash functions of one comparison, drawn at random, so that nobody can write a policy in which two
/// texts have the same hash.
pub(super) struct Hashes(RandomState);

impl Hashes {
    pub(super) fn new() -> Self {
        Self(RandomState::new())
    }

    /// The hash of anything.
    pub(super) fn of(&self, value: impl Hash) -> u64 {
        self.0.hash_one(value)
    }

    /// The hash of words; blanks, width and case do not count.
    pub(super) fn words(&self, text: &str) -> u64 {
        self.chars(folded(text))
    }

    /// The hash of letters and digits only: neither brackets nor punctuation count.
    pub(super) fn letters(&self, text: &str) -> u64 {
        self.chars(folded(text).filter(|c| c.is_alphanumeric()))
    }

    fn chars(&self, chars: impl Iterator<Item = char>) -> u64 {
        let mut hasher = self.0.build_hasher();
        chars.for_each(|c| hasher.write_u32(c.into()));
        hasher.finish()
    }
}

/// The characters of a text without blanks, full-width ASCII as ASCII, in lower case.
fn folded(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|&c| !is_blank(c)).map(|c| {
        let c = match c {
            '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
            c => c,
        };
        c.to_ascii_lowercase()
    })
}

/// The pairs of neighbouring characters of some texts, each as one of 128 bits: the more bits two of them
/// have in common, the more alike the texts are.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Shape(u128);

impl Shape {
    /// The shape of a text.
    pub(super) fn of(text: &str) -> Self {
        let mut bits = 0;
        let mut last = '\0';
        for c in folded(text) {
            let pair = (u64::from(last) << 32) | u64::from(c);
            bits |= 1 << (pair.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (64 - 7));
            last = c;
        }
        Self(bits)
    }

    /// The shape of both.
    pub(super) fn join(&mut self, other: Self) {
        self.0 |= other.0;
    }

    /// How much alike the texts are, in thousandths. `None` where there is no text on either side.
    pub(super) fn likeness(self, other: Self) -> Option<u32> {
        let (both, any) = ((self.0 & other.0).count_ones(), (self.0 | other.0).count_ones());
        (any > 0).then(|| both * 1000 / any)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_width_and_case_do_not_count() {
        let hashes = Hashes::new();
        assert_eq!(hashes.words("IMEI 号"), hashes.words("ｉｍｅｉ号"));
        assert_eq!(hashes.words("手\u{200B}机"), hashes.words("手机"));
        assert_ne!(hashes.words("昵称"), hashes.words("称昵"));
        assert_eq!(hashes.letters("(我们)，会"), hashes.letters("我们会。"));
    }

    #[test]
    fn texts_that_share_words_are_alike() {
        let likeness = |one, other| Shape::of(one).likeness(Shape::of(other));
        assert_eq!(likeness("手机号码", "手机号码"), Some(1000));
        assert!(likeness("设备信息", "设备信息摘要") > Some(500));
        assert_eq!(likeness("设备信息", ""), Some(0));
        assert_eq!(likeness("", " "), None);
    }
}
