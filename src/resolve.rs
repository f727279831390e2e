//! Decides of each pair of brackets whether it is an annotation or an ordinary pair, and why.
//!
//! The tree says which brackets belong together; here the dialect and the lexicon say what they
//! are. The rules B1 to B20 of `grammar.md` are tried in their order, and the first that applies
//! counts. Only parentheses need more than the tree: policies are full of ordinary ones.

use crate::annotation::{AnnotationKind, Delimiter, Dialect};
use crate::lexicon::{Cue, Lexicon};
use crate::span::Span;
use crate::tree::{NodeId, NodeKind, Reason, Tree};

/// Reads every pair of `tree`. Nodes are in preorder, so one pass over them is enough.
pub(crate) fn resolve(text: &str, tree: &mut Tree, dialect: Dialect, lexicon: &Lexicon) {
    let mut resolver = Resolver { text, dialect, lexicon, actor_end: 0, link_end: 0 };
    for index in 0..tree.nodes.len() {
        let id = NodeId(index as u32);
        let NodeKind::Pair(delimiter) = tree.get(id).shape.kind() else { continue };
        let (kind, reason) = resolver.read(tree, id, delimiter);
        let node = &mut tree.nodes[index];
        node.kind = kind;
        node.reason = reason;
        if reason == Reason::Link {
            resolver.link_end = resolver.link_end.max(node.span.end());
        }
        if delimiter == Delimiter::Paren && kind.is_some() {
            resolver.actor_end = node.span.end();
        }
    }
}

/// How many bytes of the text before and behind a bracket a rule looks at.
const WINDOW: usize = 120;

struct Resolver<'a> {
    text: &'a str,
    dialect: Dialect,
    lexicon: &'a Lexicon,
    /// Where the last pair of parentheses that marks something ended, in bytes; 0 before it.
    actor_end: u32,
    /// Where the last link's text ended, in bytes; 0 before it.
    link_end: u32,
}

impl Resolver<'_> {
    fn read(
        &self,
        tree: &Tree,
        id: NodeId,
        delimiter: Delimiter,
    ) -> (Option<AnnotationKind>, Reason) {
        if let Some(reason) = self.ordinary(tree, id, delimiter) {
            return (None, reason);
        }
        let kind = self.dialect.kind(delimiter);
        if delimiter != Delimiter::Paren {
            return (kind, Reason::Marked);
        }
        let reason = self.read_parens(tree, id);
        (kind.filter(|_| reason.marks()), reason)
    }

    /// Why a pair is ordinary whatever its words say, if it is.
    fn ordinary(&self, tree: &Tree, id: NodeId, delimiter: Delimiter) -> Option<Reason> {
        let node = tree.get(id);
        match self.dialect.kind(delimiter) {
            _ if node.reason != Reason::Marked => Some(node.reason),
            _ if node.span.start() < self.link_end => Some(Reason::Link),
            _ if delimiter == Delimiter::Fullwidth => Some(Reason::Fullwidth),
            None => Some(Reason::Dialect),
            _ if self.inside(tree, id).is_empty() => Some(Reason::Empty),
            _ if delimiter == Delimiter::Angle && self.in_title(node.span) => Some(Reason::Title),
            Some(_) => None,
        }
    }

    /// The words of a pair, without blanks at their edges.
    fn inside(&self, tree: &Tree, id: NodeId) -> &str {
        self.text[tree.inner(id, self.text).range()].trim()
    }

    /// `《关于实施<某某办法>的通知》`: titles in titles are written with angle brackets.
    fn in_title(&self, span: Span) -> bool {
        let after = self.after(span);
        let (Some(close), before) = (after.find('》'), self.before(span)) else { return false };
        let is_open = before.rfind('《') > before.rfind('》');
        is_open && !after[..close].contains('《')
    }

    /// Whether parentheses mark an actor, by what they hold and where they stand.
    fn read_parens(&self, tree: &Tree, id: NodeId) -> Reason {
        if tree.children(id).any(|child| self.is_held_mark(tree, child)) {
            return Reason::Holds;
        }
        let (span, inside) = (tree.get(id).span, self.inside(tree, id));
        if self.opens_aside(inside) {
            return Reason::Aside;
        }
        if self.follows_actor(span.start()) {
            return Reason::Coordinated;
        }
        self.read_name(span, inside)
    }

    /// Whether what stands in parentheses marks something, so that they do not. Parentheses that
    /// hold marks of their own count too: nests are then read once, however deep.
    fn is_held_mark(&self, tree: &Tree, id: NodeId) -> bool {
        match tree.get(id).shape.kind() {
            NodeKind::Pair(delimiter) if self.ordinary(tree, id, delimiter).is_some() => false,
            NodeKind::Pair(Delimiter::Paren) => {
                let (span, inside) = (tree.get(id).span, self.inside(tree, id));
                tree.children(id).any(|child| tree.get(child).shape.is_mark())
                    || !self.opens_aside(inside) && self.read_name(span, inside).marks()
            }
            kind => matches!(kind, NodeKind::Pair(_)),
        }
    }

    /// What parentheses are by the name in them and where that stands.
    fn read_name(&self, span: Span, inside: &str) -> Reason {
        match self.place(span) {
            place if self.names_party(inside, place) => Reason::Party,
            Place::Actor => Reason::Position,
            Place::BehindWord | Place::Open => Reason::Gloss,
        }
    }

    fn opens_aside(&self, inside: &str) -> bool {
        self.lexicon.cues().prefix(inside).is_some_and(|hit| hit.class.has(Cue::Aside))
    }

    /// `(合作伙伴)` anywhere, `(某某公司)` but behind a word. A pronoun that ends a longer phrase is
    /// its object: `(请联系我们)`.
    fn names_party(&self, inside: &str, place: Place) -> bool {
        let name = inside.trim_matches(|c: char| !c.is_alphanumeric());
        self.lexicon.parties().suffix(name).is_some_and(|hit| {
            let (stem, head) = name.split_at(hit.start);
            let is_pronoun =
                || self.lexicon.cues().get(head).is_some_and(|cue| cue.has(Cue::Pronoun));
            stem.is_empty()
                || place != Place::BehindWord && (stem.ends_with(CONJUNCTIONS) || !is_pronoun())
        })
    }

    /// `(甲)、(乙)`, `(甲)（如：(乙)`: behind an actor, with only a conjunction between.
    fn follows_actor(&self, start: u32) -> bool {
        let between = Span::new(self.actor_end, start);
        let is_in_actor = start < self.actor_end;
        if self.actor_end == 0 || is_in_actor || between.len() as usize > WINDOW {
            return false;
        }
        let between =
            self.text[between.range()].trim_matches(|c: char| " \u{3000}（），、：/".contains(c));
        ["", "和", "及", "或", "与", "以及", "或者", "如", "例如", "比如", "包括"]
            .contains(&between)
    }

    fn place(&self, span: Span) -> Place {
        let cues = self.lexicon.cues();
        let before = self.before(span).trim_end_matches(BLANKS);
        let after = self.after(span).trim_start_matches(BLANKS);
        let behind = cues.prefix(after);
        let behind_is = |cue| behind.is_some_and(|hit| hit.class.has(cue));
        let behind_word = before.ends_with(|c: char| c.is_alphanumeric() && c != '的')
            && !before.trim_end_matches(LOCALISERS).ends_with(Delimiter::Brace.close())
            || before.ends_with([Delimiter::Angle.close(), Delimiter::Bracket.close()]);
        let is_actor = after.starts_with([Delimiter::Bracket.open(), Delimiter::Brace.open()])
            || behind_is(Cue::ActorAfter)
            || cues.suffix(before).is_some_and(|hit| hit.class.has(Cue::ActorBefore))
            || !behind_word
                && (behind_is(Cue::Conjunction)
                    || self.lexicon.verbs().prefix(after).is_some()
                    || last_clause(before).contains(MARKS)
                    || first_clause(after).contains(MARKS));
        match (is_actor, behind_word) {
            (true, _) => Place::Actor,
            (false, true) => Place::BehindWord,
            (false, false) => Place::Open,
        }
    }

    /// What stands before a bracket on its line.
    fn before(&self, span: Span) -> &str {
        let end = span.start() as usize;
        let window = &self.text[self.text.ceil_char_boundary(end.saturating_sub(WINDOW))..end];
        window.rsplit('\n').next().unwrap_or_default()
    }

    /// What stands behind a bracket on its line.
    fn after(&self, span: Span) -> &str {
        let start = span.end() as usize;
        let window = &self.text[start..self.text.floor_char_boundary(start + WINDOW)];
        window.split('\n').next().unwrap_or_default()
    }
}

