//! Two readings of one text compared: statements with a verb at the same place are the same statement.

use std::collections::{HashMap, HashSet};

use super::change::{Change, ChangeKind, Place};
use super::differences::Versions;
use super::features::Features;
use super::matching::{Candidate, Matching, close_pairs};
use super::statements::likeness;
use super::text::Hashes;
use crate::annotation::AnnotationId;
use crate::document::Document;

/// How much alike statements are that say the same: more than any others.
const SAME: u32 = 1001;

/// Where a verb of a statement is, as both readings count it, and the number of the statement.
type VerbPlace = ((u32, u32), u32);

/// What two readings of one text say differently.
pub(crate) struct Readings<'d> {
    /// From the first reading to the second, in no order. Nothing in it is reworded or moved.
    pub(crate) changes: Vec<Change<'d>>,
    /// How many statements say the same in both.
    pub(crate) same: usize,
}

/// Compares two readings of one text, given the verbs of the statements in each, and for each annotation of the
/// first reading the one of the second that overlaps it. Of the statements that share a verb the most
/// similar ones are paired.
pub(crate) fn compare_readings<'d>(
    documents: [&'d Document; 2],
    verbs: &[Vec<VerbPlace>; 2],
    partners: &[Option<AnnotationId>],
) -> Readings<'d> {
    let hashes = Hashes::new();
    let [old, new] = documents.map(|document| Features::new(document, &hashes));
    let mut matching = Matching::new(old.statements.len(), new.statements.len());
    let candidates = close_pairs(&verbs[0], &verbs[1]).into_iter().map(|(i, j)| {
        let (one, other) = (&old.statements[i as usize], &new.statements[j as usize]);
        let score = if one.key == other.key { SAME } else { likeness(one, other) };
        Candidate { score, old: i, new: j }
    });
    matching.pair_best(candidates.collect());

    let versions = Versions { old: &old, new: &new, hashes: &hashes };
    let (mut changes, mut same) = (Vec::new(), 0);
    for (i, j) in matching.pairs() {
        let (one, other) = (&old.statements[i], &new.statements[j]);
        let mut differences = Vec::new();
        if one.key != other.key {
            differences = versions.differences(one.statement, other.statement);
            // A verb that only one of them marks is the same verb.
            differences.retain(Change::is_of_words);
            join(&mut differences, partners);
        }
        same += usize::from(differences.is_empty());
        changes.append(&mut differences);
    }
    changes.extend(versions.in_one_version(&matching));
    Readings { changes, same }
}

/// Takes a member that is only in one reading and the one that overlaps it, which is only in the other, for one member
/// with other bounds.
fn join(changes: &mut Vec<Change<'_>>, partners: &[Option<AnnotationId>]) {
    let mut added: HashMap<_, _> = changes
        .iter()
        .filter(|change| change.kind == ChangeKind::MemberAdded)
        .filter_map(|change| Some(((change.role, change.new?.whole_annotation()?.id()), *change)))
        .collect();
    let mut joined = HashSet::new();
    for change in changes.iter_mut().filter(|change| change.kind == ChangeKind::MemberRemoved) {
        let annotation = change.old.and_then(Place::whole_annotation);
        let partner = annotation.and_then(|annotation| partners[annotation.id().index()]);
        let Some(partner) = partner.map(|partner| (change.role, partner)) else { continue };
        if let Some(added) = added.remove(&partner) {
            joined.insert(partner);
            *change = change.joined(added);
        }
    }
    changes.retain(|change| {
        let annotation = change.new.and_then(Place::whole_annotation);
        let is_joined = annotation.is_some_and(|a| joined.contains(&(change.role, a.id())));
        change.kind != ChangeKind::MemberAdded || !is_joined
    });
}
