//! Reads the tokens of a sentence from left to right and ties marks to predicates.

use super::draft::{Draft, Drafts};
use super::rule::Rule;
use super::token::{Token, TokenKind};
use super::{AnnotationData, MemberRole, Modality};
use crate::annotation::{AnnotationId, AnnotationKind, Role};
use crate::lexicon::{Cue, CueSet};

/// How many members of one sort a later verb takes over from an earlier one. More than any
/// sentence needs, and what keeps a sentence of 100,000 marks linear.
const CARRIED: usize = 32;

/// What stands between the last mark and the next one.
#[derive(Clone, Copy, Debug, Default)]
struct Gap {
    /// All cues.
    cues: CueSet,
    /// The cues behind the last mark of punctuation.
    near: CueSet,
    /// The first cue, if nothing stands before it.
    first: CueSet,
    /// The last cue.
    last: CueSet,
    /// The last cue that says what an actor or data is to the verb.
    marker: CueSet,
    /// Whether anything stands in it.
    is_filled: bool,
    /// Whether a clause ends in it.
    has_boundary: bool,
}

impl Gap {
    fn read(&mut self, token: &Token) {
        if let TokenKind::Cue(cues) = token.kind {
            if !self.is_filled {
                self.first = cues;
            }
            self.cues = self.cues | cues;
            self.last = cues;
            self.near = self.near | cues;
            if MARKERS.iter().any(|&cue| cues.has(cue)) {
                self.marker = cues;
            }
            if cues.has(Cue::Clause) || cues.has(Cue::Break) {
                self.has_boundary = true;
                self.marker = CueSet::default();
                self.near = CueSet::default();
            }
        }
        self.is_filled = true;
    }
}

const MARKERS: [Cue; 4] = [Cue::Toward, Cue::From, Cue::By, Cue::Object];

/// What the marks before the next verb are waiting to be.
#[derive(Debug, Default)]
struct Waiting {
    /// Conditions and purposes before the subject, and whether a verb has taken them.
    front: Vec<AnnotationId>,
    front_is_used: bool,
    /// Conditions and purposes between subject and verb.
    inner: Vec<AnnotationId>,
    /// Actors behind 由 and the like.
    agents: Vec<AnnotationId>,
    recipients: Vec<(AnnotationId, Rule)>,
    sources: Vec<(AnnotationId, Rule)>,
    data: Vec<AnnotationId>,
}

/// Where the last actor went, so that a coordinated one can follow it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Subject,
    Agent,
    /// Before the verb, among those waiting.
    Recipient,
    Source,
    /// Behind the verb, in its draft.
    Given,
}

/// What a scope remembers while an aside is read.
#[derive(Clone, Copy, Debug)]
struct Host {
    last: Option<AnnotationKind>,
    gap: Gap,
}

/// What happened since the last verb.
#[derive(Clone, Copy, Debug, Default)]
struct Since {
    object: bool,
    adjunct: bool,
    subject: bool,
    boundary: bool,
    conjunction: bool,
    relative: bool,
}

/// Ties the marks of one scope: a sentence, or an aside that has verbs of its own.
pub(super) struct Reader<'a> {
    annotations: &'a [AnnotationData],
    drafts: &'a mut Drafts,
    /// The first draft of the scope.
    first: usize,
    /// The draft that takes what follows.
    open: Option<usize>,
    /// The drafts that share the next object, `open` among them.
    sharers: Vec<usize>,
    subject: Vec<AnnotationId>,
    /// The subject before a relative clause: `(我们)[收集](您)[提供]的`.
    outer_subject: Vec<AnnotationId>,
    subject_is_used: bool,
    subject_clause: Option<u32>,
    waiting: Waiting,
    place: Place,
    last: Option<AnnotationKind>,
    gap: Gap,
    hosts: Vec<Host>,
    since: Since,
    /// What the clause says of its verbs so far.
    manner: Manner,
    clause: u32,
    /// Whether 将 or the like stands open in this clause.
    object_is_fronted: bool,
    /// The clause of the last purpose or condition before the subject.
    front_clause: Option<u32>,
    /// Whether the recipients that wait stand behind 向.
    waiting_toward: bool,
    /// Whether they are sources: `向(银行)[查询]`.
    verb_takes: bool,
    /// Whether the next word is the first of its clause.
    at_head: bool,
}

