//! Marks put around a selection, changed, and taken off.

use std::ops::Range;

use gen_lsp_types as lsp;
use policymark::{Annotation, AnnotationKind};

use crate::page::Page;

/// The edits that mark a selection. If it is a mark already, or only a cursor in one, that becomes one of this kind.
///
/// `None` if no brackets have the kind, if the mark has it already, or if a mark cannot be there: around nothing,
/// over the end of a line, or over one end of another mark.
pub(crate) fn wrapped(
    page: &Page<'_>,
    selection: Range<usize>,
    kind: AnnotationKind,
) -> Option<Vec<lsp::TextEdit>> {
    let delimiter = page.document.dialect().delimiter(kind)?;
    let (open, close) = (delimiter.open().to_string(), delimiter.close().to_string());
    let selection = trimmed(page, selection);
    if let Some(annotation) = marked(page, &selection) {
        return (annotation.kind() != kind).then(|| replaced(page, annotation, &open, &close));
    }
    can_be_marked(page, &selection).then(|| {
        vec![
            page.edit(selection.start..selection.start, &open),
            page.edit(selection.end..selection.end, &close),
        ]
    })
}

/// The edits that take off the marks in a selection; for a cursor, or inside a mark, that mark. `None` if there are
/// none.
pub(crate) fn unwrapped(page: &Page<'_>, selection: Range<usize>) -> Option<Vec<lsp::TextEdit>> {
    let selection = trimmed(page, selection);
    let all = page.document.annotations();
    let covered = all.filter(|annotation| is_in(&annotation.span().range(), &selection));
    let mut edits: Vec<_> =
        covered.flat_map(|annotation| replaced(page, annotation, "", "")).collect();
    if edits.is_empty() {
        edits = replaced(page, around(page, &selection)?, "", "");
    }
    Some(edits)
}

/// The selection without the blanks at its edges.
fn trimmed(page: &Page<'_>, Range { start, end }: Range<usize>) -> Range<usize> {
    let text = &page.document.text()[start..end];
    let from = start + text.len() - text.trim_start().len();
    from..from + text.trim().len()
}

/// The mark that a selection is about: that whose words or brackets are selected, or that at a cursor.
fn marked<'d>(page: &Page<'d>, selection: &Range<usize>) -> Option<Annotation<'d>> {
    let annotation = around(page, selection)?;
    let node = annotation.node();
    let is_whole = [node.span(), node.inner_span()].iter().any(|span| span.range() == *selection);
    (selection.is_empty() || is_whole).then_some(annotation)
}

/// The innermost mark that holds a selection.
fn around<'d>(page: &Page<'d>, selection: &Range<usize>) -> Option<Annotation<'d>> {
    let innermost = page.annotation_at(selection.start as u32)?;
    let mut holders = std::iter::successors(Some(innermost), |mark| mark.parent());
    holders.find(|mark| is_in(selection, &mark.span().range()))
}

/// Whether brackets around a selection mark something and cross no other ones.
fn can_be_marked(page: &Page<'_>, selection: &Range<usize>) -> bool {
    let text = &page.document.text()[selection.clone()];
    let crosses = |span: Range<usize>, inner: Range<usize>| {
        let is_apart = span.end <= selection.start || selection.end <= span.start;
        !(is_apart || is_in(&span, selection) || is_in(selection, &inner))
    };
    let mut nodes = page.document.root().descendants().skip(1);
    !text.is_empty()
        && !text.contains(['\n', '\r'])
        && !nodes.any(|node| {
            node.reading().is_some() && crosses(node.span().range(), node.inner_span().range())
        })
}

fn is_in(inner: &Range<usize>, outer: &Range<usize>) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

/// The edits that write something else for the brackets of a mark.
fn replaced(page: &Page<'_>, mark: Annotation<'_>, open: &str, close: &str) -> Vec<lsp::TextEdit> {
    let (span, inner) = (mark.node().span().range(), mark.node().inner_span().range());
    vec![page.edit(span.start..inner.start, open), page.edit(inner.end..span.end, close)]
}
