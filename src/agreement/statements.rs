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
    readings.changes.sort_by_cached_key(|change| place(change, plain));
    readings
}

/// Where in the plain text the words are that only one has, or the first of those that differ.
fn place(change: &Change<'_>, plain: &[PlainText; 2]) -> Option<u32> {
    let first = change.old.and(change.starts.0).map(|start| plain[0].to_plain(start));
    let second = change.new.and(change.starts.1).map(|start| plain[1].to_plain(start));
    first.into_iter().chain(second).min()
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
