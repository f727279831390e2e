//! The list of the data items that an annotation names.

use policymark::Annotation;
use policymark::document::Item;

use super::kit::{Column, Flags, Record, Texts};
use super::place::{Places, Ruler};

/// The data items that an annotation names: two for `<昵称、头像>`.
#[derive(Default)]
pub(super) struct Items {
    text: Texts,
    places: Places,
    category: Texts,
    sensitive: Flags,
}

impl Items {
    pub(super) fn push(&mut self, annotation: Annotation<'_>, item: &Item<'_>, ruler: &Ruler) {
        let class = item.class();
        self.text.push(&item.text());
        self.places.push(ruler, annotation.document().text(), item.span());
        self.category.push_option(class.map(|class| class.category.name()));
        self.sensitive.push(class.is_some_and(|class| class.is_sensitive()));
    }
}

impl Record for Items {
    fn columns(&mut self) -> Vec<(&'static str, &mut dyn Column)> {
        vec![
            ("text", &mut self.text),
            ("start", &mut self.places.start),
            ("end", &mut self.places.end),
            ("category", &mut self.category),
            ("sensitive", &mut self.sensitive),
        ]
    }
}
