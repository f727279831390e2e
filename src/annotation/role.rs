//! The role of each annotation by itself, before it is tied to others: the rules R1 to R23 and R29
//! to R33 of `grammar.md`.

use super::party::OwnNames;
use super::purpose::PurposeReader;
use super::window::head;
use super::{AnnotationData, Role, action, data, ground, place};
use crate::lexicon::Lexicon;
use crate::text::AnnotationKind;
use crate::tree::Tree;

/// Sets the role of every `{…}` and `[…]`, the ground of every condition, the processing of every
/// `[…]`, the party of every `(…)` and the class of every `<…>`.
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
