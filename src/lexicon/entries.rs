//! The text of a table: parsing, extending and trimming it.

use std::borrow::Cow;
use std::fmt;

use memchr::memchr;

use crate::language::{Language, said};
use crate::text::blank::trim;

/// The class of a word in a table.
pub(crate) trait Class: Copy + PartialEq {
    /// The class with this name in the tables.
    fn from_name(name: &str) -> Option<Self>;

    /// All names, for messages: `first, third, subject, any`.
    fn names() -> String;

    /// The class of a word with two lines, of which the later one has the class `newer`.
    fn merge(_older: Self, newer: Self) -> Self {
        newer
    }
}

/// The words of one table of the lexicon, in a searchable form.
pub(super) trait Words {
    type Class: Class;

    fn new(entries: &Entries<'_, Self::Class>) -> Self;
}

/// A table that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
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

    /// The error in a language, as [`Display`](fmt::Display) gives it in English.
    ///
    /// ```
    /// use policymark::language::Language;
    /// use policymark::lexicon::{Lexicon, Table};
    ///
    /// let error = Lexicon::standard().extended(Table::Parties, "星海\tfrist").unwrap_err();
    /// assert!(error.message_in(Language::Chinese).starts_with("词表第 1 行：没有类别 \"frist\"；"));
    /// ```
    #[must_use]
    pub fn message_in(&self, language: Language) -> String {
        let fault = self.fault.message_in(language);
        said(language, "lexicon", "line {0} of the table: {1}", &[&self.line, &fault])
    }
}

impl fmt::Display for LexiconError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message_in(Language::English))
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Fault {
    /// Not a word, a tab and a class.
    Form(String),
    /// A word over [`LONGEST_WORD`].
    Long(String),
    /// No class has this name.
    Class { name: String, known: String },
    /// A word to take out that the table does not have.
    Absent(String),
}

impl Fault {
    fn message_in(&self, language: Language) -> String {
        match self {
            Self::Form(found) => said(
                language,
                "lexicon",
                "expected a word, a tab and a class, found {0}",
                &[&format_args!("{found:?}")],
            ),
            Self::Long(word) => said(
                language,
                "lexicon",
                "{0} is longer than {1} bytes",
                &[&format_args!("{word:?}"), &LONGEST_WORD],
            ),
            Self::Class { name, known } => said(
                language,
                "lexicon",
                "unknown class {0}; the classes are {1}",
                &[&format_args!("{name:?}"), known],
            ),
            Self::Absent(word) => said(
                language,
                "lexicon",
                "there is no {0} in the table to take out",
                &[&format_args!("{word:?}")],
            ),
        }
    }
}

/// The greatest length of a word in bytes: forty Chinese characters.
const LONGEST_WORD: usize = 120;

/// The words of a table and their classes, line by line.
pub(super) struct Entries<'a, C>(pub(super) Vec<(&'a str, C)>);

impl<'a, C: Class> Entries<'a, C> {
    pub(super) fn parse(source: &'a str) -> Result<Self, LexiconError> {
        let entries = contents(source).map(|(line, content)| {
            let entry = entry(content).and_then(|(word, class)| match class {
                Some(class) => Ok((word, class)),
                None => Err(Fault::Form(content.to_owned())),
            });
            entry.map_err(|fault| LexiconError { line, fault })
        });
        Ok(Self(entries.collect::<Result<_, _>>()?))
    }

    /// The entries whose class `keep` accepts.
    pub(super) fn only(&self, keep: impl Fn(C) -> bool) -> Self {
        Self(self.0.iter().filter(|(_, class)| keep(*class)).copied().collect())
    }
}

/// The lines with more than a comment, without the comment, and their numbers from 1.
fn contents(source: &str) -> impl Iterator<Item = (usize, &str)> {
    let contents = source.lines().map(|line| trim(before(line, b'#').unwrap_or(line)));
    (1..).zip(contents).filter(|(_, content)| !content.is_empty())
}

/// The part before the first `mark`, if there is one.
fn before(line: &str, mark: u8) -> Option<&str> {
    line.get(..memchr(mark, line.as_bytes())?)
}

/// The word of a line, and its class if it has one.
fn entry<C: Class>(content: &str) -> Result<(&str, Option<C>), Fault> {
    let (word, name) = match before(content, b'\t') {
        Some(word) => (trim(word), content.get(word.len()..).map(trim)),
        None => (content, None),
    };
    if word.is_empty() {
        return Err(Fault::Form(content.to_owned()));
    }
    if word.len() > LONGEST_WORD {
        return Err(Fault::Long(word.to_owned()));
    }
    let unknown = |name: &str| Fault::Class { name: name.to_owned(), known: C::names() };
    let class = name.map(|name| C::from_name(name).ok_or_else(|| unknown(name)));
    Ok((word, class.transpose()?))
}

/// A table: its text, and its words in a searchable form.
#[derive(Clone)]
pub(super) struct Loaded<W> {
    source: Cow<'static, str>,
    words: W,
}

