//! The parsers' input: the structural index and the text that it points into.

use super::{MAX_TARGET, Parsed, fail};
use crate::annotation::{Delimiter, Structural};
use crate::span::Span;

/// A structural character and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    pub(super) kind: Structural,
    pub(super) at: u32,
}

impl Token {
    pub(super) const fn end(self) -> u32 {
        self.at + self.kind.len()
    }

    pub(super) const fn span(self) -> Span {
        Span::new(self.at, self.end())
    }
}

/// A text and where its structural characters stand.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Indexed<'a> {
    text: &'a str,
    index: &'a [u32],
}

impl<'a> Indexed<'a> {
    /// The index may hold some positions of other characters too.
    pub(crate) const fn new(text: &'a str, index: &'a [u32]) -> Self {
        Self { text, index }
    }
}

/// The part of the index that is still to be parsed: small, since every parser returns one.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tokens<'a> {
    source: &'a Indexed<'a>,
    /// How many positions are behind.
    next: usize,
}

impl<'a> Tokens<'a> {
    /// All structural characters of `source`.
    pub(crate) const fn of(source: &'a Indexed<'a>) -> Self {
        Self { source, next: 0 }
    }

    /// How many positions of the index are behind.
    pub(crate) const fn behind(self) -> usize {
        self.next
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

    /// Whether an ASCII character stands at this byte.
    pub(super) fn has_ascii_at(self, at: u32) -> bool {
        self.source.text.as_bytes().get(at as usize).is_some_and(u8::is_ascii)
    }

    /// The text between two tokens.
    pub(super) fn between(self, start: u32, end: u32) -> &'a str {
        self.source.text.get(start as usize..end as usize).unwrap_or_default()
    }
}

/// The next structural character.
#[inline]
pub(super) fn token(mut input: Tokens<'_>) -> Parsed<'_, Token> {
    let Indexed { text, index } = *input.source;
    while let Some(&at) = index.get(input.next) {
        input.next += 1;
        let rest = text.as_bytes().get(at as usize..).unwrap_or_default();
        if let Some(kind) = Structural::at_start(rest) {
            return Ok((input, Token { kind, at }));
        }
    }
    fail(input)
}
