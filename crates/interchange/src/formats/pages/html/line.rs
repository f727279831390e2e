//! [`Line`]: the text of a block, with the blanks that a reader sees.

use unicode_width::UnicodeWidthChar;

use crate::formats::pages::block::tidy;

/// Collects the text of a block.
#[derive(Default)]
pub(super) struct Line {
    text: String,
    gap: Option<Gap>,
}

/// Blanks of the page after the last character.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Gap {
    Blank,
    /// Blanks with a line end among them.
    LineEnd,
}

impl Line {
    /// Adds a text of the page. Several blanks are one, and a line end between two wide characters is none: pages are
    /// wrapped where Chinese has no blanks.
    pub(super) fn push(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '\n' | '\r' => self.gap = Some(Gap::LineEnd),
                ' ' | '\t' | '\u{c}' => self.gap = self.gap.or(Some(Gap::Blank)),
                c => {
                    self.fill_gap(c);
                    self.text.push(c);
                }
            }
        }
    }

    fn fill_gap(&mut self, next: char) {
        let Some(gap) = self.gap.take() else { return };
        match self.text.chars().next_back() {
            None | Some('\n') => {}
            Some(last) if gap == Gap::LineEnd && is_wide(last) && is_wide(next) => {}
            Some(_) => self.text.push(' '),
        }
    }

    /// Adds a text with its line ends, and with the blanks between its words. Those around a line are dropped by
    /// [`Self::take`], as everywhere: a line that is indented can be read as more of the line before it.
    pub(super) fn push_verbatim(&mut self, text: &str) {
        self.gap = None;
        self.text.push_str(text);
    }

    /// Starts a new line.
    pub(super) fn push_break(&mut self) {
        self.gap = None;
        self.text.push('\n');
    }

    /// The lines, without the blanks around them, and starts anew.
    pub(super) fn take(&mut self) -> String {
        self.gap = None;
        tidy(&std::mem::take(&mut self.text))
    }
}

fn is_wide(c: char) -> bool {
    c.width() == Some(2)
}
