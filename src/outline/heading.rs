//! Which lines are headings, as far as a line and the one after it can tell. Rules O7 to
//! O9 and O11 of `grammar.md`.

use memchr::memchr3;

use super::form::{End, Form, LONGEST, count_chars, first_gap};
use super::line::{Emphasis, Line};
use crate::lexicon::{OutlineCue, OutlineCues};
use crate::text::Short;
use crate::text::blank::{is_blank, trim_end, trim_start};
use crate::text::han::{self, is_han};

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

/// The longest heading without number or emphasis, in characters.
const LONGEST_PLAIN: usize = 20;

/// Classifies every line: `classes` is filled.
pub(super) fn classify(
    text: &str,
    lines: &[Line],
    cues: &OutlineCues,
    classes: &mut Short<Class, 128>,
) {
    classes.clear();
    classes.resize(lines.len(), Class::Text);
    let mut next: Option<(&Line, Class)> = None;
    // From the last to the first: a heading without number is known by what comes after it.
    for (at, (line, class)) in lines.iter().zip(&mut *classes).enumerate().rev() {
        *class = match line.label {
            Some(_) if line.body.is_empty() => alone(text, next, cues),
            Some(_) => numbered(text, line, cues),
            // Running text, as most lines without label are.
            None if line.end.is_stop() => Class::Text,
            None => {
                let previous = at.checked_sub(1).and_then(|at| lines.get(at));
                let body = line.body(text);
                let form = Form::of_name(body);
                Unnumbered { text, line, body, form, previous, next, cues }.class()
            }
        };
        next = Some((line, *class));
    }
    mark_entries(text, lines, cues, classes);
}

/// O9: finds the lists without numbers: each line but the last ends in ；, the first stands under a
/// lead-in.
fn mark_entries(text: &str, lines: &[Line], cues: &OutlineCues, classes: &mut [Class]) {
    let (mut listed, mut leads_in) = (false, false);
    for (line, class) in lines.iter().zip(classes) {
        let may_list = (listed | leads_in) && *class == Class::Text;
        let goes_on = may_list && lists_on(line.body(text), cues);
        if may_list && (listed || goes_on) {
            *class = Class::Entry;
        }
        listed = goes_on;
        leads_in = line.end == End::Colon;
    }
}

/// Whether a line ends as one of a list does that goes on below: in ；, or ；或.
fn lists_on(body: &str, cues: &OutlineCues) -> bool {
    let end = cues.before_end(body, OutlineCue::ListEnd).unwrap_or(body);
    trim_end(end).ends_with(['；', ';'])
}

/// A line that holds a number alone: what the next line is.
fn alone(text: &str, next: Option<(&Line, Class)>, cues: &OutlineCues) -> Class {
    match next {
        Some((line, _)) if line.label.is_none() => numbered(text, line, cues),
        _ => Class::Item,
    }
}

/// O7: what a line with a label is.
fn numbered(text: &str, line: &Line, cues: &OutlineCues) -> Class {
    let body = line.body(text);
    let is_bullet = line.label.is_some_and(|(label, _)| label.is_bullet());
    let running = line.end.is_stop()
        || (is_bullet && line.emphasis == Emphasis::None)
        || is_table(body)
        || cues.ends(body, OutlineCue::BrokenEnd);
    let class = if running { Class::Item } else { by_form(line, body, cues) };
    match class {
        Class::Item | Class::Doubtful if fused_title(body).is_some() => Class::Fused,
        class => class,
    }
}

/// O7: what a numbered line is by the marks in it.
fn by_form(line: &Line, body: &str, cues: &OutlineCues) -> Class {
    let form = Form::of(body);
    if form.is_running() {
        return Class::Item;
    }
    let leads_in = || line.end == End::Colon && (form.chars > 16 || points(body, cues));
    // `邮箱：kefu@…` is an entry, `业务功能一：注册` a heading.
    let gives_value = || form.colons && body.split(['：', ':']).nth(1).is_some_and(is_latin);
    let is_set_off = line.emphasis.hash() > 0;
    if !is_set_off && (form.commas || leads_in() || gives_value()) {
        Class::Doubtful
    } else {
        Class::Numbered
    }
}

