//! [`Page`]: a document by its lines, and its nodes by their places.

use std::cell::OnceCell;

use memchr::memchr_iter;

use crate::document::{Document, Node};
use crate::text::Span;
use crate::tree::NodeId;

/// A document whose lines and nodes are looked up.
pub(super) struct Page<'d> {
    pub(super) document: &'d Document,
    lines: OnceCell<Lines>,
}

/// Found on first use: most documents have no fix.
struct Lines {
    /// The offsets at which lines end.
    ends: Vec<u32>,
    /// The numbers of the lines with an annotation, from 0, ascending.
    annotated: Vec<usize>,
}

impl<'d> Page<'d> {
    pub(super) const fn new(document: &'d Document) -> Self {
        Self { document, lines: OnceCell::new() }
    }

    fn lines(&self) -> &Lines {
        self.lines.get_or_init(|| {
            let text = self.document.text().as_bytes();
            let ends = memchr_iter(b'\n', text).map(|at| at as u32).collect();
            let mut lines = Lines { ends, annotated: Vec::new() };
            let starts = self.document.annotations().map(|annotation| annotation.span().start());
            let mut annotated: Vec<_> = starts.map(|start| lines.of(start)).collect();
            annotated.dedup();
            lines.annotated = annotated;
            lines
        })
    }

    /// The number of the line of byte `offset`, from 0.
    pub(super) fn line_of(&self, offset: u32) -> usize {
        self.lines().of(offset)
    }

    /// Whether an annotation is on the line of byte `offset`.
    pub(super) fn is_annotated(&self, offset: u32) -> bool {
        self.lines().annotated.binary_search(&self.line_of(offset)).is_ok()
    }

    /// The node with exactly this span, other than the root.
    pub(super) fn node_at(&self, span: Span) -> Option<Node<'d>> {
        let nodes = self.document.tree.nodes.get(1..)?;
        // Nodes are in preorder, and what holds a node starts before it.
        let index = nodes.binary_search_by_key(&span.start(), |node| node.span.start()).ok()?;
        self.document.node(NodeId(index as u32 + 1)).filter(|node| node.span() == span)
    }
}

impl Lines {
    fn of(&self, offset: u32) -> usize {
        self.ends.partition_point(|&end| end < offset)
    }
}
