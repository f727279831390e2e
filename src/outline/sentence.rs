//! Sentences and their pieces: stretches of text that end at punctuation. No sentence or piece cuts
//! a pair of brackets or a quotation. Rules O1 to O4 of `grammar.md`.

use std::iter::FusedIterator;
use std::str::Chars;

use super::line::Line;
use super::punctuation::{Punctuation, is_punctuation};
use super::quotation::{Quotations, is_open};
use crate::scan::{COMMENT, COMMENT_END};
use crate::text::Span;
use crate::text::blank::{starts_blank, trim_span, trim_start};
use crate::text::han::{FIRST_BYTE, LAST_BYTE, is_letter};
use crate::text::utf8::first_char;
use crate::tree::{NodeKind, Tree};

/// Whether a line ends at byte `at`.
#[inline]
fn is_line_feed(text: &str, at: u32) -> bool {
    text.as_bytes().get(at as usize) == Some(&b'\n')
}

/// O1 to O3: cuts `text` at some of its `stops`, and passes each sentence to `take`, in order. Text
/// outside `lines` has no words.
pub(super) fn cut(
    text: &str,
    tree: &Tree,
    mut stops: &[u32],
    lines: &[Line],
    mut take: impl FnMut(Span),
) {
    let mut punctuation = PunctuationReader::new(text, tree, Span::new(0, text.len() as u32));
    let mut take = |sentence| {
        if says_something(text, tree, sentence) {
            take(sentence);
        }
    };
    // The start of a sentence that continues after the end of a line.
    let mut open = None;
    for (at, line) in lines.iter().enumerate() {
        let (first, end) = (line.span.start(), line.span.end());
        let mut start = open.unwrap_or(first);
        while let [stop, rest @ ..] = stops
            && *stop < end
        {
            stops = rest;
            // Punctuation after other punctuation belongs to it: `！！`.
            if *stop >= start.max(first)
                && let Some(stop) = punctuation.sentence_end(*stop, rest.first().copied())
            {
                take(Span::new(start, stop));
                start = if stop < end { skip_blanks(text, stop) } else { end };
            }
        }
        let continues = |next: &Line| next.wraps || punctuation.shields.cover(end);
        open = (start < end).then_some(start);
        if start < end && !lines.get(at + 1).is_some_and(continues) {
            take(Span::new(start, end));
            open = None;
        }
    }
}

/// The end of the blanks, including line ends, from `start` on.
#[inline]
fn skip_blanks(text: &str, start: u32) -> u32 {
    let rest = text.get(start as usize..).unwrap_or_default();
    (text.len() - trim_start(rest).len()) as u32
}

/// O1: whether a stretch has a letter, a digit or an annotation. Rules and lone punctuation have
/// none.
#[inline(always)]
fn says_something(text: &str, tree: &Tree, span: Span) -> bool {
    let first = text.as_bytes().get(span.start() as usize);
    matches!(first, Some(FIRST_BYTE..=LAST_BYTE | b'0'..=b'9')) || holds_word(text, tree, span)
}

fn holds_word(text: &str, tree: &Tree, span: Span) -> bool {
    let source = text.get(span.range()).unwrap_or_default();
    source.contains(is_letter) || holds_annotation(tree, span)
}

#[cold]
fn holds_annotation(tree: &Tree, span: Span) -> bool {
    let first = tree.nodes.partition_point(|node| node.span.start() < span.start());
    let nodes = tree.nodes.iter().skip(first.max(1));
    nodes.take_while(|node| node.span.start() < span.end()).any(|node| node.kind.is_some())
}

/// The pieces of a sentence (rule O4 of `grammar.md`), in order, as spans in bytes; see
/// [`crate::Sentence::pieces`].
#[derive(Clone)]
pub struct Pieces<'d> {
    /// The characters that are not read yet.
    chars: Chars<'d>,
    punctuation: PunctuationReader<'d>,
    /// The end of the pieces returned so far.
    at: u32,
}

impl std::fmt::Debug for Pieces<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Pieces").field("at", &self.at).finish_non_exhaustive()
    }
}

impl<'d> Pieces<'d> {
    /// The pieces of the sentence at `sentence`.
    pub(crate) fn new(text: &'d str, tree: &'d Tree, sentence: Span) -> Self {
        let chars = text.get(sentence.range()).unwrap_or_default().chars();
        Self {
            chars,
            punctuation: PunctuationReader::new(text, tree, sentence),
            at: sentence.start(),
        }
    }

    /// The offset of the next punctuation of a piece or a sentence, or the next opening of a
    /// quotation.
    fn next_punctuation(&mut self) -> Option<u32> {
        let c = self.chars.find(|c| is_punctuation(*c) || is_open(*c))?;
        Some(self.punctuation.end - (self.chars.as_str().len() + c.len_utf8()) as u32)
    }

    /// O4: the end of the next piece.
    fn next_end(&mut self) -> u32 {
        while let Some(at) = self.next_punctuation() {
            let is_passed = at < self.at;
            if let Some(end) = self.punctuation.piece_end(at).filter(|_| !is_passed) {
                return end;
            }
        }
        self.punctuation.end
    }
}

