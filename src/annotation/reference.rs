//! Rule R37: which marks mean something named before.

use super::AnnotationData;
use crate::lexicon::{Cue, Lexicon, Party};
use crate::text::AnnotationKind;
use crate::text::blank;
use crate::tree::Tree;

/// R37: whether data, or an actor, means what is named before: `<上述信息>`, `(该合作伙伴)`, `(他们)`.
pub(crate) fn refers_back(
    text: &str,
    tree: &Tree,
    lexicon: &Lexicon,
    annotation: &AnnotationData,
) -> bool {
    let words = || text.get(tree.inner(annotation.node).range()).unwrap_or_default();
    match (annotation.kind, annotation.party, annotation.role) {
        (AnnotationKind::Data, ..) | (AnnotationKind::Actor, Some(Party::Third), None) => {
            let (words, cues) = (words(), &lexicon.roles().references);
            cues.may_start(words) && cues.prefix(words).is_some()
        }
        (AnnotationKind::Actor, None, None) => is_pronoun(words(), lexicon),
        _ => false,
    }
}

fn is_pronoun(words: &str, lexicon: &Lexicon) -> bool {
    let hit = lexicon.cues().prefix(words).filter(|hit| hit.class.has(Cue::Pronoun));
    hit.is_some_and(|hit| blank::is_all_blank(&words[hit.end..]))
}
