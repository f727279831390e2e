//! Fixes of a pair of brackets that is there: its blanks, its doubles, its backslashes.

use super::draft::{Effect, Proposal};
use super::edit::Edit;
use crate::annotation::Role;
use crate::document::{Document, Node};
use crate::lexicon::Lexicon;
use crate::lint::{framed, is_verbs};
use crate::scan::Structural;
use crate::text::blank::trim_span;
use crate::text::{AnnotationKind, Span};
use crate::tree::{NodeKind, Reason};

/// The brackets of a pair.
pub(super) fn brackets(pair: Node<'_>) -> Option<(Span, Span)> {
    let NodeKind::Pair(_) = pair.kind() else { return None };
    let (span, inner) = (pair.span(), pair.inner_span());
    Some((Span::new(span.start(), inner.start()), Span::new(inner.end(), span.end())))
}

fn deletions(open: Span, close: Span) -> Vec<Edit> {
    vec![Edit::delete(open), Edit::delete(close)]
}

/// `< 手机号码>`: moves the blanks out of the brackets, and of all annotations that share their edge:
/// `{< 手机号码>等}`.
pub(super) fn padded(pair: Node<'_>) -> Option<Proposal> {
    let text = pair.document().text();
    pair.annotation_kind()?;
    let (open, close) = brackets(pair)?;
    let inner = pair.inner_span();
    let words = trim_span(text, inner)?;
    let only = only_annotation(pair, words);
    if only.is_some_and(|only| only.annotation_kind() == pair.annotation_kind()) {
        // Without the blanks it would be annotated twice.
        return Some(Proposal::safe(deletions(open, close), Effect::Removes(pair.id())));
    }
    let (before, after) =
        (Span::new(inner.start(), words.start()), Span::new(words.end(), inner.end()));
    let mut edits = Vec::new();
    if !before.is_empty() {
        let at =
            shared_edge(pair, |outer| outer.inner_span().start(), |outer| outer.span().start());
        edits.extend([Edit::insert(at, &text[before.range()]), Edit::delete(before)]);
    }
    if !after.is_empty() {
        let at = shared_edge(pair, |outer| outer.inner_span().end(), |outer| outer.span().end());
        edits.extend([Edit::delete(after), Edit::insert(at, &text[after.range()])]);
    }
    (!edits.is_empty()).then(|| Proposal::safe(edits, Effect::Keeps).only_if(only.is_none()))
}

/// The annotation that is all that `pair` contains, besides blanks.
fn only_annotation<'d>(pair: Node<'d>, words: Span) -> Option<Node<'d>> {
    // At most blanks are before it.
    let mut children = pair.children().take(2);
    let only = children.find(|child| child.span().start() == words.start())?;
    (only.span() == words && only.annotation_kind().is_some()).then_some(only)
}

