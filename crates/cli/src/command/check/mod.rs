//! `policymark check`: what an annotator should look at.

mod checker;
mod counts;
mod finding;
mod mend;
mod report;
mod statistics;
mod watch;

use std::io::{self, Write};
use std::path::PathBuf;

use policymark::text::Code;
use policymark::{Document, Parser};

use self::checker::Checker;
use self::counts::Counts;
use self::finding::Checked;
use self::mend::{Mended, Mender};
use self::report::Format;
use super::selection::Selection;
use crate::config::Deny;
use crate::context::Context;
use crate::files::{self, Source, Unusable};
use crate::language::Say;
use crate::rewrite::{Mode, Rewritten, rewrite};
use crate::status::{Failure, Status};

/// Show every slip of the annotators, with its line and what to do about it
#[derive(clap::Args)]
pub(crate) struct Check {
    /// Files and folders; the current folder if there are none
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// Mend what can be mended safely, and report what is left
    #[arg(long)]
    fix: bool,

    /// Show what --fix would change, and change nothing
    #[arg(long, conflicts_with_all = ["fix", "output_format", "statistics"])]
    diff: bool,

    /// Check again whenever a file changes
    #[arg(long, conflicts_with = "diff")]
    watch: bool,

    /// Show how often each code was found, instead of each place
    #[arg(long)]
    statistics: bool,

    /// Report only these codes, separated by commas or one by one
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    select: Vec<Code>,

    /// Do not report these codes
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    ignore: Vec<Code>,

    /// Leave out what the configuration excludes, even if it is named
    #[arg(long)]
    force_exclude: bool,

    /// From which severity on a diagnostic makes the exit status 1
    #[arg(long, value_enum, value_name = "SEVERITY")]
    deny: Option<Deny>,

    /// How to show what was found
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    output_format: Format,

    /// The name of the text on standard input, in messages
    #[arg(long, value_name = "NAME")]
    stdin_filename: Option<PathBuf>,
}

impl Check {
    pub(crate) fn run(self, context: &Context) -> Result<Status, Failure> {
        match self.watch {
            true => watch::run(&self.paths, context, |context| self.once(context)),
            false => self.once(context),
        }
    }

    /// Checks all files once.
    fn once(&self, context: &Context) -> Result<Status, Failure> {
        let (files, found) = self.files(context)?;
        let config = &context.config.check;
        let selection = Selection::new(config, &self.select, &self.ignore, self.deny);
        let parser = selection.parser(context.parser()?);
        let checked = match self.diff {
            true => show_diff(context, &parser, &files)?,
            false => self.check(context, &selection, &parser, &files, found)?,
        };
        Ok(found.max(checked))
    }

    fn files(&self, context: &Context) -> Result<(Vec<Source>, Status), Failure> {
        let (files, status) = files::find_unless(context, &self.paths, self.force_exclude)?;
        let files = files::named(files, self.stdin_filename.as_deref());
        Ok((files, status))
    }

    /// `None` for statistics.
    fn format(&self) -> Option<Format> {
        (!self.statistics).then_some(self.output_format)
    }

