//! The terminals of the grammar that are read from the text itself.

use crate::text::blank::{self, is_blank, is_inline_blank};
use crate::text::han::is_numeral;

/// `label`, the number of an item: up to three digits, a letter, a Roman number up to xviii, or a
/// Chinese number of up to three characters.
#[inline]
pub(crate) fn is_label(text: &str) -> bool {
    // Most candidates are words, which are too long.
    !text.is_empty() && text.len() <= LONGEST_LABEL && is_short_label(text)
}

/// Whether `text` is a label in half-width parentheses. `(360)` and `(三一)` are names and not
/// numbers: no list has that many items, and a Chinese number has a 十.
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

/// The greatest length of a label in bytes: three Chinese characters.
const LONGEST_LABEL: usize = 9;

/// Whether `before` ends with a label that starts the text or follows a character that is neither a
/// letter nor a digit.
pub(super) fn ends_in_label(before: &str) -> bool {
    let before = before.trim_end_matches(is_inline_blank);
    // A label has at most five characters of at most three bytes; the character before it has four.
    let start = before.ceil_char_boundary(before.len().saturating_sub(19));
    let tail = &before[start..];
    let stem = tail.trim_end_matches(|c: char| c.is_ascii_alphanumeric() || is_numeral(c));
    let is_apart = stem.chars().next_back().map_or(start == 0, |c| !c.is_alphanumeric());
    is_apart && is_label(&tail[stem.len()..])
}

/// Whether a link's target starts here: an address, a path, a fragment, a host name, a file or a
/// telephone number.
pub(super) fn is_target(rest: &str) -> bool {
    let rest = opened(rest);
    let word = first_word(rest);
    // The next target can start after a `]`: stopping there, no byte is read for two of them.
    let inside = || rest.split([')', ']', '>', '\n', '"']).next().unwrap_or_default();
    word.is_empty() && rest.starts_with([')', ']'])
        || is_uri_target(rest)
        || word.starts_with(['/', '#', '.'])
        || is_path(word)
        || is_telephone(word)
        || has_ending(blank::trim(inside()), FILES)
}

/// Whether an address starts here.
pub(super) fn is_uri_target(rest: &str) -> bool {
    let rest = opened(rest);
    opens_uri(rest) || is_mail(first_word(rest))
}

/// A target without the blanks and the `<` that can start it.
fn opened(rest: &str) -> &str {
    let rest = rest.trim_start_matches(is_inline_blank);
    rest.strip_prefix('<').unwrap_or(rest)
}

fn first_word(rest: &str) -> &str {
    rest.split(|c| is_blank(c) || matches!(c, ')' | ']')).next().unwrap_or_default()
}

/// Whether an ASCII word is a path: a host, or folders whose names have no capitals.
fn is_path(word: &str) -> bool {
    let (host, path) = word.split_once(['/', '?', '#']).unwrap_or((word, ""));
    let is_named = |part: &str| has_ending(part, HOSTS) || has_ending(part, FILES);
    let is_folder = || word.contains('/') && !word.bytes().any(|byte| byte.is_ascii_uppercase());
    word.is_ascii() && (is_named(host) || is_named(path) || is_folder())
}

/// Whether a word is a telephone number: at least seven digits.
fn is_telephone(word: &str) -> bool {
    let is_part = |byte: u8| byte.is_ascii_digit() || matches!(byte, b'+' | b'-');
    word.bytes().all(is_part) && word.bytes().filter(u8::is_ascii_digit).count() >= 7
}

/// Whether `text` ends with a dot and one of `endings`: `隐私政策.md`.
fn has_ending(text: &str, endings: &[&str]) -> bool {
    let text = text.split(['?', '#']).next().unwrap_or_default();
    let ending = text.rsplit_once('.').filter(|(name, _)| !name.is_empty());
    ending.is_some_and(|(_, ending)| endings.iter().any(|known| ending.eq_ignore_ascii_case(known)))
}

/// File name endings in links of policies.
const FILES: &[&str] = &[
    "md", "markdown", "html", "htm", "shtml", "xhtml", "pdf", "txt", "doc", "docx", "xls", "xlsx",
    "ppt", "pptx", "php", "asp", "aspx", "jsp", "do", "png", "jpg", "jpeg", "gif", "svg", "webp",
    "bmp",
];

/// Host name endings in links of policies.
const HOSTS: &[&str] = &[
    "com", "cn", "net", "org", "gov", "edu", "io", "cc", "tv", "me", "co", "hk", "tw", "top",
    "vip", "app", "dev", "info", "xyz", "tech", "site", "club", "shop", "link", "example", "test",
    "local",
];

/// Schemes of addresses in links of policies.
const SCHEMES: &[&str] = &["http", "https", "mailto", "javascript", "tel", "ftp", "data"];

/// `uri`: starts with a scheme, `//` or `www.`, or is an email address.
pub(crate) fn is_uri(text: &str) -> bool {
    let text = blank::trim(text);
    opens_uri(text) || is_mail(text)
}

fn opens_uri(text: &str) -> bool {
    // Most candidates are data, such as `<IMEI>`.
    let may_open = |byte: &u8| b"dfhjmtDFHJMT".contains(byte);
    text.as_bytes().first().is_some_and(may_open) && has_scheme(text)
        || text.starts_with("www.")
        || text.starts_with("//")
}

fn has_scheme(text: &str) -> bool {
    SCHEMES.iter().any(|scheme| {
        let (start, rest) = text.split_at_checked(scheme.len()).unwrap_or_default();
        start.eq_ignore_ascii_case(scheme) && rest.trim_start_matches(' ').starts_with([':', '：'])
    })
}

