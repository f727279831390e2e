//! `policymark man`: manual pages.

use std::fs;
use std::io;
use std::path::PathBuf;

use clap_mangen::Man;

use crate::context::Context;
use crate::language::Say;
use crate::status::{Failure, Status};

/// Print the manual page, or write those of all commands
#[derive(clap::Args)]
pub(crate) struct Manual {
    /// Write a page for each command into this folder
    #[arg(long, value_name = "FOLDER")]
    output: Option<PathBuf>,
}

impl Manual {
    pub(crate) fn run(self, context: &Context) -> Result<Status, Failure> {
        let command = context.program();
        let Some(folder) = self.output else {
            return context.terminal.print(&page(&command)?);
        };
        let fault = |error: io::Error| {
            let name = folder.display();
            Failure::Message(
                context.terminal.language.say("{}: cannot write it: {}", &[&name, &error]),
            )
        };
        fs::create_dir_all(&folder).map_err(fault)?;
        let write = |name: &str, command: &clap::Command| {
            fs::write(folder.join(format!("{name}.1")), page(command)?)
        };
        write("policymark", &command).map_err(fault)?;
        for below in command.get_subcommands() {
            let name = format!("policymark-{}", below.get_name());
            // A page has the name of its command as a shell finds it.
            write(&name, &below.clone().name(name.clone())).map_err(fault)?;
        }
        Ok(Status::Fine)
    }
}

fn page(command: &clap::Command) -> io::Result<Vec<u8>> {
    let mut page = Vec::new();
    Man::new(command.clone()).render(&mut page)?;
    Ok(page)
}
