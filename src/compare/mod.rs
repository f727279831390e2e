//! Two versions of one policy compared, by statements and not by lines: which data, recipients, sources,
//! purposes, conditions and exceptions came, went or changed, which denial became an affirmation, and which
//! heading moved, was renumbered or renamed.
//!
//! [`compare`] gives the [`Change`]s from the old version to the new one. A change of wording alone is a
//! [`Reworded`](ChangeKind::Reworded); those that change what the policy says are
//! [of meaning](ChangeKind::is_of_meaning).
//!
//! ```
//! use policymark::compare::{ChangeKind, compare};
//! use policymark::parse;
//! use policymark::statement::MemberRole;
//!
//! let old = parse("一、收集\n(我们)会[收集]<邮箱、昵称>。\n(我们)不会[收集]<通讯录>。\n")?;
//! let new = parse("二、收集\n(我们)将会[收集]您的<昵称>和<邮箱>。\n(我们)会[收集]<通讯录>，用于{推荐好友}。\n")?;
//! let comparison = compare(&old, &new);
//! let kinds: Vec<_> = comparison.changes().map(|change| change.kind).collect();
//! assert_eq!(
//!     kinds,
//!     [
//!         ChangeKind::HeadingRenumbered,
//!         ChangeKind::Reworded,
//!         ChangeKind::Affirmed,
//!         ChangeKind::MemberAdded,
//!     ]
//! );
//! let purpose = comparison.changes().last().unwrap();
//! assert_eq!(purpose.role, Some(MemberRole::Purpose));
//! assert_eq!(purpose.new.unwrap().text(), "推荐好友");
//! # Ok::<(), policymark::Error>(())
//! ```
//!
//! A statement says the same if its members do in the same roles, if both are affirmed or denied, equally
//! binding, asserted or not, and in need of consent or not. Members say the same if their words are equal but
//! for blanks, width and case; data if it names the same items, in any order and in one annotation or
//! several; those who publish the policy by any name (我们, 本公司), and the user by any name; actions if both
//! verbs of two characters name the same processing (收集, 采集), unless they hand data over (共享, 出售).
//!
//! Statements that say the same are paired first, under the same heading and then anywhere. Of the rest those
//! are paired that are most alike, among those that share data, an action, the sentence or the statement before.
//! Headings are paired by their words, whatever their numbers, and then by the statements under them. All
//! this takes time linear in the length of the texts but for sorting, and is the same in both
//! directions: [`Change::reversed`] of every change is the comparison of the new version with the old one.

mod change;
mod differences;
mod features;
mod headings;
mod json;
mod matching;
mod readings;
mod statements;
mod text;

use std::collections::HashSet;

use crate::document::Document;

pub use change::{Change, ChangeKind, Place};
use differences::Versions;
use features::Features;
use headings::Under;
use matching::Matching;
pub(crate) use readings::{Readings, compare_readings};
use text::Hashes;

/// The changes from an old version of a policy to a new one.
///
/// ```
/// use policymark::compare::compare;
///
/// let old = policymark::parse("(我们)会向(甲公司)[提供]<邮箱>。")?;
/// let new = policymark::parse("(我们)会向(甲公司)、(乙公司)[提供]<邮箱>。")?;
/// let comparison = compare(&old, &new);
/// assert_eq!(comparison.to_string(), "1:1    1:13   recipient added: 乙公司 | 我们 提供 邮箱 to 甲公司、乙公司\n");
/// assert!(compare(&old, &old).is_empty());
/// # Ok::<(), policymark::Error>(())
/// ```
#[must_use]
pub fn compare<'d>(old: &'d Document, new: &'d Document) -> Comparison<'d> {
    let hashes = Hashes::new();
    let before = Features::new(old, &hashes);
    let after = Features::new(new, &hashes);
    let headings = headings::match_headings(&before, &after);
    let statements = statements::match_statements(&before, &after, &headings, &hashes);
    let mut changes = headings::heading_changes(&before, &after, &headings);
    let versions = Versions { old: &before, new: &after, hashes: &hashes };
    changes.extend(versions.statement_changes(&headings, &statements));
    sort(&mut changes, &versions, &statements);
    Comparison { old, new, changes }
}

/// What changed from an old version of a policy to a new one; see [`compare`].
///
/// It implements serde's `Serialize`; so do its [`Change`]s.
///
/// ```
/// let old = policymark::parse("一、收集\n(我们)会[收集]<邮箱>。")?;
/// let new = policymark::parse("二、收集\n(我们)会[收集]<邮箱>。")?;
/// let comparison = policymark::compare::compare(&old, &new);
/// assert_eq!(serde_json::to_value(&comparison)?, serde_json::json!({ "changes": [{
///     "kind": "heading-renumbered",
///     "of_meaning": false,
///     "old": { "span": { "start": 0, "end": 12 }, "text": "一、收集" },
///     "new": { "span": { "start": 0, "end": 12 }, "text": "二、收集" },
/// }] }));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Comparison<'d> {
    old: &'d Document,
    new: &'d Document,
    changes: Vec<Change<'d>>,
}

