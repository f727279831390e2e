//! [`View`]: a policy as other tools see it. Every format is written from it, and from nothing else.

mod link;
mod place;
mod section;
mod span;
mod statement;

pub use self::link::Link;
pub use self::place::{Place, Point};
pub use self::section::Section;
pub use self::span::Span;
pub use self::statement::{Inclusion, Member, Relation, Statement, Word};

use std::borrow::Cow;

use policymark::Document;
use policymark::text::AnnotationKind;
use serde::Serialize;

use self::place::Ruler;
use self::statement::Meant;
use crate::excerpt;

/// A policy as other tools see it: its plain text, spans of that text, the statements that they make, and the
/// sections that they are in. Spans, statements and sections refer to each other by their index in these lists.
///
/// ```
/// use policymark_interchange::view::View;
///
/// let document = policymark::parse("😀(我们)会[收集]<手机号码>。")?;
/// let view = View::new("policy", &document);
/// assert_eq!(view.text, "😀我们会收集手机号码。");
/// let data = &view.spans[2];
/// assert_eq!(view.text_of(data.place), "手机号码");
/// assert_eq!((data.place.start.byte, data.place.start.char, data.place.start.utf16), (19, 6, 7));
/// # Ok::<(), policymark::Error>(())
/// ```
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct View {
    /// The name of the policy, such as that of its file without the extension.
    pub name: String,
    /// The text without marks and escapes, with the line ends of the source.
    pub text: String,
    /// The annotations in the order in which they open, an outer one before those inside it.
    pub spans: Vec<Span>,
    /// The collection statements in the order of the text.
    pub statements: Vec<Statement>,
    /// Headings and items in the order of the text, an outer one before those inside it.
    pub sections: Vec<Section>,
    /// How many references mean more spans than are listed: none, unless the text is made to exhaust memory.
    #[serde(skip)]
    pub cut_references: usize,
}

impl View {
    /// The view of a document.
    #[must_use]
    pub fn new(name: &str, document: &Document) -> Self {
        let plain = document.plain_text();
        let ruler = Ruler::new(&plain);
        let spans: Vec<_> = document.annotations().map(|found| Span::new(found, &ruler)).collect();
        let mut meant = Meant::new(spans.len());
        let statements = document.statements();
        Self {
            name: name.to_owned(),
            spans,
            statements: statements.map(|found| Statement::new(found, &ruler, &mut meant)).collect(),
            sections: document.sections().map(|section| Section::new(section, &ruler)).collect(),
            cut_references: meant.cut,
            text: plain.into_text(),
        }
    }

    /// The plain text at a place of this policy; empty for a place of another one that is outside the text.
    #[must_use]
    pub fn text_of(&self, place: Place) -> &str {
        self.text.get(place.bytes()).unwrap_or_default()
    }

    /// The sentence that makes a statement, or if it is much longer than real ones the part around the statement.
    pub(crate) fn sentence_of(&self, statement: &Statement) -> Cow<'_, str> {
        // The longest of real policies with a statement has 1,200 bytes.
        const LONGEST: usize = 2 << 10;
        let sentence = statement.sentence.bytes();
        let at = statement.place.bytes().start.saturating_sub(sentence.start);
        excerpt(self.text_of(statement.sentence), at, LONGEST)
    }

    /// The spans of one kind.
    pub fn spans_of(&self, kind: AnnotationKind) -> impl Iterator<Item = &Span> {
        self.spans.iter().filter(move |span| span.kind == kind)
    }

    /// The spans that are inside no other one, for formats in which spans cannot overlap.
    pub fn outermost(&self) -> impl Iterator<Item = &Span> {
        self.spans.iter().filter(|span| span.parent.is_none())
    }

    /// The titles of the headings above a statement, from the outermost to the innermost.
    #[must_use]
    pub fn headings(&self, statement: &Statement) -> Vec<&str> {
        let above = |index: usize| self.sections.get(index).and_then(|section| section.parent);
        let path = std::iter::successors(statement.section, |&index| above(index));
        let titles = path.filter_map(|index| self.sections.get(index)?.title);
        let mut titles: Vec<_> = titles.map(|title| self.text_of(title)).collect();
        titles.reverse();
        titles
    }
}
