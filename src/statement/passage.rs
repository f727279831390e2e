//! Sentences and their place in the line.

use crate::lexicon::OutlineCues;
use crate::outline::{Numbering, SectionId, SentenceData, SentenceId};
use crate::text::{Span, blank};

/// A sentence and its place in the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Passage<'a> {
    pub(super) source: &'a str,
    pub(super) span: Span,
    pub(super) sentence: SentenceId,
    /// The innermost section that holds it.
    pub(super) section: Option<SectionId>,
    /// Where the sentence before ends.
    pub(super) before: u32,
    /// Whether sentences before it were skipped.
    pub(super) is_apart: bool,
    /// The skipped sentence, if there is only one and it ends the line of the passage before.
    pub(super) passed: Option<&'a str>,
    /// The last skipped sentence, if it ends the line above.
    pub(super) above: Option<Span>,
    /// Whether it is the first of its line.
    pub(super) opens_line: bool,
    /// Whether it is the last of its line.
    pub(super) closes_line: bool,
    cues: &'a OutlineCues,
}

impl Passage<'_> {
    /// How the sentence is numbered, if it is.
    pub(super) fn numbering(&self) -> Option<Numbering> {
        self.numbering_at(self.source)
    }

    /// How the line below is numbered, if it is.
    pub(super) fn numbering_below(&self, text: &str) -> Option<Numbering> {
        self.numbering_at(blank::trim_start(text.get(self.span.end() as usize..)?))
    }

    /// The number with which some words start.
    pub(super) fn numbering_at(&self, words: &str) -> Option<Numbering> {
        Numbering::at_start(words, self.cues)
    }
}

/// The sentences of a document, from first to last.
pub(super) struct Passages<'a> {
    text: &'a str,
    sentences: &'a [SentenceData],
    cues: &'a OutlineCues,
    next: usize,
}

impl<'a> Passages<'a> {
    pub(super) const fn new(
        text: &'a str,
        sentences: &'a [SentenceData],
        cues: &'a OutlineCues,
    ) -> Self {
        Self { text, sentences, cues, next: 0 }
    }

    /// The next sentence that ends after `offset`.
    pub(super) fn next(&mut self, offset: u32) -> Option<Passage<'a>> {
        let rest = self.sentences.get(self.next..)?;
        let at = self.next + rest.iter().position(|s| s.span.end() > offset)?;
        let SentenceData { span, section } = self.sentences[at];
        let is_apart = at > self.next;
        let opens_line = ends_line(self.text, self.sentences, at.wrapping_sub(1));
        let passed = self.sentences.get(self.next).filter(|_| opens_line && at == self.next + 1);
        let passed = passed
            .filter(|_| !ends_line(self.text, self.sentences, self.next.wrapping_sub(1)))
            .and_then(|sentence| self.text.get(sentence.span.range()));
        let above = self.sentences.get(at.wrapping_sub(1)).filter(|_| is_apart && opens_line);
        self.next = at + 1;
        Some(Passage {
            source: self.text.get(span.range())?,
            span,
            sentence: SentenceId(at as u32),
            section,
            before: self.end(at.wrapping_sub(1)),
            is_apart,
            passed,
            above: above.map(|sentence| sentence.span),
            opens_line,
            closes_line: ends_line(self.text, self.sentences, at),
            cues: self.cues,
        })
    }

    /// Where a sentence ends; 0 if there is no such sentence.
    fn end(&self, index: usize) -> u32 {
        self.sentences.get(index).map_or(0, |sentence| sentence.span.end())
    }
}

/// Whether a line ends between a sentence and the next one, or either is missing.
pub(super) fn ends_line(text: &str, sentences: &[SentenceData], index: usize) -> bool {
    let (Some(one), Some(next)) = (sentences.get(index), sentences.get(index.wrapping_add(1)))
    else {
        return true;
    };
    let gap = text.get(one.span.end() as usize..next.span.start() as usize);
    gap.is_some_and(|gap| gap.contains('\n'))
}

#[cfg(test)]
mod tests {
    use crate::statement::tests::stated;

    #[test]
    fn a_broken_line_continues() {
        assert_eq!(stated("(星海)会[收集]<邮箱>、\n<电话>。"), ["谁星海 做收集 物邮箱+电话"]);
        assert_eq!(
            stated("(星海)[收集]<设备>（含\n<型号>、<系统>）以{送货}。"),
            ["谁星海 做收集 物设备+型号+系统 为送货 设备>型号 设备>系统"]
        );
    }

    #[test]
    fn every_kind_of_broken_line_continues() {
        let one = ["谁星海 做收集 物邮箱 为登录"];
        for text in [
            "(星海)会[收集]您的\n<邮箱>，用于{登录}。",
            "(星海)会[收集]<邮箱>\n，用于{登录}。",
            "(星海)会[收集]<邮箱>，\n用于{登录}。",
            "请看《星海\n协议》，(星海)会[收集]<邮箱>\n，用于{登录}\n。",
            "登录时，(星海)会[收集]\n<邮箱>，用于{登录}。",
            "您可以访问 help-\ncenter.example，(星海)会[收集]<邮箱>，用于{登录}。",
            "您来访时，为了让您一进门就能看到和上一次一样的页面，(星海)将会主动\n\
             [收集]您通过我们的网页上的表格所填写的<邮箱>，当然是专门用于{登录}\n这一件事。",
        ] {
            assert_eq!(stated(text), one, "{text}");
        }
    }

    #[test]
    fn a_quotation_does_not_end_the_sentence() {
        let one = ["谁星海 做收集 物邮箱"];
        for text in [
            "(星海)会在您点“同意！”后[收集]<邮箱>。",
            "(星海)会按《你好！世界》的规则[收集]<邮箱>。",
            "(星海)会显示「请稍候。马上好」並[收集]<邮箱>。",
        ] {
            assert_eq!(stated(text), one, "{text}");
        }
    }

    #[test]
    fn a_line_without_annotations_continues() {
        assert_eq!(
            stated("(星海)[收集]<设备>。\n您提供的信息、\n您使用的服务、\n<电话>。\n将[保存]。"),
            ["谁星海 做收集 物设备", "物电话", "做保存"]
        );
        assert_eq!(stated("不会因为、\n服务[收集]<电话>。"), ["不 做收集 物电话"]);
    }

    #[test]
    fn other_lines_are_sentences_of_their_own() {
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
