//! How values and texts are written for programs.

use std::borrow::Cow;

use serde::Serialize;

/// How many bytes of one text are shown. Many statements can share one annotation that is as long as the policy,
/// and the output shall not be much longer than the text.
const LONGEST: usize = 1 << 10;

/// How many bytes of a sentence are shown with each of its statements.
const LONGEST_SENTENCE: usize = 600;

/// The words of a text, with `…` at the end if they are cut.
pub(crate) fn cut(text: &str) -> Cow<'_, str> {
    match text.len() {
        ..=LONGEST => text.into(),
        _ => format!("{}…", &text[..text.floor_char_boundary(LONGEST)]).into(),
    }
}

/// The part of a long sentence around byte `at`, with `…` where it is cut. A third of it is before that place.
pub(crate) fn excerpt(sentence: &str, at: usize) -> Cow<'_, str> {
    if sentence.len() <= LONGEST_SENTENCE {
        return sentence.into();
    }
    let start = at.saturating_sub(LONGEST_SENTENCE / 3).min(sentence.len() - LONGEST_SENTENCE);
    let end = sentence.ceil_char_boundary(start + LONGEST_SENTENCE);
    let start = sentence.floor_char_boundary(start);
    let before = if start > 0 { "…" } else { "" };
    let after = if end < sentence.len() { "…" } else { "" };
    format!("{before}{}{after}", &sentence[start..end]).into()
}

/// JSON on one line, without the end of the line.
pub(crate) fn json(value: &impl Serialize) -> String {
    // The forms here have no map whose keys are no strings: nothing else can fail.
    serde_json::to_string(value).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_cut_at_its_end() {
        assert_eq!(cut("手机号码"), "手机号码");
        let shown = cut(&"手".repeat(1000)).into_owned();
        assert_eq!(shown, format!("{}…", "手".repeat(341)));
    }

    #[test]
    fn a_long_sentence_is_cut_around_its_place() {
        let sentence = format!("{}<邮箱>{}", "甲".repeat(500), "乙".repeat(500));
        let at = sentence.find('<').unwrap_or_default();
        let shown = excerpt(&sentence, at);
        assert!(shown.starts_with("…甲") && shown.ends_with("乙…"), "{shown}");
        assert!(shown.contains("甲<邮箱>乙"), "{shown}");
        assert!(shown.len() <= LONGEST_SENTENCE + 12, "{}", shown.len());
        let start = excerpt(&sentence, 0);
        assert!(start.starts_with("甲") && start.ends_with("甲…"), "{start}");
        let end = excerpt(&sentence, sentence.len());
        assert!(end.starts_with("…乙") && end.ends_with("乙"), "{end}");
        assert_eq!(end.len(), LONGEST_SENTENCE + "…".len());
        assert_eq!(excerpt(&sentence[..600], 300), sentence[..600]);
    }
}
