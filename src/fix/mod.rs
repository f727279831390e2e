//! Fixes: what to write instead, for the diagnostics where that is known.
//!
//! [`Document::fixes`] finds them when it is called, and [`apply`] writes them into the text. A fix
//! changes brackets, backslashes and blanks, and no other character.
//!
//! ```
//! use policymark::fix::{Fix, apply};
//!
//! let document = policymark::parse("(我们)会[收集]< 邮箱>，也会【使用】。")?;
//! let shown: Vec<_> = document.fixes().map(|fix| fix.to_string()).collect();
//! assert_eq!(shown, [
//!     "1:10 insert “ ”, 1:11 delete “ ”",
//!     "1:18 replace “【” with “[”, 1:21 replace “】” with “]”",
//! ]);
//! let mended = apply(document.text(), document.fixes().filter(Fix::is_safe));
//! assert_eq!(mended, "(我们)会[收集] <邮箱>，也会[使用]。");
//! # Ok::<(), policymark::Error>(())
//! ```

mod applicability;
mod cross;
mod draft;
mod edges;
mod edit;
mod find;
mod json;
mod look_alike;
mod page;
mod partner;
mod trial;
mod verbatim;

use std::fmt;
use std::sync::Arc;

use self::edit::Edits;
use crate::document::Document;
use crate::language::Language;
use crate::text::{Diagnostic, LineIndex};

pub use applicability::Applicability;
pub use edit::Edit;
pub(crate) use edit::{list, write};

/// What to write instead of that which a diagnostic reports; see [`Document::fixes`].
///
/// ```
/// let document = policymark::parse("(我们)会[收集]<<邮箱>>。")?;
/// let fix = document.fixes().next().unwrap();
/// assert_eq!(fix.diagnostic().code().name(), "annotation-repeated");
/// assert_eq!(fix.to_string(), "1:10 delete “<”, 1:15 delete “>”");
/// assert!(fix.is_safe());
/// # Ok::<(), policymark::Error>(())
/// ```
#[derive(Clone)]
pub struct Fix<'d> {
    document: &'d Document,
    lines: Arc<LineIndex<'d>>,
    diagnostic: &'d Diagnostic,
    edits: Vec<Edit>,
    applicability: Applicability,
}

impl<'d> Fix<'d> {
    /// The diagnostic that it settles.
    #[must_use]
    pub const fn diagnostic(&self) -> &'d Diagnostic {
        self.diagnostic
    }

    /// The document of the diagnostic.
    #[must_use]
    pub const fn document(&self) -> &'d Document {
        self.document
    }

    /// The edits of the text, in its order. They belong together: `(` without its `)` is another slip.
    #[must_use]
    pub fn edits(&self) -> &[Edit] {
        &self.edits
    }

    /// Whether it can be applied without asking.
    #[must_use]
    pub const fn applicability(&self) -> Applicability {
        self.applicability
    }

    /// Whether it is [`Applicability::Safe`].
    #[must_use]
    pub fn is_safe(&self) -> bool {
        self.applicability == Applicability::Safe
    }

    /// The edits on one line, as [`Display`](fmt::Display) shows them, in a language.
    ///
    /// ```
    /// use policymark::language::Language;
    ///
    /// let document = policymark::parse("(我们)会【收集】<邮箱>。")?;
    /// let fix = document.fixes().next().unwrap();
    /// let shown = fix.in_language(Language::Chinese).to_string();
    /// assert_eq!(shown, "1:6 把“【”改为“[”，1:9 把“】”改为“]”");
    /// # Ok::<(), policymark::Error>(())
    /// ```
    pub fn in_language(&self, language: Language) -> impl fmt::Display {
        Described { fix: self, language }
    }
}

/// The edits of a fix in a language.
struct Described<'f, 'd> {
    fix: &'f Fix<'d>,
    language: Language,
}

impl fmt::Display for Described<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { fix, language } = *self;
        list(f, &fix.edits, fix.document.text(), &fix.lines, language)
    }
}

impl fmt::Display for Fix<'_> {
    /// The edits on one line, each with its place: `1:4 insert “ ”, 1:5 delete “ ”`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.in_language(Language::English).fmt(f)
    }
}

impl fmt::Debug for Fix<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Fix({} {}: {self})", self.applicability, self.diagnostic.code())
    }
}

impl Document {
    /// The fixes of the [diagnostics](Document::diagnostics), in their order. Many diagnostics have
    /// none, and one that is switched off has none either.
    ///
    /// They are found now, in time linear in the length of the text: parsing takes no longer for
    /// them. The safe ones are tried first, with the options with which the document was parsed; for
    /// one that was read from JSON, with the default options.
    ///
    /// ```
    /// let document = policymark::parse("(我们)会[收集]您的<>和< 邮箱 >。")?;
    /// let shown: Vec<_> = document.fixes().map(|fix| fix.to_string()).collect();
    /// assert_eq!(shown, [
    ///     "1:12 delete “<>”",
    ///     "1:15 insert “ ”, 1:16 delete “ ”, 1:19 delete “ ”, 1:21 insert “ ”",
    /// ]);
    /// # Ok::<(), policymark::Error>(())
    /// ```
    pub fn fixes(&self) -> impl ExactSizeIterator<Item = Fix<'_>> + DoubleEndedIterator {
        let page = page::Page::new(self);
        let mut drafts = find::drafts(&page);
        trial::try_out(&page, &mut drafts);
        let lines = page.lines;
        drafts.into_iter().map(move |draft| Fix {
            document: self,
            lines: Arc::clone(&lines),
            diagnostic: draft.diagnostic,
            edits: draft.proposal.edits,
            applicability: draft.proposal.applicability,
        })
    }
}

/// The text with fixes applied, all edits of each or none: a fix that overlaps an earlier one in the
/// iterator is left out. So is one that replaces what `text` does not have.
///
/// ```
/// use policymark::fix::{Fix, apply};
///
/// let document = policymark::parse("(我们)会[收集]< 邮箱>、<<昵称>>。")?;
/// let mended = apply(document.text(), document.fixes().filter(Fix::is_safe));
/// assert_eq!(mended, "(我们)会[收集] <邮箱>、<昵称>。");
/// # Ok::<(), policymark::Error>(())
/// ```
#[must_use]
pub fn apply<'d>(text: &str, fixes: impl IntoIterator<Item = Fix<'d>>) -> String {
    let mut edits = Edits::new(text);
    for fix in fixes {
        edits.add(&fix.edits);
    }
    edits.apply()
}