fn is_mail(text: &str) -> bool {
    let at = text.bytes().position(|byte| byte == b'@');
    let (name, host) = text.split_at(at.unwrap_or_default());
    !name.is_empty() && text.is_ascii() && !text.contains(is_blank) && host.contains('.')
}

/// HTML tags of policies saved as Markdown. Any other tag needs attributes or a closing tag:
/// `<address>` alone is data.
const TAGS: &[&str] = &[
    "a",
    "abbr",
    "article",
    "aside",
    "b",
    "big",
    "blockquote",
    "body",
    "br",
    "caption",
    "center",
    "cite",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "details",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "font",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "html",
    "i",
    "iframe",
    "img",
    "ins",
    "kbd",
    "li",
    "main",
    "mark",
    "meta",
    "nav",
    "ol",
    "p",
    "pre",
    "s",
    "samp",
    "script",
    "section",
    "small",
    "span",
    "strike",
    "strong",
    "style",
    "sub",
    "summary",
    "sup",
    "svg",
    "table",
    "tbody",
    "td",
    "textarea",
    "tfoot",
    "th",
    "thead",
    "tr",
    "tt",
    "u",
    "ul",
    "var",
    "wbr",
];

/// Whether the inside of `<…>` is an HTML tag: a known name in any case, alone or with attributes;
/// another name with attributes that have values, with a `/` at either end, or with its closing tag
/// on the rest of the line, which `after` starts with; or a declaration.
pub(crate) fn is_html_tag<'a>(inside: &'a str, after: impl FnOnce() -> &'a str) -> bool {
    if inside.starts_with(['!', '?', '%']) {
        return true;
    }
    let body = inside.strip_prefix('/').unwrap_or(inside);
    let body = body.strip_suffix('/').unwrap_or(body);
    let end = body.find(is_blank).unwrap_or(body.len());
    let (name, attributes) = body.split_at(end);
    let attributes = blank::trim(attributes);
    if !is_tag_name(name) {
        return false;
    }
    let has_values = has_values(attributes);
    if is_known(name) {
        return attributes.is_empty() || has_values || attributes.contains('=');
    }
    let has_slash = body.len() < inside.len() && (attributes.is_empty() || has_values);
    let is_low = !name.bytes().any(|byte| byte.is_ascii_uppercase());
    has_slash || has_values || is_low && closes(name, after())
}

/// Whether `rest`, the text after a `<`, starts with a known tag that has attributes.
pub(super) fn is_opening_tag(rest: &str) -> bool {
    let is_name = |byte: u8| byte.is_ascii_alphanumeric();
    let end = rest.bytes().position(|byte| !is_name(byte)).unwrap_or(rest.len());
    let (name, rest) = rest.split_at(end);
    let attributes = rest.trim_ascii_start();
    let value = attributes.trim_start_matches(is_name_part);
    let has_name = value.len() < attributes.len();
    rest.starts_with(' ') && is_known(name) && has_name && value.starts_with('=')
}

/// Whether `name` can be the name of an HTML or XML tag: `uses-permission`, `o:p`.
fn is_tag_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic()) && name.chars().all(is_name_part)
}

const fn is_name_part(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | ':' | '_' | '.')
}

fn is_known(name: &str) -> bool {
    TAGS.iter().any(|known| name.eq_ignore_ascii_case(known))
}

/// Whether attributes have values: `android:name="a"`.
fn has_values(attributes: &str) -> bool {
    attributes.split_once('=').is_some_and(|(name, value)| {
        is_tag_name(name.trim_ascii()) && value.trim_ascii().starts_with(['"', '\'', '“', '”'])
    })
}

/// The greatest distance in bytes between an unknown tag and its closing tag.
const LONGEST_ELEMENT: usize = 256;

/// Whether the closing tag of `name` is on the rest of the line: `<key>…</key>`.
fn closes(name: &str, after: &str) -> bool {
    let near = &after[..after.floor_char_boundary(LONGEST_ELEMENT)];
    let line = near.split('\n').next().unwrap_or_default();
    let mut tags = line.split("</").skip(1).filter_map(|tag| tag.strip_prefix(name));
    tags.any(|rest| rest.starts_with('>'))
}

/// Whether a `>` between these texts separates menu items or starts a quotation.
pub(super) fn is_arrow(before: &str, after: &str) -> bool {
    let above = before.trim_end_matches(is_inline_blank);
    let starts_line = above.is_empty() || above.ends_with('\n');
    (starts_line && after.starts_with(is_inline_blank))
        || before.ends_with(['-', '=', '－', '—', '”', '」', '】', '》'])
        || (before.ends_with(is_inline_blank)
            && after.starts_with(|c: char| is_inline_blank(c) || c.is_alphanumeric()))
        || after.starts_with(['“', '「', '【'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_specification_lists_tags_endings_and_schemes() {
        let specification = include_str!("../../grammar.md");
        for (kind, names) in
            [("schemes", SCHEMES), ("hosts", HOSTS), ("files", FILES), ("tags", TAGS)]
        {
            let row = format!("\n| {kind} | `{}` |\n", names.join("` `"));
            assert!(specification.contains(&row), "{kind}");
        }
    }

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
        for before in
            ["1", "。2", "为此，1", "\n 3", "；a", "（见下文：二", "【注】1", "…1", "\"1", "_1"]
        {
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
        let is_tag = |inside| is_html_tag(inside, || "甲</b></x>");
        for tag in ["br/", "/div", "a href=\"x\"", "BR", "/x", "x", "!DOCTYPE html", "x-y z='a'/"] {
            assert!(is_tag(tag), "{tag}");
        }
        for data in ["IMEI", "email", "i d", "y", "设备", "1=\"a\""] {
            assert!(!is_tag(data), "{data}");
        }
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
