//! The words of a stretch of text, without brackets of annotations and backslashes of escapes.

use std::borrow::Cow;

use super::Document;
use crate::text::Span;
use crate::tree::{NodeId, NodeKind};

/// The words at `span`. `nodes` limits the numbers of the nodes that can be in it: the first, and the
/// end (exclusive).
pub(super) fn words(document: &Document, nodes: (u32, u32), span: Span) -> Cow<'_, str> {
    let text = &document.text;
    let cuts = cuts(document, nodes, span);
    if cuts.is_empty() {
        return Cow::Borrowed(&text[span.range()]);
    }
    let mut words = String::with_capacity(span.range().len());
    let mut at = span.start();
    for cut in cuts {
        words.push_str(&text[Span::new(at, cut.start()).range()]);
        at = cut.end();
    }
    words.push_str(&text[Span::new(at, span.end()).range()]);
    Cow::Owned(words)
}

/// The brackets and backslashes to leave out of `span`, in order.
fn cuts(document: &Document, (first, end): (u32, u32), span: Span) -> Vec<Span> {
    let tree = &document.tree;
    let nodes = tree.nodes.get(first as usize..end as usize).unwrap_or_default();
    let skipped = nodes.partition_point(|node| node.span.start() < span.start());
    let mut cuts = Vec::new();
    for (number, node) in (first + skipped as u32..).zip(&nodes[skipped..]) {
        if node.span.start() >= span.end() {
            break;
        }
        let (start, end) = (node.span.start(), node.span.end());
        if node.shape.kind() == NodeKind::Escape {
            // The backslash is one byte.
            cuts.push(Span::new(start, start + 1));
        } else if node.kind.is_some() && span.covers(node.span) {
            let inner = tree.inner(NodeId(number));
            cuts.extend([Span::new(start, inner.start()), Span::new(inner.end(), end)]);
        }
    }
    cuts.sort_unstable();
    cuts
}
