//! What stands between two marks, and what stands ahead of one.

use crate::lexicon::{Cue, CueSet};
use crate::statement::token::{Token, TokenKind};
use crate::text::{AnnotationKind, Short};

/// Cues that say what the next actor or data is to a verb.
const MARKERS: [Cue; 5] = [Cue::Toward, Cue::From, Cue::By, Cue::Object, Cue::As];

/// The cues between the last mark and the next one.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Gap {
    /// All of them.
    pub(super) cues: CueSet,
    /// The first one, if no word stands before it.
    pub(super) first: CueSet,
    /// The last one in this clause that says what the next mark is to a verb.
    pub(super) marker: CueSet,
    /// Whether anything stands in it.
    pub(super) is_filled: bool,
    /// Whether a clause ends in it.
    pub(super) has_boundary: bool,
}

impl Gap {
    pub(super) fn read_cue(&mut self, cues: CueSet) {
        if !self.is_filled {
            self.first = cues;
        }
        self.is_filled = true;
        self.cues = self.cues | cues;
        if cues.has_any(&MARKERS) {
            self.marker = cues;
        }
        if cues.has_any(&[Cue::Clause, Cue::Break]) {
            self.has_boundary = true;
            self.marker = CueSet::default();
        }
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
                    ahead.pass_mark(mark.kind, token.clause);
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
                ahead.bare &= token.depth > 0;
            }
        }
    }
}

impl Ahead {
    fn pass_mark(&mut self, kind: AnnotationKind, clause: u32) {
        self.exception = false;
        self.bare = kind == AnnotationKind::Purpose || kind == AnnotationKind::Action;
        if kind != AnnotationKind::Purpose {
            self.mark = Some(kind);
        }
        if kind == AnnotationKind::Action {
            self.action = Some(clause);
            self.modal = false;
        }
    }

    fn pass_cue(&mut self, cues: CueSet) {
        let joins = cues.has(Cue::Conjunction) && !cues.has(Cue::Toward);
        self.bare = joins || cues.has_any(&[Cue::Clause, Cue::Break, Cue::Given]);
        self.exception |= cues.has(Cue::Exception);
        self.modal |= cues.has_any(&[Cue::May, Cue::Will, Cue::Must, Cue::By]);
    }
}