/// A change of a table.
#[derive(Clone, Copy)]
pub(super) enum Edit<'a> {
    /// Adds entries.
    Extend(&'a str),
    /// Replaces all entries.
    Replace(&'a str),
    /// Removes words, with all classes or with one.
    Trim(&'a str),
}

impl<W: Words> Loaded<W> {
    /// A table that ships with the crate. A test parses each, so that no faulty one is released.
    pub(super) fn built_in(source: &'static str) -> Self {
        let entries = Entries::parse(source).unwrap_or_else(|_| Entries(Vec::new()));
        Self { source: Cow::Borrowed(source), words: W::new(&entries) }
    }

    pub(super) const fn words(&self) -> &W {
        &self.words
    }

    pub(super) fn source(&self) -> &str {
        &self.source
    }

    pub(super) fn edit(&mut self, edit: Edit<'_>) -> Result<(), LexiconError> {
        let source = match edit {
            Edit::Extend(more) => {
                // Parsed by itself first, so that an error has the line number in `more`.
                Entries::<W::Class>::parse(more)?;
                let gap = if self.source.ends_with('\n') { "" } else { "\n" };
                format!("{}{gap}{more}", self.source)
            }
            Edit::Replace(source) => source.to_owned(),
            Edit::Trim(words) => trimmed::<W::Class>(&self.source, words)?,
        };
        self.words = W::new(&Entries::parse(&source)?);
        self.source = Cow::Owned(source);
        Ok(())
    }
}

impl<W: Eq> Eq for Loaded<W> {}

impl<W: PartialEq> PartialEq for Loaded<W> {
    /// Whether the words are the same, regardless of comments.
    fn eq(&self, other: &Self) -> bool {
        self.words == other.words
    }
}

/// The lines of `source` without those that `words` lists: each a word, or a word and a class.
fn trimmed<C: Class>(source: &str, words: &str) -> Result<String, LexiconError> {
    let mut unwanted = Vec::new();
    for (line, content) in contents(words) {
        let (word, class) = entry::<C>(content).map_err(|fault| LexiconError { line, fault })?;
        unwanted.push(Unwanted { word, class, line, is_found: false });
    }
    unwanted.sort_by_key(|one| one.word);
    let mut kept = String::with_capacity(source.len());
    for line in source.split_inclusive('\n') {
        let found = contents(line).next().and_then(|(_, content)| entry::<C>(content).ok());
        if !found.is_some_and(|(word, class)| is_unwanted(&mut unwanted, word, class)) {
            kept.push_str(line);
        }
    }
    match unwanted.iter().filter(|one| !one.is_found).min_by_key(|one| one.line) {
        Some(one) => {
            Err(LexiconError { line: one.line, fault: Fault::Absent(one.word.to_owned()) })
        }
        None => Ok(kept),
    }
}

/// An entry to remove from a table.
struct Unwanted<'a, C> {
    word: &'a str,
    /// The class that the word loses; all classes if `None`.
    class: Option<C>,
    line: usize,
    is_found: bool,
}

/// Whether an entry is to be removed.
fn is_unwanted<C: Class>(unwanted: &mut [Unwanted<'_, C>], word: &str, class: Option<C>) -> bool {
    let start = unwanted.partition_point(|one| one.word < word);
    let mut is_any = false;
    for one in unwanted[start..].iter_mut().take_while(|one| one.word == word) {
        if one.class.is_none() || one.class == class {
            one.is_found = true;
            is_any = true;
        }
    }
    is_any
}

#[cfg(test)]
mod tests {
    use super::super::table::WordTable;
    use super::super::{Party, Verb};
    use super::*;

    type Parties = Entries<'static, Option<Party>>;

    #[test]
    fn faults_name_their_line() {
        let error =
            |source: &'static str| Parties::parse(source).map(|_| ()).unwrap_err().to_string();
        assert_eq!(
            error("# ok\n我们 first"),
            "line 2 of the table: expected a word, a tab and a class, found \"我们 first\""
        );
        assert_eq!(error("\tfirst"), error("first"));
        assert_eq!(
            error("我们\tfourth"),
            "line 1 of the table: unknown class \"fourth\"; the classes are first, third, subject, any"
        );
        let long = format!("{}\tfirst", "我".repeat(41));
        let long = Entries::<Option<Party>>::parse(&long).map(|_| ()).unwrap_err();
        assert!(long.to_string().ends_with("longer than 120 bytes"));
    }

    #[test]
    fn blanks_and_byte_order_marks_are_not_part_of_a_word() {
        let source = "\u{FEFF}我们\tfirst\r\n\u{3000}我 司\u{A0}\t\u{A0}first \r\n\u{3000}\r\n \u{200B}# 他\n";
        let words: Vec<_> =
            Parties::parse(source).unwrap().0.iter().map(|(word, _)| *word).collect();
        assert_eq!(words, ["我们", "我 司"]);
    }

    #[test]
    fn words_are_removed_with_all_classes_or_one() {
        let mut table =
            Loaded::<WordTable<Verb>>::built_in("# 甲\n用\tuse\n存\tstore # 乙\n用\tstore\n");
        table.edit(Edit::Trim("用\tstore\n")).unwrap();
        assert_eq!(table.source(), "# 甲\n用\tuse\n存\tstore # 乙\n");
        table.edit(Edit::Trim("\u{FEFF}存\r\n用\n")).unwrap();
        assert_eq!(table.source(), "# 甲\n");
    }

    #[test]
    fn only_existing_entries_can_be_removed() {
        let mut table = Loaded::<WordTable<Verb>>::built_in("用\tuse\n存\tstore\n");
        let mut error = |words| table.edit(Edit::Trim(words)).unwrap_err().to_string();
        assert_eq!(
            error("用\n删\n"),
            "line 2 of the table: there is no \"删\" in the table to take out"
        );
        assert!(error("用\tstore\n").starts_with("line 1 of the table: there is no \"用\""));
        assert!(error("用\tfourth\n").contains("unknown class"));
        assert_eq!(table.source(), "用\tuse\n存\tstore\n");
    }
}
