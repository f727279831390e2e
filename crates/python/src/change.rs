//! `Change`: what differs between two versions of a policy.

use policymark::Span;
use policymark::compare::{self, Place, compare};
use policymark::statement::StatementId;
use pyo3::prelude::*;

use crate::document::Document;
use crate::statement::Statement;

/// One difference between two versions of a policy.
#[pyclass(frozen, module = "policymark")]
pub(crate) struct Change {
    old: Side,
    new: Side,
    kind: compare::ChangeKind,
    role: Option<&'static str>,
}

/// One version, and what changed in it.
struct Side {
    document: Py<Document>,
    statement: Option<StatementId>,
    /// The words, and where they are.
    part: Option<(String, Span)>,
}

impl Side {
    fn new(
        document: &Bound<'_, Document>,
        place: Option<Place<'_>>,
        statement: Option<policymark::Statement<'_>>,
    ) -> Self {
        Self {
            document: document.clone().unbind(),
            statement: statement.map(|statement| statement.id()),
            part: place.map(|place| (place.text().into_owned(), place.span())),
        }
    }

    fn text(&self) -> Option<&str> {
        self.part.as_ref().map(|(text, _)| text.as_str())
    }

    fn is_same(&self, other: &Self) -> bool {
        (self.statement, &self.part) == (other.statement, &other.part)
            && self.document.get().is_same(other.document.get())
    }

    fn span(&self) -> Option<(u32, u32)> {
        self.part.as_ref().map(|(_, span)| self.document.get().span(*span))
    }

    fn statement(&self, py: Python<'_>) -> Option<Statement> {
        let statement = self.document.get().inner().statement(self.statement?)?;
        Some(Statement::new(py, &self.document, statement))
    }
}

impl Change {
    /// A change between these documents.
    pub(crate) fn new(
        old: &Bound<'_, Document>,
        new: &Bound<'_, Document>,
        change: compare::Change<'_>,
    ) -> Self {
        let statements = change.statements();
        Self {
            old: Side::new(old, change.old, statements.0),
            new: Side::new(new, change.new, statements.1),
            kind: change.kind,
            role: change.role.map(|role| role.name()),
        }
    }
}

#[pymethods]
impl Change {
    /// What kind of change it is: ``"statement-added"``, ``"now-denied"``, ``"member-changed"``, ...
    #[getter]
    fn kind(&self) -> &'static str {
        self.kind.name()
    }

    /// The role of the member that came, went or changed: ``"data"``.
    #[getter]
    fn role(&self) -> Option<&'static str> {
        self.role
    }

    /// Whether it changes what the policy says, and not only words, places or headings.
    #[getter]
    fn is_of_meaning(&self) -> bool {
        self.kind.is_of_meaning()
    }

    /// The words in the old version; ``None`` for what was added.
    #[getter]
    fn old_text(&self) -> Option<&str> {
        self.old.text()
    }

    /// The words in the new version; ``None`` for what was removed.
    #[getter]
    fn new_text(&self) -> Option<&str> {
        self.new.text()
    }

    /// Where it is in the old version.
    #[getter]
    fn old_span(&self) -> Option<(u32, u32)> {
        self.old.span()
    }

    /// Where it is in the new version.
    #[getter]
    fn new_span(&self) -> Option<(u32, u32)> {
        self.new.span()
    }

    /// The statement in the old version.
    #[getter]
    fn old_statement(&self, py: Python<'_>) -> Option<Statement> {
        self.old.statement(py)
    }

    /// The statement in the new version.
    #[getter]
    fn new_statement(&self, py: Python<'_>) -> Option<Statement> {
        self.new.statement(py)
    }

    fn __eq__(&self, other: &Bound<'_, Self>) -> bool {
        let other = other.get();
        (self.kind, self.role) == (other.kind, other.role)
            && self.old.is_same(&other.old)
            && self.new.is_same(&other.new)
    }

    fn __hash__(&self) -> u64 {
        let places = [&self.old.part, &self.new.part].map(|part| part.as_ref().map(|part| part.1));
        self.new.document.get().hash_of(places)
    }

    fn __repr__(&self) -> String {
        let role = self.role.map(|role| format!(" {role}")).unwrap_or_default();
        let (old, new) = (self.old.text(), self.new.text());
        format!("<Change {}{role} {} -> {}>", self.kind, old.unwrap_or("-"), new.unwrap_or("-"))
    }
}

/// What changes from an old version of a policy to a new one.
pub(crate) fn all(old: &Bound<'_, Document>, new: &Bound<'_, Document>) -> Vec<Change> {
    let (before, after) = (old.get().inner(), new.get().inner());
    let comparison = old.py().detach(|| compare(before, after));
    comparison.changes().map(|change| Change::new(old, new, change)).collect()
}
