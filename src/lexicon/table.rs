//! Word tables: read from text, searched by prefix, by suffix and anywhere.

use std::collections::HashMap;

use aho_corasick::{AhoCorasick, MatchKind};

/// What a table says of a word.
pub(crate) trait Class: Copy {
    /// The class with this name in the tables.
    fn from_name(name: &str) -> Option<Self>;

    /// What a word that has the class `self` is when a later line says `newer`.
    fn merge(self, newer: Self) -> Self {
        let _ = self;
        newer
    }
}

/// A table that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line} of the table: {fault}")]
pub struct LexiconError {
    line: usize,
    fault: Fault,
}

impl LexiconError {
    /// The faulty line, counted from 1.
    #[must_use]
    pub const fn line(&self) -> usize {
        self.line
    }
}

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
enum Fault {
    #[error("expected a word, a tab and a class, found {0:?}")]
    Form(String),
    #[error("unknown class {0:?}")]
    Class(String),
}

/// The lines of a table.
pub(super) struct Entries<C>(Vec<(Box<str>, C)>);

impl<C: Class> Entries<C> {
    pub(super) fn parse(source: &str) -> Result<Self, LexiconError> {
        let mut entries = Vec::new();
        for (index, line) in source.lines().enumerate() {
            let content = line.split('#').next().unwrap_or_default().trim_end();
            if content.is_empty() {
                continue;
            }
            let fail = |fault| LexiconError { line: index + 1, fault };
            let (word, class) = content
                .split_once('\t')
                .filter(|(word, _)| !word.is_empty())
                .ok_or_else(|| fail(Fault::Form(line.to_owned())))?;
            let name = class.trim();
            let class = C::from_name(name).ok_or_else(|| fail(Fault::Class(name.to_owned())))?;
            entries.push((word.into(), class));
        }
        Ok(Self(entries))
    }
}

/// A word found in a text; offsets in bytes of that text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Hit<C> {
    pub(crate) class: C,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// Words and their classes. Of two words that start at one place, the longer one counts.
#[derive(Clone, Debug)]
pub(crate) struct WordTable<C> {
    words: Vec<(Box<str>, C)>,
    by_word: HashMap<Box<str>, C>,
    longest: usize,
    automaton: Option<AhoCorasick>,
}

impl<C: Class> WordTable<C> {
    /// A table that ships with the crate. A test reads each, so that a faulty one is never shipped.
    pub(super) fn built_in(source: &str) -> Self {
        let mut table =
            Self { words: Vec::new(), by_word: HashMap::new(), longest: 0, automaton: None };
        if let Ok(entries) = Entries::parse(source) {
            table.change(&entries, false);
        }
        table
    }

    pub(super) fn change(&mut self, entries: &Entries<C>, keep: bool) {
        if !keep {
            self.by_word.clear();
        }
        for (word, class) in &entries.0 {
            let class = self.by_word.get(word).map_or(*class, |old| old.merge(*class));
            self.by_word.insert(word.clone(), class);
        }
        self.words = self.by_word.iter().map(|(word, class)| (word.clone(), *class)).collect();
        self.words.sort_by(|a, b| a.0.cmp(&b.0));
        self.longest = self.words.iter().map(|(word, _)| word.len()).max().unwrap_or(0);
        // The only way to fail is a table of gigabytes; such a one finds nothing.
        self.automaton = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(self.words.iter().map(|(word, _)| word.as_bytes()))
            .ok();
    }

    /// The class of exactly this word.
    pub(crate) fn get(&self, word: &str) -> Option<C> {
        self.by_word.get(word).copied()
    }

    /// The longest word that `text` starts with.
    pub(crate) fn prefix(&self, text: &str) -> Option<Hit<C>> {
        let mut end = text.floor_char_boundary(self.longest);
        while end > 0 {
            if let Some(class) = self.get(&text[..end]) {
                return Some(Hit { class, start: 0, end });
            }
            end = text.floor_char_boundary(end - 1);
        }
        None
    }

    /// The longest word that `text` ends with.
    pub(crate) fn suffix(&self, text: &str) -> Option<Hit<C>> {
        let mut start = text.ceil_char_boundary(text.len().saturating_sub(self.longest));
        while start < text.len() {
            if let Some(class) = self.get(&text[start..]) {
                return Some(Hit { class, start, end: text.len() });
            }
            start = text.ceil_char_boundary(start + 1);
        }
        None
    }

    /// The words in `text` from left to right, none overlapping another.
    pub(crate) fn find_iter<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Hit<C>> + 't {
        self.automaton.iter().flat_map(move |automaton| {
            automaton.find_iter(text).map(|found| Hit {
                class: self.words[found.pattern().as_usize()].1,
                start: found.start(),
                end: found.end(),
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::Party;
    use super::*;

    fn table(source: &str) -> WordTable<Party> {
        let mut table = WordTable::built_in("");
        table.change(&Entries::parse(source).unwrap(), false);
        table
    }

    #[test]
    fn the_longest_word_counts() {
        let table = table("公司\tthird\n本公司\tfirst\n");
        assert_eq!(table.suffix("由本公司").unwrap().class, Party::First);
        assert_eq!(table.suffix("该公司").unwrap().class, Party::Third);
        assert_eq!(table.prefix("公司的").unwrap().end, 6);
        assert!(table.prefix("司").is_none() && table.suffix("").is_none());
        assert_eq!(table.find_iter("本公司与公司").count(), 2);
    }

    #[test]
    fn faults_name_their_line() {
        let error = |source| Entries::<Party>::parse(source).map(|_| ()).unwrap_err().to_string();
        assert_eq!(
            error("# ok\n我们 first"),
            "line 2 of the table: expected a word, a tab and a class, found \"我们 first\""
        );
        assert_eq!(error("我们\tfourth"), "line 1 of the table: unknown class \"fourth\"");
    }

    #[test]
    fn the_built_in_tables_are_sound() {
        assert!(Entries::<super::super::Verb>::parse(include_str!("verbs.tsv")).is_ok());
        assert!(Entries::<Party>::parse(include_str!("parties.tsv")).is_ok());
        assert!(Entries::<super::super::CueSet>::parse(include_str!("cues.tsv")).is_ok());
    }
}
