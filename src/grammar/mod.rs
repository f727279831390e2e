//! The grammar of the markup: nom parsers over the structural index.
//!
//! Each production of `grammar.md` is the function of the same name here. A parser sees structural
//! characters, not text; what lies between two of them is looked at only where a production asks.
//! Nothing here is recursive: a production yields one [`Piece`], and [`crate::tree`] pairs the
//! pieces with a stack of its own.

mod tokens;
mod words;

use nom::branch::alt;
use nom::combinator::{map, verify};
use nom::sequence::pair;
use nom::{IResult, Parser};

use crate::annotation::{Delimiter, Side, Structural};
use crate::span::Span;

pub(crate) use tokens::{Indexed, Tokens};
use tokens::{Token, token};
use words::{ends_in_label, is_arrow, is_html_tag, is_label, is_target, is_uri};

/// What the grammar makes of one or a few structural characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    /// `\` and the bracket that it makes literal.
    Escape(Span),
    /// A `\` before anything else, or a look-alike bracket: text.
    Literal(Span),
    /// A pair whose inside holds nothing structural, taken at once.
    Pair(Delimiter, Span),
    /// A pair that is ordinary whatever stands around it.
    Plain(Plain, Delimiter, Span),
    /// The target of a link whose title stands on the next line: what is open before stays open.
    BrokenLink(Delimiter, Span),
    /// A closing bracket that is ordinary by itself: of `1)`, of `->`.
    PlainClose(Plain, Delimiter, Span),
    /// An opening bracket whose partner has to be found.
    Open(Delimiter, Span),
    /// A closing bracket whose partner has to be found.
    Close(Delimiter, Span),
    /// A full-width bracket that resembles a mark.
    LookAlike(Delimiter, Side, Span),
    /// The end of a line: what is open here stays open.
    LineEnd,
}

/// Why the grammar takes brackets for ordinary ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Plain {
    /// `(1)`, `1)`.
    Enumerator,
    /// The `(https://…)` of a Markdown link.
    LinkTarget,
    /// `<https://…>`.
    Autolink,
    /// `<br>`.
    Tag,
    /// The `>` of `->`, of `设置 > 隐私`, of a line that is a quotation.
    Arrow,
}

/// Bytes that a link's target may take. What lies ahead is looked at no further, so that the time
/// stays linear.
const MAX_TARGET: u32 = 2048;

/// Where a production does not apply is all that there is to say, so that the error is empty.
type Parsed<'a, O> = IResult<Tokens<'a>, O, ()>;

