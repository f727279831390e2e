//! [`Change`]: one difference between two versions, and where it is in both.

use std::borrow::Cow;

use crate::document::{Annotation, Item, Section, Sentence, Statement, Unmarked};
use crate::statement::MemberRole;
use crate::text::{Span, named_enum};

named_enum! {
    /// What changed between two versions of a policy.
    #[non_exhaustive]
    ChangeKind, "kind of change" {
        /// A statement is only in the new version.
        StatementAdded = "statement-added",
        /// A statement is only in the old version.
        StatementRemoved = "statement-removed",
        /// A statement is under another heading.
        StatementMoved = "statement-moved",
        /// A sentence says the same in other words: 采集 for 收集, `<头像>和<昵称>` for `<昵称、头像>`.
        Reworded = "reworded",
        /// What was denied is affirmed: `(我们)会[共享]`, where it was `(我们)不会[共享]`.
        Affirmed = "now-affirmed",
        /// What was affirmed is denied: `(我们)不会[共享]`, where it was `(我们)会[共享]`.
        Denied = "now-denied",
        /// It is more binding or less: `(我们)可能[收集]`, where it was `(我们)会[收集]`.
        ModalityChanged = "modality-changed",
        /// What was only supposed or asked is asserted: `(您)[提供]`, where it was `若(您)[提供]`.
        Asserted = "now-asserted",
        /// What was asserted is only supposed or asked: `若(您)[提供]`, where it was `(您)[提供]`.
        Supposed = "now-supposed",
        /// It needs no consent any more: `无需征得您的同意`.
        ConsentExempted = "consent-no-longer-needed",
        /// It is no longer said to need no consent.
        ConsentRestored = "consent-needed",
        /// A member of a statement is only in the new version: data, a recipient, a purpose.
        MemberAdded = "member-added",
        /// A member of a statement is only in the old version.
        MemberRemoved = "member-removed",
        /// A member of a statement has other words, and not only another name for the same.
        MemberChanged = "member-changed",
        /// A heading is only in the new version.
        HeadingAdded = "heading-added",
        /// A heading is only in the old version.
        HeadingRemoved = "heading-removed",
        /// A heading has another parent, or another place among its siblings.
        HeadingMoved = "heading-moved",
        /// A heading has another number: `三、共享`, where it was `二、共享`.
        HeadingRenumbered = "heading-renumbered",
        /// A heading has other words: `二、提供`, where it was `二、共享`.
        HeadingRenamed = "heading-renamed",
    }
}

impl ChangeKind {
    /// The kind that this change has if the new version is taken for the old one: of
    /// [`StatementAdded`](Self::StatementAdded) it is [`StatementRemoved`](Self::StatementRemoved).
    #[must_use]
    pub const fn reversed(self) -> Self {
        match self {
            Self::StatementAdded => Self::StatementRemoved,
            Self::StatementRemoved => Self::StatementAdded,
            Self::Affirmed => Self::Denied,
            Self::Denied => Self::Affirmed,
            Self::Asserted => Self::Supposed,
            Self::Supposed => Self::Asserted,
            Self::ConsentExempted => Self::ConsentRestored,
            Self::ConsentRestored => Self::ConsentExempted,
            Self::MemberAdded => Self::MemberRemoved,
            Self::MemberRemoved => Self::MemberAdded,
            Self::HeadingAdded => Self::HeadingRemoved,
            Self::HeadingRemoved => Self::HeadingAdded,
            same => same,
        }
    }

    /// Whether it changes what the policy says. False if only words, places or headings change.
    #[must_use]
    pub const fn is_of_meaning(self) -> bool {
        !matches!(
            self,
            Self::Reworded
                | Self::StatementMoved
                | Self::HeadingAdded
                | Self::HeadingRemoved
                | Self::HeadingMoved
                | Self::HeadingRenumbered
                | Self::HeadingRenamed
        )
    }
}

