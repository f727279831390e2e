//! Reads the tokens of a scope from left to right and ties its annotations to predicates.
//!
//! Each file here has the rules for one kind of annotation. This one has the loop and the state that
//! the rules share.

mod actor;
mod adjunct;
mod gap;
mod object;
mod subject;
mod verb;

use super::MemberRole;
use super::analysis::Analysis;
use super::clause::Clauses;
use super::draft::{Batch, CARRIED};
use super::phrase::{MarkedVerb, Phrase};
use super::polarity::Manner;
use super::rule::Rule;
use super::scope::Scope;
use super::token::{Mark, Token, TokenKind};
use super::words::Words;
use crate::annotation::{AnnotationId, OwnNames};
use crate::lexicon::{Cue, CueSet};
use crate::text::han::is_han;
use crate::text::{AnnotationKind, Short, Span};

use gap::Gap;
use subject::Subjects;

/// Cues after which a clause is still at its head.
const OPENERS: [Cue; 4] = [Cue::Word, Cue::Suppose, Cue::When, Cue::Ask];

/// The storage for reading a scope, which is reused for the next one.
#[derive(Debug, Default)]
pub(super) struct PredicateScratch {
    sharers: Short<usize>,
    hosts: Short<(Option<AnnotationKind>, Gap)>,
    subjects: Subjects,
    waiting: Waiting,
}

/// Ties the annotations of a scope to each other and adds its statements to `batch`.
pub(super) fn read_scope(
    words: Words<'_>,
    names: &mut OwnNames<'_>,
    analysis: &Analysis<'_>,
    batch: &mut Batch,
    scratch: &mut PredicateScratch,
) {
    let Scope { tokens, .. } = analysis.scope;
    let Some(phrase) = analysis.phrases.first() else { return };
    let clauses = &*analysis.clauses;
    let PredicateScratch { sharers, hosts, subjects, waiting } = scratch;
    sharers.clear();
    hosts.clear();
    subjects.clear();
    waiting.clear();
    let mut reader = Reader {
        words,
        names,
        tokens,
        phrase,
        verbs: analysis.verbs,
        argument: 0,
        clauses,
        occasion: None,
        first: batch.drafts.len(),
        batch,
        open: None,
        sharers,
        outer: None,
        subjects,
        waiting,
        last: None,
        gap: Gap::default(),
        hosts,
        since: Since::default(),
        manner: Manner::default(),
        attribute: 0,
        fronts_object: false,
        has_own_words: false,
        at_head: true,
        at: 0,
    };
    for phrase in analysis.phrases {
        reader.phrase = phrase;
        let own = tokens.get(phrase.start as usize..phrase.end as usize);
        for (at, token) in (phrase.start..).zip(own.unwrap_or_default()) {
            reader.at = at;
            reader.token(token);
        }
    }
    reader.finish();
}

/// The maximal length of a number or a bullet, in bytes.
const LABEL: usize = 12;

struct Reader<'a, 'd> {
    words: Words<'a>,
    names: &'a mut OwnNames<'d>,
    tokens: &'a [Token],
    /// The phrase of the token that is being read.
    phrase: &'a Phrase,
    /// The marked verbs that are still ahead.
    verbs: &'a [MarkedVerb],
    /// The last annotation that was found [ahead](Self::argument_ahead), as an index into the tokens.
    argument: usize,
    clauses: &'a Clauses,
    /// The occasion that is being read, if it has a subject of its own.
    occasion: Option<OpenOccasion>,
    batch: &'a mut Batch,
    /// The first draft of the scope.
    first: usize,
    /// The draft to which the following tokens belong.
    open: Option<usize>,
    /// The drafts that share the next object; the last of them is `open`.
    sharers: &'a mut Short<usize>,
    /// The draft that is open again when the relative clause ends: that of 收集 in
    /// `[收集](您)[提供]的<邮箱>`.
    outer: Option<usize>,
    subjects: &'a mut Subjects,
    waiting: &'a mut Waiting,
    /// The kind of the last annotation outside the asides that have closed.
    last: Option<AnnotationKind>,
    gap: Gap,
    /// `last` and `gap` before each open aside.
    hosts: &'a mut Short<(Option<AnnotationKind>, Gap)>,
    since: Since,
    manner: Manner,
    /// The first token of the relative clause, if the next verb is in one.
    attribute: u32,
    /// Whether 将 or the like is before this token in its clause.
    fronts_object: bool,
    /// Whether the verb that is being read is in a relative clause with an unmarked subject.
    has_own_words: bool,
    /// Whether the next word is the first of its clause.
    at_head: bool,
    /// The index of the token that is being read.
    at: u32,
}

