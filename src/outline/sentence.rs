//! Lines, sentences and clauses: stretches of text that end at marks of punctuation. No sentence
//! and no clause cuts a pair of brackets. Rules O1 to O4 of `grammar.md`.

use std::iter::FusedIterator;
use std::str::Chars;

use crate::text::Span;
use crate::text::blank::{starts_blank, trim_end, trim_span, trim_start};
use crate::text::han::{FIRST_BYTE, LAST_BYTE};
use crate::text::utf8::first_char;
use crate::tree::{NodeKind, Tree};

/// O1 to O3: cuts `text` at some of its `stops`, in order: hands each line to `on_line`, `None` if it is
/// blank, and each sentence to `on_sentence`. See rules O1 to O3 of `grammar.md`.
pub(super) fn cut(
    text: &str,
    tree: &Tree,
    stops: &[u32],
    mut on_line: impl FnMut(Option<Span>),
    mut on_sentence: impl FnMut(Span),
) {
    let (end, mut shields) = (text.len() as u32, Shields::new(tree, 0));
    // Where the line starts behind its blanks, and where the sentence does.
    let mut line_start = skip_blanks(text, 0);
    let mut start = line_start;
    for at in stops.iter().copied().chain([end]) {
        if at == end || text.as_bytes().get(at as usize) == Some(&b'\n') {
            // Blanks are skipped over the end of a blank line too.
            let line = up_to(text, line_start, at);
            on_line(line);
            if line_start <= at {
                line_start = skip_blanks(text, at.saturating_add(1));
            }
            if !shields.cover(at) {
                // Mostly both end alike.
                let rest = match line {
                    Some(line) => (start < line.end()).then(|| Span::new(start, line.end())),
                    None => up_to(text, start, at),
                };
                rest.into_iter().for_each(&mut on_sentence);
                start = line_start;
            }
        } else if at >= start
            && !shields.cover(at)
            && let Some(stop) = end_of_mark(text, at, end)
        {
            // What stands behind a mark can be one too, but belongs to it: `！！`
            on_sentence(Span::new(start, stop));
            start = skip_blanks(text, stop);
        }
    }
}

/// What stands between `start`, where no blank is, and `end`, without blanks before that; `None`
/// where nothing does.
#[inline(always)]
fn up_to(text: &str, start: u32, end: u32) -> Option<Span> {
    let inside = trim_end(text.get(start as usize..end as usize)?);
    (!inside.is_empty()).then(|| Span::new(start, start + inside.len() as u32))
}

/// Where the blanks end that `text` holds from `start` on; where the line ends, if that is there.
#[inline]
fn skip_blanks(text: &str, start: u32) -> u32 {
    match text.get(start as usize..) {
        Some(behind) if !behind.starts_with('\n') => (text.len() - trim_start(behind).len()) as u32,
        _ => start,
    }
}

/// O4: the clauses of a sentence, in order: stretches of bytes; see [`crate::Sentence::clauses`].
#[derive(Clone, Debug)]
pub struct Clauses<'d>(Stretches<'d>);

impl<'d> Clauses<'d> {
    /// The clauses of the sentence that stands at `sentence`.
    pub(crate) fn new(text: &'d str, tree: &'d Tree, sentence: Span) -> Self {
        let chars = text.get(sentence.range()).unwrap_or_default().chars();
        let marks = ClauseMarks { chars, end: sentence.end() };
        let shields = Shields::new(tree, sentence.start());
        Self(Stretches { text, marks, shields, at: sentence.start(), end: sentence.end() })
    }
}

impl Iterator for Clauses<'_> {
    type Item = Span;

    fn next(&mut self) -> Option<Span> {
        self.0.next()
    }
}

impl FusedIterator for Clauses<'_> {}

/// Where marks of clauses, and of sentences, stand, ascending.
#[derive(Clone, Debug)]
struct ClauseMarks<'d> {
    /// The characters that are still to be looked at, of a text that ends at `end`.
    chars: Chars<'d>,
    end: u32,
}

impl Iterator for ClauseMarks<'_> {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        let mark = self.chars.find(|c| Mark::of(*c).is_some())?;
        Some(self.end - (self.chars.as_str().len() + mark.len_utf8()) as u32)
    }
}

/// What a mark can end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    Sentence,
    Clause,
    Line,
}

