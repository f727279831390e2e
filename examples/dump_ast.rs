//! Shows how the parser reads annotated policies.
//!
//! ```console
//! $ cargo run --example dump_ast -- --format statements policy.txt
//! ```

mod common;

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::ValueEnum;
use common::input::{self, Limits, Output};
use common::text::terminal_width;
use policymark::Document;
use policymark::display::Style;
use serde::Serialize;

/// Show what the parser makes of annotated policies.
#[derive(clap::Parser)]
#[command(name = "dump_ast", after_help = AFTER_HELP)]
struct Options {
    /// Annotated policies in UTF-8; `-` is standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,

    /// What to show
    #[arg(long, value_enum, default_value_t = Format::Tree,
          default_value_if("explain", "true", "statements"))]
    format: Format,

    /// After each member of a statement, the rule of grammar.md that tied it, and of a condition
    /// the ground; without --format it shows statements
    #[arg(long)]
    explain: bool,

    #[command(flatten)]
    limits: Limits,
}

const AFTER_HELP: &str = "\
JSON: one FILE gives its document on one line. Several give JSON Lines: for each
a line {\"file\": NAME, \"document\": {...}}.

Exit status: 0, or 2 if a file could not be read; the others are still shown.";

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Headings, sentences and brackets with their places, for a person
    Tree,
    /// The whole document, for programs
    Json,
    /// Who does what with which data, what for, when, and where it says so
    Statements,
    /// The clauses of each sentence that marks something, and what each does there
    Clauses,
}

fn main() -> ExitCode {
    let options: Options = input::options();
    let many = options.files.len() > 1;
    let mut first = true;
    let result =
        input::for_each(&options.limits.parser(), &options.files, |name, document, output| {
            if options.format == Format::Json {
                return write_json(output, many.then_some(name), document);
            }
            if !std::mem::take(&mut first) {
                writeln!(output)?;
            }
            let style = Style::new().name(name).width(terminal_width()).explain(options.explain);
            match options.format {
                Format::Tree => write!(output, "{}", style.tree(document)),
                Format::Clauses => write!(output, "{}", style.clauses(document)),
                _ => write!(output, "{}", style.statements(document.statements())),
            }
        });
    input::exit_code(result, ExitCode::SUCCESS)
}

fn write_json(output: &mut Output, name: Option<&str>, document: &Document) -> io::Result<()> {
    match name {
        None => serde_json::to_writer(&mut *output, document)?,
        Some(file) => serde_json::to_writer(&mut *output, &Line { file, document })?,
    }
    writeln!(output)
}

/// A line of JSON Lines.
#[derive(Serialize)]
struct Line<'a> {
    file: &'a str,
    document: &'a Document,
}