/// An occasion with a subject of its own: `在(您)[上传]<照片>时`.
#[derive(Clone, Copy, Debug)]
struct OpenOccasion {
    /// The token after it.
    end: u32,
    /// What the clause around it says so far about its verb.
    manner: Manner,
    /// Whether that clause has named a subject since its last verb.
    subject: bool,
    /// The draft that was open before it.
    draft: Option<usize>,
}

/// The annotations that wait for the next verb.
#[derive(Debug, Default)]
struct Waiting {
    /// Conditions and purposes before the subject.
    front: Short<Mark>,
    /// Whether a verb has taken them.
    front_is_used: bool,
    /// The clause of the last of them.
    front_clause: Option<u32>,
    /// Whether the subject is before them: `(您)在{租期}内，可`. They govern no verb of another subject.
    front_is_of_subject: bool,
    /// Conditions and purposes between subject and verb.
    inner: Short<Mark>,
    recipients: Short<AnnotationId>,
    /// Whether the recipients are after 向, so that they are sources if the verb collects.
    toward: bool,
    sources: Short<AnnotationId>,
    owners: Short<AnnotationId>,
    data: Short<AnnotationId>,
    /// The token of the first of these.
    data_at: u32,
    /// What the clause of the data says about its unmarked verb.
    manner: Manner,
    /// Whether the clause of the data has ended and had an unmarked verb.
    is_from_before: bool,
    /// Whether 这些信息 is in the place of data.
    reference: bool,
    /// Purposes after the last verb, or after the one before `比如：`.
    trailing: Short<Mark>,
    /// Whether `比如：` spells them out.
    is_spelled_out: bool,
}

impl Waiting {
    fn clear(&mut self) {
        self.clear_front();
        self.front_clause = None;
        self.inner.clear();
        self.recipients.clear();
        self.toward = false;
        self.sources.clear();
        self.owners.clear();
        self.data.clear();
        self.manner = Manner::default();
        self.is_from_before = false;
        self.reference = false;
        self.trailing.clear();
        self.is_spelled_out = false;
    }

    fn clear_front(&mut self) {
        self.front.clear();
        self.front_is_used = false;
        self.front_is_of_subject = false;
    }

    /// Drops what belongs to the subject before, as another subject follows.
    fn change_subject(&mut self) {
        if self.front_is_of_subject && self.front_is_used {
            self.clear_front();
        }
    }

    /// Moves what is right before the end of a clause to the front, although the subject is before it.
    fn front_inner(&mut self) {
        let extends = self.front_is_of_subject && !self.front_is_used;
        if !self.inner.is_empty() && (self.front.is_empty() || extends) {
            self.front.append(&mut self.inner);
            self.front_is_of_subject = true;
        }
    }
}

/// What has been read since the last verb.
#[derive(Clone, Copy, Debug, Default)]
struct Since {
    /// The cues.
    cues: CueSet,
    object: bool,
    adjunct: bool,
    /// A whole clause without annotations.
    clause: bool,
    subject: bool,
    /// A conjunction after the last object, if there is one.
    conjunction: bool,
    /// 的 right after the verb or its recipient.
    relative: bool,
    /// The verb shares.
    shares: bool,
    /// A conjunction or 如 that continues a list of data.
    list: bool,
}

impl Since {
    /// `continues` says whether a conjunction here can continue a list of data.
    fn take_cues(&mut self, cues: CueSet, continues: bool) {
        self.cues = self.cues | cues;
        self.conjunction |= cues.has(Cue::Conjunction);
        self.list |= cues.has(Cue::Part) || continues && cues.has(Cue::Conjunction);
    }

    /// Whether a clause has ended.
    fn boundary(&self) -> bool {
        self.cues.has_any(&[Cue::Clause, Cue::Break])
    }

    /// Whether ； or the like has ended a clause.
    const fn breach(&self) -> bool {
        self.cues.has(Cue::Break)
    }
}

impl Reader<'_, '_> {
    fn token(&mut self, token: &Token) {
        match token.kind {
            TokenKind::Mark(mark) => self.mark(mark, token),
            TokenKind::Open { .. } => {
                self.hosts.push((self.last, self.gap));
                self.gap = Gap::default();
            }
            TokenKind::Close => {
                if let Some((last, gap)) = self.hosts.pop() {
                    self.last = last;
                    self.gap = gap;
                }
            }
            TokenKind::Cue(cues) => {
                self.gap.read_cue(cues);
                if !self.in_aside() {
                    self.cue(cues, token.span);
                }
            }
            TokenKind::Words => {
                self.gap.has_verb |= self.joins_verb(token.span);
                self.gap.read_words();
                if !self.in_aside() {
                    self.manner.pass(None);
                }
                // A number or a bullet does not count as a word: `1、您[填写]`.
                self.at_head = self.at_head && self.is_label(token.span);
            }
        }
    }

