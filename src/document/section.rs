//! [`Section`] and [`Sentence`]: handles into the outline.

use super::Document;
use crate::outline::{SectionData, SectionId, SentenceData, SentenceId};
use crate::span::Span;

/// A heading with what stands under it, or a numbered item of running text.
#[derive(Clone, Copy, Debug)]
pub struct Section<'d> {
    pub(super) document: &'d Document,
    pub(super) id: SectionId,
}

impl<'d> Section<'d> {
    fn data(self) -> &'d SectionData {
        &self.document.outline.sections[self.id.index()]
    }

    /// Its number.
    #[must_use]
    pub const fn id(self) -> SectionId {
        self.id
    }

    /// The section that holds it.
    #[must_use]
    pub fn parent(self) -> Option<Section<'d>> {
        self.data().parent.map(|id| Section { id, ..self })
    }

    /// The heading: `（一）我们如何收集信息`. `None` for an item, whose line is running text.
    #[must_use]
    pub fn title(self) -> Option<&'d str> {
        self.data().title.map(|span| &self.document.text[span.range()])
    }

    /// Where the heading stands, in bytes, without marks of Markdown.
    #[must_use]
    pub fn title_span(self) -> Option<Span> {
        self.data().title
    }

    /// The number or bullet: `（一）`.
    #[must_use]
    pub fn label(self) -> Option<&'d str> {
        self.data().label.map(|span| &self.document.text[span.range()])
    }

    /// From its first line to the end of what stands under it, in bytes.
    #[must_use]
    pub fn span(self) -> Span {
        self.data().span
    }

    /// The section and those that hold it, from the inside out.
    pub fn ancestors(self) -> impl Iterator<Item = Section<'d>> {
        std::iter::successors(Some(self), |section| section.parent())
    }

    /// How many sections hold it.
    #[must_use]
    pub fn depth(self) -> usize {
        self.ancestors().count() - 1
    }
}

impl PartialEq for Section<'_> {
    /// The same section of the same document.
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.document, other.document) && self.id == other.id
    }
}

impl Eq for Section<'_> {}

/// A sentence: up to 。！？ or the end of the line. No annotation is cut by its end.
#[derive(Clone, Copy, Debug)]
pub struct Sentence<'d> {
    pub(super) document: &'d Document,
    pub(super) id: SentenceId,
}

impl<'d> Sentence<'d> {
    fn data(self) -> &'d SentenceData {
        &self.document.outline.sentences[self.id.index()]
    }

    /// Its number.
    #[must_use]
    pub const fn id(self) -> SentenceId {
        self.id
    }

    /// Where it stands, in bytes, its last mark of punctuation included.
    #[must_use]
    pub fn span(self) -> Span {
        self.data().span
    }

    /// Its source text.
    #[must_use]
    pub fn source(self) -> &'d str {
        &self.document.text[self.span().range()]
    }

    /// The innermost section that holds it.
    #[must_use]
    pub fn section(self) -> Option<Section<'d>> {
        self.data().section.map(|id| Section { document: self.document, id })
    }
}

impl PartialEq for Sentence<'_> {
    /// The same sentence of the same document.
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.document, other.document) && self.id == other.id
    }
}

impl Eq for Sentence<'_> {}
