//! Guesses what the annotator meant, where brackets mark nothing or another kind than their words.

use std::ops::Range;

use memchr::memmem::Finder;

use super::quote::Quoted;
use crate::annotation::{AnnotationData, Role, could_mark_actor, is_party_in_place};
use crate::lexicon::{Cue, Lexicon, RoleCue};
use crate::text::blank::{self, is_tight};
use crate::text::{AnnotationKind, Code, Delimiter, Sink, Span};
use crate::tree::{NodeData, NodeId, NodeKind, Tree};

/// Reports annotations whose words are of another kind, and the first condition that includes its
/// own cues.
pub(super) fn annotations(
    text: &str,
    tree: &Tree,
    annotations: &[AnnotationData],
    lexicon: &Lexicon,
    sink: &mut Sink,
) {
    let reader = Reader { text, tree, lexicon };
    let mut has_frame = false;
    for annotation in annotations {
        let number = annotation.node.index();
        // If R13 to R20 know the words, they are of the right kind.
        let is_as_marked = match annotation.kind {
            AnnotationKind::Purpose => {
                if !has_frame && annotation.role == Some(Role::Condition) {
                    has_frame = reader.report_frame(number, sink);
                }
                true
            }
            AnnotationKind::Action => annotation.processing.is_some(),
            AnnotationKind::Data => true,
            AnnotationKind::Actor => annotation.party.is_some(),
        };
        if !is_as_marked {
            reader.report_kind(number, annotation.kind, sink);
        }
    }
}

/// Finds other brackets that look like annotations: `〈手机号码〉`, `〔收集〕`, `&lt;手机号码&gt;`. They are only
/// looked for where an annotation is missing: looking for them everywhere costs 3 % of the time of
/// the whole document.
pub(super) struct ForeignBrackets<'a> {
    text: &'a str,
    lexicon: &'a Lexicon,
    /// Created on first use.
    pairs: Option<[ForeignPair; 3]>,
    /// The end of the text that was searched.
    done: u32,
}

/// Brackets that may be meant as a delimiter.
struct ForeignPair {
    open: Finder<'static>,
    close: &'static str,
    delimiter: Delimiter,
}

impl ForeignPair {
    fn all() -> [Self; 3] {
        let pair = |open, close, delimiter| Self { open: Finder::new(open), close, delimiter };
        [
            pair("〈", "〉", Delimiter::Angle),
            pair("&lt;", "&gt;", Delimiter::Angle),
            pair("〔", "〕", Delimiter::Bracket),
        ]
    }

    fn report_all(&self, text: &str, within: Span, lexicon: &Lexicon, sink: &mut Sink) {
        let (mut at, end) = (within.start() as usize, within.end() as usize);
        while let Some(found) = self.open.find(&text.as_bytes()[at..end]) {
            let start = at + found;
            at = start + self.open.needle().len();
            let Some((words, _)) = text[at..end].split_once(self.close) else { return };
            if self.could_mark(blank::trim(words), lexicon) {
                let span = Span::new(start as u32, (at + words.len() + self.close.len()) as u32);
                look_alike(text, span, self.delimiter, sink);
            }
        }
    }

    /// Whether the words are data or verbs, according to the delimiter. Otherwise the brackets are
    /// ordinary.
    fn could_mark(&self, words: &str, lexicon: &Lexicon) -> bool {
        match self.delimiter {
            Delimiter::Bracket => is_verbs(words, lexicon),
            _ => lexicon.classify(words).is_some(),
        }
    }
}

impl<'a> ForeignBrackets<'a> {
    pub(super) const fn new(text: &'a str, lexicon: &'a Lexicon) -> Self {
        Self { text, lexicon, pairs: None, done: 0 }
    }

