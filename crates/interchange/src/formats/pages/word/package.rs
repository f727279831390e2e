//! [`Package`]: the parts of a document in their archive.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::xml::{Event, Xml};
use crate::import::{At, Fault};

/// The archive.
pub(super) struct Package<'c> {
    archive: ZipArchive<Cursor<&'c [u8]>>,
}

/// A part of a document: a file in XML.
pub(super) struct Part {
    pub(super) name: String,
    pub(super) content: String,
}

/// Larger parts are not unpacked, in bytes: a small archive can have petabytes.
const LARGEST: u64 = 64 << 20;

/// How files start that are no archive but what Word wrote before 2007, or writes with a password.
const COMPOUND_FILE: &[u8] = b"\xd0\xcf\x11\xe0";

impl<'c> Package<'c> {
    pub(super) fn open(content: &'c [u8]) -> Result<Self, Fault> {
        if content.starts_with(COMPOUND_FILE) {
            return Err(Fault::damaged(
                At::default(),
                "the document is in the format before Word 2007, or has a password; save it as .docx without one",
            ));
        }
        let archive = ZipArchive::new(Cursor::new(content));
        let archive = archive.map_err(|_| {
            Fault::damaged(At::default(), "this is no Word document: it is no zip archive")
        })?;
        Ok(Self { archive })
    }

    /// The part with the text.
    pub(super) fn document(&mut self) -> Result<Part, Fault> {
        match self.related("", "officeDocument")? {
            Some(document) => Ok(document),
            None => {
                Err(Fault::damaged(At::default(), "this is no Word document: its archive has none"))
            }
        }
    }

    /// The part that another one names as its `styles`, `footnotes` or the like; that of the whole package for an
    /// empty name.
    pub(super) fn related(&mut self, name: &str, kind: &str) -> Result<Option<Part>, Fault> {
        let (folder, file) =
            name.rsplit_once('/').map_or(("", name), |(folder, file)| (folder, file));
        let folder = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let Some(relations) = self.part(&format!("{folder}_rels/{file}.rels"))? else {
            return Ok(None);
        };
        match target(&relations, kind)? {
            None => Ok(None),
            Some(target) => match target.strip_prefix('/') {
                Some(target) => self.part(target),
                None => self.part(&(folder + &target)),
            },
        }
    }

    fn part(&mut self, name: &str) -> Result<Option<Part>, Fault> {
        let damaged = |error: String| Fault::damaged(At::item(name), error);
        let file = match self.archive.by_name(name) {
            Ok(file) => file,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(error) => return Err(damaged(error.to_string())),
        };
        let mut bytes = Vec::new();
        let read = file.take(LARGEST + 1).read_to_end(&mut bytes);
        read.map_err(|error| damaged(error.to_string()))?;
        if bytes.len() as u64 > LARGEST {
            return Err(Fault::damaged(At::item(name), "it unpacks to more than 64 MB"));
        }
        match String::from_utf8(bytes) {
            Ok(content) => Ok(Some(Part { name: name.to_owned(), content })),
            Err(error) => {
                let offset = error.utf8_error().valid_up_to();
                Err(Fault::not_text(At::item(name), error.as_bytes(), offset, "UTF-8"))
            }
        }
    }
}

/// Where the first relation of a kind leads: `styles.xml`.
fn target(relations: &Part, kind: &str) -> Result<Option<String>, Fault> {
    let mut xml = Xml::new(relations);
    loop {
        match xml.next()? {
            Event::Start(element) if element.name() == "Relationship" => {
                let is_kind = |of: String| of.rsplit('/').next() == Some(kind);
                if element.attribute("Type").is_some_and(is_kind) {
                    return Ok(element.attribute("Target"));
                }
            }
            Event::End(_) | Event::Start(_) | Event::Text(_) => {}
            Event::Eof => return Ok(None),
        }
    }
}