    fn mark(&mut self, mark: Mark, token: &Token) {
        if !self.in_aside() {
            if mark.kind != AnnotationKind::Data {
                self.manner.settle();
            }
            self.manner.pass(Some(mark.kind));
        }
        match mark.kind {
            AnnotationKind::Actor => self.actor(mark, token),
            AnnotationKind::Action => self.verb(mark, token),
            AnnotationKind::Data => self.data(mark.id, token),
            AnnotationKind::Purpose => self.adjunct(mark, token),
        }
        self.gap = Gap::default();
        self.last = Some(mark.kind);
        self.at_head = false;
    }

    /// S12: whether words after a conjunction of verbs begin with a verb that has its own object:
    /// `，并创建<昵称>`. Right after a marked verb it shares the object of that: `[获取]并保存<昵称>`.
    fn joins_verb(&self, words: Span) -> bool {
        let shares_object = self.last == Some(AnnotationKind::Action)
            && self.gap.first.has(Cue::JoinsVerbs)
            && !self.gap.has_boundary;
        let begins =
            || self.words.lexicon.verbs().prefix(&self.words.text[words.range()]).is_some();
        self.joins_verbs() && !shares_object && begins()
    }

    fn joins_verbs(&self) -> bool {
        self.gap.cues.has(Cue::JoinsVerbs) && self.open.is_some()
    }

    /// Whether 的 is right after the token.
    fn is_attribute(&self) -> bool {
        self.tokens.get(self.at as usize + 1).is_some_and(|next| next.is(Cue::Of))
    }

    /// Whether an unmarked party is between another verb and this one, which makes it the subject of the
    /// relative clause: `使用平台[提供]的`, `[获取]平台[提供]的`.
    fn is_subject_of_relative(&mut self) -> bool {
        let before = self.tokens.get(..self.at as usize).unwrap_or_default();
        let Some((last, before)) = before.split_last() else { return false };
        if !(self.words.are(last) || last.is(Cue::Pronoun)) {
            return false;
        }
        let is_somebody = last.is(Cue::Pronoun) || self.words.is_somebody(last.span, self.names);
        match before.last() {
            Some(before) if is_somebody => self.words.end_in_verb(before),
            _ => self.words.after_verb(last.span, self.names).is_some(),
        }
    }

    /// The next marked verb, if it is in the clause of the token.
    fn verb_ahead(&self, token: &Token) -> Option<&MarkedVerb> {
        self.verbs.first().filter(|verb| verb.clause == token.clause)
    }

    /// The kind of the next annotation that is not a purpose or a condition and not in an aside.
    fn argument_ahead(&mut self) -> Option<AnnotationKind> {
        let first = self.argument.max(self.at as usize + 1);
        let is_argument = |token: &Token| {
            token.depth == 0 && token.mark().is_some_and(|m| m.kind != AnnotationKind::Purpose)
        };
        let rest = self.tokens.get(first..).unwrap_or_default();
        self.argument = first + rest.iter().position(is_argument).unwrap_or(rest.len());
        self.tokens.get(self.argument)?.mark().map(|mark| mark.kind)
    }

    /// What governs the noun of the token.
    const fn preposition(&self) -> CueSet {
        self.phrase.preposition
    }

    /// Whether the token is in an aside without an action.
    fn in_aside(&self) -> bool {
        !self.hosts.is_empty()
    }

    fn cue(&mut self, cues: CueSet, span: Span) {
        self.manner.take_cues(cues);
        self.read_pronoun(cues, span);
        self.since.take_cues(cues, self.can_continue_list());
        self.fronts_object |= cues.has(Cue::Object);
        // `，并通过<位置>{校准}`
        self.gap.has_verb |= cues.has(Cue::Through) && self.joins_verbs();
        let joins = cues.has(Cue::Conjunction) && !cues.has(Cue::Toward);
        self.manner.joined |= joins && self.at_head;
        self.at_head = cues.has_any(&[Cue::Clause, Cue::Break, Cue::Part, Cue::By])
            || self.at_head && (joins || cues.has_any(&OPENERS));
        if let Some(open) = self.open.filter(|_| cues.has(Cue::Exempt)) {
            self.batch.drafts[open].manner.exempt = true;
        }
        if cues.has(Cue::Reference) {
            self.refer();
        }
        if cues.has(Cue::WhenEnds) {
            self.leave_occasion();
        }
        if cues.has_any(&[Cue::Clause, Cue::Break]) {
            self.end_clause(cues);
        }
    }

    /// Whether a conjunction here can continue a list of data: at the head of a clause, or in the clause of
    /// the data. In `，通过蓝牙或红外[采集]的` it joins other words.
    fn can_continue_list(&self) -> bool {
        self.at_head || self.last == Some(AnnotationKind::Data) && !self.gap.has_boundary
    }

