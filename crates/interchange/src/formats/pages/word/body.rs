//! Reads the paragraphs and tables of a document.

use std::collections::BTreeMap;

use super::notes::Notes;
use super::numbering::{Counters, Numbering};
use super::package::Part;
use super::runs::Runs;
use super::section;
use super::styles::{Kind, Properties, Styles};
use super::xml::{Element, Event, Xml};
use crate::formats::pages::block::{Block, Label, tidy};
use crate::formats::pages::page::{Page, Reach};
use crate::import::Fault;

/// The text of a document, and what is not in it, with how often the document has it.
pub(super) fn read(
    part: &Part,
    styles: &Styles,
    numbering: &Numbering,
    notes: &Notes,
) -> Result<(String, BTreeMap<&'static str, usize>), Fault> {
    let mut body = Body::new(styles, numbering, notes);
    let mut xml = Xml::new(part);
    loop {
        match xml.next()? {
            Event::Start(element) => body.start(&element, &mut xml)?,
            Event::Text(text) => {
                if let Some(paragraph) = body.paragraphs.last_mut() {
                    paragraph.runs.text(&text);
                }
            }
            Event::End(name) => body.end(&name),
            Event::Eof => {
                body.flush_carried();
                return Ok((body.page.into_text(), body.ignored));
            }
        }
    }
}

struct Body<'d> {
    styles: &'d Styles,
    numbering: &'d Numbering,
    counters: Counters<'d>,
    notes: &'d Notes,
    page: Page,
    /// The open paragraphs. Those of a text box are inside another one.
    paragraphs: Vec<Paragraph>,
    /// A paragraph whose end is deleted: its text belongs to the next one.
    carried: Option<Paragraph>,
    has_title: bool,
    /// How many notes there were.
    noted: usize,
    ignored: BTreeMap<&'static str, usize>,
}

#[derive(Default)]
struct Paragraph {
    properties: Properties,
    runs: Runs,
    /// Whether its end is deleted.
    is_joined: bool,
}

impl<'d> Body<'d> {
    fn new(styles: &'d Styles, numbering: &'d Numbering, notes: &'d Notes) -> Self {
        let (page, paragraphs, carried, ignored) = Default::default();
        let counters = Counters::new(numbering);
        let (has_title, noted) = (false, 0);
        Self {
            styles,
            numbering,
            counters,
            notes,
            page,
            paragraphs,
            carried,
            has_title,
            noted,
            ignored,
        }
    }

    fn start(&mut self, element: &Element<'_>, xml: &mut Xml<'_>) -> Result<(), Fault> {
        match element.name() {
            "p" => {
                let runs = self.carried.take().map(|paragraph| paragraph.runs).unwrap_or_default();
                self.paragraphs.push(Paragraph { runs, ..Paragraph::default() });
            }
            "tbl" => {
                self.flush_carried();
                self.page.open_table();
            }
            "tr" => self.page.open_row(),
            "tc" => self.page.open_cell(Reach::ONE),
            "gridSpan" => {
                let columns = element.number("val").unwrap_or(1);
                self.page.widen_cell(Reach { columns, rows: 1 });
            }
            "trPr" => self.row_properties(xml)?,
            "sectPr" => {
                let count = section::headers(xml)?;
                self.ignore("headers and footers", count);
            }
            "altChunk" | "subDoc" => self.ignore("embedded documents", 1),
            // What a cell was like before a change.
            "tblPr" | "sdtPr" | "tcPrChange" => xml.skip()?,
            name => {
                let Some(paragraph) = self.paragraphs.last_mut() else { return Ok(()) };
                match name {
                    "pPr" => paragraph.properties(xml)?,
                    _ => paragraph.runs.start(element, xml, &mut self.noted)?,
                }
            }
        }
        Ok(())
    }

