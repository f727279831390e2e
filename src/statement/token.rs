//! A sentence as a flat sequence of tokens: marks, cue words, other words, and the edges of asides.

use super::place::Place;
use super::{AnnotationData, MemberRole};
use crate::annotation::{AnnotationId, AnnotationKind, Delimiter, Role, Side};
use crate::lexicon::{Cue, CueSet, Lexicon};
use crate::span::Span;
use crate::tree::{NodeData, NodeKind, Tree};

/// An annotation of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) id: AnnotationId,
    pub(super) kind: AnnotationKind,
    pub(super) role: Option<Role>,
}

impl Mark {
    /// What a purpose or condition is in a statement.
    pub(super) fn adjunct_role(self) -> MemberRole {
        match self.role {
            Some(Role::Condition) => MemberRole::Condition,
            _ => MemberRole::Purpose,
        }
    }
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TokenKind {
    /// An annotation; what it holds is part of it.
    Mark(Mark),
    /// A word of the table of cues.
    Cue(CueSet),
    /// Other text.
    Words,
    /// An aside opens: `（`.
    Open {
        /// Whether a verb stands in it, and in no aside inside it.
        has_verb: bool,
    },
    /// An aside closes: `）`.
    Close,
}

/// A token of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) kind: TokenKind,
    pub(super) span: Span,
    /// The number of its clause in the sentence. An aside lies in one clause.
    pub(super) clause: u32,
    /// How many asides of its scope hold it.
    pub(super) depth: u32,
    /// The number of its scope.
    pub(super) scope: u32,
}

impl Token {
    /// Whether it is a cue of this class.
    pub(super) fn is(&self, cue: Cue) -> bool {
        matches!(self.kind, TokenKind::Cue(set) if set.has(cue))
    }

    /// Whether it ends a clause.
    fn ends_clause(&self) -> bool {
        matches!(self.kind, TokenKind::Cue(cues) if cues.has_any(&[Cue::Clause, Cue::Break]))
    }

    /// Whether an aside opens or closes here.
    const fn is_edge(&self) -> bool {
        matches!(self.kind, TokenKind::Open { .. } | TokenKind::Close)
    }

    /// The annotation that it is, if it is one.
    pub(super) fn mark(&self) -> Option<Mark> {
        match self.kind {
            TokenKind::Mark(mark) => Some(mark),
            _ => None,
        }
    }
}

/// Reads the tokens of one sentence after the other.
pub(super) struct Tokenizer<'a> {
    text: &'a str,
    tree: &'a Tree,
    lexicon: &'a Lexicon,
    annotations: &'a [AnnotationData],
    /// The next node to look at.
    node: usize,
    /// The next annotation.
    annotation: u32,
    open: &'a mut Open,
}

/// What is open while tokens are read.
#[derive(Debug, Default)]
pub(super) struct Open {
    /// Bracket pairs around the next node: the number of the node after each, and whether the pair
    /// is an aside.
    pairs: Vec<(usize, bool)>,
    /// Asides: the places of their first tokens.
    asides: Vec<usize>,
}

impl<'a> Tokenizer<'a> {
    pub(super) fn new(
        text: &'a str,
        tree: &'a Tree,
        lexicon: &'a Lexicon,
        annotations: &'a [AnnotationData],
        open: &'a mut Open,
    ) -> Self {
        open.pairs.clear();
        Self { text, tree, lexicon, annotations, node: 1, annotation: 0, open }
    }

    /// Where the next annotation starts.
    pub(super) fn next_mark(&self) -> Option<u32> {
        let next = self.annotations.get(self.annotation as usize)?;
        Some(self.tree.get(next.node).span.start())
    }

    /// The tokens of a sentence, if it holds an annotation. Sentences must come in order and cut
    /// no pair.
    pub(super) fn read(&mut self, place: &Place<'_>, tokens: &mut Vec<Token>) {
        tokens.clear();
        let sentence = place.span;
        if self.next_mark().is_none_or(|start| start >= sentence.end()) {
            return;
        }
        self.skip(place.before);
        while let Some(node) = self.tree.nodes.get(self.node) {
            self.close_asides(tokens);
            if node.span.start() >= sentence.end() {
                break;
            }
            self.read_node(node, sentence, tokens);
            if node.span.end() > sentence.end() && node.shape.kind() == NodeKind::Text {
                break;
            }
            self.node += 1;
        }
        self.close_asides(tokens);
        if tokens.iter().any(Token::is_edge) {
            pair_asides(tokens, &mut self.open.asides);
            number_clauses(tokens);
        }
    }

    /// Passes over the nodes that end at `offset` or before it. Most sentences hold no annotation,
    /// so the way back from the next one is the short way.
    fn skip(&mut self, offset: u32) {
        let next = self.annotations.get(self.annotation as usize);
        let next = next.map_or(self.node, |next| next.node.index());
        let passed = self.tree.nodes.get(self.node..next).unwrap_or_default();
        self.node = next - passed.iter().rev().take_while(|n| n.span.end() > offset).count();
    }

