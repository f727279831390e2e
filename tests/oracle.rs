//! A second implementation of `grammar.md`, as a plain nom grammar over `&str` instead of the
//! structural index, with the simplest pairing that works: slow, but easy to check by reading. It
//! reads the names of its terminals from the specification. Both must find the same brackets in
//! every text.

#![allow(clippy::unwrap_used)]

mod common;

use std::ops::Range;
use std::sync::LazyLock;

use nom::branch::alt;
use nom::bytes::complete::{is_not, tag as literally};
use nom::character::complete::{anychar, char, none_of, one_of};
use nom::combinator::{fail, map, opt, peek, recognize, value, verify};
use nom::multi::many0_count;
use nom::sequence::{delimited, pair, preceded, terminated};
use nom::{IResult, Parser as _};
use policymark::Parser;
use policymark::text::{Delimiter, Side};
use policymark::tree::NodeKind;
use proptest::prelude::*;

use common::specification::{quoted, rows, section};
use common::strategy::{cases, markup, structural_text};

/// A bracket or an escape, and its span in bytes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Found {
    Escape(usize, usize),
    Pair(usize, usize, char),
    Single(usize, char),
}

/// The result of the library.
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

/// The result of the oracle.
fn oracle(text: &str) -> Vec<Found> {
    let mut pairing = Pairing::default();
    let mut rest = text;
    let stretches = verbatim(text);
    let piece = |rest| {
        let at = before(text, rest).len();
        let is_verbatim = stretches.iter().any(|stretch| stretch.contains(&at));
        if is_verbatim { verbatim_piece(rest) } else { piece(text, rest) }
    };
    while let Ok((next, piece)) = piece(rest) {
        pairing.take(piece, text.len() - rest.len(), text.len() - next.len());
        rest = next;
    }
    assert_eq!(rest, "", "some piece starts everywhere");
    pairing.end_line();
    pairing.found.sort();
    pairing.found
}

/// The verbatim stretches of a text.
fn verbatim(text: &str) -> Vec<Range<usize>> {
    let start = text.len() - text.trim_start_matches('\u{FEFF}').len();
    let front_matter = front_matter(&text[start..]).map(|len| start..start + len);
    let mut at = front_matter.as_ref().map_or(start, |stretch| stretch.end);
    let mut stretches: Vec<_> = front_matter.into_iter().collect();
    let mut has_fences = true;
    while at < text.len() {
        let (before, rest) = text.split_at(at);
        let starts_line = at == start || before.ends_with('\n');
        let found = match fence(rest).filter(|_| starts_line && has_fences) {
            Some((len, is_closed)) => {
                has_fences = is_closed;
                Some(len)
            }
            None => comment(rest).filter(|_| !before.ends_with('\\')),
        };
        stretches.extend(found.map(|len| at..at + len));
        at += found.unwrap_or_else(|| rest.chars().next().unwrap().len_utf8());
    }
    stretches
}

/// The length of the front matter at the start of `text`.
fn front_matter(text: &str) -> Option<usize> {
    let lines: Vec<_> = text.split('\n').collect();
    let (first, second) = (lines[0].trim_end_matches(is_blank), lines.get(1)?);
    let value = |assigns: char| {
        let (key, value) = second.split_once(assigns)?;
        let is_key = |c: char| c.is_alphanumeric() || "_-.\" ".contains(c);
        (key.chars().all(is_key) && !key.chars().all(is_blank)).then_some(value)
    };
    let is_set_off = |value: &str| value.is_empty() || value.starts_with(is_blank);
    let (ends, opens): (&[&str], _) = match first {
        "---" => (&["---", "..."], value(':').is_some_and(is_set_off)),
        "+++" => (&["+++"], value('=').is_some()),
        _ => return None,
    };
    let is_end = |line: &&str| ends.contains(&line.trim_end_matches(is_blank));
    let last = lines.iter().skip(2).position(is_end)? + 2;
    opens.then(|| lines[..=last].join("\n").len())
}

