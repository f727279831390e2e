//! The grammar of the markup: nom parsers over the structural index.
//!
//! Each production of `grammar.md` is the function of the same name here. A parser sees structural
//! characters; it reads the text between two of them only if a production needs it. Nothing here is
//! recursive: a production yields one [`Piece`], and [`crate::tree`] pairs the pieces with its own
//! stack.

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
    ends_in_label, is_arrow, is_label_in_parens, is_opening_tag, is_target, is_uri_target,
};
pub(crate) use words::{is_html_tag, is_label, is_uri};

/// One or a few structural characters, as the grammar reads them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    /// `\` and the bracket that it makes literal.
    Escape(Span),
    /// A `\` before anything else, or a look-alike bracket: text.
    Literal(Span),
    /// A whole pair without structural characters inside.
    Pair(Delimiter, Span),
    /// A pair that is ordinary in any context.
    Plain(Plain, Delimiter, Span),
    /// The target of a link whose title is on the next line: brackets open before it stay unclosed.
    BrokenLink(Delimiter, Span),
    /// The text of a link that continues on the next line: brackets open before it stay unclosed.
    BrokenText(Span),
    /// A closing bracket that is ordinary by itself: of `1)`, of `->`.
    PlainClose(Plain, Delimiter, Span),
    /// An opening bracket whose partner is not known yet.
    Open(Delimiter, Span),
    /// A closing bracket whose partner is not known yet.
    Close(Delimiter, Span),
    /// A full-width bracket that resembles one of an annotation.
    LookAlike(Delimiter, Side, Span),
    /// A bracket in a code fence, a comment or front matter.
    Verbatim(Delimiter, Side, Span),
    /// The end of a line: brackets open here stay unclosed.
    LineEnd,
}

/// Why the grammar reads brackets as ordinary ones.
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
    /// The `>` of `->`, of `设置 > 隐私`, or of a quotation in Markdown.
    Arrow,
}

/// The next piece. Fails only at the end of the text.
///
/// The first structural character decides which productions can start here, so that no other is
/// tried. Their parsers start after that character.
#[inline(always)]
pub(crate) fn piece(input: Tokens<'_>) -> Parsed<'_, Piece> {
    use Delimiter::{Angle, Fullwidth, Paren};
    let (rest, first) = token(input)?;
    match first.kind {
        Structural::LineFeed => line_end(rest),
        Structural::Backslash => alt((escape(first), literal(first))).parse(rest),
        Structural::Open(delimiter) => {
            alt((plain_pair(first, delimiter), |rest| bracketed(rest, first, delimiter)))
                .parse(rest)
        }
        Structural::Close(delimiter @ (Paren | Fullwidth)) => {
            alt((lone_enumerator(first, delimiter), close(first, delimiter))).parse(rest)
        }
        Structural::Close(Angle) => alt((arrow(first), close(first, Angle))).parse(rest),
        Structural::Close(delimiter) => close(first, delimiter)(rest),
        Structural::LikeOpen(_) | Structural::LikeClose(_) => literal(first)(rest),
    }
}

/// The next piece if every pair marks: no pair is a number, a link or a tag.
#[inline]
pub(crate) fn bare_piece(input: Tokens<'_>) -> Parsed<'_, Piece> {
    let (rest, first) = token(input)?;
    match first.kind {
        Structural::Open(delimiter) => {
            let whole = enclosed(first, delimiter).flat_map(simple_pair);
            alt((whole, open(first, delimiter))).parse(rest)
        }
        _ => piece(input),
    }
}

/// B21: a structural character in a verbatim stretch.
#[inline(never)]
pub(crate) fn verbatim(input: Tokens<'_>) -> Parsed<'_, Piece> {
    let (rest, t) = token(input)?;
    let piece = match t.kind {
        Structural::Open(delimiter) => Piece::Verbatim(delimiter, Side::Open, t.span()),
        Structural::Close(delimiter) => Piece::Verbatim(delimiter, Side::Close, t.span()),
        Structural::LineFeed => Piece::LineEnd,
        _ => Piece::Literal(t.span()),
    };
    Ok((rest, piece))
}

/// A `simple_pair` whose text starts with a Chinese character, so that it is not a link or a tag, nor, for
/// parentheses, a number or the target of a link. Most pairs are like this, so nothing else is checked for
/// them: without this shortcut the pairs alone take 6 % more instructions.
#[inline(always)]
fn plain_pair<'a>(
    t: Token,
    delimiter: Delimiter,
) -> impl Parser<Tokens<'a>, Output = Piece, Error = ()> {
    use Delimiter::{Angle, Brace, Bracket};
    move |input: Tokens<'a>| {
        let (rest, next) = token(input)?;
        let inside = t.at + delimiter.len();
        let holds_word = (next.kind == Structural::Close(delimiter)) & input.has_word_at(inside);
        let is_plain = holds_word
            && (matches!(delimiter, Brace | Bracket | Angle)
                || !input.follows_link(t.at) && !input.has_numeral_at(inside));
        let span = Span::new(t.at, next.at + delimiter.len());
        when(is_plain, Piece::Pair(delimiter, span), rest)
    }
}

