//! A sentence as a flat sequence of tokens: annotations, cues, words, and the edges of asides.

use super::MemberRole;
use super::exemption::Needless;
use super::passage::Passage;
use crate::annotation::{AnnotationData, AnnotationId, Locations, Role, refers_back};
use crate::lexicon::{Cue, CueSet, Hit, Lexicon};
use crate::text::blank::is_blank;
use crate::text::{AnnotationKind, Delimiter, Short, Side, Span, han};
use crate::tree::{NodeData, NodeKind, Tree};

/// An annotation of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) id: AnnotationId,
    pub(super) kind: AnnotationKind,
    pub(super) role: Option<Role>,
    /// Whether a preposition makes it a location: `于(服务器)`.
    pub(super) is_location: bool,
    /// Whether it refers back: `<上述信息>`, `(该公司)`.
    pub(super) refers_back: bool,
}

impl Mark {
    /// The role of a purpose or condition in a statement.
    pub(super) fn adjunct_role(self) -> MemberRole {
        match self.role {
            Some(Role::Condition) => MemberRole::Condition,
            _ => MemberRole::Purpose,
        }
    }
}

/// The kind of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TokenKind {
    /// An annotation with everything in it.
    Mark(Mark),
    /// A word of the table of cues.
    Cue(CueSet),
    /// Other text.
    Words,
    /// An aside opens: `（`.
    Open {
        /// Whether it contains an action outside any aside inside it.
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
    /// The number of its clause in the sentence. An aside is in one clause.
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

    fn ends_clause(&self) -> bool {
        matches!(self.kind, TokenKind::Cue(cues) if cues.has_any(&[Cue::Clause, Cue::Break]))
    }

    /// The annotation, if the token is one.
    pub(super) fn mark(&self) -> Option<Mark> {
        match self.kind {
            TokenKind::Mark(mark) => Some(mark),
            _ => None,
        }
    }
}

/// What some tokens contain, so that rules that cannot apply to them are skipped.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Content {
    /// How many annotations of each kind there are.
    marks: [u32; AnnotationKind::ALL.len()],
    /// All cues.
    pub(super) cues: CueSet,
    pub(super) has_asides: bool,
    pub(super) has_locations: bool,
    /// Whether any annotation refers back.
    pub(super) has_references: bool,
}

impl Content {
    pub(super) fn of(tokens: &[Token]) -> Self {
        let mut content = Self::default();
        tokens.iter().for_each(|token| content.add(token.kind));
        content
    }

    #[inline]
    fn add(&mut self, kind: TokenKind) {
        match kind {
            TokenKind::Mark(mark) => {
                self.marks[mark.kind as usize] += 1;
                self.has_locations |= mark.is_location;
                self.has_references |= mark.refers_back;
            }
            TokenKind::Cue(cues) => self.cues = self.cues | cues,
            TokenKind::Words => {}
            TokenKind::Open { .. } | TokenKind::Close => self.has_asides = true,
        }
    }

    pub(super) const fn count(&self, kind: AnnotationKind) -> u32 {
        self.marks[kind as usize]
    }
}

/// Nearly every sentence has at most this many tokens.
const USUAL: usize = 64;

/// The tokens of a sentence, in order.
#[derive(Debug, Default)]
pub(super) struct Tokens {
    list: Vec<Token>,
    content: Content,
    /// The clause of the next token, as long as there is no aside.
    clause: u32,
}

impl Tokens {
    pub(super) fn as_slice(&self) -> &[Token] {
        &self.list
    }

    pub(super) const fn content(&self) -> Content {
        self.content
    }

    fn clear(&mut self) {
        self.list.clear();
        self.list.reserve(USUAL);
        self.content = Content::default();
        self.clause = 0;
    }

    // Inlined: callers know the kind, so little code is left.
    #[inline]
    fn push(&mut self, kind: TokenKind, span: Span) {
        let token = Token { kind, span, clause: self.clause, depth: 0, scope: 0 };
        self.clause += u32::from(token.ends_clause());
        self.content.add(kind);
        self.list.push(token);
    }

