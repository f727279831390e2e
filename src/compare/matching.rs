//! [`Matching`]: which things of the old version are which of the new one.
//!
//! Nothing here depends on which version is called the old one: whatever is chosen between equals is
//! chosen alike in both directions, so that a comparison reversed is the comparison of the reverse.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::hash::Hash;

/// How far apart two things with a key in common may be, counted among those with that key, to be looked
/// at as a pair. It keeps the number of pairs linear.
const WINDOW: usize = 3;

/// Pairs of old and new things, by number; each is in one pair at most.
pub(super) struct Matching {
    /// For each old one the new one.
    pub(super) of_old: Vec<Option<u32>>,
    /// For each new one the old one.
    pub(super) of_new: Vec<Option<u32>>,
}

/// Two things that could be a pair, and how much alike they are.
pub(super) struct Candidate {
    pub(super) score: u32,
    pub(super) old: u32,
    pub(super) new: u32,
}

impl Matching {
    /// No pairs yet.
    pub(super) fn new(old: usize, new: usize) -> Self {
        Self { of_old: vec![None; old], of_new: vec![None; new] }
    }

    /// Pairs whatever has the same key and is in no pair yet, the first of the old ones with the first of
    /// the new ones and so on.
    pub(super) fn pair_equal<K: Hash + Eq>(
        &mut self,
        old: impl Fn(usize) -> K,
        new: impl Fn(usize) -> K,
    ) {
        // The old ones with each key, and how many of them are in pairs.
        let mut waiting: HashMap<K, (Vec<u32>, usize)> = HashMap::new();
        for number in free(&self.of_old) {
            waiting.entry(old(number)).or_default().0.push(number as u32);
        }
        for number in free(&self.of_new).collect::<Vec<_>>() {
            let Some(queue) = waiting.get_mut(&new(number)) else { continue };
            if let Some(&first) = queue.0.get(queue.1) {
                queue.1 += 1;
                self.pair(first, number as u32);
            }
        }
    }

    /// Pairs the most similar candidates first.
    pub(super) fn pair_best(&mut self, mut candidates: Vec<Candidate>) {
        // Two candidates whose numbers have the same sum have no number in common, so their order has no
        // effect. That is why the result is the same in both directions.
        candidates.sort_by_key(|c| (Reverse(c.score), u64::from(c.old) + u64::from(c.new)));
        for Candidate { old, new, .. } in candidates {
            if self.of_old[old as usize].is_none() && self.of_new[new as usize].is_none() {
                self.pair(old, new);
            }
        }
    }

    fn pair(&mut self, old: u32, new: u32) {
        self.of_old[old as usize] = Some(new);
        self.of_new[new as usize] = Some(old);
    }

    /// The pairs, in the order of the old ones.
    pub(super) fn pairs(&self) -> impl Iterator<Item = (usize, usize)> {
        let pairs = self.of_old.iter().enumerate();
        pairs.filter_map(|(old, new)| Some((old, (*new)? as usize)))
    }

    /// The old ones in no pair.
    pub(super) fn only_old(&self) -> impl Iterator<Item = usize> {
        free(&self.of_old)
    }

    /// The new ones in no pair.
    pub(super) fn only_new(&self) -> impl Iterator<Item = usize> {
        free(&self.of_new)
    }
}

fn free(matched: &[Option<u32>]) -> impl Iterator<Item = usize> {
    matched.iter().enumerate().filter(|(_, other)| other.is_none()).map(|(number, _)| number)
}

/// The pairs of an old and a new one that have a key in common, each once; with many of the same key those
/// that are at about the same place among them.
pub(super) fn close_pairs<K: Hash + Eq + Copy>(
    old: &[(K, u32)],
    new: &[(K, u32)],
) -> Vec<(u32, u32)> {
    let mut blocks: HashMap<K, (Vec<u32>, Vec<u32>)> = HashMap::new();
    for &(key, number) in old {
        blocks.entry(key).or_default().0.push(number);
    }
    for &(key, number) in new {
        blocks.entry(key).or_default().1.push(number);
    }
    let mut pairs = Vec::new();
    for (old, new) in blocks.into_values() {
        for (at, &one) in old.iter().enumerate() {
            let from = at.saturating_sub(WINDOW);
            let close = new.iter().skip(from).take(at + WINDOW + 1 - from);
            pairs.extend(close.map(|&other| (one, other)));
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// Which numbers of a sequence without repetitions are in every longest increasing subsequence of it:
/// those that kept their order. Of two that changed places neither did.
pub(super) fn in_order(numbers: &[u32]) -> Vec<bool> {
    let before = longest_ending_at(numbers.iter().copied());
    let mut after = longest_ending_at(numbers.iter().rev().map(|number| u32::MAX - number));
    after.reverse();
    let longest = before.iter().copied().max().unwrap_or_default();
    let is_in_one = |at: usize| before[at] + after[at] == longest + 1;
    let mut choices = vec![0_usize; longest + 1];
    for at in (0..numbers.len()).filter(|&at| is_in_one(at)) {
        choices[before[at]] += 1;
    }
    (0..numbers.len()).map(|at| is_in_one(at) && choices[before[at]] == 1).collect()
}

/// For each number the length of the longest increasing subsequence that ends with it.
fn longest_ending_at(numbers: impl Iterator<Item = u32>) -> Vec<usize> {
    // The least number that ends a subsequence of each length.
    let mut least: Vec<u32> = Vec::new();
    let ending = numbers.map(|number| {
        let len = least.partition_point(|&end| end < number);
        match least.get_mut(len) {
            Some(end) => *end = number,
            None => least.push(number),
        }
        len + 1
    });
    ending.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_moved_is_not_in_order() {
        assert_eq!(in_order(&[0, 1, 2]), [true, true, true]);
        assert_eq!(in_order(&[1, 2, 3, 0]), [true, true, true, false]);
        assert_eq!(in_order(&[0, 2, 1, 3]), [true, false, false, true]);
        assert_eq!(in_order(&[1, 0]), [false, false]);
        assert_eq!(in_order(&[]), [false; 0]);
    }

    #[test]
    fn equal_keys_are_paired_in_order() {
        let mut matching = Matching::new(3, 4);
        let (old, new) = (["a", "b", "a"], ["b", "a", "a", "a"]);
        matching.pair_equal(|i| old[i], |i| new[i]);
        assert_eq!(matching.pairs().collect::<Vec<_>>(), [(0, 1), (1, 0), (2, 2)]);
        assert_eq!(matching.only_new().collect::<Vec<_>>(), [3]);
    }

    #[test]
    fn the_best_candidates_are_paired_first() {
        let mut matching = Matching::new(2, 2);
        let candidate = |(score, old, new)| Candidate { score, old, new };
        matching.pair_best([(5, 0, 0), (9, 0, 1), (5, 1, 1), (1, 1, 0)].map(candidate).into());
        assert_eq!(matching.pairs().collect::<Vec<_>>(), [(0, 1), (1, 0)]);
    }
}
