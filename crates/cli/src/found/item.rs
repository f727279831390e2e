//! [`FoundItem`]: a text of an inventory in words.

use policymark::Statement;
use policymark::lexicon::{DataCategory, DataClass, Party};
use policymark::query::Practices;
use policymark::statement::{MemberRole, Polarity, StatementId};
use serde::Serialize;

use super::{ByRole, path};
use crate::output::cut;

/// A text of an inventory, with what the found statements say about it.
#[derive(Serialize)]
pub(crate) struct FoundItem<'a> {
    item: String,
    file: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    party: Option<Party>,
    #[serde(flatten)]
    data: Option<Class>,
    mentions: usize,
    statements: Vec<StatementId>,
    /// What is done.
    affirmed: ByRole,
    /// What is said not to be done.
    denied: ByRole,
    headings: Vec<String>,
}

/// What kind of data it is.
#[derive(Serialize)]
struct Class {
    category: Option<DataCategory>,
    sensitive: bool,
}

impl<'a> FoundItem<'a> {
    /// Words without a mark are in parentheses. An item that is data itself has no lists of data.
    pub(crate) fn new(file: &'a str, practices: &Practices<'_, '_>, is_data: bool) -> Self {
        let item = practices.item();
        let class = item.class();
        let said = |polarity| said(&practices.of_polarity(polarity), is_data);
        Self {
            item: cut(item.text()).into_owned(),
            file,
            party: item.party(),
            data: is_data.then(|| Class {
                category: class.map(|class| class.category),
                sensitive: class.is_some_and(DataClass::is_sensitive),
            }),
            mentions: item.mentions().len(),
            statements: practices.statements().map(Statement::id).collect(),
            affirmed: said(Polarity::Affirmed),
            denied: said(Polarity::Denied),
            headings: practices.headings().map(path).collect(),
        }
    }
}

fn said(practices: &Practices<'_, '_>, is_data: bool) -> ByRole {
    let is_shown =
        |role: &MemberRole| !(is_data && matches!(role, MemberRole::Data | MemberRole::Excluded));
    let roles = MemberRole::ALL.iter().copied().filter(is_shown);
    ByRole::new(roles, |role| {
        let marked = practices.texts(role).into_iter().map(|text| cut(&text).into_owned());
        let unmarked = practices.unmarked(role).into_iter();
        marked.chain(unmarked.map(|word| format!("({})", cut(word)))).collect()
    })
}
