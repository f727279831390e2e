//! What a statement claims, the same for gold and parser, so that the two can be compared.

use std::collections::BTreeSet;

use policymark::AnnotationKind;
use policymark::statement::MemberRole;

/// The number of an annotation in the gold.
pub(crate) type Mark = u32;

/// A statement: the gold's, or the parser's in the gold's numbers.
#[derive(Default)]
pub(crate) struct Claim {
    pub(crate) members: BTreeSet<(MemberRole, Mark)>,
    pub(crate) is_denied: bool,
    /// What it takes from a lead-in or a reference, in whatever role. Of the gold alone.
    pub(crate) lent: BTreeSet<(AnnotationKind, Mark)>,
    /// Wholes and parts.
    pub(crate) parts: BTreeSet<(Mark, Mark)>,
    /// The lines that it announces.
    pub(crate) items: BTreeSet<u32>,
}

/// The gold says seldom whose data it is, and never what data is left out: no measure counts these.
pub(crate) const fn is_counted(role: MemberRole) -> bool {
    !matches!(role, MemberRole::Subject | MemberRole::Excluded)
}

impl Claim {
    /// Whether it has this member. Purposes and conditions are not told apart, since that is not said by
    /// what ties them; and what is taken from a lead-in has any role.
    pub(crate) fn has(&self, role: MemberRole, mark: Mark) -> bool {
        use MemberRole::{Condition, Purpose};
        let is_tied = match role {
            Purpose | Condition => self.holds(Purpose, mark) || self.holds(Condition, mark),
            role => self.holds(role, mark),
        };
        is_tied || self.lent.contains(&(role.kind(), mark))
    }

    /// Its marks by kind, with those that it takes from elsewhere.
    fn marks(&self) -> BTreeSet<(AnnotationKind, Mark)> {
        let own = self.members.iter().filter(|(role, _)| *role != MemberRole::Excluded);
        own.map(|&(role, mark)| (role.kind(), mark)).chain(self.lent.iter().copied()).collect()
    }

    fn in_role(&self, role: MemberRole) -> impl Iterator<Item = Mark> {
        self.members.iter().filter(move |member| member.0 == role).map(|member| member.1)
    }

    fn holds(&self, role: MemberRole, mark: Mark) -> bool {
        self.members.contains(&(role, mark))
    }

    /// Whether a gold statement is found word for word: the same marks, denial, exceptions and absences, and
    /// each actor, recipient and source that is its own in the same role.
    fn is_found_in(&self, found: &Self) -> bool {
        use MemberRole::{Absence, Actor, Condition, Exception, Purpose, Recipient, Source};
        let is_kept = |role| self.in_role(role).all(|mark| found.holds(role, mark));
        let is_plain = |role| {
            let bears = |mark| found.holds(Exception, mark) || found.holds(Absence, mark);
            !self.in_role(role).any(bears)
        };
        let (mine, theirs) = (self.marks(), found.marks());
        self.is_denied == found.is_denied
            && mine.symmetric_difference(&theirs).all(|&(kind, mark)| {
                kind == AnnotationKind::Actor && (self.is_owner(mark) || found.is_mere_owner(mark))
            })
            && [Actor, Recipient, Source, Exception, Absence].into_iter().all(is_kept)
            && [Purpose, Condition].into_iter().all(is_plain)
    }

    fn is_owner(&self, mark: Mark) -> bool {
        self.holds(MemberRole::Subject, mark)
    }

    /// Whether an actor is only whose data it is.
    fn is_mere_owner(&self, mark: Mark) -> bool {
        use MemberRole::{Actor, Place, Recipient, Source};
        let does_more = |&role: &MemberRole| self.holds(role, mark);
        self.is_owner(mark) && ![Actor, Recipient, Source, Place].iter().any(does_more)
    }
}

/// For each statement found, the place of the gold statement that it shares most marks with; no gold
/// statement is given twice.
pub(crate) fn pair(gold: &[Claim], found: &[Claim]) -> Vec<Option<usize>> {
    let gold: Vec<_> = gold.iter().map(Claim::marks).collect();
    let mut shared = Vec::new();
    for (at, claim) in found.iter().enumerate() {
        let marks = claim.marks();
        let count = |one: &BTreeSet<_>| one.intersection(&marks).count();
        shared.extend(gold.iter().enumerate().map(|(g, one)| (count(one), g, at)));
    }
    shared.retain(|&(count, _, _)| count > 0);
    shared.sort_by_key(|&(count, g, at)| (std::cmp::Reverse(count), g, at));
    let mut pairs = vec![None; found.len()];
    let mut taken = vec![false; gold.len()];
    for (_, g, at) in shared {
        if pairs[at].is_none() && !taken[g] {
            (pairs[at], taken[g]) = (Some(g), true);
        }
    }
    pairs
}

/// Which of the statements found are word for word a statement of the gold, one to one.
pub(crate) fn exact(gold: &[Claim], found: &[Claim]) -> Vec<bool> {
    let mut exact = vec![false; found.len()];
    for one in gold {
        let mut places = found.iter().enumerate();
        if let Some((at, _)) = places.find(|&(at, claim)| !exact[at] && one.is_found_in(claim)) {
            exact[at] = true;
        }
    }
    exact
}
