//! [`Clause`]: a clause of a sentence and its slots.

use std::borrow::Cow;
use std::fmt;

use super::{Annotation, Document, Sentence};
use crate::statement::{ClauseKind, FilledClause, Layers, SlotData, SlotRole, clauses};
use crate::text::{Span, quoted};

/// A clause: the text up to a punctuation mark, `若您不[提供]<邮箱>，`, or a clause inside another,
/// `您[上传]的`. Section *Clauses* of `grammar.md` defines the kinds.
#[derive(Clone)]
pub struct Clause<'d> {
    document: &'d Document,
    data: FilledClause,
}

impl Document {
    /// The clauses of the sentences that have an annotation. Each is before those that it holds; the
    /// clauses of an aside that contains an action are after those of the text around it. They are not
    /// stored: each call finds them again, in time linear in the length of the document.
    ///
    /// ```
    /// use policymark::statement::ClauseKind;
    ///
    /// let document = policymark::parse("若您不[提供]<邮箱>，(我们)会[保存]您[填写]的<电话>。")?;
    /// let clauses: Vec<_> = document.clauses().map(|c| (c.kind(), c.source())).collect();
    /// assert_eq!(clauses, [
    ///     (ClauseKind::Supposition, "若您不[提供]<邮箱>，"),
    ///     (ClauseKind::Main, "(我们)会[保存]您[填写]的<电话>。"),
    ///     (ClauseKind::Relative, "您[填写]的"),
    /// ]);
    /// # Ok::<(), policymark::Error>(())
    /// ```
    pub fn clauses(&self) -> impl ExactSizeIterator<Item = Clause<'_>> {
        let Self { text, tree, outline, annotations, .. } = self;
        let layers = Layers { text, tree, outline, lexicon: self.lexicon(), annotations };
        let clauses = clauses(layers);
        clauses.into_iter().map(|data| Clause { document: self, data })
    }
}

impl<'d> Clause<'d> {
    /// The document that it is in.
    #[must_use]
    pub const fn document(&self) -> &'d Document {
        self.document
    }

    /// Its kind: [`ClauseKind::Supposition`] for `若您不[提供]<邮箱>，`.
    #[must_use]
    pub const fn kind(&self) -> ClauseKind {
        self.data.clause.kind
    }

    /// How many clauses of its sentence hold it.
    #[must_use]
    pub const fn depth(&self) -> usize {
        self.data.clause.depth as usize
    }

    /// Where it is, in bytes of the source, with the punctuation that ends it.
    #[must_use]
    pub const fn span(&self) -> Span {
        self.data.clause.span
    }

    /// Its source text.
    #[must_use]
    pub fn source(&self) -> &'d str {
        &self.document.text[self.span().range()]
    }

    /// The sentence that holds it.
    #[must_use]
    pub const fn sentence(&self) -> Sentence<'d> {
        Sentence { document: self.document, id: self.data.sentence }
    }

    /// Its slots in the order of the text, without those of clauses inside it.
    ///
    /// ```
    /// let document = policymark::parse("(星海)不会向银行[提供]<邮箱>。")?;
    /// let clause = document.clauses().next().expect("there is one");
    /// let slot = |slot: policymark::document::ClauseSlot<'_>| format!("{} {}", slot.role(), slot.text());
    /// let slots: Vec<_> = clause.slots().map(slot).collect();
    /// assert_eq!(slots, ["subject 星海", "denial 不会", "recipient 银行", "verb 提供", "object 邮箱"]);
    /// # Ok::<(), policymark::Error>(())
    /// ```
    pub fn slots(&self) -> impl ExactSizeIterator<Item = ClauseSlot<'d>> {
        let document = self.document;
        self.data.slots.iter().map(move |&data| ClauseSlot { document, data })
    }
}

/// A word or an annotation in its role in the clause: the subject 我们 of `我们会[收集]<邮箱>`.
#[derive(Clone, Copy)]
pub struct ClauseSlot<'d> {
    document: &'d Document,
    data: SlotData,
}

impl<'d> ClauseSlot<'d> {
    /// Its role in the clause.
    #[must_use]
    pub const fn role(self) -> SlotRole {
        self.data.role
    }

    /// The annotation; `None` for an unmarked word.
    #[must_use]
    pub fn annotation(self) -> Option<Annotation<'d>> {
        self.document.annotation(self.data.mark?)
    }

    /// Where it is, in bytes of the source, brackets included.
    #[must_use]
    pub const fn span(self) -> Span {
        self.data.span
    }

    /// The words, without their brackets.
    #[must_use]
    pub fn text(self) -> Cow<'d, str> {
        match self.annotation() {
            Some(annotation) => annotation.text(),
            None => Cow::Borrowed(&self.document.text[self.data.span.range()]),
        }
    }
}

impl fmt::Debug for ClauseSlot<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ClauseSlot({} {})", self.role(), quoted(&self.text()))
    }
}

impl fmt::Debug for Clause<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Clause({} {})", self.kind(), quoted(self.source().trim()))
    }
}
