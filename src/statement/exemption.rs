//! Exemption from consent: 无需征得您的同意.

use crate::lexicon::{Cue, GroundCue, Lexicon, Party, RoleCue};
use crate::text::blank::is_inline_blank;
use crate::text::han;

/// The maximal number of parts between a word such as 无需 and the consent.
const PARTS: usize = 8;

/// What follows a word such as 无需.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Needless {
    /// A consent, up to this byte: `征得您的授权同意`.
    Consent(usize),
    /// Only words that can be before a consent: `征得您的`.
    Open,
    /// Something else: `注册`.
    Other,
}

impl Needless {
    /// Reads `text`, which follows the word.
    pub(super) fn read(text: &str, lexicon: &Lexicon) -> Self {
        let mut rest = text;
        for _ in 0..=PARTS {
            rest = han::trim_start(rest, is_inline_blank);
            if rest.is_empty() {
                return Self::Open;
            }
            let after = after_consent(rest, lexicon);
            if after.len() < rest.len() {
                // `授权同意`
                return Self::Consent(text.len() - after_consent(after, lexicon).len());
            }
            let after = after_part(rest, lexicon);
            if after.len() == rest.len() {
                break;
            }
            rest = after;
        }
        Self::Other
    }
}

/// The rest of a text after the filler, the data subject or the 的 with which it begins; the text, if it
/// begins with none of these.
fn after_part<'t>(text: &'t str, lexicon: &Lexicon) -> &'t str {
    let filler = lexicon.roles().exceptions.before.prefix(text);
    let filler = filler.filter(|word| word.class == RoleCue::AbsenceFiller).map(|word| word.end);
    let party = || lexicon.parties().prefix(text).filter(|word| word.class == Some(Party::Subject));
    let of = || lexicon.cues().prefix(text).filter(|word| word.class.has(Cue::Of));
    let end = filler.or_else(|| party().map(|word| word.end)).or_else(|| of().map(|word| word.end));
    &text[end.unwrap_or(0)..]
}

/// The rest of a text after the word for a consent with which it begins; the text, if it begins with no
/// such word.
fn after_consent<'t>(text: &'t str, lexicon: &Lexicon) -> &'t str {
    let word = lexicon.grounds().anywhere.prefix(text);
    let consent = word.filter(|word| word.class == GroundCue::Consent);
    &text[consent.map_or(0, |consent| consent.end)..]
}

#[cfg(test)]
mod tests {
    use crate::parse;
    use crate::statement::Polarity;

    fn exempt(text: &str) -> Vec<bool> {
        parse(text).unwrap().statements().map(|s| s.is_consent_exempt()).collect()
    }

    fn denied(text: &str) -> Vec<bool> {
        let document = parse(text).unwrap();
        document.statements().map(|s| s.polarity() == Polarity::Denied).collect()
    }

    #[test]
    fn words_that_need_no_consent() {
        for need in ["无需", "无须", "毋须", "不需", "不需要", "不必", "不用"] {
            for consent in [
                "您的授权同意",
                "您另行授权",
                "获得您的授权",
                "事先征得会员同意",
                "事先征得用户的同意",
                "另行取得您的许可",
                "再次征求监护人的同意",
                "经过您的单独同意",
                "另行向您通知并征得您的同意",
                "征得您的{书面同意}",
            ] {
                let text = format!("(青禾)[使用]<门牌>{need}{consent}。");
                assert_eq!(exempt(&text), [true], "{text}");
                let text = format!("(青禾)可以{need}{consent}[使用]<门牌>。");
                assert_eq!(exempt(&text), [true], "{text}");
                assert_eq!(denied(&text), [false], "{text}");
            }
        }
    }

    #[test]
    fn processing_without_a_consent() {
        for without in ["不经过您的同意", "不经监护人同意", "不征得您的授权同意"]
        {
            let text = format!("(青禾)可能在{without}的情况下[使用]<门牌>。");
            assert_eq!((exempt(&text), denied(&text)), (vec![true], vec![false]), "{text}");
        }
    }

    #[test]
    fn words_that_need_no_other_thing() {
        for text in [
            "(您)无需[填写]<门牌>。",
            "(您)不需要得到(青禾)的同意即可[修改]<门牌>。",
            "(您)不需要得到我们的同意即可[修改]<门牌>。",
            "(您)无需授权登录即可[修改]<门牌>。",
            "(您)无需注册或授权即可[修改]<门牌>。",
            "(青禾)无需您的<门牌>，会[收集]<姓名>。",
            "(青禾)无需事先通知您即可[收集]<姓名>。",
        ] {
            assert!(!exempt(text).contains(&true), "{text}");
        }
    }

    #[test]
    fn an_action_that_is_not_needed_is_denied() {
        for need in ["不需要", "不必", "不用"] {
            assert_eq!(denied(&format!("(您){need}[填写]<门牌>。")), [true], "{need}");
        }
    }
}
