//! What a sentence says of the lines below it: `以下情形`.

use super::passage::Passage;
use super::token::{Mark, Token, Tokens};
use super::{MemberRole, draft::Batch};
use crate::annotation::{AnnotationId, Bearing, Role};
use crate::lexicon::{Cue, CueSet, Lexicon, RoleCue, WordTable};
use crate::outline::{Numbering, SectionData, SectionId};
use crate::text::{AnnotationKind, Span, blank};

/// What is known of the marks and the words of a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Known<'a> {
    pub(super) text: &'a str,
    pub(super) lexicon: &'a Lexicon,
    pub(super) bearings: &'a [Bearing],
    pub(super) sections: &'a [SectionData],
}

impl Known<'_> {
    /// `{以下情形}`: the items of a list spell it out. An exception stays one in each item.
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

    /// `这些资料包括：`: whether a sentence without marks leads in what spells out the data before.
    pub(super) fn refers(&self, source: &str) -> bool {
        let Some(source) = without_colon(source) else { return false };
        let is = |class: CueSet, end| {
            class.has(Cue::Reference) || class.has(Cue::Part) && end == source.len()
        };
        self.lexicon.cues().find_iter(source).any(|hit| is(hit.class, hit.end))
    }

    /// S25: `但以下情况除外：`, `除非：`: whether the items of a lead-in are exceptions.
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

    /// `(星海)承诺不会：`, `您不得有以下行为：`: whether what items do whose verbs are bare is denied.
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

    /// `下列情形中，(星海)[收集]<邮箱>无需征得同意` / `1、`: whether a sentence without colon leads in
    /// the numbered lines below it.
    pub(super) fn leads_to_numbers(&self, passage: &Passage<'_>, sentence: &Tokens) -> bool {
        let has_cue = sentence.content().cues.has_any(&[Cue::Forward, Cue::Part, Cue::Exempt]);
        let can_lead = has_cue || sentence.content().count(AnnotationKind::Purpose) > 0;
        passage.closes_line
            && can_lead
            && passage.numbering_below(self.text).is_some_and(|below| below.is_first())
            && (has_cue || sentence.as_slice().iter().any(|token| self.is_placeholder(token)))
            && points_below(self.lexicon.cues(), passage.source)
    }

    /// `[共享]给以下主体：`, `(以下主体)会[收集]：`: what whom an item names is to the verb of a lead-in.
    pub(super) fn counterpart(&self, sentence: &Tokens, batch: &Batch) -> Option<MemberRole> {
        let tokens = sentence.as_slice();
        let has_cue = sentence.content().cues.has(Cue::Forward);
        let holds = |token: &Token| has_cue && token.is(Cue::Forward) || self.is_actor_ahead(token);
        let at = tokens.iter().rposition(holds)?;
        let (before, behind) = tokens.split_at_checked(at)?;
        let actor = behind.iter().take(2).filter_map(Token::mark).find(|mark| is_actor(*mark));
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
        if opens_clause {
            subject_ahead(behind, batch)
        } else {
            role_behind(before.last()?, tokens)
        }
    }

    /// `(以下主体)`
    fn is_actor_ahead(&self, token: &Token) -> bool {
        token.mark().is_some_and(is_actor) && self.holds_forward(token.span)
    }

    /// `[收集]如下信息：1、<邮箱>；` / `2、<电话>。`: where a lead-in ends whose first item is on its line.
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
                let goes_on = match label.zip(below) {
                    Some((label, below)) => below.is_next_to(label),
                    None => is_ahead && label.is_none() && below.is_none(),
                };
                if goes_on {
                    let first = tokens.iter().skip(at).find_map(Token::mark)?.id;
                    return Some(Inline { label, first });
                }
            }
            is_ahead = token.is(Cue::Forward) || is_ahead && !is_colon;
        }
        None
    }

    /// How the last of the items that start at `start` is numbered, if the first is: `1、<邮箱>；2、<电话>；`.
    fn last_label(&self, passage: &Passage<'_>, start: u32) -> Option<Numbering> {
        let items = self.text.get(start as usize..passage.span.end() as usize)?;
        let first = passage.numbering_at(blank::trim_start(items))?;
        let others = items.split(['；', ';']).skip(1).map(blank::trim_start);
        Some(others.filter_map(|item| passage.numbering_at(item)).last().unwrap_or(first))
    }

    /// How the words at `start` are numbered, if they are.
    pub(super) fn numbering_at(&self, start: u32) -> Option<Numbering> {
        Numbering::at_start(self.text.get(start as usize..)?, self.lexicon.outline())
    }

    /// Whether a sentence is the title of its section.
    pub(super) fn is_title(&self, sentence: Span, section: SectionId) -> bool {
        let title = self.sections.get(section.index()).and_then(|section| section.title);
        title.is_some_and(|title| sentence.contains(title.start()))
    }

    /// Whether a section is `outer` or an item in it, and in no other section with a title.
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

/// What 以下主体 right behind a preposition is.
fn role_behind(preposition: &Token, tokens: &[Token]) -> Option<MemberRole> {
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

/// `以下主体会[收集]<邮箱>：`: what 以下主体 is at the head of a clause.
fn subject_ahead(clause: &[Token], batch: &Batch) -> Option<MemberRole> {
    let mut marks =
        clause.iter().take_while(|token| !token.is(Cue::Clause)).filter_map(Token::mark);
    let acts = marks.next().is_some_and(|mark| mark.kind == AnnotationKind::Action);
    let has_actor = batch.drafts.last().is_some_and(|draft| draft.has_actor);
    (acts && !has_actor).then_some(MemberRole::Actor)
}

/// A lead-in that has its first item on its own line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Inline {
    /// How that item is numbered.
    pub(super) label: Option<Numbering>,
    /// The first mark of that item.
    pub(super) first: AnnotationId,
}

/// Whether a sentence without colon points at what is below: it announces something that it does
/// not list, or ends before its parts, or with the words that no consent is needed.
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

/// How many bytes may be between a denial and `以下`: 从事, 进行.
const SHORT_VERB: usize = 12;

/// What ends a clause.
const CLAUSE_ENDS: [char; 4] = ['，', ',', '；', '。'];

/// What ends a clause or a sentence.
const ENDS: [char; 8] = ['，', ',', '；', ';', '：', '。', '！', '？'];

/// A sentence that ends in a colon, without that.
fn without_colon(source: &str) -> Option<&str> {
    source.trim_end_matches('*').strip_suffix(['：', ':'])
}