    /// Appends the words at byte `start`, unless they are only blanks and the like.
    #[inline]
    fn push_words(&mut self, start: u32, words: &str) {
        if !says_nothing(words) {
            self.push(TokenKind::Words, Span::new(start, start + words.len() as u32));
        }
    }
}

/// Whether words are only blanks, the `**` of bold text, and dashes and slashes that join their
/// neighbours: `(甲)/(乙)`.
#[inline]
fn says_nothing(words: &str) -> bool {
    // Most words start with a Chinese character, whose first byte is that of no blank or sign.
    let is_chinese = matches!(words.as_bytes(), [0xE4..=0xE9, ..]);
    !is_chinese && words.chars().all(|c| matches!(c, '*' | '/' | '-' | '–' | '—') || is_blank(c))
}

/// Reads the tokens of one sentence after another.
pub(super) struct Tokenizer<'a> {
    text: &'a str,
    tree: &'a Tree,
    lexicon: &'a Lexicon,
    annotations: &'a [AnnotationData],
    /// The next node to look at.
    node: usize,
    /// The next annotation.
    annotation: u32,
    locations: Locations,
    open: &'a mut OpenBrackets,
}

/// What is open while tokens are read.
#[derive(Debug, Default)]
pub(super) struct OpenBrackets {
    /// The bracket pairs around the next node: the number of the node after each, and whether the pair is
    /// an aside.
    pairs: Short<(usize, bool)>,
    /// The indices of the first tokens of asides.
    asides: Short<usize>,
}

impl<'a> Tokenizer<'a> {
    pub(super) fn new(
        text: &'a str,
        tree: &'a Tree,
        lexicon: &'a Lexicon,
        annotations: &'a [AnnotationData],
        open: &'a mut OpenBrackets,
    ) -> Self {
        open.pairs.clear();
        let locations = Locations::default();
        Self { text, tree, lexicon, annotations, node: 1, annotation: 0, locations, open }
    }

    /// Where the next annotation starts.
    pub(super) fn next_mark(&self) -> Option<u32> {
        let next = self.annotations.get(self.annotation as usize)?;
        Some(self.tree.get(next.node).span.start())
    }

    /// Reads the tokens of a sentence, if it has an annotation. Sentences must come in order and must not
    /// cut a pair of brackets.
    pub(super) fn tokenize(&mut self, passage: &Passage<'_>, tokens: &mut Tokens) {
        tokens.clear();
        let sentence = passage.span;
        if self.next_mark().is_none_or(|start| start >= sentence.end()) {
            return;
        }
        self.skip(passage.before);
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
        if tokens.content.has_asides {
            pair_asides(&mut tokens.list, &mut self.open.asides);
            number_clauses(&mut tokens.list);
        }
    }

    /// Skips the nodes that end at `offset` or before it. Most sentences have no annotation, so the search
    /// backwards from the next annotation is short.
    fn skip(&mut self, offset: u32) {
        let next = self.annotations.get(self.annotation as usize);
        let next = next.map_or(self.node, |next| next.node.index());
        let passed = self.tree.nodes.get(self.node..next).unwrap_or_default();
        self.node = next - passed.iter().rev().take_while(|n| n.span.end() > offset).count();
    }

    fn close_asides(&mut self, tokens: &mut Tokens) {
        while let Some(&(end, is_aside)) = self.open.pairs.last() {
            if end > self.node {
                break;
            }
            self.open.pairs.pop();
            if is_aside {
                let at = tokens.list.last().map_or(0, |token| token.span.end());
                tokens.push(TokenKind::Close, Span::new(at, at));
            }
        }
    }