    /// S3: a subject inside an occasion is not the subject of the clause around it.
    fn enter_occasion(&mut self) {
        let is_open = self.occasion.is_some_and(|occasion| self.at < occasion.end);
        if let Some(occasion) = self.clauses.occasion(self.at).filter(|_| !is_open) {
            self.subjects.enter_occasion();
            self.occasion = Some(OpenOccasion {
                end: occasion.end,
                manner: std::mem::take(&mut self.manner),
                subject: self.since.subject,
                draft: self.open,
            });
        }
    }

    fn leave_occasion(&mut self) {
        let end = self.at + 1;
        if let Some(occasion) = self.occasion.take_if(|occasion| occasion.end <= end) {
            self.subjects.leave_occasion();
            self.manner = occasion.manner;
            let has_verb = occasion.draft != self.open;
            self.since.subject = !self.subjects.is_empty() && (has_verb || occasion.subject);
        }
    }

    /// Whether the token is the first after the cue that opens an occasion: `在您[填写]<地址>后`.
    fn opens_occasion(&self) -> bool {
        let before = self.at.saturating_sub(1);
        self.clauses.occasion(self.at).is_some_and(|occasion| occasion.start == before)
    }

    fn is_label(&self, words: Span) -> bool {
        let words = self.words.text.get(words.range()).filter(|words| words.len() <= LABEL);
        words.is_some_and(|words| !words.chars().any(|c| is_han(c) || c.is_alphabetic()))
    }

    /// S3: a pronoun is a subject at the head of its clause, `，您可以`, and right after a verb that of a
    /// relative clause, `[获取]您主动[公开]的<照片>`.
    fn read_pronoun(&mut self, cues: CueSet, span: Span) {
        let opens_relative = match self.last {
            Some(AnnotationKind::Action) => self.gap.first.has(Cue::Pronoun),
            // `<昵称>和您[上传]的<照片>`
            Some(AnnotationKind::Data) => self.gap.first.has(Cue::Conjunction),
            _ => false,
        };
        if !cues.has(Cue::Pronoun) {
            return;
        }
        if self.preposition() == CueSet::default() {
            self.attribute = self.at + 1;
        }
        let opens_clause = self.at_head || opens_relative;
        if opens_clause || self.opens_occasion() {
            if opens_clause {
                self.manner.drop_carried();
            }
            if !self.subjects.name_again(self.words.text, span) {
                self.enter_occasion();
            }
            self.manner.pronoun = true;
        }
    }

    fn end_clause(&mut self, cues: CueSet) {
        let is_after_adjunct = self.last == Some(AnnotationKind::Purpose) && !self.gap.has_words;
        if is_after_adjunct && self.since.subject && !cues.has_any(&[Cue::Break, Cue::Colon]) {
            self.waiting.front_inner();
        }
        if cues.has_any(&[Cue::Break, Cue::Colon]) && self.waiting.front_is_used {
            self.waiting.clear_front();
        }
        if cues.has(Cue::Break) {
            self.end_item();
        }
        if cues.has(Cue::Colon) {
            let before = self.tokens.get(self.at.saturating_sub(1) as usize);
            self.waiting.is_spelled_out |= before.is_some_and(|before| before.is(Cue::Part));
        }
        if self.since.object {
            self.leave_relative();
        } else if self.since.relative {
            self.subjects.leave_clause();
        }
        self.subjects.end_clause();
        let waiting = &mut self.waiting;
        waiting.is_from_before |= !waiting.data.is_empty() && waiting.manner.has_verb();
        self.since.list = false;
        match cues.has_any(&[Cue::Break, Cue::Colon]) {
            true => self.manner.end(),
            false => self.manner.end_clause(),
        }
        self.attribute = self.at + 1;
        self.fronts_object = false;
    }

    /// S16, S17: ties what still waits at the end of the scope to the last predicate.
    fn finish(&mut self) {
        if !self.waiting.data.is_empty() && (self.open.is_none() || self.since.subject) {
            self.flush();
        }
        let Some(open) = self.open else { return };
        let (batch, waiting) = (&mut *self.batch, &mut *self.waiting);
        for &id in &waiting.data {
            batch.add(open, id, MemberRole::Data, Rule::Leftover);
        }
        if !waiting.front_is_used {
            waiting.inner.append(&mut waiting.front);
        }
        for &mark in &waiting.inner {
            batch.add_adjunct(open, mark, Rule::Trailing);
        }
        for &id in &waiting.recipients {
            batch.add(open, id, MemberRole::Recipient, Rule::Leftover);
        }
        for &id in &waiting.sources {
            batch.add(open, id, MemberRole::Source, Rule::Leftover);
        }
    }
}
