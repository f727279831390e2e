//! [`Sink`]: where converted policies go.

use std::path::{Path, PathBuf};

use policymark_interchange::Piece;

use super::inputs::Inputs;
use super::made::Maker;
use crate::context::Context;
use crate::files::{Source, StageFault, Staged};
use crate::language::Say;
use crate::status::Failure;

/// Where files go: into a folder, or a single one to standard output.
#[derive(Clone, Copy)]
pub(crate) struct Place<'p> {
    pub(crate) folder: Option<&'p Path>,
    /// Whether files that are there are replaced.
    pub(crate) force: bool,
}

/// Where converted policies go.
pub(crate) struct Sink<'c> {
    context: &'c Context,
    target: Target,
}

enum Target {
    Folder(PathBuf, Box<Staged>),
    /// The one file that goes to standard output, and its name. Until the end nobody knows that there is no other one.
    Output(Option<Piece>),
}

impl<'c> Sink<'c> {
    /// A folder, or standard output. Files in the folder are kept unless `place` says otherwise, those that are read in any case.
    pub(crate) fn new(
        context: &'c Context,
        place: Place<'_>,
        inputs: &Inputs,
    ) -> Result<Self, Failure> {
        let target = match place.folder {
            None => Target::Output(None),
            Some(folder) => {
                let files = inputs.files.iter().filter_map(Source::path).flat_map(|path| {
                    let beside = inputs.text_beside().map(|beside| path.with_extension(beside));
                    [Some(path.to_owned()), beside].into_iter().flatten()
                });
                let staged = Staged::new(folder, place.force, files);
                let staged = staged.map_err(|fault| failure(context, &fault))?;
                Target::Folder(folder.to_owned(), Box::new(staged))
            }
        };
        Ok(Self { context, target })
    }

    /// Refuses a policy whose file another policy has. Names from different files of records can be the same.
    pub(super) fn check_new(&self, pieces: &[Piece], maker: &Maker) -> Result<(), Failure> {
        let Target::Folder(_, staged) = &self.target else { return Ok(()) };
        let taken = pieces.iter().find(|piece| staged.has(&piece.file));
        match taken.filter(|_| maker.has_file_per_policy()) {
            None => Ok(()),
            Some(piece) => Err(Failure::Message(self.context.terminal.language.say(
                "two policies would be written to {}; convert them into two folders",
                &[&piece.file],
            ))),
        }
    }

    pub(crate) fn add(&mut self, pieces: Vec<Piece>) -> Result<(), Failure> {
        for piece in pieces {
            match &mut self.target {
                Target::Folder(_, staged) => {
                    let added = staged.append(&piece.file, &piece.content);
                    added.map_err(|fault| failure(self.context, &fault))?;
                }
                Target::Output(None) => self.target = Target::Output(Some(piece)),
                Target::Output(Some(whole)) if whole.file == piece.file => {
                    whole.content.push_str(&piece.content);
                }
                Target::Output(Some(_)) => {
                    let message = self
                        .context
                        .terminal
                        .language
                        .say("there is more than one file to write; name a folder with --out", &[]);
                    return Err(Failure::Message(message));
                }
            }
        }
        Ok(())
    }

    /// Puts everything in its place. Returns how many files are in which folder.
    pub(crate) fn end(self) -> Result<Option<(usize, PathBuf)>, Failure> {
        match self.target {
            Target::Folder(folder, staged) => {
                let count = staged.len();
                staged.commit().map_err(|fault| failure(self.context, &fault))?;
                Ok(Some((count, folder)))
            }
            Target::Output(whole) => {
                let content = whole.map(|piece| piece.content).unwrap_or_default();
                self.context.terminal.print(content.as_bytes())?;
                Ok(None)
            }
        }
    }
}

fn failure(context: &Context, fault: &StageFault) -> Failure {
    Failure::Message(fault.message(context.terminal.language))
}
