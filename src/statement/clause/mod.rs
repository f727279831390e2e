//! Reads the tokens of a scope from left to right and ties its marks to predicates.
//!
//! Each file here has the rules for one kind of mark; this one has the loop and what the rules
//! remember.

mod actor;
mod adjunct;
mod gap;
mod object;
mod verb;

use super::draft::{CARRIED, Draft};
use super::polarity::Manner;
use super::rule::Rule;
use super::token::{Token, TokenKind};
use super::{AnnotationData, MemberRole};
use crate::annotation::{AnnotationId, AnnotationKind, Role};
use crate::lexicon::{Cue, CueSet};

use actor::Subjects;
use gap::{Ahead, Gap, look_ahead};

/// Ties the marks of one scope - the running text of a sentence, or an aside that has verbs of
/// its own - and adds its statements to `drafts`.
pub(super) fn read_scope(
    tokens: &[Token],
    annotations: &[AnnotationData],
    drafts: &mut Vec<Draft>,
) {
    let first = drafts.len();
    let mut reader = Reader {
        annotations,
        drafts,
        first,
        open: None,
        sharers: Vec::new(),
        outer: None,
        subjects: Subjects::default(),
        waiting: Waiting::default(),
        last: None,
        gap: Gap::default(),
        hosts: Vec::new(),
        since: Since::default(),
        manner: Manner::default(),
        fronts_object: false,
        at_head: true,
    };
    for (token, ahead) in tokens.iter().zip(look_ahead(tokens)) {
        reader.read(token, ahead);
    }
    reader.finish();
}

struct Reader<'a> {
    annotations: &'a [AnnotationData],
    drafts: &'a mut Vec<Draft>,
    /// The first draft of the scope.
    first: usize,
    /// The draft that takes what follows.
    open: Option<usize>,
    /// The drafts that share the next object; the last of them is `open`.
    sharers: Vec<usize>,
    /// The draft to go back to when the relative clause that is open ends:
    /// that of 收集 in `[收集](您)[提供]的<邮箱>`.
    outer: Option<usize>,
    subjects: Subjects,
    waiting: Waiting,
    /// The last mark of this level.
    last: Option<AnnotationKind>,
    gap: Gap,
    /// What stood before each open aside.
    hosts: Vec<(Option<AnnotationKind>, Gap)>,
    since: Since,
    manner: Manner,
    /// Whether 将 or the like stands before in this clause.
    fronts_object: bool,
    /// Whether the next word is the first of its clause.
    at_head: bool,
}

/// What the marks before the next verb are waiting to be.
#[derive(Debug, Default)]
struct Waiting {
    /// Conditions and purposes before the subject.
    front: Vec<AnnotationId>,
    /// Whether a verb has taken them.
    front_is_used: bool,
    /// The clause of the last of them.
    front_clause: Option<u32>,
    /// Conditions and purposes between subject and verb.
    inner: Vec<AnnotationId>,
    recipients: Vec<AnnotationId>,
    /// Whether the recipients stand behind 向, which can also mean that data comes from them.
    toward: bool,
    sources: Vec<AnnotationId>,
    owners: Vec<AnnotationId>,
    data: Vec<AnnotationId>,
    /// What the clause of the data says of the verb that is not marked there.
    manner: Manner,
    /// Whether the clause of the data is over, and had a verb that is not marked.
    is_from_before: bool,
    /// Whether 这些信息 stands where data could.
    reference: bool,
}

/// What happened since the last verb.
#[derive(Clone, Copy, Debug, Default)]
struct Since {
    object: bool,
    adjunct: bool,
    subject: bool,
    boundary: bool,
    /// ；
    breach: bool,
    /// A conjunction, since the last object too.
    conjunction: bool,
    /// 的 directly behind the verb.
    relative: bool,
    denied: bool,
    /// A conjunction or 如 that goes on with a list of data.
    list: bool,
}

