//! Which statement of the old version is which of the new one.

use super::features::{Features, StatementFeatures};
use super::headings::Under;
use super::matching::{Candidate, Matching, close_pairs};
use super::text::Hashes;

/// How much alike two statements have to be to be the same one, in thousandths: under the same heading, and
/// elsewhere.
const LIKENESS: u32 = 600;
const LIKENESS_ELSEWHERE: u32 = 750;

/// How much it counts that data, actions, actors, other parties and circumstances are alike.
const WEIGHTS: [u32; 5] = [4, 3, 1, 2, 2];

/// Pairs the statements: first those that say the same, under the same heading and then anywhere, the same
/// sentences before others; then the most similar ones.
pub(super) fn match_statements(
    old: &Features<'_>,
    new: &Features<'_>,
    headings: &Matching,
    hashes: &Hashes,
) -> Matching {
    let (before, after) = (&old.statements, &new.statements);
    let mut matching = Matching::new(before.len(), after.len());
    let old_heading = |number: usize| Under::of_old(before[number].heading, headings);
    let new_heading = |number: usize| Under::of_new(after[number].heading);
    let old_words = |number: usize| old.sentences[before[number].sentence];
    let new_words = |number: usize| new.sentences[after[number].sentence];
    matching.pair_equal(
        |i| (before[i].key, old_heading(i), old_words(i)),
        |i| (after[i].key, new_heading(i), new_words(i)),
    );
    matching.pair_equal(|i| (before[i].key, old_heading(i)), |i| (after[i].key, new_heading(i)));
    matching.pair_equal(|i| (before[i].key, old_words(i)), |i| (after[i].key, new_words(i)));
    matching.pair_equal(|i| before[i].key, |i| after[i].key);
    if matching.only_old().next().is_some() && matching.only_new().next().is_some() {
        let candidates = candidates(old, new, headings, &matching, hashes);
        matching.pair_best(candidates);
    }
    matching
}

fn candidates(
    old: &Features<'_>,
    new: &Features<'_>,
    headings: &Matching,
    matching: &Matching,
    hashes: &Hashes,
) -> Vec<Candidate> {
    let old_place = |i: usize| Under::of_old(old.statements[i].heading, headings);
    let new_place = |i: usize| Under::of_new(new.statements[i].heading);
    let before = keys(old, matching.only_old(), old_place, |i| matching.of_old[i], hashes);
    // What was paired is named by its number in the new version.
    let itself = |i: usize| matching.of_new[i].map(|_| i as u32);
    let after = keys(new, matching.only_new(), new_place, itself, hashes);
    let candidates = close_pairs(&before, &after).into_iter().filter_map(|(one, other)| {
        let (i, j) = (one as usize, other as usize);
        let score = likeness(&old.statements[i], &new.statements[j]);
        let needed = if old_place(i) == new_place(j) { LIKENESS } else { LIKENESS_ELSEWHERE };
        (score >= needed).then_some(Candidate { score, old: one, new: other })
    });
    candidates.collect()
}

/// The keys by which similar statements are found: the data and the heading, the data, the action and the
/// heading, the words of the sentence, and the statement before that is in both versions.
fn keys(
    features: &Features<'_>,
    numbers: impl Iterator<Item = usize>,
    place: impl Fn(usize) -> Under,
    paired: impl Fn(usize) -> Option<u32>,
    hashes: &Hashes,
) -> Vec<(u64, u32)> {
    let mut keys = Vec::new();
    let mut anchor = None;
    let mut seen = 0;
    for number in numbers {
        anchor = (seen..number).rev().find_map(&paired).or(anchor);
        seen = number;
        let StatementFeatures { data, action, sentence, .. } = &features.statements[number];
        let place = place(number);
        let mut add = |key: u64| keys.push((key, number as u32));
        for data in data {
            add(hashes.of((0, place, data)));
            add(hashes.of((1, data)));
        }
        add(hashes.of((2, place, action)));
        add(hashes.of((3, features.sentences[*sentence])));
        add(hashes.of((4, anchor)));
    }
    keys
}

/// How much alike two statements are, in thousandths.
pub(super) fn likeness(one: &StatementFeatures<'_>, other: &StatementFeatures<'_>) -> u32 {
    let shapes = one.shapes.iter().zip(&other.shapes);
    // The polarity counts like an actor.
    let polarity = u32::from(one.polarity == other.polarity) * 1000;
    let (mut sum, mut weights) = (polarity, 1);
    for ((one, other), weight) in shapes.zip(WEIGHTS) {
        if let Some(likeness) = one.likeness(*other) {
            sum += likeness * weight;
            weights += weight;
        }
    }
    sum / weights
}
