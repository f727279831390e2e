//! [`Words`]: what the server says, in the language of the client.
//!
//! `words.tsv` has a row for each text: the key by which code asks for it, the English text and the Chinese one. A
//! test finds keys without a row, and rows without a key.

use std::collections::HashMap;
use std::sync::LazyLock;

use policymark::language::Language;

/// The texts of a language.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Words {
    pub(crate) language: Language,
}

impl Words {
    /// The text with this key; the key itself if there is none.
    pub(crate) fn say(self, key: &'static str) -> &'static str {
        self.look_up(key).unwrap_or(key)
    }

    /// The text for a value of an enum, by the name of the enum and that of the value.
    pub(crate) fn name(self, of: &str, value: &'static str) -> &'static str {
        self.look_up(&format!("{of}.{value}")).unwrap_or(value)
    }

    fn look_up(self, key: &str) -> Option<&'static str> {
        let &[english, chinese] = ROWS.get(key)?;
        Some(if self.language == Language::Chinese { chinese } else { english })
    }

    /// Words after others, in parentheses: ` (must)`, `（必须）`.
    pub(crate) fn aside(self, words: &str) -> String {
        if self.language == Language::Chinese {
            format!("（{words}）")
        } else {
            format!(" ({words})")
        }
    }

    /// A label and what it labels: `data: 手机号码`, `数据：手机号码`.
    pub(crate) fn labelled(self, label: &str, words: &str) -> String {
        let colon = if self.language == Language::Chinese { "：" } else { ": " };
        format!("{label}{colon}{words}")
    }
}

static ROWS: LazyLock<HashMap<&str, [&str; 2]>> = LazyLock::new(|| rows().collect());

fn rows() -> impl Iterator<Item = (&'static str, [&'static str; 2])> {
    let lines = include_str!("words.tsv").lines();
    lines.filter(|line| !line.starts_with('#')).filter_map(|line| {
        let mut cells = line.split('\t');
        Some((cells.next()?, [cells.next()?, cells.next()?]))
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::Path;

    use policymark::AnnotationKind;
    use policymark::annotation::Role;
    use policymark::lexicon::{DataCategory, Ground, Party, Processing};
    use policymark::statement::{Certainty, MemberRole};

    use super::*;

    /// The keys that the code asks for.
    fn keys() -> BTreeSet<String> {
        let names = |of: &str, names: Vec<&str>| -> Vec<String> {
            names.into_iter().map(|name| format!("{of}.{name}")).collect()
        };
        let mut keys: BTreeSet<_> = [
            names("kind", AnnotationKind::ALL.iter().map(|value| value.name()).collect()),
            names("mark-as", AnnotationKind::ALL.iter().map(|value| value.name()).collect()),
            names("role", Role::ALL.iter().map(|value| value.name()).collect()),
            names("ground", Ground::ALL.iter().map(|value| value.name()).collect()),
            names("processing", Processing::ALL.iter().map(|value| value.name()).collect()),
            names("party", Party::ALL.iter().map(|value| value.name()).collect()),
            names("category", DataCategory::ALL.iter().map(|value| value.name()).collect()),
            names("member", MemberRole::ALL.iter().map(|value| value.name()).collect()),
            names("certainty", Certainty::ALL.iter().map(|value| value.name()).collect()),
        ]
        .concat()
        .into_iter()
        .collect();
        for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("src")).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|extension| extension == "rs") {
                let code = fs::read_to_string(path).unwrap();
                let code = code.split("#[cfg(test)]").next().unwrap();
                let asked = code.split(".say(\"").skip(1);
                keys.extend(asked.map(|rest| rest.split('"').next().unwrap().to_owned()));
            }
        }
        keys
    }

    #[test]
    fn every_key_has_a_row_and_every_row_a_key() {
        let known: BTreeSet<_> = ROWS.keys().map(|&key| key.to_owned()).collect();
        let keys = keys();
        let missing: Vec<_> = keys.difference(&known).collect();
        let unused: Vec<_> = known.difference(&keys).collect();
        assert!(missing.is_empty() && unused.is_empty(), "missing {missing:?}, unused {unused:?}");
    }

    #[test]
    fn rows_are_whole_and_unique() {
        let lines = include_str!("words.tsv").lines().filter(|line| !line.starts_with('#'));
        for line in lines.clone() {
            let cells: Vec<_> = line.split('\t').collect();
            assert!(cells.len() == 3 && cells.iter().all(|cell| !cell.is_empty()), "{line}");
        }
        assert_eq!(lines.count(), ROWS.len());
    }
}
