//! Decides which of the numbered lines are headings: the lines of a list vote together. Rule O12 of
//! `grammar.md`.

use super::class::Class;
use super::nest::{Opener, Placement};
use crate::text::Short;

/// The number of lines that speak for headings, and against.
#[derive(Clone, Copy, Debug, Default)]
struct Votes {
    headings: u32,
    others: u32,
}

impl Votes {
    const fn add(&mut self, heading: bool) {
        if heading {
            self.headings += 1;
        } else {
            self.others += 1;
        }
    }
}

/// A vote on which sections are headings.
#[derive(Debug, Default)]
pub(super) struct Vote {
    /// For each list, its last section and its votes, at the index of its first section.
    lists: Vec<(u32, Votes)>,
    /// The votes by the usual depth of the style of numbering.
    by_rank: [Votes; RANKS],
    /// The sections whose class flipped.
    turned: Short<u32, 16>,
}

impl Vote {
    /// O12: makes each section a heading or an item, and returns the sections whose class flipped.
    /// Forgets the previous vote.
    pub(super) fn decide(&mut self, openers: &mut [Opener], places: &[Placement]) -> &[u32] {
        self.count(openers, places);
        self.turned.clear();
        for (at, opener) in openers.iter_mut().enumerate() {
            let was_heading = opener.is_heading();
            opener.decide(self.is_heading(at, opener, places));
            if opener.is_heading() != was_heading {
                self.turned.push(at as u32);
            }
        }
        &self.turned
    }

    fn count(&mut self, openers: &[Opener], places: &[Placement]) {
        // There are no more lists than sections.
        self.lists.clear();
        self.lists.resize(places.len(), (0, Votes::default()));
        for (at, place) in places.iter().enumerate() {
            self.lists[place.list as usize].0 = at as u32;
        }
        self.by_rank = [Votes::default(); RANKS];
        for (at, opener) in openers.iter().enumerate() {
            if let Some(heading) = self.evidence(at, opener, places) {
                self.lists[places[at].list as usize].1.add(heading);
                self.by_rank[rank(opener)].add(heading);
            }
        }
    }

    /// Whether a section speaks for headings or against, if either, given the votes before it.
    fn evidence(&self, at: usize, opener: &Opener, places: &[Placement]) -> Option<bool> {
        let (last, votes) = self.lists[places[at].list as usize];
        let is_last = last as usize == at;
        let ends_items = is_last && votes.headings == 0 && votes.others > 1;
        match opener.class {
            Class::Numbered if opener.is_bullet() && holds(at, places) => None,
            Class::Numbered if holds(at, places) => Some(true),
            Class::Numbered if opener.heads_text && !ends_items => Some(true),
            // Text below the last section of a list can belong to the section around the list.
            Class::Numbered if is_last => None,
            Class::Numbered => Some(opener.text_below),
            Class::Item => Some(false),
            _ => None,
        }
    }

    fn is_heading(&self, at: usize, opener: &Opener, places: &[Placement]) -> bool {
        let (_, votes) = self.lists[places[at].list as usize];
        let below = || opener.text_below || holds(at, places);
        match opener.class {
            Class::Title | Class::Name | Class::Notice | Class::Plain | Class::Preface => true,
            _ if opener.sure => true,
            Class::Item | Class::Entry | Class::Text => false,
            Class::Numbered if opener.is_bullet() => below() && votes.headings > votes.others,
            Class::Numbered => match self.evidence(at, opener, places) {
                Some(true) => true,
                None if below() => votes.headings >= votes.others,
                _ => votes.headings > votes.others,
            },
            Class::Doubtful | Class::Fused => {
                let decided = votes.headings + votes.others > 0;
                let votes = if decided { votes } else { self.by_rank[rank(opener)] };
                (opener.class == Class::Fused || below()) && votes.headings > votes.others
            }
        }
    }
}

/// Whether a section contains others: then the next one is inside it.
fn holds(at: usize, places: &[Placement]) -> bool {
    places.get(at + 1).is_some_and(|next| next.parent == Some(at as u32))
}

/// More than there are ranks of styles.
const RANKS: usize = 32;

/// The usual depth of the style of a section's number.
fn rank(opener: &Opener) -> usize {
    opener.label.map_or(0, |label| label.style.rank() as usize).min(RANKS - 1)
}
