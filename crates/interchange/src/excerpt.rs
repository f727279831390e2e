//! [`excerpt`]: the part of a long sentence that matters.

use std::borrow::Cow;

/// The sentence, or if it is longer about `longest` bytes of it around byte `at`, with `…` at each cut. A third of them
/// precedes `at`, except near the ends. Many statements can share one sentence that is as long as the policy.
///
/// ```
/// use policymark_interchange::excerpt;
///
/// let sentence = "首先，我们会收集您的手机号码；其次，我们会收集您的邮箱。";
/// assert_eq!(excerpt(sentence, 45, 30), "…机号码；其次，我们会收…");
/// assert_eq!(excerpt(sentence, 45, 100), sentence);
/// ```
#[must_use]
pub fn excerpt(sentence: &str, at: usize, longest: usize) -> Cow<'_, str> {
    if sentence.len() <= longest {
        return sentence.into();
    }
    let start = at.saturating_sub(longest / 3).min(sentence.len() - longest);
    let end = sentence.ceil_char_boundary(start + longest);
    let start = sentence.floor_char_boundary(start);
    let before = if start > 0 { "…" } else { "" };
    let after = if end < sentence.len() { "…" } else { "" };
    format!("{before}{}{after}", &sentence[start..end]).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_sentence_is_cut_around_its_place() {
        let sentence = format!("{}<邮箱>{}", "甲".repeat(500), "乙".repeat(500));
        let at = sentence.find('<').unwrap_or_default();
        let shown = excerpt(&sentence, at, 600);
        assert!(shown.starts_with("…甲") && shown.ends_with("乙…"), "{shown}");
        assert!(shown.contains("甲<邮箱>乙"), "{shown}");
        assert!(shown.len() <= 612, "{}", shown.len());
        let start = excerpt(&sentence, 0, 600);
        assert!(start.starts_with("甲") && start.ends_with("甲…"), "{start}");
        let end = excerpt(&sentence, sentence.len(), 600);
        assert!(end.starts_with("…乙") && end.ends_with("乙"), "{end}");
        assert_eq!(end.len(), 600 + "…".len());
        assert_eq!(excerpt(&sentence[..600], 300, 600), sentence[..600]);
    }
}
