//! Finds what to write instead, one diagnostic after another.

use super::draft::{Change, Draft};
use super::page::Page;
use super::{edges, look_alike, partner};
use crate::text::{Code, Diagnostic};

/// A draft for each diagnostic that has one, in their order.
pub(super) fn drafts<'d>(page: &Page<'d>) -> Vec<Draft<'d>> {
    let drafts = page.document.diagnostics().iter().filter_map(|diagnostic| {
        let Change { edits, applicability, effect } = change(page, diagnostic)?;
        Some(Draft { diagnostic, edits, applicability, effect })
    });
    drafts.collect()
}

/// What to write instead. A diagnostic can come from JSON, and be about anything.
fn change(page: &Page<'_>, diagnostic: &Diagnostic) -> Option<Change> {
    let span = diagnostic.span();
    let change = match diagnostic.code() {
        Code::AnnotationPadded => edges::padded(page.node_at(span)?),
        Code::AnnotationRepeated => edges::repeated(page.node_at(span)?),
        Code::AnnotationKind => edges::retyped(page.node_at(span)?),
        Code::BracketUnclosed | Code::BracketStray | Code::ParenthesisUnpaired => {
            partner::added(page, page.node_at(span)?)
        }
        Code::AnnotationEmpty => edges::empty(page.node_at(span)?),
        Code::ParenthesisAmbiguous => edges::escaped(page.node_at(span)?),
        Code::BracketLookalike => look_alike::typed(page, span),
        _ => None,
    }?;
    // Nobody has annotated a policy whose diagnostics are lowered.
    Some(change.only_if(diagnostic.severity() == diagnostic.code().severity()))
}
