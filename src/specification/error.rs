//! [`UnknownEntryError`]: a name that no rule and no code has.

use std::fmt;

use super::entry::{Entry, EntryKind};
use crate::language::{Language, filled};

/// The error for a name that is neither a rule, a code nor a reason.
///
/// ```
/// use policymark::specification::find;
///
/// let error = find("anotation-cue").unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "no rule or code is called “anotation-cue”; did you mean “annotation-cue”?"
/// );
/// assert_eq!(find("B99").unwrap_err().nearest(), Some("B25"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownEntryError {
    name: String,
    nearest: Option<String>,
    known: Vec<String>,
}

impl UnknownEntryError {
    pub(super) fn new(name: &str, entries: &[Entry]) -> Self {
        let known: Vec<_> = entries.iter().map(|entry| entry.name().to_owned()).collect();
        let nearest = nearest(name.trim(), &known).map(str::to_owned);
        Self { name: name.to_owned(), nearest, known }
    }

    /// The name that was asked for.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The name that may have been meant: of a rule without such a number the one with the nearest number, of
    /// a code the one with the fewest letters to change.
    #[must_use]
    pub fn nearest(&self) -> Option<&str> {
        self.nearest.as_deref()
    }

    /// All rules and codes, in the order of [`entries`](super::entries).
    #[must_use]
    pub fn known(&self) -> &[String] {
        &self.known
    }

    /// The error in a language, as [`Display`](fmt::Display) gives it in English.
    ///
    /// ```
    /// use policymark::language::Language;
    /// use policymark::specification::find;
    ///
    /// let error = find("R99").unwrap_err();
    /// assert_eq!(error.message_in(Language::Chinese), "没有叫“R99”的规则或代码；您指的是“R37”吗？");
    /// ```
    #[must_use]
    pub fn message_in(&self, language: Language) -> String {
        let name = &self.name;
        let english = match self.nearest() {
            Some(nearest) => {
                format!("no rule or code is called “{name}”; did you mean “{nearest}”?")
            }
            None => {
                let (rules, codes) = (self.rules(), self.codes().join(", "));
                format!(
                    "no rule or code is called “{name}”; the rules are {rules}; the codes are {codes}"
                )
            }
        };
        filled(language, "specification", &english).into_owned()
    }

    /// `B1–B25, R1–R37`: the first and the last rule of each letter.
    fn rules(&self) -> String {
        let ends =
            EntryKind::ALL.iter().filter(|kind| **kind != EntryKind::Diagnostic).map(|kind| {
                let mut rules = self.known.iter().filter(|name| EntryKind::of(name) == *kind);
                let first = rules.next().map_or("", String::as_str);
                format!("{first}–{}", rules.next_back().map_or(first, String::as_str))
            });
        ends.collect::<Vec<_>>().join(", ")
    }

    fn codes(&self) -> Vec<&str> {
        let is_code = |name: &&str| EntryKind::of(name) == EntryKind::Diagnostic;
        self.known.iter().map(String::as_str).filter(is_code).collect()
    }
}

impl fmt::Display for UnknownEntryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message_in(Language::English))
    }
}

impl std::error::Error for UnknownEntryError {}

/// The letter and the number of a rule.
fn number(name: &str) -> Option<(u8, u32)> {
    let letter = name.bytes().next()?.to_ascii_uppercase();
    Some((letter, name.get(1..)?.parse().ok()?))
}

fn nearest<'k>(name: &str, known: &'k [String]) -> Option<&'k str> {
    if let Some((letter, wanted)) = number(name) {
        let numbered = known.iter().filter_map(|rule| Some((rule, number(rule)?)));
        let alike = numbered.filter(|(_, (of, _))| *of == letter);
        let rule = alike.min_by_key(|(_, (_, number))| number.abs_diff(wanted));
        return rule.map(|(rule, _)| rule.as_str());
    }
    // What has more letters than any name is not compared: the time would grow with its length.
    let longest = known.iter().map(String::len).max().unwrap_or_default();
    if name.len() > 2 * longest {
        return None;
    }
    let name = name.to_ascii_lowercase();
    let codes = known.iter().filter(|name| number(name).is_none());
    let (code, changes) =
        codes.map(|code| (code, distance(&name, code))).min_by_key(|(_, d)| *d)?;
    (changes * 3 <= code.len()).then_some(code)
}

/// How many letters have to be added, removed or replaced to make one word of the other.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (at, letter) in one.chars().enumerate() {
        let mut diagonal = at;
        row[0] = at + 1;
        for (column, &wanted) in other.iter().enumerate() {
            let replaced = diagonal + usize::from(letter != wanted);
            diagonal = row[column + 1];
            row[column + 1] = replaced.min(diagonal + 1).min(row[column] + 1);
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_are_those_of_levenshtein() {
        for (one, other, expected) in [
            ("", "", 0),
            ("", "abc", 3),
            ("kitten", "sitting", 3),
            ("ab", "ba", 2),
            ("号", "码", 1),
        ] {
            assert_eq!(distance(one, other), expected, "{one} {other}");
            assert_eq!(distance(other, one), expected, "{other} {one}");
        }
    }
}
