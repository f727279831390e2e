//! Lines as the outline sees them: label, emphasis, and how the words end.

use super::form::Form;
use super::label::Label;
use super::markup::{Emphasis, Title, hash_title, strip_start};
use crate::lexicon::OutlineCues;
use crate::text::Span;
use crate::text::blank::trim_end;

/// What a line is part of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Block {
    /// Of nothing but the text.
    #[default]
    None,
    /// Of a row of lines: no heading, but perhaps an item.
    Row,
    /// Of a table: running text, whatever it starts with.
    Table,
    /// Of a code fence or a comment: running text too.
    Verbatim,
}

/// A line that holds more than blanks and rules.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// Without blanks at the edges.
    pub(super) span: Span,
    /// Label and words, without marks of Markdown; the words alone behind a bullet or such marks.
    pub(super) title: Span,
    /// The words behind the label.
    pub(super) body: Span,
    /// The label and where it stands.
    pub(super) label: Option<(Label, Span)>,
    pub(super) emphasis: Emphasis,
    /// The form of the words behind the label.
    pub(super) form: Form,
    /// Whether a blank line or a rule stands before it.
    pub(super) after_gap: bool,
    /// What it is part of.
    pub(super) block: Block,
}

impl Line {
    /// A line of a verbatim stretch.
    const fn verbatim(span: Span, after_gap: bool) -> Self {
        let (emphasis, form, block) = (Emphasis::None, Form::RUNNING, Block::Verbatim);
        Self { span, title: span, body: span, label: None, emphasis, form, after_gap, block }
    }

    pub(super) fn body<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.body.range()).unwrap_or_default()
    }

    /// Whether the line starts with `#`.
    pub(super) const fn is_hash(&self) -> bool {
        self.emphasis.hash() > 0
    }

    /// Whether the line, a label alone, is a heading by itself: behind `#`, or `第一条`.
    pub(super) fn names_by_label(&self) -> bool {
        self.is_hash() || self.label.is_some_and(|(label, _)| label.style.is_ordinal())
    }

    /// Whether the line, a label alone, has its words on the line `below`: on no row of a table, and, if
    /// it is a heading by itself, on no sentence.
    pub(super) fn takes_words(&self, below: &Self) -> bool {
        let is_running = below.form.end.is_stop() || below.form.is_running();
        below.label.is_none()
            && !(self.is_hash() || below.is_hash())
            && below.block != Block::Table
            && !(is_running && self.names_by_label())
    }

    /// Whether the line holds a label and no words.
    pub(super) const fn is_label_alone(&self) -> bool {
        self.label.is_some() && self.body.is_empty()
    }
}

/// Reads lines one after the other and keeps those that hold words.
pub(super) struct LineReader<'t> {
    text: &'t str,
    cues: &'t OutlineCues,
    lines: &'t mut Vec<Line>,
    /// The verbatim stretches that do not end before the next line.
    verbatim: &'t [Span],
    after_gap: bool,
}

impl<'t> LineReader<'t> {
    pub(super) const fn new(
        text: &'t str,
        verbatim: &'t [Span],
        cues: &'t OutlineCues,
        lines: &'t mut Vec<Line>,
    ) -> Self {
        Self { text, cues, lines, verbatim, after_gap: true }
    }

    /// Reads the line that stands at `span`, without blanks at its edges; `None` if it is blank.
    #[inline]
    pub(super) fn push_line(&mut self, span: Option<Span>) {
        let read = |span: Span| {
            if self.verbatim.is_empty() {
                line(self.text, span, span.end(), self.cues, self.after_gap)
            } else {
                self.line_beside_verbatim(span)
            }
        };
        match span.and_then(read) {
            Some(line) => {
                self.lines.push(line);
                self.after_gap = false;
            }
            None => self.after_gap = true,
        }
    }

    /// Reads a line that may lie in a verbatim stretch, or end in a comment.
    fn line_beside_verbatim(&mut self, span: Span) -> Option<Line> {
        while let [first, rest @ ..] = self.verbatim
            && first.end() <= span.start()
        {
            self.verbatim = rest;
        }
        let first = self.verbatim.iter().find(|first| first.end() >= span.end());
        let first = first.filter(|first| first.start() < span.end());
        match first {
            Some(first) if first.start() <= span.start() => {
                Some(Line::verbatim(span, self.after_gap))
            }
            first => {
                let end = first.map_or(span.end(), |first| first.start());
                let verbatim = || Line::verbatim(span, self.after_gap);
                let line = line(self.text, span, end, self.cues, self.after_gap);
                // Before the comment there may be no words.
                line.or_else(|| (end < span.end()).then(verbatim))
            }
        }
    }

