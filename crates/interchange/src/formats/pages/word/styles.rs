//! [`Styles`]: what the styles of paragraphs say about them.

use std::collections::HashMap;

use super::package::Part;
use super::xml::{Element, Event, Xml};
use crate::import::Fault;

/// The styles of paragraphs by their ids.
#[derive(Default)]
pub(super) struct Styles {
    styles: HashMap<String, Style>,
    /// The id of the style that paragraphs without one have.
    default: Option<String>,
}

#[derive(Default)]
struct Style {
    name: String,
    based_on: Option<String>,
    properties: Properties,
}

/// What a paragraph or its style says about it.
#[derive(Clone, Default)]
pub(super) struct Properties {
    pub(super) style: Option<String>,
    /// From 0; 9 is no heading.
    pub(super) outline: Option<usize>,
    /// The id of a numbering; 0 is none.
    pub(super) numbering: Option<u32>,
    /// The level in the numbering, from 0.
    pub(super) level: Option<usize>,
}

impl Properties {
    /// Takes in an element of `<w:pPr>`.
    pub(super) fn take(&mut self, element: &Element<'_>) {
        match element.name() {
            "pStyle" => self.style = element.value(),
            "outlineLvl" => self.outline = element.number("val"),
            "numId" => self.numbering = element.number("val"),
            "ilvl" => self.level = element.number("val"),
            _ => {}
        }
    }

    /// The same, with what it does not say from another one.
    fn or(&mut self, other: &Self) {
        self.outline = self.outline.or(other.outline);
        self.level = self.level.or(other.level);
        self.numbering = self.numbering.or(other.numbering);
    }
}

/// What a paragraph is.
pub(super) enum Kind {
    /// The title of the document.
    Title,
    /// From 1.
    Heading(usize),
    /// An entry of a table of contents.
    Contents,
    Text,
}

/// More styles that are based on others are not followed: they could be based on themselves.
const LONGEST_CHAIN: usize = 32;

/// The outline level of what is no heading.
const NO_HEADING: usize = 9;

impl Styles {
    pub(super) fn read(part: Option<&Part>) -> Result<Self, Fault> {
        let mut styles = Self::default();
        let Some(part) = part else { return Ok(styles) };
        let mut xml = Xml::new(part);
        loop {
            match xml.next()? {
                Event::Start(element) if element.name() == "style" => {
                    let id = element.attribute("styleId").unwrap_or_default();
                    let is_paragraph = element.attribute("type").as_deref() == Some("paragraph");
                    let is_default =
                        matches!(element.attribute("default").as_deref(), Some("1" | "true"));
                    let style = Style::read(&mut xml)?;
                    if is_paragraph {
                        styles.default = styles.default.or(is_default.then(|| id.clone()));
                        styles.styles.insert(id, style);
                    }
                }
                Event::Start(_) | Event::End(_) | Event::Text(_) => {}
                Event::Eof => return Ok(styles),
            }
        }
    }

    /// A style and those it is based on.
    fn chain(&self, properties: &Properties) -> impl Iterator<Item = (&str, &Style)> {
        let id = properties.style.as_ref().or(self.default.as_ref());
        let first = id.and_then(|id| self.styles.get_key_value(id));
        let next =
            |&(_, style): &(&String, &Style)| self.styles.get_key_value(style.based_on.as_ref()?);
        let chain = std::iter::successors(first, next).take(LONGEST_CHAIN);
        chain.map(|(id, style)| (id.as_str(), style))
    }

    /// What a paragraph says, and its styles where it says nothing. `level` is the level of a numbering that belongs to
    /// a style.
    pub(super) fn resolve(
        &self,
        properties: &Properties,
        level: impl Fn(u32, &str) -> Option<usize>,
    ) -> Properties {
        let mut whole = properties.clone();
        for (id, style) in self.chain(properties) {
            let mut of_style = style.properties.clone();
            of_style.level =
                of_style.numbering.and_then(|number| level(number, id)).or(of_style.level);
            whole.or(&of_style);
        }
        whole
    }

    /// What a paragraph with these whole properties is.
    pub(super) fn kind(&self, properties: &Properties) -> Kind {
        let mut names = self.chain(properties).map(|(_, style)| style.name.to_ascii_lowercase());
        let named = names.find_map(|name| match name.as_str() {
            "title" => Some(Kind::Title),
            "toc heading" => Some(Kind::Contents),
            name if name.starts_with("toc ") => Some(Kind::Contents),
            name => Some(Kind::Heading(name.strip_prefix("heading ")?.parse().ok()?)),
        });
        match (named, properties.outline) {
            (Some(Kind::Contents), _) => Kind::Contents,
            (Some(Kind::Title), _) => Kind::Title,
            (_, Some(outline)) if outline < NO_HEADING => Kind::Heading(outline + 1),
            (Some(kind), None) => kind,
            _ => Kind::Text,
        }
    }
}

impl Style {
    fn read(xml: &mut Xml<'_>) -> Result<Self, Fault> {
        let mut style = Self::default();
        loop {
            match xml.next()? {
                Event::Start(element) => match element.name() {
                    "name" => style.name = element.value().unwrap_or_default(),
                    "basedOn" => style.based_on = element.value(),
                    "rPr" | "pPrChange" | "tblStylePr" => xml.skip()?,
                    _ => style.properties.take(&element),
                },
                Event::End(name) if name == "style" => return Ok(style),
                Event::End(_) | Event::Text(_) => {}
                Event::Eof => return Ok(style),
            }
        }
    }
}
