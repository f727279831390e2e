//! [`ItemCue`]: the words that split a `<…>` into data items.

use super::classes::classes_by_name;
use super::entries::{Entries, Words};
use super::table::WordTable;
use crate::text::named_enum;

named_enum! {
    /// The role of a word among the data items of a `<…>`.
    #[non_exhaustive]
    ItemCue, "class of items" {
        /// Separates two items: the 、 of `<昵称、头像>`.
        Separates = "separates",
        /// Contains a separator, but separates nothing: the 涉及 of `<涉及的内容>`.
        Alike = "alike",
        /// Precedes an item and is not part of it: the 您的 of `<您的昵称>`.
        Opens = "opens",
        /// Follows an item and is not part of it: the 等信息 of `<昵称等信息>`.
        Closes = "closes",
    }
}

classes_by_name!(ItemCue);

/// The table of item cues: one list of words per place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ItemCues {
    pub(crate) between: WordTable<ItemCue>,
    pub(crate) opens: WordTable<ItemCue>,
    pub(crate) closes: WordTable<ItemCue>,
}

impl Words for ItemCues {
    type Class = ItemCue;

    fn new(entries: &Entries<'_, ItemCue>) -> Self {
        let only = |cues: &[ItemCue]| WordTable::new(&entries.only(|cue| cues.contains(&cue)));
        Self {
            between: only(&[ItemCue::Separates, ItemCue::Alike]),
            opens: only(&[ItemCue::Opens]),
            closes: only(&[ItemCue::Closes]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_table_is_sound() {
        let source = include_str!("items.tsv");
        assert!(Entries::<ItemCue>::parse(source).is_ok());
        for cue in ItemCue::ALL {
            assert!(source.contains(&format!("\t{cue}\n")), "{cue}");
        }
    }
}
