//! Claims: statements in a form in which those of the gold and of the parser can be compared.

use std::collections::BTreeSet;

use policymark::AnnotationKind;
use policymark::statement::MemberRole;

/// The number of an annotation in the gold.
pub(crate) type Mark = u32;

/// A statement of the gold, or one of the parser in the numbers of the gold.
#[derive(Default)]
pub(crate) struct Claim {
    pub(crate) members: BTreeSet<(MemberRole, Mark)>,
    pub(crate) is_denied: bool,
    /// What it takes from a lead-in or a reference, in any role. Only the gold has this.
    pub(crate) lent: BTreeSet<(AnnotationKind, Mark)>,
    /// Wholes and parts.
    pub(crate) parts: BTreeSet<(Mark, Mark)>,
    /// The lines that it announces.
    pub(crate) items: BTreeSet<u32>,
}

/// Whether members in this role are counted. The gold rarely has data subjects and never excluded data.
pub(crate) const fn is_counted(role: MemberRole) -> bool {
    !matches!(role, MemberRole::Subject | MemberRole::Excluded)
}

impl Claim {
    /// Whether it has this member. Purposes and conditions count as the same, since that does not depend on
    /// the rule that ties them. What is taken from a lead-in can have any role.
    pub(crate) fn has(&self, role: MemberRole, mark: Mark) -> bool {
        use MemberRole::{Condition, Purpose};
        let is_tied = match role {
            Purpose | Condition => self.holds(Purpose, mark) || self.holds(Condition, mark),
            role => self.holds(role, mark),
        };
        is_tied || self.lent.contains(&(role.kind(), mark))
    }

    /// Its annotations by kind, with those that it takes from elsewhere.
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

    /// Whether a statement of the gold is found exactly: with the same annotations, denial, exceptions and
    /// absences, and with its own actors, recipients and sources in the same roles.
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

    /// Whether an actor is a data subject and nothing else.
    fn is_mere_owner(&self, mark: Mark) -> bool {
        use MemberRole::{Actor, Place, Recipient, Source};
        let does_more = |&role: &MemberRole| self.holds(role, mark);
        self.is_owner(mark) && ![Actor, Recipient, Source, Place].iter().any(does_more)
    }
}

/// Finds for each statement of the parser the statement of the gold with which it shares most
/// annotations, as an index. No statement of the gold is used twice.
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

/// Which statements of the parser are exactly a statement of the gold, one to one.
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
