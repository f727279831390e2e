//! The commands. Each file has the options of one, and what it does.

mod dump;

use clap::Subcommand;

use crate::context::Context;
use crate::status::{Failure, Status};

/// What to do.
#[derive(Subcommand)]
pub(crate) enum Command {
    Dump(dump::Dump),
}

impl Command {
    pub(crate) fn run(self, context: &Context) -> Result<Status, Failure> {
        match self {
            Self::Dump(dump) => dump.run(context),
        }
    }
}
