//! `grammar.md` once more, as a plain nom grammar over `&str` instead of over the structural
//! index, with the simplest pairing that does it: slow, but easy to check by reading. Both must
//! find the same brackets in every text.

#![allow(clippy::unwrap_used)]

mod common;

use nom::branch::alt;
use nom::bytes::complete::{is_not, tag as literally};
use nom::character::complete::{anychar, char, none_of, one_of};
use nom::combinator::{map, opt, recognize, value, verify};
use nom::multi::many0_count;
use nom::sequence::{delimited, pair, preceded, terminated};
use nom::{IResult, Parser as _};
use policymark::{Delimiter, NodeKind, Parser, Side};
use proptest::prelude::*;

use common::strategy::{cases, markup, structural_text};

/// A bracket or an escape, and its bytes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Found {
    Escape(usize, usize),
    Pair(usize, usize, char),
    Single(usize, char),
}

/// What the library finds.
fn library(text: &str) -> Vec<Found> {
    let document = Parser::new().max_depth(usize::MAX).parse(text).unwrap();
    let found = document.root().descendants().filter_map(|node| {
        let span = node.span().range();
        Some(match node.kind() {
            NodeKind::Escape => Found::Escape(span.start, span.end),
            NodeKind::Pair(delimiter) => Found::Pair(span.start, span.end, delimiter.open()),
            NodeKind::Single(delimiter, Side::Open) => Found::Single(span.start, delimiter.open()),
            NodeKind::Single(delimiter, Side::Close) => {
                Found::Single(span.start, delimiter.close())
            }
            _ => return None,
        })
    });
    let mut found: Vec<_> = found.collect();
    found.sort();
    found
}

/// What the oracle finds.
fn oracle(text: &str) -> Vec<Found> {
    let mut pairing = Pairing::default();
    let mut rest = text;
    while let Ok((next, piece)) = piece(text, rest) {
        pairing.take(piece, text.len() - rest.len(), text.len() - next.len());
        rest = next;
    }
    assert_eq!(rest, "", "some piece starts everywhere");
    pairing.end_line();
    pairing.found.sort();
    pairing.found
}

// The productions of grammar.md. `text` is the whole text, for those that look at what is before.

#[derive(Clone, Copy, Debug)]
enum Piece {
    Text,
    LineEnd,
    Escape,
    /// A whole pair and its opening bracket; a link's title can stand on the next line.
    Pair {
        open: char,
        ends_line: bool,
    },
    Open(char),
    Close(char),
    /// A closing bracket that is ordinary if none of its delimiter is open.
    PlainClose(char),
}

type Parsed<'t, T = Piece> = IResult<&'t str, T>;

const STRUCTURAL: &str = "{}[]<>()（）【】［］＜＞｛｝\\\n";

fn piece<'t>(text: &'t str, input: &'t str) -> Parsed<'t> {
    alt((
        value(Piece::Text, plain_text),
        value(Piece::LineEnd, char('\n')),
        escape,
        paired_enumerator,
        |input| lone_enumerator(text, input),
        |input| link_target(text, input),
        angle_pair(is_uri),
        angle_pair(is_html_tag),
        |input| arrow(text, input),
        mark,
        map(one_of("{[<(（"), Piece::Open),
        map(one_of("}]>)）"), Piece::Close),
        value(Piece::Text, anychar),
    ))
    .parse(input)
}

fn plain_text(input: &str) -> Parsed<'_, &str> {
    is_not(STRUCTURAL).parse(input)
}

fn escaped(input: &str) -> Parsed<'_, &str> {
    let structural = verify(one_of(STRUCTURAL), |&c| c != '\n');
    recognize(preceded(char('\\'), structural)).parse(input)
}

fn escape(input: &str) -> Parsed<'_> {
    value(Piece::Escape, escaped).parse(input)
}

/// `open text close`: gives the opening bracket and the text.
fn enclosed<'t>(open: char, close: char) -> impl FnMut(&'t str) -> Parsed<'t, (char, &'t str)> {
    let inside = map(opt(plain_text), Option::unwrap_or_default);
    let mut parser = terminated(pair(char(open), inside), char(close));
    move |input| parser.parse(input)
}

fn whole(open: char) -> Piece {
    Piece::Pair { open, ends_line: false }
}

fn mark(input: &str) -> Parsed<'_> {
    let (brace, bracket) = (enclosed('{', '}'), enclosed('[', ']'));
    let (angle, paren, wide) = (enclosed('<', '>'), enclosed('(', ')'), enclosed('（', '）'));
    map(alt((brace, bracket, angle, paren, wide)), |(open, _)| whole(open)).parse(input)
}

