//! `policymark html`.

mod folder;
mod name;
mod pair;
mod text;

use std::path::{Path, PathBuf};

use policymark::Document;
use policymark::language::Language;
use policymark_html::{Page, Policy};
use policymark_interchange::Piece;

use self::text::text_of;
use super::convert::{Form, Inputs, Place, Sink};
use crate::context::Context;
use crate::files::{self, Source};
use crate::language::Say;
use crate::status::{Failure, Status};

/// Write pages on which the text and its statements point at each other, for a browser
#[derive(clap::Args)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Html {
    /// Files and folders
    #[arg(required_unless_present_any = ["diff", "agree"], value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// Show two versions of a policy side by side, by what they say
    #[arg(long, num_args = 2, value_names = ["OLD", "NEW"], conflicts_with_all = ["paths", "agree"])]
    diff: Option<Vec<PathBuf>>,

    /// Show one text as two annotators marked it, with their disagreements
    #[arg(long, num_args = 2, value_names = ["FIRST", "SECOND"], conflicts_with = "paths")]
    agree: Option<Vec<PathBuf>>,

    /// Write to this file, or several pages into this folder; without it, a single page goes to standard output
    #[arg(short, long, value_name = "FILE|DIR")]
    out: Option<PathBuf>,

    /// Replace files that are there already
    #[arg(long, requires = "out")]
    force: bool,
}

const AFTER_HELP: &str = "\
A page is one file that needs no network. Several policies, or those of a folder,
get a page each and index.html, which searches all of them. Nothing is written
until all of it is, and a file that is there is kept. --lang chooses the language
that a page starts with.";

impl Html {
    pub(crate) fn run(self, context: &Context) -> Result<Status, Failure> {
        if let Some([old, new]) = self.diff.as_deref() {
            return self.pair(context, [old, new], pair::diff);
        }
        if let Some([first, second]) = self.agree.as_deref() {
            return self.pair(context, [first, second], pair::agreement);
        }
        let inputs = Inputs::find(context, &self.paths, Some(Form::Markup))?;
        let language = context.terminal.language;
        match &inputs.files[..] {
            [] => Ok(inputs.status),
            [_] if !self.paths.iter().any(|path| path.is_dir()) => self.single(context, &inputs),
            _ => {
                self.check_folder(language)?;
                folder::write(context, &inputs, &self.paths, self.place())
            }
        }
    }

    /// Refuses the name of a file, or of a page, for a folder of pages.
    fn check_folder(&self, language: Language) -> Result<(), Failure> {
        let is_page =
            |out: &Path| out.extension().is_some_and(|end| end.eq_ignore_ascii_case("html"));
        match &self.out {
            Some(out) if out.is_file() || (is_page(out) && !out.is_dir()) => {
                Err(Failure::Message(language.say(
                    "{}: this is a file, and there are several pages; name a folder",
                    &[&out.display()],
                )))
            }
            _ => Ok(()),
        }
    }

    /// The page of one policy.
    fn single(&self, context: &Context, inputs: &Inputs) -> Result<Status, Failure> {
        let language = context.terminal.language;
        let make = |source: &Source, document: &Document| {
            let name = name::shown(source, &self.paths);
            text_of(&Page::policy(Policy { name: &name, document }, None, language))
        };
        let mut page = None;
        let read = files::for_each(context, &context.parser()?, &inputs.files, make, |made| {
            page = Some(made?);
            Ok(())
        })?;
        match page {
            Some(page) => Ok(self.write(context, inputs, page)?.max(read)),
            None => Ok(read),
        }
    }

    /// The page of two files.
    fn pair(
        &self,
        context: &Context,
        paths: [&PathBuf; 2],
        make: pair::Make,
    ) -> Result<Status, Failure> {
        let sources = paths.map(|path| Source::new(path.clone()));
        let page = pair::page(context, &sources, make)?;
        self.write(context, &Inputs::of(sources.into()), page)
    }

    /// Writes a single page to standard output, or to the file that the user named.
    fn write(&self, context: &Context, inputs: &Inputs, page: String) -> Result<Status, Failure> {
        let Some(out) = &self.out else { return context.terminal.print(page.as_bytes()) };
        let language = context.terminal.language;
        let name = out.file_name().filter(|_| !out.is_dir()).ok_or_else(|| {
            let folder = out.display();
            Failure::Message(
                language.say("{}: this is a folder; name the file of the page", &[&folder]),
            )
        })?;
        let folder = out.parent().filter(|folder| *folder != Path::new(""));
        let place = Place { folder: Some(folder.unwrap_or(Path::new("."))), ..self.place() };
        let mut sink = Sink::new(context, place, inputs)?;
        sink.add(vec![Piece::new(name.to_string_lossy(), page)])?;
        sink.end()?;
        Ok(Status::Fine)
    }

    fn place(&self) -> Place<'_> {
        Place { folder: self.out.as_deref(), force: self.force }
    }
}
