//! [`Xml`]: the elements and texts of a part.

use quick_xml::events::{BytesStart, Event as Raw};
use quick_xml::{Reader, XmlVersion};

use super::package::Part;
use crate::import::{At, Fault};

/// Deeper parts are refused: each table gives its blocks to the one around it. Documents have fewer than 100 elements in
/// each other.
const DEEPEST: usize = 1000;

/// Reads a part.
pub(super) struct Xml<'p> {
    part: &'p Part,
    reader: Reader<&'p [u8]>,
    /// How many elements are open.
    depth: usize,
}

/// What comes next in a part.
pub(super) enum Event<'p> {
    Start(Element<'p>),
    /// Its name.
    End(String),
    Text(String),
    Eof,
}

/// An element.
pub(super) struct Element<'p>(BytesStart<'p>);

impl Element<'_> {
    /// Its name without the prefix: `p` for `<w:p>`.
    pub(super) fn name(&self) -> &str {
        local(self.0.name().into_inner())
    }

    /// The value of an attribute, whatever its prefix is.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        let mut attributes = self.0.attributes();
        let attributes = attributes.with_checks(false).flatten();
        let mut named = attributes.filter(|attribute| local(attribute.key.into_inner()) == name);
        let attribute = named.next()?;
        Some(attribute.normalized_value(XmlVersion::Implicit1_0).ok()?.into_owned())
    }

    /// The value of `w:val`.
    pub(super) fn value(&self) -> Option<String> {
        self.attribute("val")
    }

    pub(super) fn number<N: std::str::FromStr>(&self, name: &str) -> Option<N> {
        self.attribute(name)?.parse().ok()
    }

    /// Whether a property is on: `<w:vanish/>`, and not `<w:vanish w:val="0"/>`.
    pub(super) fn is_on(&self) -> bool {
        !matches!(self.value().as_deref(), Some("0" | "false" | "off"))
    }
}

impl<'p> Xml<'p> {
    pub(super) fn new(part: &'p Part) -> Self {
        let mut reader = Reader::from_str(&part.content);
        reader.config_mut().expand_empty_elements = true;
        Self { part, reader, depth: 0 }
    }

    /// What comes next. A part that is no XML, ends too early or is too deep is a fault.
    pub(super) fn next(&mut self) -> Result<Event<'p>, Fault> {
        loop {
            let event = self.reader.read_event().map_err(|error| self.fault(error.to_string()))?;
            return Ok(match event {
                // Empty elements are a start and an end.
                Raw::Start(element) | Raw::Empty(element) => {
                    self.depth += 1;
                    if self.depth > DEEPEST {
                        return Err(Fault::damaged(
                            self.at(),
                            "the elements of the part are more than 1000 deep",
                        ));
                    }
                    Event::Start(Element(element))
                }
                Raw::End(element) => {
                    self.depth = self.depth.saturating_sub(1);
                    Event::End(local(element.name().into_inner()).to_owned())
                }
                Raw::Text(text) => Event::Text(self.decoded(text.xml10_content())?),
                Raw::CData(text) => Event::Text(self.decoded(text.xml10_content())?),
                Raw::GeneralRef(reference) => {
                    let name = self.decoded(reference.decode())?;
                    Event::Text(self.character(&name)?)
                }
                Raw::Eof if self.depth > 0 => {
                    return Err(Fault::damaged(self.at(), "the part ends too early"));
                }
                Raw::Eof => Event::Eof,
                Raw::Comment(_) | Raw::Decl(_) | Raw::PI(_) | Raw::DocType(_) => continue,
            });
        }
    }

    /// Goes to the end of the element whose start was read last.
    pub(super) fn skip(&mut self) -> Result<(), Fault> {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside {
            self.next()?;
        }
        Ok(())
    }

    fn decoded<E: ToString>(
        &self,
        text: Result<std::borrow::Cow<'_, str>, E>,
    ) -> Result<String, Fault> {
        text.map(Into::into).map_err(|error| self.fault(error.to_string()))
    }

    /// The character of a reference: `&` for `amp`, `中` for `#20013`.
    fn character(&self, name: &str) -> Result<String, Fault> {
        let unescaped =
            quick_xml::escape::unescape(&format!("&{name};")).map(|text| text.into_owned());
        unescaped.map_err(|error| self.fault(error.to_string()))
    }

    fn fault(&self, what: String) -> Fault {
        Fault::damaged(self.at(), what)
    }

    /// Where it is.
    fn at(&self) -> At {
        let position = self.reader.buffer_position() as usize;
        let before = self.part.content.as_bytes().get(..position).unwrap_or_default();
        let line = before.iter().filter(|&&byte| byte == b'\n').count() + 1;
        At::line(line).with_item(&self.part.name)
    }
}

fn local(name: &[u8]) -> &str {
    let name = str::from_utf8(name).unwrap_or_default();
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}
