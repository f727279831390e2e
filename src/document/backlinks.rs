//! [`Backlinks`]: from a node to its parent, from an annotation to its statements, and from a reference
//! to what it can mean.

use std::sync::OnceLock;

use super::statement::Antecedent;
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
    /// Two lists for each statement, its data and its third parties. Those of a statement that no
    /// reference means are empty.
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

    /// What references to a statement can mean, in the order of the text, each once; nothing for a
    /// statement to which there is no reference.
    pub(crate) fn antecedents(
        &self,
        statement: StatementId,
        antecedent: Antecedent,
    ) -> &[AnnotationId] {
        let antecedents = self.backlinks.antecedents.get_or_init(|| {
            let found = self.find_antecedents();
            Lists::new(2 * self.statements.list.len(), || found.iter().copied())
        });
        antecedents.get(list_of(statement, antecedent))
    }

    /// What references can mean, each with the number of its list.
    fn find_antecedents(&self) -> Vec<(usize, AnnotationId)> {
        let mut targets: Vec<_> =
            self.statements.references.iter().map(|reference| reference.target).collect();
        targets.sort_unstable();
        targets.dedup();
        let members = targets.into_iter().filter_map(|id| self.statement(id)).flat_map(|target| {
            target.members().filter_map(move |member| {
                Some((list_of(target.id(), member.antecedent()?), member.annotation.id()))
            })
        });
        // Members are sorted by role, and a third party can be both the actor and the recipient.
        let mut found: Vec<_> = members.collect();
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// The number of the list of what is meant of a statement.
const fn list_of(statement: StatementId, antecedent: Antecedent) -> usize {
    2 * statement.index() + antecedent as usize
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
