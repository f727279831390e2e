//! Marks of punctuation at which sentences and their pieces end. Rules O1 and O4 of `grammar.md`.

/// What a mark can end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    Sentence,
    Piece,
}

impl Mark {
    #[inline]
    pub(super) const fn of(c: char) -> Option<Self> {
        Some(match c {
            '。' | '！' | '？' | '!' | '?' => Self::Sentence,
            '，' | '；' | '：' | ',' | ';' | ':' => Self::Piece,
            _ => return None,
        })
    }
}

/// Whether it is a mark that ends a piece or a sentence.
pub(super) const fn is_mark(c: char) -> bool {
    Mark::of(c).is_some()
}
