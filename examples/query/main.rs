//! Finds statements of annotated policies.
//!
//! ```console
//! $ cargo run --example query -- --action share --data '~位置' policy.txt
//! ```

#[path = "../common/mod.rs"]
mod common;
mod filters;
mod found;

use std::fmt::Display;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::ValueEnum;
use common::input::{self, Output};
use common::text::terminal_width;
use filters::Filters;
use found::{FoundItem, FoundStatement, practices};
use policymark::display::Style;
use policymark::query::Practices;
use policymark::{Document, Statement};
use serde::Serialize;

/// Find statements of annotated policies.
#[derive(clap::Parser)]
#[command(name = "query", after_help = AFTER_HELP)]
struct Options {
    /// Annotated policies in UTF-8; `-` is standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,

    /// How to show what is found
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,

    /// Show each data item once, with who does what with it, what for, when and where
    #[arg(long)]
    inventory: bool,

    #[command(flatten)]
    filters: Filters,

    #[command(flatten)]
    reading: input::Reading,
}

const AFTER_HELP: &str = "\
TEXT fits the same words only, ~TEXT fits words that hold it: --data '~号码'.
Words are compared without their brackets and without blanks at the edge.
A filter that is given twice asks for one or the other. Different filters must
all hold.

JSON: one line for each statement or data item found. What is denied of a data
item is under the key `denied`.

Exit status: 0 if something was found, 1 if nothing, 2 if a file could not be
read; the others are still searched.";

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Blocks of labelled lines, for a person
    Text,
    /// JSON Lines, for programs
    Json,
}

fn main() -> ExitCode {
    let options: Options = input::options();
    let mut found = 0;
    let result =
        input::for_each(&options.reading.parser(), &options.files, |name, document, output| {
            let statements: Vec<_> = document.find(options.filters.filter(document)).collect();
            let style = Style::new().name(name).width(terminal_width());
            let mut answer =
                Answer { output, style, name, format: options.format, found: &mut found };
            if options.inventory {
                let inventory = document.inventory();
                let items = practices(&inventory, document, &statements, &options.filters);
                answer.inventory(&items)
            } else {
                answer.statements(document, &statements)
            }
        });
    input::exit_code(result, ExitCode::from(u8::from(found == 0)))
}

/// Writes and counts what is found in one file.
struct Answer<'a> {
    output: &'a mut Output,
    style: Style<'a>,
    name: &'a str,
    format: Format,
    found: &'a mut usize,
}

impl Answer<'_> {
    fn statements(&mut self, document: &Document, statements: &[Statement<'_>]) -> io::Result<()> {
        match self.format {
            Format::Json => {
                let lines = document.line_index();
                for &statement in statements {
                    self.json(&FoundStatement::new(self.name, &lines, statement))?;
                }
            }
            Format::Text => {
                let shown = self.style.statements(statements.iter().copied());
                self.text(statements.len(), &shown)?;
            }
        }
        *self.found += statements.len();
        Ok(())
    }

    fn inventory(&mut self, items: &[Practices<'_, '_>]) -> io::Result<()> {
        match self.format {
            Format::Json => {
                for item in items {
                    self.json(&FoundItem::new(self.name, item))?;
                }
            }
            Format::Text => {
                let shown = self.style.practices(items.iter().cloned());
                self.text(items.len(), &shown)?;
            }
        }
        *self.found += items.len();
        Ok(())
    }

    /// Writes what is found in a file, with a blank line before it if something was found earlier.
    fn text(&mut self, count: usize, shown: &dyn Display) -> io::Result<()> {
        match (count, *self.found) {
            (0, _) => Ok(()),
            (_, 0) => write!(self.output, "{shown}"),
            _ => write!(self.output, "\n{shown}"),
        }
    }

    fn json(&mut self, line: &impl Serialize) -> io::Result<()> {
        serde_json::to_writer(&mut *self.output, line)?;
        writeln!(self.output)
    }
}
