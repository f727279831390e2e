//! The specification, `grammar.md`, rule by rule: what a number in a document means.
//!
//! A document names the rule by which it decided: `coordinated` and B17 for a bracket, S13 for a member of a
//! statement; a diagnostic has a code. [`find`] gives the [`Entry`] of such a name, with a title in English and
//! Chinese, the text of the specification and its examples.
//!
//! ```
//! use policymark::language::Language;
//! use policymark::specification::find;
//!
//! let entry = find("s13")?;
//! assert_eq!(entry.name(), "S13");
//! assert_eq!(entry.title(Language::English), "front");
//! assert_eq!(entry.title(Language::Chinese), "句首的目的或条件");
//! assert!(entry.examples().iter().any(|example| example.text.starts_with("当{您下单}时")));
//! print!("{entry}");
//! # Ok::<(), policymark::specification::UnknownEntryError>(())
//! ```
//!
//! The text is that of this version of the library, and in English: only titles, headings and help are there
//! in Chinese too. It is read when it is asked for; nothing else needs it.

mod entry;
mod error;
mod example;
mod markdown;
mod read;

pub use entry::{Entry, EntryKind};
pub use error::UnknownEntryError;
pub use example::Example;
pub(crate) use markdown::{Part, Table};

use crate::tree::Reason;

/// The specification.
const TEXT: &str = include_str!("../../grammar.md");

/// All entries: the rules B, R, O and S by their numbers, then the codes of diagnostics in the order of the
/// chapter.
///
/// ```
/// use policymark::specification::entries;
///
/// let names: Vec<_> = entries().iter().map(|entry| entry.name().to_owned()).collect();
/// assert_eq!(names[..2], ["B1", "B2"]);
/// assert_eq!(names.last().unwrap(), "diagnostics-omitted");
/// ```
#[must_use]
pub fn entries() -> Vec<Entry> {
    read::entries(TEXT)
}

/// The entry of a rule (`B17`), a code (`bracket-unclosed`), or the reason of a bracket (`coordinated`, which is
/// B17), in letters of either case. Where a code and a reason have one name (`placeholder`), it is the code.
///
/// ```
/// use policymark::specification::find;
///
/// assert_eq!(find("coordinated")?.name(), "B17");
/// let error = find("bracket-unclosd").unwrap_err();
/// assert_eq!(error.nearest(), Some("bracket-unclosed"));
/// # Ok::<(), policymark::specification::UnknownEntryError>(())
/// ```
///
/// # Errors
///
/// [`UnknownEntryError`] if there is no such rule, code or reason.
pub fn find(name: &str) -> Result<Entry, UnknownEntryError> {
    let mut entries = entries();
    let asked = name.trim();
    let place =
        |name: &str| entries.iter().position(|entry| entry.name().eq_ignore_ascii_case(name));
    let reason = || asked.to_ascii_lowercase().parse::<Reason>().ok();
    match place(asked).or_else(|| place(reason()?.rule())) {
        Some(at) => Ok(entries.swap_remove(at)),
        None => Err(UnknownEntryError::new(name, &entries)),
    }
}
