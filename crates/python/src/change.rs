//! `Change`: what differs between two versions of a policy.

use policymark::Span;
use policymark::compare::{self, Place, compare};
use policymark::statement::{MemberRole, StatementId};
use pyo3::prelude::*;
use serde::{Deserialize, Serialize};

use crate::document::Document;
use crate::pickle::{Json, pickled_by_fields};
use crate::statement::Statement;

/// One difference between two versions of a policy.
#[pyclass(frozen, module = "policymark")]
pub(crate) struct Change {
    old: Py<Document>,
    new: Py<Document>,
    found: Json<Found>,
}

/// What changed.
#[derive(PartialEq, Serialize, Deserialize)]
struct Found {
    kind: compare::ChangeKind,
    role: Option<MemberRole>,
    old: Side,
    new: Side,
}

/// What changed in one version.
#[derive(PartialEq, Serialize, Deserialize)]
struct Side {
    statement: Option<StatementId>,
    /// The words, and where they are.
    part: Option<(String, Span)>,
}

impl Side {
    fn new(place: Option<Place<'_>>, statement: Option<policymark::Statement<'_>>) -> Self {
        Self {
            statement: statement.map(|statement| statement.id()),
            part: place.map(|place| (place.text().into_owned(), place.span())),
        }
    }

    fn text(&self) -> Option<&str> {
        self.part.as_ref().map(|(text, _)| text.as_str())
    }

    fn span(&self) -> Option<Span> {
        self.part.as_ref().map(|(_, span)| *span)
    }

    fn statement(&self, py: Python<'_>, document: &Py<Document>) -> Option<Statement> {
        let statement = document.get().inner().statement(self.statement?)?;
        Some(Statement::new(py, document, statement))
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
        let found = Found {
            kind: change.kind,
            role: change.role,
            old: Side::new(change.old, statements.0),
            new: Side::new(change.new, statements.1),
        };
        Self { old: old.clone().unbind(), new: new.clone().unbind(), found: Json(found) }
    }
}

#[pymethods]
impl Change {
    /// What kind of change it is: ``"statement-added"``, ``"now-denied"``, ``"member-changed"``, ...
    #[getter]
    fn kind(&self) -> &'static str {
        self.found.kind.name()
    }

    /// The role of the member that came, went or changed: ``"data"``.
    #[getter]
    fn role(&self) -> Option<&'static str> {
        self.found.role.map(|role| role.name())
    }

    /// Whether it changes what the policy says, and not only words, places or headings.
    #[getter]
    fn is_of_meaning(&self) -> bool {
        self.found.kind.is_of_meaning()
    }

    /// The words in the old version; ``None`` for what was added.
    #[getter]
    fn old_text(&self) -> Option<&str> {
        self.found.old.text()
    }

    /// The words in the new version; ``None`` for what was removed.
    #[getter]
    fn new_text(&self) -> Option<&str> {
        self.found.new.text()
    }

    /// Where it is in the old version.
    #[getter]
    fn old_span(&self) -> Option<(u32, u32)> {
        self.found.old.span().map(|span| self.old.get().span(span))
    }

    /// Where it is in the new version.
    #[getter]
    fn new_span(&self) -> Option<(u32, u32)> {
        self.found.new.span().map(|span| self.new.get().span(span))
    }

    /// The statement in the old version.
    #[getter]
    fn old_statement(&self, py: Python<'_>) -> Option<Statement> {
        self.found.old.statement(py, &self.old)
    }

    /// The statement in the new version.
    #[getter]
    fn new_statement(&self, py: Python<'_>) -> Option<Statement> {
        self.found.new.statement(py, &self.new)
    }

    fn __eq__(&self, other: &Bound<'_, Self>) -> bool {
        let other = other.get();
        self.found == other.found
            && self.old.get().is_same(other.old.get())
            && self.new.get().is_same(other.new.get())
    }

    fn __hash__(&self) -> u64 {
        self.new.get().hash_of([self.found.old.span(), self.found.new.span()])
    }

    fn __repr__(&self) -> String {
        let Found { kind, role, old, new } = &self.found.0;
        let role = role.map(|role| format!(" {role}")).unwrap_or_default();
        let (old, new) = (old.text().unwrap_or("-"), new.text().unwrap_or("-"));
        format!("<Change {kind}{role} {old} -> {new}>")
    }
}

/// What changes from an old version of a policy to a new one.
pub(crate) fn all(old: &Bound<'_, Document>, new: &Bound<'_, Document>) -> Vec<Change> {
    let (before, after) = (old.get().inner(), new.get().inner());
    let comparison = old.py().detach(|| compare(before, after));
    comparison.changes().map(|change| Change::new(old, new, change)).collect()
}

pickled_by_fields! {
    Change { old: Py<Document>, new: Py<Document>, found: Json<Found> }
}
