//! The terminals of the grammar that are looked up in the text itself.

use crate::text::blank::{self, is_all_blank, is_blank, is_inline_blank};
use crate::text::han::is_numeral;

/// `label`: what numbers an item: up to three digits, a letter, a Roman number up to xviii, a
/// Chinese number up to three characters.
#[inline]
pub(super) fn is_label(text: &str) -> bool {
    // Most of what is asked about is a word: its length tells.
    !text.is_empty() && text.len() <= LONGEST_LABEL && is_short_label(text)
}

/// Whether `text` numbers an item where half-width parentheses are around it. `(360)` and `(三一)` are
/// names rather than numbers: items are not that many, and a Chinese number has its 十.
#[inline]
pub(super) fn is_label_in_parens(text: &str) -> bool {
    is_label(text) && !is_name_in_digits(text)
}

fn is_name_in_digits(text: &str) -> bool {
    let is_digit = |c: char| is_numeral(c) && !matches!(c, '十' | '百');
    let are_digits = |[one, next]: [char; 2]| is_digit(one) && is_digit(next);
    let pairs = || text.chars().zip(text.chars().skip(1)).map(<[char; 2]>::from);
    text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_digit()) || pairs().any(are_digits)
}

fn is_short_label(text: &str) -> bool {
    if text.is_ascii() {
        let all = |is: fn(&u8) -> bool| text.bytes().all(|byte| is(&byte));
        return match text.len() {
            1 => all(u8::is_ascii_alphanumeric),
            2..=3 => all(u8::is_ascii_digit) || all(is_roman),
            _ => text.len() <= 5 && all(is_roman),
        };
    }
    // Three bytes each.
    text.chars().all(is_numeral)
}

const fn is_roman(byte: &u8) -> bool {
    matches!(byte, b'i' | b'v' | b'x')
}

/// Bytes that a label may take: three Chinese characters.
const LONGEST_LABEL: usize = 9;

/// Whether `before` ends in a label that starts a line or follows punctuation.
pub(super) fn ends_in_label(before: &str) -> bool {
    let before = before.trim_end_matches(is_inline_blank);
    // A label has at most five characters of at most three bytes; four more for what precedes it.
    let start = before.ceil_char_boundary(before.len().saturating_sub(19));
    let tail = &before[start..];
    let stem = tail.trim_end_matches(|c: char| c.is_ascii_alphanumeric() || is_numeral(c));
    let boundary = |c: char| is_blank(c) || "，。；：、！？,;:!?.“”《》（）()|*>#—-".contains(c);
    is_label(&tail[stem.len()..]) && (stem.ends_with(boundary) || (stem.is_empty() && start == 0))
}

/// Whether a link's target starts here: a scheme, a path, a fragment or a host name.
pub(super) fn is_target(rest: &str) -> bool {
    let ends_word = |c| is_blank(c) || matches!(c, ')' | ']');
    let word = rest.trim_start_matches(is_inline_blank).split(ends_word).next().unwrap_or_default();
    word.is_empty()
        || is_uri(word)
        || word.starts_with(['/', '#', '.'])
        || (word.is_ascii() && word.contains(['.', '/']) && !word.ends_with('.'))
}

/// Schemes of the addresses that policies link to.
const SCHEMES: &[&str] = &["http:", "https:", "mailto:", "javascript:", "tel:", "ftp:", "data:"];

/// `uri`: a scheme, `//`, `www.`, or a mail address.
pub(super) fn is_uri(text: &str) -> bool {
    let text = blank::trim(text);
    let has_scheme = |scheme: &&str| {
        text.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    };
    let is_mail = || {
        text.is_ascii()
            && !text.contains(is_blank)
            && text
                .split_once('@')
                .is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
    };
    SCHEMES.iter().any(has_scheme)
        || text.starts_with("www.")
        || text.starts_with("//")
        || is_mail()
}

