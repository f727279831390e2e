//! Where that is which a mark depends on.

use policymark::{Annotation, AnnotationKind, Section, Span, Statement};

use crate::carried::carried_for;
use crate::page::Page;

/// What the mark at a byte is part of, refers to or inherits, and the items that its statement announces. Outside
/// marks, the items that the sentence announces.
pub(crate) fn definition(page: &Page<'_>, offset: u32) -> Vec<Span> {
    let mut spans = match page.annotation_at(offset) {
        Some(annotation) => of_annotation(annotation),
        None => {
            let sentence = page.document.sentence_at(offset);
            sentence.into_iter().flat_map(|it| it.statements()).flat_map(announced).collect()
        }
    };
    spans.sort_unstable();
    spans.dedup();
    spans
}

fn of_annotation(annotation: Annotation<'_>) -> Vec<Span> {
    let statements = || annotation.statements();
    let wholes = statements().flat_map(Statement::inclusions);
    let wholes = wholes.filter(|it| it.part == annotation).map(|it| it.whole.span());
    let meant = annotation.reference().into_iter().flat_map(|reference| reference.annotations());
    let marks = meant.chain(carried_for(annotation)).map(Annotation::span);
    let mut spans: Vec<_> = wholes.chain(marks).collect();
    if matches!(annotation.kind(), AnnotationKind::Action | AnnotationKind::Data) {
        spans.extend(statements().flat_map(announced));
    }
    spans
}

/// The headings, or the numbers of the items, that a statement announces.
fn announced(statement: Statement<'_>) -> impl Iterator<Item = Span> {
    statement.announces().map(|section: Section<'_>| {
        section.title_span().or(section.label_span()).unwrap_or(section.span())
    })
}
