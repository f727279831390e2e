//! Rules R21 to R23: the data items of a `<…>`, and their class of personal information.

use crate::lexicon::{DataClass, ItemCue, ItemCues, Lexicon};
use crate::text::blank::{self, is_blank};
use crate::text::{Delimiter, Span, han};
use crate::tree::{NodeId, NodeKind, Tree};

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
    /// The number of escaped brackets that are open: `\(` up to `\)`.
    open: u32,
}

impl<'a> Items<'a> {
    pub(crate) fn new(text: &'a str, tree: &'a Tree, node: NodeId, cues: &'a ItemCues) -> Self {
        let nodes = (node.0 + 1, tree.get(node).end);
        Self { text, tree, cues, nodes, rest: tree.inner(node), open: 0 }
    }

    /// The next separator of two items outside brackets.
    fn separator(&mut self) -> Option<Span> {
        let mut from = self.rest.start();
        while self.nodes.0 < self.nodes.1 {
            let node = self.tree.get(NodeId(self.nodes.0));
            match node.shape.kind() {
                NodeKind::Text if self.open == 0 => {
                    let start = from.max(node.span.start());
                    let text = &self.text[Span::new(start, node.span.end()).range()];
                    let mut hits = self.cues.between.find_iter(text);
                    if let Some(hit) = hits.find(|hit| hit.class == ItemCue::Separates) {
                        return Some(Span::new(start + hit.start as u32, start + hit.end as u32));
                    }
                }
                NodeKind::Escape => self.count(&self.text[node.span.range()]),
                _ => {}
            }
            from = node.span.end();
            self.nodes.0 = node.end;
        }
        None
    }

    fn count(&mut self, escape: &str) {
        if escape.ends_with(Delimiter::MARKS.map(Delimiter::open)) {
            self.open += 1;
        } else if escape.ends_with(Delimiter::MARKS.map(Delimiter::close)) {
            self.open = self.open.saturating_sub(1);
        }
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
