//! What stands between two marks, and what stands ahead of one.

use crate::annotation::AnnotationKind;
use crate::lexicon::{Cue, CueSet};
use crate::statement::token::{Mark, Token, TokenKind};

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
pub(super) fn look_ahead(tokens: &[Token], found: &mut Vec<Ahead>) {
    found.clear();
    let mut ahead = Ahead { bare: true, ..Ahead::default() };
    for token in tokens.iter().rev() {
        if token.mark().is_some() {
            found.push(ahead);
        }
        ahead.of = token.is(Cue::Of);
        if token.depth == 0 {
            pass(&mut ahead, token);
        }
    }
}

fn pass(ahead: &mut Ahead, token: &Token) {
    const BARE: [Cue; 3] = [Cue::Clause, Cue::Break, Cue::Given];
    match token.kind {
        TokenKind::Mark(Mark { kind, .. }) => {
            ahead.exception = false;
            ahead.bare = kind == AnnotationKind::Purpose || kind == AnnotationKind::Action;
            if kind != AnnotationKind::Purpose {
                ahead.mark = Some(kind);
            }
            if kind == AnnotationKind::Action {
                ahead.action = Some(token.clause);
                ahead.modal = false;
            }
        }
        TokenKind::Cue(cues) => {
            let joins = cues.has(Cue::Conjunction) && !cues.has(Cue::Toward);
            ahead.bare = joins || cues.has_any(&BARE);
            ahead.exception |= cues.has(Cue::Exception);
            ahead.modal |= cues.has_any(&[Cue::May, Cue::Will, Cue::Must, Cue::By]);
        }
        TokenKind::Words | TokenKind::Open { .. } | TokenKind::Close => ahead.bare = false,
    }
}
