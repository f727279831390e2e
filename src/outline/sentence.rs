//! Sentences and clauses: stretches of text that end at marks of punctuation. Neither cuts a pair
//! of brackets. Rules O1 to O4 of `grammar.md`.

use std::iter::FusedIterator;

use crate::span::Span;
use crate::tree::{NodeId, NodeKind, Tree};

/// The sentences of `text` in order; see rules O1 to O3 of `grammar.md`.
pub(crate) fn sentences<'d>(text: &'d str, tree: &'d Tree) -> impl Iterator<Item = Span> + 'd {
    let marks = Marks::new(text, tree, Span::new(0, text.len() as u32));
    Stretches { text, marks, at: 0, ends: Mark::ends_sentence }
}

/// The clauses of a sentence, in order: stretches of bytes; see [`crate::Sentence::clauses`].
#[derive(Clone, Debug)]
pub struct Clauses<'d>(Stretches<'d>);

impl<'d> Clauses<'d> {
    /// The clauses of the sentence that stands at `sentence`.
    pub(crate) fn new(text: &'d str, tree: &'d Tree, sentence: Span) -> Self {
        let marks = Marks::new(text, tree, sentence);
        Self(Stretches { text, marks, at: sentence.start(), ends: |_| true })
    }
}

impl Iterator for Clauses<'_> {
    type Item = Span;

    fn next(&mut self) -> Option<Span> {
        self.0.next()
    }
}

impl FusedIterator for Clauses<'_> {}

/// Whether a character is blank: white space, and marks without width.
pub(super) const fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{FEFF}' | '\u{200B}')
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
    fn ends_sentence(self) -> bool {
        self != Self::Comma
    }

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

/// For each byte value whether a mark can start with it.
const STARTS: [bool; 256] = {
    let mut table = [false; 256];
    let starts = b"\n!?,;:\xE3\xEF";
    let mut i = 0;
    while i < starts.len() {
        table[starts[i] as usize] = true;
        i += 1;
    }
    table
};

/// The marks of a stretch of text that stand outside all brackets.
#[derive(Clone, Debug)]
struct Marks<'d> {
    text: &'d str,
    tree: &'d Tree,
    at: usize,
    end: usize,
    /// The next pair that can shield marks.
    shield: u32,
}

impl<'d> Marks<'d> {
    /// `stretch` must not start inside a pair.
    fn new(text: &'d str, tree: &'d Tree, stretch: Span) -> Self {
        let shield = tree.nodes.partition_point(|node| node.span.start() < stretch.start());
        let shield = shield.max(1) as u32;
        let range = stretch.range();
        let mut marks = Self { text, tree, at: range.start, end: range.end, shield };
        marks.find_shield();
        marks
    }

    /// Moves `shield` to the next pair, or to the first node behind the stretch.
    fn find_shield(&mut self) {
        while let Some(node) = self.tree.nodes.get(self.shield as usize) {
            let behind = node.span.start() as usize >= self.end;
            if behind || matches!(node.shape.kind(), NodeKind::Pair(_)) {
                return;
            }
            self.shield = node.end;
        }
    }

    /// Where the next pair starts and ends, in bytes.
    fn shield(&self) -> Option<Span> {
        ((self.shield as usize) < self.tree.nodes.len())
            .then(|| self.tree.get(NodeId(self.shield)).span)
    }

    /// A half-width mark between letters or digits belongs to a number or an address.
    fn is_part_of_word(&self, at: usize) -> bool {
        let bytes = self.text.as_bytes();
        let is_word =
            |byte: Option<&u8>| byte.is_some_and(|b| b.is_ascii_alphanumeric() || *b == b'/');
        is_word(bytes.get(at + 1)) && is_word(at.checked_sub(1).and_then(|at| bytes.get(at)))
    }
}