/// What may stand between parentheses and the words beside them: blanks, marks of emphasis.
const BLANKS: [char; 4] = [' ', '\u{3000}', '*', '_'];

/// What follows a condition inside its clause: `{注册}时(甲)会`.
const LOCALISERS: [char; 6] = ['时', '中', '下', '后', '前', '内'];

const MARKS: [char; 3] =
    [Delimiter::Brace.open(), Delimiter::Bracket.open(), Delimiter::Angle.open()];

fn last_clause(before: &str) -> &str {
    before.rsplit(is_clause_end).next().unwrap_or_default()
}

fn first_clause(after: &str) -> &str {
    after.split(is_clause_end).next().unwrap_or_default()
}

fn is_clause_end(c: char) -> bool {
    "，。；：！？,;:\n".contains(c)
}

const CONJUNCTIONS: [char; 9] = ['和', '及', '或', '与', '、', '，', '/', ' ', ','];

/// Where parentheses stand.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Where an actor stands: `向(甲)`, `(甲)会`, `(甲)[收集]`.
    Actor,
    /// Right behind a word, as an explanation does: `相机(摄像头)`.
    BehindWord,
    /// Neither: behind punctuation, a mark or an attribute: `关联的(甲)`.
    Open,
}

#[cfg(test)]
mod tests {
    use crate::{Reason, parse};

    fn reasons(text: &str) -> Vec<Reason> {
        let document = parse(text).unwrap();
        document.root().descendants().filter_map(|node| Some(node.reading()?.reason)).collect()
    }

    #[test]
    fn what_stands_in_an_actor_is_not_coordinated_with_it() {
        use Reason::{Fullwidth, Gloss, Marked, Position};
        assert_eq!(reasons("(合作方（如(云杉)）)[共享]"), [Position, Fullwidth, Gloss, Marked]);
    }

    #[test]
    fn an_aside_in_an_actor_does_not_unmake_it() {
        use Reason::{Aside, Gloss, Marked, Position};
        assert_eq!(reasons("(我们(以下简称“甲”))会[收集]"), [Position, Aside, Marked]);
        assert_eq!(reasons("(云杉公司(上海))会[收集]"), [Position, Gloss, Marked]);
    }

    #[test]
    fn marks_in_parentheses_make_them_an_aside() {
        use Reason::{Holds, Marked, Party};
        assert_eq!(reasons("(我们的<头像>)会[收集]"), [Holds, Marked, Marked]);
        assert_eq!(reasons("(平台(合作方))会[收集]"), [Holds, Party, Marked]);
    }

    #[test]
    fn what_stands_behind_an_actor_is_coordinated_with_it() {
        use Reason::{Coordinated, Marked, Party};
        assert_eq!(reasons("(合作方)、(云杉)[共享]"), [Party, Coordinated, Marked]);
    }
}
