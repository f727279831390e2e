//! [`FoundChange`]: what two documents say differently, with lines and columns.

use policymark::compare::{Change, ChangeKind, Place};
use policymark::statement::{MemberRole, StatementId};
use policymark::text::{LineIndex, shortened};
use policymark::{Span, Statement};
use serde::Serialize;

use crate::output::cut;

/// How much of a statement is shown.
const SAID_CELLS: usize = 400;

/// A change from one document to the other. Its keys are those of `diff`; `agree` has others for the two sides.
#[derive(Serialize)]
pub(crate) struct FoundChange {
    pub(super) kind: ChangeKind,
    /// False if only words, places or headings changed.
    pub(super) of_meaning: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) role: Option<MemberRole>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) old: Option<ChangedPlace>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) new: Option<ChangedPlace>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) old_statement: Option<StatementId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) new_statement: Option<StatementId>,
}

impl FoundChange {
    /// A change with the lines of both documents.
    pub(crate) fn new(change: Change<'_>, lines: &[LineIndex<'_>; 2]) -> Self {
        let (old, new) = change.statements();
        Self {
            kind: change.kind,
            of_meaning: change.kind.is_of_meaning(),
            role: change.role,
            old: change.old.map(|place| ChangedPlace::new(place, &lines[0])),
            new: change.new.map(|place| ChangedPlace::new(place, &lines[1])),
            old_statement: old.map(Statement::id),
            new_statement: new.map(Statement::id),
        }
    }
}

/// What changed, in one of the documents.
#[derive(Serialize)]
pub(super) struct ChangedPlace {
    /// In bytes.
    span: Span,
    line: u32,
    column: u32,
    text: String,
    /// A statement on one line.
    #[serde(skip_serializing_if = "Option::is_none")]
    says: Option<String>,
}

impl ChangedPlace {
    fn new(place: Place<'_>, lines: &LineIndex<'_>) -> Self {
        let span = place.span();
        let position = lines.position(span.start());
        let says = place.statement().map(|statement| shortened(&statement.to_string(), SAID_CELLS));
        Self {
            span,
            line: position.line,
            column: position.column,
            text: cut(&place.text()).into_owned(),
            says,
        }
    }
}