impl Iterator for Pieces<'_> {
    type Item = Span;

    fn next(&mut self) -> Option<Span> {
        while self.at < self.punctuation.end {
            let start = self.at;
            self.at = self.next_end();
            if let Some(span) = trim_span(self.punctuation.text, Span::new(start, self.at)) {
                return Some(span);
            }
        }
        None
    }
}

impl FusedIterator for Pieces<'_> {}

/// Finds which punctuation of a text ends a sentence or a piece. Called from left to right.
#[derive(Clone, Debug)]
struct PunctuationReader<'d> {
    text: &'d str,
    /// The end of the text that is read.
    end: u32,
    shields: Shields<'d>,
    quotations: Quotations<'d>,
    /// The end of the last comment; `None` after one that does not end.
    comment_end: Option<u32>,
}

impl<'d> PunctuationReader<'d> {
    /// The punctuation of `span`, which must not start in a pair of brackets.
    fn new(text: &'d str, tree: &'d Tree, span: Span) -> Self {
        let shields = Shields::new(tree, span.start());
        let searched = text.get(..span.end() as usize).unwrap_or_default();
        let quotations = Quotations::new(searched);
        Self { text, end: span.end(), shields, quotations, comment_end: Some(0) }
    }

    /// The end of the sentence, if the character at `at` ends one. `next` is the earliest offset at
    /// which more punctuation can be.
    #[inline]
    fn sentence_end(&mut self, at: u32, next: Option<u32>) -> Option<u32> {
        let stop = self.end_of_punctuation(at, next)?;
        // No quotation continues after the last punctuation of a line.
        let closes_line = stop == self.end || is_line_feed(self.text, stop);
        (closes_line || self.quotations.end_at(at, stop)).then_some(stop)
    }

    /// The end of the piece, if the character at `at` ends one.
    fn piece_end(&mut self, at: u32) -> Option<u32> {
        self.end_of_punctuation(at, None).filter(|_| !self.quotations.cover(at))
    }

    /// O2: whether the `!` at `at` starts a comment, in which nothing ends.
    #[inline(never)]
    fn starts_comment(&mut self, at: u32) -> bool {
        let start = (at as usize).saturating_sub(1);
        let rest = self.text.get(start..self.end as usize).unwrap_or_default();
        if !rest.starts_with(COMMENT) {
            return false;
        }
        if self.comment_end.is_some() {
            let found = rest.find(COMMENT_END).map(|end| start + end + COMMENT_END.len());
            self.comment_end = found.map(|end| end as u32);
        }
        true
    }

    /// The end of the punctuation at `at` with all that belongs to it, if there is any, outside
    /// pairs of brackets and comments.
    #[inline(always)]
    fn end_of_punctuation(&mut self, at: u32, next: Option<u32>) -> Option<u32> {
        if self.shields.cover(at) || self.comment_end.is_some_and(|end| at < end) {
            return None;
        }
        let bytes = self.text.as_bytes();
        let (c, after) = first_char(bytes.get(at as usize..)?)?;
        let Some(punctuation) = Punctuation::of(c) else {
            self.quotations.enter(at, c, next);
            return None;
        };
        if c == '!' && self.starts_comment(at) {
            return None;
        }
        if c.is_ascii() && is_part_of_word(bytes, at as usize) {
            return None;
        }
        let stop = at + c.len_utf8() as u32;
        Some(match *after {
            // Usually the line ends here or continues with a word.
            [b'\n' | FIRST_BYTE..=LAST_BYTE, ..] => stop,
            _ if punctuation == Punctuation::Sentence => {
                let rest = after_closers(self.text.get(stop as usize..self.end as usize)?);
                self.end - rest.len() as u32
            }
            _ => stop,
        })
    }
}

/// `text` without the punctuation, quotation marks and brackets that belong to the punctuation
/// before it.
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
    let after = rest.trim_start_matches(['*', '_']);
    if after.is_empty() || starts_blank(after) { after } else { rest }
}

/// The outermost pairs of brackets, found from left to right.
#[derive(Clone, Debug)]
struct Shields<'d> {
    tree: &'d Tree,
    /// The next node.
    node: u32,
}

impl<'d> Shields<'d> {
    /// The pairs from byte `start` on, which must not be in a pair.
    fn new(tree: &'d Tree, start: u32) -> Self {
        let node = tree.nodes.partition_point(|node| node.span.start() < start);
        Self { tree, node: node.max(1) as u32 }
    }

    /// Whether byte `at` is in a pair. Called from left to right.
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

/// Whether half-width punctuation is between letters or digits: then it belongs to a number or an
/// address.
fn is_part_of_word(bytes: &[u8], at: usize) -> bool {
    let is_word = |byte: Option<&u8>| byte.is_some_and(|b| b.is_ascii_alphanumeric() || *b == b'/');
    is_word(bytes.get(at + 1)) && is_word(at.checked_sub(1).and_then(|at| bytes.get(at)))
}

/// Whether `c` belongs to the sentence if it follows the punctuation that ends it.
const fn is_closer(c: char) -> bool {
    matches!(c, ')' | ']' | '}' | '>' | '!' | '?' | '’' | '”')
        || matches!(c, '。' | '》' | '」' | '』' | '】' | '！' | '）' | '？')
}

#[cfg(test)]
mod tests {
    use super::super::line;
    use super::*;
    use crate::scan::stops_of;

