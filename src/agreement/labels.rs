//! Which labels two annotators give to the graphemes, and how much that is above chance.

use std::ops::AddAssign;

use crate::text::AnnotationKind;

/// How many kinds of annotation there are.
pub(super) const KINDS: usize = AnnotationKind::ALL.len();

/// How many labels there are: a label is a set of kinds, one bit each.
const LABELS: usize = 1 << KINDS;

/// For each label of the first annotator and each of the second how many graphemes have both.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Labels([[u64; LABELS]; LABELS]);

impl Labels {
    /// Counts a grapheme to which the annotators give these labels.
    pub(super) fn count(&mut self, first: usize, second: usize) {
        self.add(first, second, 1);
    }

    /// Adds `graphemes` to the count of these labels.
    pub(super) fn add(&mut self, first: usize, second: usize, graphemes: u64) {
        let count = &mut self.0[first % LABELS][second % LABELS];
        *count = count.saturating_add(graphemes);
    }

    /// Each pair of labels that occurs, and how many graphemes have it.
    pub(super) fn iter(&self) -> impl Iterator<Item = (usize, usize, u64)> {
        let rows = self.0.iter().enumerate();
        let all = rows.flat_map(|(first, row)| {
            row.iter().enumerate().map(move |(second, &count)| (first, second, count))
        });
        all.filter(|&(_, _, count)| count > 0)
    }

    /// How many graphemes were counted.
    pub(super) fn total(&self) -> u64 {
        self.0.iter().flatten().fold(0, |sum, count| sum.saturating_add(*count))
    }

    /// What is needed of a kind, or of all labels, to compare with chance.
    pub(super) fn chance(&self, kind: Option<AnnotationKind>) -> Chance {
        let label = |set: usize| kind.map_or(set, |kind| (set >> kind as usize) & 1);
        let mut agreed: u64 = 0;
        let (mut first, mut second) = ([0_u64; LABELS], [0_u64; LABELS]);
        for (one, row) in self.0.iter().enumerate() {
            for (other, &count) in row.iter().enumerate() {
                let (one, other) = (label(one), label(other));
                first[one] = first[one].saturating_add(count);
                second[other] = second[other].saturating_add(count);
                if one == other {
                    agreed = agreed.saturating_add(count);
                }
            }
        }
        let counts = || first.iter().zip(&second).map(|(a, b)| (i128::from(*a), i128::from(*b)));
        Chance {
            units: self.total().into(),
            agreed: agreed.into(),
            products: sum(counts().map(|(a, b)| a.saturating_mul(b))),
            squares: sum(counts().map(|(a, b)| (a + b).saturating_mul(a + b))),
        }
    }
}

impl Default for Labels {
    fn default() -> Self {
        Self([[0; LABELS]; LABELS])
    }
}

impl std::fmt::Debug for Labels {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Labels({})", self.total())
    }
}

impl AddAssign<&Self> for Labels {
    fn add_assign(&mut self, other: &Self) {
        for (count, more) in self.0.iter_mut().flatten().zip(other.0.iter().flatten()) {
            *count = count.saturating_add(*more);
        }
    }
}

/// Sums over the labels, from which the coefficients follow without rounding until the division.
#[derive(Clone, Copy, Debug)]
pub(super) struct Chance {
    /// The graphemes.
    units: i128,
    /// Those with the same label by both.
    agreed: i128,
    /// For each label how often the first gives it, times how often the second does, added up.
    products: i128,
    /// For each label how often both give it together, squared, added up.
    squares: i128,
}

impl Chance {
    /// Cohen's kappa, `(po - pe) / (1 - pe)`: with `po = agreed / units` and `pe = products / units²`, both
    /// sides times `units²`.
    pub(super) fn kappa(self) -> Option<f64> {
        let square = self.units.saturating_mul(self.units);
        quotient(self.units.saturating_mul(self.agreed) - self.products, square - self.products)
    }

    /// Krippendorff's alpha, `1 - Do / De`. Each grapheme has two values, `n = 2 * units` in all. Of the pairs
    /// of values in one grapheme, `2 * (units - agreed)` differ, and of all pairs of values `n² - squares`,
    /// which is divided by `n - 1` for the pairs that a value is in.
    pub(super) fn alpha(self) -> Option<f64> {
        let values = self.units.saturating_mul(2);
        let differing = values.saturating_mul(values).saturating_sub(self.squares);
        let observed = (values - 1).saturating_mul(2 * (self.units - self.agreed));
        quotient(differing - observed, differing)
    }
}

fn sum(counts: impl Iterator<Item = i128>) -> i128 {
    counts.fold(0, i128::saturating_add)
}

fn quotient(part: i128, whole: i128) -> Option<f64> {
    (whole != 0).then(|| part as f64 / whole as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tables of counts are those of `[inside both, first only, second only, neither]`.
    fn chance([both, first, second, neither]: [usize; 4]) -> Chance {
        let mut labels = Labels::default();
        let data = 1 << AnnotationKind::Data as usize;
        for (one, other, times) in
            [(data, data, both), (data, 0, first), (0, data, second), (0, 0, neither)]
        {
            (0..times).for_each(|_| labels.count(one, other));
        }
        labels.chance(Some(AnnotationKind::Data))
    }

    #[test]
    fn kappa_is_that_of_a_table_worked_by_hand() {
        // po = (20 + 15) / 50 = 0.7; pe = 25/50 * 30/50 + 25/50 * 20/50 = 0.5; (0.7 - 0.5) / 0.5.
        assert_eq!(chance([20, 5, 10, 15]).kappa(), Some(0.4));
        // po = 0 and pe = 1/2, so the least there is for equal shares: (0 - 1/2) / (1/2).
        assert_eq!(chance([0, 3, 3, 0]).kappa(), Some(-1.0));
        // One of them marks everything: by chance they agree just as often.
        assert_eq!(chance([3, 4, 0, 0]).kappa(), Some(0.0));
    }

    #[test]
    fn alpha_is_that_of_a_table_worked_by_hand() {
        // 100 values, 55 of them inside and 45 outside: Do = 30 / 100;
        // De = 2 * 55 * 45 / (100 * 99) = 0.5; 1 - 0.3 / 0.5.
        assert_eq!(chance([20, 5, 10, 15]).alpha(), Some(0.4));
        // 12 values, six of each: Do = 1, De = 2 * 6 * 6 / (12 * 11) = 6/11, 1 - 11/6.
        assert_eq!(chance([0, 3, 3, 0]).alpha(), Some(-30.0 / 36.0));
    }

    #[test]
    fn nothing_to_agree_on_is_no_figure() {
        for table in [[0; 4], [7, 0, 0, 0], [0, 0, 0, 7]] {
            assert_eq!((chance(table).kappa(), chance(table).alpha()), (None, None));
        }
        // A single grapheme with two labels.
        assert_eq!(chance([0, 1, 0, 0]).alpha(), Some(0.0));
    }

    #[test]
    fn no_count_is_too_large() {
        let with = |count: u64| {
            let mut labels = Labels::default();
            (labels.0[0][1], labels.0[2][2]) = (count, count);
            labels.chance(None)
        };
        // They agree on half. Each label of the first is half of its labels, and one of them is one of the second:
        // (1/2 - 1/4) / (1 - 1/4).
        assert_eq!(with(1 << 60).kappa(), Some(1.0 / 3.0));
        assert!(with(1 << 60).alpha().is_some_and(|alpha| (alpha - 0.2).abs() < 1e-9));
        // No text is that long; nothing panics.
        let _ = (with(u64::MAX).kappa(), with(u64::MAX).alpha());
    }
}
