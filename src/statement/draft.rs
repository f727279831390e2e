//! Statements while they are put together.

use super::polarity::Manner;
use super::rule::Rule;
use super::{AnnotationData, MemberData, MemberRole};
use crate::annotation::{AnnotationId, Role};

/// How many members of one sort a statement takes over from another one, from a lead-in or from the
/// sentence before: more than any real policy needs, and what keeps 100,000 marks linear.
pub(super) const CARRIED: usize = 32;

/// A statement while its members are being found. A member can be added twice.
#[derive(Clone, Debug, Default)]
pub(super) struct Draft {
    pub(super) members: Vec<MemberData>,
    /// Its first data: those that another statement can take over.
    pub(super) data: Vec<AnnotationId>,
    pub(super) has_action: bool,
    pub(super) has_actor: bool,
    /// Whether it took members from a lead-in.
    pub(super) is_item: bool,
    pub(super) manner: Manner,
}

impl Draft {
    pub(super) fn add(&mut self, annotation: AnnotationId, role: MemberRole, rule: Rule) {
        if role == MemberRole::Data && self.data.len() < CARRIED {
            self.data.push(annotation);
        }
        self.has_action |= role == MemberRole::Action;
        self.is_item |= rule == Rule::LeadIn;
        self.has_actor |= role == MemberRole::Actor;
        self.members.push(MemberData { annotation, role, rule });
    }

    /// Adds a purpose or condition, as its role says.
    pub(super) fn add_adjunct(
        &mut self,
        annotation: AnnotationId,
        rule: Rule,
        annotations: &[AnnotationData],
    ) {
        let role = annotations.get(annotation.index()).and_then(|data| data.role);
        let role = match role {
            Some(Role::Condition) => MemberRole::Condition,
            _ => MemberRole::Purpose,
        };
        self.add(annotation, role, rule);
    }

    pub(super) fn has_data(&self) -> bool {
        !self.data.is_empty()
    }

    /// Adds the data of another statement.
    pub(super) fn copy_data(&mut self, other: &Self, rule: Rule) {
        for &id in &other.data {
            self.add(id, MemberRole::Data, rule);
        }
    }

    /// What of a lead-in governs its items: its own members without data.
    pub(super) fn without_data(&self) -> Self {
        let own = |m: &&MemberData| m.role != MemberRole::Data && m.rule != Rule::LeadIn;
        let members = self.members.iter().filter(own).take(CARRIED).copied().collect();
        Self { members, data: Vec::new(), ..*self }
    }
}
