//! Reads the gold of a policy: its annotations, and the statements that a human reader made of them.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt;
use std::path::{Path, PathBuf};

use policymark::AnnotationKind;
use policymark::statement::MemberRole;
use serde::Deserialize;
use serde::de::IgnoredAny;

use crate::claim::{Claim, Mark};
use crate::common::input::{self, Unusable};

/// The gold of one policy.
pub(crate) struct Gold {
    /// The numbers of the annotations by kind and span, brackets included.
    pub(crate) marks: HashMap<(AnnotationKind, u32, u32), Mark>,
    pub(crate) statements: Vec<Claim>,
}

/// A fault in a file of the gold.
pub(crate) struct Fault {
    pub(crate) path: PathBuf,
    pub(crate) what: What,
}

pub(crate) enum What {
    Unusable(Unusable),
    /// The line, from 1, if the file has one statement a line.
    Json(Option<usize>, serde_json::Error),
    NumberedTwice(Mark),
    Unknown {
        line: usize,
        key: &'static str,
        mark: Mark,
    },
}

impl fmt::Display for What {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unusable(error) => error.fmt(f),
            Self::Json(None, error) => error.fmt(f),
            Self::Json(Some(line), error) => {
                let message = error.to_string();
                let (fault, _) = message.rsplit_once(" at line ").unwrap_or((&message, ""));
                write!(f, "line {line}, column {}: {fault}", error.column())
            }
            Self::NumberedTwice(mark) => write!(f, "two annotations have the id {mark}"),
            Self::Unknown { line, key, mark } => {
                write!(f, "line {line}: {key}: the gold has no annotation {mark}")
            }
        }
    }
}

/// `NAME.gold.json`. Other keys are ignored.
#[derive(Deserialize)]
struct Marked {
    annotations: Vec<MarkedSpan>,
}

#[derive(Deserialize)]
struct MarkedSpan {
    id: Mark,
    kind: AnnotationKind,
    span: (u32, u32),
}

/// A line of `NAME.statements.jsonl`; tests/gold/README.md says what it means.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Row {
    actors: Vec<Mark>,
    recipients: Vec<Mark>,
    sources: Vec<Mark>,
    subjects: Vec<Mark>,
    actions: Vec<Mark>,
    data: Vec<Mark>,
    purposes: Vec<Mark>,
    conditions: Vec<Mark>,
    #[serde(rename = "except")]
    exceptions: BTreeSet<Mark>,
    without: BTreeSet<Mark>,
    place: BTreeSet<Mark>,
    under: Vec<Mark>,
    includes: Vec<(Mark, Mark)>,
    negated: bool,
    items: BTreeSet<u32>,
    #[serde(rename = "s")]
    _sentence: IgnoredAny,
    #[serde(rename = "across")]
    _across: IgnoredAny,
    #[serde(rename = "supposed")]
    _supposed: IgnoredAny,
    #[serde(rename = "period")]
    _period: IgnoredAny,
    #[serde(rename = "basis")]
    _basis: IgnoredAny,
    #[serde(rename = "who")]
    _actor_word: IgnoredAny,
    #[serde(rename = "verb")]
    _action_word: IgnoredAny,
    #[serde(rename = "to")]
    _recipient_word: IgnoredAny,
    #[serde(rename = "from")]
    _source_word: IgnoredAny,
}

impl Gold {
    /// Reads the gold from `statements`, a `NAME.statements.jsonl`, and the files beside it.
    pub(crate) fn read(statements: &Path) -> Result<Self, Fault> {
        let annotations = beside(statements, ".gold.json");
        let marked: Marked = load(&annotations, |text| {
            serde_json::from_str(text).map_err(|error| What::Json(None, error))
        })?;
        let mut kinds = BTreeMap::new();
        let mut marks = HashMap::new();
        for MarkedSpan { id, kind, span: (start, end) } in marked.annotations {
            if kinds.insert(id, kind).is_some() {
                return Err(Fault { path: annotations, what: What::NumberedTwice(id) });
            }
            marks.insert((kind, start, end), id);
        }
        let statements = load(statements, |text| {
            let lines = (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty());
            lines.map(|(line, text)| Row::read(line, text, &kinds)).collect()
        })?;
        Ok(Self { marks, statements })
    }
}

/// The file of the same policy with this ending.
pub(crate) fn beside(statements: &Path, ending: &str) -> PathBuf {
    statements.with_extension("").with_extension(ending.trim_start_matches('.'))
}

fn load<T>(path: &Path, read: impl FnOnce(&str) -> Result<T, What>) -> Result<T, Fault> {
    let mut buffer = Vec::new();
    let text = input::read(path, &mut buffer).map_err(What::Unusable);
    text.and_then(read).map_err(|what| Fault { path: path.to_owned(), what })
}

impl Row {
    fn read(
        line: usize,
        text: &str,
        kinds: &BTreeMap<Mark, AnnotationKind>,
    ) -> Result<Claim, What> {
        let row: Self =
            serde_json::from_str(text).map_err(|error| What::Json(Some(line), error))?;
        let known = |key, mark| match kinds.get(&mark) {
            Some(&kind) => Ok(kind),
            None => Err(What::Unknown { line, key, mark }),
        };
        let mut claim =
            Claim { is_denied: row.negated, items: row.items.clone(), ..Claim::default() };
        for (key, role, mark) in row.members() {
            known(key, mark)?;
            claim.members.insert((role, mark));
        }
        for &mark in &row.under {
            claim.lent.insert((known("under", mark)?, mark));
        }
        for &(whole, part) in &row.includes {
            known("includes", whole).and(known("includes", part))?;
            claim.parts.insert((whole, part));
        }
        Ok(claim)
    }

    /// Key, role and annotation of each member. A place can also be in the list of actors or recipients, and
    /// an exception in that of conditions.
    fn members(&self) -> impl Iterator<Item = (&'static str, MemberRole, Mark)> {
        use MemberRole as R;
        let agent = |mark, role| if self.place.contains(&mark) { R::Place } else { role };
        let condition = |mark| match () {
            () if self.exceptions.contains(&mark) => R::Exception,
            () if self.without.contains(&mark) => R::Absence,
            () => R::Condition,
        };
        let members = [
            ("actors", R::Actor, &self.actors),
            ("recipients", R::Recipient, &self.recipients),
            ("sources", R::Source, &self.sources),
            ("subjects", R::Subject, &self.subjects),
            ("actions", R::Action, &self.actions),
            ("data", R::Data, &self.data),
            ("purposes", R::Purpose, &self.purposes),
            ("conditions", R::Condition, &self.conditions),
        ];
        let members = members.into_iter().flat_map(move |(key, role, marks)| {
            marks.iter().map(move |&mark| match role.kind() {
                AnnotationKind::Actor => (key, agent(mark, role), mark),
                _ if role == R::Condition => (key, condition(mark), mark),
                _ => (key, role, mark),
            })
        });
        // Those that are in no other list.
        let alone = [
            ("place", R::Place, &self.place),
            ("except", R::Exception, &self.exceptions),
            ("without", R::Absence, &self.without),
        ];
        let alone = alone
            .into_iter()
            .flat_map(|(key, role, marks)| marks.iter().map(move |&mark| (key, role, mark)));
        members.chain(alone)
    }
}
