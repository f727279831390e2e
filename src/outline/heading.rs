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
    /// A numbered line that seems to hold its heading and the text: `一、总则 本政策适用于…。`
    Fused,
    /// A numbered line or a bullet of running text.
    Item,
    /// A line of a list without numbers: `昵称；` under a lead-in.
    Entry,
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
        !matches!(self, Self::Text | Self::Item | Self::Entry)
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
];

/// Words by which a line points at the lines below it.
const POINTERS: &[&str] = &["以下", "如下", "下列", "下述", "包括", "方式", "不适用"];

/// Words before a colon that make the lines below it part of a sentence.
const OPEN_ENDS: &[&str] = &["是", "为", "有", "指", "您"];

/// Words in which a line ends that goes on below.
const BROKEN_ENDS: &[&str] = &["的", "和", "及", "与", "或", "在", "对", "将", "被", "从", "向"];

/// Words that start a clause, not a heading.
const CLAUSES: &[&str] = &["为了", "如果", "如您", "若", "请", "但", "并", "或", "及"];

/// Classifies every line.
pub(super) fn classify(text: &str, lines: &[Line]) -> Vec<Class> {
    let mut classes = vec![Class::Text; lines.len()];
    let mut next: Option<(&Line, Class)> = None;
    // From the last to the first: a heading without number is known by what comes after it.
    for (at, line) in lines.iter().enumerate().rev() {
        let previous = at.checked_sub(1).and_then(|at| lines.get(at));
        let class = match &line.label {
            Some(_) if line.body.is_empty() => alone(text, next),
            Some(_) => numbered(text, line),
            None => unnumbered(text, previous, line, next),
        };
        classes[at] = class;
        next = Some((line, class));
    }
    mark_entries(text, lines, &mut classes);
    classes
}

/// Finds the lists without numbers: each line but the last ends in ；, the first stands under a
/// lead-in.
fn mark_entries(text: &str, lines: &[Line], classes: &mut [Class]) {
    let (mut listed, mut leads_in) = (false, false);
    for (line, class) in lines.iter().zip(classes) {
        let goes_on = lists_on(line.body(text));
        if *class == Class::Text && (listed || (leads_in && goes_on)) {
            *class = Class::Entry;
        }
        listed = *class == Class::Entry && goes_on;
        leads_in = line.form.end == End::Colon;
    }
}

/// Whether a line ends as one of a list does that goes on below: in ；, or ；或.
fn lists_on(body: &str) -> bool {
    let end = ["以及", "或者", "或", "和", "及"].iter().find_map(|word| body.strip_suffix(word));
    end.unwrap_or(body).trim_end().ends_with(['；', ';'])
}

/// A line that holds a number alone: what the next line is.
fn alone(text: &str, next: Option<(&Line, Class)>) -> Class {
    match next {
        Some((line, _)) if line.label.is_none() => numbered(text, line),
        _ => Class::Item,
    }
}

fn numbered(text: &str, line: &Line) -> Class {
    let Form { chars, stops, commas, colons, end } = line.form;
    let body = line.body(text);
    let broken = is_broken(body);
    let running = stops || chars > LONGEST || end == End::Stop || broken || is_table(body);
    let leads_in = end == End::Colon && (chars > 16 || points(body));
    let is_bullet = line.label.is_some_and(|(label, _)| label.is_bullet());
    let running = running || (is_bullet && line.emphasis == Emphasis::None);
    // `邮箱：kefu@…` is an entry, `业务功能一：注册` a heading.
    let entry = colons && body.split(['：', ':']).nth(1).is_some_and(|rest| rest.is_ascii());
    let doubtful = line.emphasis.hash() == 0 && (leads_in || commas || entry);
    match (running, doubtful) {
        (true, _) | (_, true) if fused_title(body).is_some() => Class::Fused,
        (true, _) => Class::Item,
        (_, true) => Class::Doubtful,
        _ => Class::Numbered,
    }
}

/// The title of a line that goes on behind a blank with running text: `总则` of
/// `总则 本政策适用于…。`
pub(super) fn fused_title(body: &str) -> Option<&str> {
    let (title, rest) = body.split_once([' ', '\u{3000}'])?;
    let form = Form::of(title);
    let plain = !form.stops && !form.commas && !form.colons && form.end == End::Open;
    // A blank between Chinese and Latin letters sets nothing apart.
    let apart = !title.ends_with(|c: char| c.is_ascii())
        && !rest.trim_start().starts_with(|c: char| c.is_ascii_alphabetic());
    (plain && apart && (3..=LONGEST_PLAIN).contains(&form.chars)).then_some(title)
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
    if is_table(body) || is_link(body) || body.contains('\\') || (end == End::Colon && points(body))
    {
        return Class::Text;
    }
    if previous.is_some_and(number_alone) {
        return Class::Text;
    }
    let bare = bare_name(body);
    let open = previous.is_none_or(|previous| {
        line.after_gap || is_closed(previous) || is_link(previous.body(text))
    });
    if line.emphasis == Emphasis::None && (!open || next.is_none()) {
        return Class::Text;
    }
    if PREFACES.contains(&bare) {
        return Class::Preface;
    }
    let longest = if line.emphasis == Emphasis::None { LONGEST_PLAIN } else { LONGEST };
    if !colons && chars <= longest && DOCUMENTS.iter().any(|name| bare.ends_with(name)) {
        return Class::Title;
    }
    let plain = match line.emphasis {
        Emphasis::Hash(_) => true,
        Emphasis::Bold => !colons && next.is_some(),
        Emphasis::None => {
            chars <= longest
                && !colons
                && !CLAUSES.iter().any(|word| body.starts_with(word))
                && !is_broken(body)
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

/// Whether a line ends in a word that the next line goes on.
fn is_broken(body: &str) -> bool {
    !body.ends_with("目的") && BROKEN_ENDS.iter().any(|word| body.ends_with(word))
}

fn number_alone(line: &Line) -> bool {
    line.label.is_some() && line.body.is_empty()
}

/// Whether a line points at the lines below it.
fn points(body: &str) -> bool {
    let words = body.trim_end_matches(['：', ':']);
    POINTERS.iter().any(|word| body.contains(word))
        || (words.len() < body.len() && OPEN_ENDS.iter().any(|word| words.ends_with(word)))
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
    name.trim_matches(['《', '》', '【', '】', '“', '”', '：', ':', ' '])
        .trim_end_matches("正文")
        .trim_end_matches('》')
}
