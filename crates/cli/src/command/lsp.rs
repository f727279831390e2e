//! `policymark lsp`: the server behind an editor.

use std::io;
use std::path::{Path, PathBuf, absolute};

use policymark::Parser;
use policymark_lsp::{Ended, Fault, Rules, Search, Settings, serve_stdio};

use super::selection::Selection;
use crate::config::{FILE_NAME, Misread};
use crate::context::Context;
use crate::files::{self, Source};
use crate::language::{Language, Say};
use crate::status::{Failure, Status};

/// Serve an editor by the Language Server Protocol: slips, fixes, statements
#[derive(clap::Args)]
pub(crate) struct Lsp {
    /// Use standard input and output; it always does, but many editors pass this
    #[arg(long)]
    stdio: bool,
}

impl Lsp {
    pub(crate) fn run(self, context: &Context) -> Result<Status, Failure> {
        let Self { stdio: _ } = self;
        match serve_stdio(&Configured(context)) {
            Ok(ended) => Ok(Status::no_if(ended != Ended::Properly)),
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(Status::No),
            Err(error) => {
                Err(Failure::Message(context.terminal.language.say("cannot go on: {}", &[&error])))
            }
        }
    }
}

/// Answers from the options, and from the `policymark.toml` of each policy.
struct Configured<'c>(&'c Context);

impl Settings for Configured<'_> {
    fn rules(&self, path: Option<&Path>, language: Language) -> Result<Rules, Fault> {
        let folder = path.and_then(Path::parent).unwrap_or(Path::new(""));
        let context = self.0.for_folder(folder, language).map_err(fault)?;
        let config = &context.config;
        let parser = parser(&context).map_err(|message| {
            let path = config.path.clone().unwrap_or_default();
            Fault::new(absolute(&path).unwrap_or(path), None, message)
        })?;
        Ok(Rules::new(parser, config.check.severity.clone()))
    }

    fn policies(&self, search: &Search<'_>) -> Vec<PathBuf> {
        let context = self.0.for_folder(search.folder(), self.0.terminal.language);
        // An editor shows standard error to nobody, or to everybody.
        let context = context.map(Context::silent).map_err(Failure::from);
        let depth = (!search.is_deep()).then_some(1);
        let goes_on = || !search.is_cancelled();
        let found = context.and_then(|it| files::find_while(&it, search.folder(), depth, &goes_on));
        let sources = found.unwrap_or_default();
        sources.iter().filter_map(Source::path).map(Path::to_owned).collect()
    }

    fn watched(&self) -> Vec<String> {
        // The second is for tables of words, which can have any name that ends so.
        [FILE_NAME, "*.tsv"].map(|name| format!("**/{name}")).into()
    }

    fn language(&self, locale: Option<&str>) -> Language {
        self.0.language_of(locale)
    }
}

/// A parser that reports what `check` would.
fn parser(context: &Context) -> Result<Parser, String> {
    let selection = Selection::new(&context.config.check, &[], &[], None);
    match context.parser() {
        Ok(parser) => Ok(selection.parser(parser)),
        Err(Failure::Message(message)) => Err(message),
        Err(Failure::Output(error)) => Err(error.to_string()),
    }
}

fn fault(Misread { source, place, message }: Misread) -> Fault {
    let path = source.path().map(Path::to_owned).unwrap_or_default();
    let line = place.map(|(line, _)| u32::try_from(line).unwrap_or(u32::MAX));
    Fault::new(absolute(&path).unwrap_or(path), line, message)
}
