//! `policymark statements`.

use std::path::PathBuf;

use policymark::Document;

use crate::context::Context;
use crate::files::{self, Source};
use crate::found::Form;
use crate::status::{Failure, Status};

/// Show who does what with which data, what for and when
#[derive(clap::Args)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Statements {
    /// Files and folders
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,

    #[command(flatten)]
    form: Form,
}

const AFTER_HELP: &str = "\
JSON has the words of the members by role, each once; --explain adds `members`,
each with its place and its rule. Texts over 1 KB are cut and end with …; of
a sentence over 600 bytes, the part around the statement is shown.
CSV is UTF-8 with a byte-order mark. Several values of a cell are on lines of
their own, words without a mark in parentheses. A cell that a spreadsheet would
take for a formula (= + - @ or a tab) gets an apostrophe before it.";

impl Statements {
    pub(crate) fn run(self, context: &Context) -> Result<Status, Failure> {
        let (files, found) = files::find(context, &self.paths)?;
        let terminal = context.terminal;
        let show = |source: &Source, document: &Document| {
            let statements: Vec<_> = document.statements().collect();
            self.form.piece(terminal, &source.to_string(), document, &statements)
        };
        let mut listing = self.form.listing(terminal)?;
        let read = files::for_each(context, &context.parser()?, &files, show, |piece| {
            listing.add(&piece)
        })?;
        listing.end()?;
        Ok(found.max(read))
    }
}
