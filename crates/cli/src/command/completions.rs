//! `policymark completions`: what a shell needs to complete the command.

use clap_complete::{Shell, generate};

use crate::context::Context;
use crate::language::Say;
use crate::status::{Failure, Status};

/// Print a script with which a shell completes the command
#[derive(clap::Args)]
pub(crate) struct Completions {
    /// The shell; else that of the environment variable SHELL
    #[arg(value_enum, value_name = "SHELL")]
    shell: Option<Shell>,
}

impl Completions {
    pub(crate) fn run(self, context: &Context) -> Result<Status, Failure> {
        let terminal = context.terminal;
        let unknown = || Failure::Message(terminal.language.say("name a shell, such as bash", &[]));
        let shell = self.shell.or_else(Shell::from_env).ok_or_else(unknown)?;
        // The generator panics where the output cannot be written, so it does not get that.
        let mut script = Vec::new();
        generate(shell, &mut context.program(), "policymark", &mut script);
        terminal.print(&script)
    }
}
