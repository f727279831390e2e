//! Decides whether each pair of brackets is an annotation or an ordinary pair, and why.
//!
//! The tree says which brackets belong together; here the dialect and the lexicon say what they
//! are. The rules B11 to B20 of `grammar.md` are tried in order, and the first that applies
//! decides. Only parentheses need more than the tree: policies are full of ordinary ones.

use std::ops::Range;

use memchr::memmem::Finder;

use super::AnnotationData;
use super::notation::{Bracketed, Labels};
use super::parens::Parens;
use super::window::{WINDOW_OF_BRACKETS as WINDOW, at_most_after, at_most_before};
use crate::lexicon::Lexicon;
use crate::text::blank::{is_all_blank, is_tight};
use crate::text::{AnnotationKind, Delimiter, Dialect, Span};
use crate::tree::{NodeData, NodeId, Reason, Tree};

/// Classifies every pair among `pairs` that the grammar left undecided: its node gets the result,
/// and the annotations replace the content of `annotations`. `pairs` are in preorder, so one pass
/// is enough.
///
/// Not inlined: otherwise its loop runs short of registers.
#[inline(never)]
pub(crate) fn resolve(
    text: &str,
    tree: &mut Tree,
    pairs: &[NodeId],
    dialect: Dialect,
    lexicon: &Lexicon,
    labels: &mut Labels,
    annotations: &mut Vec<AnnotationData>,
) {
    annotations.clear();
    annotations.reserve(pairs.len());
    let kinds = Delimiter::MARKS.map(|delimiter| dialect.kind(delimiter));
    labels.read(text, tree, pairs);
    let titles = Titles::new(text);
    let mut resolver = Resolver { text, kinds, lexicon, labels, titles, actor_end: 0 };
    for &id in pairs {
        let Some(pair) = Pair::open(text, tree, id) else { continue };
        let reason = resolver.reason(tree, pair);
        let kind = if reason.marks() { resolver.kind(pair.delimiter) } else { None };
        let node = &mut tree.nodes[id.index()];
        (node.kind, node.reason) = (kind, reason);
        if pair.delimiter == Delimiter::Paren && kind.is_some() {
            resolver.actor_end = pair.span.end();
        }
        annotations.extend(kind.map(|kind| AnnotationData::new(id, kind)));
    }
}

/// B14 with the option `every_pair_marks`: every pair is an annotation that is not empty and whose
/// delimiter has a kind.
pub(crate) fn mark_every_pair(
    text: &str,
    tree: &mut Tree,
    pairs: &[NodeId],
    dialect: Dialect,
    annotations: &mut Vec<AnnotationData>,
) {
    annotations.clear();
    for &id in pairs {
        let Some(pair) = Pair::open(text, tree, id) else { continue };
        let kind = dialect.kind(pair.delimiter);
        let is_empty = !pair.is_tight && is_all_blank(pair.inside(text));
        let node = &mut tree.nodes[id.index()];
        (node.kind, node.reason) = match kind {
            None => (None, Reason::Dialect),
            Some(_) if is_empty => (None, Reason::Empty),
            Some(_) => (kind, Reason::Marked),
        };
        annotations.extend(node.kind.map(|kind| AnnotationData::new(id, kind)));
    }
}

/// A half-width pair of brackets that the grammar left undecided.
#[derive(Clone, Copy)]
struct Pair {
    id: NodeId,
    delimiter: Delimiter,
    span: Span,
    /// Whether its content [is tight](is_tight).
    is_tight: bool,
}

impl Pair {
    #[inline]
    fn open(text: &str, tree: &Tree, id: NodeId) -> Option<Self> {
        let NodeData { shape, span, reason, .. } = *tree.get(id);
        let delimiter = shape.pair().filter(|_| reason == Reason::Marked)?;
        let is_tight = is_tight(text.as_bytes().get(inside(span))?);
        Some(Self { id, delimiter, span, is_tight })
    }

    /// The text between the brackets.
    fn inside(self, text: &str) -> &str {
        text.get(inside(self.span)).unwrap_or_default()
    }
}

/// B3: whether a pair encloses nothing but a link: `<[帮助](https://…)>`. Parentheses are different:
/// the name of an actor can be a link.
fn is_around_link(tree: &Tree, pair: Pair) -> bool {
    let Some(text) = tree.nodes.get(pair.id.index() + 1) else { return false };
    let target = tree.nodes.get(text.end as usize);
    text.reason == Reason::Link
        && text.span.start() == pair.span.start() + 1
        && target.is_some_and(|target| target.span.end() + 1 == pair.span.end())
}

/// The range between the brackets of a pair, in bytes.
#[inline]
fn inside(pair: Span) -> Range<usize> {
    pair.start() as usize + 1..pair.end() as usize - 1
}

struct Resolver<'a> {
    text: &'a str,
    /// The kinds of the delimiters, in the order of [`Delimiter::MARKS`].
    kinds: [Option<AnnotationKind>; 4],
    lexicon: &'a Lexicon,
    labels: &'a Labels,
    titles: Titles<'a>,
    /// The end of the last actor, in bytes; 0 before the first one.
    actor_end: u32,
}

