//! What a sentence says about the lines below it: `以下情形`.

use super::passage::Passage;
use super::token::{Mark, Token, Tokens};
use super::{MemberRole, draft::Batch};
use crate::annotation::{AnnotationId, Bearing, Role};
use crate::lexicon::{Cue, CueSet, Lexicon, RoleCue, WordTable};
use crate::outline::{Numbering, SectionData, SectionId};
use crate::text::{AnnotationKind, Span, blank};

/// What is known about a text before its lists are read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Known<'a> {
    pub(super) text: &'a str,
    pub(super) lexicon: &'a Lexicon,
    pub(super) bearings: &'a [Bearing],
    pub(super) sections: &'a [SectionData],
}

impl Known<'_> {
    /// Whether the items of a list spell out a purpose or condition: `{以下情形}`. Not an exception, as
    /// it is an exception of each item.
    pub(super) fn is_placeholder(&self, token: &Token) -> bool {
        let Some(mark) = token.mark().filter(|mark| mark.kind == AnnotationKind::Purpose) else {
            return false;
        };
        self.bearings.get(mark.id.index()) != Some(&Bearing::Exception)
            && self.holds_forward(token.span)
    }

    fn holds_forward(&self, span: Span) -> bool {
        let words = self.text.get(span.range()).unwrap_or_default();
        self.lexicon.cues().find_iter(words).any(|hit| hit.class.has(Cue::Forward))
    }

    /// Whether a sentence without annotations leads in what the statement before says: `这些资料包括：`.
    pub(super) fn refers(&self, source: &str) -> bool {
        let Some(source) = without_colon(source) else { return false };
        let is = |class: CueSet, end| {
            class.has(Cue::Reference) || class.has(Cue::Part) && end == source.len()
        };
        self.lexicon.cues().find_iter(source).any(|hit| is(hit.class, hit.end))
    }

    /// S25: whether the items of a lead-in are exceptions: `但以下情况除外：`, `除非：`.
    pub(super) fn excepts(&self, source: &str) -> bool {
        let Some(source) = without_colon(source) else { return false };
        let roles = self.lexicon.roles();
        let own = roles.exception_suffix(source);
        if own.is_some_and(|own| own.class == RoleCue::ExceptionBefore) {
            return true;
        }
        if roles.exceptions.closes.suffix(source).is_none() {
            return false;
        }
        let clause = source.rsplit(CLAUSE_ENDS).next().unwrap_or_default();
        self.lexicon.cues().find_iter(clause).any(|hit| hit.class.has(Cue::Forward))
    }

    /// S19: whether a lead-in denies its items: `(星海)承诺不会：`, `您不得有以下行为：`.
    pub(super) fn denies(&self, source: &str) -> bool {
        let Some(source) = without_colon(source) else { return false };
        let clause = source.rsplit(CLAUSE_ENDS).next().unwrap_or_default();
        let mut denial = None;
        for hit in self.lexicon.cues().find_iter(clause) {
            if hit.class.has(Cue::Deny) {
                denial = Some(hit.end);
            } else if hit.class.has(Cue::Forward) {
                return denial.is_some_and(|end| hit.start - end <= SHORT_VERB);
            }
        }
        denial == Some(clause.len())
    }

    /// Whether a sentence without a colon leads in the numbered lines below it:
    /// `下列情形中，(星海)[收集]<邮箱>无需征得同意` / `1、`.
    pub(super) fn leads_to_numbers(&self, passage: &Passage<'_>, sentence: &Tokens) -> bool {
        let has_cue = sentence.content().cues.has_any(&[Cue::Forward, Cue::Part, Cue::Exempt]);
        let can_lead = has_cue || sentence.content().count(AnnotationKind::Purpose) > 0;
        passage.closes_line
            && can_lead
            && passage.numbering_below(self.text).is_some_and(|below| below.is_first())
            && (has_cue || sentence.as_slice().iter().any(|token| self.is_placeholder(token)))
            && points_below(self.lexicon.cues(), passage.source)
    }

    /// The role that the parties of items have with the verb of a lead-in that points to them:
    /// `[共享]给以下主体：`, `(以下主体)会[收集]：`.
    pub(super) fn counterpart(&self, sentence: &Tokens, batch: &Batch) -> Option<MemberRole> {
        let tokens = sentence.as_slice();
        let has_cue = sentence.content().cues.has(Cue::Forward);
        let holds = |token: &Token| has_cue && token.is(Cue::Forward) || self.is_actor_ahead(token);
        let at = tokens.iter().rposition(holds)?;
        let (before, after) = tokens.split_at_checked(at)?;
        let actor = after.iter().take(2).filter_map(Token::mark).find(|mark| is_actor(*mark));
        if let Some(actor) = actor {
            let mut tied = batch.members.iter().map(|tied| tied.member);
            return tied.find(|member| member.annotation == actor.id).map(|member| member.role);
        }
        let before = match before {
            [before @ .., _, of] if of.is(Cue::Of) => before,
            _ => before,
        };
        let opens_clause =
            before.last().is_none_or(|token| token.is(Cue::Clause) || token.is(Cue::Break));
        if opens_clause { subject_ahead(after, batch) } else { role_after(before.last()?, tokens) }
    }

    /// Whether a token is an actor that points ahead: `(以下主体)`.
    fn is_actor_ahead(&self, token: &Token) -> bool {
        token.mark().is_some_and(is_actor) && self.holds_forward(token.span)
    }

    /// The first item of a lead-in, if it is on the same line: `[收集]如下信息：1、<邮箱>；` / `2、<电话>。`
    pub(super) fn inline_items(&self, passage: &Passage<'_>, sentence: &Tokens) -> Option<Inline> {
        if !(passage.closes_line && sentence.content().cues.has(Cue::Colon)) {
            return None;
        }
        let tokens = sentence.as_slice();
        let below = passage.numbering_below(self.text);
        let mut is_ahead = false;
        for (at, token) in tokens.iter().enumerate() {
            let is_colon = token.is(Cue::Colon);
            if is_colon {
                let label = self.last_label(passage, token.span.end());
                let continues = match label.zip(below) {
                    Some((label, below)) => below.is_next_to(label),
                    None => is_ahead && label.is_none() && below.is_none(),
                };
                if continues {
                    let first = tokens.iter().skip(at).find_map(Token::mark)?.id;
                    return Some(Inline { label, first });
                }
            }
            is_ahead = token.is(Cue::Forward) || is_ahead && !is_colon;
        }
        None
    }

    /// The number of the last of the items that start at byte `start`, if the first has a number:
    /// `1、<邮箱>；2、<电话>；`.
    fn last_label(&self, passage: &Passage<'_>, start: u32) -> Option<Numbering> {
        let items = self.text.get(start as usize..passage.span.end() as usize)?;
        let first = passage.numbering_at(blank::trim_start(items))?;
        let others = items.split(['；', ';']).skip(1).map(blank::trim_start);
        Some(others.filter_map(|item| passage.numbering_at(item)).last().unwrap_or(first))
    }

    /// The number with which the text at byte `start` starts.
    pub(super) fn numbering_at(&self, start: u32) -> Option<Numbering> {
        Numbering::at_start(self.text.get(start as usize..)?, self.lexicon.outline())
    }

    /// Whether a sentence is the title of its section.
    pub(super) fn is_title(&self, sentence: Span, section: SectionId) -> bool {
        let title = self.sections.get(section.index()).and_then(|section| section.title);
        title.is_some_and(|title| sentence.contains(title.start()))
    }

    /// Whether a section is `outer` or is in it with no other title between.
    pub(super) fn is_right_in(&self, inner: Option<SectionId>, outer: SectionId) -> bool {
        let mut section = inner;
        while let Some(id) = section {
            if id == outer {
                return true;
            }
            let Some(data) = self.sections.get(id.index()) else { return false };
            section = data.parent.filter(|_| data.title.is_none());
        }
        false
    }
}

