//! What each annotation is by itself, before it is tied to others: the rules R1 to R23 of
//! `grammar.md`.
//!
//! A rule looks at the annotation's own words and at no more than [`WINDOW`] bytes on either side.

mod action;
mod data;
mod memo;
mod party;
mod purpose;

use super::AnnotationData;
use crate::annotation::{AnnotationKind, Role};
use crate::lexicon::{DataClass, Lexicon, Processing};
use crate::span::Span;
use crate::tree::{NodeId, NodeKind, Tree};

pub(crate) use data::Items;
use memo::Memo;
use party::OwnNames;
use purpose::PurposeReader;

/// What words were found to be by one lexicon, wherever they stand.
#[derive(Debug, Default)]
pub(super) struct Memos {
    actions: Memo<Option<(Role, Processing)>>,
    data: Memo<Option<DataClass>>,
}

impl Memos {
    /// Keeps what is found for the texts to come.
    pub(super) fn start(&mut self) {
        self.actions.start();
        self.data.start();
    }
}

/// Gives every `{…}` and `[…]` its role, every `[…]` its processing, every `(…)` its party and every
/// `<…>` its class.
pub(super) fn assign_roles(
    text: &str,
    tree: &Tree,
    lexicon: &Lexicon,
    annotations: &mut [AnnotationData],
    memos: &mut Memos,
) {
    let mut own_names = OwnNames::new(text, lexicon);
    let mut purposes = PurposeReader::new(text, lexicon.roles());
    for annotation in annotations {
        let span = tree.get(annotation.node).span;
        let inside = tree.inner(annotation.node);
        match annotation.kind {
            AnnotationKind::Purpose => annotation.role = Some(purposes.read(span, inside)),
            AnnotationKind::Action => {
                let words = head(text, inside);
                let named = memos.actions.recall(words, || action::read(words, lexicon));
                let role = || action::by_subject(before(text, span.start()), lexicon);
                annotation.role = Some(named.map_or_else(role, |(role, _)| role));
                annotation.processing = named.map(|(_, processing)| processing);
            }
            AnnotationKind::Actor => {
                annotation.party = own_names.party(head(text, inside));
            }
            AnnotationKind::Data => {
                let read = || data::read(text, tree, annotation.node, lexicon);
                annotation.class = match is_plain(tree, annotation.node) {
                    true => memos.data.recall(&text[inside.range()], read),
                    false => read(),
                };
            }
        }
    }
}

/// Whether an annotation holds text and nothing else.
fn is_plain(tree: &Tree, id: NodeId) -> bool {
    let next = NodeId(id.0 + 1);
    tree.get(id).end == next.0 + 1 && tree.get(next).shape.kind() == NodeKind::Text
}

/// How far a rule looks, in bytes: thirty Chinese characters.
const WINDOW: usize = 90;

/// The text of the same line before `offset`, as far as a rule looks.
fn before(text: &str, offset: u32) -> &str {
    window(text, offset).rsplit('\n').next().unwrap_or_default()
}

/// The text before `offset`, as far as a rule looks.
fn window(text: &str, offset: u32) -> &str {
    let end = offset as usize;
    &text[text.ceil_char_boundary(end.saturating_sub(WINDOW))..end]
}

/// The first words of what stands in `span`, as far as a rule looks.
fn head(text: &str, span: Span) -> &str {
    let inside = &text[span.range()];
    &inside[..inside.floor_char_boundary(WINDOW)]
}

/// The last words of what stands in `span`, as far as a rule looks.
fn tail(text: &str, span: Span) -> &str {
    let inside = &text[span.range()];
    &inside[inside.ceil_char_boundary(inside.len().saturating_sub(WINDOW))..]
}
