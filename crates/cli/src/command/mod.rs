//! The commands. Each file has the options of one, and what it does.

mod check;
mod completions;
mod config;
mod dump;
mod man;
mod schema;

use clap::Subcommand;

use crate::context::Context;
use crate::status::{Failure, Status};

/// What to do.
#[derive(Subcommand)]
pub(crate) enum Command {
    Check(check::Check),
    Dump(dump::Dump),
    Config(config::ShowConfig),
    Schema(schema::Schema),
    Completions(completions::Completions),
    Man(man::Manual),
}

impl Command {
    pub(crate) fn run(self, context: &Context) -> Result<Status, Failure> {
        match self {
            Self::Check(check) => check.run(context),
            Self::Dump(dump) => dump.run(context),
            Self::Config(config) => config.run(context),
            Self::Schema(schema) => schema.run(context),
            Self::Completions(completions) => completions.run(context),
            Self::Man(man) => man.run(context),
        }
    }
}