impl Mark {
    #[inline]
    const fn of(c: char) -> Option<Self> {
        Some(match c {
            '\n' => Self::Line,
            '。' | '！' | '？' | '!' | '?' => Self::Sentence,
            '，' | '；' | '：' | ',' | ';' | ':' => Self::Clause,
            _ => return None,
        })
    }
}

/// The stretches that end at marks outside all pairs of brackets, without blanks at their edges.
#[derive(Clone, Debug)]
struct Stretches<'d> {
    text: &'d str,
    marks: ClauseMarks<'d>,
    shields: Shields<'d>,
    /// Up to where the text is given out.
    at: u32,
    /// Up to where it is cut.
    end: u32,
}

impl Stretches<'_> {
    /// Where the next stretch ends.
    fn next_end(&mut self) -> u32 {
        for at in self.marks.by_ref() {
            if at < self.at || self.shields.cover(at) {
                continue;
            }
            if let Some(end) = end_of_mark(self.text, at, self.end) {
                return end;
            }
        }
        self.end
    }
}

impl Iterator for Stretches<'_> {
    type Item = Span;

    fn next(&mut self) -> Option<Span> {
        while self.at < self.end {
            let start = self.at;
            self.at = self.next_end();
            if let Some(span) = trim_span(self.text, Span::new(start, self.at)) {
                return Some(span);
            }
        }
        None
    }
}

/// Where the mark at `at` ends with all that belongs to it up to `end`, if one stands there.
#[inline(always)]
fn end_of_mark(text: &str, at: u32, end: u32) -> Option<u32> {
    let bytes = text.as_bytes();
    let (c, behind) = first_char(bytes.get(at as usize..)?)?;
    let mark = Mark::of(c)?;
    if c.is_ascii() && mark != Mark::Line && is_part_of_word(bytes, at as usize) {
        return None;
    }
    let stop = at + c.len_utf8() as u32;
    Some(match *behind {
        // The line ends, or goes on with a word, as mostly.
        [b'\n' | FIRST_BYTE..=LAST_BYTE, ..] => stop,
        _ if mark == Mark::Sentence => {
            let rest = after_closers(text.get(stop as usize..end as usize)?);
            end - rest.len() as u32
        }
        _ => stop,
    })
}

/// `text` without the marks, quotes and brackets that belong to the mark before it.
fn after_closers(text: &str) -> &str {
    let mut chars = text.chars();
    let mut rest = text;
    while chars.next().is_some_and(is_closer) {
        rest = chars.as_str();
    }
    if !rest.starts_with(['*', '_']) {
        return rest;
    }
    // `**请注意。**`: emphasis that ends with the sentence, not one that starts the next.
    let behind = rest.trim_start_matches(['*', '_']);
    if behind.is_empty() || starts_blank(behind) { behind } else { rest }
}

/// The pairs of brackets that stand in no other, as they are passed from left to right.
#[derive(Clone, Debug)]
struct Shields<'d> {
    tree: &'d Tree,
    /// The first node that is not passed.
    node: u32,
}

impl<'d> Shields<'d> {
    /// The pairs from byte `start`, which must not lie in one.
    fn new(tree: &'d Tree, start: u32) -> Self {
        let node = tree.nodes.partition_point(|node| node.span.start() < start);
        Self { tree, node: node.max(1) as u32 }
    }

    /// Whether byte `at` lies in a pair; asked from left to right.
    fn cover(&mut self, at: u32) -> bool {
        while let Some(node) = self.tree.nodes.get(self.node as usize) {
            if at < node.span.start() {
                return false;
            }
            if at < node.span.end() && matches!(node.shape.kind(), NodeKind::Pair(_)) {
                return true;
            }
            self.node = node.end;
        }
        false
    }
}

/// Whether a half-width mark stands between letters or digits: it belongs to a number or an address.
fn is_part_of_word(bytes: &[u8], at: usize) -> bool {
    let is_word = |byte: Option<&u8>| byte.is_some_and(|b| b.is_ascii_alphanumeric() || *b == b'/');
    is_word(bytes.get(at + 1)) && is_word(at.checked_sub(1).and_then(|at| bytes.get(at)))
}

