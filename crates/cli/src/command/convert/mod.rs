//! `policymark convert`: policies from and to the formats of other tools.

mod fault;
mod form;
mod inputs;
mod list;
mod losses;
mod made;
mod output;

use std::io;
use std::path::PathBuf;

use policymark::Document;
use policymark_interchange::{Export, Format, Options};

pub(super) use self::form::Form;
pub(super) use self::inputs::Inputs;
use self::losses::Losses;
use self::made::{Made, Maker};
pub(super) use self::output::{Place, Sink};
use super::query::Filters;
use crate::context::Context;
use crate::files::{self, Source};
use crate::language::Say;
use crate::progress::Progress;
use crate::status::{Failure, Status};

/// Convert policies to the formats of other tools, and back: brat, BIO and others
#[derive(clap::Args)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Convert {
    /// Files and folders
    #[arg(required_unless_present = "list", value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// The format of the files, if their names do not tell it: markup, or one of --list
    #[arg(long, value_name = "FORMAT", value_parser = form::readable(), hide_possible_values = true)]
    from: Option<Form>,

    /// The format to write: markup, or one of --list
    #[arg(long, required_unless_present = "list", value_name = "FORMAT",
          value_parser = form::writable(), hide_possible_values = true)]
    to: Option<Form>,

    /// Write into this folder; without it, a single file goes to standard output
    #[arg(short, long, value_name = "DIR")]
    out: Option<PathBuf>,

    /// Replace files that are there already
    #[arg(long, requires = "out")]
    force: bool,

    /// Write nothing if anything is lost or wrong
    #[arg(long)]
    strict: bool,

    /// Write the offset of each token in characters; for bio and bioes
    #[arg(long)]
    offsets: bool,

    /// Show the formats, and what each of them carries
    #[arg(long)]
    list: bool,
}

const AFTER_HELP: &str = "\
Each policy keeps its name and its folder below PATH. Nothing is written until all
of it is, and a file that is there is kept. Labels are those of policymark.toml.
What the format does not carry, and what cannot be read, is said in a warning.
Exit status: 0 if files were written, with warnings too; 1 if --strict forbade it;
2 if a file could not be read (the others are still converted) or written.";

impl Convert {
    pub(crate) fn run(self, context: &Context) -> Result<Status, Failure> {
        let Some(to) = self.to.filter(|_| !self.list) else {
            return context.terminal.print(list::table(context.terminal.language).as_bytes());
        };
        let inputs = Inputs::find(context, &self.paths, self.from)?;
        let mut options = Options::default();
        context.config.labels.apply(&mut options.labels);
        options.offsets = self.offsets;
        let maker = Maker::new(context, options, inputs.form, to)?;
        let place = Place { folder: self.out.as_deref(), force: self.force };
        convert(context, &inputs, &maker, place, self.strict)
    }
}

/// Writes the graphs of the statements that `filters` let through.
pub(super) fn draw(
    context: &Context,
    paths: &[PathBuf],
    format: Format,
    filters: Filters,
    place: Place<'_>,
) -> Result<Status, Failure> {
    let inputs = Inputs::find(context, paths, Some(Form::Markup))?;
    let to = Form::Foreign(format);
    let maker = Maker::new(context, Options::default(), Form::Markup, to)?.with_filters(filters);
    convert(context, &inputs, &maker, place, false)
}

fn convert(
    context: &Context,
    inputs: &Inputs,
    maker: &Maker,
    place: Place<'_>,
    strict: bool,
) -> Result<Status, Failure> {
    if inputs.files.is_empty() {
        return Ok(inputs.status);
    }
    let sink = Sink::new(context, place, inputs)?;
    let mut run = Run::new(context, maker, sink);
    let status = run.convert(inputs)?.max(inputs.status);
    run.end(strict, status)
}

/// A conversion that is under way.
struct Run<'c> {
    context: &'c Context,
    maker: &'c Maker,
    sink: Sink<'c>,
    /// `None` for markup.
    export: Option<Export>,
    losses: Losses,
    /// How many faults the files have.
    faults: usize,
    policies: usize,
    /// Whether something could be read of each file.
    status: Status,
}

impl<'c> Run<'c> {
    fn new(context: &'c Context, maker: &'c Maker, sink: Sink<'c>) -> Self {
        let (export, losses) = (maker.export(), Losses::default());
        let status = Status::Fine;
        Self { context, maker, sink, export, losses, faults: 0, policies: 0, status }
    }

    /// Reads all files and writes what is made of them to the sink.
    fn convert(&mut self, inputs: &Inputs) -> Result<Status, Failure> {
        let (context, maker, files) = (self.context, self.maker, &inputs.files);
        let start = self.export.iter().flat_map(Export::start).collect();
        self.sink.add(start)?;
        let progress = Progress::new(context.terminal, files.len());
        let mut failure = None;
        let take = |made: Made| {
            self.take(made, &progress).map_err(|error| {
                failure = Some(error);
                // The reader of files knows no other errors.
                io::Error::from(io::ErrorKind::Interrupted)
            })
        };
        let read = match inputs.form {
            Form::Markup => {
                let make = |source: &Source, document: &Document| {
                    maker.of_document(source, &inputs.name(source), document)
                };
                files::for_each_shown(context, maker.parser(), files, &progress, make, take)
            }
            Form::Foreign(format) if !format.is_text() => {
                let make = |source: &Source, bytes: &[u8]| {
                    maker.of_bytes(format, source, &inputs.name(source), bytes)
                };
                files::for_each_bytes(context, files, &progress, make, take)
            }
            Form::Foreign(format) => {
                let make = |source: &Source, text: &str| {
                    maker.of_text(format, source, &inputs.name(source), text)
                };
                files::for_each_text(context, files, &progress, make, take)
            }
        };
        progress.end();
        let status = failure.map_or(read, Err)?.max(self.status);
        self.sink.add(self.export.take().map(Export::end).unwrap_or_default())?;
        Ok(status)
    }

    fn take(&mut self, made: Made, progress: &Progress) -> Result<(), Failure> {
        self.faults += made.faults.len();
        if made.is_unreadable() {
            self.status = Status::Unusable;
        }
        if !made.faults.is_empty() {
            progress.suspend(|| fault::report(self.context.terminal, &made));
        }
        for (pieces, losses) in made.policies {
            self.losses += losses;
            self.policies += 1;
            let pieces = match &mut self.export {
                Some(export) => export.add(pieces),
                None => pieces,
            };
            self.sink.check_new(&pieces, self.maker)?;
            self.sink.add(pieces)?;
        }
        Ok(())
    }

    /// Says what is lost, and moves the files to their places.
    fn end(self, strict: bool, status: Status) -> Result<Status, Failure> {
        let (terminal, language) = (self.context.terminal, self.context.terminal.language);
        for lost in self.losses.messages(self.maker.to(), language) {
            terminal.warn(&lost);
        }
        if strict && (self.faults > 0 || !self.losses.is_empty() || status > Status::Fine) {
            terminal.complain(&language.text("--strict: something is lost, so nothing is written"));
            return Ok(status.max(Status::No));
        }
        let written = self.sink.end()?;
        if let Some((files, folder)) = written {
            let policies = language.count(self.policies, "{} policy", "{} policies");
            let files = language.count(files, "{} file", "{} files");
            terminal.note(&language.say("{}: {} in {}", &[&policies, &files, &folder.display()]));
        }
        Ok(status)
    }
}