    /// All lines of a text.
    #[cfg(test)]
    pub(super) fn lines(text: &str) -> Vec<Line> {
        use crate::text::blank::trim_span;
        let (mut lines, mut start) = (Vec::new(), 0);
        let cues = crate::lexicon::Lexicon::standard().outline();
        let mut index = crate::scan::Index::default();
        index.scan(text);
        let mut reader = LineReader::new(text, index.verbatim.spans(), cues, &mut lines);
        for line in text.split('\n') {
            let end = start + line.len() as u32;
            reader.push_line(trim_span(text, Span::new(start, end)));
            start = end + 1;
        }
        lines
    }
}

/// O5: reads the line at `span`, whose words end at `end`; `None` for a rule such as `=====` or
/// `* * *`.
#[inline]
fn line(text: &str, span: Span, end: u32, cues: &OutlineCues, after_gap: bool) -> Option<Line> {
    let source = text.get(span.start() as usize..end as usize).map(trim_end)?;
    let end = span.start() + source.len() as u32;
    let mut title = Title::of(source)?;
    let mut found = find_label(title.words, cues);
    // `1. ## 总则`: the number of a list that came around the heading.
    if let Some((_, labelled, len)) = found
        && let Some(inner) = labelled.get(len..).and_then(hash_title)
    {
        found = find_label(inner.words, cues);
        title = Title { behind: title.behind + inner.behind, ..inner };
    }
    let Title { words: title, behind, emphasis } = title;
    let end = end - behind;
    let to_end = |rest: &str| Span::new(end - rest.len() as u32, end);
    let block = Block::None;
    let Some((label, labelled, len)) = found else {
        let (form, title) = (Form::of(title, false), to_end(title));
        return Some(Line {
            span,
            title,
            body: title,
            label: None,
            emphasis,
            form,
            after_gap,
            block,
        });
    };
    let (at, behind) = (to_end(labelled).start(), labelled.get(len..).unwrap_or_default());
    let (words, _) = strip_start(behind);
    let marks = behind.get(..behind.len() - words.len()).unwrap_or_default();
    let is_set_off = label.is_bullet() || marks.bytes().any(|byte| matches!(byte, b'*' | b'_'));
    let (title, body) = (to_end(if is_set_off { words } else { labelled }), to_end(words));
    let label = Some((label, Span::new(at, at + len as u32)));
    Some(Line { span, title, body, label, emphasis, form: Form::of(words, true), after_gap, block })
}

/// The label of a line, what starts with it, and its length in bytes. A number behind a bullet
/// counts, not the bullet.
fn find_label<'t>(title: &'t str, cues: &OutlineCues) -> Option<(Label, &'t str, usize)> {
    let (label, len) = Label::at_start(title, cues)?;
    if label.is_bullet() {
        let (words, _) = strip_start(title.get(len..).unwrap_or_default());
        let behind = Label::at_start(words, cues).filter(|(label, _)| !label.is_bullet());
        if let Some((number, len)) = behind {
            return Some((number, words, len));
        }
    }
    Some((label, title, len))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> (Emphasis, &str, &str) {
        let line = LineReader::lines(text).remove(0);
        (line.emphasis, &text[line.title.range()], &text[line.body.range()])
    }

    #[test]
    fn marks_of_markdown_are_no_words() {
        assert_eq!(parts("## **一、总则** ##\n"), (Emphasis::Hash(2), "一、总则", "总则"));
        assert_eq!(parts("  **（一） 总则**  "), (Emphasis::Bold, "（一） 总则", "总则"));
        assert_eq!(parts("1、 **总则** 如下"), (Emphasis::None, "总则** 如下", "总则** 如下"));
        assert_eq!(parts("* **总则**"), (Emphasis::None, "总则", "总则"));
        assert_eq!(parts("**总则"), (Emphasis::Bold, "总则", "总则"));
        assert_eq!(parts("_总则_"), (Emphasis::None, "总则", "总则"));
    }

    #[test]
    fn tags_are_no_words() {
        assert_eq!(parts("<h2>一、总则</h2>"), (Emphasis::Hash(2), "一、总则", "总则"));
        assert_eq!(parts("<P><B>总则</B></P><br>"), (Emphasis::Bold, "总则", "总则"));
        assert_eq!(parts("<center> 总则 </center>"), (Emphasis::None, "总则", "总则"));
        assert_eq!(parts("<div>"), (Emphasis::None, "<div>", "<div>"), "nothing is in it");
        assert_eq!(parts("<昵称>、<IMEI>"), (Emphasis::None, "<昵称>、<IMEI>", "<昵称>、<IMEI>"));
        assert_eq!(parts("# 总则 {#rules}"), (Emphasis::Hash(1), "总则", "总则"));
    }

    #[test]
    fn a_number_behind_a_bullet_is_the_label() {
        assert_eq!(parts("* 1.1 总则"), (Emphasis::None, "1.1 总则", "总则"));
    }

    #[test]
    fn rules_are_gaps() {
        let lines = LineReader::lines("甲\n=====\n乙\n* * *\n丙\n丁\n** **\n");
        let gaps: Vec<_> = lines.iter().map(|line| line.after_gap).collect();
        assert_eq!(gaps, [true, true, true, false]);
    }
}