/// Whether it belongs to the sentence if it comes after the mark that ends it.
const fn is_closer(c: char) -> bool {
    matches!(c, ')' | ']' | '}' | '>' | '!' | '?' | '’' | '”')
        || matches!(c, '。' | '》' | '」' | '』' | '】' | '！' | '）' | '？')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scan::stops_of;

    fn tree(text: &str) -> Tree {
        Tree::of(text)
    }

    fn spans(text: &str, tree: &Tree) -> Vec<Span> {
        let mut spans = Vec::new();
        cut(text, tree, &stops_of(text), |_| (), |span| spans.push(span));
        spans
    }

    fn sentences(text: &str) -> Vec<&str> {
        spans(text, &tree(text)).into_iter().map(|span| &text[span.range()]).collect()
    }

    fn cut_clauses(text: &str) -> Vec<&str> {
        let span = Span::new(0, text.len() as u32);
        Clauses::new(text, &tree(text), span).map(|span| &text[span.range()]).collect()
    }

    #[test]
    fn sentences_end_at_stops_and_lines() {
        assert_eq!(
            sentences("甲乙。丙！丁？戊；己\r\n\n  庚 \n"),
            ["甲乙。", "丙！", "丁？", "戊；己", "庚"]
        );
        assert_eq!(sentences(""), [""; 0]);
        assert_eq!(sentences(" \u{3000}\n\u{FEFF}"), [""; 0]);
    }

    #[test]
    fn lines_end_inside_brackets_too() {
        let text = "[甲](a.cn\n\"乙。\")丙。\r\n \n丁";
        let mut lines = Vec::new();
        let push = |line: Option<Span>| lines.push(line.map(|span| &text[span.range()]));
        cut(text, &tree(text), &stops_of(text), push, |_| ());
        assert_eq!(lines, [Some("[甲](a.cn"), Some("\"乙。\")丙。"), None, Some("丁")]);
        assert_eq!(sentences(text), ["[甲](a.cn\n\"乙。\")丙。", "丁"]);
    }

    #[test]
    fn closers_stay_with_the_stop() {
        assert_eq!(sentences("他说“好。”然后走！！）完"), ["他说“好。”", "然后走！！）", "完"]);
    }

    #[test]
    fn emphasis_ends_with_its_sentence() {
        assert_eq!(sentences("**甲。**\n乙。**丙。** 丁"), ["**甲。**", "乙。", "**丙。**", "丁"]);
    }

    #[test]
    fn brackets_are_not_cut() {
        assert_eq!(
            sentences("{甲。乙}丙（丁。戊）己。（庚。）"),
            ["{甲。乙}丙（丁。戊）己。", "（庚。）"]
        );
        assert_eq!(sentences("（甲。乙"), ["（甲。", "乙"], "an open bracket shields nothing");
    }

    #[test]
    fn half_width_stops_in_addresses_do_not_cut() {
        assert_eq!(sentences("见 http://a.cn/?b=1 页?好"), ["见 http://a.cn/?b=1 页?", "好"]);
        assert_eq!(sentences("版本1.2.3"), ["版本1.2.3"]);
    }

    #[test]
    fn clauses_end_at_commas_outside_brackets() {
        assert_eq!(
            cut_clauses("当{您，注册}时，我们（甲，乙）会；收集： 信息 。"),
            ["当{您，注册}时，", "我们（甲，乙）会；", "收集：", "信息 。"]
        );
        assert_eq!(cut_clauses("12:30,好,1,000"), ["12:30,", "好,", "1,000"]);
    }

    #[test]
    fn clauses_of_a_sentence_inside_a_text() {
        let text = "甲（乙，丙）。丁，戊（己，庚），辛。壬，癸。";
        let tree = tree(text);
        let second = spans(text, &tree)[1];
        let clauses: Vec<_> =
            Clauses::new(text, &tree, second).map(|span| &text[span.range()]).collect();
        assert_eq!(clauses, ["丁，", "戊（己，庚），", "辛。"]);
    }

    #[test]
    fn a_long_line_is_cut_in_one_pass() {
        let text = "{甲。}，乙。".repeat(100_000);
        let tree = tree(&text);
        assert_eq!(spans(&text, &tree).len(), 100_000);
        assert_eq!(Clauses::new(&text, &tree, Span::new(0, text.len() as u32)).count(), 200_000);
    }
}
