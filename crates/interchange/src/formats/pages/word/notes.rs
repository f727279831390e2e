//! [`Notes`]: the texts of footnotes and endnotes.

use std::collections::HashMap;

use super::package::Part;
use super::runs::Runs;
use super::xml::{Event, Xml};
use crate::formats::pages::block::one_line;
use crate::import::Fault;

/// The texts of notes, by `footnote` or `endnote` and their ids.
#[derive(Default)]
pub(super) struct Notes(HashMap<(&'static str, String), String>);

impl Notes {
    /// Adds the notes of a part. `kind` is `footnote` or `endnote`.
    pub(super) fn read(&mut self, kind: &'static str, part: Option<&Part>) -> Result<(), Fault> {
        let Some(part) = part else { return Ok(()) };
        let mut xml = Xml::new(part);
        let (mut id, mut runs) = (String::new(), Runs::default());
        loop {
            match xml.next()? {
                Event::Start(element) if element.name() == kind => {
                    id = element.attribute("id").unwrap_or_default();
                }
                Event::Start(element) => runs.start(&element, &mut xml, &mut 0)?,
                Event::Text(text) => runs.text(&text),
                Event::End(name) if name == kind => {
                    let text = std::mem::take(&mut runs).text;
                    self.0.insert((kind, std::mem::take(&mut id)), one_line(&text));
                }
                Event::End(name) if name == "p" => runs.text.push('\n'),
                Event::End(name) => runs.end(&name),
                Event::Eof => return Ok(()),
            }
        }
    }

    /// The text of a note.
    pub(super) fn get(&self, kind: &'static str, id: &str) -> Option<&str> {
        self.0.get(&(kind, id.to_owned())).map(String::as_str)
    }
}
