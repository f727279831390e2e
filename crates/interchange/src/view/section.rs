//! [`Section`]: a heading or an item of the policy.

use serde::Serialize;

use super::place::{Place, Ruler};

/// A heading with what is below it, or an item of a list.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Section {
    /// Its index in [`View::sections`](super::View::sections).
    pub id: usize,
    /// The section around it.
    pub parent: Option<usize>,
    /// Its title: `一、注册`. `None` for an item of running text.
    pub title: Option<Place>,
    /// All of it.
    pub place: Place,
}

impl Section {
    pub(super) fn new(section: policymark::Section<'_>, ruler: &Ruler<'_>) -> Self {
        Self {
            id: section.id().index(),
            parent: section.parent().map(|parent| parent.id().index()),
            title: section.title_span().map(|title| ruler.place(title)),
            place: ruler.place(section.span()),
        }
    }
}
