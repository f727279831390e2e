//! Tidy markup: the same annotations, without blanks at their edges and without needless backslashes.
//!
//! [`Document::format`] gives the [`Formatted`] text, and the edits that make it.
//!
//! - Blanks at the inner edge of an annotation are moved out of it, and of all annotations that share the
//!   edge: `{< 邮箱 >等}` → ` {<邮箱> 等}`.
//! - A backslash is dropped where the text is read the same without it: `\（如邮箱\）` → `（如邮箱）`. The
//!   backslashes of `相机\(云杉\)` stay next to annotations, since without them a diagnostic would ask whether
//!   this is an actor.
//! - A backslash is written before another one that would be right before a bracket without the blanks:
//!   `<路径 C:\ >` → `<路径 C:\\> `.
//!
//! Nothing else changes: annotations, their words and what they are, the outline, the statements, the plain
//! text but for the blanks that are moved, line ends, a byte order mark. Diagnostics stay too, except for
//! [`AnnotationPadded`](crate::text::Code::AnnotationPadded). What would change any of this is left as it is, and formatting the
//! formatted text changes nothing. Slips are for [`fix`](mod@crate::fix), which needs a person for some.
//!
//! ```
//! let document = policymark::parse(r"(我们)会[收集 ]您的< 号码\（11位\）>。")?;
//! let formatted = document.format();
//! assert_eq!(formatted.text(), "(我们)会[收集] 您的 <号码（11位）>。");
//! assert_eq!(formatted.edits().len(), 6);
//! assert!(policymark::parse(formatted.text())?.format().is_unchanged());
//! # Ok::<(), policymark::Error>(())
//! ```

mod json;
mod reading;
mod shift;
mod trial;
mod unit;

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt;

use crate::document::Document;
use crate::fix::{Edit, list};
use crate::language::Language;
use crate::parser::Parser;
use crate::text::{Code, LineIndex};

use trial::settle;
use unit::Units;

/// The tidied text of a document, and the edits that make it; see [`Document::format`].
///
/// ```
/// let document = policymark::parse("(我们)会[收集]< 邮箱>。\n[保存 ]<昵称>。\n")?;
/// let formatted = document.format();
/// assert_eq!(formatted.text(), "(我们)会[收集] <邮箱>。\n[保存] <昵称>。\n");
/// assert_eq!(formatted.to_string(), "\
/// 1:10 insert “ ”, 1:11 delete “ ”
/// 2:4 delete “ ”, 2:6 insert “ ”
/// ");
/// # Ok::<(), policymark::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Formatted<'d> {
    document: &'d Document,
    edits: Vec<Edit>,
    text: Cow<'d, str>,
}

impl<'d> Formatted<'d> {
    fn unchanged(document: &'d Document) -> Self {
        Self { document, edits: Vec::new(), text: document.text().into() }
    }

    /// The document that was formatted.
    #[must_use]
    pub const fn document(&self) -> &'d Document {
        self.document
    }

    /// The tidied text; that of the document if there is nothing to tidy.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The tidied text, without the edits.
    #[must_use]
    pub fn into_text(self) -> String {
        self.text.into_owned()
    }

    /// The edits of the text of the document, in its order. They do not overlap; of two at one place, the
    /// first one writes first. A blank that is moved is deleted by one edit and inserted by another.
    #[must_use]
    pub fn edits(&self) -> &[Edit] {
        &self.edits
    }

    /// The edits, as [`Display`](fmt::Display) shows them, in a language.
    ///
    /// ```
    /// use policymark::language::Language;
    ///
    /// let document = policymark::parse("(我们)会[收集]< 邮箱>。")?;
    /// let shown = document.format().in_language(Language::Chinese).to_string();
    /// assert_eq!(shown, "1:10 插入“ ”，1:11 删除“ ”\n");
    /// # Ok::<(), policymark::Error>(())
    /// ```
    pub fn in_language(&self, language: Language) -> impl fmt::Display {
        Described { formatted: self, language }
    }

    /// Whether the text was tidy already.
    #[must_use]
    pub const fn is_unchanged(&self) -> bool {
        self.edits.is_empty()
    }
}

/// The edits of a formatted text in a language.
struct Described<'f, 'd> {
    formatted: &'f Formatted<'d>,
    language: Language,
}

impl fmt::Display for Described<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Formatted { document, edits, .. } = self.formatted;
        let lines = LineIndex::new(document.text());
        let line = |edit: &Edit| lines.line_of(edit.span().start());
        for edits in edits.chunk_by(|one, next| line(one) == line(next)) {
            list(f, edits, document.text(), &lines, self.language)?;
            writeln!(f)?;
        }
        Ok(())
    }
}

impl fmt::Display for Formatted<'_> {
    /// The edits, those of a line of the text on one line: `1:4 insert “ ”, 1:5 delete “ ”`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.in_language(Language::English).fmt(f)
    }
}

/// How often a text is formatted again without the lines that formatting once more would change.
const ROUNDS: usize = 4;

impl Document {
    /// The text with tidy markup: blanks at the edges of annotations moved out of them, and no backslash where
    /// the text is read the same without it. See the [module](mod@crate::format).
    ///
    /// What could be tidied is tried first, with the options with which the document was parsed; for one that
    /// was read from JSON, with the default options. It takes time linear in the length of the text: none to
    /// speak of if there is nothing to tidy, mostly that of parsing once, and at most that of 48 times.
    ///
    /// ```
    /// let document = policymark::parse("(我们)会[收集]您的{< 昵称 >等}。")?;
    /// assert_eq!(document.format().text(), "(我们)会[收集]您的 {<昵称> 等}。");
    /// # Ok::<(), policymark::Error>(())
    /// ```
    #[must_use]
    pub fn format(&self) -> Formatted<'_> {
        if Units::of(self).is_empty() {
            return Formatted::unchanged(self);
        }
        let parser = Parser::of(self).reporting_all();
        let read = if says_all(self) { None } else { parser.parse(self.text()).ok() };
        let units = tidied(read.as_ref().unwrap_or(self), &parser);
        units.map_or_else(
            || Formatted::unchanged(self),
            |units| Formatted {
                document: self,
                edits: units.edits().cloned().collect(),
                text: units.apply(self.text()).into(),
            },
        )
    }
}

/// Whether a document has its outline, its statements and every diagnostic.
fn says_all(document: &Document) -> bool {
    let is_omitted = |code| code == Code::DiagnosticsOmitted;
    document.allowed.is_empty()
        && document.sentences().len() > 0
        && !document.diagnostics().iter().any(|found| is_omitted(found.code()))
}

/// What is tidied. `None` if nothing is.
fn tidied(document: &Document, parser: &Parser) -> Option<Units> {
    // The lines that have to stay as they are.
    let mut kept = HashSet::new();
    for _ in 0..ROUNDS {
        let mut units = Units::of(document);
        units.leave_out(|unit| kept.contains(&unit.line));
        let once = settle(document, &mut units, parser)?;
        let mut again = Units::of(&once);
        if settle(&once, &mut again, parser).is_none() {
            return Some(units);
        }
        kept.extend(again.active().map(|unit| unit.line));
    }
    None
}