impl<'d> Comparison<'d> {
    /// The changes, in the order of the new version; what was removed is where it was.
    pub fn changes(&self) -> impl ExactSizeIterator<Item = Change<'d>> + DoubleEndedIterator {
        self.changes.iter().copied()
    }

    /// How many changes there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.changes.len()
    }

    /// Whether nothing changed: neither what the policy says, nor how, nor its headings.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// The old version, as it was given to [`compare`].
    #[must_use]
    pub const fn old_version(&self) -> &'d Document {
        self.old
    }

    /// The new version, as it was given to [`compare`].
    #[must_use]
    pub const fn new_version(&self) -> &'d Document {
        self.new
    }
}

impl<'d> Versions<'_, 'd> {
    /// What happened to the statements.
    fn statement_changes(&self, headings: &Matching, statements: &Matching) -> Vec<Change<'d>> {
        let mut changes = Vec::new();
        for (i, j) in statements.pairs() {
            let (before, after) = (&self.old.statements[i], &self.new.statements[j]);
            let (old, new) = (before.statement, after.statement);
            if Under::of_old(before.heading, headings) != Under::of_new(after.heading) {
                changes.push(Change::of_statement(
                    ChangeKind::StatementMoved,
                    Some(old),
                    Some(new),
                ));
            }
            if before.key != after.key {
                changes.extend(self.differences(old, new));
            }
        }
        changes.extend(self.reworded(statements));
        changes.extend(self.in_one_version(statements));
        changes
    }

    /// The statements that are only in one version.
    fn in_one_version(&self, statements: &Matching) -> Vec<Change<'d>> {
        let removed = statements.only_old().map(|i| {
            let old = self.old.statements[i].statement;
            Change::of_statement(ChangeKind::StatementRemoved, Some(old), None)
        });
        let added = statements.only_new().map(|j| {
            let new = self.new.statements[j].statement;
            Change::of_statement(ChangeKind::StatementAdded, None, Some(new))
        });
        removed.chain(added).collect()
    }

    /// For each pair of sentences with other words one change, if all that they say is the same.
    fn reworded(&self, statements: &Matching) -> Vec<Change<'d>> {
        let says_the_same =
            |i: usize, j: usize| self.old.statements[i].key == self.new.statements[j].key;
        let mut old_differs = vec![false; self.old.sentences.len()];
        for (i, features) in self.old.statements.iter().enumerate() {
            let same = statements.of_old[i].is_some_and(|j| says_the_same(i, j as usize));
            old_differs[features.sentence] |= !same;
        }
        let mut new_differs = vec![false; self.new.sentences.len()];
        for (j, features) in self.new.statements.iter().enumerate() {
            let same = statements.of_new[j].is_some_and(|i| says_the_same(i as usize, j));
            new_differs[features.sentence] |= !same;
        }
        let mut seen = HashSet::new();
        let mut changes = Vec::new();
        for (i, j) in statements.pairs() {
            let (one, other) = (self.old.statements[i].sentence, self.new.statements[j].sentence);
            let differs = self.old.sentences[one] != self.new.sentences[other];
            if differs && !old_differs[one] && !new_differs[other] && seen.insert((one, other)) {
                let (old, new) = (&self.old.statements[i], &self.new.statements[j]);
                changes
                    .push(Change::of_wording(old.statement.sentence(), new.statement.sentence()));
            }
        }
        changes
    }
}

/// Sorts changes by where they are in the new version. What was removed is after the statement that was
/// before it, by where that ends now.
fn sort(changes: &mut [Change<'_>], versions: &Versions<'_, '_>, statements: &Matching) {
    let pairs = statements.pairs();
    let mut starts: Vec<_> = pairs
        .map(|(i, j)| (&versions.old.statements[i], &versions.new.statements[j]))
        .map(|(before, after)| (before.statement.start(), after.statement.span().end()))
        .collect();
    starts.sort_unstable();
    let now = |old: u32| {
        let before = starts.partition_point(|&(start, _)| start < old);
        before.checked_sub(1).map_or(0, |last| starts[last].1)
    };
    changes.sort_by_cached_key(|change| {
        let (old, new) = change.starts;
        (new.or(old.map(now)), new.is_none(), old)
    });
}
