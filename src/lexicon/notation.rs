//! [`NotationCue`]: the words of templates and of menus.

use super::classes::classes_by_name;
use super::entries::{Entries, Words};
use super::table::WordTable;
use crate::text::named_enum;

named_enum! {
    /// What a word says about the brackets around or beside it.
    #[non_exhaustive]
    NotationCue, "class of the notation" {
        /// Opens a placeholder: `[请填写邮箱]`.
        PlaceholderOpens = "placeholder-opens",
        /// Is a placeholder: `{公司名称}`.
        Placeholder = "placeholder",
        /// Ends the name of a document or of a link: `[隐私政策]`, `[点击此处]`.
        DocumentCloses = "document-closes",
        /// Precedes the name of a menu: `点击【删除】`.
        MenuBefore = "menu-before",
        /// Follows the name of a menu: `【删除】按钮`.
        MenuBehind = "menu-behind",
    }
}

classes_by_name!(NotationCue);

/// The table of notation: one list of words per place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NotationCues {
    pub(crate) asks: WordTable<NotationCue>,
    pub(crate) placeholders: WordTable<NotationCue>,
    pub(crate) closes: WordTable<NotationCue>,
    pub(crate) before: WordTable<NotationCue>,
    pub(crate) behind: WordTable<NotationCue>,
}

impl Words for NotationCues {
    type Class = NotationCue;

    fn new(entries: &Entries<'_, NotationCue>) -> Self {
        use NotationCue::{DocumentCloses, MenuBefore, MenuBehind, Placeholder, PlaceholderOpens};
        let only = |cues: &[NotationCue]| WordTable::new(&entries.only(|cue| cues.contains(&cue)));
        Self {
            asks: only(&[PlaceholderOpens]),
            placeholders: only(&[Placeholder]),
            closes: only(&[DocumentCloses]),
            before: only(&[MenuBefore]),
            behind: only(&[MenuBehind]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_table_is_sound() {
        let source = include_str!("notation.tsv");
        assert!(Entries::<NotationCue>::parse(source).is_ok());
        for cue in NotationCue::ALL {
            assert!(source.contains(&format!("\t{cue}\n")), "{cue}");
        }
    }
}
