//! [`Clause`]: a handle to a clause of a sentence.

use std::fmt;

use super::{Document, Sentence};
use crate::outline::SentenceId;
use crate::statement::{ClauseKind, ClauseSpan, clauses};
use crate::text::Span;

/// A clause: what is between two marks of punctuation, `若您不[提供]<邮箱>，`, or inside another
/// clause, `您[上传]的`. The rules of `grammar.md`, section *Clauses*, say what each is.
#[derive(Clone, Copy)]
pub struct Clause<'d> {
    document: &'d Document,
    sentence: SentenceId,
    data: ClauseSpan,
}

impl Document {
    /// The clauses of the sentences that mark something, each before those that it holds; the clauses
    /// of an aside that has an action behind those around it. A document keeps none: they are found
    /// anew, in time linear in its length.
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
        let clauses = clauses(text, tree, outline, self.lexicon(), annotations);
        let clause = |(sentence, data)| Clause { document: self, sentence, data };
        clauses.into_iter().map(clause)
    }
}

impl<'d> Clause<'d> {
    /// What it does in the sentence.
    #[must_use]
    pub const fn kind(self) -> ClauseKind {
        self.data.kind
    }

    /// How many clauses of its sentence hold it.
    #[must_use]
    pub const fn depth(self) -> usize {
        self.data.depth as usize
    }

    /// Where it is, in bytes of the source, the mark of punctuation that ends it included.
    #[must_use]
    pub const fn span(self) -> Span {
        self.data.span
    }

    /// Its source text.
    #[must_use]
    pub fn source(self) -> &'d str {
        &self.document.text[self.data.span.range()]
    }

    /// The sentence that holds it.
    #[must_use]
    pub const fn sentence(self) -> Sentence<'d> {
        Sentence { document: self.document, id: self.sentence }
    }
}

impl fmt::Debug for Clause<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {:?}", self.kind(), self.source())
    }
}
