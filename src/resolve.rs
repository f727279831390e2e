//! Decides of each bracket whether it is an annotation or an ordinary bracket, and why.
//!
//! The tree says which brackets belong together; here the dialect and the lexicon say what they
//! are. The rules B1 to B9 of `grammar.md` are tried in their order, and the first that applies
//! counts. Only parentheses need more than the tree: policies are full of them.

use crate::annotation::{AnnotationKind, Delimiter, Dialect};
use crate::lexicon::{Cue, Lexicon};
use crate::tree::{NodeId, NodeKind, Reason, Tree};

/// Reads every pair of `tree`. Nodes are in preorder, so one pass over them is enough.
pub(crate) fn resolve(text: &str, tree: &mut Tree, dialect: Dialect, lexicon: &Lexicon) {
    let mut resolver = Resolver { text, dialect, lexicon, actor_end: None };
    for index in 0..tree.nodes.len() {
        let id = NodeId(index as u32);
        let NodeKind::Pair(delimiter) = tree.get(id).shape.kind() else { continue };
        let (kind, reason) = resolver.read(tree, id, delimiter);
        let node = &mut tree.nodes[index];
        node.kind = kind;
        node.reason = reason;
        if delimiter == Delimiter::Paren && kind.is_some() {
            resolver.actor_end = Some(node.span.end());
        }
    }
}

type Verdict = (Option<AnnotationKind>, Reason);

struct Resolver<'a> {
    text: &'a str,
    dialect: Dialect,
    lexicon: &'a Lexicon,
    /// Where the last pair of parentheses that marks something ended, in bytes.
    actor_end: Option<u32>,
}

impl Resolver<'_> {
    fn read(&self, tree: &Tree, id: NodeId, delimiter: Delimiter) -> Verdict {
        let node = tree.get(id);
        if node.reason != Reason::Marked {
            return (None, node.reason);
        }
        if delimiter == Delimiter::Fullwidth {
            return (None, Reason::Fullwidth);
        }
        let Some(kind) = self.dialect.kind(delimiter) else { return (None, Reason::Dialect) };
        let inside = &self.text[tree.inner(id, self.text).range()];
        if inside.trim().is_empty() {
            return (None, Reason::Empty);
        }
        if delimiter != Delimiter::Paren {
            return (Some(kind), Reason::Marked);
        }
        match self.read_parens(tree, id, inside.trim()) {
            reason @ (Reason::Party | Reason::Position | Reason::Coordinated) => {
                (Some(kind), reason)
            }
            reason => (None, reason),
        }
    }

    /// Whether parentheses mark an actor, by what they hold and where they stand.
    fn read_parens(&self, tree: &Tree, id: NodeId, inside: &str) -> Reason {
        if tree.children(id).any(|child| tree.get(child).shape.is_mark()) {
            return Reason::Holds;
        }
        if self.opens_aside(inside) {
            return Reason::Aside;
        }
        let span = tree.get(id).span;
        let before = &self.text[..span.start() as usize];
        let after = &self.text[span.end() as usize..];
        if self.names_party(inside) {
            return Reason::Party;
        }
        if self.coordinated(span.start()) {
            return Reason::Coordinated;
        }
        if self.stands_as_actor(before, after) { Reason::Position } else { Reason::Gloss }
    }

    fn opens_aside(&self, inside: &str) -> bool {
        self.lexicon.cues().prefix(inside).is_some_and(|hit| hit.class.has(Cue::Aside))
    }

    fn names_party(&self, inside: &str) -> bool {
        let parties = self.lexicon.parties();
        parties.suffix(inside).is_some() || parties.get(inside).is_some()
    }

    /// `(甲)、(乙)`: an actor, a conjunction and these parentheses.
    fn coordinated(&self, start: u32) -> bool {
        self.actor_end.is_some_and(|end| {
            let between = self.text[end as usize..start as usize].trim();
            between.is_empty()
                || ["、", "，", "和", "及", "或", "与", "以及", "/"].contains(&between)
        })
    }

    /// `向(甲)`, `(甲)会`, `(甲)[收集]`.
    fn stands_as_actor(&self, before: &str, after: &str) -> bool {
        let cues = self.lexicon.cues();
        let before = before.trim_end_matches([' ', '\u{3000}']);
        let after = after.trim_start_matches([' ', '\u{3000}']);
        let mark = |c: char| c == '[' || c == '{';
        after.starts_with(mark)
            || cues.prefix(after).is_some_and(|hit| hit.class.has(Cue::ActorAfter))
            || cues.suffix(before).is_some_and(|hit| hit.class.has(Cue::ActorBefore))
            || before.is_empty()
            || before.ends_with('\n')
    }
}
