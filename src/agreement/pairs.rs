//! Which annotation of the one annotator is which of the other.

use std::cmp::{Ordering, Reverse};

use super::marks::Mark;
use crate::text::AnnotationKind;

/// The annotations of both in pairs, by number. Each is in one pair at most.
#[derive(Debug, Default)]
pub(super) struct Pairs {
    /// Of the same kind and the same extent.
    pub(super) exact: Vec<(usize, usize)>,
    /// Of the same kind, sharing a grapheme.
    pub(super) overlapping: Vec<(usize, usize)>,
    /// Of the same extent and different kinds.
    pub(super) other_kind: Vec<(usize, usize)>,
    /// What only the first has.
    pub(super) only_first: Vec<usize>,
    /// What only the second has.
    pub(super) only_second: Vec<usize>,
}

impl Pairs {
    /// Pairs what is exactly the same, then what overlaps, then what differs in nothing but its kind.
    pub(super) fn new(first: &[Mark], second: &[Mark]) -> Self {
        let mut pairs = Self::default();
        let by_place = |mark: &Mark| (mark.start, Reverse(mark.end), mark.kind as usize);
        let (mut one, mut other) = (sorted(first, by_place), sorted(second, by_place));
        pairs.exact = take_equal(&mut one, &mut other, by_place);
        pairs.overlapping = take_overlapping(&mut one, &mut other);
        // Nothing is left with the same extent and kind, so that the kinds differ.
        let by_extent = |mark: &Mark| (mark.start, Reverse(mark.end));
        pairs.other_kind = take_equal(&mut one, &mut other, by_extent);
        pairs.only_first = one.iter().map(number).collect();
        pairs.only_second = other.iter().map(number).collect();
        pairs
    }
}

fn number(mark: &Mark) -> usize {
    mark.id.index()
}

fn sorted<K: Ord>(marks: &[Mark], key: impl Fn(&Mark) -> K) -> Vec<Mark> {
    let mut marks = marks.to_vec();
    // Stable, and nearly sorted as it is.
    marks.sort_by_key(key);
    marks
}

/// Takes out the pairs whose keys are equal. Both lists are sorted by the key.
fn take_equal<K: Ord>(
    first: &mut Vec<Mark>,
    second: &mut Vec<Mark>,
    key: impl Fn(&Mark) -> K,
) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    let (mut i, mut j) = (0, 0);
    let (mut rest_of_first, mut rest_of_second) = (Vec::new(), Vec::new());
    while let (Some(one), Some(other)) = (first.get(i), second.get(j)) {
        let order = key(one).cmp(&key(other));
        match order {
            Ordering::Less => rest_of_first.push(*one),
            Ordering::Greater => rest_of_second.push(*other),
            Ordering::Equal => pairs.push((number(one), number(other))),
        }
        i += usize::from(order.is_le());
        j += usize::from(order.is_ge());
    }
    rest_of_first.extend_from_slice(&first[i..]);
    rest_of_second.extend_from_slice(&second[j..]);
    (*first, *second) = (rest_of_first, rest_of_second);
    pairs
}

/// Takes out as many pairs as there can be of annotations of the same kind that share a grapheme. Both lists are
/// sorted by place.
fn take_overlapping(first: &mut Vec<Mark>, second: &mut Vec<Mark>) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    for kind in AnnotationKind::ALL {
        Overlaps::default().read(first, second, *kind, &mut pairs);
    }
    let taken = |side: fn(&(usize, usize)) -> usize| {
        let mut numbers: Vec<_> = pairs.iter().map(side).collect();
        numbers.sort_unstable();
        move |mark: &Mark| numbers.binary_search(&number(mark)).is_err()
    };
    first.retain(taken(|pair| pair.0));
    second.retain(taken(|pair| pair.1));
    pairs
}

/// The annotations of one kind that are open and in no pair, the innermost last.
///
/// Annotations of one document nest or are apart. So of those that are open, which all hold the same
/// grapheme, the innermost is the first to end, and those of the other annotator that it can still be paired
/// with are open too. Of these the first to end has the fewest others to be paired with, so to pair those two
/// never costs a pair.
#[derive(Default)]
struct Overlaps {
    first: Vec<Mark>,
    second: Vec<Mark>,
}