/// What the words before a verb say of it.
#[derive(Clone, Copy, Debug, Default)]
struct Manner {
    denied: bool,
    exempt: bool,
    modality: Option<Modality>,
    /// Whether an unmarked word is the subject: `我们会[收集]`.
    pronoun: bool,
}

/// What stands ahead of a token in its scope.
#[derive(Clone, Copy, Debug, Default)]
struct Ahead {
    /// The clause of the next verb, asides left out.
    action: Option<u32>,
    /// The kind of the next mark that is no purpose or condition, asides left out.
    mark: Option<AnnotationKind>,
    /// Whether 除外 stands before the next mark.
    exception: bool,
    /// Whether the next token, directly, is 的.
    of: bool,
    /// Whether a modal word or a word for a recipient stands before the next verb.
    modal: bool,
}

/// For each token what stands behind it.
fn look_ahead(tokens: &[Token]) -> Vec<Ahead> {
    let mut found = vec![Ahead::default(); tokens.len()];
    let mut ahead = Ahead::default();
    for (token, slot) in tokens.iter().zip(&mut found).rev() {
        *slot = ahead;
        ahead.of = token.is(Cue::Of);
        if token.depth > 0 {
            continue;
        }
        match token.kind {
            TokenKind::Mark(_, kind) => {
                ahead.exception = false;
                if kind != AnnotationKind::Purpose {
                    ahead.mark = Some(kind);
                }
                if kind == AnnotationKind::Action {
                    ahead.action = Some(token.clause);
                    ahead.modal = false;
                }
            }
            TokenKind::Cue(cues) => {
                ahead.exception |= cues.has(Cue::Exception);
                ahead.modal |=
                    [Cue::May, Cue::Will, Cue::Must, Cue::By].iter().any(|&c| cues.has(c));
            }
            _ => {}
        }
    }
    found
}

impl<'a> Reader<'a> {
    pub(super) fn new(annotations: &'a [AnnotationData], drafts: &'a mut Drafts) -> Self {
        let first = drafts.list.len();
        Self {
            annotations,
            drafts,
            first,
            open: None,
            sharers: Vec::new(),
            subject: Vec::new(),
            outer_subject: Vec::new(),
            subject_is_used: false,
            subject_clause: None,
            waiting: Waiting::default(),
            place: Place::Subject,
            last: None,
            gap: Gap::default(),
            hosts: Vec::new(),
            since: Since::default(),
            manner: Manner::default(),
            clause: 0,
            object_is_fronted: false,
            front_clause: None,
            waiting_toward: false,
            verb_takes: false,
            at_head: true,
        }
    }

    pub(super) fn read(mut self, tokens: &[Token]) {
        let ahead = look_ahead(tokens);
        for (token, &ahead) in tokens.iter().zip(&ahead) {
            match token.kind {
                TokenKind::Mark(id, kind) => {
                    match kind {
                        AnnotationKind::Actor => self.actor(id, token, ahead),
                        AnnotationKind::Action => self.action(id, token, ahead),
                        AnnotationKind::Data => self.data(id, token, ahead),
                        AnnotationKind::Purpose => self.purpose(id, token, ahead),
                    }
                    self.last = Some(kind);
                    // `与{为我们服务}的(供应商)`: what stands before goes on behind the attribute.
                    let marker = self.gap.marker;
                    self.gap = Gap::default();
                    if kind == AnnotationKind::Purpose && ahead.of {
                        self.gap.marker = marker;
                    }
                    self.at_head = false;
                }
                TokenKind::Open => {
                    self.hosts.push(Host { last: self.last, gap: self.gap });
                    self.gap = Gap::default();
                }
                TokenKind::Close => {
                    if let Some(host) = self.hosts.pop() {
                        self.last = host.last;
                        self.gap = host.gap;
                    }
                }
                TokenKind::Cue(cues) => self.cue(token, cues),
                TokenKind::Words => {
                    self.gap.read(token);
                    self.at_head = false;
                }
            }
        }
        self.finish();
    }

    fn in_aside(&self) -> bool {
        !self.hosts.is_empty()
    }

