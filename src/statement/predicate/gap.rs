//! Gaps: what is between two annotations.

use crate::lexicon::{Cue, CueSet};

/// What is between the last annotation and the next one.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Gap {
    /// All its cues.
    pub(super) cues: CueSet,
    /// The first cue, if no word is before it.
    pub(super) first: CueSet,
    /// The last cue, if no word is after it.
    pub(super) last: CueSet,
    /// Whether anything is in it.
    pub(super) is_filled: bool,
    /// Whether it contains words that are not cues.
    pub(super) has_words: bool,
    /// Whether an unmarked verb is between a conjunction of verbs and the next annotation.
    pub(super) has_verb: bool,
    /// Whether a clause ends in it.
    pub(super) has_boundary: bool,
    /// Whether it contains a whole clause.
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

    /// Whether this cue is right before the next annotation, or only an attribute is between.
    pub(super) const fn leads_up_with(&self, cue: Cue) -> bool {
        self.last.has(cue) || self.last.has(Cue::Of) && self.cues.has(cue)
    }
}