impl Iterator for Marks<'_> {
    type Item = (Mark, Span);

    fn next(&mut self) -> Option<(Mark, Span)> {
        let bytes = self.text.as_bytes();
        while self.at < self.end {
            let shield = self.shield().map_or(u32::MAX, Span::start) as usize;
            let stop = shield.min(self.end);
            let rest = bytes.get(self.at..stop).unwrap_or_default();
            let Some(skip) = rest.iter().position(|&byte| STARTS[byte as usize]) else {
                self.at = stop;
                if let Some(span) = self.shield().filter(|span| span.start() as usize == stop) {
                    self.at = span.end() as usize;
                    self.shield = self.tree.get(NodeId(self.shield)).end;
                    self.find_shield();
                }
                continue;
            };
            let at = self.at + skip;
            self.at = at + 1;
            let Some((mark, len)) = Mark::at_start(&bytes[at..]) else { continue };
            if len == 1 && mark != Mark::LineEnd && self.is_part_of_word(at) {
                continue;
            }
            self.at = at + len as usize;
            return Some((mark, Span::new(at as u32, at as u32 + len)));
        }
        None
    }
}

/// The stretches that end at marks of one sort, without blanks at their edges.
#[derive(Clone, Debug)]
struct Stretches<'d> {
    text: &'d str,
    marks: Marks<'d>,
    /// Up to where the text is given out.
    at: u32,
    /// Whether a mark ends a stretch.
    ends: fn(Mark) -> bool,
}

impl Stretches<'_> {
    /// Where the next stretch ends.
    fn end(&mut self) -> u32 {
        let ends = self.ends;
        match self.marks.find(|&(mark, _)| ends(mark)) {
            None => self.marks.end as u32,
            Some((Mark::Stop, span)) => self.after_closers(span.end()),
            Some((_, span)) => span.end(),
        }
    }

    /// The end of the marks, quotes and brackets that belong to the mark that ends at `end`.
    fn after_closers(&mut self, end: u32) -> u32 {
        let range = end as usize..self.marks.end;
        let rest = self.text.get(range).unwrap_or_default();
        let behind = rest.trim_start_matches(is_closer);
        // `**请注意。**`: emphasis that ends with the sentence, not one that starts the next.
        let bare = behind.trim_start_matches(['*', '_']);
        let closes = bare.is_empty() || bare.starts_with(is_blank);
        let behind = if closes { bare } else { behind };
        let end = end as usize + rest.len() - behind.len();
        self.marks.at = self.marks.at.max(end);
        end as u32
    }
}

impl Iterator for Stretches<'_> {
    type Item = Span;

    fn next(&mut self) -> Option<Span> {
        while (self.at as usize) < self.marks.end {
            let start = self.at;
            self.at = self.end();
            if let Some(span) = trim(self.text, Span::new(start, self.at)) {
                return Some(span);
            }
        }
        None
    }
}

/// What stands behind the mark that ends a sentence and still belongs to it.
const fn is_closer(c: char) -> bool {
    matches!(
        c,
        '”' | '’'
            | '」'
            | '』'
            | '》'
            | '】'
            | '）'
            | ')'
            | ']'
            | '}'
            | '>'
            | '。'
            | '！'
            | '？'
            | '!'
            | '?'
    )
}

/// The span without blanks at its edges; `None` where nothing is left.
pub(super) fn trim(text: &str, span: Span) -> Option<Span> {
    let inside = text.get(span.range())?;
    let left = inside.trim_start_matches(is_blank);
    let start = span.end() - left.len() as u32;
    let len = left.trim_end_matches(is_blank).len() as u32;
    (len > 0).then(|| Span::new(start, start + len))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(text: &str) -> Tree {
        crate::tree::build(text, &crate::scan::scan(text), 64, |_| {})
    }

    fn cut(text: &str) -> Vec<&str> {
        sentences(text, &tree(text)).map(|span| &text[span.range()]).collect()
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
        let second = sentences(text, &tree).nth(1).unwrap();
        let clauses: Vec<_> =
            Clauses::new(text, &tree, second).map(|span| &text[span.range()]).collect();
        assert_eq!(clauses, ["丁，", "戊（己，庚），", "辛。"]);
    }

    #[test]
    fn a_long_line_is_cut_in_one_pass() {
        let text = "{甲。}，乙。".repeat(100_000);
        let tree = tree(&text);
        assert_eq!(sentences(&text, &tree).count(), 100_000);
        assert_eq!(Clauses::new(&text, &tree, Span::new(0, text.len() as u32)).count(), 200_000);
    }
}
