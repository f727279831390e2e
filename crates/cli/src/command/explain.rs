//! `policymark explain`: what a code or a rule says.

use std::io::Write;

use policymark::specification::{entries, find};

use crate::context::Context;
use crate::status::{Failure, Status};

/// Show what a code (bracket-stray) or a rule (B17, S13) says, with its examples
#[derive(clap::Args)]
pub(crate) struct Explain {
    /// Codes and rules; without any, all are listed
    #[arg(value_name = "CODE|RULE")]
    names: Vec<String>,
}

impl Explain {
    pub(crate) fn run(self, context: &Context) -> Result<Status, Failure> {
        let terminal = context.terminal;
        let mut output = terminal.output();
        if self.names.is_empty() {
            write!(output, "{}", terminal.style().entries(&entries()))?;
        }
        let mut status = Status::Fine;
        for (number, name) in self.names.iter().enumerate() {
            match find(name) {
                Ok(entry) => {
                    let space = if number > 0 { "\n" } else { "" };
                    write!(output, "{space}{}", terminal.style().entry(&entry))?;
                }
                Err(error) => {
                    output.flush()?;
                    status = Status::Unusable;
                    terminal.complain(&error.message_in(terminal.language));
                }
            }
        }
        output.flush()?;
        Ok(status)
    }
}
