//! [`Meant`]: what a reference means.

use policymark::document::Reference;
use policymark::statement::{Rule, StatementId};
use serde::Serialize;

use super::words;

/// How many annotations are shown that a reference means: many references can mean the same long list.
const MOST: usize = 8;

/// What a reference such as `<上述信息>` means.
#[derive(Serialize)]
pub(crate) struct Meant {
    pub(super) mark: String,
    /// The statement that names it.
    statement: StatementId,
    /// The first annotations that it means.
    pub(super) texts: Vec<String>,
    /// Whether it means more.
    pub(super) more: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule: Option<Rule>,
}

impl Meant {
    pub(super) fn new(reference: Reference<'_>, explain: bool) -> Self {
        let mut annotations = reference.annotations();
        Self {
            mark: words(reference.mark),
            statement: reference.target.id(),
            texts: annotations.by_ref().take(MOST).map(words).collect(),
            more: annotations.next().is_some(),
            rule: explain.then_some(reference.rule),
        }
    }
}