impl Overlaps {
    fn read(
        &mut self,
        first: &[Mark],
        second: &[Mark],
        kind: AnnotationKind,
        pairs: &mut Vec<(usize, usize)>,
    ) {
        let is_read = |mark: &&Mark| mark.kind == kind && mark.start < mark.end;
        let mut first = first.iter().filter(is_read).peekable();
        let mut second = second.iter().filter(is_read).peekable();
        loop {
            let starts =
                (first.peek().map(|mark| mark.start), second.peek().map(|mark| mark.start));
            let (start, is_first) = match starts {
                (Some(one), Some(other)) => (one.min(other), one <= other),
                (Some(one), None) => (one, true),
                (None, Some(other)) => (other, false),
                (None, None) => break,
            };
            self.close(start, pairs);
            let (list, open) = if is_first {
                (&mut first, &mut self.first)
            } else {
                (&mut second, &mut self.second)
            };
            open.extend(list.next());
        }
        self.close(u32::MAX, pairs);
    }

    /// Closes what ends here or before, each paired with the innermost of the other annotator, if one is open.
    fn close(&mut self, here: u32, pairs: &mut Vec<(usize, usize)>) {
        let ends = |mark: Option<&Mark>| mark.is_some_and(|mark| mark.end <= here);
        while ends(self.first.last()) || ends(self.second.last()) {
            match (self.first.last(), self.second.last()) {
                (Some(one), Some(other)) => {
                    pairs.push((number(one), number(other)));
                    self.first.pop();
                    self.second.pop();
                }
                (one, _) => drop(if one.is_some() { self.first.pop() } else { self.second.pop() }),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::agreement::marks;
    use crate::parser::Parser;

    /// The pairs of two documents that consist of letters and `<…>`.
    fn pairs(first: &str, second: &str) -> ([Vec<Mark>; 2], Pairs) {
        let parser = Parser::new().every_pair_marks(true);
        let [first, second] = [first, second].map(|text| parser.parse(text).unwrap());
        let plain = [first.plain_text(), second.plain_text()];
        let (marks, _) = marks::marks([&first, &second], plain.each_ref());
        let pairs = Pairs::new(&marks[0], &marks[1]);
        (marks, pairs)
    }

    /// A partner for each one, if need be by finding another one for the one that has it.
    fn find(
        one: usize,
        first: &[Mark],
        second: &[Mark],
        seen: &mut [bool],
        of: &mut [Option<usize>],
    ) -> bool {
        for (other, mark) in second.iter().enumerate() {
            let overlaps = mark.start.max(first[one].start) < mark.end.min(first[one].end);
            if overlaps && mark.kind == first[one].kind && !seen[other] {
                seen[other] = true;
                if of[other].is_none_or(|before| find(before, first, second, seen, of)) {
                    of[other] = Some(one);
                    return true;
                }
            }
        }
        false
    }

    /// Letters in brackets that nest.
    fn nested() -> impl Strategy<Value = Vec<(usize, usize)>> {
        proptest::collection::vec((0_usize..8, 1_usize..8), 0..7)
    }

    /// `abcdefgh` with those brackets that nest in the ones before.
    fn marked(ranges: &[(usize, usize)]) -> String {
        let mut kept: Vec<(usize, usize)> = Vec::new();
        for &(start, len) in ranges {
            let (start, end) = (start, (start + len).min(8));
            let nests = |&(from, to): &(usize, usize)| {
                end <= from
                    || to <= start
                    || (from <= start && end <= to)
                    || (start <= from && to <= end)
            };
            if kept.iter().all(nests) {
                kept.push((start, end));
            }
        }
        let mut text = String::new();
        for at in 0..=8 {
            let count =
                |of: &dyn Fn(&(usize, usize)) -> bool| kept.iter().filter(|r| of(r)).count();
            text.push_str(&">".repeat(count(&|range| range.1 == at)));
            text.push_str(&"<".repeat(count(&|range| range.0 == at)));
            text.push_str("abcdefgh".get(at..at + 1).unwrap_or_default());
        }
        text
    }

    proptest! {
        /// Of what is not exactly the same, no other choice gives more pairs.
        #[test]
        fn there_are_no_more_pairs(first in nested(), second in nested()) {
            let (marks, pairs) = pairs(&marked(&first), &marked(&second));
            let left = |side: usize, taken: &dyn Fn(usize) -> bool| -> Vec<Mark> {
                marks[side].iter().filter(|mark| !taken(mark.id.index())).copied().collect()
            };
            let one = left(0, &|number| pairs.exact.iter().any(|pair| pair.0 == number));
            let other = left(1, &|number| pairs.exact.iter().any(|pair| pair.1 == number));
            let mut partners = vec![None; other.len()];
            let most = (0..one.len())
                .filter(|&mark| find(mark, &one, &other, &mut vec![false; other.len()], &mut partners))
                .count();
            prop_assert_eq!(pairs.overlapping.len(), most, "{} {}", marked(&first), marked(&second));
            for &(one, other) in &pairs.overlapping {
                let (one, other) = (marks[0][one], marks[1][other]);
                prop_assert!(one.start.max(other.start) < one.end.min(other.end));
            }
        }
    }
}
