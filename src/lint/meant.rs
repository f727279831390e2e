//! What an annotator most likely meant where brackets mark nothing, or another kind than their words.

use memchr::memmem::find_iter;

use super::quote::Quoted;
use crate::annotation::{could_mark_actor, is_party_in_place};
use crate::lexicon::{Cue, Lexicon, Party, RoleCue};
use crate::text::{AnnotationKind, Code, Delimiter, Sink, Span, blank};
use crate::tree::{NodeData, NodeKind, Reason, Tree};

/// Reports marks whose words are of another kind, conditions that hold their own cue, parentheses that
/// could be an actor, and brackets of other scripts that look like marks.
pub(super) fn slips(text: &str, tree: &Tree, lexicon: &Lexicon, sink: &mut Sink) {
    let reader = Reader { text, tree, lexicon };
    let (mut held_until, mut has_frame) = (0, false);
    for (number, node) in tree.nodes.iter().enumerate() {
        if node.shape.pair().is_none() {
            continue;
        }
        match (node.kind, node.reason) {
            (Some(kind), _) => {
                reader.report_kind(number, kind, sink);
                if kind != AnnotationKind::Actor {
                    held_until = node.span.end().max(held_until);
                }
                if kind == AnnotationKind::Purpose && !has_frame {
                    has_frame = reader.report_frame(number, sink);
                }
            }
            (None, Reason::Gloss | Reason::Aside) if held_until <= node.span.start() => {
                reader.report_ambiguous(number, sink);
            }
            (None, Reason::Mixed | Reason::Fullwidth) => reader.report_wide(number, sink),
            _ => {}
        }
    }
    reader.report_foreign(sink);
}

struct Reader<'a> {
    text: &'a str,
    tree: &'a Tree,
    lexicon: &'a Lexicon,
}

