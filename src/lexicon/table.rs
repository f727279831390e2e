//! Word tables: read from text, searched by prefix, by suffix and anywhere.

use super::trie::Trie;

/// What a table says of a word.
pub(crate) trait Class: Copy {
    /// The class with this name in the tables.
    fn from_name(name: &str) -> Option<Self>;

    /// All names, for messages: `first, third, subject, any`.
    fn names() -> String;

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
    #[error("{0:?} is longer than {LONGEST_WORD} bytes")]
    Long(String),
    #[error("unknown class {name:?}; the classes are {known}")]
    Class { name: String, known: String },
}

/// The lines of a table.
pub(super) struct Entries<'a, C>(Vec<(&'a str, C)>);

impl<'a, C: Class> Entries<'a, C> {
    pub(super) fn parse(source: &'a str) -> Result<Self, LexiconError> {
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
            if word.len() > LONGEST_WORD {
                return Err(fail(Fault::Long(word.to_owned())));
            }
            let name = class.trim();
            let class = C::from_name(name)
                .ok_or_else(|| fail(Fault::Class { name: name.to_owned(), known: C::names() }))?;
            entries.push((word, class));
        }
        Ok(Self(entries))
    }

    /// The entries whose class `keep` accepts.
    pub(super) fn only(&self, keep: impl Fn(C) -> bool) -> Self {
        Self(self.0.iter().filter(|(_, class)| keep(*class)).copied().collect())
    }
}

/// A word found in a text; offsets in bytes of that text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Hit<C> {
    pub(crate) class: C,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// Words and their classes. Of two words that start at one place, or for [`WordTable::suffix`]
/// end at one, the longer one counts.
#[derive(Clone, Debug)]
pub(crate) struct WordTable<C> {
    /// The words and their classes, by their numbers in the tries.
    words: Vec<(Box<str>, C)>,
    /// For the last ten bits of a letter, whether a word begins with a letter that has them. Most
    /// letters of a text begin no word: without this the whole document takes 17 % longer.
    initials: Box<[bool; INITIALS]>,
    /// The words from their first letter on.
    forward: Trie,
    /// The words from their last letter back.
    backward: Trie,
}

impl<C> Default for WordTable<C> {
    fn default() -> Self {
        Self::with_room(0)
    }
}

impl<C> WordTable<C> {
    /// An empty table, with room for about as many words.
    fn with_room(words: usize) -> Self {
        Self {
            words: Vec::with_capacity(words),
            initials: Box::new([false; INITIALS]),
            forward: Trie::with_room(words),
            backward: Trie::with_room(words),
        }
    }
}

impl<C: Class> WordTable<C> {
    /// A table that ships with the crate. A test reads each, so that a faulty one is never shipped.
    pub(super) fn built_in(source: &str) -> Self {
        let mut table = Self::default();
        if let Ok(entries) = Entries::parse(source) {
            table.change(&entries, false);
        }
        table
    }

    pub(super) fn change(&mut self, entries: &Entries<'_, C>, keep: bool) {
        if !keep {
            *self = Self::with_room(entries.0.len());
        }
        for &(word, class) in &entries.0 {
            self.add(word, class);
        }
    }

    fn add(&mut self, word: &str, class: C) {
        let number = self.forward.insert(word.chars(), self.words.len() as u32);
        if let Some((_, known)) = self.words.get_mut(number as usize) {
            *known = known.merge(class);
            return;
        }
        self.backward.insert(word.chars().rev(), number);
        if let Some(initial) = word.chars().next() {
            self.initials[initial as usize % INITIALS] = true;
        }
        self.words.push((word.into(), class));
    }

    /// The class of exactly this word.
    pub(crate) fn get(&self, word: &str) -> Option<C> {
        self.prefix(word).filter(|hit| hit.end == word.len()).map(|hit| hit.class)
    }

    /// The longest word that `text` starts with.
    pub(crate) fn prefix(&self, text: &str) -> Option<Hit<C>> {
        let word = self.forward.longest(text.chars())?;
        let (word, class) = &self.words[word as usize];
        Some(Hit { class: *class, start: 0, end: word.len() })
    }

    /// The longest word that `text` ends with.
    pub(crate) fn suffix(&self, text: &str) -> Option<Hit<C>> {
        let word = self.backward.longest(text.chars().rev())?;
        let (word, class) = &self.words[word as usize];
        Some(Hit { class: *class, start: text.len() - word.len(), end: text.len() })
    }

    /// The words in `text` from left to right, none overlapping another.
    pub(crate) fn find_iter<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Hit<C>> + 't {
        let mut at = 0;
        std::iter::from_fn(move || {
            let hit = self.find(text, at)?;
            at = hit.end;
            Some(hit)
        })
    }

    /// The first word from `at` on.
    #[inline]
    fn find(&self, text: &str, at: usize) -> Option<Hit<C>> {
        let rest = text.get(at..)?;
        let may_begin = |letter: char| self.initials[letter as usize % INITIALS];
        let mut begins = rest.char_indices().filter(|&(_, letter)| may_begin(letter));
        begins.find_map(|(begin, _)| {
            let hit = self.prefix(rest.get(begin..)?)?;
            Some(Hit { start: at + begin, end: at + begin + hit.end, ..hit })
        })
    }
}

/// How many letters [`WordTable::initials`] distinguishes.
const INITIALS: usize = 1024;

/// Bytes that a word may take: forty characters.
const LONGEST_WORD: usize = 120;

#[cfg(test)]
mod tests {
    use super::super::Party;
    use super::*;

    fn table(source: &str) -> WordTable<Option<Party>> {
        let mut table = WordTable::built_in("");
        table.change(&Entries::parse(source).unwrap(), false);
        table
    }

    #[test]
    fn the_longest_word_counts() {
        let table = table("公司\tthird\n本公司\tfirst\n");
        assert_eq!(table.suffix("由本公司").unwrap().class, Some(Party::First));
        assert_eq!(table.suffix("该公司").unwrap().class, Some(Party::Third));
        assert_eq!(table.prefix("公司的").unwrap().end, 6);
        assert!(table.prefix("司").is_none() && table.suffix("").is_none());
        assert_eq!(table.find_iter("本公司与公司").count(), 2);
    }

    #[test]
    fn faults_name_their_line() {
        let error = |source: &str| {
            Entries::<Option<Party>>::parse(source).map(|_| ()).unwrap_err().to_string()
        };
        assert_eq!(
            error("# ok\n我们 first"),
            "line 2 of the table: expected a word, a tab and a class, found \"我们 first\""
        );
        assert!(error(&format!("{}\tfirst", "我".repeat(41))).ends_with("longer than 120 bytes"));
        assert_eq!(
            error("我们\tfourth"),
            "line 1 of the table: unknown class \"fourth\"; the classes are first, third, subject, any"
        );
    }

    #[test]
    fn the_built_in_tables_are_sound() {
        assert!(Entries::<super::super::Verb>::parse(include_str!("verbs.tsv")).is_ok());
        assert!(Entries::<Option<Party>>::parse(include_str!("parties.tsv")).is_ok());
        assert!(Entries::<super::super::CueSet>::parse(include_str!("cues.tsv")).is_ok());
    }
}
