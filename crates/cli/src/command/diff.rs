//! `policymark diff`.

use std::io::Write;
use std::path::PathBuf;

use clap::ValueEnum;
use policymark::compare::{Comparison, compare};
use serde::Serialize;

use crate::context::Context;
use crate::files::{self, Source};
use crate::found::FoundChange;
use crate::output::json;
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
    changes: Vec<FoundChange>,
}

impl Changes {
    fn new(old: &str, new: &str, comparison: &Comparison<'_>) -> Self {
        let lines = [comparison.old_version(), comparison.new_version()];
        let lines = lines.map(|document| document.line_index());
        let changes = comparison.changes().map(|change| FoundChange::new(change, &lines)).collect();
        Self { old: old.to_owned(), new: new.to_owned(), changes }
    }
}
