//! [`Annotation`]: a handle to an annotation.

use std::borrow::Cow;
use std::iter::FusedIterator;

use super::{Document, Items, Node, Reference, Section, Sentence, Statement};
use crate::annotation::{AnnotationData, AnnotationId, Role, refers_back};
use crate::lexicon::{DataCategory, DataClass, Ground, Lexicon, Party, Processing};
use crate::statement::Rule;
use crate::text::{AnnotationKind, Span, quoted};

/// An annotation of a document: `<手机号码>`.
#[derive(Clone, Copy)]
pub struct Annotation<'d> {
    pub(crate) document: &'d Document,
    pub(crate) id: AnnotationId,
}

impl<'d> Annotation<'d> {
    fn data(self) -> &'d AnnotationData {
        &self.document.annotations[self.id.index()]
    }

    /// Its number.
    #[must_use]
    pub const fn id(self) -> AnnotationId {
        self.id
    }

    /// What it marks.
    #[must_use]
    pub fn kind(self) -> AnnotationKind {
        self.data().kind
    }

    /// Purpose or condition, collect or share, or place; `None` for data, and for actors that are
    /// parties.
    #[must_use]
    pub fn role(self) -> Option<Role> {
        self.data().role
    }

    /// The kind of a condition: a legal basis, a period, an occasion. By the lexicon with which the
    /// document was parsed.
    ///
    /// ```
    /// use policymark::lexicon::Ground;
    ///
    /// let document = policymark::parse("经{您同意}，(我们)会[共享]<昵称>。")?;
    /// let condition = document.annotations().next().unwrap();
    /// assert_eq!(condition.ground(), Some(Ground::Consent));
    /// # Ok::<(), policymark::Error>(())
    /// ```
    #[must_use]
    pub fn ground(self) -> Option<Ground> {
        self.data().ground
    }

    /// The processing that an action names, if the lexicon has its verb.
    #[must_use]
    pub fn processing(self) -> Option<Processing> {
        self.data().processing
    }

    /// Who an actor is, if the lexicon says so.
    #[must_use]
    pub fn party(self) -> Option<Party> {
        self.data().party
    }

    /// Whether an actor is a place or a system and not a party: `(服务器)`, `(我们的系统)`,
    /// `(Cookies)`. By the lexicon with which the document was parsed.
    ///
    /// ```
    /// let document = policymark::parse("(我们)会将<病历>[存储]于(服务器)中。")?;
    /// let places: Vec<_> = document.annotations().filter(|a| a.is_place()).collect();
    /// assert_eq!(places[0].text(), "服务器");
    /// assert_eq!(document.statements().next().unwrap().places().next(), Some(places[0]));
    /// # Ok::<(), policymark::Error>(())
    /// ```
    #[must_use]
    pub fn is_place(self) -> bool {
        self.role() == Some(Role::Place)
    }

    /// Whether it refers back (R37), even if nothing before it is what it can mean.
    pub(crate) fn refers_back(self) -> bool {
        let Document { text, tree, .. } = self.document;
        refers_back(text, tree, self.document.lexicon(), self.data())
    }

    /// What data or an actor means that refers to something named before: `<上述信息>`,
    /// `(该合作伙伴)`.
    #[must_use]
    pub fn reference(self) -> Option<Reference<'d>> {
        let id = self.document.statements.meant_by(self.id)?;
        let target = Statement { document: self.document, id };
        Some(Reference { mark: self, target, rule: Rule::Antecedent })
    }

    /// The class of personal information of data such as `<昵称、银行卡号>`: the category of its
    /// first item that has one; sensitive if one of its items is. By the lexicon with which the
    /// document was parsed.
    #[must_use]
    pub fn class(self) -> Option<DataClass> {
        self.data().class
    }

    /// The category of personal information of data that the lexicon knows; see [`Annotation::class`].
    #[must_use]
    pub fn category(self) -> Option<DataCategory> {
        self.class().map(|class| class.category)
    }

    /// Whether it names sensitive personal information; see [`Annotation::class`].
    #[must_use]
    pub fn is_sensitive(self) -> bool {
        self.class().is_some_and(DataClass::is_sensitive)
    }

    /// The data items that a `<…>` names, by the lexicon of the document; [`Annotation::items_in`]
    /// takes another lexicon.
    ///
    /// ```
    /// let document = policymark::parse("[收集]<昵称、头像和手机号码>")?;
    /// let data = document.annotations().last().unwrap();
    /// let items: Vec<_> = data.items().map(|item| item.text()).collect();
    /// assert_eq!(items, ["昵称", "头像", "手机号码"]);
    /// # Ok::<(), policymark::Error>(())
    /// ```
    #[must_use]
    pub fn items(self) -> Items<'d> {
        self.items_in(self.document.lexicon())
    }

    /// The data items that a `<…>` names, by another lexicon; see [`Annotation::items`].
    #[must_use]
    pub fn items_in(self, lexicon: &'d Lexicon) -> Items<'d> {
        Items::new(self, lexicon)
    }

    /// Where it is, in bytes, brackets included.
    #[must_use]
    pub fn span(self) -> Span {
        self.node().span()
    }

    /// Its node in the tree.
    #[must_use]
    pub fn node(self) -> Node<'d> {
        Node { document: self.document, id: self.data().node }
    }

    /// The document that it is in.
    #[must_use]
    pub const fn document(self) -> &'d Document {
        self.document
    }

    /// The innermost annotation that holds it.
    ///
    /// ```
    /// let document = policymark::parse("{为了(合作伙伴)的广告}")?;
    /// let partner = document.annotations().last().unwrap();
    /// assert_eq!(partner.parent().unwrap().text(), "为了合作伙伴的广告");
    /// # Ok::<(), policymark::Error>(())
    /// ```
    #[must_use]
    pub fn parent(self) -> Option<Annotation<'d>> {
        self.node().ancestors().skip(1).find_map(Node::annotation)
    }

    /// The sentence that holds it. `None` in a document of which only the annotations were read, and
    /// for an annotation without a word that is in no sentence: `<、>`.
    ///
    /// ```
    /// let document = policymark::parse("(我们)会[收集]<邮箱>。<昵称>也是。")?;
    /// let name = document.annotations().last().unwrap();
    /// assert_eq!(name.sentence().unwrap().source(), "<昵称>也是。");
    /// # Ok::<(), policymark::Error>(())
    /// ```
    #[must_use]
    pub fn sentence(self) -> Option<Sentence<'d>> {
        self.document.sentence_at(self.span().start())
    }

    /// The innermost section that holds its sentence; without a sentence, the innermost one at its start.
    ///
    /// ```
    /// let document = policymark::parse("一、收集\n(我们)会[收集]<邮箱>。\n")?;
    /// let mail = document.annotations().last().unwrap();
    /// assert_eq!(mail.section().unwrap().title(), Some("一、收集"));
    /// # Ok::<(), policymark::Error>(())
    /// ```
    #[must_use]
    pub fn section(self) -> Option<Section<'d>> {
        match self.sentence() {
            Some(sentence) => sentence.section(),
            None => self.document.section_at(self.span().start()),
        }
    }

    /// The statements of which it is a member, in the order of the text. A later sentence can make one
    /// of them, if it takes members from a lead-in or from the sentence before.
    /// [`Statement::members`] gives the role of a member.
    ///
    /// The first call builds a table for the whole document, of four bytes for each annotation and
    /// each member.
    ///
    /// ```
    /// let document = policymark::parse("(我们)会[收集]<邮箱>，并[保存]<登录记录>。")?;
    /// let us = document.annotations().next().unwrap();
    /// assert_eq!(us.statements().len(), 2);
    /// # Ok::<(), policymark::Error>(())
    /// ```
    pub fn statements(
        self,
    ) -> impl ExactSizeIterator<Item = Statement<'d>> + DoubleEndedIterator + FusedIterator {
        let Self { document, id } = self;
        let statements = document.statements_by_member().get(id.index());
        statements.iter().map(move |&id| Statement { document, id })
    }

    /// The marked words, without the brackets of the annotation and of those in it, the backslashes of
    /// escapes, and blanks at the edges.
    ///
    /// ```
    /// let document = policymark::parse(r"[收集]< 手机号\(必填\) >")?;
    /// let data = document.annotations().last().unwrap();
    /// assert_eq!(data.text(), "手机号(必填)");
    /// # Ok::<(), policymark::Error>(())
    /// ```
    #[must_use]
    pub fn text(self) -> Cow<'d, str> {
        self.node().text()
    }
}

impl std::fmt::Debug for Annotation<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Annotation(#{} {} {})", self.id, self.kind(), quoted(&self.text()))
    }
}

impl PartialEq for Annotation<'_> {
    /// The same annotation of the same document.
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.document, other.document) && self.id == other.id
    }
}

impl Eq for Annotation<'_> {}
