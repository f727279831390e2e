//! The actors of the next verb: the subject of the sentence, and the agents of a clause.

use crate::annotation::AnnotationId;
use crate::statement::MemberRole;
use crate::statement::draft::{Batch, CARRIED};
use crate::statement::rule::Rule;
use crate::text::{Short, Span};

/// Where an actor goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum ActorPlace {
    #[default]
    Subject,
    /// After 由 and the like.
    Agent,
    /// The recipient before the verb, after 向 and the like.
    Recipient,
    /// The recipient after the verb.
    Given,
    /// The source before the verb.
    Source,
    /// The source after the verb: `[接收]来自(银行)的<账单>`.
    Giver,
    /// The owner of data: `(您)的<昵称>`.
    Owner,
    /// Only mentioned: `受(银行)委托`.
    Nobody,
}

/// The actors that the next verb can take.
#[derive(Debug, Default)]
pub(super) struct Subjects {
    /// The current subject; the one that a relative clause interrupts, 我们 in `(我们)[收集](您)[提供]的`;
    /// and the one of the clause around an occasion with a subject of its own.
    lists: [Short<AnnotationId>; 3],
    /// The span of the only actor of each list.
    marks: [Option<Span>; 3],
    /// Whether the clause repeats the subject as an unmarked word: `(您)可以[上传]，您也可以`.
    named_again: bool,
    /// Which of the lists is which. Their numbers are swapped and not the lists, so that the use of
    /// memory does not depend on the documents before.
    current: usize,
    interrupted: usize,
    around: usize,
    /// Whether a verb has taken the one around the occasion.
    around_is_used: bool,
    /// The actors after 由 and the like. They count up to the end of the clause of their verb.
    agents: Short<AnnotationId>,
    /// Whether a verb has taken `agents`.
    agents_are_used: bool,
    /// Whether a verb has taken the subject.
    is_used: bool,
    /// Whether words before the subject can give it another role (S36).
    is_unsure: bool,
    /// Where the last actor went, so that a coordinated one can follow it.
    pub(super) place: ActorPlace,
}

impl Subjects {
    pub(super) fn clear(&mut self) {
        self.lists.iter_mut().for_each(Short::clear);
        self.marks = [None; 3];
        self.clear_agents();
        (self.current, self.interrupted, self.around) = (0, 1, 2);
        self.named_again = false;
        self.is_used = false;
        self.is_unsure = false;
        self.place = ActorPlace::default();
    }

    pub(super) fn clear_agents(&mut self) {
        self.agents.clear();
        self.agents_are_used = false;
    }

    /// Adds an actor to the subject.
    pub(super) fn add(&mut self, id: AnnotationId) {
        if !self.is_empty() {
            self.marks[self.current] = None;
        }
        self.lists[self.current].push(id);
    }

    /// S3: reads a pronoun at `span` that is a subject. Returns whether it repeats the current one.
    pub(super) fn name_again(&mut self, text: &str, span: Span) -> bool {
        let mark = self.marks[self.current].filter(|_| !self.is_empty());
        let name =
            mark.and_then(|mark| text.get(mark.start() as usize + 1..mark.end() as usize - 1));
        self.named_again = name.is_some_and(|name| text.get(span.range()) == Some(name.trim()));
        self.named_again
    }

    /// Returns whether the clause repeats the subject, and resets that.
    pub(super) const fn take_named_again(&mut self) -> bool {
        std::mem::replace(&mut self.named_again, false)
    }

    pub(super) fn add_agent(&mut self, id: AnnotationId) {
        self.agents.push(id);
    }

    /// Starts a new subject. If it `interrupts` the current one, that returns after it. `is_unsure` says
    /// whether words before it can give it another role.
    pub(super) fn change(&mut self, interrupts: bool, is_unsure: bool, mark: Span) {
        self.outer().clear();
        if interrupts {
            self.swap();
        }
        self.lists[self.current].clear();
        self.marks[self.current] = Some(mark);
        self.is_used = false;
        self.is_unsure = is_unsure;
        self.clear_agents();
    }

    /// Ends a relative clause: the subject that it interrupted is the current one again.
    pub(super) fn leave_clause(&mut self) {
        if !self.outer().is_empty() {
            self.swap();
            self.outer().clear();
            self.is_used = true;
        }
    }

    /// Starts the subject of an occasion.
    pub(super) fn enter_occasion(&mut self) {
        self.around_is_used = self.is_used;
        std::mem::swap(&mut self.current, &mut self.around);
        self.forget();
    }

    /// Ends the occasion: the subject before it, if any, is the current one again.
    pub(super) fn leave_occasion(&mut self) {
        self.forget();
        std::mem::swap(&mut self.current, &mut self.around);
        self.is_used = self.around_is_used;
    }

    fn swap(&mut self) {
        std::mem::swap(&mut self.current, &mut self.interrupted);
    }

    /// The subject that is interrupted.
    fn outer(&mut self) -> &mut Short<AnnotationId> {
        &mut self.lists[self.interrupted]
    }

    /// Drops the subject, since an unmarked word is the subject from here on.
    pub(super) fn forget(&mut self) {
        self.lists[self.current].clear();
        self.outer().clear();
    }

    /// Ends a clause.
    pub(super) fn end_clause(&mut self) {
        self.named_again = false;
        if self.agents_are_used {
            self.agents.clear();
        }
    }

    pub(super) fn has_new_agent(&self) -> bool {
        !self.agents.is_empty() && !self.agents_are_used
    }

    /// Whether the subject still waits for a verb.
    pub(super) fn is_waiting(&self) -> bool {
        !self.is_empty() && !self.is_used
    }

    pub(super) fn is_empty(&self) -> bool {
        self.lists[self.current].is_empty()
    }

    /// S2, S3, S5, S36: gives a new predicate the agents, or else the subject.
    pub(super) fn give(&mut self, batch: &mut Batch, draft: usize) {
        let (role, subject) = (MemberRole::Actor, &self.lists[self.current]);
        let (actors, is_used, rule) = match (self.agents.is_empty(), self.is_used) {
            (false, _) => (&self.agents, self.agents_are_used, Rule::Agent),
            (true, true) => (subject, true, Rule::ElidedSubject),
            (true, false) if self.is_unsure => (subject, false, Rule::SubjectAfterWords),
            (true, false) => (subject, false, Rule::Subject),
        };
        if is_used {
            actors.iter().take(CARRIED).for_each(|&id| batch.carry(draft, id, role, rule));
        } else {
            actors.iter().for_each(|&id| batch.add(draft, id, role, rule));
        }
        if self.agents.is_empty() {
            self.is_used = true;
        } else {
            self.agents_are_used = true;
        }
    }
}