    fn cue(&mut self, token: &Token, cues: CueSet) {
        self.gap.read(token);
        if self.in_aside() {
            return;
        }
        if cues.has(Cue::Conjunction) {
            self.since.conjunction = true;
        }
        if cues.has(Cue::Deny) {
            self.manner.denied = true;
        }
        if cues.has(Cue::Exempt) {
            self.manner.exempt = true;
            if let Some(open) = self.open {
                self.drafts.list[open].consent_exempt = true;
            }
        }
        if cues.has(Cue::Object) {
            self.object_is_fronted = true;
        }
        if cues.has(Cue::Reference) {
            self.refer();
        }
        if cues.has(Cue::Pronoun) && self.at_head {
            self.manner.pronoun = true;
        }
        let heads = [Cue::Clause, Cue::Break, Cue::Conjunction, Cue::Part];
        self.at_head = heads.iter().any(|&cue| cues.has(cue));
        for (cue, modality) in
            [(Cue::May, Modality::May), (Cue::Will, Modality::Will), (Cue::Must, Modality::Must)]
        {
            if cues.has(cue) {
                self.manner.modality = self.manner.modality.max(Some(modality));
            }
        }
        if cues.has(Cue::Of) {
            self.manner.pronoun = false;
            if self.last == Some(AnnotationKind::Action) && self.gap.first.has(Cue::Of) {
                self.since.relative = true;
            }
        }
        if cues.has(Cue::Clause) || cues.has(Cue::Break) {
            self.since.boundary = true;
            let exempt = self.manner.exempt;
            self.manner = Manner { exempt, ..Manner::default() };
            self.object_is_fronted = false;
            self.clause = token.clause + 1;
            if cues.has(Cue::Break) && self.waiting.front_is_used {
                self.waiting.front.clear();
            }
        }
    }

    /// `[使用]此信息`: the object is that of the verb before.
    fn refer(&mut self) {
        let Some(open) = self.open.filter(|&open| open > self.first) else { return };
        let (before, rest) = self.drafts.list.split_at_mut(open);
        let (Some(before), Some(draft)) = (before.last(), rest.first_mut()) else { return };
        if draft.has_data {
            return;
        }
        let data = before.members.iter().filter(|m| m.role == MemberRole::Data);
        for member in data.take(CARRIED) {
            draft.add(member.annotation, MemberRole::Data, Rule::Reference);
        }
    }

    // ---- actors

    fn actor(&mut self, id: AnnotationId, token: &Token, ahead: Ahead) {
        let follows = self.follows_actor();
        if follows {
            return self.place_actor(id, Rule::CoordinatedActor);
        }
        if self.in_aside() {
            return;
        }
        let marker = self.gap.marker;
        let action_ahead = ahead.action == Some(token.clause);
        self.place = if marker.has(Cue::By) {
            Place::Agent
        } else if marker.has(Cue::From) {
            Place::Source
        } else if marker.has(Cue::Toward) {
            let behind = self.open.is_some()
                && !self.gap.has_boundary
                && (!action_ahead || self.gap.first.has(Cue::Given));
            if behind { Place::Given } else { Place::Recipient }
        } else {
            Place::Subject
        };
        match self.place {
            Place::Subject => {
                if self.since.boundary || self.open.is_none() || self.sharers.is_empty() {
                    self.outer_subject.clear();
                } else {
                    self.outer_subject = std::mem::take(&mut self.subject);
                }
                if let Some(open) =
                    self.open.filter(|_| self.gap.has_boundary || self.since.boundary)
                {
                    // `在[收集]<邮箱>时，(我们)会`
                    let draft = &mut self.drafts.list[open];
                    if self.subject.is_empty() && !draft.has_unmarked_subject && !draft.has_agent {
                        draft.add(id, MemberRole::Actor, Rule::ElidedSubject);
                    }
                }
                self.subject.clear();
                self.subject_is_used = false;
                self.subject_clause = Some(token.clause);
                self.since.subject = true;
                self.manner.pronoun = false;
                self.place_actor(id, Rule::Subject);
            }
            Place::Agent => self.place_actor(id, Rule::Agent),
            Place::Source => self.place_actor(id, Rule::Source),
            Place::Recipient | Place::Given => {
                self.waiting_toward = !marker.has(Cue::Conjunction);
                self.place_actor(id, Rule::Recipient);
            }
        }
    }

    /// Whether an actor is coordinated with the one before it.
    fn follows_actor(&self) -> bool {
        if self.in_aside() && self.last == Some(AnnotationKind::Actor) {
            return true;
        }
        if self.last != Some(AnnotationKind::Actor) {
            return false;
        }
        let gap = &self.gap;
        let joined = !gap.is_filled || gap.first.has(Cue::Conjunction) || gap.first.has(Cue::Etc);
        let verbal = [Cue::May, Cue::Will, Cue::Must, Cue::Deny, Cue::From, Cue::By];
        let is_verbal = verbal.into_iter().any(|cue| gap.cues.has(cue));
        let is_marked = gap.marker.has(Cue::Toward) && !gap.marker.has(Cue::Conjunction);
        joined && !gap.has_boundary && !is_verbal && !is_marked
    }

