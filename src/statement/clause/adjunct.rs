//! Purposes and conditions: how far they reach.

use super::Reader;
use super::gap::Ahead;
use crate::annotation::{AnnotationId, AnnotationKind, Role};
use crate::lexicon::Cue;
use crate::statement::rule::Rule;
use crate::statement::token::Token;

impl Reader<'_> {
    pub(super) fn adjunct(&mut self, id: AnnotationId, token: &Token, ahead: Ahead) {
        let Some(open) = self.open else {
            return self.hold(id, token.clause);
        };
        let is_inner = self.since.subject
            || !self.since.object && !self.gap.has_boundary && ahead.action == Some(token.clause);
        if self.in_aside() {
            self.drafts[open].add_adjunct(id, Rule::Trailing, self.annotations);
        } else if is_inner && ahead.action.is_some() {
            self.waiting.inner.push(id);
        } else if self.opens_clause(id, ahead) {
            if self.waiting.front_is_used {
                self.waiting.front.clear();
                self.waiting.front_is_used = false;
            }
            self.waiting.front.push(id);
        } else {
            self.since.adjunct = true;
            self.drafts[open].add_adjunct(id, Rule::Trailing, self.annotations);
        }
    }

    /// Before the first verb: between subject and verb, or before both.
    fn hold(&mut self, id: AnnotationId, clause: u32) {
        if self.since.subject {
            self.waiting.inner.push(id);
        } else {
            self.waiting.front_clause = Some(clause);
            self.waiting.front.push(id);
        }
    }

    /// Whether a purpose or condition behind a verb governs the next one: it opens a clause, and
    /// a subject or a verb stands behind it.
    fn opens_clause(&self, id: AnnotationId, ahead: Ahead) -> bool {
        let has_clause = matches!(ahead.mark, Some(AnnotationKind::Actor | AnnotationKind::Action));
        let opens = self.role(id) == Some(Role::Condition)
            || self.gap.cues.has(Cue::Break)
            || self.gap.near.has(Cue::Sake);
        self.gap.has_boundary && has_clause && ahead.action.is_some() && !ahead.exception && opens
    }
}