    /// Reports the foreign brackets near `span`: on its line, at most [`REACH`] bytes away.
    pub(super) fn report_near(&mut self, span: Span, sink: &mut Sink) {
        let around = line_around(self.text, span);
        let start = around.start().max(self.done);
        let end = around.end().max(start);
        self.done = end;
        let (text, lexicon) = (self.text, self.lexicon);
        for pair in self.pairs.get_or_insert_with(ForeignPair::all) {
            pair.report_all(text, Span::new(start, end), lexicon, sink);
        }
    }
}
/// The line of `span`, at most [`REACH`] bytes of it on either side.
fn line_around(text: &str, span: Span) -> Span {
    let (start, end) = (span.start() as usize, span.end() as usize);
    let before = &text[text.ceil_char_boundary(start.saturating_sub(REACH))..start];
    let after = &text[end..text.floor_char_boundary(end + REACH)];
    let before = before.rsplit('\n').next().unwrap_or_default();
    let after = after.split('\n').next().unwrap_or_default();
    Span::new((start - before.len()) as u32, (end + after.len()) as u32)
}

/// How far from an annotation foreign brackets are looked for, in bytes.
const REACH: usize = 240;

fn look_alike(text: &str, span: Span, delimiter: Delimiter, sink: &mut Sink) {
    let (open, close) = (delimiter.open(), delimiter.close());
    let quoted = Quoted(&text[span.range()]);
    let message = format_args!("{quoted} marks nothing: only half-width {open} {close} do");
    sink.report(Code::BracketLookalike, span, None, message);
}

/// Reads the words in pairs, which are identified by the numbers of their nodes.
pub(super) struct Reader<'a> {
    pub(super) text: &'a str,
    pub(super) tree: &'a Tree,
    pub(super) lexicon: &'a Lexicon,
}

impl Reader<'_> {
    fn words(&self, number: usize) -> &str {
        let inside = self.tree.inner(NodeId(number as u32));
        let words = &self.text[inside.range()];
        if is_tight(words.as_bytes()) { words } else { blank::trim(words) }
    }

    /// Reports `[我们]` and `(收集)`.
    fn report_kind(&self, number: usize, kind: AnnotationKind, sink: &mut Sink) {
        let words = self.words(number);
        let named = match kind {
            AnnotationKind::Action if self.lexicon.parties().get(words).is_some() => {
                AnnotationKind::Actor
            }
            AnnotationKind::Actor if is_verbs(words, self.lexicon) => AnnotationKind::Action,
            _ => return,
        };
        let span = self.tree.nodes[number].span;
        let quoted = Quoted(&self.text[span.range()]);
        let message = format_args!("{quoted} is marked as {kind}, but reads as {named}");
        sink.report(Code::AnnotationKind, span, None, message);
    }

    /// Reports `{当您注册时}`. Returns whether the annotation is such a condition.
    fn report_frame(&self, number: usize, sink: &mut Sink) -> bool {
        let words = self.words(number);
        let Some(inner) = framed(words, self.lexicon) else { return false };
        let span = self.tree.nodes[number].span;
        let quoted = Quoted(&self.text[span.range()]);
        let (before, after) = (&words[..inner.start], &words[inner.end..]);
        let message = format_args!("{quoted} holds “{before}” and “{after}”, which say what it is");
        sink.report(Code::AnnotationCue, span, None, message);
        true
    }

    /// Reports `相机(云杉)` near annotations.
    pub(super) fn report_ambiguous(&self, number: usize, sink: &mut Sink) {
        let NodeData { span, shape, reason, .. } = self.tree.nodes[number];
        if shape.kind() == NodeKind::Pair(Delimiter::Paren)
            && could_mark_actor(self.text, self.lexicon, span, reason)
            && self.is_among_annotations(number)
            && !self.is_held(number)
        {
            let quoted = Quoted(&self.text[span.range()]);
            let message =
                format_args!("{quoted} is read as an ordinary bracket, but could be an actor");
            sink.report(Code::ParenthesisAmbiguous, span, None, message);
        }
    }

    /// Reports `（我们）会` and `(我们）会` near annotations.
    #[inline]
    pub(super) fn report_wide(&self, number: usize, sink: &mut Sink) {
        let span = self.tree.nodes[number].span;
        if span.len() <= LONGEST_PARTY
            && is_party_in_place(self.text, self.lexicon, span, self.words(number))
            && self.is_among_annotations(number)
        {
            look_alike(self.text, span, Delimiter::Paren, sink);
        }
    }

    /// Whether the pair is inside a purpose, an action or data that starts at most [`NEAR`] nodes
    /// before it.
    fn is_held(&self, number: usize) -> bool {
        let before = self.tree.nodes.get(1..number).unwrap_or_default().iter().rev().take(NEAR);
        let holds = |node: &NodeData| node.end as usize > number;
        let marks = |node: &NodeData| node.kind.is_some_and(|kind| kind != AnnotationKind::Actor);
        before.filter(|node| holds(node)).any(marks)
    }

    /// Whether an annotation is on the same line, at most [`NEAR`] nodes away.
    fn is_among_annotations(&self, number: usize) -> bool {
        let nodes = &self.tree.nodes;
        let after = nodes.get(number + 1..).unwrap_or_default().iter().take(NEAR);
        let before = nodes.get(1..number).unwrap_or_default().iter().rev().take(NEAR);
        self.reaches_annotation(after) || self.reaches_annotation(before)
    }

    /// Whether an annotation comes before the first line end.
    fn reaches_annotation<'n>(&self, mut nodes: impl Iterator<Item = &'n NodeData>) -> bool {
        let ends_line = |node: &NodeData| {
            node.shape.kind() == NodeKind::Text && self.text[node.span.range()].contains('\n')
        };
        nodes.find(|node| node.kind.is_some() || ends_line(node)).is_some_and(|n| n.kind.is_some())
    }
}

