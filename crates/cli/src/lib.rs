//! The command `policymark`: what annotators and their repositories run every day.
//!
//! [`run`] is the whole of it, so that other packages can offer the same command.

mod command;
mod config;
mod context;
mod files;
mod found;
mod global;
mod help;
mod language;
mod options;
mod output;
mod patch;
mod progress;
mod rewrite;
mod status;
mod terminal;
mod wording;

use std::ffi::OsString;
use std::process::ExitCode;

use crate::context::Context;
use crate::options::Options;
use crate::terminal::Terminal;

/// Runs the command with these arguments, the first of which is the name of the program. Reads and writes the
/// standard streams and files, and returns the exit status:
///
/// - 0: all is fine;
/// - 1: `check` found an error, `query` nothing, `diff`, `agree` or `fmt --check` a difference; the client of `lsp`
///   did not shut it down;
/// - 2: the command could not do its work, or not all of it.
///
/// ```no_run
/// let status = policymark_cli::run(["policymark", "check", "policies/"].map(Into::into));
/// ```
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<_> = arguments.into_iter().collect();
    let language = language::of(&arguments);
    let options = match Options::read(&arguments, language) {
        Ok(options) => options,
        Err(error) => return terminal::show_clap_error(&error, language),
    };
    let terminal = Terminal::new(options.global.color, options.global.quiet, language);
    let (global, command) = (options.global, options.command);
    let context = if command.finds_configurations() {
        Ok(Context::unconfigured(global, terminal, Options::command_in))
    } else {
        Context::new(global, terminal, Options::command_in)
    };
    terminal.end(context.and_then(|context| command.run(&context))).into()
}
