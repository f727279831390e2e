//! What is found, as JSON and as blocks of labelled lines.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};
use std::io::{self, Write};

use policymark::document::Reference;
use policymark::lexicon::DataCategory;
use policymark::query::{InventoryItem, Practices};
use policymark::statement::{Certainty, MemberRole, Modality, Polarity, StatementId};
use policymark::text::{LineIndex, visible};
use policymark::{Annotation, Document, Section, Statement};
use serde::Serialize;

use crate::common::statements::{NO_VERB, WORDS_CELLS, heading_path, meant, shown_path, start};
use crate::common::text::{shortened, wrap, write_indented, write_labelled};
use crate::filters::Filters;

/// A statement in words: unlike the JSON form of a document it needs no look-up of ids.
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
    /// By role, what is named without a mark.
    unmarked: BTreeMap<&'static str, &'a str>,
    means: Vec<Meant>,
    announces: Vec<String>,
    headings: Vec<&'a str>,
    sentence: &'a str,
}

impl<'a> FoundStatement<'a> {
    pub(crate) fn new(file: &'a str, lines: &LineIndex<'_>, statement: Statement<'a>) -> Self {
        let place = lines.position(start(statement));
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

/// What a mark means that refers back.
#[derive(Serialize)]
struct Meant {
    mark: String,
    /// The statement that names it.
    statement: StatementId,
    /// The first of it.
    texts: Vec<String>,
    /// Whether there is more.
    more: bool,
}

impl Meant {
    fn new(reference: Reference<'_>) -> Self {
        let words = |annotation: Annotation<'_>| shortened(&annotation.text(), WORDS_CELLS);
        let (meant, more) = meant(reference);
        Self {
            mark: words(reference.mark),
            statement: reference.target.id(),
            texts: meant.into_iter().map(words).collect(),
            more,
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

/// A data item with what the statements that were found say of it.
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
    affirmed: Told,
    /// What is said not to be done with it.
    denied: Told,
    /// Whether anything is, named or not.
    #[serde(skip)]
    is_denied: bool,
    headings: Vec<String>,
    /// The headings as they are shown to a person.
    #[serde(skip)]
    shown_headings: Vec<String>,
}

/// The words of what statements tell of a data item, by role.
#[derive(Serialize)]
struct Told {
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

impl Told {
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

    /// The words in the order in which they are shown, those of the actions apart.
    fn others(&self) -> [(&'static str, &[String]); 8] {
        [
            ("to", &self.recipients),
            ("from", &self.sources),
            ("whose", &self.subjects),
            ("at", &self.places),
            ("for", &self.purposes),
            ("when", &self.conditions),
            ("unless", &self.exceptions),
            ("without", &self.without),
        ]
    }
}

/// The data of these statements that is asked for, without what is only supposed, unless that is
/// asked for. Where they are all of the document's, the data that is in none and left out of none as well.
pub(crate) fn items<'a>(
    file: &'a str,
    document: &Document,
    statements: &[Statement<'_>],
    filters: &Filters,
) -> Vec<FoundItem<'a>> {
    let all = statements.len() == document.statements().len();
    let counts = |statement: &&Statement<'_>| statement.is_asserted() != filters.supposed;
    let found: HashSet<_> = statements.iter().filter(counts).map(|s| s.id()).collect();
    let inventory = document.inventory();
    let items = inventory.iter().filter_map(|item| {
        let asked = item.mentions().next().is_some_and(|data| filters.asks_for(data));
        let is_told = item.statements().any(|s| found.contains(&s.id()));
        let is_alone = || {
            item.statements().len() == 0 && item.mentions().any(|data| data.statements().len() == 0)
        };
        let shown = asked && (is_told || all && is_alone());
        shown.then(|| FoundItem::new(file, item, &found))
    });
    items.collect()
}

impl<'a> FoundItem<'a> {
    fn new(file: &'a str, item: InventoryItem<'_, '_>, found: &HashSet<StatementId>) -> Self {
        let mention = item.mentions().next();
        let statements = item.practices(|statement| found.contains(&statement.id()));
        let told = |polarity| {
            let told = |s: Statement<'_>| found.contains(&s.id()) && s.polarity() == polarity;
            Told::new(&item.practices(told))
        };
        let is_denied = statements.statements().any(|s| s.polarity() == Polarity::Denied);
        let headings: Vec<Section<'_>> = statements.headings().collect();
        let paths = || headings.iter().map(|&heading| heading_path(Some(heading)));
        Self {
            data: item.text().to_owned(),
            file,
            category: mention.and_then(|data| data.category()),
            sensitive: mention.is_some_and(|data| data.is_sensitive()),
            mentions: item.mentions().len(),
            statements: statements.statements().map(|statement| statement.id()).collect(),
            affirmed: told(Polarity::Affirmed),
            denied: told(Polarity::Denied),
            is_denied,
            headings: paths().map(|titles| titles.join(" › ")).collect(),
            shown_headings: paths().map(|titles| shown_path(&titles)).collect(),
        }
    }

    /// Writes a block: the data and its kind, a line for each role in what is done with it, below
    /// `not` what is denied, and where all this is said.
    pub(crate) fn write(&self, output: &mut impl Write, width: usize) -> io::Result<()> {
        let statements: Vec<_> =
            self.statements.iter().map(|id| format!("#{}", id.index())).collect();
        let sensitive = self.sensitive.then(|| "sensitive".to_owned());
        let kind = sensitive.into_iter().chain(self.category.map(|c| c.to_string()));
        let kind = kind.map(|word| format!("  {word}")).collect::<String>();
        for line in wrap(&format!("{}{kind}", visible(&self.data)), width) {
            writeln!(output, "{line}")?;
        }
        self.write_affirmed(output, width)?;
        self.write_denied(output, width)?;
        for heading in &self.shown_headings {
            write_labelled(output, width, "where", heading)?;
        }
        let file = format!("{} {}", visible(self.file), statements.join(" "));
        write_labelled(output, width, "in", &file)
    }

    fn write_affirmed(&self, output: &mut impl Write, width: usize) -> io::Result<()> {
        let Told { actors, actions, .. } = &self.affirmed;
        let done: [(_, &[String]); 2] = [("who", actors), ("does", actions)];
        for (label, words) in done.into_iter().chain(self.affirmed.others()) {
            write_labelled(output, width, label, &joined(words))?;
        }
        Ok(())
    }

    /// The denied actions, and indented below them whom and what the denial is about.
    fn write_denied(&self, output: &mut impl Write, width: usize) -> io::Result<()> {
        let Told { actors, actions, .. } = &self.denied;
        let denied = if self.is_denied && actions.is_empty() { NO_VERB } else { &joined(actions) };
        write_labelled(output, width, "not", denied)?;
        let who: [(_, &[String]); 1] = [("who", actors)];
        for (label, words) in who.into_iter().chain(self.denied.others()) {
            write_indented(output, width, 4, label, &joined(words))?;
        }
        Ok(())
    }
}

fn joined(words: &[String]) -> String {
    words.iter().map(|word| shortened(word, WORDS_CELLS)).collect::<Vec<_>>().join("、")
}