/// The outer edge of the outermost annotation that has an edge in common with `pair`.
fn shared_edge(
    pair: Node<'_>,
    inner: impl Fn(Node<'_>) -> u32,
    outer: impl Fn(Node<'_>) -> u32,
) -> u32 {
    let around = pair.ancestors().skip(1);
    let is_annotation = |node: &Node<'_>| node.annotation_kind().is_some();
    around
        .take_while(is_annotation)
        .try_fold(
            outer(pair),
            |edge, node| {
                if inner(node) == edge { Ok(outer(node)) } else { Err(edge) }
            },
        )
        .unwrap_or_else(|edge| edge)
}

/// `<<手机号码>>`: deletes the outer brackets. If the kinds differ, deletes the brackets whose kind
/// does not fit the words.
pub(super) fn repeated(pair: Node<'_>) -> Option<Proposal> {
    let outer = pair.parent().filter(|outer| outer.inner_span() == pair.span())?;
    let (kind, around) = (pair.annotation_kind()?, outer.annotation_kind()?);
    let delete = |pair: Node<'_>| {
        let (open, close) = brackets(pair)?;
        Some(Proposal::safe(deletions(open, close), Effect::Removes(pair.id())))
    };
    if kind == around {
        return delete(outer);
    }
    let gone = match (fits(pair, kind), fits(pair, around)) {
        (true, false) => outer,
        (false, true) => pair,
        _ => return None,
    };
    delete(gone).map(|proposal| proposal.only_if(false))
}

/// Whether the lexicon knows the words of `pair` as ones of this kind.
fn fits(pair: Node<'_>, kind: AnnotationKind) -> bool {
    is_known(&pair.text(), kind, pair.document().lexicon())
}

/// Whether the lexicon knows these words as ones of this kind.
pub(super) fn is_known(words: &str, kind: AnnotationKind, lexicon: &Lexicon) -> bool {
    match kind {
        AnnotationKind::Purpose => false,
        AnnotationKind::Action => is_verbs(words, lexicon),
        AnnotationKind::Data => lexicon.classify(words).is_some(),
        AnnotationKind::Actor => lexicon.parties().get(words).is_some(),
    }
}

/// `[我们]`, `(收集)`: types the brackets of the kind that the words are of.
pub(super) fn retyped(pair: Node<'_>) -> Option<Proposal> {
    let (open, close) = brackets(pair)?;
    let kind = match pair.annotation_kind()? {
        AnnotationKind::Action => AnnotationKind::Actor,
        AnnotationKind::Actor => AnnotationKind::Action,
        _ => return None,
    };
    let delimiter = pair.document().dialect().delimiter(kind).filter(|_| fits(pair, kind))?;
    let (opened, closed) = (delimiter.open().to_string(), delimiter.close().to_string());
    Some(Proposal::unsure(vec![Edit::replace(open, opened), Edit::replace(close, closed)]))
}

/// `{当您注册时}`: moves the cues out of all conditions that hold theirs, since only the first one is reported.
pub(super) fn unframed(document: &Document) -> Option<Proposal> {
    let conditions = document.annotations().filter(|a| a.role() == Some(Role::Condition));
    let edits: Vec<_> = conditions.filter_map(|a| cues_moved(a.node())).flatten().collect();
    (!edits.is_empty()).then(|| Proposal::unsure(edits))
}

/// Moves the brackets of a condition to the words between its cues: `当{您注册}时`.
fn cues_moved(pair: Node<'_>) -> Option<[Edit; 4]> {
    let text = pair.document().text();
    let (open, close) = brackets(pair)?;
    let words = trim_span(text, pair.inner_span())?;
    let inner = framed(&text[words.range()], pair.document().lexicon())?;
    let at = |offset: usize| words.start() + offset as u32;
    let inner = trim_span(text, Span::new(at(inner.start), at(inner.end)))?;
    let inside = &text[inner.range()];
    // Another pair at the edge would be doubled, as in `{{公司}}`.
    let is_plain = Structural::at_start(inside.as_bytes()).is_none()
        && !inside.ends_with(|c: char| {
            Structural::at_start(c.encode_utf8(&mut [0; 4]).as_bytes()).is_some()
        });
    let write = |at: u32, bracket: Span| Edit::insert(at, &text[bracket.range()]);
    is_plain.then(|| {
        [
            Edit::delete(open),
            write(inner.start(), open),
            write(inner.end(), close),
            Edit::delete(close),
        ]
    })
}

/// `<>`: deletes the brackets. Or words belong there; or it is code, as in a README, and no markup at all.
pub(super) fn empty(pair: Node<'_>) -> Option<Proposal> {
    let (open, close) = brackets(pair)?;
    pair.reading().filter(|reading| reading.reason == Reason::Empty)?;
    let is_tight = pair.inner_span().is_empty();
    let edits = if is_tight { vec![Edit::delete(pair.span())] } else { deletions(open, close) };
    Some(Proposal::unsure(edits))
}

/// `相机(云杉)`: writes backslashes before both parentheses, which then mark nothing.
pub(super) fn escaped(pair: Node<'_>) -> Option<Proposal> {
    let (open, close) = brackets(pair)?;
    let is_text = pair.annotation_kind().is_none();
    let escapes = [open, close].map(|bracket| Edit::insert(bracket.start(), "\\"));
    is_text.then(|| Proposal::unsure(escapes.into()))
}