    fn place_actor(&mut self, id: AnnotationId, rule: Rule) {
        match self.place {
            Place::Subject => self.subject.push(id),
            Place::Agent => self.waiting.agents.push(id),
            Place::Source => self.waiting.sources.push((id, rule)),
            Place::Recipient => self.waiting.recipients.push((id, rule)),
            Place::Given => {
                if let Some(open) = self.open {
                    self.drafts.list[open].add(id, MemberRole::Recipient, rule);
                }
            }
        }
    }

    // ---- verbs

    fn action(&mut self, id: AnnotationId, token: &Token, _ahead: Ahead) {
        let role = self.annotations.get(id.index()).and_then(|a| a.role);
        self.verb_takes = role == Some(Role::Collect) && self.waiting_toward;
        self.waiting_toward = false;
        if let Some(open) = self.open.filter(|_| self.is_coordinated()) {
            self.drafts.list[open].add(id, MemberRole::Action, Rule::Verb);
            self.take_waiting(open, false, token.clause);
        } else {
            self.start(Some(id), token.clause);
        }
        self.manner.pronoun = false;
        self.since = Since::default();
    }

    fn is_coordinated(&self) -> bool {
        let since = self.since;
        !since.object
            && !since.subject
            && !since.adjunct
            && !since.relative
            && self.waiting.agents.is_empty()
            && self.waiting.data.is_empty()
            && !self.manner.pronoun
            && (since.conjunction || !since.boundary)
    }

    fn start(&mut self, verb: Option<AnnotationId>, clause: u32) {
        let shares = self.open.is_some_and(|open| {
            !self.since.boundary && !self.since.object && !self.drafts.list[open].has_data
        });
        if !shares {
            self.sharers.clear();
        }
        let mut draft = Draft {
            denied: self.manner.denied,
            consent_exempt: self.manner.exempt,
            modality: self.manner.modality,
            has_unmarked_subject: self.manner.pronoun,
            ..Draft::default()
        };
        if let Some(verb) = verb {
            draft.add(verb, MemberRole::Action, Rule::Verb);
        }
        if self.manner.pronoun {
            self.subject.clear();
        }
        self.drafts.list.push(draft);
        let open = self.drafts.list.len() - 1;
        self.open = Some(open);
        if self.sharers.len() < CARRIED {
            self.sharers.push(open);
        }
        self.take_waiting(open, true, clause);
    }

    /// Gives a draft what waited for its verb.
    fn take_waiting(&mut self, open: usize, is_new: bool, clause: u32) {
        let draft = &mut self.drafts.list[open];
        let waiting = &mut self.waiting;
        if is_new {
            if self.subject.is_empty() && self.front_clause == Some(clause) {
                waiting.inner.append(&mut waiting.front);
            }
            let rule = if waiting.front_is_used { Rule::CarriedFront } else { Rule::Front };
            for &id in
                waiting.front.iter().take(if waiting.front_is_used { CARRIED } else { usize::MAX })
            {
                draft.add_adjunct(id, rule, self.annotations);
            }
            waiting.front_is_used |= !waiting.front.is_empty();
            if waiting.agents.is_empty() && !self.manner.pronoun {
                let rule = if self.subject_is_used { Rule::ElidedSubject } else { Rule::Subject };
                for &id in self.subject.iter().take(if self.subject_is_used {
                    CARRIED
                } else {
                    usize::MAX
                }) {
                    draft.add(id, MemberRole::Actor, rule);
                }
                self.subject_is_used = true;
            }
        }
        for id in waiting.inner.drain(..) {
            draft.add_adjunct(id, Rule::Inner, self.annotations);
        }
        for id in waiting.agents.drain(..) {
            draft.add(id, MemberRole::Actor, Rule::Agent);
        }
        let takes = self.verb_takes;
        for (id, rule) in waiting.recipients.drain(..) {
            match takes {
                true => draft.add(id, MemberRole::Source, Rule::Source),
                false => draft.add(id, MemberRole::Recipient, rule),
            }
        }
        for (id, rule) in waiting.sources.drain(..) {
            draft.add(id, MemberRole::Source, rule);
        }
        for id in waiting.data.drain(..) {
            draft.add(id, MemberRole::Data, Rule::FrontedObject);
        }
    }

