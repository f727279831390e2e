//! Reads what a page shows.

use std::collections::{BTreeMap, HashSet};

use super::element::{self, Attributes, Element, List, Numbering, Skipped};
use super::line::Line;
use super::tree::{Data, NodeId, ROOT, Tree};
use crate::formats::pages::block::{Block, Label};
use crate::formats::pages::page::{Page, Reach};

/// The text of a page, and what is not in it, with how often the page has it.
pub(super) fn read(tree: &Tree) -> (String, BTreeMap<&'static str, usize>) {
    let mut reader = Reader::new(tree);
    let mut at = Some(ROOT);
    while let Some(id) = at {
        let is_entered = reader.enter(id);
        at = match tree.node(id).first_child.filter(|_| is_entered) {
            Some(child) => Some(child),
            None => {
                if is_entered {
                    reader.leave(id);
                }
                reader.leave_parents(id)
            }
        };
    }
    reader.end_block();
    (reader.page.into_text(), reader.ignored)
}

struct Reader<'t> {
    tree: &'t Tree,
    /// The elements with the title of the page in them.
    titled: HashSet<NodeId>,
    page: Page,
    line: Line,
    /// The levels of the headings around the line.
    headings: Vec<usize>,
    /// The lists around it, innermost last.
    lists: Vec<List>,
    /// The label of an item that has no text yet.
    label: Option<Label>,
    /// How many sections are around it.
    sections: usize,
    /// How many elements are around it whose line ends are kept.
    verbatim: usize,
    ignored: BTreeMap<&'static str, usize>,
}

impl<'t> Reader<'t> {
    fn new(tree: &'t Tree) -> Self {
        let (page, line) = Default::default();
        let (headings, lists, ignored) = Default::default();
        let (titled, label, sections, verbatim) = (tree.around("h1"), None, 0, 0);
        Self { tree, titled, page, line, headings, lists, label, sections, verbatim, ignored }
    }

    /// What an element is; `None` for other nodes.
    fn element(&self, id: NodeId) -> Option<(Element, Attributes<'t>)> {
        match &self.tree.node(id).data {
            Data::Element { name, attributes, .. } => {
                let attributes = Attributes(attributes);
                Some((element::element(name, attributes), attributes))
            }
            _ => None,
        }
    }

    /// Comes to a node; `false` if nothing of it is read.
    fn enter(&mut self, id: NodeId) -> bool {
        if let Data::Text(text) = &self.tree.node(id).data {
            self.text(text);
        }
        let Some((element, attributes)) = self.element(id) else { return true };
        match element {
            Element::Inline => return true,
            Element::Skipped(skipped) => {
                self.skip(skipped);
                return false;
            }
            Element::Margin if self.sections == 0 && !self.titled.contains(&id) => {
                self.skip(Skipped::Margin);
                return false;
            }
            Element::LineBreak => {
                self.line.push_break();
                return true;
            }
            _ => self.end_block(),
        }
        match element {
            Element::Heading(level) => self.headings.push(level),
            Element::List(list) => self.lists.push(list),
            Element::Item => self.item(attributes),
            Element::Table => self.page.open_table(),
            Element::Row => self.page.open_row(),
            Element::Cell => self.page.open_cell(Reach {
                columns: attributes.number("colspan").unwrap_or(1),
                rows: attributes.number("rowspan").unwrap_or(1),
            }),
            Element::Section => self.sections += 1,
            Element::Verbatim => self.verbatim += 1,
            _ => {}
        }
        true
    }

    /// Has read everything in a node.
    fn leave(&mut self, id: NodeId) {
        let Some((element, _)) = self.element(id) else { return };
        if !matches!(element, Element::Inline | Element::LineBreak) {
            self.end_block();
        }
        match element {
            Element::Heading(_) => _ = self.headings.pop(),
            Element::List(_) => _ = self.lists.pop(),
            Element::Item => self.label = None,
            Element::Table => self.page.close_table(),
            Element::Cell => self.page.close_cell(),
            Element::Section => self.sections -= 1,
            Element::Verbatim => self.verbatim -= 1,
            _ => {}
        }
    }

    /// Leaves each node that ends with one; the next node after them.
    fn leave_parents(&mut self, mut id: NodeId) -> Option<NodeId> {
        loop {
            let node = self.tree.node(id);
            if node.next.is_some() {
                return node.next;
            }
            id = node.parent?;
            self.leave(id);
        }
    }

    fn skip(&mut self, skipped: Skipped) {
        match skipped {
            Skipped::Machinery => {}
            Skipped::Field => self.ignore("form fields"),
            Skipped::Hidden => self.ignore("hidden passages"),
            Skipped::Margin => self.ignore("menus, headers and footers"),
            Skipped::Image => self.ignore("images"),
            Skipped::Page => self.ignore("embedded pages"),
        }
    }

    fn ignore(&mut self, what: &'static str) {
        *self.ignored.entry(what).or_default() += 1;
    }

    fn text(&mut self, text: &str) {
        match self.verbatim {
            0 => self.line.push(text),
            _ => self.line.push_verbatim(text),
        }
    }

    fn item(&mut self, attributes: Attributes<'_>) {
        let Some(list) = self.lists.last_mut() else { return };
        let number = attributes.number("value").unwrap_or(list.next);
        list.next = number.saturating_add(1);
        self.label = match list.numbering {
            Numbering::Bullet => Some(Label::Bullet),
            Numbering::Decimal => Some(Label::Number(format!("{number}. "))),
            Numbering::Letter(first) => Some(Label::Number(match u8::try_from(number) {
                Ok(number @ 1..=26) => format!("{}. ", char::from(first + number - 1)),
                _ => format!("{number}. "),
            })),
            Numbering::Hidden => Some(Label::Number(String::new())),
        };
    }

    /// Ends the block before or in an element.
    fn end_block(&mut self) {
        let text = self.line.take();
        if text.is_empty() {
            return;
        }
        let (label, depth) = (self.label.take(), self.lists.len());
        let block = match (self.headings.last(), label) {
            (Some(&level), label) => {
                let number = label.as_ref().map_or("", Label::words);
                Block::Heading { level, text: number.to_owned() + &text }
            }
            (None, Some(label)) => Block::Item { depth, label, text },
            (None, None) if depth > 0 => Block::Inside { depth, text },
            (None, None) => Block::Paragraph(text),
        };
        self.page.push(block);
    }
}
