//! Which line is the title of the document. Rule O8 of `grammar.md`.

use super::class::Class;
use super::nest::Opener;

/// Which of the lines that are named like a document name this one.
#[derive(Default)]
pub(super) struct Titles<'t> {
    title: Option<&'t str>,
    /// Whether a heading with something under it has come.
    is_headed: bool,
}

impl<'t> Titles<'t> {
    /// What a line with these words, which could open a section of `class`, opens, given the section
    /// before it; `None` if nothing.
    pub(super) fn class(
        &mut self,
        before: Option<&Opener>,
        words: &'t str,
        class: Class,
    ) -> Option<Class> {
        self.is_headed |= before.is_some_and(|before| before.is_heading() && before.is_chapter());
        if !matches!(class, Class::Title | Class::Name) {
            return Some(class);
        }
        let is_first = self.title.is_none() && !self.is_headed;
        if is_first || self.title == Some(words) {
            self.title = Some(words);
            return Some(Class::Title);
        }
        (class == Class::Title).then_some(Class::Notice)
    }
}
