//! Which lines are headings, as far as a line and the one after it can tell. Rules O7 to
//! O9 and O11 of `grammar.md`.

use super::line::{Emphasis, End, Form, Line};
use super::words::{BROKEN_ENDS, CLAUSES, DOCUMENTS, OPEN_ENDS, POINTERS, PREFACES};

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

/// Bytes in which the blank behind a fused title is looked for: no title with its brackets is longer.
const LONGEST_FUSED: usize = 240;

/// The title of a line that goes on behind a blank with running text: `总则` of
/// `总则 本政策适用于…。`
pub(super) fn fused_title(body: &str) -> Option<&str> {
    let near = body.get(..body.floor_char_boundary(LONGEST_FUSED)).unwrap_or_default();
    let (title, _) = near.split_once([' ', '\u{3000}'])?;
    let rest = body.get(title.len()..).unwrap_or_default();
    let form = Form::of(title);
    let plain = !form.stops && !form.commas && !form.colons && form.end == End::Open;
    // A blank between Chinese and Latin letters sets nothing apart.
    let apart = !title.ends_with(|c: char| c.is_ascii())
        && !rest.trim_start().starts_with(|c: char| c.is_ascii_alphabetic());
    (plain && apart && (2..=LONGEST_PLAIN).contains(&form.chars)).then_some(title)
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

/// Whether a short line can be the heading of what follows: of text, a list or another heading.
fn heads(line: &Line, next: &Line, class: Class) -> bool {
    let leads_in = next.form.end == End::Colon && next.form.chars > line.form.chars;
    let longer = next.form.chars > 2 * line.form.chars && next.form.chars > LONGEST_PLAIN;
    match &next.label {
        Some((label, _)) => label.is_first() && line.form.end == End::Open,
        None => class.is_unnumbered() || leads_in || longer,
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

#[cfg(test)]
mod tests {
    use super::super::line::lines;
    use super::*;

    fn read(text: &str) -> Vec<Class> {
        classify(text, &lines(text))
    }

    #[test]
    fn numbered_lines_by_form() {
        for (text, class) in [
            ("一、总则", Class::Numbered),
            ("（一）您提供的信息：", Class::Numbered),
            ("1、(您)向(我们)[提供]的<信息>", Class::Numbered),
            ("1、业务功能一：注册", Class::Numbered),
            ("1、使用目的", Class::Numbered),
            ("1、您可以在以下情形中注销：", Class::Doubtful),
            ("1、收集，使用", Class::Doubtful),
            ("1、邮箱：a@example.cn", Class::Doubtful),
            ("1、总则 本政策适用于示例应用，不适用于其他应用。", Class::Fused),
            ("1、您填写的昵称；", Class::Item),
            ("1、您填写昵称。您也可以不填写", Class::Item),
            ("1、您所填写的", Class::Item),
            ("1、我们使用 Cookie 技术，以便您登录。", Class::Item),
            ("• 昵称", Class::Item),
        ] {
            assert_eq!(read(text), [class], "{text}");
        }
    }

    #[test]
    fn a_number_alone_is_what_the_next_line_is() {
        assert_eq!(read("1.1\n总则"), [Class::Numbered, Class::Text]);
        assert_eq!(read("1.1\n您可以注销。"), [Class::Item, Class::Text]);
        assert_eq!(read("1.1"), [Class::Item]);
    }

    #[test]
    fn unnumbered_lines_by_what_follows() {
        let text =
            "示例应用由示例公司开发，您可以在应用内找到帮助，也可以写信告诉客服您遇到的难题。";
        for (line, class) in [
            ("示例应用隐私政策", Class::Title),
            ("《示例应用用户协议》", Class::Title),
            ("示例隐私政策 2024年1月1日", Class::Title),
            ("引言", Class::Preface),
            ("联系我们", Class::Plain),
            ("第三方服务：", Class::Plain),
            ("**设备信息**", Class::Plain),
            ("### 设备信息", Class::Plain),
            ("我们收集以下信息：", Class::Text),
            ("为了改善服务", Class::Text),
            ("更新日期：2024年1月1日", Class::Text),
            ("2024年1月1日", Class::Text),
            ("示例科技有限公司", Class::Text),
            ("| 名称 | 目的 |", Class::Text),
            ("[首页](https://example.cn)", Class::Text),
        ] {
            assert_eq!(read(&format!("{line}\n{text}"))[0], class, "{line}");
        }
        assert_eq!(read("联系我们\n电话"), [Class::Text, Class::Text], "nothing stands under it");
        let broken =
            "我们收集您的，以及其他方向我们提供的个人信息，例如其他方在使用我们的服务时\n其他信息";
        assert_eq!(read(&format!("{broken}\n{text}"))[1], Class::Text, "the line before goes on");
    }

    #[test]
    fn entries_end_in_semicolons() {
        assert_eq!(
            read("收集下列信息：\n昵称；\n头像；以及\n性别。\n其他。"),
            [Class::Text, Class::Entry, Class::Entry, Class::Entry, Class::Text]
        );
        assert_eq!(read("正文。\n昵称；\n头像；"), [Class::Text; 3], "no lead-in");
    }
}
