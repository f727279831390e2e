//! `policymark lsp`: the server behind an editor.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::env::current_dir;
use std::ffi::{OsStr, OsString};
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
        match serve_stdio(&Configured { context, tables: RefCell::default() }) {
            Ok(ended) => Ok(Status::no_if(ended != Ended::Properly)),
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(Status::No),
            Err(error) => {
                Err(Failure::Message(context.terminal.language.say("cannot go on: {}", &[&error])))
            }
        }
    }
}

/// Answers from the options, and from the `policymark.toml` of each policy.
struct Configured<'c> {
    context: &'c Context,
    /// The tables of words that configurations have named so far, by their file names.
    tables: RefCell<BTreeSet<OsString>>,
}

impl Settings for Configured<'_> {
    fn rules(&self, path: Option<&Path>, language: Language) -> Result<Rules, Fault> {
        // A text that was never saved is read as if it were in the current folder.
        let here = || current_dir().unwrap_or_default();
        let folder = path.and_then(Path::parent).map_or_else(here, Path::to_owned);
        let context = self.context.for_folder(&folder, language).map_err(fault)?;
        let config = &context.config;
        let tables = config.lexicon.files().filter_map(Path::file_name).map(OsStr::to_owned);
        self.tables.borrow_mut().extend(tables);
        let parser = parser(&context).map_err(|message| {
            let path = config.path.clone().unwrap_or_default();
            Fault::new(absolute(&path).unwrap_or(path), None, message)
        })?;
        Ok(Rules::new(parser, config.check.severity.clone()))
    }

    fn policies(&self, search: &Search<'_>) -> Vec<PathBuf> {
        let language = self.context.terminal.language;
        let context = self.context.for_folder(search.folder(), language);
        // An editor shows standard error to nobody, or to everybody.
        let context = context.map(Context::silent).map_err(Failure::from);
        let depth = (!search.is_deep()).then_some(1);
        let goes_on = || !search.is_cancelled();
        let found = context.and_then(|it| files::find_while(&it, search.folder(), depth, &goes_on));
        let sources = found.unwrap_or_default();
        sources.iter().filter_map(Source::path).map(Path::to_owned).collect()
    }

    fn watched(&self) -> Vec<String> {
        let tables = self.tables.borrow();
        let named = self.context.named_config().and_then(Path::file_name);
        let names = named.into_iter().chain(tables.iter().map(OsString::as_os_str));
        let names = names.filter_map(OsStr::to_str).map(literal);
        // The second is for tables of words that no configuration names yet.
        let usual = [FILE_NAME, "*.tsv"].map(str::to_owned);
        usual.into_iter().chain(names).map(|name| format!("**/{name}")).collect()
    }

    fn is_configuration(&self, path: &Path) -> bool {
        path.file_name() == Some(OsStr::new(FILE_NAME))
            || self.context.named_config().is_some_and(|named| is_same(named, path))
    }

    fn language(&self, locale: Option<&str>) -> Language {
        self.context.language_of(locale)
    }
}

/// Whether two paths lead to one file, which need not be there yet.
fn is_same(one: &Path, other: &Path) -> bool {
    let real = |path: &Path| path.canonicalize().or_else(|_| absolute(path)).ok();
    real(one).is_some_and(|one| real(other) == Some(one))
}

/// A glob for a name. In globs nothing can be escaped; `?` is any character.
fn literal(name: &str) -> String {
    name.replace(['*', '?', '[', ']', '{', '}', '\\'], "?")
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
