//! The punctuation at which sentences and their pieces end. Rules O1 and O4 of `grammar.md`.

/// What a punctuation mark can end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Punctuation {
    Sentence,
    Piece,
}

impl Punctuation {
    #[inline]
    pub(super) const fn of(c: char) -> Option<Self> {
        Some(match c {
            '。' | '！' | '？' | '!' | '?' => Self::Sentence,
            '，' | '；' | '：' | ',' | ';' | ':' => Self::Piece,
            _ => return None,
        })
    }
}

/// Whether `c` can end a piece or a sentence.
pub(crate) const fn is_punctuation(c: char) -> bool {
    Punctuation::of(c).is_some()
}