fn is_actor(mark: Mark) -> bool {
    mark.kind == AnnotationKind::Actor
}

/// The role of 以下主体 right after a preposition.
fn role_after(preposition: &Token, tokens: &[Token]) -> Option<MemberRole> {
    let is = |cue| preposition.is(cue);
    let takes = || tokens.iter().filter_map(Token::mark).any(|m| m.role == Some(Role::Collect));
    if is(Cue::From)
        || is(Cue::Through) && takes()
        || is(Cue::Toward) && !is(Cue::Conjunction) && takes()
    {
        Some(MemberRole::Source)
    } else if is(Cue::Toward) || is(Cue::Given) {
        Some(MemberRole::Recipient)
    } else {
        is(Cue::By).then_some(MemberRole::Actor)
    }
}

/// The role of 以下主体 at the head of a clause: `以下主体会[收集]<邮箱>：`.
fn subject_ahead(clause: &[Token], batch: &Batch) -> Option<MemberRole> {
    let mut marks =
        clause.iter().take_while(|token| !token.is(Cue::Clause)).filter_map(Token::mark);
    let acts = marks.next().is_some_and(|mark| mark.kind == AnnotationKind::Action);
    let has_actor = batch.drafts.last().is_some_and(|draft| draft.has_actor);
    (acts && !has_actor).then_some(MemberRole::Actor)
}

/// An item on the line of its lead-in.
#[derive(Clone, Copy, Debug)]
pub(super) struct Inline {
    /// The last number on the line.
    pub(super) label: Option<Numbering>,
    /// The first annotation of the item.
    pub(super) first: AnnotationId,
}

/// Whether a sentence without a colon points to the lines below: it announces something that it does not
/// list, ends before the parts of something, or says in its last clause that no consent is needed.
pub(super) fn points_below(cues: &WordTable<CueSet>, source: &str) -> bool {
    let source = blank::trim_end(source);
    let end = source.trim_end_matches('*').len();
    let clause = end - source[..end].rsplit(ENDS).next().map_or(0, str::len);
    let mut points = false;
    for hit in cues.find_iter(source) {
        if hit.class.has(Cue::Colon) {
            points = false;
        } else if hit.class.has(Cue::Forward)
            || hit.class.has(Cue::Part) && hit.end == source.len()
            || hit.class.has(Cue::Exempt) && clause < end && hit.start >= clause
        {
            points = true;
        }
    }
    points
}

/// How many bytes may be between a denial and 以下: 从事, 进行.
const SHORT_VERB: usize = 12;

/// Punctuation that ends a clause.
const CLAUSE_ENDS: [char; 4] = ['，', ',', '；', '。'];

/// Punctuation that ends a clause or a sentence.
const ENDS: [char; 8] = ['，', ',', '；', ';', '：', '。', '！', '？'];

/// A sentence without the colon at its end; `None` if there is no colon.
fn without_colon(source: &str) -> Option<&str> {
    source.trim_end_matches('*').strip_suffix(['：', ':'])
}
