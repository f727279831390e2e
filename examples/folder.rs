//! Reads folders of policies on all cores and counts what is in them.
//!
//! ```console
//! $ cargo run --release --example folder -- policies/
//! ```

mod common;

use std::fs;
use std::io::{self, Write};
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use common::input::{self, Failure, Reading, Unusable};
use common::text::count;
use policymark::text::Severity;
use policymark::{Document, Parser, Session};
use rayon::ThreadPoolBuilder;
use rayon::prelude::*;

/// Read folders of annotated policies, and count what is in them.
#[derive(clap::Parser)]
#[command(name = "folder", after_help = AFTER_HELP)]
struct Options {
    /// Folders whose .txt files are read, also those in folders inside
    #[arg(required = true, value_name = "FOLDER")]
    folders: Vec<PathBuf>,

    /// How many threads parse; as many as there are cores, if not given
    #[arg(long, value_name = "N")]
    threads: Option<NonZero<usize>>,

    #[command(flatten)]
    reading: Reading,
}

const AFTER_HELP: &str = "\
Exit status: 0, or 1 if a file or a folder could not be read; the others are
still counted.";

fn main() -> ExitCode {
    let options: Options = input::options();
    let threads = options.threads.map_or(0, NonZero::get);
    let pool = match ThreadPoolBuilder::new().num_threads(threads).build() {
        Ok(pool) => pool,
        Err(error) => {
            eprintln!("error: {error}");
            return ExitCode::from(input::UNUSABLE);
        }
    };
    let start = Instant::now();
    let listing = Listing::of(options.folders);
    let mut totals = pool.install(|| read_all(&options.reading.parser(), &listing.files));
    totals.unusable += listing.unusable;
    let shown = totals.show(start.elapsed(), pool.current_num_threads());
    input::exit_code(shown.map_err(Failure::Output), ExitCode::from(u8::from(totals.unusable > 0)))
}

fn read_all(parser: &Parser, files: &[PathBuf]) -> Totals {
    files
        .par_iter()
        .map_init(
            || (parser.session(), Vec::new()),
            |(session, buffer), path| read(session, path, buffer),
        )
        .reduce(Totals::default, Totals::plus)
}

/// Returns the totals of one file. If it cannot be used, a message is written and the run continues.
fn read(session: &mut Session, path: &Path, buffer: &mut Vec<u8>) -> Totals {
    let text = input::read(path, buffer);
    match text.and_then(|text| session.parse(text).map_err(Unusable::Unparsed)) {
        Ok(document) => Totals::of(document),
        Err(error) => {
            input::complain("error", path, &error);
            Totals { unusable: 1, ..Totals::default() }
        }
    }
}

/// The policies in folders.
struct Listing {
    files: Vec<PathBuf>,
    /// How many folders could not be read.
    unusable: usize,
}

impl Listing {
    /// Lists the `.txt` files of the folders and of those inside. If a folder cannot be read, a message is
    /// written.
    fn of(mut folders: Vec<PathBuf>) -> Self {
        let mut listing = Self { files: Vec::new(), unusable: 0 };
        while let Some(folder) = folders.pop() {
            if let Err(error) = listing.add(&folder, &mut folders) {
                let message = format_args!("cannot read the folder: {error}");
                input::complain("error", &folder, &message);
                listing.unusable += 1;
            }
        }
        listing
    }

    fn add(&mut self, folder: &Path, folders: &mut Vec<PathBuf>) -> io::Result<()> {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let path = entry.path();
            // Links to folders are not followed, as they can form a cycle.
            if entry.file_type()?.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "txt") {
                self.files.push(path);
            }
        }
        Ok(())
    }
}

/// The counts of what is in policies.
#[derive(Default)]
struct Totals {
    files: usize,
    unusable: usize,
    bytes: usize,
    annotations: usize,
    statements: usize,
    errors: usize,
    warnings: usize,
    hints: usize,
}

impl Totals {
    fn of(document: &Document) -> Self {
        let severities = || document.diagnostics().iter().map(|d| d.severity());
        let of = |wanted| severities().filter(|&severity| severity == wanted).count();
        Self {
            files: 1,
            unusable: 0,
            bytes: document.text().len(),
            annotations: document.annotations().len(),
            statements: document.statements().len(),
            errors: of(Severity::Error),
            warnings: of(Severity::Warning),
            hints: of(Severity::Hint),
        }
    }

    fn plus(self, other: Self) -> Self {
        Self {
            files: self.files + other.files,
            unusable: self.unusable + other.unusable,
            bytes: self.bytes + other.bytes,
            annotations: self.annotations + other.annotations,
            statements: self.statements + other.statements,
            errors: self.errors + other.errors,
            warnings: self.warnings + other.warnings,
            hints: self.hints + other.hints,
        }
    }

    fn show(&self, elapsed: Duration, threads: usize) -> io::Result<()> {
        let mut output = io::stdout().lock();
        let seconds = elapsed.as_secs_f64();
        let rate = self.bytes as f64 / seconds / 1e6;
        writeln!(output, "files        {}", self.files)?;
        writeln!(output, "bytes        {}", self.bytes)?;
        writeln!(output, "annotations  {}", self.annotations)?;
        writeln!(output, "statements   {}", self.statements)?;
        writeln!(
            output,
            "diagnostics  {}, {}, {}",
            count(self.errors, "error"),
            count(self.warnings, "warning"),
            count(self.hints, "hint"),
        )?;
        let threads = count(threads, "thread");
        writeln!(output, "time         {seconds:.3} s, {rate:.0} MB/s with {threads}")
    }
}
