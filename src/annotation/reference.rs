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
    let inside = tree.inner(annotation.node);
    let Some(words) = text.get(inside.range()) else { return false };
    let opens = |words| {
        let cues = &lexicon.roles().references;
        cues.may_start(words) && cues.prefix(words).is_some()
    };
    match annotation.kind {
        AnnotationKind::Data => opens(words),
        AnnotationKind::Actor => match (annotation.party, annotation.role) {
            (Some(Party::Third), None) => opens(words),
            (None, None) => {
                let pronoun =
                    lexicon.cues().prefix(words).filter(|hit| hit.class.has(Cue::Pronoun));
                pronoun.is_some_and(|hit| blank::is_all_blank(&words[hit.end..]))
            }
            _ => false,
        },
        _ => false,
    }
}
