//! A sentence as a flat sequence of tokens: marks, cue words, other words, and the edges of asides.

use super::AnnotationData;
use crate::annotation::{AnnotationId, AnnotationKind, Delimiter, Side};
use crate::lexicon::{Cue, CueSet, Lexicon};
use crate::span::Span;
use crate::tree::{NodeData, NodeKind, Tree};

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TokenKind {
    /// An annotation; what it holds is part of it.
    Mark(AnnotationId, AnnotationKind),
    /// A word of the table of cues.
    Cue(CueSet),
    /// Other text.
    Words,
    /// An aside opens: `（`.
    Open,
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
    /// How many asides hold it.
    pub(super) depth: u32,
    /// The cues that an annotation of data holds: 如 in `<设备信息，如型号>`.
    pub(super) inside: CueSet,
}

impl Token {
    /// Whether it is a cue of this class.
    pub(super) fn is(&self, cue: Cue) -> bool {
        matches!(self.kind, TokenKind::Cue(set) if set.has(cue))
    }

    /// The kind of annotation that it is, if it is one.
    pub(super) fn mark(&self) -> Option<(AnnotationId, AnnotationKind)> {
        match self.kind {
            TokenKind::Mark(id, kind) => Some((id, kind)),
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
    /// Bracket pairs that are open around `node`: the number of the node after each, and whether
    /// the pair is an aside.
    open: Vec<(usize, bool)>,
}

impl<'a> Tokenizer<'a> {
    pub(super) fn new(
        text: &'a str,
        tree: &'a Tree,
        lexicon: &'a Lexicon,
        annotations: &'a [AnnotationData],
    ) -> Self {
        Self { text, tree, lexicon, annotations, node: 1, annotation: 0, open: Vec::new() }
    }

    /// The tokens of the sentence at `span`, if it holds an annotation. Sentences must come in
    /// order and cut no pair.
    pub(super) fn read(&mut self, span: Span, tokens: &mut Vec<Token>) {
        tokens.clear();
        let next = self.annotations.get(self.annotation as usize);
        if next.is_none_or(|next| self.tree.get(next.node).span.start() >= span.end()) {
            return self.skip(span);
        }
        while let Some(node) = self.tree.nodes.get(self.node) {
            self.close_asides(tokens);
            if node.span.start() >= span.end() {
                break;
            }
            self.read_node(node, span, tokens);
            if node.span.end() > span.end() && node.shape.kind() == NodeKind::Text {
                break;
            }
            self.node += 1;
        }
        self.close_asides(tokens);
        pair_asides(tokens);
        number_clauses(tokens);
    }

    /// Passes over a sentence without annotations: most are.
    fn skip(&mut self, sentence: Span) {
        while let Some(node) = self.tree.nodes.get(self.node) {
            if node.span.end() > sentence.end() {
                break;
            }
            self.node = node.end as usize;
        }
    }

    fn close_asides(&mut self, tokens: &mut Vec<Token>) {
        while let Some(&(end, is_aside)) = self.open.last() {
            if end > self.node {
                break;
            }
            self.open.pop();
            if is_aside {
                let at = tokens.last().map_or(0, |token| token.span.end());
                push(tokens, TokenKind::Close, Span::new(at, at));
            }
        }
    }

    fn read_node(&mut self, node: &NodeData, sentence: Span, tokens: &mut Vec<Token>) {
        let is_inside_mark = self.open.last().is_some_and(|&(_, is_aside)| !is_aside);
        if let Some(kind) = node.kind {
            push(tokens, TokenKind::Mark(AnnotationId(self.annotation), kind), node.span);
            if let Some(token) = tokens.last_mut().filter(|_| kind == AnnotationKind::Data) {
                token.inside = self.cues_in(node.span);
            }
            self.annotation += 1;
            self.open.push((node.end as usize, false));
            return;
        }
        match node.shape.kind() {
            NodeKind::Pair(Delimiter::Paren | Delimiter::Fullwidth) if !is_inside_mark => {
                push(tokens, TokenKind::Open, node.span);
                self.open.push((node.end as usize, true));
            }
            NodeKind::Pair(_) => {
                push(tokens, TokenKind::Words, node.span);
                self.open.push((node.end as usize, false));
            }
            _ if is_inside_mark => {}
            NodeKind::Text => self.read_text(node.span, sentence, tokens),
            NodeKind::Escape => {
                let kind = match self.text.get(node.span.range()) {
                    Some("\\(" | "\\（") => TokenKind::Open,
                    Some("\\)" | "\\）") => TokenKind::Close,
                    _ => TokenKind::Words,
                };
                push(tokens, kind, node.span);
            }
            NodeKind::Single(Delimiter::Fullwidth | Delimiter::Paren, Side::Open) => {
                push(tokens, TokenKind::Open, node.span);
            }
            NodeKind::Single(Delimiter::Fullwidth | Delimiter::Paren, Side::Close) => {
                push(tokens, TokenKind::Close, node.span);
            }
            NodeKind::Single(..) | NodeKind::Document => {}
        }
    }

    /// The cues in a mark that stand outside its parentheses.
    fn cues_in(&self, span: Span) -> CueSet {
        let inside = self.text.get(span.range()).unwrap_or_default();
        let (mut at, mut depth, mut cues) = (0, 0, CueSet::default());
        for hit in self.lexicon.cues().find_iter(inside) {
            for c in inside.get(at..hit.start).unwrap_or_default().chars() {
                depth += i32::from(c == Delimiter::Fullwidth.open());
                depth -= i32::from(c == Delimiter::Fullwidth.close());
            }
            at = hit.start;
            if depth <= 0 {
                cues = cues | hit.class;
            }
        }
        cues
    }

    /// The part of a stretch of text that lies in the sentence, cut at cue words.
    fn read_text(&self, span: Span, sentence: Span, tokens: &mut Vec<Token>) {
        let start = span.start().max(sentence.start());
        let end = span.end().min(sentence.end());
        let Some(text) = self.text.get(Span::new(start, end).range()) else { return };
        let mut done = 0;
        let words = |from: usize, to: usize, tokens: &mut Vec<Token>| {
            if text.get(from..to).is_some_and(|gap| !gap.trim().is_empty()) {
                let span = Span::new(start + from as u32, start + to as u32);
                push(tokens, TokenKind::Words, span);
            }
        };
        for hit in self.lexicon.cues().find_iter(text) {
            words(done, hit.start, tokens);
            let span = Span::new(start + hit.start as u32, start + hit.end as u32);
            push(tokens, TokenKind::Cue(hit.class), span);
            done = hit.end;
        }
        words(done, text.len(), tokens);
    }
}

fn push(tokens: &mut Vec<Token>, kind: TokenKind, span: Span) {
    tokens.push(Token { kind, span, clause: 0, depth: 0, inside: CueSet::default() });
}

/// Makes the edges of asides that have no partner in the sentence plain words: the `）` of `1）`.
fn pair_asides(tokens: &mut [Token]) {
    let mut open = Vec::new();
    for (index, token) in tokens.iter_mut().enumerate() {
        match token.kind {
            TokenKind::Open => open.push(index),
            TokenKind::Close if open.pop().is_none() => token.kind = TokenKind::Words,
            _ => {}
        }
    }
    for index in open {
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
        if token.kind == TokenKind::Open {
            depth += 1;
        }
        if depth == 0 && (token.is(Cue::Clause) || token.is(Cue::Break)) {
            clause += 1;
        }
    }
}
