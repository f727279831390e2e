//! [`Element`]: what the elements of HTML are for a text.

use html5ever::{Attribute, QualName, local_name};

/// What an element is.
pub(super) enum Element {
    /// Nothing of it is read.
    Skipped(Skipped),
    Heading(usize),
    List(List),
    Item,
    Table,
    Row,
    Cell,
    /// A part with a header and a footer of its own.
    Section,
    /// A header, footer or aside: of a section, or of the whole page.
    Margin,
    /// A text with its line ends, and with the blanks between its words.
    Verbatim,
    LineBreak,
    /// Another block: its text is on lines of its own.
    Block,
    Inline,
}

/// Why nothing of an element is read.
pub(super) enum Skipped {
    /// It is nothing that a page shows: a script.
    Machinery,
    /// A reader fills it in or presses it: a button.
    Field,
    Hidden,
    /// It is around the text of a page: a menu.
    Margin,
    Image,
    /// It is a page of its own.
    Page,
}

/// A list that is open.
pub(super) struct List {
    pub(super) numbering: Numbering,
    /// The number of the next item.
    pub(super) next: i64,
}

/// What is before its items.
#[derive(Clone, Copy)]
pub(super) enum Numbering {
    Bullet,
    Decimal,
    /// From this letter.
    Letter(u8),
    /// The page shows nothing.
    Hidden,
}

/// The attributes of an element.
#[derive(Clone, Copy)]
pub(super) struct Attributes<'t>(pub(super) &'t [Attribute]);

impl<'t> Attributes<'t> {
    pub(super) fn get(self, name: &str) -> Option<&'t str> {
        let attribute = self.0.iter().find(|attribute| &*attribute.name.local == name)?;
        Some(&attribute.value)
    }

    pub(super) fn number<N: std::str::FromStr>(self, name: &str) -> Option<N> {
        self.get(name)?.trim().parse().ok()
    }

    /// Whether its own style gives one of `values` to a property.
    fn has_style(self, property: &str, values: &[&str]) -> bool {
        let style = self.get("style").unwrap_or_default().to_ascii_lowercase();
        style.split(';').filter_map(|part| part.split_once(':')).any(|(name, value)| {
            name.trim() == property && value.split_ascii_whitespace().any(|v| values.contains(&v))
        })
    }

    fn is_hidden(self) -> bool {
        self.get("hidden").is_some_and(|value| value != "until-found")
            || self.has_style("display", &["none", "none!important"])
            || self.has_style("visibility", &["hidden", "hidden!important", "collapse"])
    }
}

/// What an element is.
pub(super) fn element(name: &QualName, attributes: Attributes<'_>) -> Element {
    if let Some(skipped) = skipped(name, attributes) {
        return Element::Skipped(skipped);
    }
    if let Some("heading") = attributes.get("role") {
        return Element::Heading(attributes.number("aria-level").unwrap_or(2));
    }
    match name.local {
        local_name!("h1") => Element::Heading(1),
        local_name!("h2") => Element::Heading(2),
        local_name!("h3") => Element::Heading(3),
        local_name!("h4") => Element::Heading(4),
        local_name!("h5") => Element::Heading(5),
        local_name!("h6") => Element::Heading(6),
        local_name!("ul") | local_name!("dir") => {
            Element::List(list(attributes, Numbering::Bullet))
        }
        local_name!("ol") => Element::List(list(attributes, ordered(attributes))),
        local_name!("li") => Element::Item,
        local_name!("table") => Element::Table,
        local_name!("tr") => Element::Row,
        local_name!("td") | local_name!("th") => Element::Cell,
        local_name!("article") | local_name!("main") | local_name!("section") => Element::Section,
        local_name!("header") | local_name!("footer") | local_name!("aside") => Element::Margin,
        local_name!("pre") => Element::Verbatim,
        local_name!("br") => Element::LineBreak,
        _ if BLOCKS.contains(&&*name.local) => Element::Block,
        _ => Element::Inline,
    }
}

/// The elements that are blocks and nothing else.
const BLOCKS: &[&str] = &[
    "address",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "form",
    "hgroup",
    "hr",
    "html",
    "legend",
    "p",
    "summary",
    "tbody",
    "tfoot",
    "thead",
];

/// Why nothing of an element is read, if nothing is.
fn skipped(name: &QualName, attributes: Attributes<'_>) -> Option<Skipped> {
    match &*name.local {
        "head" | "script" | "style" | "noscript" | "template" | "noframes" | "title"
        | "datalist" => Some(Skipped::Machinery),
        "input" if attributes.get("type") == Some("hidden") => Some(Skipped::Machinery),
        _ if attributes.is_hidden() => Some(Skipped::Hidden),
        "dialog" if attributes.get("open").is_none() => Some(Skipped::Hidden),
        "button" | "input" | "select" | "textarea" => Some(Skipped::Field),
        "nav" | "menu" => Some(Skipped::Margin),
        "img" | "picture" | "svg" | "canvas" | "video" | "audio" | "map" => Some(Skipped::Image),
        "iframe" | "object" | "embed" | "frameset" => Some(Skipped::Page),
        _ => match attributes.get("role") {
            Some("navigation" | "banner" | "contentinfo" | "search" | "menu") => {
                Some(Skipped::Margin)
            }
            _ => None,
        },
    }
}

fn list(attributes: Attributes<'_>, numbering: Numbering) -> List {
    let is_bare = ["list-style", "list-style-type"];
    let is_bare = is_bare.iter().any(|property| attributes.has_style(property, &["none"]));
    let numbering = if is_bare { Numbering::Hidden } else { numbering };
    List { numbering, next: attributes.number("start").unwrap_or(1) }
}

fn ordered(attributes: Attributes<'_>) -> Numbering {
    match attributes.get("type") {
        Some("a") => Numbering::Letter(b'a'),
        Some("A") => Numbering::Letter(b'A'),
        _ => Numbering::Decimal,
    }
}
