//! Reading the configuration, and what to say about a fault in it.

use super::Config;
use crate::language::{Language, Say};

/// A fault in a configuration.
#[derive(Debug)]
pub(crate) struct ConfigFault {
    line: usize,
    column: usize,
    message: String,
    /// What was probably meant.
    suggestion: Option<String>,
}

impl Config {
    /// Reads a configuration from TOML. An unknown key and a wrong value are faults.
    pub(crate) fn read(text: &str) -> Result<Self, ConfigFault> {
        toml::from_str(text).map_err(|error| ConfigFault::new(text, &error))
    }
}

impl ConfigFault {
    fn new(text: &str, error: &toml::de::Error) -> Self {
        let offset = error.span().map_or(0, |span| span.start);
        let before = text.get(..offset).unwrap_or_default();
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let message = error.message().trim_end().replace('\n', ", ");
        Self {
            line: before.matches('\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
            suggestion: nearest(&message),
            message,
        }
    }

    /// ``2:1: unknown field `slect`; did you mean `select`?``
    pub(crate) fn message(&self, language: Language) -> String {
        let Self { line, column, message, suggestion } = self;
        match suggestion {
            None => format!("{line}:{column}: {message}"),
            Some(meant) => {
                // The list of all that is possible helps nobody who sees what was meant.
                let (found, _) = message.split_once("expected").unwrap_or((message, ""));
                let found = found.trim_end_matches([' ', ',', ';']);
                let meant = language.say("; did you mean `{}`?", &[meant]);
                format!("{line}:{column}: {found}{meant}")
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
        Config::read(text).unwrap_err().message(Language::English)
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
        assert!(fault("check = 3").starts_with("1:9: invalid type"));
        assert!(fault("[check\n").starts_with("1:7: "), "{}", fault("[check\n"));
    }
}
