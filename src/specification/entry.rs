//! [`Entry`]: what the specification says of one rule or code.

use std::fmt::Write as _;

use super::example::{Example, examples};
use super::markdown::Part;
use crate::language::{Language, translated};
use crate::text::{Code, named_enum};

named_enum! {
    /// What an entry is about: the chapters of the specification that have rules.
    ///
    /// ```
    /// use policymark::specification::{EntryKind, find};
    ///
    /// assert_eq!(find("B17")?.kind(), EntryKind::Bracket);
    /// # Ok::<(), policymark::specification::UnknownEntryError>(())
    /// ```
    #[non_exhaustive]
    EntryKind, "kind of entries" {
        /// B1, B2 …: whether a bracket is an annotation.
        Bracket = "bracket",
        /// R1, R2 …: what an annotation is by itself.
        Role = "role",
        /// O1, O2 …: sentences and sections.
        Outline = "outline",
        /// S1, S2 …: what belongs to a statement.
        Statement = "statement",
        /// `bracket-unclosed` …: what an annotator should look at.
        Diagnostic = "diagnostic",
    }
}

impl EntryKind {
    /// The kind of a rule by its letter; that of a code if it has no number.
    pub(super) fn of(name: &str) -> Self {
        match name.as_bytes() {
            [b'B', b'0'..=b'9', ..] => Self::Bracket,
            [b'R', b'0'..=b'9', ..] => Self::Role,
            [b'O', b'0'..=b'9', ..] => Self::Outline,
            [b'S', b'0'..=b'9', ..] => Self::Statement,
            _ => Self::Diagnostic,
        }
    }
}

/// A rule or a code of the specification: `B17`, `bracket-unclosed`.
///
/// It is displayed as [`Style::entry`](crate::display::Style::entry) shows it.
///
/// ```
/// use policymark::language::Language;
/// use policymark::specification::find;
///
/// let entry = find("bracket-unclosed")?;
/// assert_eq!(entry.title(Language::English), "`{`, `[` or `<` has no partner on its line");
/// assert_eq!(entry.title(Language::Chinese), "左括号在本行没有闭合");
/// assert_eq!(entry.chapter(Language::English), "Diagnostics");
/// assert_eq!(entry.code().unwrap().severity().name(), "error");
/// # Ok::<(), policymark::specification::UnknownEntryError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub(super) name: String,
    pub(super) title: String,
    pub(super) chapter: &'static str,
    pub(super) section: Option<&'static str>,
    pub(super) parts: Vec<Part>,
}

impl Entry {
    /// The number of the rule, or the name of the code.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What it is about.
    #[must_use]
    pub fn kind(&self) -> EntryKind {
        EntryKind::of(&self.name)
    }

    /// The code, if it is about one.
    #[must_use]
    pub fn code(&self) -> Option<Code> {
        self.name.parse().ok()
    }

    /// A few words that say what it is, in Markdown: of a rule its name in the specification, of a code what is
    /// wrong.
    #[must_use]
    pub fn title(&self, language: Language) -> &str {
        translated(language, &format!("title {}", self.name), &self.title)
    }

    /// The chapter of the specification: `Roles`.
    #[must_use]
    pub fn chapter(&self, language: Language) -> &'static str {
        translated(language, "heading", self.chapter)
    }

    /// The section of the chapter, if the chapter has some: `Purpose or condition`.
    #[must_use]
    pub fn section(&self, language: Language) -> Option<&'static str> {
        self.section.map(|section| translated(language, "heading", section))
    }

    /// The text of the specification about it, in Markdown: the row of a table, paragraphs, lists, examples in
    /// fenced blocks, and its limits. Without a heading; in English.
    ///
    /// ```
    /// use policymark::specification::find;
    ///
    /// assert!(find("S8")?.markdown().starts_with("If 的 is right after an actor, "));
    /// assert!(find("B17")?.markdown().starts_with("| rule | reason | parentheses that | decision |"));
    /// # Ok::<(), policymark::specification::UnknownEntryError>(())
    /// ```
    #[must_use]
    pub fn markdown(&self) -> String {
        let mut markdown = String::new();
        let mut before: Option<&Part> = None;
        for part in &self.parts {
            let is_list = |part: &Part| matches!(part, Part::Item { .. });
            if before.is_some_and(|before| !(is_list(before) && is_list(part))) {
                markdown.push('\n');
            }
            // Writing to a string cannot fail.
            let _ = write!(markdown, "{part}");
            before = Some(part);
        }
        markdown
    }

    /// The examples, in the order of the text. Three codes and two rules have none, because they depend on
    /// options or on long texts.
    #[must_use]
    pub fn examples(&self) -> Vec<Example> {
        self.parts.iter().flat_map(examples).collect()
    }

    /// The parts of the explanation.
    pub(crate) fn parts(&self) -> &[Part] {
        &self.parts
    }
}
