//! A document as an indented outline: headings, sentences, and under each sentence its brackets.

use std::fmt::{self, Display, Formatter};

use super::style::Style;
use super::words::{WORDS_CELLS, count, role};
use crate::document::{Document, Node, Section, Sentence};
use crate::text::{AnnotationKind, LineIndex, shortened, visible, wrap};
use crate::tree::Reading;

/// How many levels of headings, and of brackets, are indented.
const MAX_INDENT: usize = 6;

/// Where fewer cells are left for the words of a bracket, its kind and role are not aligned.
const FEWEST_WORDS: usize = 16;

impl<'n> Style<'n> {
    /// How a text was read: how much there is of everything, then headings, sentences and brackets with
    /// their places. After the place of an annotation are its kind and its role; `plain` is an ordinary
    /// bracket, with the reason why it marks nothing.
    ///
    /// ```
    /// use policymark::display::Style;
    ///
    /// let document = policymark::parse("一、注册\n(我们)会[收集]<手机号码>（如有）。\n")?;
    /// assert_eq!(
    ///     Style::new().name("policy.txt").tree(&document).to_string(),
    ///     "\
    /// policy.txt
    /// 3 annotations: 0 purpose, 1 action, 1 data, 1 actor
    /// 1 statement, 0 diagnostics
    ///
    /// 1:1     § 一、注册
    /// 2:1       (我们)会[收集]<手机号码>（如有）。
    /// 2:1         actor    first               我们
    /// 2:6         action   collect             收集
    /// 2:10        data     basic               手机号码
    /// 2:16        plain    fullwidth           （如有）
    /// "
    /// );
    /// # Ok::<(), policymark::Error>(())
    /// ```
    pub fn tree(self, document: &Document) -> impl Display {
        Tree { style: self, document }
    }
}

struct Tree<'n, 'd> {
    style: Style<'n>,
    document: &'d Document,
}

impl Display for Tree<'_, '_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.summary(f)?;
        let mut outline = Outline::new(f, self.style.cells(), self.document);
        for entry in entries(self.document) {
            match entry {
                Entry::Section(section) => outline.section(section)?,
                Entry::Sentence(sentence) => outline.sentence(sentence)?,
                Entry::Bracket(node, reading) => outline.bracket(node, reading)?,
            }
        }
        Ok(())
    }
}

impl Tree<'_, '_> {
    /// The name, and how many there are of everything.
    fn summary(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let document = self.document;
        let of_kind = |kind| document.annotations().filter(|a| a.kind() == kind).count();
        let kinds = AnnotationKind::ALL.iter().map(|&kind| format!("{} {kind}", of_kind(kind)));
        let kinds: Vec<_> = kinds.collect();
        let annotations = count(document.annotations().len() as u64, "annotation");
        let statements = count(document.statements().len() as u64, "statement");
        let diagnostics = count(document.diagnostics().len() as u64, "diagnostic");
        if let Some(name) = self.style.shown_name() {
            writeln!(f, "{name}")?;
        }
        for line in wrap(&format!("{annotations}: {}", kinds.join(", ")), self.style.cells()) {
            writeln!(f, "{line}")?;
        }
        writeln!(f, "{statements}, {diagnostics}\n")
    }
}

/// What gets lines of its own.
enum Entry<'d> {
    Section(Section<'d>),
    Sentence(Sentence<'d>),
    Bracket(Node<'d>, Reading),
}

/// Headings, sentences and brackets by place; a heading before the sentence that it is.
fn entries(document: &Document) -> Vec<Entry<'_>> {
    let mut entries: Vec<_> = document.sections().map(Entry::Section).collect();
    entries.extend(document.sentences().map(Entry::Sentence));
    let nodes = document.root().descendants();
    entries.extend(nodes.filter_map(|node| Some(Entry::Bracket(node, node.reading()?))));
    entries.sort_by_key(|entry| match entry {
        Entry::Section(section) => section.span().start(),
        Entry::Sentence(sentence) => sentence.span().start(),
        Entry::Bracket(node, _) => node.span().start(),
    });
    entries
}

struct Outline<'d, 'f, 'o> {
    output: &'f mut Formatter<'o>,
    width: usize,
    lines: LineIndex<'d>,
    /// How deep the section is that was written last.
    depth: usize,
    /// Where the brackets end that were entered and not left yet, in bytes.
    open: Vec<u32>,
}

impl<'d, 'f, 'o> Outline<'d, 'f, 'o> {
    fn new(output: &'f mut Formatter<'o>, width: usize, document: &'d Document) -> Self {
        Self { output, width, lines: document.line_index(), depth: 0, open: Vec::new() }
    }

    fn section(&mut self, section: Section<'d>) -> fmt::Result {
        self.depth = section.depth();
        match (section.title(), section.title_span()) {
            (Some(title), Some(span)) => self.line(span.start(), "§ ", title, self.depth),
            _ => Ok(()),
        }
    }

    fn sentence(&mut self, sentence: Sentence<'d>) -> fmt::Result {
        let section = sentence.section();
        let title = section.and_then(Section::title_span);
        if title.is_some_and(|title| sentence.span().covers(title)) {
            return Ok(());
        }
        self.depth = section.map_or(0, |section| section.depth() + 1);
        self.line(sentence.span().start(), "", sentence.source(), self.depth)
    }

    /// The text with its place, wrapped under its first character: `12:5  text`.
    fn line(&mut self, start: u32, sign: &str, text: &str, depth: usize) -> fmt::Result {
        let place = self.lines.position(start).to_string();
        let indent = 2 * depth.min(MAX_INDENT);
        let label = format!("{place:<7} {:indent$}{sign}", "");
        let cells = label.chars().count();
        let text = visible(text.trim());
        for (number, line) in wrap(&text, self.width.saturating_sub(cells)).enumerate() {
            let label = if number == 0 { &label } else { "" };
            writeln!(self.output, "{label:cells$}{line}")?;
        }
        Ok(())
    }

    /// `12:9    data      手机号码`, and for an ordinary bracket the reason.
    fn bracket(&mut self, node: Node<'d>, reading: Reading) -> fmt::Result {
        let span = node.span();
        while self.open.pop_if(|end| *end <= span.start()).is_some() {}
        let inside = 2 * self.open.len().min(MAX_INDENT);
        self.open.push(span.end());
        let (kind, role, words) = match node.annotation() {
            Some(a) => (a.kind().name(), role(a), a.text()),
            None => ("plain", reading.reason.name().to_owned(), node.source().into()),
        };
        let place = self.lines.position(span.start()).to_string();
        let indent = 2 * (self.depth + 1).min(MAX_INDENT) + inside;
        let aligned = format!("{place:<7} {:indent$}{kind:<8} {role:<19} ", "");
        let cells = self.width.saturating_sub(aligned.len());
        if cells >= FEWEST_WORDS {
            return writeln!(self.output, "{aligned}{}", shortened(&words, cells.min(WORDS_CELLS)));
        }
        let words = shortened(&words, self.width);
        let line = format!("{place:<7} {:indent$}{kind} {role} {words}", "");
        writeln!(self.output, "{}", shortened(&line, self.width))
    }
}
