//! [`Figures`]: how far two annotators agree, in numbers.

use std::iter::Sum;
use std::ops::AddAssign;

use super::labels::{KINDS, Labels};
use crate::text::AnnotationKind;

/// How far two annotators agree, in numbers, on one text or on several.
///
/// Figures of several texts can be added up: all annotations and graphemes count alike, whichever text
/// they are in.
///
/// ```
/// use policymark::agreement::Figures;
/// use policymark::{AnnotationKind, parse};
///
/// let pairs = [
///     ("(我们)会[收集]<邮箱>。", "(我们)会[收集]<邮箱>。"),
///     ("(我们)会[收集]<昵称>。", "(我们)会[收集]昵称。"),
/// ];
/// let mut sum = Figures::default();
/// for (first, second) in pairs {
///     let (first, second) = (parse(first)?, parse(second)?);
///     sum += first.agreement(&second)?.figures();
/// }
/// assert_eq!(sum.texts, 2);
/// assert_eq!(sum.exact(AnnotationKind::Data).f1(), Some(2.0 / 3.0));
/// assert_eq!(sum.exact(AnnotationKind::Action).f1(), Some(1.0));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Figures {
    /// How many texts were compared.
    pub texts: u64,
    /// Statements that say the same, and those that do not.
    pub statements: Matches,
    pub(super) exact: [Matches; KINDS],
    pub(super) overlapping: [Matches; KINDS],
    pub(super) labels: Labels,
}

impl Figures {
    /// The graphemes that were compared: those of the plain text that are not blank.
    #[must_use]
    pub fn graphemes(&self) -> u64 {
        self.labels.total()
    }

    /// The annotations that have the same kind and the same extent in both; of one kind, or in all.
    ///
    /// ```
    /// use policymark::{AnnotationKind, parse};
    ///
    /// let first = parse("(我们)会[收集]<您的邮箱>。")?;
    /// let second = parse("(我们)会[收集]您的<邮箱>。")?;
    /// let agreement = first.agreement(&second)?;
    /// assert_eq!(agreement.figures().exact(None).matched, 2);
    /// assert_eq!(agreement.figures().exact(AnnotationKind::Data).f1(), Some(0.0));
    /// assert_eq!(agreement.figures().overlapping(AnnotationKind::Data).f1(), Some(1.0));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn exact(&self, kind: impl Into<Option<AnnotationKind>>) -> Matches {
        of_kind(&self.exact, kind.into())
    }

    /// The annotations that have the same kind and share a grapheme, in pairs of one of each annotator: those
    /// that match [exactly](Self::exact), and of the others as many pairs as there can be. Of one
    /// kind, or in all.
    #[must_use]
    pub fn overlapping(&self, kind: impl Into<Option<AnnotationKind>>) -> Matches {
        of_kind(&self.overlapping, kind.into())
    }

    /// Cohen's kappa over the graphemes: how much more often both give a grapheme the same label than they
    /// would by chance, if each gave the labels as often as they do. 1 is full agreement, 0 that of
    /// chance.
    ///
    /// Of one kind, the labels are inside and outside of its annotations; in all, a label is the set of kinds
    /// that a grapheme is inside of. `None` if both annotators gave one and the same label throughout, or
    /// if there is no text: there is nothing to agree on.
    ///
    /// ```
    /// use policymark::{AnnotationKind, parse};
    ///
    /// // Of eight graphemes both mark two, the first three more. They agree on 5; by chance on
    /// // (5 * 2 + 3 * 6) / 8 = 3.5. Kappa is (5 - 3.5) / (8 - 3.5).
    /// let first = parse("[收集]<邮箱、昵称>。")?;
    /// let second = parse("[收集]<邮箱>、昵称。")?;
    /// let agreement = first.agreement(&second)?;
    /// assert_eq!(agreement.figures().graphemes(), 8);
    /// assert_eq!(agreement.figures().kappa(AnnotationKind::Data), Some(1.0 / 3.0));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn kappa(&self, kind: impl Into<Option<AnnotationKind>>) -> Option<f64> {
        self.labels.chance(kind.into()).kappa()
    }

    /// Krippendorff's alpha over the graphemes, for nominal data, with the labels of [`Figures::kappa`]: chance
    /// is how often two labels would be the same if the labels of both annotators were shuffled together.
    /// `None` as for kappa.
    #[must_use]
    pub fn alpha(&self, kind: impl Into<Option<AnnotationKind>>) -> Option<f64> {
        self.labels.chance(kind.into()).alpha()
    }
}

