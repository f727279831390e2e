//! `policymark dump`.

use std::io::Write;
use std::path::PathBuf;

use clap::ValueEnum;
use policymark::Document;
use policymark::display::Style;
use serde::Serialize;

use crate::context::Context;
use crate::files::{self, Source};
use crate::found::json;
use crate::status::{Failure, Status};

/// Show how policies are read: headings, sentences and brackets with their places
#[derive(clap::Args)]
pub(crate) struct Dump {
    /// Files and folders
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// How to show it
    #[arg(long, value_enum, default_value_t = DumpFormat::Tree, value_name = "FORMAT")]
    output_format: DumpFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum DumpFormat {
    /// Headings, sentences and brackets with their places, for a person
    Tree,
    /// The clauses of each sentence that marks something, and what each does there
    Clauses,
    /// The whole document of one file, for programs
    Json,
    /// A line {"file": NAME, "document": {...}} for each file
    JsonLines,
}

impl Dump {
    pub(crate) fn run(self, context: &Context) -> Result<Status, Failure> {
        let (files, found) = files::find(context, &self.paths)?;
        let terminal = context.terminal;
        let show = |source: &Source, document: &Document| {
            self.show(&source.to_string(), document, terminal.style())
        };
        let mut output = terminal.output();
        let mut is_first = true;
        let read = files::for_each(context, &context.parser()?, &files, show, |shown| {
            if !std::mem::take(&mut is_first) && self.output_format.is_for_a_person() {
                writeln!(output)?;
            }
            output.write_all(shown.as_bytes())
        })?;
        output.flush()?;
        Ok(found.max(read))
    }

    fn show(&self, name: &str, document: &Document, style: Style<'_>) -> String {
        match self.output_format {
            DumpFormat::Tree => style.name(name).tree(document).to_string(),
            DumpFormat::Clauses => style.name(name).clauses(document).to_string(),
            DumpFormat::Json => json(document) + "\n",
            DumpFormat::JsonLines => json(&DocumentLine { file: name, document }) + "\n",
        }
    }
}

impl DumpFormat {
    const fn is_for_a_person(self) -> bool {
        matches!(self, Self::Tree | Self::Clauses)
    }
}

/// A line of JSON Lines.
#[derive(Serialize)]
struct DocumentLine<'a> {
    file: &'a str,
    document: &'a Document,
}