/// One difference between two versions; see [`compare`](super::compare).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Change<'d> {
    /// What kind of change it is.
    pub kind: ChangeKind,
    /// The role of the member that came, went or changed.
    pub role: Option<MemberRole>,
    /// What is in the old version; `None` for what was added.
    pub old: Option<Place<'d>>,
    /// What is in the new version; `None` for what was removed. Where a member was added to a statement or
    /// taken from it, [`statements`](Self::statements) has the statement in both versions.
    pub new: Option<Place<'d>>,
    pub(super) statements: (Option<Statement<'d>>, Option<Statement<'d>>),
    /// Where it starts in each version: what changed, or the statement in which it did.
    pub(crate) starts: (Option<u32>, Option<u32>),
}

impl<'d> Change<'d> {
    /// The statement in the old version and in the new one, as far as it is there. Both `None` for headings.
    ///
    /// ```
    /// use policymark::compare::compare;
    ///
    /// let old = policymark::parse("(我们)会[收集]<邮箱>。")?;
    /// let new = policymark::parse("(我们)会[收集]<邮箱>、<昵称>。")?;
    /// let comparison = compare(&old, &new);
    /// let change = comparison.changes().next().unwrap();
    /// assert_eq!(change.new.unwrap().text(), "昵称");
    /// assert_eq!(change.statements().0, old.statements().next());
    /// # Ok::<(), policymark::Error>(())
    /// ```
    #[must_use]
    pub const fn statements(&self) -> (Option<Statement<'d>>, Option<Statement<'d>>) {
        self.statements
    }

    /// The same change seen from the new version.
    #[must_use]
    pub const fn reversed(self) -> Self {
        let Self { kind, role, old, new, statements, starts } = self;
        Self {
            kind: kind.reversed(),
            role,
            old: new,
            new: old,
            statements: (statements.1, statements.0),
            starts: (starts.1, starts.0),
        }
    }

    /// A change of a member of which this is the old one, only removed, and the other the new one, only added.
    pub(super) const fn joined(self, added: Self) -> Self {
        let starts = (self.starts.0, added.starts.1);
        Self { kind: ChangeKind::MemberChanged, new: added.new, starts, ..self }
    }

    /// Whether the words differ, if a member is in both versions.
    pub(super) fn is_of_words(&self) -> bool {
        match (self.kind, self.old, self.new) {
            (ChangeKind::MemberChanged, Some(old), Some(new)) => old.text() != new.text(),
            _ => true,
        }
    }

    pub(super) fn of_statement(
        kind: ChangeKind,
        old: Option<Statement<'d>>,
        new: Option<Statement<'d>>,
    ) -> Self {
        let place = |statement: Option<Statement<'d>>| Some(Place(Part::Statement(statement?)));
        let starts = (old.map(Statement::start), new.map(Statement::start));
        Self { kind, role: None, old: place(old), new: place(new), statements: (old, new), starts }
    }

    /// The change of a sentence that says the same in other words.
    pub(super) fn of_wording(old: Sentence<'d>, new: Sentence<'d>) -> Self {
        let statements = (old.statements().next(), new.statements().next());
        Self::of(
            ChangeKind::Reworded,
            Some(Part::Sentence(old)),
            Some(Part::Sentence(new)),
            statements,
        )
    }

    pub(super) fn of_heading(
        kind: ChangeKind,
        old: Option<Section<'d>>,
        new: Option<Section<'d>>,
    ) -> Self {
        Self::of(kind, old.map(Part::Heading), new.map(Part::Heading), (None, None))
    }

    /// A change of parts whose start is cheap to find, unlike that of a statement.
    fn of(
        kind: ChangeKind,
        old: Option<Part<'d>>,
        new: Option<Part<'d>>,
        statements: (Option<Statement<'d>>, Option<Statement<'d>>),
    ) -> Self {
        let (old, new) = (old.map(Place), new.map(Place));
        let start = |place: Option<Place<'d>>| place.map(|place| place.span().start());
        Self { kind, role: None, old, new, statements, starts: (start(old), start(new)) }
    }

