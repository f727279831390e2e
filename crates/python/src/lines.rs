//! The lines and columns of a document, found once.

use std::sync::Arc;

use policymark::Document;
use policymark::text::{LineIndex, Position};
use self_cell::self_cell;

self_cell! {
    /// An index with the document that it reads.
    struct Held {
        owner: Arc<Document>,
        #[covariant]
        dependent: Index,
    }
}

type Index<'d> = LineIndex<'d>;

/// Finds lines and columns. The first look-up reads the text, and the others do not.
pub(crate) struct Lines(Held);

impl Lines {
    pub(crate) fn new(document: &Arc<Document>) -> Self {
        Self(Held::new(Arc::clone(document), |document| document.line_index()))
    }

    /// The line and column of a byte offset.
    pub(crate) fn position(&self, byte: u32) -> Position {
        self.0.borrow_dependent().position(byte)
    }
}
