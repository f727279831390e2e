//! [`Foreign`]: a policy from another tool, and how it becomes markup.

mod fault;
mod marks;

pub use self::fault::{At, Fault, FaultKind};

use std::collections::BTreeMap;

use policymark::Parser;
use policymark::text::Unit;

use crate::labels::Labels;

/// A policy from another tool: a plain text, and labelled spans of it. Every format is read into it, and
/// [`Foreign::to_markup`] makes markup of it.
///
/// ```
/// use policymark::Parser;
/// use policymark::text::Unit;
/// use policymark_interchange::{Labels, import::{At, Foreign, ForeignSpan}};
///
/// let mut policy = Foreign::new("policy", "😀我们会收集手机号码。", Unit::Characters);
/// policy.spans.push(ForeignSpan::new(6, 10, "数据", At::line(1)));
/// policy.spans.push(ForeignSpan::new(8, 99, "数据", At::line(2)));
/// let imported = policy.to_markup(&Labels::standard(), &Parser::new())?;
/// assert_eq!(imported.markup, "😀我们会收集<手机号码>。");
/// assert_eq!(imported.faults[0].to_string(), "line 2: 8..99 is outside of the text, which has 11 characters");
/// # Ok::<(), policymark::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Foreign {
    /// The name of the policy.
    pub name: String,
    /// The plain text.
    pub text: String,
    /// What the offsets of the spans count.
    pub unit: Unit,
    /// The spans, in any order.
    pub spans: Vec<ForeignSpan>,
    /// What markup has no place for, with how often it was there: `events`, `notes`.
    pub ignored: BTreeMap<&'static str, usize>,
}

/// A labelled span of a plain text.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ForeignSpan {
    /// Where it starts, in the unit of its policy.
    pub start: u64,
    /// Where it ends; exclusive.
    pub end: u64,
    /// Its label: `Data`.
    pub label: String,
    /// The words that its file says are there, if it says so. A span whose words are others is reported and left out.
    pub text: Option<String>,
    /// Where it is in its file.
    pub at: At,
}

/// Markup that was made of a policy from another tool.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Imported {
    /// The markup. It reads back to the plain text of the policy and to those spans that are not in `faults`.
    pub markup: String,
    /// What could not be marked, in the order of the spans.
    pub faults: Vec<Fault>,
}

/// What was read from a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Reading {
    /// The policies, in the order of the file.
    pub policies: Vec<Foreign>,
    /// What could not be read. The rest was.
    pub faults: Vec<Fault>,
}

impl From<Fault> for Reading {
    /// Nothing but a fault.
    fn from(fault: Fault) -> Self {
        Self { policies: Vec::new(), faults: vec![fault] }
    }
}

impl Foreign {
    /// A policy without spans, whose spans count in `unit`.
    #[must_use]
    pub fn new(name: &str, text: &str, unit: Unit) -> Self {
        Self { name: name.to_owned(), text: text.to_owned(), unit, ..Self::default() }
    }

    /// Notes something that markup has no place for: `events`.
    pub(crate) fn ignore(&mut self, what: &'static str) {
        *self.ignored.entry(what).or_default() += 1;
    }

    /// Markup for a parser, with all spans that can be marked. Brackets of the text are escaped. What cannot be marked
    /// is reported: a span outside of the text or inside a character, one that is empty, crosses another one or a line
    /// end, has an unknown label or other words than its file says, and one whose brackets the parser would read as
    /// ordinary ones.
    ///
    /// # Errors
    ///
    /// [`policymark::Error::TooLong`] if the markup would be longer than any that can be parsed.
    pub fn to_markup(
        &self,
        labels: &Labels,
        parser: &Parser,
    ) -> Result<Imported, policymark::Error> {
        marks::write(self, labels, parser)
    }
}

impl ForeignSpan {
    /// A span in the unit of its policy, without the words that are there.
    #[must_use]
    pub fn new(start: u64, end: u64, label: &str, at: At) -> Self {
        Self { start, end, label: label.to_owned(), text: None, at }
    }

    /// The same span, with the words that its file says are there.
    #[must_use]
    pub fn with_text(mut self, text: &str) -> Self {
        self.text = Some(text.to_owned());
        self
    }
}