/// A piece that starts with an opening bracket.
#[inline(never)]
fn bracketed(input: Tokens<'_>, t: Token, delimiter: Delimiter) -> Parsed<'_, Piece> {
    use Delimiter::{Angle, Brace, Bracket, Fullwidth, Paren};
    let (pair, open) = (enclosed(t, delimiter).flat_map(whole), open(t, delimiter));
    match delimiter {
        Brace => alt((pair, open)).parse(input),
        Bracket => alt((pair, broken_link(t), open)).parse(input),
        Angle => alt((pair, long_tag(t), open)).parse(input),
        // A target is never a label, so the order of these two does not matter.
        Paren | Fullwidth => alt((link_target(t, delimiter), pair, open)).parse(input),
    }
}

/// A piece that is a whole pair.
#[inline]
fn whole<'a>(pair: Enclosed) -> impl Parser<Tokens<'a>, Output = Piece, Error = ()> {
    use Delimiter::{Angle, Brace, Bracket, Fullwidth, Paren};
    move |input: Tokens<'a>| match pair.delimiter {
        Brace | Bracket => alt((autolink(pair), simple_pair(pair))).parse(input),
        Angle => alt((autolink(pair), tag(pair), simple_pair(pair))).parse(input),
        Paren => alt((paired_enumerator(pair), autolink(pair), simple_pair(pair))).parse(input),
        Fullwidth => alt((paired_enumerator(pair), simple_pair(pair))).parse(input),
    }
}

/// `"\n"`
#[inline]
fn line_end(input: Tokens<'_>) -> Parsed<'_, Piece> {
    Ok((input, Piece::LineEnd))
}

/// `"\" structural`: the backslash and the bracket right after it.
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

/// B1: `label ")"` at the start of a line or after punctuation: `；2）`.
#[inline]
fn lone_enumerator<'a>(t: Token, delimiter: Delimiter) -> impl Fn(Tokens<'a>) -> Parsed<'a, Piece> {
    move |input| {
        let is_enumerator = ends_in_label(input.before(t.at));
        when(is_enumerator, Piece::PlainClose(Plain::Enumerator, delimiter, t.span()), input)
    }
}

/// B2: `"(" target ")"` after a `]`: the `(https://…)` of `[链接](https://…)`. In full-width
/// parentheses, and in those after a blank, an address needs a scheme.
#[inline]
fn link_target<'a>(t: Token, delimiter: Delimiter) -> impl Fn(Tokens<'a>) -> Parsed<'a, Piece> {
    move |input| {
        let is_paren = matches!(delimiter, Delimiter::Paren | Delimiter::Fullwidth);
        if !is_paren || !input.follows_link(t.at) {
            return fail(input);
        }
        let (rest, end) = target(input, t, delimiter)?;
        let span = Span::new(t.at, end);
        let is_broken = input.between(t.at, end).contains('\n');
        let link = Piece::Plain(Plain::LinkTarget, delimiter, span);
        Ok((rest, if is_broken { Piece::BrokenLink(delimiter, span) } else { link }))
    }
}

/// The end of the target of a link that starts after its opening parenthesis `t`.
#[inline(never)]
fn target(input: Tokens<'_>, t: Token, delimiter: Delimiter) -> Parsed<'_, u32> {
    let ahead = input.ahead(t.end());
    let is_plain = input.follows_bracket(t.at) && delimiter == Delimiter::Paren;
    if is_uri_target(ahead) || is_plain && is_target(ahead) {
        target_end(input, delimiter, t.end().saturating_add(MAX_TARGET))
    } else {
        fail(input)
    }
}

/// B3: `"[" text "\n" text "]"` right before a `link_target`: the text of a link that continues on
/// the next line.
fn broken_link<'a>(t: Token) -> impl Fn(Tokens<'a>) -> Parsed<'a, Piece> {
    move |input| {
        let (rest, line_end) = token(input)?;
        if line_end.kind != Structural::LineFeed {
            return fail(input);
        }
        let (rest, close) = token(rest)?;
        if close.kind != Structural::Close(Delimiter::Bracket) || close.at - t.at > MAX_TARGET {
            return fail(input);
        }
        let is_one_break = input.between(t.at, close.at).matches('\n').count() == 1;
        let (after, next) = token(rest)?;
        let is_next = next.kind == Structural::Open(Delimiter::Paren) && next.at == close.end();
        if !is_one_break || !is_next {
            return fail(input);
        }
        link_target(next, Delimiter::Paren)(after)?;
        Ok((rest, Piece::BrokenText(Span::new(t.at, close.end()))))
    }
}