impl Reader<'_> {
    fn read(&mut self, token: &Token, ahead: Ahead) {
        match token.kind {
            TokenKind::Mark(id, kind) => self.mark(id, kind, token, ahead),
            TokenKind::Open => {
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
                self.gap.read(token);
                if !self.in_aside() {
                    self.cue(cues);
                }
            }
            TokenKind::Words => {
                self.gap.read(token);
                self.at_head = false;
            }
        }
    }

    fn mark(&mut self, id: AnnotationId, kind: AnnotationKind, token: &Token, ahead: Ahead) {
        if !self.in_aside() && kind != AnnotationKind::Data {
            self.manner.settle();
        }
        match kind {
            AnnotationKind::Actor => self.actor(id, token, ahead),
            AnnotationKind::Action => self.verb(id, token, ahead),
            AnnotationKind::Data => self.data(id, token, ahead),
            AnnotationKind::Purpose => self.adjunct(id, token, ahead),
        }
        // `与{为我们服务}的(供应商)`: what stands before goes on behind the attribute.
        let is_attribute = kind == AnnotationKind::Purpose && ahead.of;
        let marker = if is_attribute { self.gap.marker } else { CueSet::default() };
        self.gap = Gap { marker, ..Gap::default() };
        self.last = Some(kind);
        self.at_head = false;
    }

    /// Whether the token stands in an aside without verb.
    fn in_aside(&self) -> bool {
        !self.hosts.is_empty()
    }

    fn role(&self, id: AnnotationId) -> Option<Role> {
        self.annotations.get(id.index()).and_then(|data| data.role)
    }

    fn cue(&mut self, cues: CueSet) {
        self.manner.read(cues);
        let since = &mut self.since;
        since.denied |= cues.has_any(&[Cue::Deny, Cue::Not]);
        since.conjunction |= cues.has(Cue::Conjunction);
        since.list |= cues.has_any(&[Cue::Conjunction, Cue::Part]);
        since.relative |= cues.has(Cue::Of)
            && self.last == Some(AnnotationKind::Action)
            && self.gap.first.has(Cue::Of);
        self.fronts_object |= cues.has(Cue::Object);
        // `[获取]您主动[公开]的<照片>`: the subject of a relative clause.
        let is_behind_verb =
            self.last == Some(AnnotationKind::Action) && self.gap.first.has(Cue::Pronoun);
        self.manner.pronoun |= cues.has(Cue::Pronoun) && (self.at_head || is_behind_verb);
        let joins = cues.has(Cue::Conjunction) && !cues.has(Cue::Toward);
        self.manner.joined |= joins && self.at_head;
        self.at_head = cues.has_any(&[Cue::Clause, Cue::Break, Cue::Part])
            || cues.has(Cue::By)
            || self.at_head && joins;
        if let Some(open) = self.open.filter(|_| cues.has(Cue::Exempt)) {
            self.drafts[open].manner.exempt = true;
        }
        if cues.has(Cue::Reference) {
            self.refer();
        }
        if cues.has_any(&[Cue::Clause, Cue::Break]) {
            self.end_clause(cues);
        }
    }

    fn end_clause(&mut self, cues: CueSet) {
        if cues.has_any(&[Cue::Break, Cue::Colon]) && self.waiting.front_is_used {
            self.waiting.front.clear();
            self.waiting.front_is_used = false;
        }
        if cues.has(Cue::Break) {
            self.end_item();
        }
        if self.since.object {
            self.leave_relative();
        } else if self.since.relative {
            self.subjects.leave_clause();
        }
        self.subjects.end_clause();
        let waiting = &mut self.waiting;
        waiting.is_from_before |= !waiting.data.is_empty() && waiting.manner.has_verb();
        self.since.boundary = true;
        self.since.breach |= cues.has(Cue::Break);
        self.since.list = false;
        self.manner.end_clause();
        self.fronts_object = false;
    }

    /// What is left over at the end goes to the last predicate.
    fn finish(&mut self) {
        if !self.waiting.data.is_empty() && (self.open.is_none() || self.since.subject) {
            self.flush();
        }
        if let Some(open) = self.open {
            let draft = &mut self.drafts[open];
            let waiting = &mut self.waiting;
            for id in waiting.data.drain(..) {
                draft.add(id, MemberRole::Data, Rule::Leftover);
            }
            if !waiting.front_is_used {
                waiting.inner.append(&mut waiting.front);
            }
            for id in waiting.inner.drain(..) {
                draft.add_adjunct(id, Rule::Trailing, self.annotations);
            }
            for id in waiting.recipients.drain(..) {
                draft.add(id, MemberRole::Recipient, Rule::Leftover);
            }
            for id in waiting.sources.drain(..) {
                draft.add(id, MemberRole::Source, Rule::Leftover);
            }
        }
    }
}
