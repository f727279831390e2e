//! [`FoundStatement`]: a statement in words.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use policymark::lexicon::{DataCategory, Ground, Processing};
use policymark::statement::{Certainty, MemberRole, Modality, Polarity, Rule, StatementId};
use policymark::text::LineIndex;
use policymark::{Annotation, Statement};
use serde::Serialize;

use super::meant::Meant;
use super::member::FoundMember;
use super::{ByRole, words};
use crate::output::{cut, excerpt};

/// A statement in words. Unlike the JSON form of a document, it needs no look-up of ids.
#[derive(Serialize)]
pub(crate) struct FoundStatement<'a> {
    pub(super) file: &'a str,
    pub(super) id: StatementId,
    pub(super) line: u32,
    pub(super) column: u32,
    pub(super) polarity: Polarity,
    pub(super) modality: Option<Modality>,
    pub(super) certainty: Certainty,
    pub(super) consent_exempt: bool,
    pub(super) asserted: bool,
    /// The words of the members by role, each once.
    #[serde(flatten)]
    pub(super) members: ByRole,
    /// The ground of each condition, and of each of the others that can have one, by role.
    pub(super) grounds: BTreeMap<&'static str, Vec<Option<Ground>>>,
    /// What the actions are by article 4 of the PIPL, each once.
    processing: BTreeSet<Processing>,
    /// The kinds of data, each once.
    categories: BTreeSet<DataCategory>,
    sensitive: bool,
    /// The words without a mark by role.
    pub(super) unmarked: BTreeMap<&'static str, Vec<String>>,
    pub(super) parts: Vec<Parts>,
    pub(super) means: Vec<Meant>,
    /// The items of the list that it announces.
    pub(super) announces: Vec<String>,
    pub(super) headings: Vec<String>,
    /// The part around the statement, if it is long.
    pub(super) sentence: String,
    /// Each member with its place and its rule, if asked for.
    #[serde(rename = "members", skip_serializing_if = "Option::is_none")]
    pub(super) explained: Option<Vec<FoundMember>>,
}

impl<'a> FoundStatement<'a> {
    /// The statement, with the place and the rule of each member if they are to be explained.
    pub(crate) fn new(
        file: &'a str,
        lines: &LineIndex<'_>,
        statement: Statement<'_>,
        explain: bool,
    ) -> Self {
        let place = lines.position(statement.start());
        let path = statement.heading_path();
        Self {
            file,
            id: statement.id(),
            line: place.line,
            column: place.column,
            polarity: statement.polarity(),
            modality: statement.modality(),
            certainty: statement.certainty(),
            consent_exempt: statement.is_consent_exempt(),
            asserted: statement.is_asserted(),
            members: ByRole::new(MemberRole::ALL.iter().copied(), |role| {
                distinct(statement, role).into_iter().map(words).collect()
            }),
            grounds: WITH_GROUND.into_iter().map(|role| grounds(statement, role)).collect(),
            processing: statement.actions().filter_map(Annotation::processing).collect(),
            categories: statement.data().filter_map(Annotation::category).collect(),
            sensitive: statement.data().any(Annotation::is_sensitive),
            unmarked: unmarked(statement),
            parts: parts(statement, explain),
            means: statement.references().map(|mark| Meant::new(mark, explain)).collect(),
            announces: statement.announces().map(|item| cut(&item.text()).into_owned()).collect(),
            headings: path.iter().filter_map(|section| section.title()).map(owned).collect(),
            sentence: sentence(statement),
            explained: explain.then(|| FoundMember::all(statement, lines)),
        }
    }
}

/// The roles whose members are conditions by themselves: 您同意 of `未经{您同意}，不会`, too.
const WITH_GROUND: [MemberRole; 3] =
    [MemberRole::Condition, MemberRole::Exception, MemberRole::Absence];

fn grounds(statement: Statement<'_>, role: MemberRole) -> (&'static str, Vec<Option<Ground>>) {
    let members = distinct(statement, role).into_iter();
    (role.key(), members.map(Annotation::ground).collect())
}

fn sentence(statement: Statement<'_>) -> String {
    let sentence = statement.sentence();
    let at = statement.start().saturating_sub(sentence.span().start());
    excerpt(sentence.source(), at as usize).trim().to_owned()
}

fn owned(text: &str) -> String {
    cut(text).into_owned()
}

/// The members in one role, each text once.
fn distinct(statement: Statement<'_>, role: MemberRole) -> Vec<Annotation<'_>> {
    let mut seen = HashSet::new();
    statement.in_role(role).filter(|member| seen.insert(member.text())).collect()
}

fn unmarked(statement: Statement<'_>) -> BTreeMap<&'static str, Vec<String>> {
    let mut by_role = BTreeMap::<_, Vec<_>>::new();
    for word in statement.unmarked() {
        by_role.entry(word.role().key()).or_default().push(owned(word.text()));
    }
    by_role
}

/// A whole and its parts: `<设备信息>，包括<型号>`.
#[derive(Serialize)]
pub(crate) struct Parts {
    pub(super) whole: String,
    pub(super) parts: Vec<String>,
    /// The rule of each part.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    rules: Vec<Rule>,
}

fn parts(statement: Statement<'_>, explain: bool) -> Vec<Parts> {
    let mut all: Vec<Parts> = Vec::new();
    let mut last = None;
    for inclusion in statement.inclusions() {
        if last.replace(inclusion.whole) != Some(inclusion.whole) {
            let whole = words(inclusion.whole);
            all.push(Parts { whole, parts: Vec::new(), rules: Vec::new() });
        }
        if let Some(of_whole) = all.last_mut() {
            of_whole.parts.push(words(inclusion.part));
            of_whole.rules.extend(explain.then_some(inclusion.rule));
        }
    }
    all
}
