//! Which of the numbered lines are headings: a list decides together. Rule O12 of
//! `grammar.md`.

use super::heading::Class;
use super::nest::Place;

/// A section before it is decided whether it is a heading.
#[derive(Clone, Copy, Debug)]
pub(super) struct Draft {
    pub(super) class: Class,
    pub(super) place: Place,
    /// How deep its style of numbering usually stands.
    pub(super) rank: u8,
    /// Whether the line alone decides: `##`, or an entry of a table of contents names it.
    pub(super) sure: bool,
    /// Whether its words are few.
    pub(super) short: bool,
    /// Whether running text stands directly under it.
    pub(super) text_below: bool,
}

/// How many lines speak for headings, and how many against.
#[derive(Clone, Copy, Debug, Default)]
struct Votes {
    headings: u32,
    others: u32,
}

impl Votes {
    fn add(&mut self, heading: bool) {
        if heading {
            self.headings += 1;
        } else {
            self.others += 1;
        }
    }
}

/// For each section whether it is a heading.
pub(super) fn vote(drafts: &[Draft]) -> Vec<bool> {
    let mut last = vec![0; lists(drafts)];
    let mut holds = vec![false; drafts.len()];
    for (at, draft) in drafts.iter().enumerate() {
        last[draft.place.list as usize] = at;
        if let Some(parent) = draft.place.parent {
            holds[parent as usize] = true;
        }
    }
    let evidence = |at: usize, draft: &Draft| match draft.class {
        Class::Numbered if holds[at] || (draft.short && draft.text_below) => Some(true),
        // Text below the last of a list can belong to what holds the list.
        Class::Numbered if last[draft.place.list as usize] == at => None,
        Class::Numbered => Some(draft.text_below),
        Class::Item => Some(false),
        _ => None,
    };
    let mut by_list = vec![Votes::default(); last.len()];
    let mut by_rank = [Votes::default(); 64];
    for (at, draft) in drafts.iter().enumerate() {
        if let Some(heading) = evidence(at, draft) {
            by_list[draft.place.list as usize].add(heading);
            by_rank[draft.rank as usize % 64].add(heading);
        }
    }
    let decide = |(at, draft): (usize, &Draft)| {
        let list = by_list[draft.place.list as usize];
        let below = holds[at] || draft.text_below;
        match draft.class {
            Class::Item | Class::Entry | Class::Text => draft.sure,
            Class::Title | Class::Plain | Class::Preface => true,
            _ if draft.sure => true,
            Class::Numbered => match evidence(at, draft) {
                Some(true) => true,
                Some(false) => list.headings > list.others,
                None => below && list.headings >= list.others || list.headings > list.others,
            },
            Class::Doubtful | Class::Fused => {
                let rank = by_rank[draft.rank as usize % 64];
                let decided = list.headings + list.others > 0;
                let votes = if decided { list } else { rank };
                (below || draft.class == Class::Fused) && votes.headings > votes.others
            }
        }
    };
    drafts.iter().enumerate().map(decide).collect()
}

fn lists(drafts: &[Draft]) -> usize {
    drafts.iter().map(|draft| draft.place.list as usize + 1).max().unwrap_or(0)
}
