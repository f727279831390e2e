//! What commands show of statements: JSON and CSV forms that need no look-up of ids.

mod by_role;
mod item;
mod listing;
mod meant;
mod member;
mod row;
mod statement;

pub(crate) use by_role::ByRole;
pub(crate) use item::FoundItem;
pub(crate) use listing::{Form, ListFormat, Listing, Piece};
pub(crate) use statement::FoundStatement;

use std::borrow::Cow;

use policymark::Section;
use policymark::document::Annotation;
use serde::Serialize;

/// How many bytes of one text are shown. Many statements can share one sentence or one annotation that is as
/// long as the policy, and the output shall not be much longer than the text.
const LONGEST: usize = 8 << 10;

/// The words of a text, with `…` at the end if they are cut.
pub(crate) fn cut(text: &str) -> Cow<'_, str> {
    match text.len() {
        ..=LONGEST => text.into(),
        _ => format!("{}…", &text[..text.floor_char_boundary(LONGEST)]).into(),
    }
}

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

/// JSON on one line, without the end of the line.
pub(crate) fn json(value: &impl Serialize) -> String {
    // The forms here have no map whose keys are no strings: nothing else can fail.
    serde_json::to_string(value).unwrap_or_default()
}
