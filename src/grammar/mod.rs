//! The grammar of the markup: nom parsers over the structural index.
//!
//! Each production of `grammar.md` is the function of the same name here. A parser sees structural
//! characters, not text; what lies between two of them is looked at only where a production asks.
//! Nothing here is recursive: a production yields one [`Piece`], and [`crate::tree`] pairs the
//! pieces with a stack of its own.

mod tokens;
mod words;

use nom::Parser;
use nom::branch::alt;

use crate::scan::{Structural, Token};
use crate::text::blank::trim;
use crate::text::{Delimiter, Side, Span};

pub(crate) use tokens::{Indexed, Parsed, Tokens};
use tokens::{MAX_TARGET, fail, token};
use words::{
    ends_in_label, is_arrow, is_html_tag, is_label, is_label_in_parens, is_target, is_uri,
};

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

/// The next piece, whatever it is. Fails only at the end of the text.
///
/// The first structural character says which productions can start here, so that none is tried
/// in vain. Each is the parser of what follows that character.
#[inline(always)]
pub(crate) fn piece(input: Tokens<'_>) -> Parsed<'_, Piece> {
    use Delimiter::{Angle, Fullwidth, Paren};
    let (rest, first) = token(input)?;
    match first.kind {
        Structural::LineFeed => line_end(rest),
        Structural::Backslash => alt((escape(first), literal(first))).parse(rest),
        // What a link leads to is no label, so that the order of the two does not matter.
        Structural::Open(delimiter) => {
            let whole = enclosed(first, delimiter).flat_map(whole);
            alt((link_target(first, delimiter), whole, open(first, delimiter))).parse(rest)
        }
        Structural::Close(delimiter @ (Paren | Fullwidth)) => {
            alt((lone_enumerator(first, delimiter), close(first, delimiter))).parse(rest)
        }
        Structural::Close(Angle) => alt((arrow(first), close(first, Angle))).parse(rest),
        Structural::Close(delimiter) => close(first, delimiter)(rest),
        Structural::LikeOpen(_) | Structural::LikeClose(_) => literal(first)(rest),
    }
}

/// The next piece where every pair marks: a pair is no number, link or tag, whatever it holds.
#[inline]
pub(crate) fn bare_piece(input: Tokens<'_>) -> Parsed<'_, Piece> {
    let (rest, first) = token(input)?;
    match first.kind {
        Structural::Open(delimiter) => {
            let whole = enclosed(first, delimiter).flat_map(mark);
            alt((whole, open(first, delimiter))).parse(rest)
        }
        _ => piece(input),
    }
}

/// What a whole pair is.
#[inline]
fn whole<'a>(pair: Enclosed) -> impl Parser<Tokens<'a>, Output = Piece, Error = ()> {
    use Delimiter::{Angle, Fullwidth, Paren};
    move |input: Tokens<'a>| match pair.delimiter {
        Paren | Fullwidth => alt((paired_enumerator(pair), mark(pair))).parse(input),
        Angle if !input.has_word_at(pair.open + 1) => {
            alt((autolink(pair), tag(pair), mark(pair))).parse(input)
        }
        _ => mark(pair)(input),
    }
}

/// `"\n"`
#[inline]
fn line_end(input: Tokens<'_>) -> Parsed<'_, Piece> {
    Ok((input, Piece::LineEnd))
}

/// `"\" structural`: the backslash and the bracket right behind it.
#[inline]
fn escape<'a>(slash: Token) -> impl Fn(Tokens<'a>) -> Parsed<'a, Piece> {
    move |input| {
        let (rest, next) = token(input)?;
        let is_escaped = slash.end() == next.at && next.kind.is_escapable();
        when(is_escaped, Piece::Escape(Span::new(slash.at, next.end())), rest)
    }
}

/// B1: `"(" label ")"`, also full-width: `(1)`, `（一）`.
#[inline]
fn paired_enumerator<'a>(pair: Enclosed) -> impl Fn(Tokens<'a>) -> Parsed<'a, Piece> {
    move |input| {
        let label = trim(pair.inside(input));
        let is_enumerator = match pair.delimiter {
            Delimiter::Paren => is_label_in_parens(label),
            _ => is_label(label),
        };
        when(is_enumerator, Piece::Plain(Plain::Enumerator, pair.delimiter, pair.span()), input)
    }
}

/// B1: `label ")"` at the start of a line or behind a mark of punctuation: `；2）`.
#[inline]
fn lone_enumerator<'a>(t: Token, delimiter: Delimiter) -> impl Fn(Tokens<'a>) -> Parsed<'a, Piece> {
    move |input| {
        let is_enumerator = ends_in_label(input.before(t.at));
        when(is_enumerator, Piece::PlainClose(Plain::Enumerator, delimiter, t.span()), input)
    }
}

