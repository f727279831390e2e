//! Rules R21 to R23: the data items of a `<…>`, and their class of personal information.

use crate::lexicon::{DataClass, ItemCue, ItemCues, Lexicon};
use crate::scan::Structural;
use crate::text::blank::{self, is_blank};
use crate::text::{Side, Span, han};
use crate::tree::{NodeData, NodeId, NodeKind, Tree};

/// R23: the class of all items of an annotation together: the category of the first that has one,
/// and sensitive if one is.
pub(super) fn class_of(
    text: &str,
    tree: &Tree,
    node: NodeId,
    lexicon: &Lexicon,
) -> Option<DataClass> {
    let items = Items::new(text, tree, node, lexicon.items());
    let classes = items.filter_map(|item| lexicon.classify(&text[item.range()]));
    classes.reduce(|first, other| DataClass {
        category: first.category,
        sensitive_by_standard: first.sensitive_by_standard || other.sensitive_by_standard,
        sensitive_by_law: first.sensitive_by_law || other.sensitive_by_law,
    })
}

/// R21: the spans of the data items of an annotation, in order. They are not empty, exclude the
/// brackets of the annotation itself, and do not split a pair of brackets inside it.
#[derive(Clone)]
pub(crate) struct Items<'a> {
    text: &'a str,
    tree: &'a Tree,
    cues: &'a ItemCues,
    /// The next node inside the annotation, and the first node after it.
    nodes: (u32, u32),
    /// The part of the inside that is not split yet.
    rest: Span,
    /// How many brackets without a partner in the tree are open: `\(` up to `\)`, or `（` up to `\)`.
    open: u32,
    /// Where the last of them closes: one after that opens nothing.
    last_close: u32,
}

impl<'a> Items<'a> {
    pub(crate) fn new(text: &'a str, tree: &'a Tree, node: NodeId, cues: &'a ItemCues) -> Self {
        let nodes = (node.0 + 1, tree.get(node).end);
        let last_close = last_close(text, tree, nodes);
        Self { text, tree, cues, nodes, rest: tree.inner(node), open: 0, last_close }
    }

    /// The next separator of two items outside brackets.
    fn separator(&mut self) -> Option<Span> {
        let mut from = self.rest.start();
        while self.nodes.0 < self.nodes.1 {
            let node = self.tree.get(NodeId(self.nodes.0));
            match loose_bracket(self.text, node) {
                Some(Side::Open) if node.span.start() < self.last_close => self.open += 1,
                Some(Side::Close) => self.open = self.open.saturating_sub(1),
                None if self.open == 0 && node.shape.kind() == NodeKind::Text => {
                    let start = from.max(node.span.start());
                    let text = &self.text[Span::new(start, node.span.end()).range()];
                    let mut hits = self.cues.between.find_iter(text);
                    if let Some(hit) = hits.find(|hit| hit.class == ItemCue::Separates) {
                        return Some(Span::new(start + hit.start as u32, start + hit.end as u32));
                    }
                }
                _ => {}
            }
            from = node.span.end();
            self.nodes.0 = node.end;
        }
        None
    }

    /// R22: the span without edge words: `您的昵称等信息` without 您的 and 等信息.
    fn trimmed(&self, span: Span) -> Span {
        let item = &self.text[span.range()];
        let mut start = blank::trim_start(item);
        if let Some(hit) = self.cues.opens.prefix(start) {
            start = blank::trim_start(&start[hit.end..]);
        }
        let mut words = han::trim_end(start, is_edge);
        if let Some(hit) = self.cues.closes.suffix(words) {
            words = han::trim_end(&words[..hit.start], is_edge);
        }
        let start = span.end() - start.len() as u32;
        Span::new(start, start + words.len() as u32)
    }
}

/// Where the last bracket without a partner closes among these nodes, or else 0.
fn last_close(text: &str, tree: &Tree, (first, end): (u32, u32)) -> u32 {
    let (mut last, mut at) = (0, first);
    while at < end {
        let node = tree.get(NodeId(at));
        if loose_bracket(text, node) == Some(Side::Close) {
            last = node.span.start();
        }
        at = node.end;
    }
    last
}

/// The side of a bracket that has no partner in the tree: it is escaped, or the other one is.
fn loose_bracket(text: &str, node: &NodeData) -> Option<Side> {
    match node.shape.kind() {
        NodeKind::Single(_, side) => Some(side),
        NodeKind::Escape => {
            match Structural::at_start(&text.as_bytes()[node.span.start() as usize + 1..])? {
                Structural::Open(_) => Some(Side::Open),
                Structural::Close(_) => Some(Side::Close),
                _ => None,
            }
        }
        _ => None,
    }
}

/// Whether `c` is no part of an item at its end.
const fn is_edge(c: char) -> bool {
    is_blank(c) || matches!(c, '。' | '.' | '：' | ':')
}

impl Iterator for Items<'_> {
    type Item = Span;

    fn next(&mut self) -> Option<Span> {
        while !self.rest.is_empty() {
            let (start, end) = (self.rest.start(), self.rest.end());
            let separator = self.separator().unwrap_or(Span::new(end, end));
            self.rest = Span::new(separator.end(), end);
            let item = self.trimmed(Span::new(start, separator.start()));
            if !item.is_empty() {
                return Some(item);
            }
        }
        None
    }
}