/// Bytes in which the blank behind a fused title is looked for: those of [`LONGEST_PLAIN`] Chinese
/// characters, and of some brackets.
const LONGEST_FUSED: usize = 96;

/// O11: the title of a line that goes on behind a blank with running text: `总则` of
/// `总则 本政策适用于…。`
pub(super) fn fused_title(body: &str) -> Option<&str> {
    let (title, rest) = body.split_at_checked(first_gap(body, LONGEST_FUSED, LONGEST_PLAIN)?)?;
    // A blank between Chinese and Latin letters sets nothing apart.
    let apart = !title.ends_with(|c: char| c.is_ascii())
        && !trim_start(rest).starts_with(|c: char| c.is_ascii_alphabetic());
    if !apart || End::of(title) != End::Open {
        return None;
    }
    (2..=LONGEST_PLAIN).contains(&count_chars(title, LONGEST_PLAIN)).then_some(title)
}

/// A line without label that ends in no mark but ：, and what stands around it.
struct Unnumbered<'t> {
    text: &'t str,
    line: &'t Line,
    body: &'t str,
    form: Form,
    previous: Option<&'t Line>,
    next: Option<(&'t Line, Class)>,
    cues: &'t OutlineCues,
}

impl Unnumbered<'_> {
    /// O8: whether a line without label is a heading.
    fn class(&self) -> Class {
        if self.form.is_running() {
            return Class::Text;
        }
        // What is asked last reads whole lines.
        match self.heading() {
            Some(class) if !self.goes_on() && !self.is_running() => class,
            _ => Class::Text,
        }
    }

    /// The heading that the line is by its words and by what follows, if it is no running text.
    fn heading(&self) -> Option<Class> {
        let name = bare_name(self.body, self.cues);
        if self.cues.before_end(name, OutlineCue::Preface) == Some("") {
            return Some(Class::Preface);
        }
        let short = !self.form.colons && self.form.chars <= self.longest();
        if short && self.cues.ends(name, OutlineCue::Document) {
            return Some(Class::Title);
        }
        let plain = match self.line.emphasis {
            Emphasis::Hash(_) => true,
            Emphasis::Bold => !self.form.colons && self.next.is_some(),
            Emphasis::None => short && self.is_name() && self.heads(),
        };
        plain.then_some(Class::Plain)
    }

    const fn longest(&self) -> usize {
        match self.line.emphasis {
            Emphasis::None => LONGEST_PLAIN,
            _ => LONGEST,
        }
    }

    /// Whether the line is no heading whatever stands around it.
    fn is_running(&self) -> bool {
        let body = self.body;
        !has_words(body, self.cues)
            || is_table(body)
            || body.contains('\\')
            || is_link(body)
            || (self.line.end == End::Colon && points(body, self.cues))
    }

    /// Whether the line goes on from the one before, or nothing stands under it.
    fn goes_on(&self) -> bool {
        let Some(previous) = self.previous else {
            return self.line.emphasis == Emphasis::None && self.next.is_none();
        };
        if previous.is_label_alone() {
            return true;
        }
        let open = || {
            self.line.after_gap
                || is_closed(previous, self.text)
                || is_link(previous.body(self.text))
        };
        self.line.emphasis == Emphasis::None && (self.next.is_none() || !open())
    }

    /// Whether the words are no clause and name no company.
    fn is_name(&self) -> bool {
        let body = self.body;
        !self.cues.starts(body, OutlineCue::Clause)
            && !self.cues.ends(body, OutlineCue::BrokenEnd)
            && !self.cues.holds(body, OutlineCue::Company)
    }

    /// Whether a short line can be the heading of what follows: of text, a list or another heading.
    fn heads(&self) -> bool {
        let Some((next, class)) = self.next else { return false };
        if let Some((label, _)) = next.label {
            return label.is_first() && self.line.end == End::Open;
        }
        let longer = || {
            let (chars, below) = (self.form.chars, count_chars(next.body(self.text), LONGEST));
            let leads_in = next.end == End::Colon && below > chars;
            leads_in || (below > 2 * chars && below > LONGEST_PLAIN)
        };
        class.is_unnumbered() || longer()
    }
}

