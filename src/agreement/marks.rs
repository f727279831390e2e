//! [`Mark`]: an annotation by the graphemes that it marks, by which those of two annotators are compared.

use std::iter::Peekable;
use std::vec::IntoIter;

use unicode_segmentation::UnicodeSegmentation;

use super::labels::{KINDS, Labels};
use crate::annotation::AnnotationId;
use crate::document::{Annotation, Document};
use crate::text::AnnotationKind;
use crate::text::blank::is_all_blank;
use crate::write::PlainText;

/// An annotation by what it marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) id: AnnotationId,
    pub(super) kind: AnnotationKind,
    /// The graphemes in it, by number. Blanks have no number, so those at its edges do not count.
    pub(super) start: u32,
    pub(super) end: u32,
    /// Where these are in the plain text, in bytes.
    pub(super) start_byte: u32,
    pub(super) end_byte: u32,
}

/// The annotations of both documents in the order in which they open, and the labels of all graphemes.
/// Both plain texts have to be the same.
pub(super) fn marks(documents: [&Document; 2], plain: [&PlainText; 2]) -> ([Vec<Mark>; 2], Labels) {
    let mut first = Reader::new(documents[0], plain[0]);
    let mut second = Reader::new(documents[1], plain[1]);
    let mut labels = Labels::default();
    let (mut number, mut end) = (0, 0);
    for (at, grapheme) in plain[0].text().grapheme_indices(true) {
        if is_all_blank(grapheme) {
            continue;
        }
        let at = at as u32;
        first.pass(at, number, end);
        second.pass(at, number, end);
        labels.count(first.label, second.label);
        number += 1;
        end = at + grapheme.len() as u32;
    }
    first.pass(u32::MAX, number, end);
    second.pass(u32::MAX, number, end);
    ([first.marks, second.marks], labels)
}

/// Goes through the brackets of the annotations of a document.
struct Reader {
    edges: Peekable<IntoIter<Edge>>,
    marks: Vec<Mark>,
    /// How many annotations of each kind are open.
    open: [u32; KINDS],
    /// The kinds of which one is open, a bit each.
    label: usize,
}

impl Reader {
    fn new(document: &Document, plain: &PlainText) -> Self {
        let unread = |annotation: Annotation<'_>| Mark {
            id: annotation.id(),
            kind: annotation.kind(),
            start: 0,
            end: 0,
            start_byte: 0,
            end_byte: 0,
        };
        Self {
            edges: edges(document, plain).into_iter().peekable(),
            marks: document.annotations().map(unread).collect(),
            open: Default::default(),
            label: 0,
        }
    }

    /// Passes the brackets before the grapheme with this number, which is at byte `at`; the one before it ends at
    /// byte `end`. A bracket inside a grapheme is passed after it.
    fn pass(&mut self, at: u32, number: u32, end: u32) {
        while let Some(edge) = self.edges.next_if(|edge| edge.at <= at) {
            let mark = &mut self.marks[edge.mark];
            let kind = mark.kind as usize;
            if edge.opens {
                (mark.start, mark.start_byte) = (number, at);
                self.open[kind] += 1;
            } else {
                (mark.end, mark.end_byte) = (number, end.max(mark.start_byte));
                self.open[kind] = self.open[kind].saturating_sub(1);
            }
            let bit = usize::from(self.open[kind] > 0) << kind;
            self.label = self.label & !(1 << kind) | bit;
        }
    }
}

/// A bracket of an annotation.
struct Edge {
    /// Where it would be in the plain text, in bytes.
    at: u32,
    /// The number of the annotation.
    mark: usize,
    opens: bool,
}

/// The brackets of the annotations of a document, in the order of the text.
fn edges(document: &Document, plain: &PlainText) -> Vec<Edge> {
    let mut edges = Vec::with_capacity(document.annotations().len() * 2);
    let mut open: Vec<Annotation<'_>> = Vec::new();
    let close = |annotation: Annotation<'_>| Edge {
        at: plain.to_plain(annotation.span().end()),
        mark: annotation.id().index(),
        opens: false,
    };
    for annotation in document.annotations() {
        let start = annotation.span().start();
        while let Some(closed) = open.pop_if(|last| last.span().end() <= start) {
            edges.push(close(closed));
        }
        let (at, mark) = (plain.to_plain(start), annotation.id().index());
        edges.push(Edge { at, mark, opens: true });
        open.push(annotation);
    }
    edges.extend(open.into_iter().rev().map(close));
    edges
}
