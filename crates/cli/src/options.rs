//! [`Options`]: the command line.

use std::ffi::OsString;

use clap::{CommandFactory, FromArgMatches, Parser};

use crate::command::Command;
use crate::global::Global;
use crate::help;
use crate::language::Language;

/// Check, mend, show, ask and compare annotated privacy policies
#[derive(Parser)]
#[command(name = "policymark", version, disable_help_subcommand = true, after_help = AFTER_HELP)]
pub(crate) struct Options {
    #[command(subcommand)]
    pub(crate) command: Command,

    #[command(flatten)]
    pub(crate) global: Global,
}

const AFTER_HELP: &str = "\
A PATH is a file, a folder (ignore files are respected) or - for standard input.
Exit status: 0 fine; 1 an error found, a difference, or nothing found;
2 the command could not do its work, or not all of it.";

impl Options {
    /// Reads the arguments. Help and version are returned as errors too.
    pub(crate) fn read(arguments: &[OsString], language: Language) -> Result<Self, clap::Error> {
        let command = help::wrapped(Self::command_in(language), language);
        let matches = command.try_get_matches_from(arguments)?;
        Self::from_arg_matches(&matches)
    }

    /// The command with its help in this language.
    pub(crate) fn command_in(language: Language) -> clap::Command {
        let mut command = Self::command();
        command.build();
        help::translated(command, language)
    }
}
