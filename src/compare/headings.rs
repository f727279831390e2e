//! Which heading of the old version is which of the new one, and what happened to it.

use std::collections::HashMap;

use super::change::{Change, ChangeKind};
use super::features::{Features, HeadingFeatures};
use super::matching::{Candidate, Matching, close_pairs, in_order};

/// How much alike two headings have to be to be the same one, in thousandths of their words or of the
/// statements under them.
const LIKENESS: u32 = 500;

/// Under which heading a statement or a heading is, named alike in both versions.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Under {
    /// None.
    Top,
    /// A heading that is in the new version, by its number there.
    New(u32),
    /// A heading that is only in the old version, by its number there.
    Old(u32),
}

impl Under {
    /// Under this heading of the old version.
    pub(super) fn of_old(heading: Option<u32>, headings: &Matching) -> Self {
        heading.map_or(Self::Top, |heading| {
            headings.of_old[heading as usize].map_or(Self::Old(heading), Self::New)
        })
    }

    /// Under this heading of the new version.
    pub(super) fn of_new(heading: Option<u32>) -> Self {
        heading.map_or(Self::Top, Self::New)
    }
}

/// Pairs the headings: by their words and those above them, by their words alone, and then by the statements
/// under them or by similar words. Their numbers do not count.
pub(super) fn match_headings(old: &Features<'_>, new: &Features<'_>) -> Matching {
    let (before, after) = (&old.headings, &new.headings);
    let mut matching = Matching::new(before.len(), after.len());
    matching.pair_equal(|i| before[i].path, |i| after[i].path);
    matching.pair_equal(|i| before[i].text, |i| after[i].text);
    if matching.only_old().next().is_some() && matching.only_new().next().is_some() {
        let candidates = candidates(old, new, &matching);
        matching.pair_best(candidates);
    }
    matching
}

fn candidates(old: &Features<'_>, new: &Features<'_>, matching: &Matching) -> Vec<Candidate> {
    let votes = votes(old, new, matching);
    let beside = beside(old, new, matching);
    let mut pairs: Vec<_> = votes.keys().copied().chain(beside).collect();
    pairs.sort_unstable();
    pairs.dedup();
    let candidates = pairs.into_iter().map(|(one, other)| {
        let (before, after) = (&old.headings[one as usize], &new.headings[other as usize]);
        let shared = votes.get(&(one, other)).copied().unwrap_or_default();
        let content = shared * 1000 / before.statements.max(after.statements).max(1);
        let words = before.shape.likeness(after.shape).unwrap_or_default();
        Candidate { score: content.max(words), old: one, new: other }
    });
    candidates.filter(|candidate| candidate.score >= LIKENESS).collect()
}

/// For pairs of headings that have no partner how many statements are under both.
fn votes(old: &Features<'_>, new: &Features<'_>, matching: &Matching) -> HashMap<(u32, u32), u32> {
    let mut same = Matching::new(old.statements.len(), new.statements.len());
    same.pair_equal(|i| old.statements[i].key, |i| new.statements[i].key);
    let mut votes = HashMap::new();
    for (one, other) in same.pairs() {
        let pair = old.statements[one].heading.zip(new.statements[other].heading);
        let Some((one, other)) = pair else { continue };
        let is_free =
            matching.of_old[one as usize].is_none() && matching.of_new[other as usize].is_none();
        if is_free {
            *votes.entry((one, other)).or_default() += 1;
        }
    }
    votes
}

/// The headings without a partner that are under the same one, at about the same place.
fn beside(old: &Features<'_>, new: &Features<'_>, matching: &Matching) -> Vec<(u32, u32)> {
    let before = matching
        .only_old()
        .map(|number| (Under::of_old(old.headings[number].parent, matching), number as u32));
    let after = matching
        .only_new()
        .map(|number| (Under::of_new(new.headings[number].parent), number as u32));
    close_pairs(&before.collect::<Vec<_>>(), &after.collect::<Vec<_>>())
}

/// What happened to the headings.
pub(super) fn heading_changes<'d>(
    old: &Features<'d>,
    new: &Features<'d>,
    matching: &Matching,
) -> Vec<Change<'d>> {
    let (before, after) = (&old.headings, &new.headings);
    let mut changes = Vec::new();
    let moved = moved(before, after, matching);
    for (one, other) in matching.pairs() {
        let (before, after) = (&before[one], &after[other]);
        let mut add = |is_so: bool, kind| {
            if is_so {
                changes.push(Change::of_heading(kind, Some(before.section), Some(after.section)));
            }
        };
        add(moved[one], ChangeKind::HeadingMoved);
        add(before.label != after.label, ChangeKind::HeadingRenumbered);
        add(before.text != after.text, ChangeKind::HeadingRenamed);
    }
    changes.extend(matching.only_old().map(|number| {
        Change::of_heading(ChangeKind::HeadingRemoved, Some(before[number].section), None)
    }));
    changes.extend(matching.only_new().map(|number| {
        Change::of_heading(ChangeKind::HeadingAdded, None, Some(after[number].section))
    }));
    changes
}

/// For each old heading whether it is now under another one, or among those under the same one in another
/// order.
fn moved(
    before: &[HeadingFeatures<'_>],
    after: &[HeadingFeatures<'_>],
    matching: &Matching,
) -> Vec<bool> {
    let mut moved = vec![false; before.len()];
    let mut beside: HashMap<Under, Vec<(u32, u32)>> = HashMap::new();
    for (one, other) in matching.pairs() {
        let parent = Under::of_old(before[one].parent, matching);
        if parent == Under::of_new(after[other].parent) {
            beside.entry(parent).or_default().push((one as u32, other as u32));
        } else {
            moved[one] = true;
        }
    }
    for headings in beside.into_values() {
        let numbers: Vec<_> = headings.iter().map(|(_, new)| *new).collect();
        for ((old, _), in_order) in headings.iter().zip(in_order(&numbers)) {
            moved[*old as usize] = !in_order;
        }
    }
    moved
}
