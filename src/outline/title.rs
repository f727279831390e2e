//! Finds the title of the document. Rule O8 of `grammar.md`.

use super::class::Class;
use super::nest::Opener;

/// Decides which of the lines with the name of a document are the title of this one.
#[derive(Default)]
pub(super) struct Titles<'t> {
    title: Option<&'t str>,
    /// Whether there was a heading with text under it.
    is_headed: bool,
}

impl<'t> Titles<'t> {
    /// The class of the section that a line with these `words` opens, given `class`, its class by
    /// itself, and the section before it. `None` if it opens none.
    pub(super) fn class(
        &mut self,
        before: Option<&Opener>,
        words: impl FnOnce() -> &'t str,
        class: Class,
    ) -> Option<Class> {
        self.is_headed |= before.is_some_and(|before| before.is_heading() && before.is_chapter());
        if !matches!(class, Class::Title | Class::Name) {
            return Some(class);
        }
        let words = words();
        let is_first = self.title.is_none() && !self.is_headed;
        if is_first || self.title == Some(words) {
            self.title = Some(words);
            return Some(Class::Title);
        }
        (class == Class::Title).then_some(Class::Notice)
    }
}
