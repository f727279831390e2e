//! [`Section`] and [`Sentence`]: handles into the outline.

use std::borrow::Cow;
use std::iter::{FusedIterator, successors};
use std::ops::Range;

use super::words::words;
use super::{Annotation, Clause, Document, Statement};
use crate::outline::{Pieces, SectionData, SectionId, SentenceData, SentenceId};
use crate::text::{Span, blank, quoted};

/// A heading with everything under it, or a numbered item of running text.
#[derive(Clone, Copy)]
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

    /// The document that it is in.
    #[must_use]
    pub const fn document(self) -> &'d Document {
        self.document
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

    /// Where the heading is, in bytes, without Markdown markup.
    #[must_use]
    pub fn title_span(self) -> Option<Span> {
        self.data().title
    }

    /// The number or bullet: `（一）`.
    #[must_use]
    pub fn label(self) -> Option<&'d str> {
        self.data().label.map(|span| &self.document.text[span.range()])
    }

    /// Where the number or bullet is, in bytes.
    #[must_use]
    pub fn label_span(self) -> Option<Span> {
        self.data().label
    }

    /// From its first line to the end of everything under it, in bytes.
    #[must_use]
    pub fn span(self) -> Span {
        self.data().span
    }

    /// Its own words: those of its heading, or those of an item up to the first section in it.
    /// Without its number or bullet, brackets of annotations and backslashes of escapes.
    ///
    /// ```
    /// let document = policymark::parse("一、收集\n1、您的<昵称>，包括：\n（1）旧的；\n")?;
    /// let texts: Vec<_> = document.sections().map(|section| section.text()).collect();
    /// assert_eq!(texts, ["收集", "您的昵称，包括：", "旧的；"]);
    /// # Ok::<(), policymark::Error>(())
    /// ```
    #[must_use]
    pub fn text(self) -> Cow<'d, str> {
        let inner = self.children().next();
        let item_end = inner.map_or(self.span().end(), |inner| inner.span().start());
        let own = self.title_span().unwrap_or(Span::new(self.span().start(), item_end));
        let start = self.label_span().map_or(own.start(), |label| label.end()).max(own.start());
        let end = own.end().max(start);
        let nodes = (1, self.document.tree.nodes.len() as u32);
        blank::trim_span(&self.document.text, Span::new(start, end))
            .map_or(Cow::Borrowed(""), |own| words(self.document, nodes, own))
    }

    /// The section and those that hold it, from the inside out.
    pub fn ancestors(self) -> impl FusedIterator<Item = Section<'d>> {
        successors(Some(self), |section| section.parent())
    }

    /// How many sections hold it.
    #[must_use]
    pub fn depth(self) -> usize {
        self.ancestors().count() - 1
    }

    /// Whether it is an item of running text, not a heading.
    #[must_use]
    pub fn is_item(self) -> bool {
        self.title_span().is_none()
    }

    /// The level of a heading: 1 if no other heading holds it. For an item, the level of its heading.
    #[must_use]
    pub fn level(self) -> usize {
        self.ancestors().filter(|section| !section.is_item()).count()
    }

    /// The sections directly in it, in the order of the text.
    ///
    /// ```
    /// let document = policymark::parse("一、收集\n我们收集：\n1、<昵称>；\n2、<头像>。\n")?;
    /// let heading = document.sections().next().unwrap();
    /// assert_eq!(heading.title(), Some("一、收集"));
    /// let labels: Vec<_> = heading.children().filter_map(|item| item.label()).collect();
    /// assert_eq!(labels, ["1、", "2、"]);
    /// # Ok::<(), policymark::Error>(())
    /// ```
    pub fn children(self) -> impl FusedIterator<Item = Section<'d>> {
        let next = self.document.section(SectionId(self.id.0 + 1));
        let first = next.filter(|next| next.parent() == Some(self));
        successors(first, |section| section.next_sibling())
    }

    /// The next section with the same parent, or the next one without a parent.
    ///
    /// ```
    /// let document = policymark::parse("一、收集\n（一）注册\n正文。\n二、使用\n正文。\n")?;
    /// let first = document.sections().next().unwrap();
    /// assert_eq!(first.next_sibling().unwrap().title(), Some("二、使用"));
    /// # Ok::<(), policymark::Error>(())
    /// ```
    #[must_use]
    pub fn next_sibling(self) -> Option<Section<'d>> {
        let next = self.document.section(SectionId(self.subtree().end))?;
        (next.parent() == self.parent()).then_some(next)
    }

    /// The section before it with the same parent, or the one before it without a parent.
    ///
    /// ```
    /// let document = policymark::parse("一、收集\n（一）注册\n正文。\n二、使用\n正文。\n")?;
    /// let last = document.sections().last().unwrap();
    /// assert_eq!(last.prev_sibling().unwrap().title(), Some("一、收集"));
    /// # Ok::<(), policymark::Error>(())
    /// ```
    #[must_use]
    pub fn prev_sibling(self) -> Option<Section<'d>> {
        let before = self.document.section(SectionId(self.id.0.checked_sub(1)?))?;
        // The section before can be the parent, or be inside the sibling.
        before.ancestors().find(|section| section.parent() == self.parent())
    }

    /// The section and everything in it, in the order of the text.
    ///
    /// ```
    /// let document = policymark::parse("一、收集\n（一）注册\n正文。\n二、使用\n正文。\n")?;
    /// let first = document.sections().next().unwrap();
    /// let titles: Vec<_> = first.descendants().filter_map(|section| section.title()).collect();
    /// assert_eq!(titles, ["一、收集", "（一）注册"]);
    /// # Ok::<(), policymark::Error>(())
    /// ```
    pub fn descendants(
        self,
    ) -> impl ExactSizeIterator<Item = Section<'d>> + DoubleEndedIterator + FusedIterator {
        self.subtree().map(move |id| Section { id: SectionId(id), ..self })
    }

    /// The numbers of the section and of those in it.
    fn subtree(self) -> Range<u32> {
        let (sections, end) = (&self.document.outline.sections, self.span().end());
        let next = sections.partition_point(|section| section.span.start() < end) as u32;
        self.id.0..next.max(self.id.0 + 1)
    }

    /// The sentences in it, including those of its headings and items, in the order of the text.
    pub fn sentences(
        self,
    ) -> impl ExactSizeIterator<Item = Sentence<'d>> + DoubleEndedIterator + FusedIterator {
        let document = self.document;
        self.sentence_numbers().map(move |id| Sentence { document, id: SentenceId(id) })
    }

    fn sentence_numbers(self) -> Range<u32> {
        let sentences = &self.document.outline.sentences;
        let span = self.span();
        let first = sentences.partition_point(|s| s.span.start() < span.start());
        let next = sentences.partition_point(|s| s.span.end() <= span.end());
        first as u32..next.max(first) as u32
    }

    /// The annotations that open in it, including those of its headings and items, in the order of the
    /// text.
    ///
    /// ```
    /// let document = policymark::parse("一、收集\n<昵称>\n二、使用\n<邮箱>、<电话>\n")?;
    /// let second = document.sections().last().unwrap();
    /// assert_eq!(second.annotations().len(), 2);
    /// # Ok::<(), policymark::Error>(())
    /// ```
    pub fn annotations(
        self,
    ) -> impl ExactSizeIterator<Item = Annotation<'d>> + DoubleEndedIterator + FusedIterator {
        self.document.annotations_in(self.span())
    }

    /// The statements of its sentences, including those of its headings and items, in the order of the
    /// text.
    ///
    /// ```
    /// let document =
    ///     policymark::parse("一、收集\n(我们)[收集]<昵称>。\n（一）注册\n(我们)[收集]<邮箱>。\n")?;
    /// let first = document.sections().next().unwrap();
    /// assert_eq!((first.statements().len(), first.own_statements().count()), (2, 1));
    /// # Ok::<(), policymark::Error>(())
    /// ```
    pub fn statements(
        self,
    ) -> impl ExactSizeIterator<Item = Statement<'d>> + DoubleEndedIterator + FusedIterator {
        self.document.statements_of(self.sentence_numbers())
    }

    /// Its statements without those of the sections in it.
    pub fn own_statements(self) -> impl DoubleEndedIterator<Item = Statement<'d>> + FusedIterator {
        self.statements().filter(move |statement| statement.section() == Some(self))
    }
}

