//! Tidies the markup of annotated policies, or names those that are not tidy.
//!
//! ```console
//! $ cargo run --example format -- policy.txt > tidied.txt
//! $ cargo run --example format -- --check policies/*.txt
//! ```

mod common;

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use common::input::{Limits, exit_code, for_each, options};
use policymark::text::visible;

/// Tidy the markup of annotated policies: blanks at the edges of annotations are
/// moved out, and needless backslashes dropped.
#[derive(clap::Parser)]
#[command(name = "format", after_help = AFTER_HELP)]
struct Options {
    /// The policies; `-` is standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,

    /// Name the files that would change, instead of writing the tidied text
    #[arg(long)]
    check: bool,

    #[command(flatten)]
    limits: Limits,
}

const AFTER_HELP: &str = "\
Exit status: 0, 1 if --check found a file that would change, or 2 if a file
could not be read.";

fn main() -> ExitCode {
    let Options { files, check, limits } = options();
    let mut would_change = false;
    let read = for_each(&limits.parser(), &files, |name, document, output| -> io::Result<()> {
        let formatted = document.format();
        if !check {
            return output.write_all(formatted.text().as_bytes());
        }
        if !formatted.is_unchanged() {
            would_change = true;
            writeln!(output, "{}", visible(name))?;
        }
        Ok(())
    });
    exit_code(read, ExitCode::from(u8::from(would_change)))
}
