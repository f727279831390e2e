//! [`Page`]: an open policy as it is now, for whoever answers a request about it.

use std::ops::Range;

use gen_lsp_types as lsp;
use policymark::{Annotation, Document};

use crate::position::Lines;
use crate::settings::Rules;
use crate::words::Words;

/// An open policy, and how places in it are given.
pub(crate) struct Page<'d> {
    pub(crate) uri: &'d lsp::Uri,
    /// The version that the client has given to the text.
    pub(crate) version: Option<i32>,
    pub(crate) document: &'d Document,
    pub(crate) lines: Lines<'d>,
    pub(crate) rules: &'d Rules,
    /// Whether the client wants to know of which version the text is that edits are for.
    pub(crate) versions_edits: bool,
    pub(crate) words: Words,
}

impl<'d> Page<'d> {
    /// The place of a stretch of bytes.
    pub(crate) fn range(&self, bytes: impl Into<Range<usize>>) -> lsp::Range {
        self.lines.range(bytes)
    }

    /// The place of a stretch of bytes in this policy.
    pub(crate) fn location(&self, bytes: impl Into<Range<usize>>) -> lsp::Location {
        lsp::Location { uri: self.uri.clone(), range: self.range(bytes) }
    }

    /// The edit of a stretch of bytes.
    pub(crate) fn edit(&self, bytes: impl Into<Range<usize>>, new_text: &str) -> lsp::TextEdit {
        lsp::TextEdit { range: self.range(bytes), new_text: new_text.to_owned() }
    }

    /// The innermost mark at a byte, or right before it: a cursor between two characters is at both.
    pub(crate) fn annotation_at(&self, offset: u32) -> Option<Annotation<'d>> {
        let before =
            || offset.checked_sub(1).and_then(|before| self.document.annotation_at(before));
        self.document.annotation_at(offset).or_else(before)
    }
}
