//! Where a sentence stands: in which line, and over how many pieces.

use crate::lexicon::OutlineCues;
use crate::outline::{Numbering, SentenceData, SentenceId};
use crate::text::{Delimiter, Side, Span};
use crate::tree::{NodeKind, Reason, Tree};

/// A sentence and its place in the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Passage<'a> {
    pub(super) source: &'a str,
    pub(super) span: Span,
    /// The first of the outline's sentences that it takes: more than one where its line is broken.
    pub(super) sentence: SentenceId,
    /// Where the sentence before ends.
    pub(super) before: u32,
    /// Whether sentences were passed over to get here.
    pub(super) is_apart: bool,
    /// Whether it is the first of its line.
    pub(super) opens_line: bool,
    /// Whether it is the last of its line.
    pub(super) closes_line: bool,
    cues: &'a OutlineCues,
}

impl Passage<'_> {
    /// How the sentence is numbered, if it is.
    pub(super) fn numbering(&self) -> Option<Numbering> {
        Numbering::at_start(self.source, self.cues)
    }
}

/// The sentences of a document, from first to last. One that goes on over the end of a line that is
/// broken counts as one.
pub(super) struct Passages<'a> {
    text: &'a str,
    tree: &'a Tree,
    sentences: &'a [SentenceData],
    cues: &'a OutlineCues,
    next: usize,
}

impl<'a> Passages<'a> {
    pub(super) const fn new(
        text: &'a str,
        tree: &'a Tree,
        sentences: &'a [SentenceData],
        cues: &'a OutlineCues,
    ) -> Self {
        Self { text, tree, sentences, cues, next: 0 }
    }

    /// The next sentence that ends behind `offset`.
    pub(super) fn next(&mut self, offset: u32) -> Option<Passage<'a>> {
        let rest = self.sentences.get(self.next..)?;
        let mut first = self.next + rest.iter().position(|s| s.span.end() > offset)?;
        let mut last = first;
        while first > self.next && self.goes_on(first - 1) {
            first -= 1;
        }
        while self.goes_on(last) {
            last += 1;
        }
        let span = self.sentences[first].span.join(self.sentences[last].span);
        let is_apart = first > self.next;
        self.next = last + 1;
        Some(Passage {
            source: self.text.get(span.range())?,
            span,
            sentence: SentenceId(first as u32),
            before: self.end(first.wrapping_sub(1)),
            is_apart,
            opens_line: self.breaks(first.wrapping_sub(1)) > 0,
            closes_line: self.breaks(last) > 0,
            cues: self.cues,
        })
    }

    /// Where a sentence ends; 0 where there is none.
    fn end(&self, index: usize) -> u32 {
        self.sentences.get(index).map_or(0, |sentence| sentence.span.end())
    }

    /// How many lines end between a sentence and the next one: one at least where either is missing.
    fn breaks(&self, index: usize) -> usize {
        let (Some(one), Some(next)) =
            (self.sentences.get(index), self.sentences.get(index.wrapping_add(1)))
        else {
            return 1;
        };
        let gap = one.span.end() as usize..next.span.start() as usize;
        let gap = self.text.as_bytes().get(gap).unwrap_or_default();
        gap.iter().filter(|&&byte| byte == b'\n').count()
    }

    /// Whether a sentence goes on with the next one. Its line is broken then: it ends in 、 or
    /// inside parentheses, and the next line has no number.
    fn goes_on(&self, index: usize) -> bool {
        let source = |index: usize| self.text.get(self.sentences.get(index)?.span.range());
        let (Some(line), Some(next)) = (source(index), source(index + 1)) else { return false };
        self.breaks(index) == 1
            && (line.ends_with('、') || self.is_open(self.sentences[index].span))
            && Numbering::at_start(next, self.cues).is_none()
    }

    /// Whether more parentheses open than close. Those that pair do not count, but for those in
    /// the target of a link, which are no nodes.
    fn is_open(&self, line: Span) -> bool {
        let first = self.tree.nodes.partition_point(|node| node.span.start() < line.start());
        let rest = self.tree.nodes.get(first..).unwrap_or_default();
        let nodes = rest.iter().take_while(|node| node.span.start() < line.end());
        let balances = nodes.map(|node| match node.shape.kind() {
            NodeKind::Single(Delimiter::Paren | Delimiter::Fullwidth, Side::Open) => 1,
            NodeKind::Single(Delimiter::Paren | Delimiter::Fullwidth, Side::Close) => -1,
            NodeKind::Escape => balance(&self.text[node.span.range()]),
            NodeKind::Pair(_) if node.reason == Reason::LinkTarget => {
                let end = node.span.end().min(line.end());
                balance(&self.text[Span::new(node.span.start(), end).range()])
            }
            _ => 0,
        });
        balances.sum::<i32>() > 0
    }
}

/// By how many parentheses more open than close in a text.
fn balance(text: &str) -> i32 {
    let opens = |c| [Delimiter::Paren.open(), Delimiter::Fullwidth.open()].contains(&c);
    let closes = |c| [Delimiter::Paren.close(), Delimiter::Fullwidth.close()].contains(&c);
    text.chars().map(|c| i32::from(opens(c)) - i32::from(closes(c))).sum()
}

#[cfg(test)]
mod tests {
    use crate::statement::tests::stated;

    #[test]
    fn a_broken_line_goes_on() {
        assert_eq!(stated("(星海)会[收集]<邮箱>、\n<电话>。"), ["谁星海 做收集 物邮箱+电话"]);
        assert_eq!(
            stated("(星海)[收集]<设备>（含\n<型号>、<系统>）以{送货}。"),
            ["谁星海 做收集 物设备+型号+系统 为送货 设备>型号 设备>系统"]
        );
    }

    #[test]
    fn a_line_goes_on_that_holds_no_mark() {
        assert_eq!(
            stated("(星海)[收集]<设备>。\n您提供的信息、\n您使用的服务、\n<电话>。\n将[保存]。"),
            ["谁星海 做收集 物设备", "物电话", "做保存"]
        );
        assert_eq!(stated("不会因为、\n服务[收集]<电话>。"), ["不 做收集 物电话"]);
    }

    #[test]
    fn other_lines_stand_alone() {
        let two = ["谁星海 做收集 物邮箱", "物电话"];
        for text in [
            "(星海)会[收集]<邮箱>\n<电话>。",
            "(星海)会[收集]<邮箱>、\n\n<电话>。",
            "(星海)会[收集]<邮箱>、\n1、<电话>。",
            "(星海)会[收集]<邮箱>（必填）\n<电话>。",
        ] {
            assert_eq!(stated(text), two, "{text}");
        }
    }
}