/// If `text` starts with a fence, its length, or that of its first line, and whether it is closed.
fn fence(text: &str) -> Option<(usize, bool)> {
    let lines: Vec<_> = text.split('\n').collect();
    let line = lines[0].trim_start_matches([' ', '\t', '>', '-', '*', '+']);
    let character = line.chars().next().filter(|c| "`~".contains(*c))?;
    let info = line.trim_start_matches(character);
    let count = line.len() - info.len();
    if count < 3 || character == '`' && info.contains('`') {
        return None;
    }
    let closes = |line: &&str| {
        let line = line.trim_start_matches([' ', '\t', '>']).trim_end_matches(is_blank);
        line.len() >= count && line.chars().all(|c| c == character)
    };
    Some(match lines.iter().skip(1).position(closes) {
        Some(last) => (lines[..=last + 1].join("\n").len(), true),
        None => (lines[0].len() - info.len(), false),
    })
}

/// The length of the comment at the start of `text`, or of its opening if it is not closed.
fn comment(text: &str) -> Option<usize> {
    let inside = text.strip_prefix("<!--")?;
    let end = inside.find("-->").filter(|&end| !inside[..end].contains("<!--"));
    Some(end.map_or(4, |end| 4 + end + 3))
}

/// Any character of a verbatim stretch.
fn verbatim_piece(input: &str) -> Parsed<'_> {
    let (rest, c) = anychar(input)?;
    let piece = match c {
        '\n' => Piece::LineEnd,
        _ if "{}[]<>()（）".contains(c) => Piece::Verbatim(c),
        _ => Piece::Text,
    };
    Ok((rest, piece))
}

// The productions of grammar.md. `text` is the whole text, for those that look back.

#[derive(Clone, Copy, Debug)]
enum Piece {
    Text,
    LineEnd,
    Escape,
    /// A whole pair and its opening bracket. The title of a link can be on the next line.
    Pair {
        open: char,
        ends_line: bool,
    },
    Open(char),
    Close(char),
    /// A closing bracket that is ordinary if none of its delimiter is open.
    PlainClose(char),
    /// A bracket in a verbatim stretch.
    Verbatim(char),
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
        autolink,
        tag,
        |input| broken_link(text, input),
        long_tag,
        |input| arrow(text, input),
        simple_pair,
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

/// `open text close`: returns the opening bracket and the text.
fn enclosed<'t>(open: char, close: char) -> impl FnMut(&'t str) -> Parsed<'t, (char, &'t str)> {
    let inside = map(opt(plain_text), Option::unwrap_or_default);
    let mut parser = terminated(pair(char(open), inside), char(close));
    move |input| parser.parse(input)
}

fn whole(open: char) -> Piece {
    Piece::Pair { open, ends_line: false }
}

fn simple_pair(input: &str) -> Parsed<'_> {
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
    let is_apart = !stem.ends_with(char::is_alphanumeric);
    let starts = |_: &char| is_apart && is_label(label);
    map(verify(one_of(")）"), starts), Piece::PlainClose).parse(input)
}

fn link_target<'t>(text: &'t str, input: &'t str) -> Parsed<'t> {
    let before = before(text, input);
    let (is_next, is_near) = (before.ends_with(']'), before.ends_with("] "));
    let (open, close) = if input.starts_with('(') { ('(', ')') } else { ('（', '）') };
    let starts = |target: &str| {
        let target = &target[open.len_utf8()..];
        let is_plain = is_next && open == '(' && is_target(target);
        is_plain || (is_next || is_near) && is_uri_target(target)
    };
    let parts = many0_count(move |input| target_part(open, close, input));
    let target = recognize(delimited(char(open), parts, char(close)));
    let is_word = |line: &str| line.chars().all(|c| c.is_ascii_graphic());
    let target = verify(target, |target: &str| {
        let lines: Vec<_> = target[..target.len() - close.len_utf8()].split('\n').collect();
        let is_last = |line: &&str| line.starts_with('"') || is_word(line);
        let continues = lines.len() == 1 || lines.len() == 2 && lines.get(1).is_some_and(is_last);
        starts(input) && continues && target.len() - open.len_utf8() <= 2_048
    });
    map(target, |target: &str| Piece::Pair { open, ends_line: target.contains('\n') }).parse(input)
}

