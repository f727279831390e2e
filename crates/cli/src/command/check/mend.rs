//! Applying the fixes that are safe.

use std::io;

use policymark::fix::{Fix, apply};
use policymark::{Document, Parser};

use crate::files::{self, Source};

/// What became of a text that can be mended.
pub(super) struct Mended {
    /// The document of the mended text.
    pub(super) document: Document,
    /// Whether the file could be written; nothing is written for standard input.
    pub(super) written: io::Result<()>,
}

/// The text with all safe fixes; `None` if that changes nothing.
pub(super) fn mended(document: &Document) -> Option<String> {
    let mended = apply(document.text(), document.fixes().filter(Fix::is_safe));
    (mended != document.text()).then_some(mended)
}

/// Mends a text, and its file.
pub(super) fn mend(parser: &Parser, source: &Source, document: &Document) -> Option<Mended> {
    let text = mended(document)?;
    let written = source.path().map_or(Ok(()), |path| files::replace(path, &text));
    // Fixes make no text longer than a parser takes, short of one at the very limit.
    let document = parser.parse(&text).ok()?;
    Some(Mended { document, written })
}
