//! Sections: parts of a document with headers and footers of their own.

use super::xml::{Event, Xml};
use crate::import::Fault;

/// Reads `<w:sectPr>`; how many headers and footers it names. Others are those of the section before.
pub(super) fn headers(xml: &mut Xml<'_>) -> Result<usize, Fault> {
    let mut count = 0;
    loop {
        match xml.next()? {
            Event::Start(element) => match element.name() {
                "sectPrChange" => xml.skip()?,
                "headerReference" | "footerReference" => count += 1,
                _ => {}
            },
            Event::End(name) if name == "sectPr" => return Ok(count),
            Event::End(_) | Event::Text(_) => {}
            Event::Eof => return Ok(count),
        }
    }
}
