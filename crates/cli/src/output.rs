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

/// A sentence, or if it is long the part around byte `at`.
pub(crate) fn excerpt(sentence: &str, at: usize) -> Cow<'_, str> {
    policymark_interchange::excerpt(sentence, at, LONGEST_SENTENCE)
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
}
