//! `policymark statements`.

use std::path::PathBuf;

use policymark::Document;

use crate::context::Context;
use crate::files::{self, Source};
use crate::found::Form;
use crate::status::{Failure, Status};

/// Show who does what with which data, what for and when
#[derive(clap::Args)]
pub(crate) struct Statements {
    /// Files and folders
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,

    #[command(flatten)]
    form: Form,
}

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
