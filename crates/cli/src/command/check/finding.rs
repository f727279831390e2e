//! [`Finding`]: a diagnostic of a file, with all that output formats need.

use std::collections::BTreeMap;

use policymark::Document;
use policymark::fix::{Applicability, Fix};
use policymark::render::Renderer;
use policymark::text::{Code, Diagnostic, LineIndex, Position, Severity, Span, visible};
use serde::Serialize;

use super::report::{self, Format};
use super::selection::Selection;
use crate::files::Source;
use crate::language::{Language, Say};
use crate::terminal::Terminal;

/// What was found in one file.
pub(super) struct Checked {
    /// The name of the file.
    pub(super) file: String,
    pub(super) findings: Vec<Finding>,
    /// The findings in a format for a person.
    pub(super) text: String,
    /// Whether the file was mended before.
    pub(super) is_mended: bool,
}

/// Reads the diagnostics of documents.
pub(super) struct Checker<'s> {
    format: Format,
    selection: &'s Selection,
    renderer: Renderer,
    language: Language,
    /// Finding a fix means to try it, which takes several times as long as parsing the text.
    wants_fixes: bool,
}

impl Checked {
    pub(super) fn checker(
        format: Format,
        wants_fixes: bool,
        selection: &Selection,
        terminal: Terminal,
    ) -> Checker<'_> {
        let renderer = Renderer::new().width(terminal.width()).color(terminal.has_color());
        Checker {
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

/// A diagnostic and where it is. JSON has it in this form.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Finding {
    pub(super) code: Code,
    pub(super) severity: Severity,
    pub(super) message: String,
    pub(super) help: String,
    #[serde(flatten)]
    pub(super) place: Place,
    /// A second place that explains the first.
    pub(super) related: Option<Place>,
    pub(super) fix: Option<FoundFix>,
}

/// A piece of the text in several units.
#[derive(Clone, Copy, Debug, Serialize)]
pub(super) struct Place {
    pub(super) start: Point,
    pub(super) end: Point,
}

/// A place in the text. Lines and columns count from 1, offsets from 0.
#[derive(Clone, Copy, Debug, Serialize)]
pub(super) struct Point {
    pub(super) line: u32,
    /// In grapheme clusters, what a reader sees as one character.
    pub(super) column: u32,
    /// The column in Unicode code points.
    pub(super) code_point: u32,
    pub(super) byte: u32,
}

/// What to write instead.
#[derive(Clone, Debug, Serialize)]
pub(super) struct FoundFix {
    pub(super) applicability: Applicability,
    pub(super) edits: Vec<FoundEdit>,
}

#[derive(Clone, Debug, Serialize)]
pub(super) struct FoundEdit {
    #[serde(flatten)]
    pub(super) place: Place,
    pub(super) replacement: String,
}

impl Finding {
    pub(super) fn new(
        diagnostic: &Diagnostic,
        fix: Option<&Fix<'_>>,
        lines: &LineIndex<'_>,
        language: Language,
    ) -> Self {
        let edit = |edit: &policymark::fix::Edit| FoundEdit {
            place: Place::new(edit.span(), lines),
            replacement: edit.replacement().to_owned(),
        };
        Self {
            code: diagnostic.code(),
            severity: diagnostic.severity(),
            message: diagnostic.message_in(language).into_owned(),
            help: diagnostic.help_in(language).to_owned(),
            place: Place::new(diagnostic.span(), lines),
            related: diagnostic.related().map(|span| Place::new(span, lines)),
            fix: fix.map(|fix| FoundFix {
                applicability: fix.applicability(),
                edits: fix.edits().iter().map(edit).collect(),
            }),
        }
    }

