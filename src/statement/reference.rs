//! References back: `这些信息用于{验证您的身份}`.

use super::AnnotationData;
use super::draft::Draft;
use super::rule::Rule;
use super::token::{Token, TokenKind};
use crate::annotation::AnnotationKind;
use crate::lexicon::Cue;

/// Ties the purposes and conditions of a sentence that only refers back to the last statement of
/// the sentence before.
pub(super) fn refer_back(
    tokens: &[Token],
    before: &mut [Draft],
    annotations: &[AnnotationData],
) -> bool {
    let Some(statement) = before.last_mut() else { return false };
    let marks = || tokens.iter().filter_map(Token::mark);
    let only_adjuncts = marks().all(|(_, kind)| kind == AnnotationKind::Purpose);
    let refers = tokens.iter().any(|token| token.is(Cue::Reference) || token.is(Cue::Exception));
    if !only_adjuncts || !refers {
        return false;
    }
    for (id, _) in marks() {
        statement.add_adjunct(id, Rule::Reference, annotations);
    }
    true
}
