//! What commands show of statements: JSON and CSV forms that need no look-up of ids.

mod agreement;
mod by_role;
mod change;
mod item;
mod listing;
mod meant;
mod member;
mod row;
mod statement;

pub(crate) use agreement::FoundAgreement;
pub(crate) use by_role::ByRole;
pub(crate) use change::FoundChange;
pub(crate) use item::FoundItem;
pub(crate) use listing::{Form, ListFormat, Listing, Piece};
pub(crate) use statement::FoundStatement;

use policymark::Section;
use policymark::document::Annotation;

use crate::output::cut;

/// The words of an annotation.
fn words(annotation: Annotation<'_>) -> String {
    cut(&annotation.text()).into_owned()
}

/// The titles of a heading and of those above it: `二、共享 › （一）委托处理`.
fn path(heading: Section<'_>) -> String {
    let mut titles: Vec<_> =
        heading.ancestors().filter_map(Section::title).map(|title| cut(title)).collect();
    titles.reverse();
    titles.join(" › ")
}
