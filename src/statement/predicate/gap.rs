//! What stands between two marks, and what stands ahead of one.

use crate::annotation::Role;
use crate::lexicon::{Cue, CueSet};
use crate::statement::token::{Mark, Token, TokenKind};
use crate::text::{AnnotationKind, Short};

/// The cues between the last mark and the next one.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Gap {
    /// All of them.
    pub(super) cues: CueSet,
    /// The first one, if no word stands before it.
    pub(super) first: CueSet,
    /// The last one, if no word stands after it.
    pub(super) last: CueSet,
    /// Whether anything stands in it.
    pub(super) is_filled: bool,
    /// Whether words that are no cue stand in it.
    pub(super) has_words: bool,
    /// Whether a verb that is not marked is between a word that joins verbs and the next mark.
    pub(super) has_verb: bool,
    /// Whether a clause ends in it.
    pub(super) has_boundary: bool,
    /// Whether a whole clause without marks is in it.
    pub(super) has_clause: bool,
}

impl Gap {
    pub(super) fn read_cue(&mut self, cues: CueSet) {
        if !self.is_filled {
            self.first = cues;
        }
        let ends_clause = cues.has_any(&[Cue::Clause, Cue::Break]);
        self.has_clause |= ends_clause && self.has_boundary && !self.last.has(Cue::Clause);
        self.is_filled = true;
        self.cues = self.cues | cues;
        self.last = cues;
        self.has_boundary |= ends_clause;
    }

    pub(super) fn read_words(&mut self) {
        self.has_words = true;
        self.is_filled = true;
        self.last = CueSet::default();
    }

    /// Whether a cue of this class is right before the next mark, or an attribute is between.
    pub(super) const fn leads_up_with(&self, cue: Cue) -> bool {
        self.last.has(cue) || self.last.has(Cue::Of) && self.cues.has(cue)
    }
}

/// What stands ahead of a token in its scope, asides left out.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Ahead {
    /// The clause of the next verb.
    pub(super) action: Option<u32>,
    /// The kind of the next mark that is no purpose or condition.
    pub(super) mark: Option<AnnotationKind>,
    /// Whether 除外 stands before the next mark.
    pub(super) exception: bool,
    /// Whether the next token is 的.
    pub(super) of: bool,
    /// Whether 之间 or the like stands behind the actors here.
    pub(super) among: bool,
    /// Whether the next verb collects or shares.
    pub(super) role: Option<Role>,
    /// Whether a modal word, or one for the agent, stands before the next verb.
    pub(super) modal: bool,
    /// Whether no word that could be an object stands directly behind.
    pub(super) bare: bool,
}

/// Lists for each mark what stands ahead of it, the last mark first.
pub(super) fn look_ahead(tokens: &[Token], found: &mut Short<Ahead, 16>) {
    found.clear();
    let mut ahead = Ahead { bare: true, ..Ahead::default() };
    for token in tokens.iter().rev() {
        match token.kind {
            TokenKind::Mark(mark) => {
                found.push(ahead);
                ahead.of = false;
                if token.depth == 0 {
                    ahead.pass_mark(mark, token.clause);
                }
            }
            TokenKind::Cue(cues) => {
                ahead.of = cues.has(Cue::Of);
                if token.depth == 0 {
                    ahead.pass_cue(cues);
                }
            }
            TokenKind::Words | TokenKind::Open { .. } | TokenKind::Close => {
                ahead.of = false;
                ahead.among = false;
                ahead.bare &= token.depth > 0;
            }
        }
    }
}

impl Ahead {
    fn pass_mark(&mut self, mark: Mark, clause: u32) {
        let kind = mark.kind;
        self.exception = false;
        self.among &= kind == AnnotationKind::Actor;
        self.bare = kind == AnnotationKind::Purpose || kind == AnnotationKind::Action;
        if kind != AnnotationKind::Purpose {
            self.mark = Some(kind);
        }
        if kind == AnnotationKind::Action {
            self.action = Some(clause);
            self.role = mark.role;
            self.modal = false;
        }
    }

    fn pass_cue(&mut self, cues: CueSet) {
        let joins = cues.has(Cue::Conjunction) && !cues.has(Cue::Toward);
        let is_given = cues.has(Cue::Given)
            && (cues.has(Cue::Toward) || self.mark == Some(AnnotationKind::Actor));
        self.bare = joins || is_given || cues.has_any(&[Cue::Clause, Cue::Break]);
        self.among = cues.has(Cue::Among) || self.among && joins;
        self.exception |= cues.has(Cue::Exception);
        self.modal |= cues.has_any(&[Cue::May, Cue::Will, Cue::Must, Cue::By]);
    }
}
