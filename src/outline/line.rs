//! Lines as the outline sees them: label, emphasis, and the form of the words.

use super::class::Class;
use super::form::Form;
use super::label::Label;
use super::markup::{Emphasis, Title, strip_start};
use crate::lexicon::OutlineCues;
use crate::scan::Index;
use crate::text::Span;
use crate::text::blank::{trim_end, trim_start};

/// The kind of block that a line is part of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Block {
    /// None: plain text.
    #[default]
    None,
    /// A row of lines: they are not headings, but can be items.
    Row,
    /// A table: running text, whatever it starts with.
    Table,
    /// A code fence or a comment: also running text.
    Verbatim,
}

/// A line with more than blanks and rules.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// The line without leading and trailing blanks.
    pub(super) span: Span,
    /// The words after the label.
    pub(super) body: Span,
    /// The label and its span.
    pub(super) label: Option<(Label, Span)>,
    /// Whether the label is a bullet, or separated from the words by Markdown: it is not part of
    /// the title.
    is_label_apart: bool,
    pub(super) emphasis: Emphasis,
    /// The form of the words after the label.
    pub(super) form: Form,
    /// Whether a blank line or a rule precedes it.
    pub(super) after_gap: bool,
    /// The kind of block around it.
    pub(super) block: Block,
    /// Whether it continues the line before.
    pub(super) wraps: bool,
    /// Its class by itself.
    pub(super) class: Class,
    /// Whether it is an entry of a table of contents.
    pub(super) is_entry: bool,
    /// Whether an entry of a table of contents names it.
    pub(super) is_named: bool,
}

impl Line {
    /// A line of a verbatim stretch.
    const fn verbatim(span: Span, after_gap: bool) -> Self {
        Self {
            span,
            body: span,
            label: None,
            is_label_apart: false,
            emphasis: Emphasis::None,
            form: Form::RUNNING,
            after_gap,
            block: Block::Verbatim,
            wraps: false,
            class: Class::Text,
            is_entry: false,
            is_named: false,
        }
    }

    pub(super) fn body<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.body.range()).unwrap_or_default()
    }

    /// The label and the words, without Markdown. Only the words after a bullet, or if Markdown
    /// separates them from the label.
    pub(super) fn title(&self) -> Span {
        match self.label {
            Some((_, label)) if !self.is_label_apart => label.join(self.body),
            _ => self.body,
        }
    }

    /// Whether the line starts with `#`.
    pub(super) const fn is_hash(&self) -> bool {
        self.emphasis.hash() > 0
    }

    /// Whether the line, a label alone, is a heading by itself: after `#`, or `第一条`.
    pub(super) fn names_by_label(&self) -> bool {
        self.is_hash() || self.label.is_some_and(|(label, _)| label.style.is_ordinal())
    }

    /// Whether the line, a label alone, has its words on the line `below`, which is not a row of a
    /// table and, if this line is a heading by itself, not a sentence.
    pub(super) fn takes_words(&self, below: &Self) -> bool {
        let is_running = below.form.end.is_stop() || below.form.is_running();
        below.label.is_none()
            && !(self.is_hash() || below.is_hash())
            && below.block != Block::Table
            && !(is_running && self.names_by_label())
    }

    /// Whether the line has a label and no words.
    pub(super) const fn is_label_alone(&self) -> bool {
        self.label.is_some() && self.body.is_empty()
    }
}

/// Fills `lines` with the lines of a text that have words. `index` is that of the text.
pub(super) fn read_lines(text: &str, index: &Index, cues: &OutlineCues, lines: &mut Vec<Line>) {
    let (stops, verbatim) = (index.stops.as_slice(), index.verbatim.spans());
    lines.clear();
    // No more lines than that have words: those between line feeds in a row have none.
    lines.reserve(stops.iter().filter(|&&stop| is_last_line_feed(text, stop)).count() + 1);
    let mut reader = LineReader { text, cues, lines, verbatim, after_gap: true };
    let mut start = 0;
    for &stop in stops {
        if text.as_bytes().get(stop as usize) == Some(&b'\n') {
            reader.push(start, stop);
            start = stop + 1;
        }
    }
    reader.push(start, text.len() as u32);
}

/// Whether the stop at byte `at` is a line feed and no other one follows.
fn is_last_line_feed(text: &str, at: u32) -> bool {
    let [stop, next] = [0, 1].map(|after| text.as_bytes().get(at as usize + after));
    stop == Some(&b'\n') && next != stop
}

/// Reads lines in order.
struct LineReader<'t> {
    text: &'t str,
    cues: &'t OutlineCues,
    lines: &'t mut Vec<Line>,
    /// The verbatim stretches that do not end before the next line.
    verbatim: &'t [Span],
    after_gap: bool,
}