    fn read_node(&mut self, node: &NodeData, sentence: Span, tokens: &mut Tokens) {
        const ASIDE: TokenKind = TokenKind::Open { has_verb: false };
        let is_inside_mark = self.open.pairs.last().is_some_and(|&(_, is_aside)| !is_aside);
        if let Some(kind) = node.kind {
            return self.read_mark(node, kind, tokens);
        }
        match node.shape.kind() {
            NodeKind::Pair(delimiter @ (Delimiter::Paren | Delimiter::Fullwidth))
                if !is_inside_mark =>
            {
                // Only the bracket, as it becomes words if it has no partner among the tokens, and words
                // must not contain an annotation.
                let start = node.span.start();
                let end = start + delimiter.open().len_utf8() as u32;
                tokens.push(ASIDE, Span::new(start, end));
                self.open.pairs.push((node.end as usize, true));
            }
            _ if is_inside_mark => {}
            NodeKind::Pair(_) => {
                tokens.push(TokenKind::Words, node.span);
                self.open.pairs.push((node.end as usize, false));
            }
            NodeKind::Text => self.read_text(node.span, sentence, tokens),
            NodeKind::Escape => {
                let kind = match self.text.get(node.span.range()) {
                    Some("\\(" | "\\（") => ASIDE,
                    Some("\\)" | "\\）") => TokenKind::Close,
                    _ => TokenKind::Words,
                };
                tokens.push(kind, node.span);
            }
            NodeKind::Single(Delimiter::Fullwidth | Delimiter::Paren, Side::Open) => {
                tokens.push(ASIDE, node.span);
            }
            NodeKind::Single(Delimiter::Fullwidth | Delimiter::Paren, Side::Close) => {
                tokens.push(TokenKind::Close, node.span);
            }
            NodeKind::Single(..) | NodeKind::Document => {}
        }
    }

    fn read_mark(&mut self, node: &NodeData, kind: AnnotationKind, tokens: &mut Tokens) {
        let data = self.annotations.get(self.annotation as usize);
        let role = data.and_then(|data| data.role);
        let is_location =
            role == Some(Role::Place) && self.locations.hold(self.text, node.span, self.lexicon);
        let refers_back =
            data.is_some_and(|data| refers_back(self.text, self.tree, self.lexicon, data));
        let id = AnnotationId(self.annotation);
        let [before, after] = self.edges(node.span, kind);
        if let Some(cues) = before {
            tokens.push(TokenKind::Cue(cues), Span::new(node.span.start(), node.span.start()));
        }
        tokens.push(TokenKind::Mark(Mark { id, kind, role, is_location, refers_back }), node.span);
        if let Some(cues) = after {
            tokens.push(TokenKind::Cue(cues), Span::new(node.span.end(), node.span.end()));
        }
        self.annotation += 1;
        let holds_text = || self.tree.nodes[self.node + 1].shape.kind() == NodeKind::Text;
        if node.end as usize == self.node + 2 && holds_text() {
            self.node += 1;
        } else {
            self.open.pairs.push((node.end as usize, false));
        }
    }

    /// Reads the part of a text node that is in the sentence, split at cues.
    fn read_text(&self, span: Span, sentence: Span, tokens: &mut Tokens) {
        let start = span.start().max(sentence.start());
        let end = span.end().min(sentence.end());
        let Some(text) = self.text.get(Span::new(start, end).range()) else { return };
        let mut done = 0;
        for hit in self.lexicon.cues().find_iter(text) {
            if hit.start < done {
                continue;
            }
            if done < hit.start {
                tokens.push_words(start + done as u32, &text[done..hit.start]);
            }
            let hit = match hit.class.has(Cue::Exempt) {
                true => self.read_exemption(hit, text, end),
                false => hit,
            };
            let span = Span::new(start + hit.start as u32, start + hit.end as u32);
            tokens.push(TokenKind::Cue(hit.class), span);
            done = hit.end;
        }
        tokens.push_words(start + done as u32, &text[done..]);
    }
}

