//! Sentences and clauses: stretches of text that end at marks of punctuation. Neither cuts a pair
//! of brackets. Rules O1 to O4 of `grammar.md`.

use std::iter::FusedIterator;
use std::ops::Range;

use super::blank::{self, trim};
use super::marks::Marks;
use crate::span::Span;
use crate::tree::{NodeKind, Tree};

/// The sentences of `text` in order, which ends at some of its `marks`; see rules O1 to O3 of
/// `grammar.md`.
pub(super) fn sentences<'d>(
    text: &'d str,
    tree: &'d Tree,
    marks: &'d Marks,
) -> impl Iterator<Item = Span> + 'd {
    Stretches::new(text, tree, Span::new(0, text.len() as u32), marks.positions())
}

/// The clauses of a sentence, in order: stretches of bytes; see [`crate::Sentence::clauses`].
#[derive(Clone, Debug)]
pub struct Clauses<'d>(Stretches<'d, ClauseMarks<'d>>);

impl<'d> Clauses<'d> {
    /// The clauses of the sentence that stands at `sentence`.
    pub(crate) fn new(text: &'d str, tree: &'d Tree, sentence: Span) -> Self {
        let marks = ClauseMarks { bytes: text.as_bytes(), range: sentence.range() };
        Self(Stretches::new(text, tree, sentence, marks))
    }
}

impl Iterator for Clauses<'_> {
    type Item = Span;

    fn next(&mut self) -> Option<Span> {
        self.0.next()
    }
}

impl FusedIterator for Clauses<'_> {}

/// Where marks of clauses, and of sentences, may start, ascending.
#[derive(Clone, Debug)]
struct ClauseMarks<'d> {
    bytes: &'d [u8],
    range: Range<usize>,
}

impl Iterator for ClauseMarks<'_> {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        let starts = |byte| matches!(byte, b'\n' | b'!' | b'?' | b',' | b';' | b':' | 0xE3 | 0xEF);
        let bytes = self.bytes;
        self.range.find(|&at| bytes.get(at).is_some_and(|&byte| starts(byte))).map(|at| at as u32)
    }
}

/// A mark that can end a sentence or a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    /// 。！？
    Stop,
    /// ，；：
    Comma,
    LineEnd,
}

impl Mark {
    /// The mark that starts `rest`, and its length in bytes.
    const fn at_start(rest: &[u8]) -> Option<(Self, u32)> {
        Some(match *rest {
            [b'\n', ..] => (Self::LineEnd, 1),
            [b'!' | b'?', ..] => (Self::Stop, 1),
            [b',' | b';' | b':', ..] => (Self::Comma, 1),
            // 。, ！ and ？
            [0xE3, 0x80, 0x82, ..] | [0xEF, 0xBC, 0x81 | 0x9F, ..] => (Self::Stop, 3),
            // ，, ： and ；
            [0xEF, 0xBC, 0x8C | 0x9A | 0x9B, ..] => (Self::Comma, 3),
            _ => return None,
        })
    }
}

/// The stretches that end at marks outside all pairs of brackets, without blanks at their edges.
#[derive(Clone, Debug)]
struct Stretches<'d, M> {
    text: &'d str,
    /// Where marks may start.
    marks: M,
    shields: Shields<'d>,
    /// Up to where the text is given out.
    at: u32,
    /// Up to where it is cut.
    end: u32,
}

impl<'d, M: Iterator<Item = u32>> Stretches<'d, M> {
    /// `whole` must not start inside a pair.
    fn new(text: &'d str, tree: &'d Tree, whole: Span, marks: M) -> Self {
        let shields = Shields::new(tree, whole.start());
        Self { text, marks, shields, at: whole.start(), end: whole.end() }
    }

    /// Where the next stretch ends; goes on behind it.
    #[inline]
    fn next_end(&mut self) -> u32 {
        while let Some(at) = self.marks.next() {
            // What stands behind a mark can be one too, but belongs to it: `！！`
            if at < self.at || self.shields.cover(at) {
                continue;
            }
            if let Some((end, next)) = self.read_mark(at) {
                self.at = next;
                return end;
            }
        }
        self.at = self.end;
        self.end
    }

