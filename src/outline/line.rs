//! Lines as the outline sees them: label, emphasis, and the form of the words.

use super::label::Label;
use super::sentence::{is_blank, trim};
use crate::span::Span;

/// How a whole line is set off by Markdown, from weak to strong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Emphasis {
    None,
    /// `**…**`
    Bold,
    /// `#` to `######`
    Hash(u8),
}

impl Emphasis {
    /// The level of `#`, 0 without.
    pub(super) const fn hash(self) -> u8 {
        match self {
            Self::Hash(level) => level,
            _ => 0,
        }
    }

    /// A larger number stands out more.
    pub(super) const fn strength(self) -> u8 {
        match self {
            Self::None => 0,
            Self::Bold => 1,
            Self::Hash(level) => 10 - level,
        }
    }
}

/// A line that holds more than blanks and rules.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// Without blanks at the edges.
    pub(super) span: Span,
    pub(super) emphasis: Emphasis,
    /// The label and where it stands.
    pub(super) label: Option<(Label, Span)>,
    /// Label and words, without marks of Markdown; the words alone behind a bullet or such marks.
    pub(super) title: Span,
    /// The words behind the label.
    pub(super) body: Span,
    pub(super) form: Form,
    /// Whether a blank line or a rule stands before it.
    pub(super) after_gap: bool,
}

impl Line {
    pub(super) fn body<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.body.range()).unwrap_or_default()
    }
}

/// The lines of `text` that hold words.
pub(super) fn lines(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let (mut at, mut after_gap) = (0, true);
    for raw in text.split_inclusive('\n') {
        let span = trim(text, Span::new(at, at + raw.len() as u32));
        at += raw.len() as u32;
        match span.and_then(|span| line(text, span, after_gap)) {
            Some(line) => {
                lines.push(line);
                after_gap = false;
            }
            None => after_gap = true,
        }
    }
    lines
}

/// Reads one line; `None` for a rule such as `=====` or `* * *`.
fn line(text: &str, span: Span, after_gap: bool) -> Option<Line> {
    let source = text.get(span.range())?;
    let title = source.trim_start_matches('#');
    let hashes = source.len() - title.len();
    let (title, opens_bold) = strip_start(title);
    let start = span.end() - title.len() as u32;
    let closes_bold = source.ends_with("**");
    let bold = match (opens_bold, closes_bold) {
        (true, true) => true,
        // One of the two marks was lost.
        (true, false) | (false, true) => source.matches("**").count() % 2 == 1,
        (false, false) => false,
    };
    let title = title.trim_end_matches(|c| is_blank(c) || matches!(c, '*' | '_' | '#' | '\\'));
    if title.trim_matches(|c| is_blank(c) || matches!(c, '=' | '-' | '*' | '_')).is_empty() {
        return None;
    }
    let (label, label_start) = label(title);
    let words = title.get(label.map_or(0, |label| label_start + label.len)..)?;
    let gap = words.len();
    let (words, _) = strip_start(words);
    let marks_inside =
        title.get(title.len() - gap..title.len() - words.len())?.contains(['*', '_']);
    let end = start + title.len() as u32;
    let at = start + label_start as u32;
    let body = Span::new(end - words.len() as u32, end);
    let is_bullet = label.is_some_and(|label| label.is_bullet());
    Some(Line {
        span,
        emphasis: match hashes {
            1..=6 => Emphasis::Hash(hashes as u8),
            _ if bold => Emphasis::Bold,
            _ => Emphasis::None,
        },
        label: label.map(|label| (label, Span::new(at, at + label.len as u32))),
        title: if marks_inside || is_bullet { body } else { Span::new(at, end) },
        body,
        form: Form::of(words),
        after_gap,
    })
}

/// The label of a line and where it starts. A number behind a bullet counts, not the bullet.
fn label(title: &str) -> (Option<Label>, usize) {
    let Some(label) = Label::at_start(title) else { return (None, 0) };
    if label.is_bullet() {
        let rest = title.get(label.len..).unwrap_or_default();
        let (words, _) = strip_start(rest);
        let numbered = Label::at_start(words);
        if let Some(number) = numbered.filter(|number| !number.is_bullet()) {
            return (Some(number), title.len() - words.len());
        }
    }
    (Some(label), 0)
}

