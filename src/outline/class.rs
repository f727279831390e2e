//! The classes of lines in the outline.

/// The class of a line by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// A heading without number that names a whole document: `隐私政策`.
    Title,
    /// The same, but without text under it: a heading of the whole document only.
    Name,
    /// A heading without number named like a document, in a document that has a title: `免责声明`.
    Notice,
    /// A heading without number: `联系我们`.
    Plain,
    /// A heading without number before the first chapter: `前言`. It contains no other heading.
    Preface,
    /// A numbered line that can be a heading.
    Numbered,
    /// A numbered line that can be a heading, but is more likely running text.
    Doubtful,
    /// A numbered line that seems to have both a heading and text: `一、总则 本政策适用于…。`
    Fused,
    /// A numbered line or a bullet of running text.
    Item,
    /// A line of a list without numbers: `昵称；` under a lead-in.
    Entry,
    /// Running text.
    Text,
}

impl Class {
    /// Whether the line opens a section.
    pub(super) const fn opens(self) -> bool {
        !matches!(self, Self::Text)
    }

    /// Whether the line can be a heading.
    pub(super) const fn is_heading(self) -> bool {
        !matches!(self, Self::Text | Self::Item | Self::Entry)
    }

    /// Whether it is a heading without number.
    pub(super) const fn is_unnumbered(self) -> bool {
        matches!(self, Self::Title | Self::Notice | Self::Plain | Self::Preface)
    }
}

/// The widest heading without number or emphasis, in columns: twenty Chinese characters.
pub(super) const WIDEST_PLAIN: u8 = 40;