/// A part of a target: an escape, parentheses with parts between them, the line end before a
/// title or the rest of an address, or any other character.
fn target_part(open: char, close: char, input: &str) -> Parsed<'_, &str> {
    let parts = many0_count(move |input| target_part(open, close, input));
    let pair = recognize(delimited(char(open), parts, char(close)));
    let is_other = move |c: &char| ![open, close].contains(c);
    let other = recognize(verify(none_of("]\n"), is_other));
    alt((escaped, pair, last_line, other)).parse(input)
}

/// The end of a line, and the title or the rest of an address on the next line, which ends the
/// target.
fn last_line(input: &str) -> Parsed<'_, &str> {
    let (rest, line_end) = literally("\n")(input)?;
    let line = rest.split('\n').next().unwrap_or_default();
    let continues =
        line.starts_with(|c: char| c.is_ascii_alphanumeric() || "\"/?#&=%._~+-".contains(c));
    if continues { Ok((rest, line_end)) } else { fail().parse(input) }
}

/// The text of a link, broken over two lines, before its target.
fn broken_link<'t>(text: &'t str, input: &'t str) -> Parsed<'t> {
    let words = recognize((char('['), opt(plain_text), char('\n'), opt(plain_text), char(']')));
    let (rest, _) = verify(words, |words: &str| words.len() <= 2_049).parse(input)?;
    let _ = preceded(peek(char('(')), |rest| link_target(text, rest)).parse(rest)?;
    Ok((rest, Piece::Pair { open: '[', ends_line: true }))
}

fn autolink(input: &str) -> Parsed<'_> {
    let (brace, bracket) = (enclosed('{', '}'), enclosed('[', ']'));
    let (angle, paren) = (enclosed('<', '>'), enclosed('(', ')'));
    let pair = verify(alt((brace, bracket, angle, paren)), |(_, inside)| is_uri(inside));
    map(pair, |(open, _)| whole(open)).parse(input)
}

fn tag(input: &str) -> Parsed<'_> {
    let (rest, (open, inside)) = enclosed('<', '>')(input)?;
    let line = rest.split('\n').next().unwrap_or_default();
    if is_html_tag(inside, line) { Ok((rest, whole(open))) } else { fail().parse(input) }
}

/// A tag whose attributes contain brackets.
fn long_tag(input: &str) -> Parsed<'_> {
    let tag = delimited(char('<'), is_not("<>\n"), char('>'));
    value(whole('<'), verify(tag, |inside: &str| is_opening_tag(inside))).parse(input)
}

fn arrow<'t>(text: &'t str, input: &'t str) -> Parsed<'t> {
    let before = before(text, input);
    let line = before.rsplit('\n').next().unwrap_or_default();
    let starts_line = line.chars().all(is_inline_blank);
    let (rest, bracket) = char('>').parse(input)?;
    let leads_on = before.ends_with(['-', '=', '－', '—', '”', '」', '】', '》'])
        || (before.ends_with(is_inline_blank)
            && rest.starts_with(|c: char| is_inline_blank(c) || c.is_alphanumeric()))
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
    let target = opened(target);
    let word = first_word(target);
    let file = target.split([')', ']', '>', '\n', '"']).next().unwrap_or_default();
    let is_part = |c: char| c.is_ascii_digit() || "+-".contains(c);
    let digits = word.chars().filter(char::is_ascii_digit).count();
    target.starts_with([')', ']'])
        || is_uri_target(target)
        || word.starts_with(['/', '#', '.'])
        || word.is_ascii() && is_path(word)
        || digits >= 7 && word.chars().all(is_part)
        || ends_in(file.trim_matches(is_blank), "files")
}

