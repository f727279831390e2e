//! The parsers' input: the structural index and the text that it points into.

use nom::error::{ErrorKind, ParseError};
use nom::{Err, IResult, Input, Needed};

use super::MAX_TARGET;
use crate::annotation::Structural;
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

/// The part of the structural index that is still to be parsed. A copy is two slices.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tokens<'a> {
    text: &'a str,
    index: &'a [u32],
}

impl<'a> Tokens<'a> {
    pub(crate) const fn new(text: &'a str, index: &'a [u32]) -> Self {
        Self { text, index }
    }

    /// Number of structural characters left.
    pub(crate) const fn len(self) -> usize {
        self.index.len()
    }

    /// The text before `end`.
    pub(super) fn before(self, end: u32) -> &'a str {
        self.text.get(..end as usize).unwrap_or_default()
    }

    /// The text from `start` on, as far as a production may look ahead.
    pub(super) fn ahead(self, start: u32) -> &'a str {
        let end = self.text.floor_char_boundary(start as usize + MAX_TARGET as usize);
        self.text.get(start as usize..end).unwrap_or_default()
    }

    /// Whether an ASCII character stands at this byte.
    pub(super) fn has_ascii_at(self, at: u32) -> bool {
        self.text.as_bytes().get(at as usize).is_some_and(u8::is_ascii)
    }

    /// The text between two tokens.
    pub(super) fn between(self, start: u32, end: u32) -> &'a str {
        self.text.get(start as usize..end as usize).unwrap_or_default()
    }

    fn token_at(self, position: u32) -> Token {
        let rest = self.text.as_bytes().get(position as usize..).unwrap_or_default();
        // The index holds positions of structural characters only.
        let kind = Structural::at_start(rest).unwrap_or(Structural::Backslash);
        Token { kind, at: position }
    }
}

/// The next structural character.
#[inline]
pub(super) fn token<'a, E: ParseError<Tokens<'a>>>(
    input: Tokens<'a>,
) -> IResult<Tokens<'a>, Token, E> {
    match input.index.split_first() {
        Some((&position, index)) => {
            Ok((Tokens { text: input.text, index }, input.token_at(position)))
        }
        None => Err(Err::Error(E::from_error_kind(input, ErrorKind::Eof))),
    }
}

impl<'a> Input for Tokens<'a> {
    type Item = Token;
    type Iter = TokenIter<'a>;
    type IterIndices = std::iter::Enumerate<TokenIter<'a>>;

    fn input_len(&self) -> usize {
        self.index.len()
    }

    fn take(&self, count: usize) -> Self {
        Self { text: self.text, index: &self.index[..count] }
    }

    fn take_from(&self, count: usize) -> Self {
        Self { text: self.text, index: &self.index[count..] }
    }

    fn take_split(&self, count: usize) -> (Self, Self) {
        (self.take_from(count), self.take(count))
    }

    fn position<P: Fn(Token) -> bool>(&self, predicate: P) -> Option<usize> {
        self.iter_elements().position(predicate)
    }

    fn iter_elements(&self) -> TokenIter<'a> {
        TokenIter(*self)
    }

    fn iter_indices(&self) -> Self::IterIndices {
        self.iter_elements().enumerate()
    }

    fn slice_index(&self, count: usize) -> Result<usize, Needed> {
        match count.checked_sub(self.index.len()) {
            None | Some(0) => Ok(count),
            Some(missing) => Err(Needed::new(missing)),
        }
    }
}

/// Iterates over structural characters.
#[derive(Clone, Debug)]
pub(crate) struct TokenIter<'a>(Tokens<'a>);

impl Iterator for TokenIter<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        let (rest, token) = token::<()>(self.0).ok()?;
        self.0 = rest;
        Some(token)
    }
}
