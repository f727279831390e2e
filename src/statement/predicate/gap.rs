//! What is between two marks.

use crate::lexicon::{Cue, CueSet};

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