fn is_uri_target(target: &str) -> bool {
    let target = opened(target);
    opens_uri(target) || is_mail(first_word(target))
}

fn opened(target: &str) -> &str {
    let target = target.trim_start_matches(is_inline_blank);
    target.strip_prefix('<').unwrap_or(target)
}

fn first_word(target: &str) -> &str {
    target.split(|c| ")]".contains(c) || is_blank(c)).next().unwrap_or_default()
}

/// Whether the specification lists a name of this kind, in any case.
fn is_listed(name: &str, kind: &str) -> bool {
    static ROWS: LazyLock<Vec<Vec<&str>>> =
        LazyLock::new(|| rows(section("## Productions")).collect());
    let row = ROWS.iter().find(|row| row[0] == kind).unwrap();
    quoted(row[1]).any(|known| known.eq_ignore_ascii_case(name))
}

fn is_path(word: &str) -> bool {
    let mut parts = word.splitn(2, ['/', '?', '#']);
    let is_named = parts.any(|part| ends_in(part, "files") || ends_in(part, "hosts"));
    is_named || word.contains('/') && word.to_ascii_lowercase() == word
}

fn ends_in(text: &str, kind: &str) -> bool {
    let text = text.split(['?', '#']).next().unwrap_or_default();
    let (name, ending) = text.rsplit_once('.').unwrap_or_default();
    !name.is_empty() && is_listed(ending, kind)
}

fn is_uri(text: &str) -> bool {
    let text = text.trim_matches(is_blank);
    opens_uri(text) || is_mail(text)
}

fn opens_uri(text: &str) -> bool {
    let (scheme, _) = text.split_once([':', '：']).unwrap_or_default();
    is_listed(scheme.trim_end_matches(' '), "schemes")
        || text.starts_with("//")
        || text.starts_with("www.")
}

fn is_mail(text: &str) -> bool {
    let (name, host) = text.split_once('@').unwrap_or_default();
    text.is_ascii() && !text.contains(is_blank) && !name.is_empty() && host.contains('.')
}

fn is_name_part(c: char) -> bool {
    c.is_ascii_alphanumeric() || "-:_.".contains(c)
}

fn is_tag_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic()) && name.chars().all(is_name_part)
}

fn is_html_tag(inside: &str, line: &str) -> bool {
    let body = inside.strip_prefix('/').unwrap_or(inside);
    let body = body.strip_suffix('/').unwrap_or(body);
    let (name, attributes) = body.split_once(is_blank).unwrap_or((body, ""));
    let attributes = attributes.trim_matches(is_blank);
    let has_values = attributes.split_once('=').is_some_and(|(name, value)| {
        is_tag_name(name.trim_ascii()) && value.trim_ascii().starts_with(['"', '\'', '“', '”'])
    });
    let near = &line[..line.floor_char_boundary(256)];
    let is_unknown_tag = has_values
        || body != inside && attributes.is_empty()
        || name.to_ascii_lowercase() == name && near.contains(&format!("</{name}>"));
    let is_tag = match is_listed(name, "tags") {
        true => attributes.is_empty() || attributes.contains('='),
        false => is_unknown_tag,
    };
    inside.starts_with(['!', '?', '%']) || is_tag_name(name) && is_tag
}

fn is_opening_tag(inside: &str) -> bool {
    let (name, attributes) = inside.split_once(' ').unwrap_or_default();
    let attributes = attributes.trim_ascii_start();
    let value = attributes.trim_start_matches(is_name_part);
    is_listed(name, "tags") && value.len() < attributes.len() && value.starts_with('=')
}

/// The rules of *Pairing*, with a stack that is searched from the top.
#[derive(Default)]
struct Pairing {
    found: Vec<Found>,
    /// The offset of each open bracket, and the bracket.
    open: Vec<(usize, char)>,
    /// Brackets that were cut off or never closed.
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
            Piece::Verbatim(bracket) => self.found.push(Found::Single(start, bracket)),
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