    /// `policy.txt:1:6: error[bracket-unclosed]: “<” has no “>” on its line`
    pub(super) fn line(&self, file: &str) -> String {
        let Self { code, severity, message, place, related, .. } = self;
        let Point { line, column, .. } = place.start;
        let see = related.map_or_else(String::new, |related| {
            format!(" (see {}:{})", related.start.line, related.start.column)
        });
        let (file, message) = (visible(file), visible(message));
        format!("{file}:{line}:{column}: {severity}[{code}]: {message}{see}\n")
    }

    pub(super) fn is_fixable(&self) -> bool {
        self.fix.as_ref().is_some_and(|fix| fix.applicability == Applicability::Safe)
    }
}

impl Place {
    fn new(span: Span, lines: &LineIndex<'_>) -> Self {
        Self { start: Point::new(span.start(), lines), end: Point::new(span.end(), lines) }
    }
}

impl Point {
    fn new(byte: u32, lines: &LineIndex<'_>) -> Self {
        let Position { line, column } = lines.position(byte);
        let start = lines.position_to_byte(Position { line, column: 1 }).unwrap_or(byte);
        let code_point = lines.to_chars(byte).saturating_sub(lines.to_chars(start)) + 1;
        Self { line, column, code_point, byte }
    }
}

/// The codes that a safe fix can settle.
const MENDABLE: [Code; 6] = [
    Code::AnnotationPadded,
    Code::AnnotationRepeated,
    Code::BracketLookalike,
    Code::BracketUnclosed,
    Code::BracketStray,
    Code::ParenthesisUnpaired,
];

/// How much was found in all files.
#[derive(Default)]
pub(super) struct Counts {
    files: usize,
    mended: usize,
    codes: BTreeMap<Code, CodeCount>,
}

/// How often a code was found.
#[derive(Clone, Copy, Default)]
pub(super) struct CodeCount {
    /// Hints, warnings, errors.
    pub(super) severities: [usize; Severity::ALL.len()],
    pub(super) fixable: usize,
}

impl CodeCount {
    pub(super) fn all(&self) -> usize {
        self.severities.iter().sum()
    }
}

impl Counts {
    pub(super) fn add(&mut self, checked: &Checked) {
        self.files += 1;
        self.mended += usize::from(checked.is_mended);
        for finding in &checked.findings {
            let count = self.codes.entry(finding.code).or_default();
            count.severities[finding.severity as usize] += 1;
            count.fixable += usize::from(finding.is_fixable());
        }
    }

    /// The codes that were found, the most frequent ones first.
    pub(super) fn by_frequency(&self) -> Vec<(Code, CodeCount)> {
        let mut codes: Vec<_> = self.codes.iter().map(|(&code, &count)| (code, count)).collect();
        codes.sort_by_key(|(_, count)| std::cmp::Reverse(count.all()));
        codes
    }

    fn of(&self, severity: Severity) -> usize {
        self.codes.values().map(|count| count.severities[severity as usize]).sum()
    }

    /// The greatest severity found.
    pub(super) fn worst(&self) -> Option<Severity> {
        Severity::ALL.iter().copied().filter(|&severity| self.of(severity) > 0).max()
    }

    /// `3 files, 1 mended: 1 error, 2 warnings, 0 hints; try --fix on 1 of them`
    pub(super) fn summary(&self, language: Language, offers_fix: bool) -> String {
        let mut files = language.count(self.files, "{} file", "{} files");
        if self.mended > 0 {
            files += &language.say(", {} mended", &[&self.mended]);
        }
        let mut summary = language.say(
            "{}: {}, {}, {}",
            &[
                &files,
                &language.count(self.of(Severity::Error), "{} error", "{} errors"),
                &language.count(self.of(Severity::Warning), "{} warning", "{} warnings"),
                &language.count(self.of(Severity::Hint), "{} hint", "{} hints"),
            ],
        );
        let mendable = MENDABLE.iter().filter_map(|code| self.codes.get(code));
        let mendable: usize = mendable.map(CodeCount::all).sum();
        if offers_fix && mendable > 0 {
            summary += &language.say("; try --fix on {} of them", &[&mendable]);
        }
        summary
    }
}
