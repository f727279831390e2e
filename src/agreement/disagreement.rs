//! [`Disagreement`]: an annotation that two annotators do not have alike, and where it is for both.

use std::borrow::Cow;
use std::cmp::Reverse;

use super::marks::Mark;
use super::pairs::Pairs;
use super::text::Common;
use crate::document::{Annotation, Document};
use crate::text::{Span, named_enum};

named_enum! {
    /// How two annotators differ about an annotation.
    #[non_exhaustive]
    DisagreementKind, "kind of disagreement" {
        /// Only the first annotator marks it.
        OnlyFirst = "only-first",
        /// Only the second annotator marks it.
        OnlySecond = "only-second",
        /// Both mark the same words as something else: `(支付公司)` and `<支付公司>`.
        Kind = "kind",
        /// Both mark something of the same kind there, with other bounds: `<您的邮箱>` and `<邮箱>`.
        Extent = "extent",
    }
}

impl DisagreementKind {
    /// The kind that it has if the second annotator is called the first.
    ///
    /// ```
    /// use policymark::agreement::DisagreementKind;
    ///
    /// assert_eq!(DisagreementKind::OnlyFirst.reversed(), DisagreementKind::OnlySecond);
    /// assert_eq!(DisagreementKind::Extent.reversed(), DisagreementKind::Extent);
    /// ```
    #[must_use]
    pub const fn reversed(self) -> Self {
        match self {
            Self::OnlyFirst => Self::OnlySecond,
            Self::OnlySecond => Self::OnlyFirst,
            same => same,
        }
    }
}

/// An annotation that two annotators do not have alike; see
/// [`Agreement::disagreements`](super::Agreement::disagreements).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Disagreement<'d> {
    /// How they differ.
    pub kind: DisagreementKind,
    /// The annotation of the first annotator; `None` if there is none.
    pub first: Option<Annotation<'d>>,
    /// The annotation of the second annotator; `None` if there is none.
    pub second: Option<Annotation<'d>>,
    /// Whether the other source has the same brackets there, but its document reads them as ordinary ones: whether
    /// `(云杉)` is an actor can depend on what is marked next to it. Backslashes before both brackets make
    /// them ordinary in any case.
    pub is_ordinary_in_other: bool,
    spans: (Span, Span),
}

impl<'d> Disagreement<'d> {
    /// Where it is in the source of the first annotator and in that of the second, in bytes: the annotation with its
    /// brackets, or, where there is none, the words that the other one marks.
    ///
    /// ```
    /// use policymark::parse;
    ///
    /// let (first, second) = (parse("(我们)会[收集]<邮箱>。")?, parse("我们会[收集]邮箱。")?);
    /// let agreement = first.agreement(&second)?;
    /// let mail = agreement.disagreements().last().unwrap();
    /// let (here, there) = mail.spans();
    /// assert_eq!(&first.text()[here.range()], "<邮箱>");
    /// assert_eq!(&second.text()[there.range()], "邮箱");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn spans(self) -> (Span, Span) {
        self.spans
    }

    /// The words that are marked; if both mark some, those of the first annotator.
    #[must_use]
    pub fn text(self) -> Cow<'d, str> {
        self.first.or(self.second).map_or(Cow::Borrowed(""), Annotation::text)
    }

    /// The same disagreement with the second annotator as the first.
    #[must_use]
    pub const fn reversed(self) -> Self {
        let Self { kind, first, second, is_ordinary_in_other, spans } = self;
        Self {
            kind: kind.reversed(),
            first: second,
            second: first,
            is_ordinary_in_other,
            spans: (spans.1, spans.0),
        }
    }
}

/// The disagreements in the order of the text, of those at the same place the longest first.
pub(super) fn disagreements<'d>(
    documents: [&'d Document; 2],
    common: &Common,
    marks: &[Vec<Mark>; 2],
    pairs: &Pairs,
) -> Vec<Disagreement<'d>> {
    let maker = Maker { documents, common, marks };
    let both = |kind| move |&(one, other): &(usize, usize)| (kind, Some(one), Some(other));
    let differing = pairs.overlapping.iter().map(both(DisagreementKind::Extent));
    let differing = differing.chain(pairs.other_kind.iter().map(both(DisagreementKind::Kind)));
    let first = pairs.only_first.iter().map(|&one| (DisagreementKind::OnlyFirst, Some(one), None));
    let second =
        pairs.only_second.iter().map(|&other| (DisagreementKind::OnlySecond, None, Some(other)));
    let mut all: Vec<_> = differing.chain(first).chain(second).collect();
    all.sort_by_key(|&(_, one, other)| maker.order(one, other));
    all.into_iter().map(|(kind, one, other)| maker.disagreement(kind, one, other)).collect()
}

struct Maker<'d, 'c> {
    documents: [&'d Document; 2],
    common: &'c Common,
    marks: &'c [Vec<Mark>; 2],
}

impl<'d> Maker<'d, '_> {
    /// Sorts by place, and the same whoever is called the first.
    fn order(&self, one: Option<usize>, other: Option<usize>) -> impl Ord + use<> {
        let marks = [one.map(|one| self.marks[0][one]), other.map(|other| self.marks[1][other])];
        let marks = marks.into_iter().flatten();
        let start = marks.clone().map(|mark| mark.start).min();
        let end = marks.clone().map(|mark| mark.end).max();
        (start, Reverse(end), marks.map(|mark| mark.kind as usize).sum::<usize>())
    }

    fn disagreement(
        &self,
        kind: DisagreementKind,
        one: Option<usize>,
        other: Option<usize>,
    ) -> Disagreement<'d> {
        let first = one.and_then(|one| self.annotation(0, one));
        let second = other.and_then(|other| self.annotation(1, other));
        let place = |side: usize, own: Option<Annotation<'d>>, mark: Option<Mark>| {
            let there =
                mark.map_or(Span::default(), |mark| Span::new(mark.start_byte, mark.end_byte));
            own.map_or_else(|| self.common.plain[side].to_markup_span(there), Annotation::span)
        };
        let is_ordinary = |side: usize, annotation: Option<Annotation<'_>>| {
            let ordinary = &self.common.ordinary_in_other[side];
            annotation.is_some_and(|annotation| ordinary.contains(&annotation.node().id()))
        };
        Disagreement {
            kind,
            first,
            second,
            is_ordinary_in_other: is_ordinary(0, first) || is_ordinary(1, second),
            spans: (
                place(0, first, other.map(|other| self.marks[1][other])),
                place(1, second, one.map(|one| self.marks[0][one])),
            ),
        }
    }

    fn annotation(&self, side: usize, number: usize) -> Option<Annotation<'d>> {
        let id = self.marks[side].get(number)?.id;
        self.documents[side].annotation(id)
    }
}
