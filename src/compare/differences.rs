//! What changed in a statement that is in both versions.

use std::collections::HashMap;

use super::change::{Change, ChangeKind, Value};
use super::features::{Features, binding, unmarked_key};
use super::matching::{Candidate, Matching, close_pairs};
use super::text::{Hashes, Shape};
use crate::document::{Annotation, Statement};
use crate::statement::{MemberRole, Polarity};

/// How much alike two members have to be to be the same one with other words, in thousandths.
const LIKENESS: u32 = 400;

/// Two versions, as far as they are compared.
pub(super) struct Versions<'f, 'd> {
    pub(super) old: &'f Features<'d>,
    pub(super) new: &'f Features<'d>,
    pub(super) hashes: &'f Hashes,
}

/// A member, and the shape of its words.
type Said<'d> = (Value<'d>, Shape);

impl<'d> Versions<'_, 'd> {
    /// What changed from one statement to the other.
    pub(super) fn differences(&self, old: Statement<'d>, new: Statement<'d>) -> Vec<Change<'d>> {
        let mut changes = Vec::new();
        let mut add = |is_so: bool, kind| {
            if is_so {
                changes.push(Change::of_statement(kind, Some(old), Some(new)));
            }
        };
        let was_denied = old.polarity() == Polarity::Denied;
        let is_denied = new.polarity() == Polarity::Denied;
        add(was_denied && !is_denied, ChangeKind::Affirmed);
        add(!was_denied && is_denied, ChangeKind::Denied);
        add(binding(old) != binding(new), ChangeKind::ModalityChanged);
        add(!old.is_asserted() && new.is_asserted(), ChangeKind::Asserted);
        add(old.is_asserted() && !new.is_asserted(), ChangeKind::Supposed);
        let (was_exempt, is_exempt) = (old.is_consent_exempt(), new.is_consent_exempt());
        add(!was_exempt && is_exempt, ChangeKind::ConsentExempted);
        add(was_exempt && !is_exempt, ChangeKind::ConsentRestored);
        let starts = (old.start(), new.start());
        for role in MemberRole::ALL {
            changes.extend(self.members((old, new), starts, *role));
        }
        changes
    }

    /// What changed among the members in one role.
    fn members(
        &self,
        (old, new): (Statement<'d>, Statement<'d>),
        starts: (u32, u32),
        role: MemberRole,
    ) -> Vec<Change<'d>> {
        let (removed, added) = self.only_in_one(old, new, role);
        if removed.is_empty() && added.is_empty() {
            return Vec::new();
        }
        let matching = match_values(role, &removed, &added);
        let change = |before: Option<usize>, after: Option<usize>| {
            let (before, after) = (before.map(|i| removed[i].0), after.map(|i| added[i].0));
            Change::of_member(role, before, after, (old, new), starts)
        };
        let changed = matching.pairs().map(|(i, j)| change(Some(i), Some(j)));
        let removed = matching.only_old().map(|i| change(Some(i), None));
        let added = matching.only_new().map(|j| change(None, Some(j)));
        changed.chain(removed).chain(added).collect()
    }

    /// The members in one role that are only in the old statement, and those only in the new one.
    fn only_in_one(
        &self,
        old: Statement<'d>,
        new: Statement<'d>,
        role: MemberRole,
    ) -> (Vec<Said<'d>>, Vec<Said<'d>>) {
        let keyed = |features: &Features<'d>, statement: Statement<'d>| {
            let annotations = statement.in_role(role);
            annotations.map(|annotation| (features.key(annotation), annotation)).collect::<Vec<_>>()
        };
        // Whole annotations first: only lists that changed are looked at item by item.
        let (removed, added) = without_equal(keyed(self.old, old), keyed(self.new, new));
        let values = |features: &Features<'d>, left: Vec<Annotation<'d>>, of: Statement<'d>| {
            let mut values = features.values(left, self.hashes);
            let words = of.unmarked().filter(|word| word.role() == role);
            values.extend(words.map(|word| {
                let said = (Value::Unmarked(word), Shape::of(word.text()));
                (unmarked_key(word, self.hashes), said)
            }));
            values
        };
        without_equal(values(self.old, removed, old), values(self.new, added, new))
    }
}

/// What is only on one side: for each that has a partner with an equal key both are left out.
fn without_equal<T>(old: Vec<(u64, T)>, new: Vec<(u64, T)>) -> (Vec<T>, Vec<T>) {
    let mut surplus: HashMap<u64, i64> = HashMap::new();
    for (key, _) in &old {
        *surplus.entry(*key).or_default() += 1;
    }
    for (key, _) in &new {
        *surplus.entry(*key).or_default() -= 1;
    }
    // From the end, so that of several with the same key the last ones are surplus.
    let mut keep = |list: Vec<(u64, T)>, sign: i64| {
        let mut kept: Vec<T> = Vec::new();
        for (key, value) in list.into_iter().rev() {
            if let Some(surplus) = surplus.get_mut(&key).filter(|surplus| **surplus * sign > 0) {
                *surplus -= sign;
                kept.push(value);
            }
        }
        kept.reverse();
        kept
    };
    (keep(old, 1), keep(new, -1))
}

/// Pairs members that are the same with other words.
fn match_values(role: MemberRole, removed: &[Said<'_>], added: &[Said<'_>]) -> Matching {
    let mut matching = Matching::new(removed.len(), added.len());
    let numbers = |values: &[Said<'_>]| -> Vec<_> {
        (0..values.len() as u32).map(|number| ((), number)).collect()
    };
    // One action, purpose or condition for another is a change of it; data and parties come and go.
    let replaces = removed.len() == 1 && added.len() == 1 && !comes_and_goes(role);
    let candidates = close_pairs(&numbers(removed), &numbers(added)).into_iter();
    let candidates = candidates.filter_map(|(old, new)| {
        let (before, after) = (removed[old as usize].1, added[new as usize].1);
        let score = before.likeness(after).unwrap_or_default();
        (replaces || score >= LIKENESS).then_some(Candidate { score, old, new })
    });
    matching.pair_best(candidates.collect());
    matching
}

const fn comes_and_goes(role: MemberRole) -> bool {
    matches!(
        role,
        MemberRole::Data
            | MemberRole::Excluded
            | MemberRole::Recipient
            | MemberRole::Source
            | MemberRole::Subject
    )
}
