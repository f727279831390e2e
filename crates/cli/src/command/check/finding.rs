//! [`Finding`]: a diagnostic of a file, with all that output formats need.

use policymark::fix::{Applicability, Fix};
use policymark::text::{Code, Diagnostic, LineIndex, Position, Severity, Span};
use serde::Serialize;

use crate::language::Language;

/// What was found in one file.
#[derive(Default)]
pub(super) struct Checked {
    /// The name of the file.
    pub(super) file: String,
    /// All that was found, as it is counted.
    pub(super) tally: Vec<Tally>,
    /// The same, for the formats that need more of it.
    pub(super) findings: Vec<Finding>,
    /// The same, in a format that shows one file after the other.
    pub(super) text: String,
    /// Whether the file was mended before.
    pub(super) is_mended: bool,
    /// Why the file could not be read, or the mended text could not be written.
    pub(super) fault: Option<String>,
}

/// One finding, as it is counted.
pub(super) struct Tally {
    pub(super) code: Code,
    pub(super) severity: Severity,
    /// Whether a safe fix mends it, if that was asked.
    pub(super) is_fixable: bool,
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
        severity: Severity,
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
            severity,
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
