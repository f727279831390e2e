//! `policymark fmt`: tidy markup.

use std::path::PathBuf;

use policymark::Document;

use crate::context::Context;
use crate::files;
use crate::language::Say;
use crate::rewrite::{Mode, Rewritten, rewrite};
use crate::status::{Failure, Status};

/// Tidy the markup: move blanks out of annotations, and drop backslashes that change nothing
#[derive(clap::Args)]
pub(crate) struct Fmt {
    /// Files and folders; the current folder if there are none
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// Name the files that are not tidy, and change nothing
    #[arg(long)]
    check: bool,

    /// Show what would change, and change nothing
    #[arg(long, conflicts_with = "check")]
    diff: bool,

    /// Leave out what the configuration excludes, even if it is named
    #[arg(long)]
    force_exclude: bool,

    /// The name of the text on standard input, in messages
    #[arg(long, value_name = "NAME")]
    stdin_filename: Option<PathBuf>,
}

impl Fmt {
    pub(crate) fn run(self, context: &Context) -> Result<Status, Failure> {
        let (terminal, language) = (context.terminal, context.terminal.language);
        let (files, found) = files::find_unless(context, &self.paths, self.force_exclude)?;
        let files = files::named(files, self.stdin_filename.as_deref());
        let mode = match () {
            () if self.check => Mode::Name,
            () if self.diff => Mode::Diff,
            () => Mode::Write,
        };
        let Rewritten { changed, files, status } =
            rewrite(context, &context.parser()?, &files, mode, tidied)?;
        let of = language.count(files, "{} file", "{} files");
        let summary = match mode {
            Mode::Write => language.say("{}: {} tidied", &[&of, &changed]),
            _ => language.say("{}: {} not tidy", &[&of, &changed]),
        };
        terminal.note(&summary);
        let is_asked = mode != Mode::Write;
        Ok(found.max(status).max(Status::no_if(is_asked && changed > 0)))
    }
}

fn tidied(document: &Document) -> Option<String> {
    let formatted = document.format();
    (!formatted.is_unchanged()).then(|| formatted.into_text())
}
