//! [`titles`]: what the rules are called that say why a member belongs to a statement.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use policymark::language::Language;
use policymark::specification::{self, Entry};

/// The title of each rule of statements by the name of the language: `S9` is object, 宾语.
pub(crate) type Titles = BTreeMap<String, ByLanguage>;

type ByLanguage = BTreeMap<&'static str, String>;

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

fn both(entry: Entry) -> (String, ByLanguage) {
    let languages = [Language::English, Language::Chinese];
    let titles = languages.map(|language| (language.name(), entry.title(language).to_owned()));
    (entry.name().to_owned(), titles.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_have_titles_in_both_languages() {
        let title = &titles()["S9"];
        assert_eq!((&*title["en"], &*title["zh"]), ("object", "宾语"));
        assert!(titles().len() > 20, "{}", titles().len());
        assert!(!titles().contains_key("B1"));
    }
}
