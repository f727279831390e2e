//! The leaves of a tree: the smallest stretches of the source, without gap or overlap.

use std::fmt;
use std::iter::FusedIterator;

use super::{NodeData, NodeId, NodeKind, Tree};
use crate::text::{Span, named_enum};

named_enum! {
    /// The kind of a leaf.
    #[non_exhaustive]
    LeafKind, "kind of leaf" {
        /// Text: `手机号码`.
        Text = "text",
        /// A backslash and the bracket that it makes literal: `\(`.
        Escape = "escape",
        /// The opening bracket of a pair: `<`.
        Open = "open",
        /// The closing bracket of a pair: `>`.
        Close = "close",
        /// A bracket without a partner: the `)` of `1)`.
        Single = "single",
    }
}

/// A leaf: a stretch of source, and the node that it is or belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Leaf {
    /// Its kind.
    pub kind: LeafKind,
    /// Where it is, in bytes.
    pub span: Span,
    /// Its node; for a bracket of a pair, the pair.
    pub node: NodeId,
}

/// The leaves in a node, in the order of the text; see [`crate::document::Node::leaves`].
#[derive(Clone)]
pub struct Leaves<'d> {
    tree: &'d Tree,
    next: u32,
    end: u32,
    /// The pairs that are open at this point. At most as many as the tree is deep.
    entered: Vec<NodeId>,
}

impl fmt::Debug for Leaves<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Leaves").field("nodes", &(self.next..self.end)).finish()
    }
}

impl<'d> Leaves<'d> {
    pub(crate) fn new(tree: &'d Tree, node: NodeId) -> Self {
        Self { tree, next: node.0, end: tree.get(node).end, entered: Vec::new() }
    }

    /// The closing bracket of the innermost open pair, if it is next.
    fn due(&mut self) -> Option<Leaf> {
        let node = *self.entered.last()?;
        if self.next < self.tree.get(node).end {
            return None;
        }
        self.entered.pop();
        let span = self.tree.get(node).span;
        let start = self.tree.inner(node).end();
        Some(Leaf { kind: LeafKind::Close, span: Span::new(start, span.end()), node })
    }
}

impl Iterator for Leaves<'_> {
    type Item = Leaf;

    fn next(&mut self) -> Option<Leaf> {
        loop {
            if let Some(close) = self.due() {
                return Some(close);
            }
            if self.next >= self.end {
                return None;
            }
            let node = NodeId(self.next);
            self.next += 1;
            let NodeData { span, shape, .. } = *self.tree.get(node);
            let kind = match shape.kind() {
                NodeKind::Document => continue,
                NodeKind::Text => LeafKind::Text,
                NodeKind::Escape => LeafKind::Escape,
                NodeKind::Single(..) => LeafKind::Single,
                NodeKind::Pair(_) => {
                    self.entered.push(node);
                    let end = self.tree.inner(node).start();
                    let span = Span::new(span.start(), end);
                    return Some(Leaf { kind: LeafKind::Open, span, node });
                }
            };
            return Some(Leaf { kind, span, node });
        }
    }
}

impl FusedIterator for Leaves<'_> {}