/// The next piece, whatever it is. Fails only at the end of the text.
///
/// The first structural character says which productions can start here, so that none is tried
/// in vain.
#[inline]
pub(crate) fn piece(input: Tokens<'_>) -> Parsed<'_, Piece> {
    use Delimiter::{Angle, Fullwidth, Paren};
    let (_, first) = token(input)?;
    match first.kind {
        Structural::LineFeed => line_end(input),
        Structural::Backslash => alt((escape, literal)).parse(input),
        Structural::Open(Paren) if input.follows_bracket(first.at) => {
            alt((paired_enumerator, link_target, mark, open)).parse(input)
        }
        Structural::Open(Paren | Fullwidth) => alt((paired_enumerator, mark, open)).parse(input),
        Structural::Open(Angle) if input.has_ascii_at(first.end()) => {
            alt((autolink, tag, mark, open)).parse(input)
        }
        Structural::Open(_) => alt((mark, open)).parse(input),
        Structural::Close(Paren | Fullwidth) => alt((lone_enumerator, close)).parse(input),
        Structural::Close(Angle) => alt((arrow, close)).parse(input),
        Structural::Close(_) => close(input),
        Structural::LikeOpen(_) | Structural::LikeClose(_) => literal(input),
    }
}

/// `"\n"`
#[inline]
fn line_end(input: Tokens<'_>) -> Parsed<'_, Piece> {
    match token(input)? {
        (rest, Token { kind: Structural::LineFeed, .. }) => Ok((rest, Piece::LineEnd)),
        _ => fail(input),
    }
}

/// `"\" structural`: the backslash and the bracket right behind it.
#[inline]
fn escape(input: Tokens<'_>) -> Parsed<'_, Piece> {
    let escaped = |(slash, next): &(Token, Token)| {
        slash.kind == Structural::Backslash && slash.end() == next.at && next.kind.is_escapable()
    };
    map(verify(pair(token, token), escaped), |(slash, next)| {
        Piece::Escape(Span::new(slash.at, next.end()))
    })
    .parse(input)
}

/// `"(" label ")"`, also full-width: `(1)`, `（一）`.
#[inline]
fn paired_enumerator(input: Tokens<'_>) -> Parsed<'_, Piece> {
    map(verify(enclosed, |p| is_label(p.inside(input).trim())), |p| {
        Piece::Plain(Plain::Enumerator, p.delimiter, p.span())
    })
    .parse(input)
}

/// `label ")"` at the start of a line or behind a mark of punctuation: `；2）`.
#[inline]
fn lone_enumerator(input: Tokens<'_>) -> Parsed<'_, Piece> {
    map(verify(close_token, |(_, t)| ends_in_label(input.before(t.at))), |(delimiter, t)| {
        Piece::PlainClose(Plain::Enumerator, delimiter, t.span())
    })
    .parse(input)
}

/// `"(" target ")"` right behind a `]`: the `(https://…)` of `[链接](https://…)`.
fn link_target(input: Tokens<'_>) -> Parsed<'_, Piece> {
    let (rest, (delimiter, t)) = open_token(input)?;
    if !input.follows_bracket(t.at) || !is_target(input.ahead(t.end())) {
        return fail(input);
    }
    let (rest, end) = target_end(rest, t.end().saturating_add(MAX_TARGET))?;
    let span = Span::new(t.at, end);
    let is_broken = input.between(t.at, end).contains('\n');
    let link = Piece::Plain(Plain::LinkTarget, delimiter, span);
    Ok((rest, if is_broken { Piece::BrokenLink(delimiter, span) } else { link }))
}

/// The `)` that ends a link's target: parentheses inside it come in pairs, escapes count for
/// nothing, and a target ends on its line, but for a quoted title, and before byte `limit`.
fn target_end(mut input: Tokens<'_>, mut limit: u32) -> Parsed<'_, u32> {
    let mut depth = 0_u32;
    let mut escaped_at = None;
    loop {
        let (rest, t) = token(input)?;
        match t.kind {
            _ if t.end() > limit => return fail(input),
            _ if escaped_at == Some(t.at) && t.kind.is_escapable() => {}
            Structural::Backslash => escaped_at = Some(t.end()),
            Structural::Open(Delimiter::Paren) => depth += 1,
            Structural::Close(Delimiter::Paren) if depth > 0 => depth -= 1,
            Structural::Close(Delimiter::Paren) => return Ok((rest, t.end())),
            // Another link may end here: reading past it would read the same text again.
            Structural::Close(Delimiter::Bracket) => return fail(input),
            // Only the quoted title of a link may stand on the next line.
            Structural::LineFeed => match input.title_line(t.end()) {
                Some(end) => limit = limit.min(end),
                None => return fail(input),
            },
            _ => {}
        }
        input = rest;
    }
}

/// `"<" uri ">"`: `<https://example.com>`, `<privacy@example.com>`.
#[inline]
fn autolink(input: Tokens<'_>) -> Parsed<'_, Piece> {
    map(verify(enclosed, |p| p.delimiter == Delimiter::Angle && is_uri(p.inside(input))), |p| {
        Piece::Plain(Plain::Autolink, p.delimiter, p.span())
    })
    .parse(input)
}

/// `"<" tag_name { attribute } ">"`: an HTML tag of those that Markdown files hold.
#[inline]
fn tag(input: Tokens<'_>) -> Parsed<'_, Piece> {
    map(
        verify(enclosed, |p| p.delimiter == Delimiter::Angle && is_html_tag(p.inside(input))),
        |p| Piece::Plain(Plain::Tag, p.delimiter, p.span()),
    )
    .parse(input)
}

/// `"->" | "=>" | " > " | "”>“" | line_start "> "`: a `>` that leads from one menu to the next,
/// or starts a quotation of Markdown.
#[inline]
fn arrow(input: Tokens<'_>) -> Parsed<'_, Piece> {
    let leads_on = |t: &Token| is_arrow(input.before(t.at), input.ahead(t.end()));
    map(verify(close_token, |(_, t)| leads_on(t)), |(delimiter, t)| {
        Piece::PlainClose(Plain::Arrow, delimiter, t.span())
    })
    .parse(input)
}

/// `open text close`: a pair around plain text.
#[inline]
fn mark(input: Tokens<'_>) -> Parsed<'_, Piece> {
    let (rest, pair) = enclosed(input)?;
    Ok((rest, Piece::Pair(pair.delimiter, pair.span())))
}

/// `"{" | "[" | "<" | "(" | "（"`
#[inline]
fn open(input: Tokens<'_>) -> Parsed<'_, Piece> {
    let (rest, (delimiter, t)) = open_token(input)?;
    Ok((rest, Piece::Open(delimiter, t.span())))
}

/// `"}" | "]" | ">" | ")" | "）"`
#[inline]
fn close(input: Tokens<'_>) -> Parsed<'_, Piece> {
    let (rest, (delimiter, t)) = close_token(input)?;
    Ok((rest, Piece::Close(delimiter, t.span())))
}

/// A backslash before nothing structural, or a full-width look-alike.
#[inline]
fn literal(input: Tokens<'_>) -> Parsed<'_, Piece> {
    map(token, |t| match t.kind {
        Structural::LikeOpen(d) => Piece::LookAlike(d, Side::Open, t.span()),
        Structural::LikeClose(d) => Piece::LookAlike(d, Side::Close, t.span()),
        _ => Piece::Literal(t.span()),
    })
    .parse(input)
}

/// An opening and a closing bracket of one delimiter with nothing structural between them.
struct Enclosed {
    delimiter: Delimiter,
    open: u32,
    close: u32,
}

impl Enclosed {
    fn span(&self) -> Span {
        Span::new(self.open, self.close + self.delimiter.len())
    }

    fn inside<'a>(&self, input: Tokens<'a>) -> &'a str {
        input.between(self.open + self.delimiter.len(), self.close)
    }
}

#[inline]
fn enclosed(input: Tokens<'_>) -> Parsed<'_, Enclosed> {
    let (rest, (delimiter, open)) = open_token(input)?;
    let (rest, (closing, close)) = close_token(rest)?;
    if delimiter != closing {
        return fail(input);
    }
    Ok((rest, Enclosed { delimiter, open: open.at, close: close.at }))
}

#[inline]
fn open_token(input: Tokens<'_>) -> Parsed<'_, (Delimiter, Token)> {
    let (rest, t) = token(input)?;
    match t.kind {
        Structural::Open(delimiter) => Ok((rest, (delimiter, t))),
        _ => fail(input),
    }
}

#[inline]
fn close_token(input: Tokens<'_>) -> Parsed<'_, (Delimiter, Token)> {
    let (rest, t) = token(input)?;
    match t.kind {
        Structural::Close(delimiter) => Ok((rest, (delimiter, t))),
        _ => fail(input),
    }
}

#[inline]
fn fail<O>(_: Tokens<'_>) -> Parsed<'_, O> {
    Err(nom::Err::Error(()))
}