fn of_kind(matches: &[Matches; KINDS], kind: Option<AnnotationKind>) -> Matches {
    match kind {
        Some(kind) => matches[kind as usize],
        None => matches.iter().fold(Matches::default(), |sum, of_kind| sum.plus(*of_kind)),
    }
}

impl AddAssign<&Self> for Figures {
    fn add_assign(&mut self, other: &Self) {
        // Without `..`, so that no field is forgotten.
        let Self { texts, statements, exact, overlapping, labels } = other;
        self.texts = self.texts.saturating_add(*texts);
        self.statements = self.statements.plus(*statements);
        for kind in 0..KINDS {
            self.exact[kind] = self.exact[kind].plus(exact[kind]);
            self.overlapping[kind] = self.overlapping[kind].plus(overlapping[kind]);
        }
        self.labels += labels;
    }
}

impl AddAssign for Figures {
    fn add_assign(&mut self, other: Self) {
        *self += &other;
    }
}

impl<'f> Sum<&'f Self> for Figures {
    fn sum<I: Iterator<Item = &'f Self>>(all: I) -> Self {
        all.fold(Self::default(), |mut sum, figures| {
            sum += figures;
            sum
        })
    }
}

impl Sum for Figures {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::default(), |mut sum, figures| {
            sum += figures;
            sum
        })
    }
}

/// How many things two annotators have in common, and how many only one of them has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Matches {
    /// Pairs of one of the first annotator's and one of the second's.
    pub matched: u64,
    /// What only the first annotator has.
    pub only_first: u64,
    /// What only the second annotator has.
    pub only_second: u64,
}

impl Matches {
    /// All that the first annotator has.
    #[must_use]
    pub const fn first(self) -> u64 {
        self.matched.saturating_add(self.only_first)
    }

    /// All that the second annotator has.
    #[must_use]
    pub const fn second(self) -> u64 {
        self.matched.saturating_add(self.only_second)
    }

    /// The share of what the second annotator has that the first one has too. `None` if the second has nothing.
    #[must_use]
    pub fn precision(self) -> Option<f64> {
        ratio(self.matched, self.second())
    }

    /// The share of what the first annotator has that the second one has too. `None` if the first has nothing.
    #[must_use]
    pub fn recall(self) -> Option<f64> {
        ratio(self.matched, self.first())
    }

    /// The harmonic mean of precision and recall, which is the same whoever is called the first: twice what is
    /// matched, of all that both have. `None` if neither has anything.
    ///
    /// ```
    /// let first = policymark::parse("[收集]<邮箱>、<昵称>、<头像>")?;
    /// let second = policymark::parse("[收集]<邮箱>、昵称、头像")?;
    /// let agreement = first.agreement(&second)?;
    /// let data = agreement.figures().exact(policymark::AnnotationKind::Data);
    /// assert_eq!((data.matched, data.only_first, data.only_second), (1, 2, 0));
    /// assert_eq!((data.precision(), data.recall()), (Some(1.0), Some(1.0 / 3.0)));
    /// assert_eq!(data.f1(), Some(0.5));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn f1(self) -> Option<f64> {
        ratio(self.matched.saturating_mul(2), self.first().saturating_add(self.second()))
    }

    /// So many pairs of so many things of each annotator.
    pub(super) const fn of(matched: usize, [first, second]: [usize; 2]) -> Self {
        Self {
            matched: matched as u64,
            only_first: first.saturating_sub(matched) as u64,
            only_second: second.saturating_sub(matched) as u64,
        }
    }

    const fn plus(self, other: Self) -> Self {
        Self {
            matched: self.matched.saturating_add(other.matched),
            only_first: self.only_first.saturating_add(other.only_first),
            only_second: self.only_second.saturating_add(other.only_second),
        }
    }
}

fn ratio(part: u64, whole: u64) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}