    /// Checks the files. `found` says whether all that were meant were found.
    fn check(
        &self,
        context: &Context,
        selection: &Selection,
        parser: &Parser,
        files: &[Source],
        found: Status,
    ) -> Result<Status, Failure> {
        let terminal = context.terminal;
        let checker = Checker::new(self.format(), selection, terminal);
        let mender = Mender::new(parser, context.config.parser.max_diagnostics);
        let make = |source: &Source, document: &Document| {
            let mended = self.fix.then(|| mender.mend(source, document)).flatten();
            // What could not be written is still to be mended.
            let (left, fault) = match &mended {
                Some(Mended { document, written: Ok(()) }) => (document, None),
                Some(Mended { written: Err(fault), .. }) => (document, Some(fault)),
                None => (document, None),
            };
            let is_mended = mended.is_some() && fault.is_none();
            let checked = Checked { is_mended, ..checker.check(source, left) };
            let say = |fault| terminal.language.say("cannot write it: {}", &[fault]);
            let checked = match fault {
                Some(fault) => checker.with_fault(checked, say(fault)),
                None => checked,
            };
            // The text from standard input takes the place of the report on standard output.
            let piped = (self.fix && source.path().is_none()).then(|| left.text().to_owned());
            (checked, piped)
        };
        let mut report = Report::new(self, context, selection, found);
        let take = |source: &Source, made: Result<(Checked, Option<String>), Unusable>| match made {
            Ok((checked, piped)) => report.take(checked, piped.as_deref()),
            Err(fault) => report.show(checker.unusable(source, &fault)),
        };
        let read = files::for_each_or_fault(context, parser, files, make, take);
        let status = report.status();
        match read.and_then(|read| report.end().map(|()| read)) {
            Ok(read) => Ok(status.max(read)),
            // Whoever reads the report has seen enough, but what was found counts: `check | head`.
            Err(Failure::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => Ok(status),
            Err(failure) => Err(failure),
        }
    }
}

/// Shows what `--fix` would change.
fn show_diff(context: &Context, parser: &Parser, files: &[Source]) -> Result<Status, Failure> {
    let mender = Mender::new(parser, context.config.parser.max_diagnostics);
    let change = |document: &Document| mender.mended(document);
    let Rewritten { changed, status, .. } = rewrite(context, parser, files, Mode::Diff, change)?;
    let terminal = context.terminal;
    terminal.note(&terminal.language.say("files that --fix would change: {}", &[&changed]));
    Ok(status.max(Status::no_if(changed > 0)))
}

/// Takes what was found in one file after the other.
struct Report<'c> {
    context: &'c Context,
    selection: &'c Selection,
    /// `None` for statistics.
    format: Option<Format>,
    output: Box<dyn Write>,
    counts: Counts,
    /// What can only be shown at the end.
    kept: Vec<Checked>,
    /// Whether all files could be found, read and written.
    status: Status,
    offers_fix: bool,
}

impl<'c> Report<'c> {
    fn new(check: &Check, context: &'c Context, selection: &'c Selection, found: Status) -> Self {
        let is_piped = check.fix && check.paths.iter().any(|path| path.as_os_str() == "-");
        let output: Box<dyn Write> = match is_piped {
            true => Box::new(io::stderr()),
            false => Box::new(context.terminal.output()),
        };
        let (counts, kept) = Default::default();
        Self {
            context,
            selection,
            format: check.format(),
            output,
            counts,
            kept,
            status: found,
            offers_fix: !check.fix,
        }
    }

    fn take(&mut self, checked: Checked, piped: Option<&str>) -> io::Result<()> {
        self.counts.add(&checked);
        if let Some(fault) = &checked.fault {
            self.output.flush()?;
            self.context.terminal.complain(&format_args!("{}: {fault}", checked.file));
        }
        if let Some(text) = piped {
            io::stdout().write_all(text.as_bytes())?;
        }
        self.show(checked)
    }

    /// Shows a file, or keeps it for the end.
    fn show(&mut self, checked: Checked) -> io::Result<()> {
        if checked.fault.is_some() {
            self.status = Status::Unusable;
        }
        match self.format {
            Some(format) if format.is_streamed() => self.output.write_all(checked.text.as_bytes()),
            Some(format) if format.needs(&checked) => {
                self.kept.push(checked);
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn status(&self) -> Status {
        self.status.max(Status::no_if(self.counts.worst() >= Some(self.selection.deny())))
    }

    /// Shows what could not be shown before, and the sum on standard error.
    fn end(mut self) -> Result<(), Failure> {
        let terminal = self.context.terminal;
        let deny = self.selection.deny();
        match self.format {
            Some(format) => {
                let report = report::Report { checked: &self.kept, deny, status: self.status };
                report::write(format, &report, &mut self.output)?;
            }
            None => statistics::show(&self.counts, terminal, &mut self.output)?,
        }
        self.output.flush()?;
        terminal.note(&self.counts.summary(terminal.language, self.offers_fix));
        Ok(())
    }
}
