//! What is found, as JSON and as blocks of labelled lines.

use std::collections::HashSet;
use std::io::{self, Write};

use policymark::{
    Certainty, DataCategory, Document, InventoryItem, LineIndex, MemberRole, Modality, Polarity,
    Statement, StatementId, visible,
};
use serde::Serialize;

use crate::common::statements::{WORDS_CELLS, heading_path, shown_path, start};
use crate::common::text::{shortened, wrap, write_labelled};
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
    #[serde(flatten)]
    members: Members,
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
            members: Members::new(&[statement]),
            headings: path.iter().filter_map(|section| section.title()).collect(),
            sentence: statement.sentence().source().trim(),
        }
    }
}

/// The words of the members of statements by role, each once.
#[derive(Serialize)]
struct Members {
    actors: Vec<String>,
    actions: Vec<String>,
    data: Vec<String>,
    recipients: Vec<String>,
    sources: Vec<String>,
    subjects: Vec<String>,
    purposes: Vec<String>,
    conditions: Vec<String>,
}

impl Members {
    fn new(statements: &[Statement<'_>]) -> Self {
        let texts = |role| texts(statements, role);
        Self {
            actors: texts(MemberRole::Actor),
            actions: texts(MemberRole::Action),
            data: texts(MemberRole::Data),
            recipients: texts(MemberRole::Recipient),
            sources: texts(MemberRole::Source),
            subjects: texts(MemberRole::Subject),
            purposes: texts(MemberRole::Purpose),
            conditions: texts(MemberRole::Condition),
        }
    }
}

/// The words in one role, each once, in the order of first appearance.
fn texts(statements: &[Statement<'_>], role: MemberRole) -> Vec<String> {
    let mut seen = HashSet::new();
    let texts = statements.iter().flat_map(|statement| statement.in_role(role));
    let mut texts: Vec<_> = texts.map(|annotation| annotation.text()).collect();
    texts.retain(|text| seen.insert(text.clone()));
    texts.into_iter().map(|text| text.into_owned()).collect()
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
    actors: Vec<String>,
    actions: Vec<String>,
    denied_actions: Vec<String>,
    recipients: Vec<String>,
    sources: Vec<String>,
    purposes: Vec<String>,
    conditions: Vec<String>,
    headings: Vec<String>,
}

/// The data of these statements that is asked for. Where they are all of the document's, the data in none as well.
pub(crate) fn items<'a>(
    file: &'a str,
    document: &Document,
    statements: &[Statement<'_>],
    filters: &Filters,
) -> Vec<FoundItem<'a>> {
    let all = statements.len() == document.statements().len();
    let found: HashSet<_> = statements.iter().map(|statement| statement.id()).collect();
    let inventory = document.inventory();
    let items = inventory.iter().filter_map(|item| {
        let here: Vec<_> = item.statements().filter(|s| found.contains(&s.id())).collect();
        let asked = item.mentions().next().is_some_and(|data| filters.asks_for(data));
        let shown = asked && (all || !here.is_empty());
        shown.then(|| FoundItem::new(file, item, &here))
    });
    items.collect()
}

impl<'a> FoundItem<'a> {
    fn new(file: &'a str, item: &InventoryItem<'_>, statements: &[Statement<'_>]) -> Self {
        let mention = item.mentions().next();
        let texts = |role| texts(statements, role);
        let (denied, affirmed): (Vec<_>, Vec<_>) =
            statements.iter().copied().partition(|s| s.polarity() == Polarity::Denied);
        let mut headings: Vec<_> =
            statements.iter().map(|&s| shown_path(&heading_path(s.heading()))).collect();
        headings.dedup();
        headings.retain(|heading| !heading.is_empty());
        Self {
            data: item.text().to_owned(),
            file,
            category: mention.and_then(|data| data.category()),
            sensitive: mention.is_some_and(|data| data.is_sensitive()),
            mentions: item.mentions().len(),
            statements: statements.iter().map(|statement| statement.id()).collect(),
            actors: texts(MemberRole::Actor),
            actions: self::texts(&affirmed, MemberRole::Action),
            denied_actions: self::texts(&denied, MemberRole::Action),
            recipients: texts(MemberRole::Recipient),
            sources: texts(MemberRole::Source),
            purposes: texts(MemberRole::Purpose),
            conditions: texts(MemberRole::Condition),
            headings,
        }
    }

    /// Writes a block: the data and where it is told of, then a line for each role that is filled.
    pub(crate) fn write(&self, output: &mut impl Write, width: usize) -> io::Result<()> {
        let statements: Vec<_> =
            self.statements.iter().map(|id| format!("#{}", id.index())).collect();
        let sensitive = self.sensitive.then(|| "sensitive".to_owned());
        let kind = sensitive.into_iter().chain(self.category.map(|c| c.to_string()));
        let kind = kind.map(|word| format!("  {word}")).collect::<String>();
        for line in wrap(&format!("{}{kind}", visible(&self.data)), width) {
            writeln!(output, "{line}")?;
        }
        let roles = [
            ("who", &self.actors),
            ("does", &self.actions),
            ("not", &self.denied_actions),
            ("to", &self.recipients),
            ("from", &self.sources),
            ("for", &self.purposes),
            ("when", &self.conditions),
        ];
        for (label, words) in roles {
            let words = words.iter().map(|word| shortened(word, WORDS_CELLS));
            write_labelled(output, width, label, &words.collect::<Vec<_>>().join("、"))?;
        }
        for heading in &self.headings {
            write_labelled(output, width, "where", heading)?;
        }
        let file = format!("{} {}", visible(self.file), statements.join(" "));
        write_labelled(output, width, "in", &file)
    }
}
