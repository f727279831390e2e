//! Rebuilds the tree from the spans of its brackets and escapes.

use crate::scan::Structural;
use crate::text::limits::DEPTH_CEILING;
use crate::text::{AnnotationKind, Delimiter, Dialect, Side, Span};
use crate::tree::{NodeData, NodeKind, Reason, Shape, Tree};

use super::fault::{Fault, Invalid, JsonPath};

/// A node of the tree other than text.
pub(super) struct Item {
    pub(super) span: Span,
    pub(super) what: What,
    pub(super) path: JsonPath,
}

#[derive(Clone, Copy)]
pub(super) enum What {
    /// A pair that is an annotation.
    Annotation(AnnotationKind, Reason),
    /// A pair or a single bracket that is not an annotation.
    Ordinary(Reason),
    /// A backslash and the bracket that it makes literal.
    Escape,
}

/// The tree of `text` with these nodes, and text between them.
pub(super) fn rebuild(text: &str, dialect: Dialect, mut items: Vec<Item>) -> Result<Tree, Invalid> {
    items.sort_by_key(|item| item.span.start());
    let end = text.len() as u32;
    let nodes = Vec::with_capacity(2 * items.len() + 2);
    let mut rebuilder = Rebuilder { text, nodes, at: 0, open: Vec::new() };
    rebuilder.push(NodeKind::Document, Span::new(0, end), None, Reason::Marked);
    for item in items {
        let (kind, reason) = node_of(text, dialect, &item).map_err(|fault| fault.at(item.path))?;
        rebuilder.close_up_to(item.span.start())?;
        rebuilder.check(&item, kind).map_err(|fault| fault.at(item.path))?;
        rebuilder.text_to(item.span.start())?;
        rebuilder.add(&item, kind, reason);
    }
    rebuilder.close_up_to(end)?;
    rebuilder.text_to(end)?;
    rebuilder.nodes[0].end = rebuilder.nodes.len() as u32;
    Ok(Tree { nodes: rebuilder.nodes })
}

/// The kind of the node and its reason, checked against the text of the item.
fn node_of(text: &str, dialect: Dialect, item: &Item) -> Result<(NodeKind, Reason), Fault> {
    let source = &text[item.span.range()];
    match item.what {
        What::Escape if is_escape(source) => Ok((NodeKind::Escape, Reason::Marked)),
        What::Escape => Err(Fault::NoEscape),
        What::Annotation(kind, reason) => match node_kind(source, reason)? {
            NodeKind::Pair(delimiter) if dialect.kind(delimiter) != Some(kind) => {
                Err(Fault::Kind(kind))
            }
            NodeKind::Pair(delimiter) if !is_marking(reason, delimiter) => {
                Err(Fault::NotMarking(reason))
            }
            pair @ NodeKind::Pair(_) => Ok((pair, reason)),
            _ => Err(Fault::NoBracket),
        },
        What::Ordinary(reason) => match node_kind(source, reason)? {
            bracket if is_ordinary(reason, bracket) => Ok((bracket, reason)),
            _ => Err(Fault::NotOrdinary(reason)),
        },
    }
}

/// Whether this reason can make a pair an annotation.
fn is_marking(reason: Reason, delimiter: Delimiter) -> bool {
    reason == Reason::Marked || reason.marks() && delimiter == Delimiter::Paren
}

/// Whether this reason can make a pair or a single bracket ordinary.
fn is_ordinary(reason: Reason, bracket: NodeKind) -> bool {
    match reason {
        Reason::Unpaired | Reason::Depth | Reason::Arrow | Reason::Verbatim => {
            matches!(bracket, NodeKind::Single(..))
        }
        Reason::Enumerator => true,
        _ => !reason.marks() && matches!(bracket, NodeKind::Pair(_)),
    }
}

/// The bracket or pair of brackets that `source` consists of.
fn node_kind(source: &str, reason: Reason) -> Result<NodeKind, Fault> {
    let side = |c: char| Structural::at_start(c.encode_utf8(&mut [0; 4]).as_bytes());
    let mut chars = source.chars();
    match (chars.next().and_then(side), chars.next_back().map(side)) {
        (Some(Structural::Open(delimiter)), None) => Ok(NodeKind::Single(delimiter, Side::Open)),
        (Some(Structural::Close(delimiter)), None) => Ok(NodeKind::Single(delimiter, Side::Close)),
        (Some(Structural::Open(open)), Some(Some(Structural::Close(close))))
            if is_pair(open, close, reason) =>
        {
            Ok(NodeKind::Pair(open))
        }
        _ => Err(Fault::NoBracket),
    }
}