/// B2: `"(" target ")"` right behind a `]`: the `(https://…)` of `[链接](https://…)`.
#[inline]
fn link_target<'a>(t: Token, delimiter: Delimiter) -> impl Fn(Tokens<'a>) -> Parsed<'a, Piece> {
    move |input| {
        if delimiter != Delimiter::Paren
            || !input.follows_bracket(t.at)
            || !is_target(input.ahead(t.end()))
        {
            return fail(input);
        }
        let (rest, end) = target_end(input, t.end().saturating_add(MAX_TARGET))?;
        let span = Span::new(t.at, end);
        let is_broken = input.between(t.at, end).contains('\n');
        let link = Piece::Plain(Plain::LinkTarget, Delimiter::Paren, span);
        Ok((rest, if is_broken { Piece::BrokenLink(Delimiter::Paren, span) } else { link }))
    }
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

/// B4: `"<" uri ">"`: `<https://example.com>`, `<privacy@example.com>`.
#[inline]
fn autolink<'a>(pair: Enclosed) -> impl Fn(Tokens<'a>) -> Parsed<'a, Piece> {
    move |input| {
        let link = Piece::Plain(Plain::Autolink, pair.delimiter, pair.span());
        when(is_uri(pair.inside(input)), link, input)
    }
}

/// B5: `"<" tag_name { attribute } ">"`: an HTML tag of those that Markdown files hold.
#[inline]
fn tag<'a>(pair: Enclosed) -> impl Fn(Tokens<'a>) -> Parsed<'a, Piece> {
    move |input| {
        let tag = Piece::Plain(Plain::Tag, pair.delimiter, pair.span());
        when(is_html_tag(pair.inside(input)), tag, input)
    }
}

/// B6: `"->" | "=>" | blank ">" blank | "”>“" | line_start ">" blank`: a `>` that leads from one menu to
/// the next, or starts a quotation of Markdown.
#[inline]
fn arrow<'a>(t: Token) -> impl Fn(Tokens<'a>) -> Parsed<'a, Piece> {
    move |input| {
        let leads_on = is_arrow(input.before(t.at), input.ahead(t.end()));
        when(leads_on, Piece::PlainClose(Plain::Arrow, Delimiter::Angle, t.span()), input)
    }
}

/// `open text close`: a pair around plain text.
#[inline]
fn mark<'a>(pair: Enclosed) -> impl Fn(Tokens<'a>) -> Parsed<'a, Piece> {
    move |input| Ok((input, Piece::Pair(pair.delimiter, pair.span())))
}

/// `"{" | "[" | "<" | "(" | "（"`
#[inline]
fn open<'a>(t: Token, delimiter: Delimiter) -> impl Fn(Tokens<'a>) -> Parsed<'a, Piece> {
    move |input| Ok((input, Piece::Open(delimiter, t.span())))
}

/// `"}" | "]" | ">" | ")" | "）"`
#[inline]
fn close<'a>(t: Token, delimiter: Delimiter) -> impl Fn(Tokens<'a>) -> Parsed<'a, Piece> {
    move |input| Ok((input, Piece::Close(delimiter, t.span())))
}

/// A backslash before nothing structural, or a full-width look-alike.
#[inline]
fn literal<'a>(t: Token) -> impl Fn(Tokens<'a>) -> Parsed<'a, Piece> {
    move |input| {
        let piece = match t.kind {
            Structural::LikeOpen(d) => Piece::LookAlike(d, Side::Open, t.span()),
            Structural::LikeClose(d) => Piece::LookAlike(d, Side::Close, t.span()),
            _ => Piece::Literal(t.span()),
        };
        Ok((input, piece))
    }
}

/// An opening and a closing bracket of one delimiter with nothing structural between them.
#[derive(Clone, Copy)]
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
fn enclosed<'a>(open: Token, delimiter: Delimiter) -> impl Fn(Tokens<'a>) -> Parsed<'a, Enclosed> {
    move |input| {
        let (rest, next) = token(input)?;
        if next.kind != Structural::Close(delimiter) {
            return fail(input);
        }
        Ok((rest, Enclosed { delimiter, open: open.at, close: next.at }))
    }
}

/// `output` before the rest, if a condition holds.
#[inline]
fn when<O>(holds: bool, output: O, rest: Tokens<'_>) -> Parsed<'_, O> {
    if holds { Ok((rest, output)) } else { fail(rest) }
}
