//! [`Runs`]: the text of a paragraph.

use std::collections::BTreeMap;

use super::xml::{Element, Event, Xml};
use crate::import::Fault;

/// Collects the text of a paragraph from its runs, as it is after all changes are accepted.
#[derive(Default)]
pub(super) struct Runs {
    pub(super) text: String,
    /// The notes that it refers to.
    pub(super) references: Vec<Reference>,
    /// What is not in the text.
    pub(super) ignored: BTreeMap<&'static str, usize>,
    /// In a `<w:t>`: where its text starts, and whether blanks around it are a part of it.
    open: Option<(usize, bool)>,
}

/// A reference to a note.
pub(super) struct Reference {
    /// From 1 in the whole document.
    pub(super) number: usize,
    /// `footnote` or `endnote`.
    pub(super) kind: &'static str,
    pub(super) id: String,
}

impl Runs {
    /// Takes in the start of an element. `noted` is how many notes the document has referred to so far.
    pub(super) fn start(
        &mut self,
        element: &Element<'_>,
        xml: &mut Xml<'_>,
        noted: &mut usize,
    ) -> Result<(), Fault> {
        match element.name() {
            "t" => {
                let keeps = element.attribute("space").as_deref() == Some("preserve");
                self.open = Some((self.text.len(), keeps));
            }
            "tab" | "ptab" => self.text.push(' '),
            "br" | "cr" => self.text.push('\n'),
            "noBreakHyphen" => self.text.push('-'),
            "footnoteReference" => self.refer("footnote", element, noted),
            "endnoteReference" => self.refer("endnote", element, noted),
            "rPr" => self.properties(xml)?,
            "del" | "moveFrom" => {
                self.ignore("deleted passages", 1);
                xml.skip()?;
            }
            "blip" | "imagedata" | "chart" | "relIds" => self.ignore("images", 1),
            "commentReference" => self.ignore("comments", 1),
            // Characters of a font that no other font has.
            "sym" => self.ignore("symbols", 1),
            "rt" => {
                self.ignore("pronunciations", 1);
                xml.skip()?;
            }
            // What older programs show.
            "Fallback" | "pPr" | "sdtPr" => xml.skip()?,
            _ => {}
        }
        Ok(())
    }

    /// Takes in a text; only that of `<w:t>` is shown.
    pub(super) fn text(&mut self, text: &str) {
        if self.open.is_some() {
            self.text.push_str(text);
        }
    }

    /// Takes in the end of an element.
    pub(super) fn end(&mut self, name: &str) {
        let Some((start, keeps)) = self.open.take_if(|_| name == "t") else { return };
        if !keeps {
            let blanks = |c: char| c.is_ascii_whitespace();
            let trimmed = self.text[start..].trim_matches(blanks).to_owned();
            self.text.truncate(start);
            self.text.push_str(&trimmed);
        }
    }

    pub(super) fn ignore(&mut self, what: &'static str, count: usize) {
        *self.ignored.entry(what).or_default() += count;
    }

    fn refer(&mut self, kind: &'static str, element: &Element<'_>, noted: &mut usize) {
        *noted += 1;
        let (number, id) = (*noted, element.attribute("id").unwrap_or_default());
        self.text.push_str(&format!("[{number}]"));
        self.references.push(Reference { number, kind, id });
    }

    /// Reads `<w:rPr>`. Nothing of a hidden run is read.
    fn properties(&mut self, xml: &mut Xml<'_>) -> Result<(), Fault> {
        let mut is_hidden = false;
        loop {
            match xml.next()? {
                Event::Start(element) => match element.name() {
                    "vanish" | "webHidden" => is_hidden = element.is_on(),
                    "rPrChange" => xml.skip()?,
                    _ => {}
                },
                Event::End(name) if name == "rPr" => break,
                Event::End(_) | Event::Text(_) => {}
                Event::Eof => return Ok(()),
            }
        }
        if is_hidden {
            self.ignore("hidden passages", 1);
            xml.skip()?;
        }
        Ok(())
    }
}
