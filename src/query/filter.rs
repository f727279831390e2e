//! [`Filter`]: a test that a statement passes or fails.

use std::collections::HashMap;
use std::fmt;
use std::iter::FusedIterator;
use std::ops::{BitAnd, BitOr, Not, Range, RangeInclusive};
use std::sync::Arc;

use super::pattern::TextPattern;
use crate::annotation::AnnotationId;
use crate::document::{Annotation, Antecedent, Document, Section, Statement};
use crate::statement::{MemberRole, StatementId};
use crate::text::AnnotationKind;

/// A test that a statement passes or fails; combine filters with `&`, `|` and `!`.
///
/// A filter does not belong to a document. A clone of it is cheap and can be used for the next
/// document.
///
/// ```
/// use policymark::query::{Filter, action, data};
/// use policymark::parse;
/// use policymark::annotation::Role;
///
/// let shared = action(Role::Share) & !data("昵称");
/// for text in ["(我们)[共享]<邮箱>。", "(我们)[共享]<昵称>。"] {
///     let document = parse(text)?;
///     assert_eq!(document.find(shared.clone()).count(), usize::from(text.contains("邮箱")));
/// }
/// # Ok::<(), policymark::Error>(())
/// ```
#[derive(Clone)]
pub struct Filter<'f>(Question<'f>);

