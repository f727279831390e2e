//! The JSON form of what is found.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};

use policymark::document::Reference;
use policymark::lexicon::{DataCategory, DataClass};
use policymark::query::{Inventory, Practices};
use policymark::statement::{Certainty, MemberRole, Modality, Polarity, StatementId};
use policymark::text::{LineIndex, shortened};
use policymark::{Annotation, Document, Section, Statement};
use serde::Serialize;

use crate::filters::Filters;

/// How many annotations are shown that a reference means, and how many cells of each. The limit is there
/// because many references can mean the same long list.
const MEANT: usize = 8;
const MEANT_CELLS: usize = 400;

/// A statement in words. Unlike the JSON form of a document, it needs no look-up of ids.
#[derive(Serialize)]
pub(crate) struct FoundStatement<'a> {
    file: &'a str,
    id: StatementId,
    line: u32,
    column: u32,
    polarity: Polarity,
    modality: Option<Modality>,
    certainty: Certainty,
    consent_exempt: bool,
    asserted: bool,
    #[serde(flatten)]
    members: Members,
    /// The unmarked words by role.
    unmarked: BTreeMap<&'static str, &'a str>,
    means: Vec<Meant>,
    announces: Vec<String>,
    headings: Vec<&'a str>,
    sentence: &'a str,
}

impl<'a> FoundStatement<'a> {
    pub(crate) fn new(file: &'a str, lines: &LineIndex<'_>, statement: Statement<'a>) -> Self {
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
            members: Members::new(statement),
            unmarked: statement.unmarked().map(|word| (word.role().key(), word.text())).collect(),
            means: statement.references().map(Meant::new).collect(),
            announces: statement.announces().map(|item| item.text().into_owned()).collect(),
            headings: path.iter().filter_map(|section| section.title()).collect(),
            sentence: statement.sentence().source().trim(),
        }
    }
}

/// What a reference means.
#[derive(Serialize)]
struct Meant {
    mark: String,
    /// The statement that names it.
    statement: StatementId,
    /// The first annotations that it means.
    texts: Vec<String>,
    /// Whether it means more.
    more: bool,
}

impl Meant {
    fn new(reference: Reference<'_>) -> Self {
        let words = |annotation: Annotation<'_>| shortened(&annotation.text(), MEANT_CELLS);
        let mut annotations = reference.annotations();
        Self {
            mark: words(reference.mark),
            statement: reference.target.id(),
            texts: annotations.by_ref().take(MEANT).map(words).collect(),
            more: annotations.next().is_some(),
        }
    }
}

/// The words of the members of a statement by role, each once.
#[derive(Serialize)]
struct Members {
    actors: Vec<String>,
    actions: Vec<String>,
    data: Vec<String>,
    excluded: Vec<String>,
    recipients: Vec<String>,
    sources: Vec<String>,
    subjects: Vec<String>,
    places: Vec<String>,
    purposes: Vec<String>,
    conditions: Vec<String>,
    exceptions: Vec<String>,
    without: Vec<String>,
}

impl Members {
    fn new(statement: Statement<'_>) -> Self {
        let texts = |role| {
            let mut seen = HashSet::new();
            let mut texts: Vec<_> = statement.in_role(role).map(|member| member.text()).collect();
            texts.retain(|text| seen.insert(text.clone()));
            texts.into_iter().map(|text| text.into_owned()).collect()
        };
        Self {
            actors: texts(MemberRole::Actor),
            actions: texts(MemberRole::Action),
            data: texts(MemberRole::Data),
            excluded: texts(MemberRole::Excluded),
            recipients: texts(MemberRole::Recipient),
            sources: texts(MemberRole::Source),
            subjects: texts(MemberRole::Subject),
            places: texts(MemberRole::Place),
            purposes: texts(MemberRole::Purpose),
            conditions: texts(MemberRole::Condition),
            exceptions: texts(MemberRole::Exception),
            without: texts(MemberRole::Absence),
        }
    }
}

/// A data item with what the found statements say about it.
#[derive(Serialize)]
pub(crate) struct FoundItem<'a> {
    data: String,
    file: &'a str,
    category: Option<DataCategory>,
    sensitive: bool,
    mentions: usize,
    statements: Vec<StatementId>,
    /// What is done with it.
    #[serde(flatten)]
    affirmed: Said,
    /// What is said not to be done with it.
    denied: Said,
    headings: Vec<String>,
}

/// The words of what statements say about a data item, by role.
#[derive(Serialize)]
struct Said {
    actors: Vec<String>,
    actions: Vec<String>,
    recipients: Vec<String>,
    sources: Vec<String>,
    subjects: Vec<String>,
    places: Vec<String>,
    purposes: Vec<String>,
    conditions: Vec<String>,
    exceptions: Vec<String>,
    without: Vec<String>,
}

impl Said {
    fn new(practices: &Practices<'_, '_>) -> Self {
        let texts = |role| {
            let marked = practices.texts(role).into_iter().map(Cow::into_owned);
            let unmarked = practices.unmarked(role).into_iter().map(|word| format!("({word})"));
            marked.chain(unmarked).collect()
        };
        Self {
            actors: texts(MemberRole::Actor),
            actions: texts(MemberRole::Action),
            recipients: texts(MemberRole::Recipient),
            sources: texts(MemberRole::Source),
            subjects: texts(MemberRole::Subject),
            places: texts(MemberRole::Place),
            purposes: texts(MemberRole::Purpose),
            conditions: texts(MemberRole::Condition),
            exceptions: texts(MemberRole::Exception),
            without: texts(MemberRole::Absence),
        }
    }
}

/// The data of these statements that is asked for. What is only supposed is left out, unless it is asked
/// for. If these are all statements of the document, data that is in no statement is included.
pub(crate) fn practices<'i, 'd>(
    inventory: &'i Inventory<'d>,
    document: &'d Document,
    statements: &[Statement<'d>],
    filters: &Filters,
) -> Vec<Practices<'i, 'd>> {
    let all = statements.len() == document.statements().len();
    let counts = |statement: &&Statement<'_>| statement.is_asserted() != filters.supposed;
    let found: HashSet<_> = statements.iter().filter(counts).map(|s| s.id()).collect();
    let items = inventory.iter().filter_map(|item| {
        let asked = item.mentions().next().is_some_and(|data| filters.asks_for(data));
        let practices = item.practices(|statement| found.contains(&statement.id()));
        let is_alone = || {
            item.statements().len() == 0 && item.mentions().any(|data| data.statements().len() == 0)
        };
        (asked && (!practices.is_empty() || all && is_alone())).then_some(practices)
    });
    items.collect()
}

impl<'a> FoundItem<'a> {
    pub(crate) fn new(file: &'a str, practices: &Practices<'_, '_>) -> Self {
        let item = practices.item();
        let class = item.class();
        let said = |polarity| Said::new(&practices.of_polarity(polarity));
        Self {
            data: item.text().to_owned(),
            file,
            category: class.map(|class| class.category),
            sensitive: class.is_some_and(DataClass::is_sensitive),
            mentions: item.mentions().len(),
            statements: practices.statements().map(|statement| statement.id()).collect(),
            affirmed: said(Polarity::Affirmed),
            denied: said(Polarity::Denied),
            headings: practices.headings().map(path).collect(),
        }
    }
}

/// The titles of a heading and of those above it: `二、共享 › （一）委托处理`.
fn path(heading: Section<'_>) -> String {
    let mut titles: Vec<_> = heading.ancestors().filter_map(Section::title).collect();
    titles.reverse();
    titles.join(" › ")
}
