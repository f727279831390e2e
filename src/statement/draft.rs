//! Statements while they are put together.

use super::polarity::Manner;
use super::rule::Rule;
use super::{AnnotationData, MemberData, MemberRole};
use crate::annotation::{AnnotationId, Role};

/// A statement while its members are being found. A member can be added twice.
#[derive(Clone, Debug, Default)]
pub(super) struct Draft {
    pub(super) members: Vec<MemberData>,
    pub(super) has_data: bool,
    pub(super) has_action: bool,
    pub(super) has_actor: bool,
    /// Whether it took members from a lead-in.
    pub(super) is_item: bool,
    pub(super) manner: Manner,
}

impl Draft {
    pub(super) fn add(&mut self, annotation: AnnotationId, role: MemberRole, rule: Rule) {
        self.has_data |= role == MemberRole::Data;
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

    /// Adds the data of another statement, `limit` at most.
    pub(super) fn copy_data(&mut self, other: &Self, rule: Rule, limit: usize) {
        let data = other.members.iter().filter(|member| member.role == MemberRole::Data);
        for member in data.take(limit) {
            self.add(member.annotation, MemberRole::Data, rule);
        }
    }
}
