//! Reading the configuration, and what to say about a fault in it.

use super::Config;
use super::labels::LabelFault;
use crate::language::{Language, Say};
use crate::wording::{unknown_name, wrong_type};

/// A fault in a configuration.
#[derive(Debug)]
pub(crate) struct ConfigFault {
    line: usize,
    column: usize,
    kind: Kind,
}

#[derive(Debug)]
enum Kind {
    /// What the parser of TOML says, and what was probably meant.
    Toml {
        message: String,
        suggestion: Option<String>,
    },
    Label(LabelFault),
}

impl Config {
    /// Reads a configuration from TOML. An unknown key and a wrong value are faults.
    pub(crate) fn read(text: &str) -> Result<Self, ConfigFault> {
        let config: Self = toml::from_str(text).map_err(|error| ConfigFault::new(text, &error))?;
        match config.labels.fault() {
            Some((span, fault)) => Err(ConfigFault::at(text, span.start, Kind::Label(fault))),
            None => Ok(config),
        }
    }
}

impl ConfigFault {
    fn new(text: &str, error: &toml::de::Error) -> Self {
        let offset = error.span().map_or(0, |span| span.start);
        let message = error.message().trim_end().replace('\n', ", ");
        Self::at(text, offset, Kind::Toml { suggestion: nearest(&message), message })
    }

    fn at(text: &str, offset: usize, kind: Kind) -> Self {
        let before = text.get(..offset).unwrap_or_default();
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        Self {
            line: before.matches('\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
            kind,
        }
    }

    /// The line and the column, in characters. Both count from 1.
    pub(super) const fn place(&self) -> (usize, usize) {
        (self.line, self.column)
    }

    /// ``unknown field `slect`; did you mean `select`?`` What the parser of TOML says about its syntax is in English.
    pub(super) fn message(&self, language: Language) -> String {
        match &self.kind {
            Kind::Toml { message, suggestion } => {
                let table = language.text("a table");
                wrong_type(message, table, language)
                    .or_else(|| unknown_name(message, suggestion.as_deref(), language))
                    .unwrap_or_else(|| message.clone())
            }
            Kind::Label(LabelFault::Unwritable(label)) => language.say(
                "`{}` cannot be a label: it is empty, or has a blank at its edge or a line end",
                &[label],
            ),
            Kind::Label(LabelFault::Shared(label, kind)) => {
                language.say("`{}` is a label of {}, too", &[label, &kind.name().to_lowercase()])
            }
        }
    }
}

/// The first word that the message quotes is what was found, the others are what was expected. Returns the one
/// of these that is most like it.
fn nearest(message: &str) -> Option<String> {
    let (found, expected) = message.split_once("expected")?;
    let quote = if found.contains('`') { '`' } else { '"' };
    let found = found.split(quote).nth(1)?;
    let words = expected.split(|c: char| "`\", ".contains(c)).filter(|word| !word.is_empty());
    let ranked = words.map(|word| (strsim::jaro_winkler(found, word), word));
    let (_, word) =
        ranked.filter(|&(likeness, _)| likeness > 0.8).max_by(|(a, _), (b, _)| a.total_cmp(b))?;
    Some(word.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(text: &str) -> String {
        in_language(text, Language::English)
    }

    fn in_language(text: &str, language: Language) -> String {
        let fault = Config::read(text).unwrap_err();
        let (line, column) = fault.place();
        format!("{line}:{column}: {}", fault.message(language))
    }

    #[test]
    fn unknown_keys_and_wrong_values_have_a_place_and_a_suggestion() {
        let message = fault("[check]\nslect = []\n");
        assert!(message.starts_with("2:1: unknown field `slect`"), "{message}");
        assert!(message.ends_with("; did you mean `select`?"), "{message}");
        let message = fault("[check]\nignore = [\"placeholder\", \"bracket-strai\"]\n");
        assert!(message.starts_with("2:26: "), "{message}");
        assert!(message.ends_with("; did you mean `bracket-stray`?"), "{message}");
        let message = fault("[dialect]\nbraces = \"porpose\"\n");
        assert!(message.ends_with("; did you mean `purpose`?"), "{message}");
        let message = fault("[check]\nxyz = 1\n");
        assert!(
            message.starts_with("2:1: unknown field `xyz`; expected one of `select`, "),
            "{message}"
        );
        assert!(fault("[check\n").starts_with("1:7: "), "{}", fault("[check\n"));
    }

    #[test]
    fn wrong_types_are_named_as_annotators_know_them() {
        for (text, message) in [
            ("check = 3", "1:9: expected a table, found integer `3`"),
            (
                "[parser]\nmax-depth = 'deep'",
                "2:13: expected a whole number that is not negative, found string \"deep\"",
            ),
            (
                "parser.max-depth = -1",
                "1:20: expected a whole number that is not negative, found integer `-1`",
            ),
            ("files.exclude = 'a'", "1:17: expected a list, found string \"a\""),
            ("files.exclude = [1]", "1:18: expected a string, found integer `1`"),
            ("parser.every-pair-marks = []", "1:27: expected true or false, found a list"),
        ] {
            assert_eq!(fault(text), message);
        }
    }

    #[test]
    fn faults_are_in_chinese_too() {
        for (text, message) in [
            ("[check]\nslect = []", "2:1: 没有名为 `slect` 的键；您指的是 `select` 吗？"),
            (
                "check.deny = 'x'",
                "1:14: 没有名为 `x` 的值；可用的有：`errors`, `warnings`, `hints`",
            ),
            ("parser.max-depth = 1.5", "1:20: 应为非负整数，实际是小数 `1.5`"),
            (
                "labels.data = ['数据', '']",
                "1:22: `` 不能用作标签名：它是空的，或者首尾有空白，或者含换行",
            ),
            (
                "labels.data = ['数据']\nlabels.actor = ['主体', '数据']",
                "2:23: `数据` 已经是 data 的标签",
            ),
            ("[labels]\ndate = ['数据']", "2:1: 没有名为 `date` 的键；您指的是 `data` 吗？"),
            (
                "lexicon.extend = {partys = 'a'}",
                "1:19: 没有名为 \"partys\" 的词表；您指的是 `parties` 吗？",
            ),
        ] {
            assert_eq!(in_language(text, Language::Chinese), message);
        }
    }
}