/// Takes blanks and marks of emphasis from the start, but no bullet; says whether `**` was there.
fn strip_start(text: &str) -> (&str, bool) {
    let (mut rest, mut bold) = (text.trim_start_matches(is_blank), false);
    loop {
        let bare = if let Some(bare) = rest.strip_prefix("**") {
            bold = true;
            bare
        } else {
            let bare = rest.strip_prefix(['*', '_']).unwrap_or(rest);
            if bare.starts_with(is_blank) && rest.starts_with('*') {
                return (rest, bold);
            }
            bare
        };
        if bare.len() == rest.len() {
            return (rest, bold);
        }
        rest = bare.trim_start_matches(is_blank);
    }
}

/// How a line ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// With a word or a bracket.
    Open,
    /// With ：, as what comes next belongs to it.
    Colon,
    /// With a mark that ends or goes on a sentence: 。；！？，、
    Stop,
}

/// What the words of a line look like, as far as a heading can reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Form {
    /// Characters without brackets; no more than [`Form::REACH`] are counted.
    pub(super) chars: usize,
    /// Whether a sentence ends before the last character.
    pub(super) stops: bool,
    /// Whether a comma stands before the last character.
    pub(super) commas: bool,
    /// Whether a colon stands before the last character.
    pub(super) colons: bool,
    pub(super) end: End,
}

impl Form {
    /// How many characters are looked at.
    const REACH: usize = 64;

    /// What brackets hold does not count as punctuation.
    pub(super) fn of(words: &str) -> Self {
        let mut form =
            Self { chars: 0, stops: false, commas: false, colons: false, end: End::of(words) };
        let mut depth = 0_usize;
        let last = words.chars().next_back().map_or(0, char::len_utf8);
        let inside = words.get(..words.len() - last).unwrap_or_default();
        for c in inside.chars().take(Self::REACH) {
            match c {
                '(' | '[' | '{' | '<' | '（' | '“' => depth += 1,
                ')' | ']' | '}' | '>' | '）' | '”' => depth = depth.saturating_sub(1),
                '\\' => {}
                _ => {
                    form.chars += 1;
                    let free = depth == 0;
                    form.stops |= free && is_stop(c);
                    form.commas |= free && matches!(c, '，' | ',');
                    form.colons |= free && matches!(c, '：' | ':');
                }
            }
        }
        form.chars += usize::from(last > 0 && !words.ends_with([')', ']', '}', '>', '）', '”']));
        form
    }
}

impl End {
    fn of(words: &str) -> Self {
        match words.chars().next_back() {
            Some('：' | ':') => Self::Colon,
            Some(c) if is_stop(c) || matches!(c, '，' | ',' | '、' | '.') => Self::Stop,
            _ => Self::Open,
        }
    }
}

const fn is_stop(c: char) -> bool {
    matches!(c, '。' | '！' | '；' | '!' | ';' | '？' | '?')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Emphasis, &str, &str) {
        let line = lines(text).remove(0);
        (line.emphasis, &text[line.title.range()], &text[line.body.range()])
    }

    #[test]
    fn marks_of_markdown_are_no_words() {
        assert_eq!(read("## **一、总则** ##\n"), (Emphasis::Hash(2), "一、总则", "总则"));
        assert_eq!(read("  **（一） 总则**  "), (Emphasis::Bold, "（一） 总则", "总则"));
        assert_eq!(read("1、 **总则** 如下"), (Emphasis::None, "总则** 如下", "总则** 如下"));
        assert_eq!(read("* **总则**"), (Emphasis::None, "总则", "总则"));
        assert_eq!(read("**总则"), (Emphasis::Bold, "总则", "总则"));
        assert_eq!(read("_总则_"), (Emphasis::None, "总则", "总则"));
    }

    #[test]
    fn a_number_behind_a_bullet_is_the_label() {
        assert_eq!(read("* 1.1 总则"), (Emphasis::None, "1.1 总则", "总则"));
    }

    #[test]
    fn rules_are_gaps() {
        let lines = lines("甲\n=====\n乙\n* * *\n丙\n丁\n** **\n");
        let gaps: Vec<_> = lines.iter().map(|line| line.after_gap).collect();
        assert_eq!(gaps, [true, true, true, false]);
    }

    #[test]
    fn forms() {
        let form = Form::of("我们（甲，乙。）如何收集：");
        assert_eq!((form.commas, form.stops, form.end), (false, false, End::Colon));
        assert!(
            Form::of("邮箱：甲").colons && Form::of("甲，乙").commas && Form::of("甲。乙").stops
        );
        assert_eq!(Form::of("甲；").end, End::Stop);
        assert_eq!(Form::of("").chars, 0);
        assert_eq!(Form::of("(您)[提供]").chars, 3, "brackets do not count");
    }
}
