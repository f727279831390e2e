//! Agreement of two annotators who marked the same text: F1 by kind of annotation, Cohen's kappa and
//! Krippendorff's alpha by grapheme, and what they differ in: annotations and statements, with their places.
//!
//! [`Document::agreement`](crate::Document::agreement) compares two documents whose plain texts are equal.
//!
//! ```
//! use policymark::agreement::DisagreementKind;
//! use policymark::{AnnotationKind, parse};
//!
//! let first = parse("(我们)会[收集]您的<手机号码>，并[共享]给(支付公司)。")?;
//! let second = parse("(我们)会[收集]<您的手机号码>，并[共享]给<支付公司>。")?;
//! let agreement = first.agreement(&second)?;
//! let figures = agreement.figures();
//! assert_eq!(figures.exact(AnnotationKind::Action).f1(), Some(1.0));
//! assert_eq!(figures.exact(AnnotationKind::Data).f1(), Some(0.0));
//! assert_eq!(figures.overlapping(AnnotationKind::Data).matched, 1);
//! // Of 21 graphemes both mark four as data; the second annotator marks six more. They agree on 15,
//! // by chance on (4 * 10 + 17 * 11) / 21.
//! assert_eq!(figures.graphemes(), 21);
//! assert_eq!(figures.kappa(AnnotationKind::Data), Some((21.0 * 15.0 - 227.0) / (21.0 * 21.0 - 227.0)));
//!
//! let kinds: Vec<_> = agreement.disagreements().map(|d| (d.kind, d.text())).collect();
//! assert_eq!(kinds[0], (DisagreementKind::Extent, "手机号码".into()));
//! assert_eq!(kinds[1], (DisagreementKind::Kind, "支付公司".into()));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! [`Figures`] are written and read in every format of serde, so that those of many texts can be stored and added up.
//!
//! # The text
//!
//! The plain text is that of [`plain_text`](crate::Document::plain_text): ordinary brackets are part of it, those of
//! annotations and backslashes are not. What editors change on their own does not count: a byte order mark at the
//! start, `\r\n` for `\n`, and line ends after the last line. Brackets that are in both sources and that only
//! one document reads as an annotation are no part of the text either:
//! [`Disagreement::is_ordinary_in_other`] reports them. Any other difference is an error, [`PlainTextsDiffer`].
//!
//! Everything is counted in grapheme clusters of the plain text, what a reader sees as one character. Blanks do not
//! count: `< 邮箱 >` has the extent of `<邮箱>`. A grapheme is inside an annotation if its first character is.
//!
//! # Pairs of annotations
//!
//! - *Exact*: same kind, same extent.
//! - *Overlapping*: these, and of the others as many pairs as there can be of annotations of the same kind
//!   that share a grapheme. Every annotation is in one pair at most.
//!
//! An annotation that marks no grapheme, `<>`, overlaps nothing.
//!
//! # Labels of graphemes
//!
//! Kappa and alpha of one kind have two labels: inside an annotation of the kind, and outside. In all, the label
//! of a grapheme is the set of the kinds that it is inside of, so that 邮箱 in `{通过<邮箱>联系您}` is both purpose and
//! data. The innermost kind alone would hide that one annotator marks the purpose and the other one does not.
//! Where one annotation ends and the next one starts is not seen by labels, `<昵称><头像>` and `<昵称头像>`; it is
//! by exact pairs.
//!
//! # Statements
//!
//! Two statements can be the same one if they have a verb at the same place, marked or not; of several the most
//! similar ones are paired. They agree if they say the same, as [`compare`](crate::compare) has it: `<昵称、头像>`
//! says the same as `<昵称>、<头像>`.
//!
//! All this takes time linear in the length of the texts but for sorting, and is the same whoever is called the
//! first. [`Display`](std::fmt::Display) shows it as a table and lists, [`Style::agreement`] at any width, and
//! [`Agreement`] implements serde's `Serialize`.
//!
//! [`Style::agreement`]: crate::display::Style::agreement

mod disagreement;
mod figures;
mod labels;
mod marks;
mod pairs;
mod serialize;
mod statements;
mod text;

use crate::compare::{Change, Readings};
use crate::document::Document;

pub use disagreement::{Disagreement, DisagreementKind};
pub use figures::{Figures, Matches};
use labels::KINDS;
use marks::Mark;
use pairs::Pairs;
use text::Common;
pub use text::PlainTextsDiffer;

/// How far two annotators of one text agree, and where they do not; see [`agreement`](self).
#[derive(Clone, Debug)]
pub struct Agreement<'d> {
    documents: [&'d Document; 2],
    figures: Figures,
    disagreements: Vec<Disagreement<'d>>,
    statements: Vec<Change<'d>>,
}

