//! [`Notes`]: the texts of footnotes and endnotes.

use std::collections::{BTreeMap, HashMap};

use super::package::Part;
use super::runs::Runs;
use super::xml::{Event, Xml};
use crate::formats::pages::block::one_line;
use crate::import::Fault;

/// The notes, by `footnote` or `endnote` and their ids.
#[derive(Default)]
pub(super) struct Notes(HashMap<(&'static str, String), Note>);

/// A note.
pub(super) struct Note {
    pub(super) text: String,
    /// What is not in the text.
    pub(super) ignored: BTreeMap<&'static str, usize>,
}

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
                    let Runs { text, ignored, .. } = std::mem::take(&mut runs);
                    let note = Note { text: one_line(&text), ignored };
                    self.0.insert((kind, std::mem::take(&mut id)), note);
                }
                Event::End(name) if name == "p" => runs.text.push('\n'),
                Event::End(name) => runs.end(&name),
                Event::Eof => return Ok(()),
            }
        }
    }

    pub(super) fn get(&self, kind: &'static str, id: &str) -> Option<&Note> {
        self.0.get(&(kind, id.to_owned()))
    }
}