    fn tree(text: &str) -> Tree {
        Tree::of(text)
    }

    fn spans(text: &str, tree: &Tree) -> Vec<Span> {
        let (lines, mut spans) = (line::lines(text), Vec::new());
        cut(text, tree, &stops_of(text), &lines, |span| spans.push(span));
        spans
    }

    fn sentences(text: &str) -> Vec<&str> {
        spans(text, &tree(text)).into_iter().map(|span| &text[span.range()]).collect()
    }

    fn cut_pieces(text: &str) -> Vec<&str> {
        let span = Span::new(0, text.len() as u32);
        Pieces::new(text, &tree(text), span).map(|span| &text[span.range()]).collect()
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
        let lines = line::lines(text);
        let lines: Vec<_> =
            lines.iter().map(|line| (&text[line.span.range()], line.after_gap)).collect();
        assert_eq!(lines, [("[甲](a.cn", true), ("\"乙。\")丙。", false), ("丁", true)]);
        assert_eq!(sentences(text), ["[甲](a.cn\n\"乙。\")丙。", "丁"]);
    }

    #[test]
    fn closers_stay_with_the_stop() {
        assert_eq!(sentences("他说：“好。”然后走！！）完"), ["他说：“好。”", "然后走！！）", "完"]);
    }

    #[test]
    fn quotations_are_not_cut() {
        for text in [
            "请看《你好！世界》的说明",
            "点“同意！”后「甲。」的『丙？』继续",
            "“甲。乙。”，丙",
            "《示例！》",
        ] {
            assert_eq!(sentences(text), [text]);
        }
        assert_eq!(sentences("“甲。乙。”\n丙"), ["“甲。乙。”", "丙"]);
        assert_eq!(sentences("“甲，乙。”丙"), ["“甲，乙。”", "丙"]);
        assert_eq!(sentences("“甲。\n乙”。丙"), ["“甲。", "乙”。", "丙"], "no pair on a line");
        assert_eq!(cut_pieces("点“甲，乙”，丙"), ["点“甲，乙”，", "丙"]);
    }

    #[test]
    fn a_sentence_has_a_letter() {
        assert_eq!(sentences("---\n甲。……\n```\n**\n2！\n。\n"), ["甲。", "2！"]);
        assert_eq!(sentences("甲。< >乙\n< >"), ["甲。", "< >乙"]);
    }

    #[test]
    fn a_sentence_continues_after_a_broken_line() {
        let text = "甲的 \n 乙。丙、\n丁\n戊";
        let (mut lines, wraps) = (line::lines(text), [false, true, true, false]);
        lines.iter_mut().zip(wraps).for_each(|(line, wraps)| line.wraps = wraps);
        let (tree, stops, mut found) = (tree(text), stops_of(text), Vec::new());
        cut(text, &tree, &stops, &lines, |span| found.push(&text[span.range()]));
        assert_eq!(found, ["甲的 \n 乙。", "丙、\n丁", "戊"]);
    }

    #[test]
    fn comments_are_not_cut() {
        assert_eq!(sentences("甲<!-- 注。 -->乙。丙"), ["甲<!-- 注。 -->乙。", "丙"]);
        assert_eq!(cut_pieces("甲<!-- 注，记 -->，乙"), ["甲<!-- 注，记 -->，", "乙"]);
        assert_eq!(sentences("甲<!-- 乙。丙"), ["甲<!-- 乙。", "丙"], "it never ends");
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
    fn pieces_end_at_commas_outside_brackets() {
        assert_eq!(
            cut_pieces("当{您，注册}时，我们（甲，乙）会；收集： 信息 。"),
            ["当{您，注册}时，", "我们（甲，乙）会；", "收集：", "信息 。"]
        );
        assert_eq!(cut_pieces("12:30,好,1,000"), ["12:30,", "好,", "1,000"]);
    }

    #[test]
    fn clauses_of_a_sentence_inside_a_text() {
        let text = "甲（乙，丙）。丁，戊（己，庚），辛。壬，癸。";
        let tree = tree(text);
        let second = spans(text, &tree)[1];
        let clauses: Vec<_> =
            Pieces::new(text, &tree, second).map(|span| &text[span.range()]).collect();
        assert_eq!(clauses, ["丁，", "戊（己，庚），", "辛。"]);
    }

    #[test]
    fn a_long_line_is_cut_in_one_pass() {
        let text = "{甲。}，乙。".repeat(100_000);
        let tree = tree(&text);
        assert_eq!(spans(&text, &tree).len(), 100_000);
        assert_eq!(Pieces::new(&text, &tree, Span::new(0, text.len() as u32)).count(), 200_000);
    }
}