    /// The change of a member that is in one version or in both, in a pair of statements that start at
    /// these offsets.
    pub(super) fn of_member(
        role: MemberRole,
        old: Option<Value<'d>>,
        new: Option<Value<'d>>,
        (before, after): (Statement<'d>, Statement<'d>),
        starts: (u32, u32),
    ) -> Self {
        let kind = match (old, new) {
            (None, _) => ChangeKind::MemberAdded,
            (_, None) => ChangeKind::MemberRemoved,
            _ => ChangeKind::MemberChanged,
        };
        let statements = (Some(before), Some(after));
        let change = Self::of(kind, old.map(Part::Member), new.map(Part::Member), statements);
        let starts = (change.starts.0.or(Some(starts.0)), change.starts.1.or(Some(starts.1)));
        Self { role: Some(role), starts, ..change }
    }
}

/// What changed, in one of the versions: a statement, a sentence, a member of a statement, or a heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place<'d>(Part<'d>);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part<'d> {
    Statement(Statement<'d>),
    Sentence(Sentence<'d>),
    Member(Value<'d>),
    Heading(Section<'d>),
}

/// A member of a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Value<'d> {
    Annotation(Annotation<'d>),
    Item(Annotation<'d>, Item<'d>),
    Unmarked(Unmarked<'d>),
}

impl<'d> Place<'d> {
    /// Where it is, in bytes of its version. For a statement, from its first member in its own sentence.
    #[must_use]
    pub fn span(self) -> Span {
        match self.0 {
            Part::Statement(statement) => {
                let start = statement.start();
                Span::new(start, statement.span().end().max(start))
            }
            Part::Sentence(sentence) => sentence.span(),
            Part::Member(value) => value.span(),
            Part::Heading(heading) => heading.title_span().unwrap_or_else(|| heading.span()),
        }
    }

    /// Its words: the source of a statement or a sentence, a member without its brackets, a heading with its number.
    #[must_use]
    pub fn text(self) -> Cow<'d, str> {
        match self.0 {
            Part::Statement(statement) => statement.document().text()[self.span().range()].into(),
            Part::Sentence(sentence) => sentence.source().into(),
            Part::Member(value) => value.text(),
            Part::Heading(heading) => heading.title().unwrap_or_default().into(),
        }
    }

    /// The annotation, if it is an annotated member; for an item, that of the whole list.
    #[must_use]
    pub const fn annotation(self) -> Option<Annotation<'d>> {
        match self.0 {
            Part::Member(Value::Annotation(annotation) | Value::Item(annotation, _)) => {
                Some(annotation)
            }
            _ => None,
        }
    }

    /// The annotation, if all of it is the member, and not only an item of its list.
    pub(super) const fn whole_annotation(self) -> Option<Annotation<'d>> {
        match self.0 {
            Part::Member(Value::Annotation(annotation)) => Some(annotation),
            _ => None,
        }
    }

    /// The statement, if it is one.
    #[must_use]
    pub const fn statement(self) -> Option<Statement<'d>> {
        match self.0 {
            Part::Statement(statement) => Some(statement),
            _ => None,
        }
    }

    /// The heading, if it is one.
    #[must_use]
    pub const fn heading(self) -> Option<Section<'d>> {
        match self.0 {
            Part::Heading(heading) => Some(heading),
            _ => None,
        }
    }
}

impl<'d> Value<'d> {
    fn span(self) -> Span {
        match self {
            Self::Annotation(annotation) => annotation.span(),
            Self::Item(_, item) => item.span(),
            Self::Unmarked(word) => word.span(),
        }
    }

    fn text(self) -> Cow<'d, str> {
        match self {
            Self::Annotation(annotation) => annotation.text(),
            Self::Item(_, item) => item.text(),
            Self::Unmarked(word) => word.text().into(),
        }
    }
}