/// The greatest length of parentheses around the name of a party in bytes: eight Chinese
/// characters.
const LONGEST_PARTY: u32 = 30;

/// How many nodes on either side of parentheses are searched for annotations.
const NEAR: usize = 24;

/// The greatest number of characters in full-width brackets that look like an annotation.
pub(super) const LONGEST_LOOK_ALIKE: usize = 60;

/// The words of a condition between the cues that make it one: 您注册 of 当您注册时.
pub(crate) fn framed(words: &str, lexicon: &Lexicon) -> Option<Range<usize>> {
    let roles = lexicon.roles();
    let opening = roles.before.prefix(words).filter(|hit| hit.class == RoleCue::ConditionBefore)?;
    let closing = roles.behind.suffix(words).filter(|hit| hit.class == RoleCue::ConditionBehind)?;
    let inner = words.get(opening.end..closing.start)?;
    let is_frame = !blank::trim(inner).is_empty() && !inner.contains(['，', '、', '；', ',']);
    is_frame.then_some(opening.end..closing.start)
}

/// Whether `words` are coordinated verbs: `收集、使用`.
pub(crate) fn is_verbs(words: &str, lexicon: &Lexicon) -> bool {
    let rest = verbs_at_start(words, lexicon).and_then(|verbs| words.get(verbs.len()..));
    rest.is_some_and(|rest| blank::trim_start(rest).is_empty())
}

/// The coordinated verbs that `words` start with: 收集、使用 of `收集、使用您的`.
pub(crate) fn verbs_at_start<'t>(words: &'t str, lexicon: &Lexicon) -> Option<&'t str> {
    let mut end = lexicon.verbs().prefix(words)?.end;
    loop {
        let rest = blank::trim_start(&words[end..]);
        let conjunction = lexicon.cues().prefix(rest).filter(|hit| hit.class.has(Cue::Conjunction));
        let next = conjunction.map(|hit| blank::trim_start(&rest[hit.end..]));
        let Some((next, verb)) = next.and_then(|next| Some((next, lexicon.verbs().prefix(next)?)))
        else {
            return Some(&words[..end]);
        };
        end = words.len() - next.len() + verb.end;
    }
}