impl std::fmt::Debug for Section<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let kind = if self.is_item() { "item" } else { "heading" };
        write!(f, "Section(#{} {kind} {})", self.id, quoted(&self.text()))
    }
}

impl PartialEq for Section<'_> {
    /// The same section of the same document.
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.document, other.document) && self.id == other.id
    }
}

impl Eq for Section<'_> {}

/// A sentence. It ends at 。！？ or at the end of a line that the next line does not continue, never
/// inside an annotation.
#[derive(Clone, Copy)]
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

    /// The document that it is in.
    #[must_use]
    pub const fn document(self) -> &'d Document {
        self.document
    }

    /// Where it is, in bytes, with the punctuation that ends it.
    #[must_use]
    pub fn span(self) -> Span {
        self.data().span
    }

    /// Its source text.
    #[must_use]
    pub fn source(self) -> &'d str {
        &self.document.text[self.span().range()]
    }

    /// Its pieces, in bytes. A piece ends at ，；： or at the end of the sentence and includes that
    /// punctuation. Punctuation inside an annotation or an aside ends no piece.
    ///
    /// Computed while iterating, in time linear in the length of the sentence.
    ///
    /// ```
    /// let document = policymark::parse("当{您注册，登录}时，(我们)会[收集]<昵称>。")?;
    /// let sentence = document.sentences().next().unwrap();
    /// let pieces: Vec<_> =
    ///     sentence.pieces().map(|span| &document.text()[span.range()]).collect();
    /// assert_eq!(pieces, ["当{您注册，登录}时，", "(我们)会[收集]<昵称>。"]);
    /// # Ok::<(), policymark::Error>(())
    /// ```
    #[must_use]
    pub fn pieces(self) -> Pieces<'d> {
        Pieces::new(&self.document.text, &self.document.tree, self.span())
    }

    /// The innermost section that holds it.
    #[must_use]
    pub fn section(self) -> Option<Section<'d>> {
        self.data().section.map(|id| Section { document: self.document, id })
    }

    /// The annotations in it, in the order in which they open.
    ///
    /// ```
    /// let document = policymark::parse("(我们)会[收集]<邮箱>。<昵称>也是。")?;
    /// let sentence = document.sentences().next().unwrap();
    /// assert_eq!(sentence.annotations().last().unwrap().text(), "邮箱");
    /// # Ok::<(), policymark::Error>(())
    /// ```
    pub fn annotations(
        self,
    ) -> impl ExactSizeIterator<Item = Annotation<'d>> + DoubleEndedIterator + FusedIterator {
        self.document.annotations_in(self.span())
    }

    /// Its statements, in the order of the text.
    ///
    /// ```
    /// let document = policymark::parse("(我们)会[收集]<邮箱>，并[保存]<登录记录>。")?;
    /// let sentence = document.sentences().next().unwrap();
    /// assert_eq!(sentence.statements().len(), 2);
    /// # Ok::<(), policymark::Error>(())
    /// ```
    pub fn statements(
        self,
    ) -> impl ExactSizeIterator<Item = Statement<'d>> + DoubleEndedIterator + FusedIterator {
        self.document.statements_of(self.id.0..self.id.0 + 1)
    }

    /// Its clauses. Each call finds the clauses of the whole document, so call [`Document::clauses`]
    /// if you want those of many sentences.
    ///
    /// ```
    /// let document = policymark::parse("(我们)[收集]<邮箱>。若您不[提供]<邮箱>，(我们)会[保存]<电话>。")?;
    /// let sentence = document.sentences().last().unwrap();
    /// let clauses: Vec<_> = sentence.clauses().map(|clause| clause.source()).collect();
    /// assert_eq!(clauses, ["若您不[提供]<邮箱>，", "(我们)会[保存]<电话>。"]);
    /// # Ok::<(), policymark::Error>(())
    /// ```
    pub fn clauses(self) -> impl Iterator<Item = Clause<'d>> {
        self.document.clauses().filter(move |clause| clause.sentence() == self)
    }
}

impl std::fmt::Debug for Sentence<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Sentence(#{} {})", self.id, quoted(self.source().trim()))
    }
}

impl PartialEq for Sentence<'_> {
    /// The same sentence of the same document.
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.document, other.document) && self.id == other.id
    }
}

impl Eq for Sentence<'_> {}
