//! `policymark stats`.

use std::io::Write;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use clap::ValueEnum;
use policymark::Document;
use policymark::stats::Statistics;

use crate::context::Context;
use crate::files::{self, Source};
use crate::language::Say;
use crate::output::json;
use crate::progress::Progress;
use crate::status::{Failure, Status};

/// Count what policies say, and add it up
#[derive(clap::Args)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Stats {
    /// Files and folders
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// What to show
    #[arg(long, value_enum, default_value_t = StatsFormat::Text, value_name = "FORMAT")]
    output_format: StatsFormat,
}

const AFTER_HELP: &str = "\
At the end, on standard error: how many files and bytes were read, how long it took,
and with how many threads. --quiet leaves this out.";

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum StatsFormat {
    /// Counts, shares, and what is named most often, for a person
    Text,
    /// All counts on one line, for programs
    Json,
}

impl Stats {
    pub(crate) fn run(self, context: &Context) -> Result<Status, Failure> {
        let start = Instant::now();
        let terminal = context.terminal;
        let (files, found) = files::find(context, &self.paths)?;
        let progress = Progress::new(terminal, files.len());
        let sums = Sums::default();
        let add = |_: &Source, document: &Document| sums.add(document);
        let parser = context.parser()?;
        let read = files::for_each_shown(context, &parser, &files, &progress, add, |()| Ok(()))?;
        progress.end();
        let sum = sums.sum();
        let mut output = terminal.output();
        match self.output_format {
            StatsFormat::Text => write!(output, "{}", terminal.style().statistics(&sum))?,
            StatsFormat::Json => writeln!(output, "{}", json(&sum))?,
        }
        output.flush()?;
        terminal.note(&throughput(context, &sum, start));
        Ok(found.max(read))
    }
}

fn throughput(context: &Context, sum: &Statistics, start: Instant) -> String {
    let seconds = start.elapsed().as_secs_f64();
    let rate = sum.bytes as f64 / seconds / 1e6;
    context.terminal.language.say(
        "files: {}, bytes: {}, seconds: {}, MB/s: {}, threads: {}",
        &[
            &sum.documents,
            &sum.bytes,
            &format_args!("{seconds:.3}"),
            &format_args!("{rate:.1}"),
            &context.threads(),
        ],
    )
}

/// The sums of all threads: each takes one, adds a document, and puts it back.
#[derive(Default)]
struct Sums(Mutex<Vec<Statistics>>);

impl Sums {
    fn add(&self, document: &Document) {
        let counted = document.statistics();
        let spare = self.0.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut sum = spare.unwrap_or_default();
        sum += counted;
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(sum);
    }

    fn sum(self) -> Statistics {
        self.0.into_inner().unwrap_or_else(PoisonError::into_inner).into_iter().sum()
    }
}
