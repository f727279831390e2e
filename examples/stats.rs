//! Counts what is in annotated policies, and adds it up.
//!
//! ```console
//! $ cargo run --example stats -- policies/*.txt
//! ```

mod common;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::ValueEnum;
use common::input::{self, Limits};
use common::text::terminal_width;
use policymark::display::Style;
use policymark::stats::Statistics;

/// Count what is in annotated policies, and add it up.
#[derive(clap::Parser)]
#[command(name = "stats", after_help = AFTER_HELP)]
struct Options {
    /// Annotated policies in UTF-8; `-` is standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,

    /// What to show
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,

    #[command(flatten)]
    limits: Limits,
}

const AFTER_HELP: &str = "Exit status: 0, or 2 if a file could not be read; the others count.";

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Counts, shares, and what is named most often, for a person
    Table,
    /// All counts on one line, for programs
    Json,
}

fn main() -> ExitCode {
    let options: Options = input::options();
    let mut sum = Statistics::default();
    let read = input::for_each(&options.limits.parser(), &options.files, |_, document, _| {
        sum += document.statistics();
        Ok(())
    });
    let shown = match options.format {
        Format::Table => Style::new().width(terminal_width()).statistics(&sum).to_string(),
        Format::Json => serde_json::json!(sum).to_string() + "\n",
    };
    input::exit_code(input::print(&shown).and(read), ExitCode::SUCCESS)
}
