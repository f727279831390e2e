//! [`Draft`]: a fix that has not been tried yet.

use super::applicability::Applicability;
use super::edit::Edit;
use crate::text::{AnnotationKind, Diagnostic, Span};
use crate::tree::NodeId;

/// A fix before it is tried.
pub(super) struct Draft<'d> {
    pub(super) diagnostic: &'d Diagnostic,
    pub(super) proposal: Proposal,
}

/// A fix without its diagnostic.
pub(super) struct Proposal {
    pub(super) edits: Vec<Edit>,
    pub(super) applicability: Applicability,
    pub(super) effect: Effect,
}

/// What a fix does to the annotations.
#[derive(Clone, Copy)]
pub(super) enum Effect {
    /// They stay what they are.
    Keeps,
    /// The annotation of this node is removed.
    Removes(NodeId),
    /// There is one more, around these words.
    Adds(AnnotationKind, Span),
}

impl Proposal {
    pub(super) const fn safe(edits: Vec<Edit>, effect: Effect) -> Self {
        Self { edits, applicability: Applicability::Safe, effect }
    }

    pub(super) const fn unsure(edits: Vec<Edit>) -> Self {
        Self { edits, applicability: Applicability::Unsure, effect: Effect::Keeps }
    }

    /// Leaves it safe only if `is_sure`.
    pub(super) const fn only_if(mut self, is_sure: bool) -> Self {
        if !is_sure {
            self.applicability = Applicability::Unsure;
        }
        self
    }
}
