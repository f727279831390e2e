//! The commands. Each file has the options of one, and what it does.

mod check;
mod dump;

use clap::Subcommand;

use crate::context::Context;
use crate::status::{Failure, Status};

/// What to do.
#[derive(Subcommand)]
pub(crate) enum Command {
    Check(check::Check),
    Dump(dump::Dump),
}

impl Command {
    pub(crate) fn run(self, context: &Context) -> Result<Status, Failure> {
        match self {
            Self::Check(check) => check.run(context),
            Self::Dump(dump) => dump.run(context),
        }
    }
}
