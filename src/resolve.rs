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
        let node = tree.get(id);
        let inside = self.text[tree.inner(id, self.text).range()].trim();
        let ordinary = match self.dialect.kind(delimiter) {
            _ if node.reason != Reason::Marked => Some(node.reason),
            _ if node.span.start() < self.link_end => Some(Reason::Link),
            _ if delimiter == Delimiter::Fullwidth => Some(Reason::Fullwidth),
            None => Some(Reason::Dialect),
            _ if inside.is_empty() => Some(Reason::Empty),
            _ if delimiter == Delimiter::Angle && self.in_title(node.span) => Some(Reason::Title),
            Some(_) => None,
        };
        if let Some(reason) = ordinary {
            return (None, reason);
        }
        let kind = self.dialect.kind(delimiter);
        if delimiter != Delimiter::Paren {
            return (kind, Reason::Marked);
        }
        match self.read_parens(tree, id, inside) {
            reason @ (Reason::Party | Reason::Position | Reason::Coordinated) => (kind, reason),
            reason => (None, reason),
        }
    }

    /// `《关于实施<某某办法>的通知》`: titles in titles are written with angle brackets.
    fn in_title(&self, span: Span) -> bool {
        let after = self.after(span);
        let (Some(close), before) = (after.find('》'), self.before(span)) else { return false };
        let is_open = before.rfind('《') > before.rfind('》');
        is_open && !after[..close].contains('《')
    }

    /// Whether parentheses mark an actor, by what they hold and where they stand.
    fn read_parens(&self, tree: &Tree, id: NodeId, inside: &str) -> Reason {
        let span = tree.get(id).span;
        if tree.children(id).any(|child| tree.get(child).shape.is_mark()) {
            return Reason::Holds;
        }
        if self.opens_aside(inside) {
            return Reason::Aside;
        }
        if self.follows_actor(span.start()) {
            return Reason::Coordinated;
        }
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
    fn what_stands_behind_an_actor_is_coordinated_with_it() {
        use Reason::{Coordinated, Marked, Party};
        assert_eq!(reasons("(合作方)、(云杉)[共享]"), [Party, Coordinated, Marked]);
    }
}