/// HTML tags that policies saved as Markdown hold.
const TAGS: &[&str] = &[
    "a",
    "b",
    "blockquote",
    "body",
    "br",
    "center",
    "div",
    "em",
    "font",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "html",
    "i",
    "img",
    "li",
    "ol",
    "p",
    "pre",
    "span",
    "strong",
    "sub",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "u",
    "ul",
];

/// Whether the inside of `<…>` is an HTML tag: a known name, alone or before attributes.
pub(super) fn is_html_tag(inside: &str) -> bool {
    let body = inside.strip_prefix('/').unwrap_or(inside);
    // Most of what is asked about is data: `<IMEI>`.
    if !body.starts_with(|first: char| first.is_ascii_lowercase()) {
        return false;
    }
    let body = body.strip_suffix('/').unwrap_or(body);
    let end = body.find(is_blank).unwrap_or(body.len());
    let (name, attributes) = body.split_at(end);
    TAGS.binary_search(&name).is_ok() && (is_all_blank(attributes) || attributes.contains('='))
}

/// Whether a `>` between these texts leads from one menu to the next, or starts a quotation.
pub(super) fn is_arrow(before: &str, after: &str) -> bool {
    let above = before.trim_end_matches(is_inline_blank);
    let starts_line = above.is_empty() || above.ends_with('\n');
    (starts_line && after.starts_with(is_inline_blank))
        || before.ends_with(['-', '=', '－', '—', '”', '」', '】', '》'])
        || (before.ends_with(is_inline_blank) && after.starts_with(is_inline_blank))
        || after.starts_with(['“', '「', '【'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels() {
        for label in ["1", "12", "a", "A", "iv", "一", "十二", "xviii"] {
            assert!(is_label(label), "{label}");
        }
        for text in ["", "1234", "我们", "ab", "一带一路", "SDK"] {
            assert!(!is_label(text), "{text}");
        }
    }

    #[test]
    fn lone_labels() {
        for before in ["1", "。2", "为此，1", "\n 3", "；a", "（见下文：二"] {
            assert!(ends_in_label(before), "{before}");
        }
        for before in ["", "手机号", "第1", "iPhone12", "手机号码11位数字共1"] {
            assert!(!ends_in_label(before), "{before}");
        }
    }

    #[test]
    fn targets() {
        for target in [
            "https://a.cn)",
            "./b.html)",
            "#c)",
            "a.cn/x)",
            "images/a(1).png)",
            "javascript: void(0))",
            " https://a.cn)",
        ] {
            assert!(is_target(target), "{target}");
        }
        for target in ["我们)", "SDK)", "您)会"] {
            assert!(!is_target(target), "{target}");
        }
    }

    #[test]
    fn uris_and_tags() {
        assert!(is_uri("https://a.cn/b") && is_uri("mailto:a@b.cn") && is_uri("a@b.cn"));
        assert!(!is_uri("IMEI") && !is_uri("手机号码") && !is_uri("ID:手机号"));
        assert!(is_html_tag("br/") && is_html_tag("/div") && is_html_tag("a href=\"x\""));
        assert!(!is_html_tag("IMEI") && !is_html_tag("email") && !is_html_tag("i d"));
        assert!(TAGS.is_sorted());
        assert!(TAGS.iter().all(|tag| tag.starts_with(|first: char| first.is_ascii_lowercase())));
    }

    #[test]
    fn arrows() {
        assert!(
            is_arrow("设置-", "隐私") && is_arrow("设置 ", " 隐私") && is_arrow("“设置”", "“隐私”")
        );
        assert!(!is_arrow("<手机号", "。"));
    }

    #[test]
    fn quotations_of_markdown() {
        assert!(
            is_arrow("", " 本政策") && is_arrow("\n", " 本政策") && is_arrow("。\r\n  ", " 本")
        );
        assert!(!is_arrow("<手机号\n", "。") && !is_arrow("手机号", " 本政策"));
    }
}