fn paired_enumerator(input: &str) -> Parsed<'_> {
    let pair = alt((enclosed('(', ')'), enclosed('（', '）')));
    map(verify(pair, |(_, label)| is_label(label.trim_matches(is_blank))), |(open, _)| whole(open))
        .parse(input)
}

fn lone_enumerator<'t>(text: &'t str, input: &'t str) -> Parsed<'t> {
    let before = before(text, input).trim_end_matches(is_inline_blank);
    let is_of_label = |c: &char| c.is_ascii_alphanumeric() || CHINESE_DIGITS.contains(*c);
    let label: usize = before.chars().rev().take_while(is_of_label).map(|c| c.len_utf8()).sum();
    let (stem, label) = before.split_at(before.len() - label);
    let boundary = stem
        .chars()
        .next_back()
        .is_none_or(|c| is_blank(c) || "，。；：、！？,;:!?.“”《》（）()|*>#—-".contains(c));
    let starts = |_: &char| boundary && is_label(label);
    map(verify(one_of(")）"), starts), Piece::PlainClose).parse(input)
}

fn link_target<'t>(text: &'t str, input: &'t str) -> Parsed<'t> {
    let behind_bracket = before(text, input).ends_with(']');
    let starts =
        |target: &&str| behind_bracket && is_target(target) && target.matches('\n').count() <= 1;
    let target = verify(recognize(many0_count(target_part)), starts);
    let target = verify(delimited(char('('), target, char(')')), |t: &&str| t.len() < 2_048);
    map(target, |target: &str| Piece::Pair { open: '(', ends_line: target.contains('\n') })
        .parse(input)
}

/// A part of a target: an escape, parentheses with parts between them, the line end before a
/// title, or any other character.
fn target_part(input: &str) -> Parsed<'_, &str> {
    let pair = recognize(delimited(char('('), many0_count(target_part), char(')')));
    let other = recognize(none_of("]()\n"));
    alt((escaped, pair, recognize(literally("\n\"")), other)).parse(input)
}

fn angle_pair<'t>(is_plain: fn(&str) -> bool) -> impl FnMut(&'t str) -> Parsed<'t> {
    let inside = verify(enclosed('<', '>'), move |(_, inside): &(char, &str)| is_plain(inside));
    let mut parser = map(inside, |(open, _)| whole(open));
    move |input| parser.parse(input)
}

fn arrow<'t>(text: &'t str, input: &'t str) -> Parsed<'t> {
    let before = before(text, input);
    let line = before.rsplit('\n').next().unwrap_or_default();
    let starts_line = line.chars().all(is_inline_blank);
    let (rest, bracket) = char('>').parse(input)?;
    let leads_on = before.ends_with(['-', '=', '－', '—', '”', '」', '】', '》'])
        || (before.ends_with(is_inline_blank) && rest.starts_with(is_inline_blank))
        || rest.starts_with(['“', '「', '【'])
        || (starts_line && rest.starts_with(is_inline_blank));
    let piece = if leads_on { Piece::PlainClose(bracket) } else { Piece::Close(bracket) };
    Ok((rest, piece))
}

// The terminals.

fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200B}' | '\u{2060}' | '\u{FEFF}')
}

fn is_inline_blank(c: char) -> bool {
    is_blank(c) && c != '\r' && c != '\n'
}

const CHINESE_DIGITS: &str = "〇一二三四五六七八九十百";

fn before<'t>(text: &'t str, input: &str) -> &'t str {
    &text[..text.len() - input.len()]
}

fn is_label(text: &str) -> bool {
    let count = text.chars().count();
    let all = |set: &str| count > 0 && text.chars().all(|c| set.contains(c));
    (count <= 3 && (all("0123456789") || all(CHINESE_DIGITS)))
        || (all("ivx") && count <= 5)
        || (count == 1 && text.chars().all(|c| c.is_ascii_alphabetic()))
}

fn is_target(target: &str) -> bool {
    let target = target.trim_start_matches(is_inline_blank);
    let word = target.split(|c| c == ')' || is_blank(c)).next().unwrap_or_default();
    let is_host = word.is_ascii() && word.contains(['.', '/']) && !word.ends_with('.');
    word.is_empty() || is_uri(word) || word.starts_with(['/', '#', '.']) || is_host
}

fn is_uri(text: &str) -> bool {
    let text = text.trim_matches(is_blank);
    let schemes = ["http:", "https:", "mailto:", "javascript:", "tel:", "ftp:", "data:"];
    let lower = text.to_ascii_lowercase();
    let is_mail = text.is_ascii() && !text.contains(is_blank) && {
        let (name, host) = text.split_once('@').unwrap_or_default();
        !name.is_empty() && host.contains('.')
    };
    schemes.iter().any(|scheme| lower.starts_with(scheme))
        || text.starts_with("//")
        || text.starts_with("www.")
        || is_mail
}

