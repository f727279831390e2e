//! [`PlaceCue`]: the words of systems and places in `(…)`, and those before them.

use super::classes::classes_by_name;
use super::entries::{Entries, Words};
use super::table::WordTable;
use crate::text::named_enum;

named_enum! {
    /// How a word decides whether a `(…)` is a place or a system, not a party.
    #[non_exhaustive]
    PlaceCue, "class of places" {
        /// Ends the name of a place: 服务器.
        Place = "place",
        /// Ends the name of a place, unless it is a third party's: 系统.
        Own = "own",
        /// Directly precedes a location: `存储于(服务器)`.
        Before = "before",
        /// Resembles the above, but is not one: the 用于 of `用于(系统)`.
        AlikeBefore = "alike-before",
        /// Can be between the above and the location: `存储于我们的(服务器)`.
        FillerBefore = "filler-before",
    }
}

classes_by_name!(PlaceCue);

/// The table of places: one list of words per position.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PlaceCues {
    pub(crate) names: WordTable<PlaceCue>,
    pub(crate) before: WordTable<PlaceCue>,
}

impl Words for PlaceCues {
    type Class = PlaceCue;

    fn new(entries: &Entries<'_, PlaceCue>) -> Self {
        let is_name = |cue| matches!(cue, PlaceCue::Place | PlaceCue::Own);
        Self {
            names: WordTable::new(&entries.only(is_name)),
            before: WordTable::new(&entries.only(|cue| !is_name(cue))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_table_is_sound() {
        let source = include_str!("places.tsv");
        assert!(Entries::<PlaceCue>::parse(source).is_ok());
        for cue in PlaceCue::ALL {
            assert!(source.contains(&format!("\t{cue}\n")), "{cue}");
        }
    }
}
