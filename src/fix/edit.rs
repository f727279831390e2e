//! [`Edit`]: a place in the text and what to write there; and [`Edits`] that go together.

use std::collections::BTreeMap;
use std::fmt;

use crate::language::{Language, filled};
use crate::text::blank::is_all_blank;
use crate::text::{LineIndex, Span, shortened};

/// One change of a text: of `< 邮箱>`, delete the blank.
///
/// ```
/// let document = policymark::parse("(我们)会[收集]＜邮箱＞。")?;
/// let fix = document.fixes().next().unwrap();
/// let edits: Vec<_> = fix.edits().iter().map(|edit| (edit.span().range(), edit.replacement())).collect();
/// assert_eq!(edits, [(19..22, "<"), (28..31, ">")]);
/// # Ok::<(), policymark::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Edit {
    span: Span,
    replacement: String,
}

impl Edit {
    pub(crate) fn replace(span: Span, replacement: impl Into<String>) -> Self {
        Self { span, replacement: replacement.into() }
    }

    pub(crate) fn delete(span: Span) -> Self {
        Self::replace(span, "")
    }

    pub(crate) fn insert(at: u32, text: impl Into<String>) -> Self {
        Self::replace(Span::new(at, at), text)
    }

    /// What is replaced, in bytes of the text; empty where something is only inserted.
    #[must_use]
    pub const fn span(&self) -> Span {
        self.span
    }

    /// What to write there; empty where something is only deleted.
    #[must_use]
    pub fn replacement(&self) -> &str {
        &self.replacement
    }

    /// What it does to a text: `delete “ ”`, `insert “\”`, `replace “＜” with “<”`.
    fn describe(&self, text: &str, language: Language) -> String {
        const CELLS: usize = 20;
        let old = shortened(text.get(self.span.range()).unwrap_or_default(), CELLS);
        let new = shortened(&self.replacement, CELLS);
        let english = match (self.span.is_empty(), self.replacement.is_empty()) {
            (true, _) => format!("insert “{new}”"),
            (_, true) => format!("delete “{old}”"),
            _ => format!("replace “{old}” with “{new}”"),
        };
        filled(language, "fix", &english).into_owned()
    }
}

/// Edits of a text that do not overlap.
pub(super) struct Edits<'t> {
    text: &'t str,
    edits: Vec<Edit>,
    /// The end of each stretch that is replaced, by its start.
    replaced: BTreeMap<u32, u32>,
    /// What is inserted last at each place.
    inserted: BTreeMap<u32, String>,
}

impl<'t> Edits<'t> {
    pub(super) const fn new(text: &'t str) -> Self {
        Self { text, edits: Vec::new(), replaced: BTreeMap::new(), inserted: BTreeMap::new() }
    }

    /// Adds the edits of a fix, unless one of them overlaps an edit that was added before. Returns
    /// whether they were added.
    pub(super) fn add(&mut self, edits: &[Edit]) -> bool {
        let fits = edits.iter().all(|edit| self.fits(edit));
        if fits {
            for edit in edits {
                let span = edit.span;
                if span.is_empty() {
                    self.inserted.insert(span.start(), edit.replacement.clone());
                } else {
                    self.replaced.insert(span.start(), span.end());
                }
            }
            self.edits.extend_from_slice(edits);
        }
        fits
    }

    fn fits(&self, edit: &Edit) -> bool {
        let (start, end) = (edit.span.start(), edit.span.end());
        let is_replaced = |before: u32| {
            self.replaced.range(..before).next_back().is_some_and(|(_, &reach)| reach > start)
        };
        if self.text.get(edit.span.range()).is_none() {
            false
        } else if edit.span.is_empty() {
            // Blanks from two edges can meet; a bracket or a backslash is inserted once.
            let is_twice = self.inserted.get(&start) == Some(&edit.replacement);
            !is_replaced(start) && (!is_twice || is_all_blank(&edit.replacement))
        } else {
            !is_replaced(end) && self.inserted.range(start + 1..end).next().is_none()
        }
    }

    /// The text with the edits. Where two insert at one place, the one that was added first comes
    /// first.
    pub(super) fn apply(mut self) -> String {
        self.edits.sort_by_key(|edit| edit.span);
        write(self.text, &self.edits)
    }
}

/// Writes edits of a text on one line, each with its place: `1:4 insert “ ”, 1:5 delete “ ”`, or
/// `1:4 插入“ ”，1:5 删除“ ”`.
pub(crate) fn list<'e>(
    f: &mut fmt::Formatter<'_>,
    edits: impl IntoIterator<Item = &'e Edit>,
    text: &str,
    lines: &LineIndex<'_>,
    language: Language,
) -> fmt::Result {
    let comma = if language == Language::Chinese { "，" } else { ", " };
    for (number, edit) in edits.into_iter().enumerate() {
        let comma = if number > 0 { comma } else { "" };
        let position = lines.position(edit.span().start());
        write!(f, "{comma}{position} {}", edit.describe(text, language))?;
    }
    Ok(())
}

/// The text with edits, which are in order and do not overlap.
pub(crate) fn write<'e>(text: &str, edits: impl IntoIterator<Item = &'e Edit>) -> String {
    let mut changed = String::with_capacity(text.len());
    let mut at = 0;
    for Edit { span, replacement } in edits {
        changed.push_str(&text[at..span.start() as usize]);
        changed.push_str(replacement);
        at = span.end() as usize;
    }
    changed.push_str(&text[at..]);
    changed
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edit(start: u32, end: u32, replacement: &str) -> Edit {
        Edit::replace(Span::new(start, end), replacement)
    }

    #[test]
    fn what_overlaps_is_left_out_as_a_whole() {
        let mut edits = Edits::new("0123456789");
        assert!(edits.add(&[edit(4, 6, "a"), edit(2, 2, "(")]));
        assert!(!edits.add(&[edit(0, 1, ""), edit(5, 7, "b")]));
        assert!(!edits.add(&[edit(5, 5, "b")]));
        assert!(!edits.add(&[edit(1, 3, "")]), "it would replace the place of an insertion");
        assert!(!edits.add(&[edit(2, 2, "(")]), "a bracket is inserted once");
        assert!(!edits.add(&[edit(9, 11, "")]), "past the end");
        assert!(edits.add(&[edit(6, 6, "b"), edit(4, 4, "c"), edit(6, 7, "d"), edit(3, 4, "")]));
        assert_eq!(edits.apply(), "01(2cabd789");
    }

    #[test]
    fn blanks_from_two_edges_meet() {
        let mut edits = Edits::new("<a ><　b>");
        assert!(edits.add(&[edit(2, 3, ""), edit(4, 4, " ")]));
        assert!(edits.add(&[edit(4, 4, "　"), edit(5, 8, "")]));
        assert!(edits.add(&[edit(4, 4, " ")]));
        assert_eq!(edits.apply(), "<a> 　 <b>");
    }

    #[test]
    fn edits_are_described() {
        let text = "< 邮箱>＜";
        assert_eq!(edit(1, 2, "").describe(text, Language::English), "delete “ ”");
        assert_eq!(edit(1, 1, "\\").describe(text, Language::English), "insert “\\”");
        assert_eq!(edit(9, 12, "<").describe(text, Language::English), "replace “＜” with “<”");
        assert_eq!(edit(90, 99, "").describe(text, Language::English), "delete “”");
    }
}
