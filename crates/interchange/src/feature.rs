//! [`Feature`]: what a policy says that a format may be unable to carry.

use std::fmt;

use crate::view::View;

/// Something that a policy says and that a format carries or not. The table in the documentation of the crate, and the
/// warnings about what is lost, come from [`Format::carries`](crate::Format::carries).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Feature {
    /// Marks inside others: `{验证<手机号码>}`.
    NestedMarks,
    /// What a mark is by itself: role, ground, processing, party, category.
    Classes,
    /// The members of statements.
    Statements,
    /// What statements say besides their members: polarity, modality, certainty, whether they are asserted.
    Claims,
    /// Which data comprises which: `<设备信息>，如<型号>`.
    Inclusions,
    /// What references mean: `<上述信息>`.
    References,
    /// Words without a mark in a statement: 您 in `您需要[提供]<邮箱>`.
    UnmarkedWords,
    /// Headings and items.
    Sections,
    /// Characters of the text that XML does not have, such as U+0007.
    ControlCharacters,
}

impl Feature {
    /// Every feature, in the order of the table.
    pub const ALL: &'static [Self] = &[
        Self::NestedMarks,
        Self::Classes,
        Self::Statements,
        Self::Claims,
        Self::Inclusions,
        Self::References,
        Self::UnmarkedWords,
        Self::Sections,
        Self::ControlCharacters,
    ];

    /// Its name in the plural, for a message that counts it: `nested marks`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::NestedMarks => "nested marks",
            Self::Classes => "classes of marks",
            Self::Statements => "statements",
            Self::Claims => "claims of statements",
            Self::Inclusions => "inclusions",
            Self::References => "references",
            Self::UnmarkedWords => "unmarked words",
            Self::Sections => "sections",
            Self::ControlCharacters => "control characters",
        }
    }

    /// Its name in a word, for the head of a column: `nested`.
    #[must_use]
    pub const fn heading(self) -> &'static str {
        match self {
            Self::NestedMarks => "nested",
            Self::Classes => "class",
            Self::Statements => "members",
            Self::Claims => "claims",
            Self::Inclusions => "parts",
            Self::References => "refs",
            Self::UnmarkedWords => "words",
            Self::Sections => "heads",
            Self::ControlCharacters => "ctrl",
        }
    }

    /// What it is, in a line.
    #[must_use]
    pub const fn about(self) -> &'static str {
        match self {
            Self::NestedMarks => "marks inside others",
            Self::Classes => "role, ground, processing, party and category of a mark",
            Self::Statements => "which marks make a statement, and the role of each",
            Self::Claims => "whether a statement is denied, binding, certain, asserted",
            Self::Inclusions => "which data comprises which",
            Self::References => "what words such as 上述信息 refer to",
            Self::UnmarkedWords => "words of a statement that have no mark",
            Self::Sections => "headings and items of lists",
            Self::ControlCharacters => "characters that XML does not have, such as U+0007",
        }
    }

    /// How often a policy says it.
    #[must_use]
    pub fn count(self, view: &View) -> usize {
        let statements = view.statements.iter();
        match self {
            Self::NestedMarks => view.spans.len() - view.outermost().count(),
            Self::Classes => view.spans.iter().map(|span| span.attributes().count()).sum(),
            Self::Statements => view.statements.len(),
            Self::Claims => statements.map(|statement| statement.attributes().count()).sum(),
            Self::Inclusions => statements.map(|statement| statement.inclusions.len()).sum(),
            Self::References => statements.map(|statement| statement.references.len()).sum(),
            Self::UnmarkedWords => statements.map(|statement| statement.unmarked.len()).sum(),
            Self::Sections => view.sections.len(),
            Self::ControlCharacters => view.text.chars().filter(|&c| !is_xml(c)).count(),
        }
    }
}

/// Whether XML 1.0 has a character, be it as a reference.
pub(crate) const fn is_xml(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..)
}

impl fmt::Display for Feature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