/// Whether two brackets are partners. `（…)` and `(…）` are mixed pairs.
fn is_pair(open: Delimiter, close: Delimiter, reason: Reason) -> bool {
    use Delimiter::{Fullwidth, Paren};
    match reason {
        Reason::Mixed => matches!((open, close), (Paren, Fullwidth) | (Fullwidth, Paren)),
        _ => open == close,
    }
}

/// Whether `source` is a backslash and a bracket.
fn is_escape(source: &str) -> bool {
    source.strip_prefix('\\').is_some_and(|bracket| {
        Structural::at_start(bracket.as_bytes())
            .is_some_and(|s| s.is_escapable() && s.len() as usize == bracket.len())
    })
}

/// A pair that is not closed yet.
struct OpenPair {
    node: u32,
    path: JsonPath,
    /// The span of its closing bracket.
    close: Span,
}

struct Rebuilder<'a> {
    text: &'a str,
    nodes: Vec<NodeData>,
    /// The end of the nodes so far.
    at: u32,
    open: Vec<OpenPair>,
}

impl Rebuilder<'_> {
    /// Checks that an item is after its predecessor and inside the open pair.
    fn check(&self, item: &Item, kind: NodeKind) -> Result<(), Fault> {
        let (start, end) = (item.span.start(), item.span.end());
        if start < self.at {
            return Err(Fault::Overlap { start, reach: self.at });
        }
        match self.open.last() {
            Some(open) if end > open.close.start() => {
                Err(Fault::Crossing { end, limit: open.close.start() })
            }
            _ if self.open.len() >= DEPTH_CEILING && matches!(kind, NodeKind::Pair(_)) => {
                Err(Fault::TooDeep)
            }
            _ => Ok(()),
        }
    }

    fn add(&mut self, item: &Item, kind: NodeKind, reason: Reason) {
        let annotation = match item.what {
            What::Annotation(kind, _) => Some(kind),
            _ => None,
        };
        let node = self.push(kind, item.span, annotation, reason);
        self.at = item.span.end();
        if let NodeKind::Pair(_) = kind {
            let source = &self.text[item.span.range()];
            let first = source.chars().next().map_or(0, char::len_utf8) as u32;
            let last = source.chars().next_back().map_or(0, char::len_utf8) as u32;
            self.at = item.span.start() + first;
            let close = Span::new(item.span.end() - last, item.span.end());
            self.open.push(OpenPair { node, path: item.path, close });
        }
    }

    /// Closes the pairs that end at or before byte `start`.
    fn close_up_to(&mut self, start: u32) -> Result<(), Invalid> {
        while let Some(close) = self.open.last().map(|open| open.close) {
            if close.end() > start {
                break;
            }
            self.text_to(close.start())?;
            self.at = close.end();
            if let Some(open) = self.open.pop() {
                self.nodes[open.node as usize].end = self.nodes.len() as u32;
            }
        }
        Ok(())
    }

    /// Appends the text up to `end`, if there is any. In a pair it has no line end, except in a
    /// link, which can continue on the next line.
    fn text_to(&mut self, end: u32) -> Result<(), Invalid> {
        if self.at >= end {
            return Ok(());
        }
        let span = Span::new(self.at, end);
        if let Some(open) = self.open.last()
            && !matches!(self.nodes[open.node as usize].reason, Reason::Link | Reason::LinkTarget)
            && self.text[span.range()].contains('\n')
        {
            return Err(Fault::OverLineEnd.at(open.path));
        }
        self.push(NodeKind::Text, span, None, Reason::Marked);
        self.at = end;
        Ok(())
    }

    /// Appends a node without children.
    fn push(
        &mut self,
        shape: NodeKind,
        span: Span,
        kind: Option<AnnotationKind>,
        reason: Reason,
    ) -> u32 {
        let id = self.nodes.len() as u32;
        self.nodes.push(NodeData { span, end: id + 1, shape: Shape::new(shape), kind, reason });
        id
    }
}
