//! Which lines are headings, as far as a line and the one after it can tell.

use super::line::{Emphasis, End, Form, Line};

/// What a line is by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// A heading without number that names a whole document: `隐私政策`.
    Title,
    /// A heading without number: `联系我们`.
    Plain,
    /// A heading without number before the first chapter: `前言`. No other heading stands in it.
    Preface,
    /// A numbered line that can be a heading.
    Numbered,
    /// A numbered line that can be a heading, but leans towards running text.
    Doubtful,
    /// A numbered line or a bullet of running text.
    Item,
    /// Running text.
    Text,
}

impl Class {
    /// Whether the line opens a section.
    pub(super) const fn opens(self) -> bool {
        !matches!(self, Self::Text)
    }

    /// Whether the line can be a heading.
    pub(super) const fn is_heading(self) -> bool {
        !matches!(self, Self::Text | Self::Item)
    }

    /// Whether it is a heading without number.
    pub(super) const fn is_unnumbered(self) -> bool {
        matches!(self, Self::Title | Self::Plain | Self::Preface)
    }
}

/// The longest heading, in characters.
const LONGEST: usize = 40;

/// The longest heading without number or emphasis, in characters.
const LONGEST_PLAIN: usize = 20;

/// Words in which a name of a document ends.
const DOCUMENTS: &[&str] = &[
    "政策",
    "协议",
    "声明",
    "条款",
    "策略",
    "指引",
    "规则",
    "须知",
    "公告",
    "告知书",
    "授权书",
    "申明",
];

/// Names of what stands before the first chapter.
const PREFACES: &[&str] = &[
    "前言",
    "引言",
    "序言",
    "导言",
    "导语",
    "目录",
    "目次",
    "提示",
    "特别提示",
    "重要提示",
    "温馨提示",
    "摘要",
    "概要",
    "【审慎阅读】",
];

/// Words by which a line points at the lines below it.
const POINTERS: &[&str] = &["以下", "如下", "下列", "下述", "包括", "方式", "不适用"];

/// Classifies every line. Goes from the last to the first: a heading without number is known by
/// what comes after it.
pub(super) fn classify(text: &str, lines: &[Line]) -> Vec<Class> {
    let mut classes = vec![Class::Text; lines.len()];
    let mut next: Option<(&Line, Class)> = None;
    for (at, line) in lines.iter().enumerate().rev() {
        let previous = at.checked_sub(1).and_then(|at| lines.get(at));
        let class = match &line.label {
            Some(_) if line.body.is_empty() => alone(text, next),
            Some(_) => numbered(line.form, line.emphasis, line.body(text)),
            None => unnumbered(text, previous, line, next),
        };
        if let Some(slot) = classes.get_mut(at) {
            *slot = class;
        }
        next = Some((line, class));
    }
    classes
}

/// A line that holds a number alone: what the next line is.
fn alone(text: &str, next: Option<(&Line, Class)>) -> Class {
    match next {
        Some((line, _)) if line.label.is_none() => {
            numbered(line.form, line.emphasis, line.body(text))
        }
        _ => Class::Item,
    }
}

fn numbered(form: Form, emphasis: Emphasis, body: &str) -> Class {
    let Form { chars, stops, commas, colons, end } = form;
    if stops || chars > LONGEST || end == End::Stop || is_table(body) {
        return Class::Item;
    }
    let leads_in = end == End::Colon && (chars > 16 || points(body));
    // `邮箱：kefu@…` is an entry, `业务功能一：注册` a heading.
    let entry = colons && body.split(['：', ':']).nth(1).is_some_and(|rest| rest.is_ascii());
    if emphasis.hash() == 0 && (leads_in || commas || entry) {
        return Class::Doubtful;
    }
    Class::Numbered
}

fn unnumbered(
    text: &str,
    previous: Option<&Line>,
    line: &Line,
    next: Option<(&Line, Class)>,
) -> Class {
    let body = line.body(text);
    let Form { chars, stops, commas, colons, end } = line.form;
    if stops || commas || chars > LONGEST || end == End::Stop || !has_words(body) {
        return Class::Text;
    }
    if is_table(body) || is_link(body) || (end == End::Colon && points(body)) {
        return Class::Text;
    }
    if previous.is_some_and(|previous| number_alone(previous)) {
        return Class::Text;
    }
    let bare = bare_name(body);
    let open = previous.is_none_or(|previous| line.after_gap || is_closed(previous));
    if line.emphasis == Emphasis::None && (!open || next.is_none()) {
        return Class::Text;
    }
    if PREFACES.contains(&bare) {
        return Class::Preface;
    }
    if !colons && chars <= LONGEST && DOCUMENTS.iter().any(|name| bare.ends_with(name)) {
        return Class::Title;
    }
    let plain = match line.emphasis {
        Emphasis::Hash(_) => true,
        Emphasis::Bold => !colons && next.is_some(),
        Emphasis::None => {
            chars <= LONGEST_PLAIN
                && !colons
                && !body.contains("公司")
                && next.is_some_and(|(next, class)| heads(line, next, class))
        }
    };
    if plain { Class::Plain } else { Class::Text }
}

/// Whether a short line can be the heading of what follows.
fn heads(line: &Line, next: &Line, class: Class) -> bool {
    match class {
        Class::Text => next.form.chars > 2 * line.form.chars && next.form.chars > LONGEST_PLAIN,
        class => class.is_unnumbered(),
    }
}

/// Whether a line ends like one that the next does not go on.
fn is_closed(line: &Line) -> bool {
    line.form.end != End::Open
        || (line.form.chars <= LONGEST && !line.form.commas && !line.form.stops)
}

fn number_alone(line: &Line) -> bool {
    line.label.is_some() && line.body.is_empty()
}

/// Whether a line points at the lines below it.
fn points(body: &str) -> bool {
    POINTERS.iter().any(|word| body.contains(word))
}

fn is_table(body: &str) -> bool {
    body.starts_with('|')
}

fn is_link(body: &str) -> bool {
    body.contains("http") || body.contains("](") || body.contains(r"\]\(") || body.contains('@')
}

/// Whether a line holds two Chinese characters or more, and does not start as a date does.
fn has_words(body: &str) -> bool {
    let words = body.chars().filter(|c| ('\u{4E00}'..='\u{9FFF}').contains(c)).take(2).count();
    let dated = body.starts_with(|c: char| c.is_ascii_digit() || c == '二' || c == '（')
        && (body.contains('年') || body.contains('-'));
    words == 2 && !dated
}

/// The name in a heading: without marks around it and without a date behind it.
fn bare_name(body: &str) -> &str {
    let name = match body.split_once([' ', '\u{3000}']) {
        Some((name, date)) if date.contains('年') => name,
        _ => body,
    };
    name.trim_matches(['《', '》', '“', '”', '：', ':', ' '])
        .trim_end_matches("正文")
        .trim_end_matches('》')
}
