//! References back: `这些信息用于{验证您的身份}`.

use super::AnnotationData;
use super::draft::Draft;
use super::list::{Place, stands_alone};
use super::rule::Rule;
use super::token::Token;
use crate::annotation::AnnotationKind;
use crate::lexicon::Cue;

/// Ties the purposes and conditions of a sentence that holds nothing else to the last statement of
/// the sentence before, if it refers to it: by a word, or by holding hardly any word.
///
/// A statement that an item took from its lead-in stays as it is: what refers to the item gets a
/// statement of its own.
pub(super) fn refer_back(
    place: &Place<'_>,
    tokens: &[Token],
    before: &mut Vec<Draft>,
    annotations: &[AnnotationData],
) -> bool {
    let Some(statement) = before.last_mut() else { return false };
    let marks = || tokens.iter().filter_map(Token::mark);
    let refers = tokens.iter().any(|token| token.is(Cue::Reference) || token.is(Cue::Exception))
        || !place.opens_line && stands_alone(tokens);
    if !refers
        || marks().next().is_none()
        || !marks().all(|(_, kind)| kind == AnnotationKind::Purpose)
    {
        return false;
    }
    let is_item = statement.is_item;
    let mut own = Draft::default();
    if is_item {
        own.copy_data(statement, Rule::Reference, COPIED);
    }
    let target = if is_item { &mut own } else { statement };
    for (id, _) in marks() {
        target.add_adjunct(id, Rule::Reference, annotations);
    }
    if is_item {
        before.push(own);
    }
    true
}

/// How many data a reference takes from an item; what keeps a long list linear.
const COPIED: usize = 32;
