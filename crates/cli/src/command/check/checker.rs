//! [`Checker`]: reads the diagnostics of documents.

use policymark::Document;
use policymark::render::Renderer;

use super::finding::{Checked, Finding};
use super::report::{self, Format};
use super::selection::Selection;
use crate::files::Source;
use crate::language::Language;
use crate::terminal::Terminal;

/// Reads the diagnostics of documents.
pub(super) struct Checker<'s> {
    format: Format,
    selection: &'s Selection,
    renderer: Renderer,
    language: Language,
    /// Finding a fix means to try it, which takes several times as long as parsing the text.
    wants_fixes: bool,
}

impl<'s> Checker<'s> {
    pub(super) fn new(
        format: Format,
        wants_fixes: bool,
        selection: &'s Selection,
        terminal: Terminal,
    ) -> Self {
        let renderer = Renderer::new().width(terminal.width()).color(terminal.has_color());
        Self {
            format,
            selection,
            renderer: renderer.language(terminal.language),
            language: terminal.language,
            wants_fixes,
        }
    }
}

impl Checker<'_> {
    pub(super) fn check(&self, source: &Source, document: &Document) -> Checked {
        let file = source.to_string();
        if document.diagnostics().is_empty() {
            return Checked { file, findings: Vec::new(), text: String::new(), is_mended: false };
        }
        let lines = document.line_index();
        let fixes: Vec<_> =
            self.wants_fixes.then(|| document.fixes()).into_iter().flatten().collect();
        let mut fixes = fixes.iter().peekable();
        let ranked: Vec<_> =
            document.diagnostics().iter().map(|found| self.selection.ranked(found)).collect();
        let findings = document.diagnostics().iter().zip(&ranked).map(|(diagnostic, ranked)| {
            // Fixes are in the order of their diagnostics.
            let fix = fixes.next_if(|fix| std::ptr::eq(fix.diagnostic(), diagnostic));
            Finding::new(ranked, fix, &lines, self.language)
        });
        let findings: Vec<_> = findings.collect();
        let text = match self.format {
            Format::Full => {
                let shown = self.renderer.render_each(document, &ranked, &file);
                shown.map(|shown| shown + "\n\n").collect()
            }
            format => report::lines(format, &file, &findings),
        };
        Checked { file, findings, text, is_mended: false }
    }
}