impl Document {
    /// How far this document and another one of the same text agree, as of two annotators; see
    /// [`agreement`](crate::agreement).
    ///
    /// ```
    /// let first = policymark::parse("(我们)会[收集]<邮箱>。")?;
    /// let second = policymark::parse("(我们)会[收集]邮箱。")?;
    /// let agreement = first.agreement(&second)?;
    /// assert_eq!(agreement.figures().exact(None).f1(), Some(0.8));
    /// assert_eq!(agreement.disagreements().next().unwrap().text(), "邮箱");
    /// assert!(first.agreement(&first)?.is_complete());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`PlainTextsDiffer`] with the first difference, if the documents are not one text with different marks.
    pub fn agreement<'d>(&'d self, other: &'d Self) -> Result<Agreement<'d>, PlainTextsDiffer> {
        let documents = [self, other];
        let common = Common::new(self, other)?;
        let (marks, labels) = marks::marks(documents, common.plain.each_ref());
        let pairs = Pairs::new(&marks[0], &marks[1]);
        let disagreements = disagreement::disagreements(documents, &common, &marks, &pairs);
        let Readings { changes, same } =
            statements::compare_statements(documents, &common.plain, &marks, &pairs);
        let statements = Matches::of(same, documents.map(|document| document.statements().len()));
        let (exact, overlapping) = matches(&marks, &pairs);
        let figures = Figures { texts: 1, statements, exact, overlapping, labels };
        Ok(Agreement { documents, figures, disagreements, statements: changes })
    }
}

/// The exact and the overlapping matches of each kind.
fn matches(marks: &[Vec<Mark>; 2], pairs: &Pairs) -> ([Matches; KINDS], [Matches; KINDS]) {
    let count = |marks: &mut dyn Iterator<Item = Mark>| {
        let mut counts = [0; KINDS];
        marks.for_each(|mark| counts[mark.kind as usize] += 1);
        counts
    };
    let [first, second] = marks.each_ref().map(|marks| count(&mut marks.iter().copied()));
    let of_pairs =
        |pairs: &[(usize, usize)]| count(&mut pairs.iter().map(|&(one, _)| marks[0][one]));
    let (exact, overlapping) = (of_pairs(&pairs.exact), of_pairs(&pairs.overlapping));
    let of = |kind: usize, matched: usize| Matches::of(matched, [first[kind], second[kind]]);
    (
        std::array::from_fn(|kind| of(kind, exact[kind])),
        std::array::from_fn(|kind| of(kind, exact[kind] + overlapping[kind])),
    )
}

impl<'d> Agreement<'d> {
    /// How far they agree, in numbers.
    #[must_use]
    pub const fn figures(&self) -> &Figures {
        &self.figures
    }

    /// The annotations that they do not have alike, in the order of the text.
    pub fn disagreements(
        &self,
    ) -> impl ExactSizeIterator<Item = Disagreement<'d>> + DoubleEndedIterator {
        self.disagreements.iter().copied()
    }

    /// What their statements say differently, in the order of the text: a statement that only one has, and
    /// each member, polarity or modality that differs in a statement of both. The changes lead from the first
    /// annotator to the second: `old` is what the first has, and
    /// [`StatementRemoved`](crate::compare::ChangeKind::StatementRemoved) a statement that only the first has.
    ///
    /// ```
    /// use policymark::compare::ChangeKind;
    /// use policymark::statement::MemberRole;
    ///
    /// let first = policymark::parse("(我们)会[收集]<邮箱>、<昵称>，用于{发送账单}。")?;
    /// let second = policymark::parse("(我们)会[收集]<邮箱、昵称>，用于发送账单。")?;
    /// let agreement = first.agreement(&second)?;
    /// let change = agreement.statements().next().unwrap();
    /// assert_eq!((change.kind, change.role), (ChangeKind::MemberRemoved, Some(MemberRole::Purpose)));
    /// // The data is the same, though not marked alike.
    /// assert_eq!(agreement.statements().len(), 1);
    /// assert_eq!(agreement.disagreements().len(), 3);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn statements(&self) -> impl ExactSizeIterator<Item = Change<'d>> + DoubleEndedIterator {
        self.statements.iter().copied()
    }

    /// Whether they have the same annotations and statements.
    #[must_use]
    pub const fn is_complete(&self) -> bool {
        self.disagreements.is_empty() && self.statements.is_empty()
    }

    /// The document of the first annotator, on which [`Document::agreement`] was called.
    #[must_use]
    pub const fn first(&self) -> &'d Document {
        self.documents[0]
    }

    /// The document of the second annotator.
    #[must_use]
    pub const fn second(&self) -> &'d Document {
        self.documents[1]
    }
}
