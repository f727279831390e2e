//! Rules R29 to R32: the ground of a condition.

use super::window::{WINDOW, after, closing, head, is_edge, is_spacer, tail, window};
use crate::lexicon::{Ground, GroundCue, GroundCues};
use crate::text::{Span, han};

/// The ground of a condition: the first rule that applies decides.
pub(super) fn ground(text: &str, span: Span, inside: Span, cues: &GroundCues) -> Ground {
    if is_period(text, span, inside, cues) { Ground::Period } else { named(text, inside, cues) }
}

/// R29: whether a condition is a period, by its first or last words or by those beside it.
fn is_period(text: &str, span: Span, inside: Span, cues: &GroundCues) -> bool {
    let opening = han::trim_start(head(text, inside), is_edge);
    let closing = closing(tail(text, inside));
    let before = han::trim_end(window(text, span.start()), is_spacer);
    let following = han::trim_start(after(text, span.end()), is_spacer);
    cues.opens.prefix(opening).is_some()
        || cues.opens.suffix(before).is_some()
        || cues.closes.suffix(closing).is_some()
        || cues.closes.prefix(following).is_some()
}

/// R30 to R32: the first legal basis that the condition names; else [`Ground::Other`] if it names a
/// limit or the policy; else an occasion.
fn named(text: &str, inside: Span, cues: &GroundCues) -> Ground {
    let (mut ground, mut of_policy) = (Ground::Occasion, false);
    for words in edges(text, inside) {
        for hit in cues.anywhere.find_iter(words) {
            match hit.class {
                _ if is_inside_title(&words[hit.end..]) => {}
                GroundCue::Consent => return Ground::Consent,
                GroundCue::Law => return Ground::Law,
                GroundCue::Contract => return Ground::Contract,
                GroundCue::Terms if !of_policy => return Ground::Contract,
                GroundCue::Breach => return ground,
                GroundCue::Policy => (ground, of_policy) = (Ground::Other, true),
                GroundCue::Limit => ground = Ground::Other,
                _ => {}
            }
        }
    }
    ground
}

/// The part of a condition that is read: all of it, or its first and its last words.
fn edges(text: &str, inside: Span) -> [&str; 2] {
    if inside.len() <= 2 * WINDOW as u32 {
        [&text[inside.range()], ""]
    } else {
        [head(text, inside), tail(text, inside)]
    }
}

/// Whether the word before `rest` is in the title of a document but not its last word: a 《许可及服务协议》
/// is an agreement.
fn is_inside_title(rest: &str) -> bool {
    match rest.find(['《', '》']) {
        None | Some(0) => false,
        Some(quote) => rest[quote..].starts_with('》'),
    }
}

#[cfg(test)]
mod tests {
    use crate::lexicon::Ground::{self, Consent, Contract, Law, Occasion, Other, Period};
    use crate::parser::parse;

    #[track_caller]
    fn check(ground: Ground, texts: &[&str]) {
        for text in texts {
            let document = parse(text).unwrap();
            let grounds: Vec<_> = document.annotations().filter_map(|a| a.ground()).collect();
            assert_eq!(grounds, [ground], "{text}");
        }
    }

    #[test]
    fn r29_a_period() {
        check(
            Period,
            &[
                "在{您使用星海}期间，",
                "在{借阅图书所必需}的期限内",
                "{为您送货期间（不超过三日）}，",
                "{直至您退还图书}，",
                "直至**{您退还图书}**",
                "{在您同意的期限内}，",
                "{下单后三日内}，",
            ],
        );
    }

    #[test]
    fn r30_a_consent() {
        check(
            Consent,
            &[
                "经{您同意}，",
                "未经{监护人授权}，",
                "除非{得到您的许可}",
                "{如您想与附近的读者聊天，在您允许后}，",
                "{除本说明约定的情形外，未经家长同意}，",
            ],
        );
    }

    #[test]
    fn r30_a_law_or_an_authority() {
        check(
            Law,
            &[
                "{根据法律法规的规定}，",
                "{按照《图书馆法》的要求}，",
                "{法律允许或者家长同意}的情况下",
                "{应司法机关的要求}，",
                "{按教育部门的规定}，",
                "在{不违反法律的情况}下",
            ],
        );
    }

    #[test]
    fn r30_a_contract() {
        check(
            Contract,
            &[
                "{根据您与星海签订的合同}，",
                "除{本政策以及《星海许可及服务协议》规定的情形}外",
                "{您与星海另有约定的情况下}，",
            ],
        );
    }

    #[test]
    fn r30_words_that_only_look_like_a_basis() {
        check(Occasion, &["当{您撤回同意}后", "{如您不同意}，", "{您使用云杉授权登录时}，"]);
        check(Occasion, &["{如您违反法律法规或者借阅协议}，", "若{您要求匿名}，"]);
        check(Occasion, &["当{您阅读《同意的艺术》}时"]);
    }

    #[test]
    fn r31_a_limit_or_the_policy() {
        check(Other, &["在{必要}的范围内", "{按照本政策的约定}，", "{受本声明的约束}，"]);
    }

    #[test]
    fn r32_otherwise_an_occasion() {
        check(Occasion, &["当{您打开地图}时", "{以下情形}下", "{您主动提供的情况下}，"]);
    }

    #[test]
    fn both_ends_of_a_long_condition_are_read() {
        let long = "您打开地图，".repeat(20);
        check(
            Consent,
            &[&format!("{{当{long}经您同意后}}，"), &format!("{{经您同意，{long}时}}，")],
        );
        check(Occasion, &[&format!("{{当{long}经您同意，{long}时}}，")]);
    }

    #[test]
    fn a_purpose_has_no_ground() {
        let document = parse("以便{履行与您的合同}，(我们)会[收集]<昵称>").unwrap();
        assert!(document.annotations().all(|annotation| annotation.ground().is_none()));
    }
}
