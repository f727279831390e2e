//! [`Checker`]: reads the diagnostics of documents.

use policymark::Document;
use policymark::fix::Fix;
use policymark::render::Renderer;
use policymark::text::Diagnostic;

use super::finding::{Checked, Finding, Tally};
use super::report::{self, Format};
use crate::command::selection::Selection;
use crate::files::{Source, Unusable};
use crate::language::Language;
use crate::terminal::Terminal;

/// Reads the diagnostics of documents.
pub(super) struct Checker<'s> {
    /// `None` if only how much was found is shown.
    format: Option<Format>,
    selection: &'s Selection,
    renderer: Renderer,
    language: Language,
    /// Finding a fix means to try it, which takes several times as long as parsing the text.
    wants_fixes: bool,
}

impl<'s> Checker<'s> {
    pub(super) fn new(
        format: Option<Format>,
        selection: &'s Selection,
        terminal: Terminal,
    ) -> Self {
        let renderer = Renderer::new().width(terminal.width()).color(terminal.has_color());
        Self {
            format,
            selection,
            renderer: renderer.language(terminal.language),
            language: terminal.language,
            wants_fixes: format.is_none_or(Format::has_fixes),
        }
    }
}

impl Checker<'_> {
    pub(super) fn check(&self, source: &Source, document: &Document) -> Checked {
        let mut checked = Checked { file: source.to_string(), ..Checked::default() };
        let diagnostics = document.diagnostics();
        if diagnostics.is_empty() {
            return checked;
        }
        let fixes = self.fixes(document);
        let severities = diagnostics.iter().map(|found| self.selection.severity(found));
        let found = diagnostics.iter().zip(severities).zip(&fixes);
        checked.tally = found
            .map(|((diagnostic, severity), fix)| Tally {
                code: diagnostic.code(),
                severity,
                is_fixable: fix.as_ref().is_some_and(Fix::is_safe),
            })
            .collect();
        match self.format {
            None => {}
            Some(Format::Full) => checked.text = self.full(document, &checked.file),
            Some(Format::Concise) => {
                let found = diagnostics.iter().zip(&checked.tally);
                let found = found.map(|(diagnostic, tally)| (diagnostic, tally.severity));
                let lines = document.line_index();
                checked.text = report::concise(&checked.file, found, &lines, self.language);
            }
            Some(format) => {
                checked.findings = self.findings(document, &checked.tally, &fixes);
                checked.text = report::lines(format, &checked.file, &checked.findings);
            }
        }
        checked
    }

    /// A file that could not be read.
    pub(super) fn unusable(&self, source: &Source, fault: &Unusable) -> Checked {
        let unread = Checked { file: source.to_string(), ..Checked::default() };
        self.with_fault(unread, fault.message(self.language))
    }

    /// What was found in a file, with why the file could not be read or written.
    pub(super) fn with_fault(&self, checked: Checked, fault: String) -> Checked {
        let told = self.format.map(|format| report::fault(format, &checked.file, &fault));
        let text = checked.text + &told.unwrap_or_default();
        Checked { text, fault: Some(fault), ..checked }
    }

    /// The fix of each diagnostic, if it has one and it is wanted.
    fn fixes<'d>(&self, document: &'d Document) -> Vec<Option<Fix<'d>>> {
        let fixes = self.wants_fixes.then(|| document.fixes());
        // They are in the order of their diagnostics.
        let mut fixes = fixes.into_iter().flatten().peekable();
        let fix_of = |diagnostic: &Diagnostic| {
            fixes.next_if(|fix| std::ptr::eq(fix.diagnostic(), diagnostic))
        };
        document.diagnostics().iter().map(fix_of).collect()
    }

    fn full(&self, document: &Document, file: &str) -> String {
        let ranked: Vec<_> =
            document.diagnostics().iter().map(|found| self.selection.ranked(found)).collect();
        let shown = self.renderer.render_each(document, &ranked, file);
        shown.map(|shown| shown + "\n\n").collect()
    }

    fn findings(
        &self,
        document: &Document,
        tally: &[Tally],
        fixes: &[Option<Fix<'_>>],
    ) -> Vec<Finding> {
        let lines = document.line_index();
        let found = document.diagnostics().iter().zip(tally).zip(fixes);
        found
            .map(|((diagnostic, tally), fix)| {
                Finding::new(diagnostic, tally.severity, fix.as_ref(), &lines, self.language)
            })
            .collect()
    }
}
