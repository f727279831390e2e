//! Compares two versions of a policy by what they say.
//!
//! ```console
//! $ cargo run --example compare -- old.txt new.txt
//! ```

mod common;

use std::path::PathBuf;
use std::process::ExitCode;

use common::input::{self, Limits};
use common::text::terminal_width;
use policymark::compare::compare;
use policymark::display::Style;

/// Compare two versions of an annotated policy by what they say.
#[derive(clap::Parser)]
#[command(name = "compare", after_help = AFTER_HELP)]
struct Options {
    /// The old version in UTF-8; `-` is standard input
    old: PathBuf,

    /// The new version
    new: PathBuf,

    #[command(flatten)]
    limits: Limits,
}

const AFTER_HELP: &str = "\
Each change is a line: its place in the old version, its place in the new one,
and what changed.

Exit status: 0 if nothing changed, 1 if something did, 2 if a file could not be
read.";

fn main() -> ExitCode {
    let Options { old, new, limits } = input::options();
    let mut versions = Vec::new();
    let read = input::for_each(&limits.parser(), &[old, new], |_, document, _| {
        versions.push(document.clone());
        Ok(())
    });
    let [old, new] = &versions[..] else { return input::exit_code(read, ExitCode::SUCCESS) };
    let comparison = compare(old, new);
    let shown = Style::new().width(terminal_width()).changes(&comparison).to_string();
    input::exit_code(input::print(&shown), ExitCode::from(u8::from(!comparison.is_empty())))
}
