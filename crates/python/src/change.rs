//! `Change`: what differs between two versions of a policy.

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
    part: Option<(String, (u32, u32))>,
}

impl Side {
    fn new(
        document: &Bound<'_, Document>,
        place: Option<Place<'_>>,
        statement: Option<policymark::Statement<'_>>,
    ) -> Self {
        let span = |place: Place<'_>| document.get().span(place.span());
        Self {
            document: document.clone().unbind(),
            statement: statement.map(|statement| statement.id()),
            part: place.map(|place| (place.text().into_owned(), span(place))),
        }
    }

    fn text(&self) -> Option<&str> {
        self.part.as_ref().map(|(text, _)| text.as_str())
    }

    fn span(&self) -> Option<(u32, u32)> {
        self.part.as_ref().map(|part| part.1)
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
