//! Word: a zip archive of parts in XML, as ECMA-376 describes it (Office Open XML, WordprocessingML).
//!
//! ```text
//! _rels/.rels                   which part is the document: word/document.xml
//! word/_rels/document.xml.rels  which parts belong to it
//! word/document.xml             the paragraphs and tables
//! word/styles.xml               which styles are headings, and have numbers
//! word/numbering.xml            how lists are numbered
//! word/footnotes.xml            notes, endnotes.xml too
//! ```
//!
//! Numbers and bullets are not in the text of a document: they are counted, as Word does. Text is as it is after all
//! changes are accepted: what is inserted is read, and what is deleted is not. A note follows its paragraph, with its
//! number in brackets. Not read are headers and footers of paper pages, comments, images, symbols of a font of
//! symbols, pronunciations, embedded documents, hidden text and tables of contents.

mod body;
mod labels;
mod notes;
mod numbering;
mod package;
mod runs;
mod section;
mod styles;
mod xml;

use policymark::text::Unit;

use self::notes::Notes;
use self::numbering::Numbering;
use self::package::Package;
use self::styles::Styles;
use crate::import::{Fault, Foreign, Reading};

pub(super) fn read(name: &str, content: &[u8]) -> Reading {
    match document(name, content) {
        Ok(policy) => Reading { policies: vec![policy], faults: Vec::new() },
        Err(fault) => Reading::from(fault),
    }
}

fn document(name: &str, content: &[u8]) -> Result<Foreign, Fault> {
    let mut package = Package::open(content)?;
    let document = package.document()?;
    let mut part = |kind| package.related(&document.name, kind);
    let styles = Styles::read(part("styles")?.as_ref())?;
    let numbering = Numbering::read(part("numbering")?.as_ref())?;
    let mut notes = Notes::default();
    notes.read("footnote", part("footnotes")?.as_ref())?;
    notes.read("endnote", part("endnotes")?.as_ref())?;
    let (text, ignored) = body::read(&document, &styles, &numbering, &notes)?;
    Ok(Foreign { ignored, ..Foreign::new(name, &text, Unit::Characters) })
}
