//! The parsers' input: the structural index and the text that it points into.

use nom::IResult;

use crate::scan::{Structural, Token};
use crate::text::Delimiter;
use crate::text::han::{FIRST_BYTE, LAST_BYTE};

/// Bytes that a link's target may take. What lies ahead is looked at no further, so that the time
/// stays linear.
pub(super) const MAX_TARGET: u32 = 2048;

/// Where a production does not apply is all that there is to say, so that the error is empty.
pub(crate) type Parsed<'a, O> = IResult<Tokens<'a>, O, ()>;

/// A text and its structural characters.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Indexed<'a> {
    text: &'a str,
    index: &'a [Token],
}

impl<'a> Indexed<'a> {
    pub(crate) const fn new(text: &'a str, index: &'a [Token]) -> Self {
        Self { text, index }
    }
}

/// The part of the index that is still to be parsed: small, since every parser returns one.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tokens<'a> {
    source: &'a Indexed<'a>,
    /// How many structural characters are behind.
    next: usize,
}

impl<'a> Tokens<'a> {
    /// All structural characters of `source`.
    pub(crate) const fn of(source: &'a Indexed<'a>) -> Self {
        Self { source, next: 0 }
    }

    /// How many structural characters are behind.
    pub(crate) const fn behind(self) -> usize {
        self.next
    }

    /// What is left behind the end of a line, if one is next.
    #[inline]
    pub(crate) fn behind_line_end(self) -> Self {
        let next = self.source.index.get(self.next).map(|token| token.kind);
        Self { next: self.next + usize::from(next == Some(Structural::LineFeed)), ..self }
    }

    /// The text before `end`.
    pub(super) fn before(self, end: u32) -> &'a str {
        self.source.text.get(..end as usize).unwrap_or_default()
    }

    /// The text from `start` on, as far as a production may look ahead.
    pub(super) fn ahead(self, start: u32) -> &'a str {
        let end = self.source.text.floor_char_boundary(start as usize + MAX_TARGET as usize);
        self.source.text.get(start as usize..end).unwrap_or_default()
    }

    /// Where the line from `start` on ends, if it starts with a quoted title.
    pub(super) fn title_line(self, start: u32) -> Option<u32> {
        let line = self.ahead(start).split('\n').next()?;
        line.starts_with('"').then_some(start + line.len() as u32)
    }

    /// Whether the character before `at` is a `]`.
    pub(super) fn follows_bracket(self, at: u32) -> bool {
        let before =
            (at as usize).checked_sub(1).and_then(|at| self.source.text.as_bytes().get(at));
        before.is_some_and(|&byte| char::from(byte) == Delimiter::Bracket.close())
    }

    /// Whether a Chinese character stands at this byte.
    pub(super) fn has_word_at(self, at: u32) -> bool {
        matches!(self.source.text.as_bytes().get(at as usize), Some(FIRST_BYTE..=LAST_BYTE))
    }

    /// The text between two tokens.
    pub(super) fn between(self, start: u32, end: u32) -> &'a str {
        self.source.text.get(start as usize..end as usize).unwrap_or_default()
    }
}

/// The next structural character.
#[inline]
pub(super) fn token(input: Tokens<'_>) -> Parsed<'_, Token> {
    let Tokens { source, next } = input;
    match source.index.get(next) {
        Some(&token) => Ok((Tokens { source, next: next + 1 }, token)),
        None => fail(input),
    }
}

#[inline]
pub(super) fn fail<O>(_: Tokens<'_>) -> Parsed<'_, O> {
    Err(nom::Err::Error(()))
}
