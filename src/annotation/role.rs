//! What each annotation is by itself, before it is tied to others: the rules R1 to R23 of
//! `grammar.md`.
//!
//! A rule looks at the annotation's own words and at no more than [`WINDOW`] bytes on either side.

use super::party::OwnNames;
use super::purpose::PurposeReader;
use super::{AnnotationData, action, data};
use crate::lexicon::Lexicon;
use crate::text::{AnnotationKind, Span};
use crate::tree::Tree;

/// Gives every `{…}` and `[…]` its role, every `[…]` its processing, every `(…)` its party and every
/// `<…>` its class.
pub(crate) fn assign_roles(
    text: &str,
    tree: &Tree,
    lexicon: &Lexicon,
    annotations: &mut [AnnotationData],
) {
    let mut own_names = OwnNames::new(text, lexicon);
    let mut purposes = PurposeReader::new(text, lexicon.roles());
    for annotation in annotations {
        let span = tree.get(annotation.node).span;
        let inside = tree.inner(annotation.node);
        match annotation.kind {
            AnnotationKind::Purpose => annotation.role = Some(purposes.read(span, inside)),
            AnnotationKind::Action => {
                let (role, processing) = action::read(text, span, inside, lexicon);
                annotation.role = Some(role);
                annotation.processing = processing;
            }
            AnnotationKind::Actor => {
                annotation.party = own_names.party(head(text, inside));
            }
            AnnotationKind::Data => {
                annotation.class = data::read(text, tree, annotation.node, lexicon);
            }
        }
    }
}

/// How far a rule looks, in bytes: thirty Chinese characters.
const WINDOW: usize = 90;

/// The text of the same line before `offset`, as far as a rule looks.
pub(super) fn before(text: &str, offset: u32) -> &str {
    window(text, offset).rsplit('\n').next().unwrap_or_default()
}

/// The text before `offset`, as far as a rule looks.
pub(super) fn window(text: &str, offset: u32) -> &str {
    let end = offset as usize;
    &text[text.ceil_char_boundary(end.saturating_sub(WINDOW))..end]
}

/// The first words of what stands in `span`, as far as a rule looks.
pub(super) fn head(text: &str, span: Span) -> &str {
    let inside = &text[span.range()];
    &inside[..inside.floor_char_boundary(WINDOW)]
}

/// The last words of what stands in `span`, as far as a rule looks.
pub(super) fn tail(text: &str, span: Span) -> &str {
    let inside = &text[span.range()];
    &inside[inside.ceil_char_boundary(inside.len().saturating_sub(WINDOW))..]
}
