//! What each annotation is by itself, before it is tied to others: the rules R1 to R23 and R29 to R33
//! of `grammar.md`.

use super::party::OwnNames;
use super::purpose::PurposeReader;
use super::window::head;
use super::{AnnotationData, Role, action, data, ground, place};
use crate::lexicon::Lexicon;
use crate::text::AnnotationKind;
use crate::tree::Tree;

/// Gives every `{…}` and `[…]` its role, every condition its ground, every `[…]` its processing, every `(…)` its party and every
/// `<…>` its class.
pub(crate) fn assign_roles(
    text: &str,
    tree: &Tree,
    lexicon: &Lexicon,
    own_names: &mut OwnNames<'_>,
    annotations: &mut [AnnotationData],
) {
    let mut purposes = PurposeReader::new(text, lexicon.roles());
    for annotation in annotations {
        let span = tree.get(annotation.node).span;
        let inside = tree.inner(annotation.node);
        match annotation.kind {
            AnnotationKind::Purpose => {
                let role = purposes.role(span, inside);
                let ground = || ground::ground(text, span, inside, lexicon.grounds());
                annotation.role = Some(role);
                annotation.ground = (role == Role::Condition).then(ground);
            }
            AnnotationKind::Action => {
                let (role, processing) = action::role_and_processing(text, span, inside, lexicon);
                annotation.role = Some(role);
                annotation.processing = processing;
            }
            AnnotationKind::Actor => {
                let party = own_names.party(head(text, inside));
                annotation.party = party;
                let is_place = place::is_place(text, inside, party, lexicon);
                annotation.role = is_place.then_some(Role::Place);
            }
            AnnotationKind::Data => {
                annotation.class = data::class_of(text, tree, annotation.node, lexicon);
            }
        }
    }
}
