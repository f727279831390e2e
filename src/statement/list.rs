//! Lists: a lead-in, and the lines below it that it governs.

use super::draft::Draft;
use super::rule::Rule;
use super::token::Token;
use super::{AnnotationData, MemberData, MemberRole};
use crate::annotation::AnnotationKind;
use crate::lexicon::Cue;
use crate::span::Span;

/// How many members an item takes over from its lead-in; what keeps long lists linear.
const INHERITED: usize = 32;

/// The lead-in whose list is being read: `(我们)会[收集]下列信息：`.
#[derive(Debug, Default)]
pub(super) struct List {
    /// What the lead-in hands on, data left out.
    members: Vec<MemberData>,
    has_action: bool,
    denied: bool,
    /// What the line before ended with, if it was of the list.
    before: Option<LineEnd>,
}

/// How a line of a list ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum LineEnd {
    /// The lead-in itself.
    LeadIn,
    /// The lead-in is a heading: only numbered lines are its items.
    Heading,
    /// ；, ， or 、: the list goes on.
    Open,
    /// 。 or nothing: the list goes on if the next line is numbered.
    Closed,
}

/// A sentence and its place in the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place<'a> {
    pub(super) text: &'a str,
    pub(super) span: Span,
    /// Whether it is the first of its line.
    pub(super) opens_line: bool,
    /// Whether it is the last of its line.
    pub(super) closes_line: bool,
}

impl<'a> Place<'a> {
    fn source(&self) -> &'a str {
        self.text.get(self.span.range()).unwrap_or_default()
    }
}

impl List {
    /// Hands on what governs the sentence, if it is an item, and takes the sentence for the next
    /// lead-in, if it is one.
    pub(super) fn read(
        &mut self,
        place: &Place<'_>,
        tokens: &[Token],
        drafts: &mut Vec<Draft>,
        annotations: &[AnnotationData],
    ) {
        let is_example = !place.opens_line
            && !self.has_action
            && tokens.first().is_some_and(|token| token.is(Cue::Part));
        if place.opens_line || is_example {
            if self.governs(place) || is_example && self.before.is_some() {
                self.hand_on(tokens, drafts, annotations);
            } else {
                *self = Self::default();
            }
        }
        self.take_lead_in(place, tokens, drafts, annotations);
    }

    fn governs(&self, place: &Place<'_>) -> bool {
        match self.before {
            None => false,
            Some(LineEnd::LeadIn | LineEnd::Open) => true,
            Some(LineEnd::Heading | LineEnd::Closed) => is_numbered(place.source()),
        }
    }

    fn hand_on(&self, tokens: &[Token], drafts: &mut Vec<Draft>, annotations: &[AnnotationData]) {
        if drafts.is_empty() && self.has_action {
            drafts.extend(lone_adjuncts(tokens, annotations));
        }
        for draft in drafts {
            let has_actor = draft.members.iter().any(|m| m.role == MemberRole::Actor);
            if self.has_action && draft.has_action {
                continue;
            }
            if self.has_action {
                draft.denied |= self.denied;
            }
            let takes = |member: &&MemberData| match member.role {
                MemberRole::Data => false,
                MemberRole::Purpose | MemberRole::Condition => true,
                _ => self.has_action || !has_actor,
            };
            for member in self.members.iter().filter(takes) {
                draft.add(member.annotation, member.role, Rule::LeadIn);
            }
        }
    }

    fn take_lead_in(
        &mut self,
        place: &Place<'_>,
        tokens: &[Token],
        drafts: &[Draft],
        annotations: &[AnnotationData],
    ) {
        let source = place.source();
        let announces = source.ends_with(['：', ':']);
        let is_heading = place.opens_line
            && place.closes_line
            && !source.ends_with(['。', '；', ';', '，', ',', '、', '！', '？'])
            && drafts.last().is_some_and(|draft| draft.has_action && !draft.has_data);
        let lone = drafts.is_empty() && (announces || place.opens_line);
        if !(announces || is_heading || lone) {
            if place.opens_line && self.before.is_some() {
                self.before = Some(LineEnd::Closed);
            }
            if place.closes_line
                && self.before.is_some()
                && source.ends_with(['；', ';', '，', '、'])
            {
                self.before = Some(LineEnd::Open);
            }
            return;
        }
        let draft = drafts.last().cloned().or_else(|| {
            let lone = lone_marks(tokens, annotations);
            (!lone.members.is_empty()).then_some(lone)
        });
        let Some(draft) = draft else {
            if announces && self.before.is_some() {
                self.before = Some(LineEnd::LeadIn);
            } else if self.before.is_some() && place.opens_line {
                self.before = Some(match source.ends_with(['；', ';', '，', '、']) {
                    true => LineEnd::Open,
                    false => LineEnd::Closed,
                });
            }
            return;
        };
        let own = |m: &&MemberData| m.role != MemberRole::Data && m.rule != Rule::LeadIn;
        self.members = draft.members.iter().filter(own).take(INHERITED).copied().collect();
        self.has_action = draft.has_action;
        self.denied = draft.denied;
        self.before = Some(match () {
            () if announces => LineEnd::LeadIn,
            () => LineEnd::Heading,
        });
    }
}

/// The purposes and conditions of an item that holds nothing else.
fn lone_adjuncts(tokens: &[Token], annotations: &[AnnotationData]) -> Option<Draft> {
    let draft = lone_marks(tokens, annotations);
    let adjunct = |m: &MemberData| matches!(m.role, MemberRole::Purpose | MemberRole::Condition);
    (!draft.members.is_empty() && draft.members.iter().all(adjunct)).then_some(draft)
}

/// The actors, purposes and conditions of a sentence without statement.
fn lone_marks(tokens: &[Token], annotations: &[AnnotationData]) -> Draft {
    let mut draft = Draft::default();
    for (id, kind) in tokens.iter().filter_map(Token::mark) {
        match kind {
            AnnotationKind::Actor => draft.add(id, MemberRole::Actor, Rule::LeadIn),
            AnnotationKind::Purpose => draft.add_adjunct(id, Rule::Front, annotations),
            _ => {}
        }
    }
    draft
}

/// Whether a line starts with a number or a bullet: `1、`, `（一）`, `①`, `a)`, `*`.
fn is_numbered(line: &str) -> bool {
    let rest = line.trim_start_matches(['（', '(', '\\', '第']);
    let number = |c: char| {
        c.is_ascii_digit() || "一二三四五六七八九十".contains(c) || c.is_ascii_alphabetic()
    };
    let after = rest.trim_start_matches(number);
    let digits = rest.len() - after.len();
    rest.starts_with(['*', '-', '•', '●', '·'])
        || rest.starts_with(|c| ('①'..='⑳').contains(&c))
        || (1..=9).contains(&digits)
            && after.trim_start_matches('\\').starts_with(['、', '.', '．', '）', ')', '，'])
}