/// The `)` that ends a link's target. Parentheses inside a target are paired and escaped ones are
/// skipped. A target ends on its line, except for a quoted title or the rest of an address, and
/// before byte `limit`.
fn target_end(mut input: Tokens<'_>, delimiter: Delimiter, mut limit: u32) -> Parsed<'_, u32> {
    let mut depth = 0_u32;
    let mut escaped_at = None;
    loop {
        let (rest, t) = token(input)?;
        match t.kind {
            _ if t.end() > limit => return fail(input),
            _ if escaped_at == Some(t.at) && t.kind.is_escapable() => {}
            Structural::Backslash => escaped_at = Some(t.end()),
            Structural::Open(open) if open == delimiter => depth += 1,
            Structural::Close(close) if close == delimiter && depth > 0 => depth -= 1,
            Structural::Close(close) if close == delimiter => return Ok((rest, t.end())),
            // Another link may end here: reading on would read the same text twice.
            Structural::Close(Delimiter::Bracket) => return fail(input),
            // Only the title or the rest of the address can be on the next line.
            Structural::LineFeed => match input.next_of_target(t.end()) {
                Some(end) => limit = limit.min(end),
                None => return fail(input),
            },
            _ => {}
        }
        input = rest;
    }
}

/// B4: `"<" uri ">"`, `"[" uri "]"` …: `<https://example.com>`, `[privacy@example.com]`.
#[inline]
fn autolink<'a>(pair: Enclosed) -> impl Fn(Tokens<'a>) -> Parsed<'a, Piece> {
    move |input| {
        let link = Piece::Plain(Plain::Autolink, pair.delimiter, pair.span());
        // Most pairs start with a Chinese word.
        let is_link = !input.has_word_at(pair.open + 1) && is_uri(pair.inside(input));
        when(is_link, link, input)
    }
}

/// B5: `"<" tag_name { attribute } ">"`: an HTML tag, as Markdown files have them.
#[inline]
fn tag<'a>(pair: Enclosed) -> impl Fn(Tokens<'a>) -> Parsed<'a, Piece> {
    move |input| {
        let tag = Piece::Plain(Plain::Tag, pair.delimiter, pair.span());
        let is_tag = is_html_tag(pair.inside(input), || input.ahead(pair.close + 1));
        when(is_tag, tag, input)
    }
}

/// B5: `"<" tag_name attributes ">"`: a tag whose attributes contain brackets.
fn long_tag<'a>(t: Token) -> impl Fn(Tokens<'a>) -> Parsed<'a, Piece> {
    move |mut input| {
        if !is_opening_tag(input.ahead(t.end())) {
            return fail(input);
        }
        loop {
            let (rest, next) = token(input)?;
            match next.kind {
                Structural::Close(Delimiter::Angle) => {
                    let span = Span::new(t.at, next.end());
                    return Ok((rest, Piece::Plain(Plain::Tag, Delimiter::Angle, span)));
                }
                // Another tag may start here: reading on would read the same text twice.
                Structural::Open(Delimiter::Angle) | Structural::LineFeed => return fail(input),
                _ if next.at - t.at > MAX_TARGET => return fail(input),
                _ => input = rest,
            }
        }
    }
}

/// B6: `"->" | "=>" | blank ">" blank | "”>“" | line_start ">" blank`: a `>` between one menu item
/// and the next, or one that starts a quotation in Markdown.
#[inline]
fn arrow<'a>(t: Token) -> impl Fn(Tokens<'a>) -> Parsed<'a, Piece> {
    move |input| {
        let is_arrow = is_arrow(input.before(t.at), input.ahead(t.end()));
        when(is_arrow, Piece::PlainClose(Plain::Arrow, Delimiter::Angle, t.span()), input)
    }
}

/// `open text close`: a pair around plain text.
#[inline]
fn simple_pair<'a>(pair: Enclosed) -> impl Fn(Tokens<'a>) -> Parsed<'a, Piece> {
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

/// An opening and a closing bracket of one delimiter, without structural characters between them.
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

/// Succeeds with `output` if `holds`.
#[inline]
fn when<O>(holds: bool, output: O, rest: Tokens<'_>) -> Parsed<'_, O> {
    if holds { Ok((rest, output)) } else { fail(rest) }
}
