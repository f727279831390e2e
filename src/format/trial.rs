//! Tries what could be tidied in a text: what the tidied text would be read as.
//!
//! Everything is tried at once, then without what came out wrong. What a bracket is depends on the brackets,
//! the words and the lines around it, so no rule is written a second time here.

use std::collections::HashSet;

use crate::document::Document;
use crate::parser::Parser;
use crate::text::Diagnostic;

use super::reading::{Hashes, Reading};
use super::shift::Shift;
use super::unit::{Unit, UnitKind, Units};

/// How often a text is tried again without what came out wrong.
const ROUNDS: usize = 6;

/// Leaves out what would change anything else, and returns the tidied text as a document. `None` if nothing
/// is left to be tidied.
pub(super) fn settle(document: &Document, units: &mut Units, parser: &Parser) -> Option<Document> {
    let hashes = Hashes::new();
    for _ in 0..ROUNDS {
        if units.is_empty() {
            return None;
        }
        let tidied = parser.parse(&units.apply(document.text())).ok()?;
        let faults = faults(document, &tidied, units, &hashes);
        if faults.is_empty() {
            return Some(tidied);
        }
        units.leave_out(|unit| faults.contains(&unit.number));
    }
    units.leave_out(|_| true);
    None
}

/// The numbers of the units that have to be left out: those whose own brackets came out wrong, and on other
/// lines that differ the backslashes, or the blanks if there are none.
fn faults(
    document: &Document,
    tidied: &Document,
    units: &Units,
    hashes: &Hashes,
) -> HashSet<usize> {
    let shift = units.shift();
    let (marking, reported) = (marking(tidied), newly_reported(document, tidied, &shift));
    let is_wrong = |unit: &&Unit| {
        let mut places = units.brackets(unit).iter().map(|&bracket| shift.byte(bracket));
        let marks = unit.kind == UnitKind::Blanks;
        places.any(|place| marking.contains(&place) != marks || reported.contains(&place))
    };
    let wrong: Vec<_> = units.active().filter(is_wrong).collect();
    let explained: HashSet<_> = wrong.iter().map(|unit| unit.line).collect();
    let expected = Reading::new(document, hashes, &shift);
    let unlike = expected.lines_unlike(&Reading::new(tidied, hashes, &Shift::default()));
    let unexplained = unlike.into_iter().filter(|line| !explained.contains(line)).collect();
    let suspects = suspects(units, &unexplained);
    wrong.into_iter().chain(suspects).map(|unit| unit.number).collect()
}

/// What may be the reason why these lines differ: units of the line, or else those of the nearest lines
/// above and below that have any.
fn suspects<'u>(units: &'u Units, unlike: &HashSet<usize>) -> Vec<&'u Unit> {
    let active: Vec<_> = units.active().collect();
    let mut lines = HashSet::new();
    for &line in unlike {
        let at = active.partition_point(|unit| unit.line < line);
        let next = active.get(at).map(|unit| unit.line);
        lines.extend(next);
        if next != Some(line) {
            lines.extend(at.checked_sub(1).map(|before| active[before].line));
        }
    }
    let on_lines = active.chunk_by(|one, next| one.line == next.line);
    let on_lines = on_lines.filter(|units| lines.contains(&units[0].line));
    let suspects = on_lines.flat_map(|units| {
        let drops = units.iter().any(|unit| unit.kind == UnitKind::Escape);
        let is_suspect = move |unit: &&&Unit| !drops || unit.kind == UnitKind::Escape;
        units.iter().filter(is_suspect).copied()
    });
    suspects.collect()
}

/// The places of the brackets of annotations.
fn marking(document: &Document) -> HashSet<u32> {
    let spans = document.annotations().map(|annotation| annotation.span());
    spans.flat_map(|span| [span.start(), span.end().saturating_sub(1)]).collect()
}

/// The first and the last character of all places that are reported only in the tidied text.
fn newly_reported(document: &Document, tidied: &Document, shift: &Shift) -> HashSet<u32> {
    let known = document.diagnostics().iter();
    let known: HashSet<_> =
        known.map(|found| (found.code(), shift.byte(found.span().start()))).collect();
    let is_new = |found: &&Diagnostic| !known.contains(&(found.code(), found.span().start()));
    let new = tidied.diagnostics().iter().filter(is_new);
    let spans = new.flat_map(|found| [Some(found.span()), found.related()]).flatten();
    let edges = spans.flat_map(|span| {
        let source = tidied.text().get(span.range()).unwrap_or_default();
        let last = source.char_indices().next_back().map_or(0, |(at, _)| at);
        [span.start(), span.start() + last as u32]
    });
    edges.collect()
}
