//! `policymark dump`.

use std::io::Write;
use std::path::PathBuf;

use clap::ValueEnum;
use policymark::Document;
use policymark::display::Style;
use serde::Serialize;

use crate::context::Context;
use crate::files::{self, Source};
use crate::output::json;
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
    /// The whole document, for programs; several as an array of {"file": NAME, "document": {...}}
    Json,
    /// A line {"file": NAME, "document": {...}} for each file
    JsonLines,
}

impl Dump {
    pub(crate) fn run(self, context: &Context) -> Result<Status, Failure> {
        let (files, found) = files::find(context, &self.paths)?;
        let terminal = context.terminal;
        let is_alone = files.len() == 1;
        let show = |source: &Source, document: &Document| {
            self.show(&source.to_string(), document, terminal.style(), is_alone)
        };
        let mut output = terminal.output();
        // One document alone, several as an array.
        let is_array = self.output_format == DumpFormat::Json && files.len() > 1;
        let between = match self.output_format {
            DumpFormat::Tree | DumpFormat::Clauses => "\n",
            DumpFormat::Json => ",",
            DumpFormat::JsonLines => "",
        };
        output.write_all(if is_array { b"[" } else { b"" })?;
        let mut is_first = true;
        let read = files::for_each(context, &context.parser()?, &files, show, |shown| {
            let before = if std::mem::take(&mut is_first) { "" } else { between };
            write!(output, "{before}{shown}")
        })?;
        output.write_all(if is_array { b"]\n" } else { b"" })?;
        output.flush()?;
        Ok(found.max(read))
    }

    fn show(&self, name: &str, document: &Document, style: Style<'_>, is_alone: bool) -> String {
        match self.output_format {
            DumpFormat::Tree => style.name(name).tree(document).to_string(),
            DumpFormat::Clauses => style.name(name).clauses(document).to_string(),
            DumpFormat::Json if is_alone => json(document) + "\n",
            DumpFormat::Json | DumpFormat::JsonLines => {
                json(&DocumentLine { file: name, document }) + "\n"
            }
        }
    }
}

/// A document with the name of its file.
#[derive(Serialize)]
struct DocumentLine<'a> {
    file: &'a str,
    document: &'a Document,
}
