//! [`Page`]: a document by its lines, and its nodes by their places.

use std::cell::OnceCell;
use std::sync::Arc;

use crate::document::{Document, Node};
use crate::text::{LineIndex, Span};

/// A document whose lines and nodes are looked up.
pub(super) struct Page<'d> {
    pub(super) document: &'d Document,
    pub(super) lines: Arc<LineIndex<'d>>,
    /// The numbers of the lines with an annotation, from 0, ascending. Found on first use: most
    /// documents have no fix.
    annotated: OnceCell<Vec<usize>>,
}

impl<'d> Page<'d> {
    pub(super) fn new(document: &'d Document) -> Self {
        let lines = Arc::new(LineIndex::new(document.text()));
        Self { document, lines, annotated: OnceCell::new() }
    }

    /// The number of the line of byte `offset`, from 0.
    pub(super) fn line_of(&self, offset: u32) -> usize {
        self.lines.line_of(offset)
    }

    /// Whether an annotation is on the line of byte `offset`.
    pub(super) fn is_annotated(&self, offset: u32) -> bool {
        let annotated = self.annotated.get_or_init(|| {
            let starts = self.document.annotations().map(|annotation| annotation.span().start());
            let mut annotated: Vec<_> = starts.map(|start| self.line_of(start)).collect();
            annotated.dedup();
            annotated
        });
        annotated.binary_search(&self.line_of(offset)).is_ok()
    }

    /// The node with exactly this span.
    pub(super) fn node_at(&self, span: Span) -> Option<Node<'d>> {
        self.document.node_at(span.start()).filter(|node| node.span() == span)
    }
}
