//! The markup around the words of a line: `#`, `**` and rules of Markdown, and tags of HTML. Rule
//! O5 of `grammar.md`.

use memchr::memmem;

use crate::grammar::is_html_tag;
use crate::text::Delimiter;
use crate::text::blank::{starts_blank, trim_end, trim_start};

/// The emphasis of a whole line in Markdown, from weak to strong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Emphasis {
    None,
    /// `**…**`
    Bold,
    /// `#` to `######`
    Hash(u8),
}

impl Emphasis {
    /// The level of `#`; 0 without.
    pub(super) const fn hash(self) -> u8 {
        match self {
            Self::Hash(level) => level,
            _ => 0,
        }
    }

    /// A larger number is a stronger emphasis.
    pub(super) const fn strength(self) -> u8 {
        match self {
            Self::None => 0,
            Self::Bold => 1,
            Self::Hash(level) => 10 - level,
        }
    }
}

/// A line without the markup around it.
pub(super) struct Title<'t> {
    pub(super) words: &'t str,
    /// The number of bytes after the words.
    pub(super) after: u32,
    pub(super) emphasis: Emphasis,
}

impl<'t> Title<'t> {
    /// `None` for a horizontal rule. `source` has no leading or trailing blanks.
    #[inline(always)]
    pub(super) fn of(source: &'t str) -> Option<Self> {
        match source.as_bytes() {
            [b'#' | b'*' | b'_' | b'=' | b'-', ..] | [.., b'#' | b'*' | b'_' | b'\\'] => {
                Self::inside_markup(source)
            }
            _ if source.starts_with(OPEN) => Self::inside_markup(source),
            _ => Some(Self { words: source, after: 0, emphasis: Emphasis::None }),
        }
    }

    fn inside_markup(source: &'t str) -> Option<Self> {
        if source.starts_with(OPEN)
            && let Some(inner) = Self::in_tags(source)
        {
            return Some(inner);
        }
        let hashes = source.bytes().take_while(|&byte| byte == b'#').count();
        let (bare, opens_bold) = strip_start(source.get(hashes..)?);
        let words = strip_end(if hashes > 0 { before_attribute(bare) } else { bare });
        let emphasis = match hashes {
            1..=6 => Emphasis::Hash(hashes as u8),
            _ if is_bold(source, opens_bold) => Emphasis::Bold,
            _ => Emphasis::None,
        };
        let after = (bare.len() - words.len()) as u32;
        (!is_rule(words)).then_some(Self { words, after, emphasis })
    }

    /// A line between HTML tags: `<h2>收集</h2>`. `None` if it does not start with a tag, or nothing
    /// is between the tags.
    fn in_tags(source: &'t str) -> Option<Self> {
        let (tag, rest) = split_tag(source)?;
        let (mut words, mut emphasis) = (trim_start(rest), of_tag(tag));
        while let Some((tag, rest)) = split_tag(words) {
            emphasis = stronger(emphasis, of_tag(tag));
            words = trim_start(rest);
        }
        let bare = words;
        while let Some(rest) = before_closing_tag(words) {
            words = trim_end(rest);
        }
        let after = (bare.len() - words.len()) as u32;
        if words.starts_with('#') {
            return Self::of(words).map(|inner| Self { after: after + inner.after, ..inner });
        }
        (!words.is_empty()).then_some(Self { words, after, emphasis })
    }
}

const OPEN: char = Delimiter::Angle.open();
const CLOSE: char = Delimiter::Angle.close();

/// The inside of the tag at the start of `text`, and the text after it.
fn split_tag(text: &str) -> Option<(&str, &str)> {
    let (tag, rest) = text.strip_prefix(OPEN)?.split_once(CLOSE)?;
    is_html_tag(tag, || rest).then_some((tag, rest))
}

/// The text before the tag at the end of `text`: a closing tag, or `<br>`.
fn before_closing_tag(text: &str) -> Option<&str> {
    let (rest, tag) = text.strip_suffix(CLOSE)?.rsplit_once(OPEN)?;
    is_html_tag(tag, || "").then_some(rest)
}

/// The emphasis of a tag.
const fn of_tag(tag: &str) -> Emphasis {
    match *tag.as_bytes() {
        [b'h' | b'H', level @ b'1'..=b'6'] | [b'h' | b'H', level @ b'1'..=b'6', b' ', ..] => {
            Emphasis::Hash(level - b'0')
        }
        [b'b' | b'B'] | [b's', b't', b'r', b'o', b'n', b'g'] => Emphasis::Bold,
        _ => Emphasis::None,
    }
}

const fn stronger(one: Emphasis, other: Emphasis) -> Emphasis {
    if other.strength() > one.strength() { other } else { one }
}

/// Strips blanks and emphasis from the start, but no bullet. Returns whether `**` was there.
#[inline]
pub(super) fn strip_start(text: &str) -> (&str, bool) {
    let rest = trim_start(text);
    if let [b'*' | b'_', ..] = rest.as_bytes() { strip_markup(rest) } else { (rest, false) }
}

fn strip_markup(text: &str) -> (&str, bool) {
    let (mut rest, mut bold) = (text, false);
    loop {
        let len = match rest.as_bytes() {
            [b'*', b'*', ..] => {
                bold = true;
                2
            }
            [b'*', ..] if starts_blank(&rest[1..]) => return (rest, bold),
            [b'*' | b'_', ..] => 1,
            _ => return (rest, bold),
        };
        rest = trim_start(rest.get(len..).unwrap_or_default());
    }
}

/// Strips blanks and Markdown from the end.
fn strip_end(mut text: &str) -> &str {
    loop {
        text = trim_end(text);
        match text.as_bytes() {
            [rest @ .., b'*' | b'_' | b'#' | b'\\'] => {
                text = text.get(..rest.len()).unwrap_or_default()
            }
            _ => return text,
        }
    }
}

/// A heading without its attribute: 收集 of `收集 {#collect}`.
fn before_attribute(title: &str) -> &str {
    let close = Delimiter::Brace.close();
    let attribute = title.strip_suffix(close).and_then(|rest| rest.rfind(Delimiter::Brace.open()));
    match attribute.map(|at| title.split_at(at)) {
        Some((before, attribute)) if attribute[1..].starts_with(['#', ':', '.']) => before,
        _ => title,
    }
}

/// Whether only a horizontal rule is left of a line.
fn is_rule(title: &str) -> bool {
    let mut rest = title;
    while let [b'=' | b'-' | b'*' | b'_', ..] = rest.as_bytes() {
        rest = trim_start(rest.get(1..).unwrap_or_default());
    }
    rest.is_empty()
}

/// Whether a line is between `**`. If one of the two was lost, the other is enough.
fn is_bold(source: &str, opens: bool) -> bool {
    let closes = source.ends_with("**");
    (opens && closes)
        || (opens != closes && memmem::find_iter(source.as_bytes(), "**").count() % 2 == 1)
}
