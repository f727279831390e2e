//! Rule R37: which annotations refer to something named before.

use super::AnnotationData;
use crate::lexicon::{Cue, Lexicon, Party, RoleCues};
use crate::text::AnnotationKind;
use crate::text::blank;
use crate::tree::Tree;

/// R37: whether data or an actor refers to something named before: `<上述信息>`, `(该合作伙伴)`, `(他们)`.
pub(crate) fn refers_back(
    text: &str,
    tree: &Tree,
    lexicon: &Lexicon,
    annotation: &AnnotationData,
) -> bool {
    let words = || text.get(tree.inner(annotation.node).range()).unwrap_or_default();
    match (annotation.kind, annotation.party, annotation.role) {
        (AnnotationKind::Data, ..) | (AnnotationKind::Actor, Some(Party::Third), None) => {
            is_reference(words(), lexicon.roles())
        }
        (AnnotationKind::Actor, None, None) => {
            is_reference(words(), lexicon.roles()) || is_pronoun(words(), lexicon)
        }
        _ => false,
    }
}

/// The greatest number of words in a reference: 个人 and 信息 are two. It bounds the time, because many
/// statements can share one long annotation.
const NAMES: usize = 8;

/// Whether `words` are an opener of a reference and then only words that it can name.
fn is_reference(words: &str, cues: &RoleCues) -> bool {
    let Some(opener) = cues.references.prefix(words) else { return false };
    let mut rest = &words[opener.end..];
    for _ in 0..NAMES {
        let Some(name) = cues.reference_names.prefix(rest) else { break };
        rest = &rest[name.end..];
    }
    blank::is_all_blank(rest)
}

fn is_pronoun(words: &str, lexicon: &Lexicon) -> bool {
    let hit = lexicon.cues().prefix(words).filter(|hit| hit.class.has(Cue::Pronoun));
    hit.is_some_and(|hit| blank::is_all_blank(&words[hit.end..]))
}