impl Tokenizer<'_> {
    /// The ends of clauses that are the first and the last character of an actor, a purpose or a condition.
    /// They count as if they were outside: `(，我们)`, `{。经您同意}`.
    #[inline]
    fn edges(&self, mark: Span, kind: AnnotationKind) -> [Option<CueSet>; 2] {
        if !matches!(kind, AnnotationKind::Actor | AnnotationKind::Purpose) {
            return [None; 2];
        }
        let words = self.text.get(mark.start() as usize + 1..mark.end() as usize - 1);
        let mut letters = words.unwrap_or_default().chars();
        // Nearly all annotations have Chinese characters at both edges.
        let edges = [letters.clone().next(), letters.next_back()];
        edges.map(|edge| edge.filter(|&c| !han::is_han(c)).and_then(|c| self.end_of_clause(c)))
    }

    /// The cues of punctuation that ends a clause. A full stop also acts as `break`.
    fn end_of_clause(&self, letter: char) -> Option<CueSet> {
        let cues = self.lexicon.cues().get(letter.encode_utf8(&mut [0; 4]))?;
        let is_stop = matches!(letter, '。' | '！' | '？');
        let stop = if is_stop { CueSet::of(Cue::Break) } else { CueSet::default() };
        cues.has_any(&[Cue::Clause, Cue::Break]).then_some(cues | stop)
    }

    /// Reads a cue such as 无需 by what follows it in a text that ends at byte `end`: `无需征得您的同意`.
    fn read_exemption(&self, hit: Hit<CueSet>, text: &str, end: u32) -> Hit<CueSet> {
        let (exempt, other) = (CueSet::of(Cue::Exempt), hit.class.without(Cue::Exempt));
        match Needless::read(&text[hit.end..], self.lexicon) {
            Needless::Consent(len) => Hit { class: exempt, end: hit.end + len, ..hit },
            Needless::Open if self.is_condition_at(end) => Hit { class: exempt, ..hit },
            _ => Hit { class: other, ..hit },
        }
    }

    /// Whether a condition starts at byte `offset`: `{同意}`.
    fn is_condition_at(&self, offset: u32) -> bool {
        let next = self.annotations.get(self.annotation as usize);
        next.is_some_and(|next| next.role == Some(Role::Condition))
            && self.next_mark() == Some(offset)
    }
}

/// Finds which asides contain actions, and turns the edges of asides that have no partner in the sentence
/// into words: the `）` of `1）`.
fn pair_asides(tokens: &mut [Token], open: &mut Short<usize>) {
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

#[cfg(test)]
mod tests {
    use crate::statement::tests::stated;

    #[test]
    fn punctuation_at_the_edges_of_an_annotation_ends_clauses() {
        let text = "(旅客)可以[填写]<证件>{。征得旅客书面同意}(，航司)会把<证件>[转交]给(海关)。";
        assert_eq!(
            stated(text),
            ["谁旅客 做填写 物证件", "谁，航司 向海关 做转交 物证件 当。征得旅客书面同意"]
        );
        let text = "(墨池)会[保存]<笔记>{；经编辑同意}(，墨池)可[发布]<笔记>。";
        assert_eq!(stated(text), ["谁墨池 做保存 物笔记", "谁，墨池 做发布 物笔记 当；经编辑同意"]);
        let text =
            "(墨池)会[保存]<笔记>。{当您订阅时，}(墨池)会[发送]<样张>，(云杉)会[打印]<样张>。";
        assert_eq!(stated(text)[1], "谁墨池 做发送 物样张 当当您订阅时，");
        let text = "(墨池)会[保存]<笔记>(，云杉)会[打印]<样张>。";
        assert_eq!(stated(text), ["谁墨池 做保存 物笔记", "谁，云杉 做打印 物样张"]);
        let text = "(墨池)会[保存]<笔记>{。经您同意，}(云杉)会[打印]<样张>。";
        assert_eq!(stated(text), ["谁墨池 做保存 物笔记", "谁云杉 做打印 物样张 当。经您同意，"]);
    }
}