/// Whether a line ends like one that the next does not go on.
fn is_closed(line: &Line, text: &str) -> bool {
    line.end != End::Open || !Form::of_name(line.body(text)).is_running()
}

/// Whether a line points at the lines below it.
fn points(body: &str, cues: &OutlineCues) -> bool {
    let words = body.trim_end_matches(['：', ':']);
    (words.len() < body.len() && cues.ends(words, OutlineCue::OpenEnd))
        || cues.holds(body, OutlineCue::Pointer)
}

/// Whether it holds nothing but ASCII and blanks, as an address or a number does.
fn is_latin(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii() || is_blank(c))
}

fn is_table(body: &str) -> bool {
    body.starts_with('|')
}

fn is_link(body: &str) -> bool {
    // Most lines hold none of these.
    memchr3(b'h', b']', b'@', body.as_bytes()).is_some()
        && ["http", "](", r"\]\(", "@"].iter().any(|mark| body.contains(mark))
}

/// Whether a line holds two Chinese characters or more, and does not start as a date does.
fn has_words(body: &str, cues: &OutlineCues) -> bool {
    let words = body.chars().filter(|&c| is_han(c)).take(2).count();
    let dated = body.starts_with(|c: char| c.is_ascii_digit() || c == '二' || c == '（')
        && (cues.holds(body, OutlineCue::Year) || body.contains('-'));
    words == 2 && !dated
}

/// The name in a heading: without marks around it and without a date behind it.
fn bare_name<'t>(body: &'t str, cues: &OutlineCues) -> &'t str {
    let name = match body.split_once(is_blank) {
        Some((name, date)) if cues.holds(date, OutlineCue::Year) => name,
        _ => body,
    };
    let is_edge =
        |c| is_blank(c) || matches!(c, '《' | '》' | '【' | '】' | '“' | '”' | '：' | ':');
    let mut name = han::trim(name, is_edge);
    while let Some(bare) = cues.before_end(name, OutlineCue::DocumentPart) {
        name = bare;
    }
    name.trim_end_matches('》')
}

#[cfg(test)]
mod tests {
    use super::super::line::LineReader;
    use super::*;
    use crate::lexicon::Lexicon;

    fn classes(text: &str) -> Vec<Class> {
        let mut classes = Short::new();
        let cues = Lexicon::standard().outline();
        classify(text, &LineReader::lines(text), cues, &mut classes);
        classes.to_vec()
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
            assert_eq!(classes(text), [class], "{text}");
        }
    }

    #[test]
    fn any_blank_ends_a_fused_title() {
        for blank in ('\0'..='\u{FFFF}').filter(|c| is_blank(*c) && *c != '\n') {
            let text = format!(
                "1、{}{blank}我们会使用信息，不会滥用。{}",
                "总".repeat(20),
                "。".repeat(40)
            );
            assert_eq!(classes(&text), [Class::Fused], "{blank:?}");
        }
    }

    #[test]
    fn a_number_alone_is_what_the_next_line_is() {
        assert_eq!(classes("1.1\n总则"), [Class::Numbered, Class::Text]);
        assert_eq!(classes("1.1\n您可以注销。"), [Class::Item, Class::Text]);
        assert_eq!(classes("1.1"), [Class::Item]);
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
            assert_eq!(classes(&format!("{line}\n{text}"))[0], class, "{line}");
        }
        assert_eq!(
            classes("联系我们\n电话"),
            [Class::Text, Class::Text],
            "nothing stands under it"
        );
        let broken =
            "我们收集您的，以及其他方向我们提供的个人信息，例如其他方在使用我们的服务时\n其他信息";
        assert_eq!(
            classes(&format!("{broken}\n{text}"))[1],
            Class::Text,
            "the line before goes on"
        );
    }

    #[test]
    fn entries_end_in_semicolons() {
        assert_eq!(
            classes("收集下列信息：\n昵称；\n头像；以及\n性别。\n其他。"),
            [Class::Text, Class::Entry, Class::Entry, Class::Entry, Class::Text]
        );
        assert_eq!(classes("正文。\n昵称；\n头像；"), [Class::Text; 3], "no lead-in");
    }
}
