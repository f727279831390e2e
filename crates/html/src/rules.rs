//! [`titles`]: what the rules are called that say why a member belongs to a statement, and which of them carry it there.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use policymark::language::Language;
use policymark::specification::{self, Entry};
use policymark::statement::Rule;
use serde::Serialize;

/// The title of each rule of statements: `S9` is object, 宾语.
pub(crate) type Titles = BTreeMap<String, Title>;

#[derive(Serialize)]
pub(crate) struct Title {
    en: String,
    zh: String,
    /// Whether it brings a member from another clause or sentence.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    carried: bool,
}

/// The titles of all rules.
pub(crate) fn titles() -> &'static Titles {
    static TITLES: LazyLock<Titles> = LazyLock::new(|| {
        let entries = specification::entries().into_iter();
        entries.filter(|entry| is_of_statements(entry.name())).map(both).collect()
    });
    &TITLES
}

fn is_of_statements(name: &str) -> bool {
    let number = name.strip_prefix('S');
    number.is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Whether the rule with this name brings a member from another clause or sentence.
pub(crate) fn is_carried(name: &str) -> bool {
    name.parse().is_ok_and(Rule::is_carried)
}

fn both(entry: Entry) -> (String, Title) {
    let [en, zh] =
        [Language::English, Language::Chinese].map(|language| entry.title(language).to_owned());
    (entry.name().to_owned(), Title { en, zh, carried: is_carried(entry.name()) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_have_titles_in_both_languages() {
        let title = &titles()["S9"];
        assert_eq!((&*title.en, &*title.zh), ("object", "宾语"));
        assert!(!title.carried && titles()["S3"].carried);
        assert!(titles().len() > 20, "{}", titles().len());
        assert!(!titles().contains_key("B1"));
    }
}
