//! `policymark query` and `policymark inventory`.

mod filters;
mod inventory;

use std::path::PathBuf;

use policymark::Document;

pub(crate) use self::filters::Filters;
pub(crate) use self::inventory::Inventory;
use crate::context::Context;
use crate::files::{self, Source};
use crate::found::{Form, Piece};
use crate::status::{Failure, Status};

/// Find statements by who does what with which data
#[derive(clap::Args)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Query {
    /// Files and folders
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,

    #[command(flatten)]
    form: Form,

    #[command(flatten)]
    filters: Filters,
}

const AFTER_HELP: &str = "\
TEXT fits the same words only, ~TEXT fits words that contain it: --data '~号码'.
Words are compared without their brackets and without blanks at the edge.
A filter that is given twice asks for one or the other. Different filters must
all hold.
Exit status: 0 if something was found, 1 if nothing, 2 if a file could not be
read; the others are still searched.";

impl Query {
    pub(crate) fn run(self, context: &Context) -> Result<Status, Failure> {
        let (files, found) = files::find(context, &self.paths)?;
        let terminal = context.terminal;
        let show = |source: &Source, document: &Document| {
            let statements: Vec<_> = document.find(self.filters.filter(document)).collect();
            match statements.is_empty() {
                // A person who searches a folder does not want to read where nothing is.
                true => Piece::default(),
                false => self.form.piece(terminal, &source.to_string(), document, &statements),
            }
        };
        let mut listing = self.form.listing(terminal)?;
        let read = files::for_each(context, &context.parser()?, &files, show, |piece| {
            listing.add(&piece)
        })?;
        let count = listing.end()?;
        Ok(found.max(read).max(Status::no_if(count == 0)))
    }
}
