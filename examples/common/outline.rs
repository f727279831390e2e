//! A document as an indented outline: headings, sentences, and under each sentence its brackets.

use std::io::{self, Write};

use policymark::document::Node;
use policymark::text::{LineIndex, visible};
use policymark::tree::Reading;
use policymark::{Annotation, AnnotationKind, Document, Section, Sentence};
use unicode_width::UnicodeWidthStr;

use super::text::{count, pad, shortened, terminal_width, wrap};

/// How many levels of headings, and of brackets, are indented.
const MAX_INDENT: usize = 6;

/// Writes the outline of a document.
pub(crate) fn write(output: &mut impl Write, name: &str, document: &Document) -> io::Result<()> {
    write_summary(output, name, document)?;
    let mut outline = Outline::new(output, document);
    for entry in entries(document) {
        match entry {
            Entry::Section(section) => outline.section(section)?,
            Entry::Sentence(sentence) => outline.sentence(sentence)?,
            Entry::Bracket(node, reading) => outline.bracket(node, reading)?,
        }
    }
    Ok(())
}

/// The name, and how many there are of everything.
fn write_summary(output: &mut impl Write, name: &str, document: &Document) -> io::Result<()> {
    let of_kind = |kind| document.annotations().filter(|a| a.kind() == kind).count();
    let kinds = AnnotationKind::ALL.iter().map(|&kind| format!("{} {kind}", of_kind(kind)));
    let kinds: Vec<_> = kinds.collect();
    let annotations = count(document.annotations().len(), "annotation");
    let statements = count(document.statements().len(), "statement");
    let diagnostics = count(document.diagnostics().len(), "diagnostic");
    writeln!(output, "{}", visible(name))?;
    writeln!(output, "{annotations}: {}", kinds.join(", "))?;
    writeln!(output, "{statements}, {diagnostics}\n")
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

struct Outline<'d, W> {
    output: W,
    width: usize,
    lines: LineIndex<'d>,
    /// How deep the section stands that was written last.
    depth: usize,
    /// Where the brackets end that were entered and not left yet, in bytes.
    open: Vec<u32>,
}

impl<'d, W: Write> Outline<'d, W> {
    fn new(output: W, document: &'d Document) -> Self {
        Self {
            output,
            width: terminal_width(),
            lines: document.line_index(),
            depth: 0,
            open: Vec::new(),
        }
    }

    fn section(&mut self, section: Section<'d>) -> io::Result<()> {
        self.depth = section.depth();
        match (section.title(), section.title_span()) {
            (Some(title), Some(span)) => self.line(span.start(), "§ ", title, self.depth),
            _ => Ok(()),
        }
    }

    fn sentence(&mut self, sentence: Sentence<'d>) -> io::Result<()> {
        let section = sentence.section();
        let title = section.and_then(Section::title_span);
        if title.is_some_and(|title| sentence.span().covers(title)) {
            return Ok(());
        }
        self.depth = section.map_or(0, |section| section.depth() + 1);
        self.line(sentence.span().start(), "", sentence.source(), self.depth)
    }

    /// The text with its place, wrapped under its first character: `12:5  text`.
    fn line(&mut self, start: u32, sign: &str, text: &str, depth: usize) -> io::Result<()> {
        let place = pad(&self.lines.position(start).to_string(), 7);
        let indent = 2 * depth.min(MAX_INDENT);
        let mut label = format!("{place} {:indent$}{sign}", "");
        let cells = self.width.saturating_sub(label.width());
        for line in wrap(&visible(text.trim()), cells) {
            writeln!(self.output, "{label}{line}")?;
            label = " ".repeat(label.width());
        }
        Ok(())
    }

    /// `12:9    data      手机号码`, and for an ordinary bracket the reason.
    fn bracket(&mut self, node: Node<'d>, reading: Reading) -> io::Result<()> {
        let span = node.span();
        while self.open.pop_if(|end| *end <= span.start()).is_some() {}
        let inside = 2 * self.open.len().min(MAX_INDENT);
        self.open.push(span.end());
        let (kind, role, words) = match node.annotation() {
            Some(a) => (a.kind().name(), role(a), a.text()),
            None => ("plain", reading.reason.name().to_owned(), node.source().into()),
        };
        let place = pad(&self.lines.position(span.start()).to_string(), 7);
        let indent = 2 * (self.depth + 1).min(MAX_INDENT) + inside;
        let label = format!("{place} {:indent$}{kind:<8} {role:<19} ", "");
        let cells = self.width.saturating_sub(label.len());
        writeln!(self.output, "{label}{}", shortened(&words, cells))
    }
}

/// What an annotation is by itself: `condition: law`, `collect: store`, `first`, `place`, `location`.
fn role(annotation: Annotation<'_>) -> String {
    let role = annotation.role().map(|role| role.name());
    let ground = annotation.ground().map(|ground| ground.name());
    let processing = annotation.processing().map(|processing| processing.name());
    let category = annotation.category().map(|category| category.name());
    match (role, ground.or(processing), annotation.party()) {
        (Some(role), Some(more), _) if role != more => format!("{role}: {more}"),
        (Some(role), ..) => role.to_owned(),
        (None, _, Some(party)) => format!("{party}"),
        _ => category.unwrap_or_default().to_owned(),
    }
}
