//! Shows how far two annotators of one text agree, and where they do not.
//!
//! ```console
//! $ cargo run --example agree -- first.txt second.txt
//! ```

mod common;

use std::path::PathBuf;
use std::process::ExitCode;

use common::input::{self, Limits};
use common::text::terminal_width;
use policymark::display::Style;

/// Show how far two annotators of one text agree, and where they do not.
#[derive(clap::Parser)]
#[command(name = "agree", after_help = AFTER_HELP)]
struct Options {
    /// The text as one annotator marked it, in UTF-8; `-` is standard input
    first: PathBuf,

    /// The same text as another one marked it
    second: PathBuf,

    /// Print everything as JSON, for programs
    #[arg(long)]
    json: bool,

    #[command(flatten)]
    limits: Limits,
}

const AFTER_HELP: &str = "\
Exit status: 0 if they agree, 1 if they do not, 2 if a file could not be read or
the files are not one text.";

fn main() -> ExitCode {
    let Options { first, second, json, limits } = input::options();
    let (files, mut documents) = ([first, second], Vec::new());
    let read = input::for_each(&limits.parser(), &files, |_, document, _| {
        documents.push(document.clone());
        Ok(())
    });
    let [first, second] = &documents[..] else { return input::exit_code(read, ExitCode::SUCCESS) };
    let agreement = match first.agreement(second) {
        Ok(agreement) => agreement,
        Err(error) => {
            input::complain("error", &files[1], &error);
            return ExitCode::from(input::UNUSABLE);
        }
    };
    let style = Style::new().width(terminal_width());
    let table = || style.agreement(&agreement).to_string();
    let shown = if json { serde_json::json!(agreement).to_string() + "\n" } else { table() };
    input::exit_code(input::print(&shown), ExitCode::from(u8::from(!agreement.is_complete())))
}
