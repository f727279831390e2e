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

/// Mends texts.
pub(super) struct Mender<'p> {
    parser: &'p Parser,
    /// It keeps all diagnostics: a fix that is not reported is still wanted.
    thorough: Parser,
    /// How many diagnostics `parser` keeps.
    limit: usize,
}

impl<'p> Mender<'p> {
    pub(super) fn new(parser: &'p Parser, limit: usize) -> Self {
        Self { parser, thorough: parser.clone().max_diagnostics(usize::MAX), limit }
    }

    /// The text with all safe fixes. `None` if that changes nothing, or makes the text too long to be read again.
    pub(super) fn mended(&self, document: &Document) -> Option<String> {
        Some(self.reparsed(document)?.0)
    }

    fn reparsed(&self, document: &Document) -> Option<(String, Document)> {
        let text = document.text();
        let is_cut = document.diagnostics().len() >= self.limit;
        let whole = is_cut.then(|| self.thorough.parse(text).ok()).flatten();
        let document = whole.as_ref().unwrap_or(document);
        let mended = apply(text, document.fixes().filter(Fix::is_safe));
        if mended == text {
            return None;
        }
        let reparsed = self.parser.parse(&mended).ok()?;
        Some((mended, reparsed))
    }

    /// Mends a text, and its file.
    pub(super) fn mend(&self, source: &Source, document: &Document) -> Option<Mended> {
        let (text, mended) = self.reparsed(document)?;
        let written =
            source.path().map_or(Ok(()), |path| files::replace(path, document.text(), &text));
        Some(Mended { document: mended, written })
    }
}
