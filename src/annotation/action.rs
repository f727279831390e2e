//! Rules R13 to R15: what a `[…]` does with the data.

use super::window::{WINDOW, before, head};
use crate::annotation::Role;
use crate::lexicon::{Cue, CueSet, Lexicon, Party, Processing};
use crate::text::blank::is_inline_blank;
use crate::text::{Delimiter, Span};

/// R13, R14: the role of an action, and the processing that its first verb names.
pub(super) fn role_and_processing(
    text: &str,
    span: Span,
    inside: Span,
    lexicon: &Lexicon,
) -> (Role, Option<Processing>) {
    let mut letters = [0; WINDOW];
    let words = without_blanks(head(text, inside), &mut letters);
    let mut verbs = lexicon.verbs().find_iter(words).map(|hit| hit.class.processing);
    let Some(first) = verbs.next() else {
        return (by_subject(before(text, span.start()), lexicon), None);
    };
    let shares = first.hands_over() || verbs.any(Processing::hands_over);
    (if shares { Role::Share } else { Role::Collect }, Some(first))
}

/// `words` without the blanks between their letters: `共 享`. `letters` is the buffer for the result.
fn without_blanks<'a>(words: &'a str, letters: &'a mut [u8; WINDOW]) -> &'a str {
    if !words.contains(is_inline_blank) {
        return words;
    }
    let mut len = 0;
    for part in words.split(is_inline_blank) {
        letters[len..len + part.len()].copy_from_slice(part.as_bytes());
        len += part.len();
    }
    str::from_utf8(&letters[..len]).unwrap_or(words)
}

/// R15: the role of a verb that is not in the lexicon. It shares if its subject is the user, or if
/// it is done to somebody: `向(柜台)`. An owner is not a subject: `对您的<邮箱>`, `(您)的应用`.
fn by_subject(before: &str, lexicon: &Lexicon) -> Role {
    let clause = before.rsplit(['，', '。', '；', '：', ',', ';', ':']).next().unwrap_or_default();
    let is_toward = |cues: CueSet| {
        cues.has(Cue::Toward) && !cues.has(Cue::Conjunction) && !cues.has(Cue::Object)
    };
    if lexicon.cues().find_iter(clause).any(|hit| is_toward(hit.class)) {
        return Role::Share;
    }
    let owns = |end: usize| {
        let following = before[end..].trim_start_matches(Delimiter::Paren.close());
        lexicon.cues().prefix(following).is_some_and(|hit| hit.class.has(Cue::Of))
    };
    let parties = lexicon.parties().find_iter(before).filter(|hit| !owns(hit.end));
    match parties.last().and_then(|hit| hit.class) {
        Some(Party::Subject) => Role::Share,
        _ => Role::Collect,
    }
}

#[cfg(test)]
mod tests {
    use crate::annotation::Role::{self, Collect, Share};
    use crate::lexicon::Processing;
    use crate::parser::parse;

    /// The role and the processing of the last action.
    fn role(text: &str) -> (Role, Option<Processing>) {
        let document = parse(text).unwrap();
        let action = document.annotations().rfind(|annotation| annotation.role().is_some());
        let action = action.unwrap();
        (action.role().unwrap(), action.processing())
    }

    #[test]
    fn r13_a_verb_that_hands_over() {
        assert_eq!(role("会[共享]<昵称>"), (Share, Some(Processing::Provide)));
        assert_eq!(role("您[填写]<昵称>"), (Share, Some(Processing::Provide)));
        assert_eq!(role("[对外披露]<昵称>"), (Share, Some(Processing::Disclose)));
        assert_eq!(role("[收集、使用和转让]<昵称>"), (Share, Some(Processing::Collect)));
        assert_eq!(role("不得[出借]<昵称>"), (Share, Some(Processing::Provide)));
        assert_eq!(role("会[共 享]<昵称>"), (Share, Some(Processing::Provide)));
    }

    #[test]
    fn r14_other_verbs() {
        assert_eq!(role("[收集]<昵称>"), (Collect, Some(Processing::Collect)));
        assert_eq!(role("[储存]<昵称>"), (Collect, Some(Processing::Store)));
        assert_eq!(role("[自动删除]<昵称>"), (Collect, Some(Processing::Delete)));
    }

    #[test]
    fn r15_unknown_verbs_by_their_subject() {
        assert_eq!(role("(您)可以[挥舞]<昵称>"), (Share, None));
        assert_eq!(role("(我们)可以[挥舞]您的<昵称>"), (Collect, None));
        assert_eq!(role("(我们)对您的<昵称>进行[挥舞]"), (Collect, None));
        assert_eq!(role("[挥舞]<昵称>"), (Collect, None));
        for verb in ["出示", "申报", "递交", "通报", "寄送", "汇报"] {
            assert_eq!(role(&format!("(门卫)会向(柜台)[{verb}]<昵称>")), (Share, None));
            assert_eq!(role(&format!("(门卫)会给(柜台)[{verb}]<昵称>")), (Share, None));
        }
        assert_eq!(role("(门卫)会向(柜台)[索要]<昵称>").0, Collect);
        assert_eq!(role("(门卫)已向(柜台)出示，再[挥舞]<昵称>"), (Collect, None));
    }
}