    /// Where the stretch ends that the mark at `at` ends, if one stands there, and where the next
    /// one starts.
    #[inline]
    fn read_mark(&self, at: u32) -> Option<(u32, u32)> {
        let bytes = self.text.as_bytes();
        let (mark, len) = Mark::at_start(bytes.get(at as usize..)?)?;
        if mark == Mark::LineEnd {
            return Some((at, at + 1));
        }
        if len == 1 && is_part_of_word(bytes, at as usize) {
            return None;
        }
        let end = at + len;
        match bytes.get(end as usize) {
            _ if mark == Mark::Comma => Some((end, end)),
            // The line ends here too.
            Some(b'\n') => Some((end, end + 1)),
            // A Chinese character, as mostly.
            Some(0xE4..=0xE9) => Some((end, end)),
            _ => {
                let end = self.after_closers(end);
                Some((end, end))
            }
        }
    }

    /// The end of the marks, quotes and brackets that belong to the mark that ends at `end`.
    fn after_closers(&self, end: u32) -> u32 {
        let range = end as usize..self.end as usize;
        let mut rest = self.text.as_bytes().get(range).unwrap_or_default();
        while let len @ 1.. = closer_at_start(rest) {
            rest = rest.get(len..).unwrap_or_default();
        }
        // `**请注意。**`: emphasis that ends with the sentence, not one that starts the next.
        let stars = rest.iter().take_while(|byte| matches!(byte, b'*' | b'_')).count();
        let behind = rest.get(stars..).unwrap_or_default();
        let closes = behind.is_empty() || blank::at_start(behind) > 0;
        self.end - if closes { behind } else { rest }.len() as u32
    }
}

impl<M: Iterator<Item = u32>> Iterator for Stretches<'_, M> {
    type Item = Span;

    #[inline]
    fn next(&mut self) -> Option<Span> {
        while self.at < self.end {
            let start = self.at;
            let end = self.next_end();
            if let Some(span) = trim(self.text, Span::new(start, end)) {
                return Some(span);
            }
        }
        None
    }
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

/// Length in bytes of what starts `rest`, stands behind the end of a sentence and still belongs to
/// it; 0 for anything else.
const fn closer_at_start(rest: &[u8]) -> usize {
    match *rest {
        [b')' | b']' | b'}' | b'>' | b'!' | b'?', ..] => 1,
        // ’ and ”
        [0xE2, 0x80, 0x99 | 0x9D, ..] => 3,
        // 。》」』】
        [0xE3, 0x80, 0x82 | 0x8B | 0x8D | 0x8F | 0x91, ..] => 3,
        // ！）？
        [0xEF, 0xBC, 0x81 | 0x89 | 0x9F, ..] => 3,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(text: &str) -> Tree {
        Tree::of(text)
    }

    fn spans(text: &str, tree: &Tree) -> Vec<Span> {
        let mut marks = Marks::default();
        marks.find(text);
        sentences(text, tree, &marks).collect()
    }

    fn cut(text: &str) -> Vec<&str> {
        spans(text, &tree(text)).into_iter().map(|span| &text[span.range()]).collect()
    }

    fn cut_clauses(text: &str) -> Vec<&str> {
        let span = Span::new(0, text.len() as u32);
        Clauses::new(text, &tree(text), span).map(|span| &text[span.range()]).collect()
    }

    #[test]
    fn sentences_end_at_stops_and_lines() {
        assert_eq!(
            cut("甲乙。丙！丁？戊；己\r\n\n  庚 \n"),
            ["甲乙。", "丙！", "丁？", "戊；己", "庚"]
        );
        assert_eq!(cut(""), [""; 0]);
        assert_eq!(cut(" \u{3000}\n\u{FEFF}"), [""; 0]);
    }

    #[test]
    fn closers_stay_with_the_stop() {
        assert_eq!(cut("他说“好。”然后走！！）完"), ["他说“好。”", "然后走！！）", "完"]);
    }

    #[test]
    fn emphasis_ends_with_its_sentence() {
        assert_eq!(cut("**甲。**\n乙。**丙。** 丁"), ["**甲。**", "乙。", "**丙。**", "丁"]);
    }

    #[test]
    fn brackets_are_not_cut() {
        assert_eq!(
            cut("{甲。乙}丙（丁。戊）己。（庚。）"),
            ["{甲。乙}丙（丁。戊）己。", "（庚。）"]
        );
        assert_eq!(cut("（甲。乙"), ["（甲。", "乙"], "an open bracket shields nothing");
    }

    #[test]
    fn half_width_stops_in_addresses_do_not_cut() {
        assert_eq!(cut("见 http://a.cn/?b=1 页?好"), ["见 http://a.cn/?b=1 页?", "好"]);
        assert_eq!(cut("版本1.2.3"), ["版本1.2.3"]);
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
