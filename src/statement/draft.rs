//! Statements while they are put together.

use super::part::Part;
use super::polarity::Manner;
use super::rule::Rule;
use super::token::Mark;
use super::{MemberData, MemberRole};
use crate::annotation::AnnotationId;
use crate::outline::SentenceId;

/// How many members of one sort a statement takes over from another one, from a lead-in or from the
/// sentence before: more than any real policy needs, and what keeps 100,000 marks linear.
pub(super) const CARRIED: usize = 32;

/// A statement while its members are being found.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Draft {
    pub(super) has_action: bool,
    pub(super) has_actor: bool,
    /// Whether it took members from a lead-in.
    pub(super) is_item: bool,
    pub(super) manner: Manner,
    /// Its first and its last data, as places among the members of the batch.
    data: Option<(u32, u32)>,
}

impl Draft {
    pub(super) const fn has_data(&self) -> bool {
        self.data.is_some()
    }
}

/// A member of a draft.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tied {
    /// The number of the draft.
    pub(super) draft: u32,
    pub(super) member: MemberData,
    /// For data, the place of the draft's next data; its own place for the last.
    next: u32,
}

impl Tied {
    /// By what members are sorted.
    pub(super) const fn place(&self) -> (u32, MemberRole, AnnotationId) {
        (self.draft, self.member.role, self.member.annotation)
    }
}

/// The statements of a sentence, and the parts among its data. The members of all drafts stand in
/// one list, in the order in which they were found; none is found twice.
#[derive(Debug, Default)]
pub(super) struct Batch {
    pub(super) drafts: Vec<Draft>,
    pub(super) members: Vec<Tied>,
    pub(super) parts: Vec<Part>,
    pub(super) sentence: SentenceId,
}

impl Batch {
    pub(super) fn clear(&mut self) {
        self.drafts.clear();
        self.members.clear();
        self.parts.clear();
    }

    /// Adds a draft and returns its number.
    pub(super) fn start(&mut self, manner: Manner) -> usize {
        self.drafts.push(Draft { manner, ..Draft::default() });
        self.drafts.len() - 1
    }

    pub(super) fn add(
        &mut self,
        draft: usize,
        annotation: AnnotationId,
        role: MemberRole,
        rule: Rule,
    ) {
        let at = self.members.len() as u32;
        let state = &mut self.drafts[draft];
        state.has_action |= role == MemberRole::Action;
        state.has_actor |= role == MemberRole::Actor;
        state.is_item |= rule == Rule::LeadIn;
        if role == MemberRole::Data {
            let (first, last) = state.data.unwrap_or((at, at));
            state.data = Some((first, at));
            if let Some(last) = self.members.get_mut(last as usize) {
                last.next = at;
            }
        }
        let member = MemberData { annotation, role, rule };
        self.members.push(Tied { draft: draft as u32, member, next: at });
    }

    /// Adds a purpose or condition, as its role says.
    pub(super) fn add_adjunct(&mut self, draft: usize, mark: Mark, rule: Rule) {
        self.add(draft, mark.id, mark.adjunct_role(), rule);
    }

    /// Gives a draft the first data of another one.
    pub(super) fn copy_data(&mut self, from: usize, to: usize, rule: Rule) {
        let Some((mut at, last)) = self.drafts[from].data else { return };
        for _ in 0..CARRIED {
            let Tied { member, next, .. } = self.members[at as usize];
            self.add(to, member.annotation, MemberRole::Data, rule);
            if at == last {
                break;
            }
            at = next;
        }
    }
}
