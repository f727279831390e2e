//! Lists fixes for annotated policies, or writes the mended text.
//!
//! ```console
//! $ cargo run --example mend -- policy.txt
//! $ cargo run --example mend -- --write policy.txt > mended.txt
//! ```

mod common;

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use common::input::{Limits, Output, exit_code, for_each, options};
use policymark::Document;
use policymark::fix::{Fix, apply};
use policymark::text::visible;

/// List fixes for annotated policies, or write the mended text.
#[derive(clap::Parser)]
#[command(name = "mend", after_help = AFTER_HELP)]
struct Options {
    /// The policies; `-` is standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,

    /// Write the text with all safe fixes, instead of a list of fixes
    #[arg(long)]
    write: bool,

    #[command(flatten)]
    limits: Limits,
}

const AFTER_HELP: &str = "Exit status: 0, or 2 if a file could not be read.";

fn main() -> ExitCode {
    let options: Options = options();
    let parser = options.limits.parser();
    let mended = for_each(&parser, &options.files, |name, document, output| {
        if options.write { write_mended(document, output) } else { list(name, document, output) }
    });
    exit_code(mended, ExitCode::SUCCESS)
}

fn write_mended(document: &Document, output: &mut Output) -> io::Result<()> {
    let mended = apply(document.text(), document.fixes().filter(Fix::is_safe));
    output.write_all(mended.as_bytes())
}

/// One line for each fix: what to do, and why.
fn list(name: &str, document: &Document, output: &mut Output) -> io::Result<()> {
    for fix in document.fixes() {
        let (applicability, code) = (fix.applicability(), fix.diagnostic().code());
        writeln!(output, "{}:{fix} [{applicability}: {code}]", visible(name))?;
    }
    Ok(())
}