impl Resolver<'_> {
    fn kind(&self, delimiter: Delimiter) -> Option<AnnotationKind> {
        *self.kinds.get(delimiter.index())?
    }

    #[inline]
    /// B14: a pair to which no other rule applies is an annotation.
    fn reason(&mut self, tree: &Tree, pair: Pair) -> Reason {
        match self.ordinary(tree, pair) {
            Some(reason) => reason,
            None if pair.delimiter == Delimiter::Paren => self.reason_of_parens(tree, pair),
            None => Reason::Marked,
        }
    }

    /// B11 to B13: why a pair is ordinary whatever its words say, if it is. Inlined, because no
    /// other rule is needed for most pairs.
    #[inline(always)]
    fn ordinary(&mut self, tree: &Tree, pair: Pair) -> Option<Reason> {
        if self.kind(pair.delimiter).is_none() {
            Some(Reason::Dialect)
        } else if let Some(reason) = self.notation(tree, pair) {
            Some(reason)
        } else if !pair.is_tight && is_all_blank(pair.inside(self.text)) {
            Some(Reason::Empty)
        } else {
            let is_title = pair.delimiter == Delimiter::Angle && self.titles.hold(pair.span);
            is_title.then_some(Reason::Title)
        }
    }

    /// B3, B22 to B25: why a pair belongs to Markdown or a template, if it does.
    #[inline(always)]
    fn notation(&self, tree: &Tree, pair: Pair) -> Option<Reason> {
        match pair.delimiter {
            Delimiter::Paren => None,
            _ => self.notation_of_pair(tree, pair),
        }
    }

    #[inline(never)]
    fn notation_of_pair(&self, tree: &Tree, pair: Pair) -> Option<Reason> {
        let Self { text, lexicon, labels, .. } = *self;
        let inside = pair.inside(text);
        let bracketed = Bracketed { text, span: pair.span, inside, lexicon, labels };
        if inside.starts_with(Delimiter::Bracket.open()) && is_around_link(tree, pair) {
            return Some(Reason::Link);
        }
        match pair.delimiter {
            Delimiter::Bracket => bracketed.bracket(),
            Delimiter::Brace => bracketed.brace(),
            _ => bracketed.asks().then_some(Reason::Placeholder),
        }
    }

    /// B15 to B20: how parentheses read by their content and their place.
    #[inline(never)]
    fn reason_of_parens(&mut self, tree: &Tree, pair: Pair) -> Reason {
        let mut held = tree.children(pair.id).filter_map(|id| Pair::open(self.text, tree, id));
        if held.any(|held| self.is_held_annotation(tree, held)) {
            Reason::Holds
        } else {
            self.parens().reason(pair.span, self.actor_end)
        }
    }

    /// B15: whether a pair in parentheses is an annotation, so that they are not one. Parentheses
    /// that contain brackets count too, so that nested pairs are read once, however deep they are.
    fn is_held_annotation(&mut self, tree: &Tree, pair: Pair) -> bool {
        let ordinary = self.ordinary(tree, pair);
        self.titles.restart();
        if let Some(reason) = ordinary {
            return reason == Reason::Citation && self.is_of_document(pair);
        }
        let holds_brackets = || tree.children(pair.id).any(|child| tree.get(child).shape.is_mark());
        let is_actor = || self.parens().name_actor(pair.span);
        pair.delimiter != Delimiter::Paren || holds_brackets() || is_actor()
    }

    /// B15: whether a year in brackets belongs to the number of a document: `[2019]15号`.
    fn is_of_document(&self, year: Pair) -> bool {
        let after = at_most_after(WINDOW, self.text, year.span.end());
        after.starts_with(|c: char| c.is_ascii_digit())
    }

    const fn parens(&self) -> Parens<'_> {
        Parens { text: self.text, lexicon: self.lexicon }
    }
}

/// B13: finds pairs inside a title: `《关于实施<某某办法>的通知》`. They are rare.
struct Titles<'a> {
    text: &'a str,
    /// Finds the end of a title.
    end: Finder<'static>,
    /// No title ends between the last pair that was checked and this offset. One search is enough
    /// for pairs that are close together.
    free: usize,
}

impl<'a> Titles<'a> {
    fn new(text: &'a str) -> Self {
        Self { text, end: Finder::new(TITLE_END), free: 0 }
    }

    /// Whether a pair is inside a title. Pairs are checked in order.
    #[inline]
    fn hold(&mut self, span: Span) -> bool {
        self.free < span.end() as usize + WINDOW && self.search(span)
    }

    #[inline(never)]
    fn search(&mut self, span: Span) -> bool {
        let start = span.end() as usize;
        let ahead = &self.text.as_bytes()[start..self.text.len().min(start + 4 * WINDOW)];
        let found = self.end.find(ahead);
        // The first bytes of an end that was not found may be the last ones searched.
        self.free = start + found.unwrap_or(ahead.len()) + TITLE_END.len() - 1;
        let Some(length) = found.filter(|length| length + TITLE_END.len() <= WINDOW) else {
            return false;
        };
        let after = &self.text[start..start + length];
        let before =
            at_most_before(WINDOW, self.text, span.start()).rsplit('\n').next().unwrap_or_default();
        let is_open = before.rfind('《') > before.rfind('》');
        is_open && !after.contains(['《', '\n'])
    }

    /// Forgets the last search, so that a pair can be checked before its turn.
    fn restart(&mut self) {
        self.free = 0;
    }
}

const TITLE_END: &str = "》";

#[cfg(test)]
mod tests {
    use crate::parse;
    use crate::tree::Reason;

    fn reasons(text: &str) -> Vec<Reason> {
        let document = parse(text).unwrap();
        document.root().descendants().filter_map(|node| Some(node.reading()?.reason)).collect()
    }

    #[test]
    fn parentheses_around_annotations_are_an_aside() {
        use Reason::{Holds, Marked, Party};
        assert_eq!(reasons("(我们的<头像>)会[收集]"), [Holds, Marked, Marked]);
        assert_eq!(reasons("(平台(合作方))会[收集]"), [Holds, Party, Marked]);
    }

    #[test]
    fn a_title_ends_before_the_next() {
        use Reason::{Marked, Title};
        assert_eq!(reasons("《关于<海云办法>的通知》"), [Title]);
        assert_eq!(reasons("《关于<邮箱>，见《海云办法》"), [Marked]);
    }
}