impl Reader<'_> {
    fn words(&self, number: usize) -> &str {
        let NodeData { span, reason, shape, .. } = self.tree.nodes[number];
        let wide = |is_wide| if is_wide { Delimiter::Fullwidth.len() } else { 1 };
        let is_wide = shape.pair() == Some(Delimiter::Fullwidth);
        let open = wide(is_wide);
        let close = wide(is_wide != (reason == Reason::Mixed));
        let inside = (span.start() + open) as usize..(span.end() - close) as usize;
        blank::trim(&self.text[inside])
    }

    /// `[我们]`, `(收集)`, `<您>`.
    fn report_kind(&self, number: usize, kind: AnnotationKind, sink: &mut Sink) {
        let words = self.words(number);
        let party = || self.lexicon.parties().get(words);
        let is_pronoun = || matches!(party(), Some(Some(Party::First | Party::Subject)));
        let named = match kind {
            AnnotationKind::Action if party().is_some() => AnnotationKind::Actor,
            AnnotationKind::Actor if is_verbs(words, self.lexicon) => AnnotationKind::Action,
            AnnotationKind::Data | AnnotationKind::Purpose if is_pronoun() => AnnotationKind::Actor,
            _ => return,
        };
        let span = self.tree.nodes[number].span;
        let quoted = Quoted(&self.text[span.range()]);
        let message = format_args!("{quoted} is marked as {kind}, but reads as {named}");
        sink.report(Code::AnnotationKind, span, None, message);
    }

    /// `{当您注册时}`. Whether it is one.
    fn report_frame(&self, number: usize, sink: &mut Sink) -> bool {
        let words = self.words(number);
        let roles = self.lexicon.roles();
        let opening =
            roles.before.prefix(words).filter(|hit| hit.class == RoleCue::ConditionBefore);
        let closing =
            roles.behind.suffix(words).filter(|hit| hit.class == RoleCue::ConditionBehind);
        let (Some(opening), Some(closing)) = (opening, closing) else { return false };
        let Some(inner) = words.get(opening.end..closing.start) else { return false };
        let is_frame = !blank::trim(inner).is_empty() && !inner.contains(['，', '、', '；', ',']);
        if is_frame {
            let span = self.tree.nodes[number].span;
            let quoted = Quoted(&self.text[span.range()]);
            let (before, after) = (&words[..opening.end], &words[closing.start..]);
            let message =
                format_args!("{quoted} holds “{before}” and “{after}”, which say what it is");
            sink.report(Code::AnnotationCue, span, None, message);
        }
        is_frame
    }

    /// `相机(云杉)`, among marks.
    fn report_ambiguous(&self, number: usize, sink: &mut Sink) {
        let NodeData { span, shape, reason, .. } = self.tree.nodes[number];
        if shape.kind() == NodeKind::Pair(Delimiter::Paren)
            && could_mark_actor(self.text, self.lexicon, span, reason)
            && self.is_among_marks(number)
        {
            let quoted = Quoted(&self.text[span.range()]);
            let message =
                format_args!("{quoted} is read as an ordinary bracket, but could be an actor");
            sink.report(Code::ParenthesisAmbiguous, span, None, message);
        }
    }

    /// `（我们）会`, `(我们）会`, among marks.
    fn report_wide(&self, number: usize, sink: &mut Sink) {
        let span = self.tree.nodes[number].span;
        if is_party_in_place(self.text, self.lexicon, span, self.words(number))
            && self.is_among_marks(number)
        {
            self.report_look_alike(span, Delimiter::Paren, sink);
        }
    }

    /// `〈手机号码〉`, `〔收集〕`, `&lt;手机号码&gt;`. Where they hold anything else they are the text's own.
    fn report_foreign(&self, sink: &mut Sink) {
        let is_data = |words: &str| self.lexicon.classify(words).is_some();
        let is_verb = |words: &str| is_verbs(words, self.lexicon);
        self.report_all("〈", "〉", Delimiter::Angle, is_data, sink);
        self.report_all("&lt;", "&gt;", Delimiter::Angle, is_data, sink);
        self.report_all("〔", "〕", Delimiter::Bracket, is_verb, sink);
    }

    fn report_all(
        &self,
        open: &str,
        close: &str,
        delimiter: Delimiter,
        is_meant: impl Fn(&str) -> bool,
        sink: &mut Sink,
    ) {
        for start in find_iter(self.text.as_bytes(), open) {
            let inside = &self.text[start + open.len()..];
            let ahead = &inside[..inside.floor_char_boundary(4 * LONGEST_LOOK_ALIKE)];
            let Some((words, _)) = ahead.split_once(close) else { continue };
            if !words.contains('\n') && !words.contains(open) && is_meant(blank::trim(words)) {
                let end = start + open.len() + words.len() + close.len();
                self.report_look_alike(Span::new(start as u32, end as u32), delimiter, sink);
            }
        }
    }

    fn report_look_alike(&self, span: Span, delimiter: Delimiter, sink: &mut Sink) {
        let (open, close) = (delimiter.open(), delimiter.close());
        let quoted = Quoted(&self.text[span.range()]);
        let message = format_args!("{quoted} marks nothing: only half-width {open} {close} do");
        sink.report(Code::BracketLookalike, span, None, message);
    }

    /// Whether an annotation is on the same line, as far as is looked.
    fn is_among_marks(&self, number: usize) -> bool {
        let nodes = &self.tree.nodes;
        let after = nodes.get(number + 1..).unwrap_or_default().iter().take(NEAR);
        let before = nodes.get(1..number).unwrap_or_default().iter().rev().take(NEAR);
        self.holds_mark(after) || self.holds_mark(before)
    }

    /// Whether an annotation comes before the end of a line.
    fn holds_mark<'n>(&self, mut nodes: impl Iterator<Item = &'n NodeData>) -> bool {
        let ends_line = |node: &NodeData| {
            node.shape.kind() == NodeKind::Text && self.text[node.span.range()].contains('\n')
        };
        nodes.find(|node| node.kind.is_some() || ends_line(node)).is_some_and(|n| n.kind.is_some())
    }
}

/// How many nodes on either side of parentheses are looked at for marks.
const NEAR: usize = 24;

/// Characters that full-width brackets around a mark hold at most.
pub(super) const LONGEST_LOOK_ALIKE: usize = 60;

/// Whether words are verbs and what coordinates them: `收集、使用`.
pub(super) fn is_verbs(mut words: &str, lexicon: &Lexicon) -> bool {
    loop {
        let Some(verb) = lexicon.verbs().prefix(words) else { return false };
        let behind = blank::trim_start(&words[verb.end..]);
        if behind.is_empty() {
            return true;
        }
        let Some(hit) = lexicon.cues().prefix(behind) else { return false };
        if !hit.class.has(Cue::Conjunction) {
            return false;
        }
        words = blank::trim_start(&behind[hit.end..]);
    }
}