fn is_html_tag(inside: &str) -> bool {
    let body = inside.strip_prefix('/').unwrap_or(inside);
    let body = body.strip_suffix('/').unwrap_or(body);
    let (name, attributes) = body.split_once(is_blank).unwrap_or((body, ""));
    let names = "a b blockquote body br center div em font h1 h2 h3 h4 h5 h6 hr html i img li ol \
                 p pre span strong sub sup table tbody td th thead tr u ul";
    names.split(' ').any(|known| known == name)
        && (attributes.chars().all(is_blank) || attributes.contains('='))
}

/// The rules of *Pairing*, with a stack that is searched from its top.
#[derive(Default)]
struct Pairing {
    found: Vec<Found>,
    /// Where an open bracket stands, and which it is.
    open: Vec<(usize, char)>,
    /// What was cut off or never closed.
    singles: Vec<(usize, char)>,
}

impl Pairing {
    fn take(&mut self, piece: Piece, start: usize, end: usize) {
        match piece {
            Piece::Text => {}
            Piece::LineEnd => self.end_line(),
            Piece::Escape => self.found.push(Found::Escape(start, end)),
            Piece::Pair { open, ends_line } => {
                if ends_line {
                    self.end_line();
                }
                self.found.push(Found::Pair(start, end, open));
            }
            Piece::Open(bracket) => self.open.push((start, bracket)),
            Piece::PlainClose(bracket) if !self.is_open(opening(bracket)) => {
                self.found.push(Found::Single(start, bracket));
            }
            Piece::PlainClose(bracket) | Piece::Close(bracket) => self.close(bracket, start, end),
        }
    }

    fn is_open(&self, bracket: char) -> bool {
        self.open.iter().any(|(_, open)| *open == bracket)
    }

    fn close(&mut self, bracket: char, start: usize, end: usize) {
        let Some(partner) = self.partner(bracket) else {
            self.found.push(Found::Single(start, bracket));
            return;
        };
        self.singles.extend(self.open.drain(partner + 1..));
        self.found.extend(self.open.pop().map(|(from, open)| Found::Pair(from, end, open)));
    }

    fn partner(&self, bracket: char) -> Option<usize> {
        let same = self.open.iter().rposition(|(_, open)| *open == opening(bracket));
        let top = |wanted: char| {
            let last = self.open.len().checked_sub(1)?;
            (self.open[last].1 == wanted).then_some(last)
        };
        match bracket {
            '）' => {
                let cuts_mark =
                    |at: &usize| self.open[at + 1..].iter().any(|(_, open)| "{[<".contains(*open));
                same.filter(|at| !cuts_mark(at)).or_else(|| top('('))
            }
            ')' => same.or_else(|| top('（')),
            _ => same,
        }
    }

    fn end_line(&mut self) {
        let singles = self.singles.drain(..).chain(self.open.drain(..));
        self.found.extend(singles.map(|(start, bracket)| Found::Single(start, bracket)));
    }
}

fn opening(close: char) -> char {
    let delimiters = Delimiter::MARKS.into_iter().chain([Delimiter::Fullwidth]);
    delimiters.into_iter().find(|d| d.close() == close).map(Delimiter::open).unwrap()
}

fn assert_same(text: &str) {
    assert_eq!(library(text), oracle(text), "{text:?}");
}

#[test]
fn both_read_the_fixtures_alike() {
    for folder in ["policies", "diagnostics"] {
        for (path, text) in common::fixtures(folder) {
            println!("{}", path.display());
            assert_same(&text);
        }
    }
}

#[test]
fn both_stop_at_the_longest_target() {
    for len in [2_040, 2_046, 2_047, 2_048, 2_049] {
        assert_same(&format!("[a](/{})", "b".repeat(len)));
    }
}

#[test]
fn both_read_small_texts_alike() {
    for text in [
        "",
        "（1)见2)",
        "(a（b)c）",
        "（<a>)",
        "<a（b>c）",
        "[a](/b(c)d)",
        "[a](/b\\)c)",
        "<x [a](/b\n\"t\") y>",
        "[a](/b\\\n)",
        "[a]()",
        "<“<a>”>",
        "a-> b",
        "\\\\(a)",
        "注册\\登录\\<",
    ] {
        assert_same(text);
    }
}

proptest! {
    #![proptest_config(cases(3_000))]

    #[test]
    fn both_read_everything_alike(text in structural_text()) {
        prop_assert_eq!(library(&text), oracle(&text));
    }

    #[test]
    fn both_read_markup_alike(text in markup()) {
        prop_assert_eq!(library(&text), oracle(&text));
    }
}
