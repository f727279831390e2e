//! The input of the parsers: the structural index and the text that it points into.

use nom::IResult;

use crate::scan::{Structural, Token};
use crate::text::Delimiter;
use crate::text::han::{FIRST_BYTE, LAST_BYTE, is_numeral};

/// The greatest length of a link's target in bytes. No production looks further ahead, so that the
/// time stays linear.
pub(super) const MAX_TARGET: u32 = 2048;

/// The error is empty: a production that does not apply says nothing more.
pub(crate) type Parsed<'a, O> = IResult<Tokens<'a>, O, ()>;

/// The end of the text of a link.
const BRACKET: u8 = Delimiter::Bracket.close() as u8;

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

/// The part of the index that is not parsed yet. It is small, because every parser returns one.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tokens<'a> {
    source: &'a Indexed<'a>,
    /// The number of structural characters already parsed.
    next: usize,
}

impl<'a> Tokens<'a> {
    /// All structural characters of `source`.
    pub(crate) const fn of(source: &'a Indexed<'a>) -> Self {
        Self { source, next: 0 }
    }

    /// The number of structural characters already parsed.
    pub(crate) const fn parsed(self) -> usize {
        self.next
    }

    /// The offset of the next structural character.
    #[inline]
    pub(crate) fn next_at(self) -> Option<u32> {
        self.source.index.get(self.next).map(|token| token.at)
    }

    /// The kind of the next structural character.
    #[inline]
    pub(super) fn next_kind(self) -> Option<Structural> {
        self.source.index.get(self.next).map(|token| token.kind)
    }

    /// The input after the line end, if one is next; else all of it.
    #[inline]
    pub(crate) fn after_line_end(self) -> Self {
        let is_next = self.next_kind() == Some(Structural::LineFeed);
        Self { next: self.next + usize::from(is_next), ..self }
    }

    /// The text before `end`.
    pub(super) fn before(self, end: u32) -> &'a str {
        self.source.text.get(..end as usize).unwrap_or_default()
    }

    /// The text from `start`, as far as a production may look ahead.
    pub(super) fn ahead(self, start: u32) -> &'a str {
        let end = self.source.text.floor_char_boundary(start as usize + MAX_TARGET as usize);
        self.source.text.get(start as usize..end).unwrap_or_default()
    }

    /// The end of what can belong to the target of a link on the line that starts at `start`: the
    /// line if it starts with a quoted title, else one word of an address.
    pub(super) fn next_of_target(self, start: u32) -> Option<u32> {
        let line = self.ahead(start).split('\n').next().unwrap_or_default();
        let is_address = |byte: u8| byte.is_ascii_graphic();
        let word = line.bytes().position(|byte| !is_address(byte)).unwrap_or(line.len());
        let close = Delimiter::Fullwidth.close();
        let word = word + if line[word..].starts_with(close) { close.len_utf8() } else { 0 };
        let opens_address = |c: char| c.is_ascii_alphanumeric() || "/?#&=%._~+-".contains(c);
        match line.chars().next()? {
            '"' => Some(start + line.len() as u32),
            first => opens_address(first).then_some(start + word as u32),
        }
    }

    /// Whether a `]` is before `at`, with at most one blank between them.
    #[inline]
    pub(super) fn follows_link(self, at: u32) -> bool {
        self.follows_bracket(at) || self.is_byte_before(at, b' ') && self.follows_bracket(at - 1)
    }

    /// Whether the character before `at` is a `]`.
    #[inline]
    pub(super) fn follows_bracket(self, at: u32) -> bool {
        self.is_byte_before(at, BRACKET)
    }

    #[inline]
    fn is_byte_before(self, at: u32, byte: u8) -> bool {
        let before = (at as usize).wrapping_sub(1);
        self.source.text.as_bytes().get(before) == Some(&byte)
    }

    /// Whether there is a Chinese character at byte `at`.
    pub(super) fn has_word_at(self, at: u32) -> bool {
        matches!(self.source.text.as_bytes().get(at as usize), Some(FIRST_BYTE..=LAST_BYTE))
    }

    /// Whether there is a character of a Chinese number at byte `at`.
    pub(super) fn has_numeral_at(self, at: u32) -> bool {
        let rest = self.source.text.get(at as usize..).unwrap_or_default();
        rest.starts_with(is_numeral)
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
