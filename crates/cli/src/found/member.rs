//! [`FoundMember`]: one member of a statement, and why it is one.

use policymark::document::{Member, Unmarked};
use policymark::lexicon::{DataCategory, Ground, Party, Processing};
use policymark::statement::{Certainty, MemberRole, Rule};
use policymark::text::LineIndex;
use policymark::{Annotation, Statement};
use serde::Serialize;

use super::words;
use crate::output::cut;

/// A member of a statement, with the rule of grammar.md that tied it and what the words are by themselves.
#[derive(Serialize)]
pub(crate) struct FoundMember {
    pub(super) role: MemberRole,
    pub(super) text: String,
    line: u32,
    column: u32,
    /// Whether the words are marked.
    marked: bool,
    pub(super) rule: &'static str,
    /// How certain that rule is. Words without a mark are in the clause itself: they have none.
    #[serde(skip_serializing_if = "Option::is_none")]
    certainty: Option<Certainty>,
    /// Whether another clause, a lead-in or an earlier sentence says it.
    pub(super) inherited: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    ground: Option<Ground>,
    #[serde(skip_serializing_if = "Option::is_none")]
    party: Option<Party>,
    #[serde(skip_serializing_if = "Option::is_none")]
    processing: Option<Processing>,
    #[serde(skip_serializing_if = "Option::is_none")]
    category: Option<DataCategory>,
}

impl FoundMember {
    /// The members of a statement, those without a mark last.
    pub(super) fn all(statement: Statement<'_>, lines: &LineIndex<'_>) -> Vec<Self> {
        let marked = statement.members().map(|member| Self::marked(statement, member, lines));
        marked.chain(statement.unmarked().map(|word| Self::unmarked(word, lines))).collect()
    }

    fn marked(statement: Statement<'_>, member: Member<'_>, lines: &LineIndex<'_>) -> Self {
        let Member { annotation, role, rule, .. } = member;
        let place = lines.position(annotation.span().start());
        Self {
            role,
            text: words(annotation),
            line: place.line,
            column: place.column,
            marked: true,
            rule: rule.name(),
            certainty: Some(rule.certainty()),
            inherited: is_inherited(statement, annotation, rule),
            ground: annotation.ground(),
            party: annotation.party(),
            processing: annotation.processing(),
            category: annotation.category(),
        }
    }

    fn unmarked(word: Unmarked<'_>, lines: &LineIndex<'_>) -> Self {
        let place = lines.position(word.span().start());
        Self {
            role: word.role(),
            text: cut(word.text()).into_owned(),
            line: place.line,
            column: place.column,
            marked: false,
            rule: word.rule(),
            certainty: None,
            inherited: false,
            ground: None,
            party: word.party(),
            processing: None,
            category: None,
        }
    }
}

/// Whether the words belong to another clause and hold for this statement too.
fn is_inherited(statement: Statement<'_>, annotation: Annotation<'_>, rule: Rule) -> bool {
    rule.is_carried() || !statement.sentence().span().covers(annotation.span())
}
