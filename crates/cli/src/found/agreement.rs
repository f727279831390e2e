//! [`FoundAgreement`]: how far two annotators agree, with the names of their files, lines and columns.

use policymark::agreement::{Agreement, Disagreement, DisagreementKind, Figures};
use policymark::annotation::AnnotationId;
use policymark::compare::ChangeKind;
use policymark::statement::{MemberRole, StatementId};
use policymark::text::{AnnotationKind, LineIndex};
use policymark::{Annotation, Span};
use serde::Serialize;

use super::change::{ChangedPlace, FoundChange};
use crate::output::cut;

/// An agreement: as the library writes it, with what `diff` has too.
#[derive(Serialize)]
pub(crate) struct FoundAgreement<'a> {
    /// The name of the first file.
    first: String,
    /// The name of the second file.
    second: String,
    figures: &'a Figures,
    disagreements: Vec<FoundDisagreement>,
    statements: Vec<FoundDifference>,
}

impl<'a> FoundAgreement<'a> {
    /// The agreement of the annotators of two files with these names.
    pub(crate) fn new(names: [String; 2], agreement: &'a Agreement<'_>) -> Self {
        let lines = [agreement.first(), agreement.second()].map(|document| document.line_index());
        let disagreements = agreement.disagreements();
        let changes = agreement.statements().map(|change| FoundChange::new(change, &lines));
        let [first, second] = names;
        Self {
            first,
            second,
            figures: agreement.figures(),
            disagreements: disagreements.map(|one| FoundDisagreement::new(one, &lines)).collect(),
            statements: changes.map(FoundDifference::from).collect(),
        }
    }
}

/// An annotation that the two do not have alike.
#[derive(Serialize)]
struct FoundDisagreement {
    kind: DisagreementKind,
    is_ordinary_in_other: bool,
    first: FoundSide,
    second: FoundSide,
}

impl FoundDisagreement {
    fn new(disagreement: Disagreement<'_>, lines: &[LineIndex<'_>; 2]) -> Self {
        let (first, second) = disagreement.spans();
        Self {
            kind: disagreement.kind,
            is_ordinary_in_other: disagreement.is_ordinary_in_other,
            first: FoundSide::new(first, disagreement.first, &lines[0]),
            second: FoundSide::new(second, disagreement.second, &lines[1]),
        }
    }
}

/// What one of them has there; the last three are `null` where nothing is marked.
#[derive(Serialize)]
struct FoundSide {
    /// In bytes.
    span: Span,
    line: u32,
    column: u32,
    annotation: Option<AnnotationId>,
    kind: Option<AnnotationKind>,
    text: Option<String>,
}

impl FoundSide {
    fn new(span: Span, annotation: Option<Annotation<'_>>, lines: &LineIndex<'_>) -> Self {
        let place = lines.position(span.start());
        Self {
            span,
            line: place.line,
            column: place.column,
            annotation: annotation.map(Annotation::id),
            kind: annotation.map(Annotation::kind),
            text: annotation.map(|annotation| cut(&annotation.text()).into_owned()),
        }
    }
}

/// What two statements say differently, or one that only one of the two has.
#[derive(Serialize)]
struct FoundDifference {
    kind: ChangeKind,
    /// False if only words or places differ.
    of_meaning: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<MemberRole>,
    #[serde(skip_serializing_if = "Option::is_none")]
    first: Option<ChangedPlace>,
    #[serde(skip_serializing_if = "Option::is_none")]
    second: Option<ChangedPlace>,
    #[serde(skip_serializing_if = "Option::is_none")]
    first_statement: Option<StatementId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    second_statement: Option<StatementId>,
}

impl From<FoundChange> for FoundDifference {
    fn from(change: FoundChange) -> Self {
        let FoundChange { kind, of_meaning, role, old, new, old_statement, new_statement } = change;
        Self {
            kind,
            of_meaning,
            role,
            first: old,
            second: new,
            first_statement: old_statement,
            second_statement: new_statement,
        }
    }
}