    // ---- data

    fn data(&mut self, id: AnnotationId, token: &Token, ahead: Ahead) {
        if self.in_aside() {
            return self.object(id);
        }
        let action_ahead = ahead.action == Some(token.clause);
        let new_subject = self.since.subject;
        let is_fronted = match self.open {
            None => true,
            Some(_) if new_subject => true,
            Some(_) if !action_ahead => false,
            Some(_) => {
                self.gap.marker.has(Cue::Object)
                    || self.gap.has_boundary && ahead.modal
                    || self.last == Some(AnnotationKind::Data) && !self.waiting.data.is_empty()
            }
        };
        if is_fronted {
            self.waiting.data.push(id);
        } else {
            self.object(id);
            if self.since.relative && self.object_is_fronted && action_ahead {
                self.waiting.data.push(id);
            }
        }
    }

    /// Data behind its verb, or in an aside behind its whole.
    fn object(&mut self, id: AnnotationId) {
        if self.in_aside() && !self.waiting.data.is_empty() {
            return self.waiting.data.push(id);
        }
        if self.sharers.is_empty() {
            return self.waiting.data.push(id);
        }
        for (index, &sharer) in self.sharers.iter().enumerate() {
            let rule =
                if index + 1 < self.sharers.len() { Rule::SharedObject } else { Rule::Object };
            self.drafts.list[sharer].add(id, MemberRole::Data, rule);
        }
        self.since.object = true;
        if !self.outer_subject.is_empty() {
            self.subject = std::mem::take(&mut self.outer_subject);
        }
    }

    // ---- purposes and conditions

    fn purpose(&mut self, id: AnnotationId, token: &Token, ahead: Ahead) {
        let role = self.annotations.get(id.index()).and_then(|a| a.role);
        let verb_ahead = matches!(ahead.mark, Some(AnnotationKind::Actor | AnnotationKind::Action));
        let Some(open) = self.open else {
            return self.hold(id, token);
        };
        if self.in_aside() {
            return self.drafts.list[open].add_adjunct(id, Rule::Trailing, self.annotations);
        }
        if self.since.subject && ahead.action.is_some() {
            return self.hold(id, token);
        }
        let opens = self.gap.has_boundary
            && verb_ahead
            && ahead.action.is_some()
            && !ahead.exception
            && (self.gap.cues.has(Cue::Break)
                || role == Some(Role::Condition)
                || self.gap.near.has(Cue::Sake));
        if opens {
            if self.waiting.front_is_used {
                self.waiting.front.clear();
                self.waiting.front_is_used = false;
            }
            self.waiting.front.push(id);
            return;
        }
        if ahead.action == Some(token.clause) && !self.since.object && !self.gap.has_boundary {
            self.waiting.inner.push(id);
            return;
        }
        self.since.adjunct = true;
        self.drafts.list[open].add_adjunct(id, Rule::Trailing, self.annotations);
    }

    fn hold(&mut self, id: AnnotationId, token: &Token) {
        let _ = token;
        if self.since.subject {
            self.waiting.inner.push(id);
        } else {
            self.front_clause = Some(token.clause);
            self.waiting.front.push(id);
        }
    }

    // ---- the end

    fn finish(&mut self) {
        if !self.waiting.data.is_empty() {
            let data = std::mem::take(&mut self.waiting.data);
            if self.open.is_none() || self.since.subject {
                self.start(None, self.clause);
                if let Some(open) = self.open {
                    for id in data {
                        self.drafts.list[open].add(id, MemberRole::Data, Rule::UnmarkedVerb);
                    }
                }
            } else if let Some(open) = self.open {
                for id in data {
                    self.drafts.list[open].add(id, MemberRole::Data, Rule::Object);
                }
            }
        }
        if let Some(open) = self.open {
            let draft = &mut self.drafts.list[open];
            for id in self.waiting.inner.drain(..) {
                draft.add_adjunct(id, Rule::Trailing, self.annotations);
            }
            if !self.waiting.front_is_used {
                for id in self.waiting.front.drain(..) {
                    draft.add_adjunct(id, Rule::Trailing, self.annotations);
                }
            }
            for (id, rule) in self.waiting.recipients.drain(..) {
                draft.add(id, MemberRole::Recipient, rule);
            }
        }
        let _ = self.first;
    }
}
