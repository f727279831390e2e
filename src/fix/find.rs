//! Finds what to write instead, one diagnostic after another.

use std::collections::HashSet;

use super::draft::{Draft, Proposal};
use super::page::Page;
use super::{cross, edges, look_alike, partner, verbatim};
use crate::text::{Code, Diagnostic};

/// A draft for each diagnostic that has one, in their order. One that repeats an earlier one has none: a
/// document from JSON can repeat it any number of times.
pub(super) fn drafts<'d>(page: &Page<'d>) -> Vec<Draft<'d>> {
    let mut seen = HashSet::new();
    let diagnostics = page.document.diagnostics().iter();
    let first = diagnostics.filter(|found| seen.insert((found.code(), found.span().start())));
    let drafts = first.filter_map(|diagnostic| {
        let proposal = proposal(page, diagnostic)?;
        Some(Draft { diagnostic, proposal })
    });
    drafts.collect()
}

/// What to write instead. A diagnostic can come from JSON, and be about anything.
fn proposal(page: &Page<'_>, diagnostic: &Diagnostic) -> Option<Proposal> {
    let span = diagnostic.span();
    let proposal = match diagnostic.code() {
        Code::AnnotationPadded => edges::padded(page.node_at(span)?),
        Code::AnnotationRepeated => edges::repeated(page.node_at(span)?),
        Code::AnnotationKind => edges::retyped(page.node_at(span)?),
        Code::BracketUnclosed | Code::BracketStray | Code::ParenthesisUnpaired => {
            partner::added(page, page.node_at(span)?)
        }
        Code::AnnotationEmpty => edges::empty(page.node_at(span)?),
        Code::ParenthesisAmbiguous => edges::escaped(page.node_at(span)?),
        Code::BracketLookalike => look_alike::typed(page, span),
        Code::BracketCrossing => cross::annotations(page, diagnostic),
        Code::ParenthesisCrossing => cross::parentheses(page, diagnostic),
        Code::AnnotationCue => edges::unframed(page.document),
        Code::VerbatimUnclosed => verbatim::escaped(page, span),
        _ => None,
    }?;
    // Nobody has annotated a policy whose diagnostics are lowered.
    Some(proposal.only_if(diagnostic.severity() == diagnostic.code().severity()))
}
