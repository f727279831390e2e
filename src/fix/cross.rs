//! Fixes of brackets that cross: an edge is moved, where the words say which and where to.

use super::draft::Proposal;
use super::edges::{brackets, is_known};
use super::edit::Edit;
use super::page::Page;
use crate::document::Node;
use crate::outline::is_punctuation;
use crate::text::blank::trim;
use crate::text::{AnnotationKind, Diagnostic, Span};
use crate::tree::{NodeId, NodeKind};

/// `[收集<手机]号码>`: a pair that is closed, an opening bracket in it, and the closing one that it belongs to.
struct Crossing<'d> {
    outer: Node<'d>,
    open: Node<'d>,
    close: Node<'d>,
    /// The text between the two opening brackets, if there is nothing else.
    before: Option<&'d str>,
    /// The text from the inner opening bracket to the closing bracket of the pair: 手机.
    inside: &'d str,
    /// The text after that, up to the other closing bracket: 号码.
    after: &'d str,
}

impl<'d> Crossing<'d> {
    /// The brackets that a diagnostic is about, if there are only words between them.
    fn of(page: &Page<'d>, diagnostic: &Diagnostic) -> Option<Self> {
        let close = page.node_at(diagnostic.span())?;
        let open = page.node_at(diagnostic.related()?)?;
        let outer = open.parent()?;
        let inner = outer.inner_span();
        let inside = text_after(open).filter(|node| node.span().end() == inner.end())?;
        let after = outer.next_sibling().filter(|node| node.kind() == NodeKind::Text)?;
        let is_next = after.span().end() == close.span().start();
        let before = close.document().node(NodeId(outer.id().0 + 1));
        let before = before.filter(|node| {
            node.kind() == NodeKind::Text && node.span().end() == open.span().start()
        });
        let (inside, after) = (inside.source(), after.source());
        let is_on_line = !after.contains('\n');
        let before = before.map(Node::source);
        (is_next && is_on_line).then_some(Self { outer, open, close, before, inside, after })
    }

    /// Moves the closing bracket of the pair that is closed to byte `at`.
    fn moving_outer(&self, at: u32) -> Option<Vec<Edit>> {
        let (_, close) = brackets(self.outer)?;
        moving(self.outer, close, at)
    }
}

/// Moves `bracket` to byte `at`.
fn moving(node: Node<'_>, bracket: Span, at: u32) -> Option<Vec<Edit>> {
    let written = node.document().text().get(bracket.range())?;
    Some(vec![Edit::delete(bracket), Edit::insert(at, written)])
}

fn proposal(mut edits: Vec<Edit>) -> Proposal {
    edits.sort_by_key(Edit::span);
    Proposal::unsure(edits)
}

/// The text right after a single bracket.
fn text_after(bracket: Node<'_>) -> Option<Node<'_>> {
    let next = bracket.document().node(NodeId(bracket.id().0 + 1))?;
    let is_next = next.span().start() == bracket.span().end();
    (next.kind() == NodeKind::Text && is_next).then_some(next)
}

/// `[收集<手机]号码>` → `[收集]<手机号码>`: moves closing brackets of the two annotations to where the words that the
/// lexicon knows end.
pub(super) fn annotations(page: &Page<'_>, diagnostic: &Diagnostic) -> Option<Proposal> {
    let crossing = Crossing::of(page, diagnostic)?;
    let Crossing { outer, open, close, before, inside, after } = crossing;
    let NodeKind::Single(delimiter, _) = open.kind() else { return None };
    let (document, lexicon) = (page.document, page.document.lexicon());
    let kind = document.dialect().kind(delimiter)?;
    let marks = outer.annotation_kind();
    let is_apart =
        before.zip(marks).is_some_and(|(before, kind)| is_known(trim(before), kind, lexicon));
    let whole = [inside, after].concat();
    let whole = trim(&whole);
    let is_entry = |words: &str| lexicon.data().get(words).is_some();
    if is_entry(trim(inside)) && !is_entry(whole) {
        let mut edits = moving(close, close.span(), brackets(outer)?.1.start())?;
        if is_apart {
            edits.extend(crossing.moving_outer(open.span().start())?);
        }
        return Some(proposal(edits));
    }
    // A purpose, and ordinary parentheses, can contain data.
    let contains = marks.is_none_or(|kind| kind == AnnotationKind::Purpose);
    let at = if is_apart { open.span().start() } else { close.span().end() };
    let is_plain = is_known(whole, kind, lexicon) && (is_apart || contains);
    is_plain.then(|| crossing.moving_outer(at))?.map(proposal)
}

/// `<设备（型号>、品牌）` → `<设备（型号、品牌）>`: moves the end of the annotation to where the parentheses close, if
/// only words are between.
pub(super) fn parentheses(page: &Page<'_>, diagnostic: &Diagnostic) -> Option<Proposal> {
    let crossing = Crossing::of(page, diagnostic)?;
    crossing.outer.annotation_kind()?;
    let ends = |c: char| is_punctuation(c) && !SEPARATES.contains(&c);
    let is_plain = !crossing.after.contains(ends);
    is_plain.then(|| crossing.moving_outer(crossing.close.span().end()))?.map(proposal)
}

/// The punctuation that the words in parentheses can have.
const SEPARATES: [char; 4] = ['、', '，', ',', '/'];