impl LineReader<'_> {
    /// Reads the line between `start` and `end`.
    #[inline]
    fn push(&mut self, start: u32, end: u32) {
        let source = self.text.get(start as usize..end as usize).map_or("", trim_end);
        let words = trim_start(source);
        let end = start + source.len() as u32;
        let span = Span::new(end - words.len() as u32, end);
        let cut = if words.is_empty() { None } else { self.verbatim_start(span) };
        let uncommented = match cut {
            Some(cut) => self.text.get(span.start() as usize..cut as usize).map_or("", trim_end),
            None => words,
        };
        let is_line = !uncommented.is_empty() && self.push_words(span, uncommented);
        // There may be no words before the comment.
        let is_verbatim = !is_line && cut.is_some();
        if is_verbatim {
            self.lines.push(Line::verbatim(span, self.after_gap));
        }
        self.after_gap = !(is_line || is_verbatim);
    }

    /// The start of the verbatim stretch that the line at `span` is in, or ends with.
    #[inline]
    fn verbatim_start(&mut self, span: Span) -> Option<u32> {
        while let [first, rest @ ..] = self.verbatim
            && first.end() <= span.start()
        {
            self.verbatim = rest;
        }
        let first = self.verbatim.iter().find(|first| first.end() >= span.end())?;
        (first.start() < span.end()).then_some(first.start())
    }

    /// O5: reads the line at `span`, whose text without trailing comments is `words`. Returns false
    /// for a rule such as `=====` or `* * *`.
    #[inline]
    fn push_words(&mut self, span: Span, words: &str) -> bool {
        let Some(mut title) = Title::of(words) else { return false };
        let mut found = find_label(title.words, self.cues);
        // `1. ## 总则`: a heading inside a numbered list.
        if let Some(labelled) = &found
            && labelled.rest.starts_with('#')
            && let Some(inner) = Title::of(labelled.rest)
        {
            found = find_label(inner.words, self.cues);
            title = Title { after: title.after + inner.after, ..inner };
        }
        let end = span.start() + words.len() as u32 - title.after;
        let at = |rest: &str| end - rest.len() as u32;
        let (words, label, is_label_apart) = match found {
            None => (title.words, None, false),
            Some(Labelled { label, from, after, rest }) => {
                let (bare, _) = strip_start(rest);
                let is_apart = label.is_bullet() || bare.len() < rest.len();
                (bare, Some((label, Span::new(at(from), at(after)))), is_apart)
            }
        };
        self.lines.push(Line {
            span,
            body: Span::new(at(words), end),
            label,
            is_label_apart,
            emphasis: title.emphasis,
            form: Form::of(words, label.is_some()),
            after_gap: self.after_gap,
            block: Block::None,
            wraps: false,
            class: Class::Text,
            is_entry: false,
            is_named: false,
        });
        true
    }
}

/// All lines of a text.
#[cfg(test)]
pub(super) fn lines(text: &str) -> Vec<Line> {
    let (mut lines, mut index) = (Vec::new(), Index::default());
    index.scan(text);
    read_lines(text, &index, crate::lexicon::Lexicon::standard().outline(), &mut lines);
    lines
}

/// A line with a label.
struct Labelled<'t> {
    label: Label,
    /// The text from the label on.
    from: &'t str,
    /// The text after the label.
    after: &'t str,
    /// The same without leading blanks.
    rest: &'t str,
}

/// The label of a line. A number after a bullet counts, and not the bullet.
#[inline(always)]
fn find_label<'t>(title: &'t str, cues: &OutlineCues) -> Option<Labelled<'t>> {
    let labelled = |from| {
        let (label, after) = Label::at_start(from, cues)?;
        Some(Labelled { label, from, after, rest: trim_start(after) })
    };
    let first = labelled(title)?;
    if first.label.is_bullet() {
        let (words, _) = strip_start(first.rest);
        if let Some(number) = labelled(words).filter(|number| !number.label.is_bullet()) {
            return Some(number);
        }
    }
    Some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> (Emphasis, &str, &str) {
        let line = lines(text).remove(0);
        (line.emphasis, &text[line.title().range()], &text[line.body.range()])
    }

    #[test]
    fn markdown_is_not_part_of_the_words() {
        assert_eq!(parts("## **一、总则** ##\n"), (Emphasis::Hash(2), "一、总则", "总则"));
        assert_eq!(parts("  **（一） 总则**  "), (Emphasis::Bold, "（一） 总则", "总则"));
        assert_eq!(parts("1、 **总则** 如下"), (Emphasis::None, "总则** 如下", "总则** 如下"));
        assert_eq!(parts("* **总则**"), (Emphasis::None, "总则", "总则"));
        assert_eq!(parts("**总则"), (Emphasis::Bold, "总则", "总则"));
        assert_eq!(parts("_总则_"), (Emphasis::None, "总则", "总则"));
    }

    #[test]
    fn tags_are_not_part_of_the_words() {
        assert_eq!(parts("<h2>一、总则</h2>"), (Emphasis::Hash(2), "一、总则", "总则"));
        assert_eq!(parts("<P><B>总则</B></P><br>"), (Emphasis::Bold, "总则", "总则"));
        assert_eq!(parts("<center> 总则 </center>"), (Emphasis::None, "总则", "总则"));
        assert_eq!(parts("<div>"), (Emphasis::None, "<div>", "<div>"), "nothing is in it");
        assert_eq!(parts("<昵称>、<IMEI>"), (Emphasis::None, "<昵称>、<IMEI>", "<昵称>、<IMEI>"));
        assert_eq!(parts("# 总则 {#rules}"), (Emphasis::Hash(1), "总则", "总则"));
    }

    #[test]
    fn a_number_after_a_bullet_is_the_label() {
        assert_eq!(parts("* 1.1 总则"), (Emphasis::None, "1.1 总则", "总则"));
    }

    #[test]
    fn rules_are_gaps() {
        let lines = super::lines("甲\n=====\n乙\n* * *\n丙\n丁\n** **\n");
        let gaps: Vec<_> = lines.iter().map(|line| line.after_gap).collect();
        assert_eq!(gaps, [true, true, true, false]);
    }
}