    fn end(&mut self, name: &str) {
        match name {
            "p" => self.end_paragraph(),
            "tc" => {
                self.flush_carried();
                self.page.close_cell();
            }
            "txbxContent" => self.flush_carried(),
            "tbl" => self.page.close_table(),
            name => {
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.runs.end(name);
                }
            }
        }
    }

    /// Reads `<w:trPr>`. Nothing of a row that is deleted is read.
    fn row_properties(&mut self, xml: &mut Xml<'_>) -> Result<(), Fault> {
        let mut is_deleted = false;
        loop {
            match xml.next()? {
                Event::Start(element) => match element.name() {
                    "trPrChange" => xml.skip()?,
                    name => is_deleted |= name == "del",
                },
                Event::End(name) if name == "trPr" => break,
                Event::End(_) | Event::Text(_) => {}
                Event::Eof => return Ok(()),
            }
        }
        if is_deleted {
            self.ignore("deleted passages", 1);
            xml.skip()?;
        }
        Ok(())
    }

    fn ignore(&mut self, what: &'static str, count: usize) {
        if count > 0 {
            *self.ignored.entry(what).or_default() += count;
        }
    }

    fn ignore_all(&mut self, ignored: &BTreeMap<&'static str, usize>) {
        ignored.iter().for_each(|(what, &count)| self.ignore(what, count));
    }

    fn end_paragraph(&mut self) {
        let Some(mut paragraph) = self.paragraphs.pop() else { return };
        self.ignore_all(&std::mem::take(&mut paragraph.runs.ignored));
        match paragraph.is_joined {
            true => self.carried = Some(paragraph),
            false => self.push(paragraph),
        }
    }

    /// Ends a paragraph whose end is deleted, where no paragraph follows it: before a table, and at the end of a cell,
    /// a text box or the document.
    fn flush_carried(&mut self) {
        let carried = self.carried.take();
        if let Some(paragraph) = carried.filter(|paragraph| !paragraph.runs.text.trim().is_empty())
        {
            self.push(paragraph);
        }
    }

    /// Adds a paragraph, and its notes.
    fn push(&mut self, Paragraph { properties, runs, .. }: Paragraph) {
        let block = self.block(&properties, tidy(&runs.text));
        let depth = block.as_ref().and_then(Block::depth);
        block.into_iter().for_each(|block| self.page.push(block));
        for reference in runs.references {
            if let Some(note) = self.notes.get(reference.kind, &reference.id) {
                self.ignore_all(&note.ignored);
                let text = format!("[{}] {}", reference.number, note.text);
                self.page.push(match depth {
                    Some(depth) => Block::Inside { depth, text },
                    None => Block::Paragraph(text),
                });
            }
        }
    }

    /// What a paragraph is; `None` if it shows nothing.
    fn block(&mut self, properties: &Properties, text: String) -> Option<Block> {
        let of_style = |id, style: &str| self.numbering.level_of_style(id, style);
        let properties = self.styles.resolve(properties, of_style);
        let level = properties.level.unwrap_or_default();
        let id = properties.numbering.filter(|&id| id > 0);
        let label = id.and_then(|id| self.counters.next(id, level));
        if text.is_empty() {
            return None;
        }
        let words = label.as_ref().map_or("", Label::words).to_owned();
        Some(match (self.styles.kind(&properties), label) {
            (Kind::Contents, _) => {
                self.ignore("entries of tables of contents", 1);
                return None;
            }
            (Kind::Title, _) => {
                self.has_title = true;
                Block::Heading { level: 1, text }
            }
            (Kind::Heading(level), _) => {
                // The title is above all headings.
                let level = level.saturating_add(usize::from(self.has_title));
                Block::Heading { level, text: words + &text }
            }
            (Kind::Text, Some(label)) => Block::Item { depth: level + 1, label, text },
            (Kind::Text, None) => Block::Paragraph(text),
        })
    }
}

impl Paragraph {
    /// Reads `<w:pPr>`.
    fn properties(&mut self, xml: &mut Xml<'_>) -> Result<(), Fault> {
        loop {
            match xml.next()? {
                Event::Start(element) => match element.name() {
                    // What it and its end were like before a change.
                    "pPrChange" | "rPrChange" => xml.skip()?,
                    "sectPr" => self.runs.ignore("headers and footers", section::headers(xml)?),
                    "del" | "moveFrom" => self.is_joined = true,
                    _ => self.properties.take(&element),
                },
                Event::End(name) if name == "pPr" => return Ok(()),
                Event::End(_) | Event::Text(_) => {}
                Event::Eof => return Ok(()),
            }
        }
    }
}
