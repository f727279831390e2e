//! Finds statements of annotated policies.
//!
//! ```console
//! $ cargo run --example query -- --action share --data 位置 policy.txt
//! ```

#[path = "../common/mod.rs"]
mod common;
mod filters;
mod found;

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::ValueEnum;
use common::input::{self, Output};
use common::statements::Style;
use common::text::terminal_width;
use filters::Filters;
use found::{FoundItem, FoundStatement, items};
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
TEXT fits words that hold it; =TEXT fits only the whole words: --data =手机号码.
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
            let mut answer = Answer { output, name, format: options.format, found: &mut found };
            let statements = document.find(options.filters.filter(document));
            if options.inventory {
                let statements: Vec<_> = statements.collect();
                answer.inventory(&items(name, document, &statements, &options.filters))
            } else {
                answer.statements(document, statements)
            }
        });
    input::exit_code(result, ExitCode::from(u8::from(found == 0)))
}

/// Writes what is found in one file, and counts it.
struct Answer<'a> {
    output: &'a mut Output,
    name: &'a str,
    format: Format,
    found: &'a mut usize,
}

impl Answer<'_> {
    fn statements<'d>(
        &mut self,
        document: &'d Document,
        statements: impl Iterator<Item = Statement<'d>>,
    ) -> io::Result<()> {
        let style = Style { explain: false, width: terminal_width() };
        let lines = document.line_index();
        for statement in statements {
            match self.format {
                Format::Json => self.json(&FoundStatement::new(self.name, &lines, statement))?,
                Format::Text => {
                    self.separate()?;
                    style.write(self.output, self.name, &lines, statement)?;
                }
            }
            *self.found += 1;
        }
        Ok(())
    }

    fn inventory(&mut self, items: &[FoundItem<'_>]) -> io::Result<()> {
        for item in items {
            match self.format {
                Format::Json => self.json(&item)?,
                Format::Text => {
                    self.separate()?;
                    item.write(self.output, terminal_width())?;
                }
            }
            *self.found += 1;
        }
        Ok(())
    }

    /// A blank line between what is found.
    fn separate(&mut self) -> io::Result<()> {
        if *self.found > 0 { writeln!(self.output) } else { Ok(()) }
    }

    fn json(&mut self, line: &impl Serialize) -> io::Result<()> {
        serde_json::to_writer(&mut *self.output, line)?;
        writeln!(self.output)
    }
}
