//! [`Backlinks`]: from a node to its parent, and from an annotation to its statements.

use std::sync::OnceLock;

use super::{Document, Lists};
use crate::statement::StatementId;
use crate::tree::{NodeId, Tree};

/// Links backwards. The lists of a document lead forwards, from a node to its children and from a
/// statement to its members. The links back are computed on first use; parsing does not need them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Backlinks {
    parents: OnceLock<Box<[NodeId]>>,
    statements: OnceLock<Lists<StatementId>>,
}

impl Document {
    /// The parent of each node, by number; the root is its own.
    pub(super) fn parents(&self) -> &[NodeId] {
        self.backlinks.parents.get_or_init(|| parents(&self.tree))
    }

    /// The statements of which each annotation is a member, in order.
    pub(super) fn statements_by_member(&self) -> &Lists<StatementId> {
        self.backlinks.statements.get_or_init(|| {
            let members = self.statements().flat_map(|statement| {
                let members = statement.members().map(|member| member.annotation.id().index());
                members.map(move |member| (member, statement.id()))
            });
            // An annotation can be both the actor and the recipient of a statement.
            let mut members: Vec<_> = members.collect();
            members.sort_unstable();
            members.dedup();
            Lists::new(self.annotations.len(), || members.iter().copied())
        })
    }
}

fn parents(tree: &Tree) -> Box<[NodeId]> {
    let mut parents = vec![NodeId(0); tree.nodes.len()];
    for parent in (0..tree.nodes.len() as u32).map(NodeId) {
        for child in tree.children(parent) {
            parents[child.index()] = parent;
        }
    }
    parents.into()
}
