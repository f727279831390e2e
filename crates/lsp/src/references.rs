//! Where else the same is marked.

use std::collections::BTreeSet;

use policymark::{Annotation, AnnotationKind, Document, Span};

use crate::page::Page;

/// What is searched: data items, or the words of a mark of another kind.
pub(crate) struct Wanted {
    kind: AnnotationKind,
    words: BTreeSet<String>,
}

impl Wanted {
    /// The data item at a byte; all items of the mark, if none of them is there; its words, if it is no data.
    pub(crate) fn at(page: &Page<'_>, offset: u32) -> Option<Self> {
        let annotation = page.annotation_at(offset)?;
        let all = named(annotation);
        let here = all.iter().filter(|(span, _)| span.contains(offset));
        let mut words: BTreeSet<_> = here.map(|(_, words)| words.clone()).collect();
        if words.is_empty() {
            words = all.into_iter().map(|(_, words)| words).collect();
        }
        Some(Self { kind: annotation.kind(), words })
    }

    /// Where a policy names it.
    pub(crate) fn find(&self, document: &Document) -> Vec<Span> {
        let annotations = document.annotations().filter(|it| it.kind() == self.kind);
        let named = annotations.flat_map(named);
        named.filter(|(_, words)| self.words.contains(words)).map(|(span, _)| span).collect()
    }
}

/// What a mark names, and where.
fn named(annotation: Annotation<'_>) -> Vec<(Span, String)> {
    if annotation.kind() != AnnotationKind::Data {
        return vec![(annotation.span(), annotation.text().into_owned())];
    }
    annotation.items().map(|item| (item.span(), item.text().into_owned())).collect()
}
