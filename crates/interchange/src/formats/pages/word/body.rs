//! Reads the paragraphs and tables of a document.

use std::collections::BTreeMap;

use super::notes::Notes;
use super::numbering::{Counters, Numbering};
use super::package::Part;
use super::runs::Runs;
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
            Event::Eof => return Ok((body.page.into_text(), body.ignored)),
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
    /// The columns of the open cells.
    cells: Vec<usize>,
    /// The text of paragraphs whose end is deleted: it belongs to the next one.
    carried: String,
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

/// A cell reaches over no more columns than these.
const WIDEST: usize = 64;

impl<'d> Body<'d> {
    fn new(styles: &'d Styles, numbering: &'d Numbering, notes: &'d Notes) -> Self {
        let (page, paragraphs, cells) = Default::default();
        let (carried, ignored) = Default::default();
        let counters = Counters::new(numbering);
        let (has_title, noted) = (false, 0);
        Self {
            styles,
            numbering,
            counters,
            notes,
            page,
            paragraphs,
            cells,
            carried,
            has_title,
            noted,
            ignored,
        }
    }

    fn start(&mut self, element: &Element<'_>, xml: &mut Xml<'_>) -> Result<(), Fault> {
        match element.name() {
            "p" => self.paragraphs.push(Paragraph::default()),
            "tbl" => self.page.open_table(),
            "tr" => self.page.open_row(),
            "tc" => {
                self.cells.push(1);
                self.page.open_cell(Reach::ONE);
            }
            "gridSpan" => {
                if let Some(columns) = self.cells.last_mut() {
                    *columns = element.number("val").unwrap_or(1).min(WIDEST);
                }
            }
            "trPr" => self.row_properties(xml)?,
            "sectPr" | "tblPr" | "sdtPr" => xml.skip()?,
            name => {
                let Some(paragraph) = self.paragraphs.last_mut() else { return Ok(()) };
                match name {
                    "pPr" => paragraph.properties(xml)?,
                    _ => paragraph.runs.start(element, xml, self.noted + 1)?,
                }
            }
        }
        Ok(())
    }

    fn end(&mut self, name: &str) {
        match name {
            "p" => self.end_paragraph(),
            "tc" => {
                self.page.close_cell();
                for _ in 1..self.cells.pop().unwrap_or(1) {
                    self.page.open_cell(Reach::ONE);
                    self.page.close_cell();
                }
            }
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
                Event::Start(element) => is_deleted |= element.name() == "del",
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
        *self.ignored.entry(what).or_default() += count;
    }

    fn end_paragraph(&mut self) {
        let Some(Paragraph { properties, runs, is_joined }) = self.paragraphs.pop() else { return };
        for (what, count) in runs.ignored {
            self.ignore(what, count);
        }
        self.carried.push_str(&runs.text);
        let mut depth = None;
        if !is_joined {
            let text = tidy(&std::mem::take(&mut self.carried));
            if let Some(block) = self.block(&properties, text) {
                depth = block.depth();
                self.page.push(block);
            }
        }
        for (kind, id) in runs.references {
            self.noted += 1;
            if let Some(text) = self.notes.get(kind, &id) {
                let text = format!("[{}] {text}", self.noted);
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
                let level = level + usize::from(self.has_title);
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
                    // What its end was like before a change, and the section that it ends.
                    "pPrChange" | "rPrChange" | "sectPr" => xml.skip()?,
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
