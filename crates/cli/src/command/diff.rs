//! `policymark diff`.

use std::io::Write;
use std::path::PathBuf;

use clap::ValueEnum;
use policymark::compare::{Change, ChangeKind, Comparison, Place, compare};
use policymark::statement::{MemberRole, StatementId};
use policymark::text::{LineIndex, shortened};
use policymark::{Span, Statement};
use serde::Serialize;

use crate::context::Context;
use crate::files::{self, Source};
use crate::found::{cut, json};
use crate::status::{Failure, Status};

/// Compare two versions of a policy by what they say
#[derive(clap::Args)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Diff {
    /// The old version
    #[arg(value_name = "OLD")]
    old: PathBuf,

    /// The new version
    #[arg(value_name = "NEW")]
    new: PathBuf,

    /// How to show the changes
    #[arg(long, value_enum, default_value_t = DiffFormat::Text, value_name = "FORMAT")]
    output_format: DiffFormat,
}

const AFTER_HELP: &str = "\
Exit status: 0 if nothing changed, 1 if something did, 2 if a file could not be
read.";

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum DiffFormat {
    /// A line for each change: its place in the old version, its place in the new one, and what changed
    Text,
    /// One object with all changes, for programs
    Json,
}

impl Diff {
    pub(crate) fn run(self, context: &Context) -> Result<Status, Failure> {
        let terminal = context.terminal;
        let (old, new) = (Source::new(self.old), Source::new(self.new));
        files::check_streams(&old, &new, terminal.language)?;
        let parser = context.parser()?;
        let before = files::parse(context, &parser, &old)?;
        let after = files::parse(context, &parser, &new)?;
        let comparison = compare(&before, &after);
        let mut output = terminal.output();
        match self.output_format {
            DiffFormat::Text => write!(output, "{}", terminal.style().changes(&comparison))?,
            DiffFormat::Json => {
                let changes = Changes::new(&old.to_string(), &new.to_string(), &comparison);
                writeln!(output, "{}", json(&changes))?;
            }
        }
        output.flush()?;
        Ok(Status::no_if(!comparison.is_empty()))
    }
}

/// What changed between two files: as the library writes a comparison, with lines and columns, and with a line about
/// each statement.
#[derive(Serialize)]
struct Changes {
    old: String,
    new: String,
    changes: Vec<Changed>,
}

impl Changes {
    fn new(old: &str, new: &str, comparison: &Comparison<'_>) -> Self {
        let lines = (comparison.old_version().line_index(), comparison.new_version().line_index());
        let changes = comparison.changes().map(|change| Changed::new(change, &lines)).collect();
        Self { old: old.to_owned(), new: new.to_owned(), changes }
    }
}

#[derive(Serialize)]
struct Changed {
    kind: ChangeKind,
    /// False if only words, places or headings changed.
    of_meaning: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<MemberRole>,
    #[serde(skip_serializing_if = "Option::is_none")]
    old: Option<Changing>,
    #[serde(skip_serializing_if = "Option::is_none")]
    new: Option<Changing>,
    #[serde(skip_serializing_if = "Option::is_none")]
    old_statement: Option<StatementId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    new_statement: Option<StatementId>,
}

impl Changed {
    fn new(change: Change<'_>, (before, after): &(LineIndex<'_>, LineIndex<'_>)) -> Self {
        let (old, new) = change.statements();
        Self {
            kind: change.kind,
            of_meaning: change.kind.is_of_meaning(),
            role: change.role,
            old: change.old.map(|place| Changing::new(place, before)),
            new: change.new.map(|place| Changing::new(place, after)),
            old_statement: old.map(Statement::id),
            new_statement: new.map(Statement::id),
        }
    }
}

/// What changed, in one of the versions.
#[derive(Serialize)]
struct Changing {
    /// In bytes.
    span: Span,
    line: u32,
    column: u32,
    text: String,
    /// A statement on one line.
    #[serde(skip_serializing_if = "Option::is_none")]
    says: Option<String>,
}

impl Changing {
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

/// How much of a statement is shown.
const SAID_CELLS: usize = 400;
