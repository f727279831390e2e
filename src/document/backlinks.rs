//! [`Backlinks`]: from a node to its parent, from an annotation to its statements, and from a reference
//! to what it can mean.

use std::sync::OnceLock;

use super::{Document, Lists};
use crate::annotation::AnnotationId;
use crate::statement::StatementId;
use crate::tree::{NodeId, Tree};

/// Links backwards. The lists of a document lead forwards, from a node to its children and from a
/// statement to its members. The links back are computed on first use; parsing does not need them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Backlinks {
    parents: OnceLock<Box<[NodeId]>>,
    statements: OnceLock<Lists<StatementId>>,
    /// For each statement that references mean, its data and its third parties.
    antecedents: OnceLock<Lists<AnnotationId>>,
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

    /// What references to a statement can mean: its data (`are_data`) or its third parties, as far as
    /// they do not refer back themselves; in the order of the text, each once.
    pub(super) fn antecedents(&self, statement: StatementId, are_data: bool) -> &[AnnotationId] {
        let antecedents = self.backlinks.antecedents.get_or_init(|| {
            let named = self.named();
            Lists::new(2 * self.statements.list.len(), || named.iter().copied())
        });
        antecedents.get(list_of(statement, are_data))
    }

    /// What references can mean, each with the number of its list.
    fn named(&self) -> Vec<(usize, AnnotationId)> {
        let mut targets: Vec<_> =
            self.statements.references.iter().map(|reference| reference.target).collect();
        targets.sort_unstable();
        targets.dedup();
        let mut named = Vec::new();
        for target in targets.into_iter().filter_map(|id| self.statement(id)) {
            for member in target.members().filter(|member| !member.annotation.refers_back()) {
                let are_data = [true, false].into_iter().find(|&are| member.can_be_meant(are));
                let list = are_data.map(|are_data| list_of(target.id(), are_data));
                named.extend(list.map(|list| (list, member.annotation.id())));
            }
        }
        // A third party can be both the actor and the recipient of a statement.
        named.sort_unstable();
        named.dedup();
        named
    }
}

/// The number of the list of what is meant of a statement.
const fn list_of(statement: StatementId, are_data: bool) -> usize {
    2 * statement.index() + are_data as usize
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