    fn close_asides(&mut self, tokens: &mut Vec<Token>) {
        while let Some(&(end, is_aside)) = self.open.pairs.last() {
            if end > self.node {
                break;
            }
            self.open.pairs.pop();
            if is_aside {
                let at = tokens.last().map_or(0, |token| token.span.end());
                push(tokens, TokenKind::Close, Span::new(at, at));
            }
        }
    }

    fn read_node(&mut self, node: &NodeData, sentence: Span, tokens: &mut Vec<Token>) {
        const ASIDE: TokenKind = TokenKind::Open { has_verb: false };
        let is_inside_mark = self.open.pairs.last().is_some_and(|&(_, is_aside)| !is_aside);
        if let Some(kind) = node.kind {
            return self.read_mark(node, kind, tokens);
        }
        match node.shape.kind() {
            NodeKind::Pair(Delimiter::Paren | Delimiter::Fullwidth) if !is_inside_mark => {
                push(tokens, ASIDE, node.span);
                self.open.pairs.push((node.end as usize, true));
            }
            NodeKind::Pair(_) => {
                push(tokens, TokenKind::Words, node.span);
                self.open.pairs.push((node.end as usize, false));
            }
            _ if is_inside_mark => {}
            NodeKind::Text => self.read_text(node.span, sentence, tokens),
            NodeKind::Escape => {
                let kind = match self.text.get(node.span.range()) {
                    Some("\\(" | "\\（") => ASIDE,
                    Some("\\)" | "\\）") => TokenKind::Close,
                    _ => TokenKind::Words,
                };
                push(tokens, kind, node.span);
            }
            NodeKind::Single(Delimiter::Fullwidth | Delimiter::Paren, Side::Open) => {
                push(tokens, ASIDE, node.span);
            }
            NodeKind::Single(Delimiter::Fullwidth | Delimiter::Paren, Side::Close) => {
                push(tokens, TokenKind::Close, node.span);
            }
            NodeKind::Single(..) | NodeKind::Document => {}
        }
    }

    fn read_mark(&mut self, node: &NodeData, kind: AnnotationKind, tokens: &mut Vec<Token>) {
        let role = self.annotations.get(self.annotation as usize).and_then(|data| data.role);
        let id = AnnotationId(self.annotation);
        push(tokens, TokenKind::Mark(Mark { id, kind, role }), node.span);
        self.annotation += 1;
        let holds_text = || self.tree.nodes[self.node + 1].shape.kind() == NodeKind::Text;
        if node.end as usize == self.node + 2 && holds_text() {
            self.node += 1;
        } else {
            self.open.pairs.push((node.end as usize, false));
        }
    }

    /// The part of a stretch of text that lies in the sentence, cut at cue words.
    fn read_text(&self, span: Span, sentence: Span, tokens: &mut Vec<Token>) {
        let start = span.start().max(sentence.start());
        let end = span.end().min(sentence.end());
        let Some(text) = self.text.get(Span::new(start, end).range()) else { return };
        let mut done = 0;
        for hit in self.lexicon.cues().find_iter(text) {
            if done < hit.start {
                push_words(tokens, start + done as u32, &text[done..hit.start]);
            }
            let span = Span::new(start + hit.start as u32, start + hit.end as u32);
            push(tokens, TokenKind::Cue(hit.class), span);
            done = hit.end;
        }
        push_words(tokens, start + done as u32, &text[done..]);
    }
}

/// Appends words that stand at `start`, unless they are blank.
fn push_words(tokens: &mut Vec<Token>, start: u32, words: &str) {
    if !words.chars().all(char::is_whitespace) {
        push(tokens, TokenKind::Words, Span::new(start, start + words.len() as u32));
    }
}

/// Appends a token. Its clause is right where no aside stands before it.
fn push(tokens: &mut Vec<Token>, kind: TokenKind, span: Span) {
    let clause = tokens.last().map_or(0, |last| last.clause + u32::from(last.ends_clause()));
    tokens.push(Token { kind, span, clause, depth: 0, scope: 0 });
}

/// Finds out which asides hold verbs, and makes the edges of asides that have no partner in the
/// sentence plain words: the `）` of `1）`.
fn pair_asides(tokens: &mut [Token], open: &mut Vec<usize>) {
    open.clear();
    for index in 0..tokens.len() {
        match tokens[index].kind {
            TokenKind::Open { .. } => open.push(index),
            TokenKind::Close if open.pop().is_none() => tokens[index].kind = TokenKind::Words,
            TokenKind::Mark(Mark { kind: AnnotationKind::Action, .. }) => {
                if let Some(&aside) = open.last() {
                    tokens[aside].kind = TokenKind::Open { has_verb: true };
                }
            }
            _ => {}
        }
    }
    for &index in &*open {
        tokens[index].kind = TokenKind::Words;
    }
}

fn number_clauses(tokens: &mut [Token]) {
    let (mut clause, mut depth) = (0, 0);
    for token in tokens {
        if token.kind == TokenKind::Close {
            depth -= 1;
        }
        token.depth = depth;
        token.clause = clause;
        if matches!(token.kind, TokenKind::Open { .. }) {
            depth += 1;
        }
        clause += u32::from(depth == 0 && token.ends_clause());
    }
}
