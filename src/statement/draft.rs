//! Statements under construction.

use super::part::Part;
use super::polarity::Manner;
use super::rule::Rule;
use super::token::Mark;
use super::{InclusionData, MemberData, MemberRole};
use crate::annotation::AnnotationId;
use crate::lexicon::Party;
use crate::outline::SentenceId;
use crate::text::{Short, Span};

/// How many members of one sort a statement takes over from another statement, from a lead-in or from
/// the sentence before. No real policy needs more, and the limit keeps the time linear in the number of
/// annotations.
pub(super) const CARRIED: usize = 32;

/// How much of the [allowance](Batch::allow) a member that is taken over costs.
const COST: u32 = 1;

/// How much data costs. It can bring a pair of whole and part with it, and the member and the pair
/// together take as much memory as three members.
const COST_OF_DATA: u32 = 3;

// A unit of the allowance pays for eight bytes of the document.
const _: () = {
    let (member, pair) = (size_of::<MemberData>(), size_of::<InclusionData>());
    assert!(member <= 8 * COST as usize && member + pair <= 8 * COST_OF_DATA as usize);
};

/// A statement while its members are being found.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Draft {
    pub(super) has_action: bool,
    pub(super) has_actor: bool,
    /// A purpose, or a condition.
    pub(super) has_adjunct: bool,
    /// A recipient or a source.
    pub(super) has_counterpart: bool,
    /// Whether its verb is in a relative clause: `[上传]的<照片>`.
    pub(super) is_relative: bool,
    /// Whether it took more from a lead-in than the purposes and actors of its own verb.
    pub(super) is_item: bool,
    pub(super) manner: Manner,
    /// The token at which it starts, as an index into its scope: its verb, or else its data.
    pub(super) at: u32,
    /// Whether the text only supposes or asks it.
    pub(super) supposed: bool,
    /// Its first and its last data, as indices into the members of the batch.
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
    /// For data, the index of the draft's next data; for the last data, its own index.
    next: u32,
}

impl Tied {
    /// The key by which members are sorted.
    pub(super) const fn place(&self) -> (u32, MemberRole, AnnotationId) {
        (self.draft, self.member.role, self.member.annotation)
    }
}

/// An unmarked word that a draft names.
#[derive(Clone, Copy, Debug)]
pub(super) struct Named {
    /// The number of the draft.
    pub(super) draft: u32,
    pub(super) role: MemberRole,
    pub(super) party: Option<Party>,
    pub(super) span: Span,
}

/// The statements of a sentence, and the parts among its data. The members of all drafts are in one
/// list, in the order in which they were found; no member is found twice.
#[derive(Debug, Default)]
pub(super) struct Batch {
    pub(super) drafts: Short<Draft>,
    pub(super) members: Short<Tied, 32>,
    pub(super) parts: Short<Part>,
    pub(super) named: Short<Named>,
    pub(super) sentence: SentenceId,
    /// How much may still be spent on members that are taken over.
    allowance: u32,
}

impl Batch {
    pub(super) fn clear(&mut self) {
        self.drafts.clear();
        self.members.clear();
        self.parts.clear();
        self.named.clear();
    }

    /// Sets how many members the statements may take over. All statements of a document together may
    /// take over one member for each byte of text, so that the document stays proportional to its text.
    pub(super) const fn allow(&mut self, members: u32) {
        self.allowance = members;
    }

    /// How much of the allowance is left.
    pub(super) const fn allowance(&self) -> u32 {
        self.allowance
    }

    /// Adds a draft and returns its number.
    pub(super) fn start(&mut self, manner: Manner, at: u32) -> usize {
        self.drafts.push(Draft { manner, at, ..Draft::default() });
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
        state.has_adjunct |= matches!(role, MemberRole::Purpose | MemberRole::Condition);
        state.has_counterpart |= matches!(role, MemberRole::Recipient | MemberRole::Source);
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

    /// Pays for a member in this role that another statement has too. Returns whether the allowance
    /// was enough.
    pub(super) fn pay(&mut self, role: MemberRole) -> bool {
        let cost = if role == MemberRole::Data { COST_OF_DATA } else { COST };
        let left = self.allowance.checked_sub(cost);
        self.allowance = left.unwrap_or(self.allowance);
        left.is_some()
    }

    /// Adds a member that another statement has too, if the allowance is enough.
    pub(super) fn carry(
        &mut self,
        draft: usize,
        annotation: AnnotationId,
        role: MemberRole,
        rule: Rule,
    ) {
        if self.pay(role) {
            self.add(draft, annotation, role, rule);
        }
    }

    /// Adds a purpose or a condition.
    pub(super) fn add_adjunct(&mut self, draft: usize, mark: Mark, rule: Rule) {
        self.add(draft, mark.id, mark.adjunct_role(), rule);
    }

    /// Gives a draft the first data of another one.
    pub(super) fn copy_data(&mut self, from: usize, to: usize, rule: Rule) {
        let Some((mut at, last)) = self.drafts[from].data else { return };
        for _ in 0..CARRIED {
            let Tied { member, next, .. } = self.members[at as usize];
            self.carry(to, member.annotation, MemberRole::Data, rule);
            if at == last {
                break;
            }
            at = next;
        }
    }
}
