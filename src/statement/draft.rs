//! Statements while they are put together.

use super::rule::Rule;
use super::{AnnotationData, MemberData, MemberRole, Modality};
use crate::annotation::{AnnotationId, Role};

/// A statement while its members are being found.
#[derive(Clone, Debug, Default)]
pub(super) struct Draft {
    pub(super) members: Vec<MemberData>,
    pub(super) has_data: bool,
    pub(super) has_action: bool,
    /// Whether 由 or the like says who does it.
    pub(super) has_agent: bool,
    /// Whether its subject is not marked: `我们会[收集]`.
    pub(super) has_unmarked_subject: bool,
    pub(super) denied: bool,
    pub(super) consent_exempt: bool,
    pub(super) modality: Option<Modality>,
}

impl Draft {
    pub(super) fn add(&mut self, annotation: AnnotationId, role: MemberRole, rule: Rule) {
        self.has_data |= role == MemberRole::Data;
        self.has_action |= role == MemberRole::Action;
        self.has_agent |= rule == Rule::Agent;
        self.members.push(MemberData { annotation, role, rule });
    }

    /// A purpose or condition, as its role says.
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
}

/// The drafts of a document.
#[derive(Debug, Default)]
pub(super) struct Drafts {
    pub(super) list: Vec<Draft>,
}
