//! Look-up by place in the text.

use std::iter::FusedIterator;
use std::ops::Range;

use super::{Annotation, Document, Node, Section, Sentence, Statement};
use crate::annotation::{AnnotationData, AnnotationId};
use crate::outline::{SectionId, SentenceId};
use crate::statement::StatementId;
use crate::text::Span;
use crate::tree::NodeId;

/// Look-up by **byte** offset, by binary search. [`LineIndex`](crate::text::LineIndex) translates lines
/// and columns, characters and UTF-16 units to offsets.
impl Document {
    /// The innermost node at **byte** `offset`; at a bracket, the pair to which it belongs. `None` at
    /// the end of the text and beyond.
    ///
    /// ```
    /// let document = policymark::parse("会[收集]<邮箱>")?;
    /// assert_eq!(document.node_at(3).unwrap().source(), "[收集]");
    /// assert_eq!(document.node_at(4).unwrap().source(), "收集");
    /// # Ok::<(), policymark::Error>(())
    /// ```
    #[must_use]
    pub fn node_at(&self, offset: u32) -> Option<Node<'_>> {
        let before = self.tree.nodes.partition_point(|node| node.span.start() <= offset);
        let last = self.node(NodeId(before.checked_sub(1)? as u32))?;
        last.ancestors().find(|node| node.span().contains(offset))
    }

    /// The innermost annotation at **byte** `offset`, brackets included.
    ///
    /// ```
    /// let text = "(我们)会[收集]<手机号码>。";
    /// let document = policymark::parse(text)?;
    /// let offset = text.find("号码").unwrap() as u32;
    /// assert_eq!(document.annotation_at(offset).unwrap().text(), "手机号码");
    /// # Ok::<(), policymark::Error>(())
    /// ```
    #[must_use]
    pub fn annotation_at(&self, offset: u32) -> Option<Annotation<'_>> {
        self.node_at(offset)?.ancestors().find_map(Node::annotation)
    }

    /// The sentence at **byte** `offset`. `None` in blanks between sentences and in lines without a
    /// word.
    ///
    /// ```
    /// let document = policymark::parse("您好。我们会[收集]<邮箱>。")?;
    /// assert_eq!(document.sentence_at(0).unwrap().source(), "您好。");
    /// assert_eq!(document.sentence_at(9).unwrap().source(), "我们会[收集]<邮箱>。");
    /// # Ok::<(), policymark::Error>(())
    /// ```
    #[must_use]
    pub fn sentence_at(&self, offset: u32) -> Option<Sentence<'_>> {
        let before = self.outline.sentences.partition_point(|s| s.span.start() <= offset);
        let last = self.sentence(SentenceId(before.checked_sub(1)? as u32))?;
        last.span().contains(offset).then_some(last)
    }

    /// The innermost section at **byte** `offset`; in a heading, its own section.
    ///
    /// ```
    /// let document = policymark::parse("一、收集\n我们收集：\n1、<昵称>；\n2、<头像>。\n")?;
    /// assert_eq!(document.section_at(0).unwrap().title(), Some("一、收集"));
    /// let picture = document.annotations().last().unwrap();
    /// assert_eq!(document.section_at(picture.span().start()).unwrap().label(), Some("2、"));
    /// # Ok::<(), policymark::Error>(())
    /// ```
    #[must_use]
    pub fn section_at(&self, offset: u32) -> Option<Section<'_>> {
        let before = self.outline.sections.partition_point(|s| s.span.start() <= offset);
        let last = self.section(SectionId(before.checked_sub(1)? as u32))?;
        last.ancestors().find(|section| section.span().contains(offset))
    }

    /// The annotations that open in `span`.
    pub(super) fn annotations_in(
        &self,
        span: Span,
    ) -> impl ExactSizeIterator<Item = Annotation<'_>> + DoubleEndedIterator + FusedIterator {
        let starts_before = |offset| {
            let start = |data: &AnnotationData| self.tree.get(data.node).span.start();
            self.annotations.partition_point(|data| start(data) < offset) as u32
        };
        let ids = starts_before(span.start())..starts_before(span.end());
        ids.map(move |id| Annotation { document: self, id: AnnotationId(id) })
    }

    /// The statements that these sentences make.
    pub(super) fn statements_of(
        &self,
        sentences: Range<u32>,
    ) -> impl ExactSizeIterator<Item = Statement<'_>> + DoubleEndedIterator + FusedIterator {
        let made_before = |sentence| {
            // Statements are in the order of their sentences.
            self.statements.list.partition_point(|s| s.sentence < SentenceId(sentence)) as u32
        };
        let ids = made_before(sentences.start)..made_before(sentences.end);
        ids.map(move |id| Statement { document: self, id: StatementId(id) })
    }
}
