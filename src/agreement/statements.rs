//! The statements of two annotators, compared by the places of their verbs.

use super::marks::Mark;
use super::pairs::Pairs;
use crate::compare::{Change, Readings, compare_readings};
use crate::document::{Document, Statement};
use crate::statement::MemberRole;
use crate::write::PlainText;

/// Compares the statements. One of each annotator can be the same statement if both have a verb at the same place
/// in the plain text, or verbs that are a pair; without a verb, if they are in the same sentence.
pub(super) fn compare_statements<'d>(
    documents: [&'d Document; 2],
    plain: &[PlainText; 2],
    marks: &[Vec<Mark>; 2],
    pairs: &Pairs,
) -> Readings<'d> {
    let mut first = verb_places(&marks[0]);
    let second = verb_places(&marks[1]);
    let mut partners = vec![None; marks[0].len()];
    for &(one, other) in &pairs.overlapping {
        // What overlaps is one verb: both get the place that the second annotator gives it.
        first[one] = second[other];
        partners[one] = Some(marks[1][other].id);
    }
    let verbs = [(0, first), (1, second)].map(|(side, annotations)| {
        let statements = documents[side].statements();
        let verbs = statements.flat_map(|statement| {
            let number = statement.id().index() as u32;
            let places = statement_places(statement, &plain[side], &annotations);
            places.into_iter().map(move |place| (place, number))
        });
        verbs.collect::<Vec<_>>()
    });
    let mut readings = compare_readings(documents, &verbs, &partners);
    readings.changes.iter_mut().for_each(|change| place(change, plain));
    readings.changes.sort_by_cached_key(|change| {
        let start = |side: usize, start: Option<u32>| start.map(|at| plain[side].to_plain(at));
        start(0, change.starts.0).min(start(1, change.starts.1))
    });
    readings
}

/// Has what only one annotator has start at the same place in the other source, where nothing of it is marked.
fn place(change: &mut Change<'_>, plain: &[PlainText; 2]) {
    let (first, second) = (change.old.and(change.starts.0), change.new.and(change.starts.1));
    let there = |at: u32, from: usize, to: usize| plain[to].to_markup(plain[from].to_plain(at));
    let in_first = first.or_else(|| second.map(|at| there(at, 1, 0)));
    let in_second = second.or_else(|| first.map(|at| there(at, 0, 1)));
    change.starts = (in_first, in_second);
}

/// Where annotations are in the plain text, without blanks at their edges.
fn verb_places(marks: &[Mark]) -> Vec<(u32, u32)> {
    marks.iter().map(|mark| (mark.start_byte, mark.end_byte)).collect()
}

/// The places of the verbs of a statement, marked or not; if it has none, the start of its sentence.
fn statement_places(
    statement: Statement<'_>,
    plain: &PlainText,
    annotations: &[(u32, u32)],
) -> Vec<(u32, u32)> {
    let marked = statement.actions().map(|action| annotations[action.id().index()]);
    let words = statement.unmarked().filter(|word| word.role() == MemberRole::Action);
    let words = words.map(|word| plain.to_plain_span(word.span()));
    let words = words.map(|span| (span.start(), span.end()));
    let mut places: Vec<_> = marked.chain(words).collect();
    if places.is_empty() {
        let start = plain.to_plain(statement.sentence().span().start());
        places.push((start, start));
    }
    places
}