#[derive(Clone)]
enum Question<'f> {
    /// Tests the statement itself.
    Statement(Arc<dyn Fn(Statement<'_>) -> bool + Send + Sync + 'f>),
    /// Asks for a member in one of these roles: the test of an annotation and, once prepared for a
    /// document, the result for each of its annotations. Many statements can share a long annotation,
    /// so each is tested only once.
    Member(
        RangeInclusive<MemberRole>,
        Arc<dyn Fn(Annotation<'_>) -> bool + Send + Sync + 'f>,
        Vec<bool>,
    ),
    /// Asks for a reference to an annotation: the test of that annotation, and for each statement the
    /// first of its data and the first of its third parties that fits.
    Means(Arc<dyn Fn(Annotation<'_>) -> bool + Send + Sync + 'f>, Vec<Meant>),
    /// Asks for data by its text or by that of a whole that comprises it: the pattern, and the result
    /// for each annotation.
    Whole(Arc<dyn TextPattern + 'f>, Vec<bool>),
    /// Asks for a section: the test, and for each section whether it or one that holds it passes.
    Section(Arc<dyn Fn(Section<'_>) -> bool + Send + Sync + 'f>, Vec<bool>),
    All(Vec<Self>),
    Any(Vec<Self>),
    Not(Box<Self>),
}

impl<'f> Filter<'f> {
    /// A filter by an arbitrary test of a statement.
    ///
    /// ```
    /// use policymark::query::Filter;
    ///
    /// let document = policymark::parse("(我们)会[收集]<邮箱>、<昵称>。")?;
    /// let broad = Filter::new(|statement| statement.data().count() > 1);
    /// assert_eq!(document.find(broad).count(), 1);
    /// # Ok::<(), policymark::Error>(())
    /// ```
    pub fn new(test: impl Fn(Statement<'_>) -> bool + Send + Sync + 'f) -> Self {
        Self(Question::Statement(Arc::new(test)))
    }

    /// A filter that a statement passes if it passes all of these. Without filters, every statement
    /// passes.
    ///
    /// ```
    /// use policymark::query::{Filter, data};
    ///
    /// let names = ["邮箱", "昵称"];
    /// let document = policymark::parse("(我们)会[收集]<邮箱>、<昵称>。")?;
    /// assert_eq!(document.find(Filter::all(names.map(data))).count(), 1);
    /// # Ok::<(), policymark::Error>(())
    /// ```
    pub fn all(filters: impl IntoIterator<Item = Self>) -> Self {
        Self(Question::All(filters.into_iter().map(|filter| filter.0).collect()))
    }

    /// A filter that a statement passes if it passes at least one of these. Without filters, no
    /// statement passes.
    ///
    /// ```
    /// use policymark::query::{Filter, data};
    ///
    /// let document = policymark::parse("(我们)会[收集]<邮箱>，并[保存]<昵称>。")?;
    /// assert_eq!(document.find(Filter::any(["邮箱", "昵称"].map(data))).count(), 2);
    /// assert_eq!(document.find(Filter::any([])).count(), 0);
    /// # Ok::<(), policymark::Error>(())
    /// ```
    pub fn any(filters: impl IntoIterator<Item = Self>) -> Self {
        Self(Question::Any(filters.into_iter().map(|filter| filter.0).collect()))
    }

    /// All `roles` are roles of the same kind of annotation.
    pub(super) fn member(
        roles: RangeInclusive<MemberRole>,
        test: impl Fn(Annotation<'_>) -> bool + Send + Sync + 'f,
    ) -> Self {
        Self(Question::Member(roles, Arc::new(test), Vec::new()))
    }

    pub(super) fn means(test: impl Fn(Annotation<'_>) -> bool + Send + Sync + 'f) -> Self {
        Self(Question::Means(Arc::new(test), Vec::new()))
    }

    pub(super) fn whole(pattern: impl TextPattern + 'f) -> Self {
        Self(Question::Whole(Arc::new(pattern), Vec::new()))
    }

    pub(super) fn section(test: impl Fn(Section<'_>) -> bool + Send + Sync + 'f) -> Self {
        Self(Question::Section(Arc::new(test), Vec::new()))
    }
}

impl BitAnd for Filter<'_> {
    type Output = Self;

    /// The statements that pass both.
    fn bitand(self, other: Self) -> Self {
        let mut all = match self.0 {
            Question::All(all) => all,
            question => vec![question],
        };
        all.push(other.0);
        Self(Question::All(all))
    }
}

impl BitOr for Filter<'_> {
    type Output = Self;

    /// The statements that pass one or both.
    fn bitor(self, other: Self) -> Self {
        let mut any = match self.0 {
            Question::Any(any) => any,
            question => vec![question],
        };
        any.push(other.0);
        Self(Question::Any(any))
    }
}

impl Not for Filter<'_> {
    type Output = Self;

    /// The statements that do not pass.
    fn not(self) -> Self {
        Self(match self.0 {
            Question::Not(question) => *question,
            question => Question::Not(Box::new(question)),
        })
    }
}

impl fmt::Debug for Filter<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for Question<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Statement(_) => f.write_str("Statement(..)"),
            Self::Member(roles, ..) => f.debug_tuple("Member").field(roles).finish(),
            Self::Means(..) => f.write_str("Means(..)"),
            Self::Whole(..) => f.write_str("Whole(..)"),
            Self::Section(..) => f.write_str("Section(..)"),
            Self::All(all) => f.debug_tuple("All").field(all).finish(),
            Self::Any(any) => f.debug_tuple("Any").field(any).finish(),
            Self::Not(not) => f.debug_tuple("Not").field(not).finish(),
        }
    }
}

impl Question<'_> {
    /// Runs the tests that are needed only once for the whole document.
    fn prepare(&mut self, document: &Document) {
        match self {
            Self::Statement(_) => {}
            Self::Member(roles, test, found) => {
                let kind = roles.start().kind();
                let fits = |a: Annotation<'_>| a.kind() == kind && test(a);
                *found = document.annotations().map(fits).collect();
            }
            Self::Means(test, found) => *found = meant(document, &**test),
            Self::Whole(pattern, found) => *found = comprised(document, &**pattern),
            Self::Section(test, found) => *found = sections_in(document, &**test),
            Self::All(questions) | Self::Any(questions) => {
                questions.iter_mut().for_each(|question| question.prepare(document));
            }
            Self::Not(question) => question.prepare(document),
        }
    }

    fn passes(&self, statement: Statement<'_>) -> bool {
        match self {
            Self::Statement(test) => test(statement),
            Self::Member(roles, _, found) => statement
                .members()
                .any(|m| found[m.annotation.id().index()] && roles.contains(&m.role)),
            Self::Means(_, found) => statement.references().any(|reference| {
                let meant = found[reference.target.id().index()];
                let first = match Antecedent::of(reference.mark) {
                    Antecedent::Data => meant.data,
                    Antecedent::ThirdParty => meant.third_party,
                };
                first.is_some_and(|first| first < reference.mark.id())
            }),
            Self::Whole(_, found) => statement.data().any(|data| found[data.id().index()]),
            Self::Section(_, found) => statement.section().is_some_and(|s| found[s.id().index()]),
            Self::All(questions) => questions.iter().all(|question| question.passes(statement)),
            Self::Any(questions) => questions.iter().any(|question| question.passes(statement)),
            Self::Not(question) => !question.passes(statement),
        }
    }
}

/// The first annotations that fit of those that references to a statement can mean.
#[derive(Clone, Copy, Debug)]
struct Meant {
    data: Option<AnnotationId>,
    third_party: Option<AnnotationId>,
}

/// Finds for each statement what references to it can mean. No annotation is tested twice.
fn meant(document: &Document, test: &dyn Fn(Annotation<'_>) -> bool) -> Vec<Meant> {
    let mut fits: Vec<_> = document.annotations().map(|annotation| (annotation, None)).collect();
    let mut first = |statement: Statement<'_>, antecedent| {
        let meant = document.antecedents(statement.id(), antecedent);
        meant.iter().copied().find(|id| {
            let (annotation, fits) = &mut fits[id.index()];
            *fits.get_or_insert_with(|| test(*annotation))
        })
    };
    let meant = |statement| Meant {
        data: first(statement, Antecedent::Data),
        third_party: first(statement, Antecedent::ThirdParty),
    };
    document.statements().map(meant).collect()
}

/// For each annotation, whether it is data whose text fits, or a direct or indirect part of such data
/// by an inclusion anywhere in the document.
fn comprised(document: &Document, pattern: &dyn TextPattern) -> Vec<bool> {
    let mut numbers = HashMap::new();
    // The number of each distinct text: parts are found by their text, wherever it is.
    let texts: Vec<Option<usize>> = document
        .annotations()
        .map(|annotation| {
            (annotation.kind() == AnnotationKind::Data).then(|| {
                let next = numbers.len();
                *numbers.entry(annotation.text()).or_insert(next)
            })
        })
        .collect();
    let mut parts = vec![Vec::new(); numbers.len()];
    for inclusion in document.statements().flat_map(Statement::inclusions) {
        let [whole, part] = [inclusion.whole, inclusion.part].map(|a| texts[a.id().index()]);
        if let (Some(whole), Some(part)) = (whole, part) {
            parts[whole].push(part);
        }
    }
    let mut fits = vec![false; numbers.len()];
    let mut open: Vec<usize> = numbers
        .iter()
        .filter_map(|(text, &number)| pattern.fits_text(text).then_some(number))
        .collect();
    while let Some(number) = open.pop() {
        if !std::mem::replace(&mut fits[number], true) {
            open.extend(&parts[number]);
        }
    }
    texts.into_iter().map(|number| number.is_some_and(|number| fits[number])).collect()
}

/// For each section, whether it or one that holds it passes the test.
fn sections_in(document: &Document, test: &dyn Fn(Section<'_>) -> bool) -> Vec<bool> {
    let mut found = Vec::with_capacity(document.sections().len());
    for section in document.sections() {
        // A section is before those that it holds.
        let inherited = section.parent().is_some_and(|parent| found[parent.id().index()]);
        found.push(inherited || test(section));
    }
    found
}

/// The statements that pass a filter, in the order of the text; see [`Document::find`].
#[derive(Clone, Debug)]
pub struct Find<'d, 'f> {
    document: &'d Document,
    left: Range<u32>,
    question: Question<'f>,
}

impl<'d> Iterator for Find<'d, '_> {
    type Item = Statement<'d>;

    fn next(&mut self) -> Option<Statement<'d>> {
        let Self { document, left, question } = self;
        left.filter_map(|id| document.statement(StatementId(id)))
            .find(|&statement| question.passes(statement))
    }
}

impl FusedIterator for Find<'_, '_> {}

impl Document {
    /// The statements that pass a filter, in the order of the text. See [`crate::query`].
    ///
    /// ```
    /// use policymark::query::{action, data};
    /// use policymark::annotation::Role;
    ///
    /// let document = policymark::parse("(我们)会[收集]<手机号码>，不会[共享]<手机号码>。")?;
    /// let shared = document.find(data("手机号码") & action(Role::Share)).next();
    /// assert!(shared.is_some());
    /// # Ok::<(), policymark::Error>(())
    /// ```
    #[must_use]
    pub fn find<'d, 'f>(&'d self, filter: Filter<'f>) -> Find<'d, 'f> {
        let mut question = filter.0;
        question.prepare(self);
        Find { document: self, left: 0..self.statements().len() as u32, question }
    }
}
