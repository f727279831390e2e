//! [`Listing`]: what was found in several files as one output.

use std::io::{self, Write};

use clap::ValueEnum;
use policymark::{Document, Statement};

use super::{FoundStatement, row};
use crate::output::json;
use crate::terminal::{Output, Terminal};

/// How to show statements.
#[derive(clap::Args, Clone, Copy)]
pub(crate) struct Form {
    /// How to show them
    #[arg(long, value_enum, default_value_t = ListFormat::Text, value_name = "FORMAT")]
    output_format: ListFormat,

    /// Say by which rule of grammar.md each member belongs to its statement; not in lines
    #[arg(long)]
    explain: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ListFormat {
    /// Blocks of labelled lines, for a person
    Text,
    /// One line for each
    Lines,
    /// One array, for programs
    Json,
    /// One line of JSON for each
    JsonLines,
    /// A table that opens in a spreadsheet
    Csv,
}

/// What is shown of one file.
#[derive(Default)]
pub(crate) struct Piece {
    pub(crate) text: String,
    /// How many things it shows.
    pub(crate) count: usize,
}

impl Form {
    /// Shows statements of one document. In the form for a person, a text says that there are none.
    pub(crate) fn piece(
        self,
        terminal: Terminal,
        file: &str,
        document: &Document,
        statements: &[Statement<'_>],
    ) -> Piece {
        let style = terminal.style().name(file).explain(self.explain);
        let shown = statements.iter().copied();
        let text = match self.output_format {
            ListFormat::Text => style.statements(shown).to_string(),
            ListFormat::Lines => style.width(None).lines(shown).to_string(),
            ListFormat::Json | ListFormat::JsonLines | ListFormat::Csv => {
                let lines = document.line_index();
                let found = shown
                    .map(|statement| FoundStatement::new(file, &lines, statement, self.explain));
                self.joined(found)
            }
        };
        Piece { text, count: statements.len() }
    }

    fn joined<'a>(self, found: impl Iterator<Item = FoundStatement<'a>>) -> String {
        match self.output_format {
            ListFormat::Csv => found.map(|statement| row::row(&statement)).collect(),
            format => format.joined(found.map(|statement| json(&statement))),
        }
    }

    /// The output for all files.
    pub(crate) fn listing(self, terminal: Terminal) -> io::Result<Listing> {
        let head = match self.output_format {
            ListFormat::Csv => row::head(self.explain),
            _ => String::new(),
        };
        Listing::new(terminal, self.output_format, &head)
    }
}

impl ListFormat {
    /// Lines of JSON, as one file has them.
    pub(crate) fn joined(self, lines: impl Iterator<Item = String>) -> String {
        match self {
            Self::Json => lines.collect::<Vec<_>>().join(",\n"),
            _ => lines.map(|line| line + "\n").collect(),
        }
    }
}

/// Writes and counts what was found in each file.
pub(crate) struct Listing {
    output: Output,
    format: ListFormat,
    is_begun: bool,
    count: usize,
}

impl Listing {
    pub(crate) fn new(terminal: Terminal, format: ListFormat, head: &str) -> io::Result<Self> {
        let mut output = terminal.output();
        output.write_all(if format == ListFormat::Json { b"[" } else { head.as_bytes() })?;
        Ok(Self { output, format, is_begun: false, count: 0 })
    }

    /// Adds what was found in one file, unless it is nothing.
    pub(crate) fn add(&mut self, piece: &Piece) -> io::Result<()> {
        if !piece.text.is_empty() {
            let separator = match self.format {
                ListFormat::Text if self.is_begun => "\n",
                ListFormat::Json if self.is_begun => ",\n",
                ListFormat::Json => "\n",
                _ => "",
            };
            self.output.write_all(separator.as_bytes())?;
            self.output.write_all(piece.text.as_bytes())?;
            self.is_begun = true;
        }
        self.count += piece.count;
        Ok(())
    }

    /// Ends the output. Returns how many things were found.
    pub(crate) fn end(mut self) -> io::Result<usize> {
        if self.format == ListFormat::Json {
            self.output.write_all(if self.is_begun { b"\n]\n" } else { b"]\n" })?;
        }
        self.output.flush()?;
        Ok(self.count)
    }
}
