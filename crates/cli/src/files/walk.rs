//! Finding the files that the user means.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;
use ignore::overrides::{Override, OverrideBuilder};

use super::Source;
use crate::config::FILE_NAME;
use crate::context::Context;
use crate::status::{Failure, Status};

/// The files that `paths` name, each once, those in folders sorted by name; without paths, those in the
/// current folder. A folder that cannot be read is reported, and the status says so.
///
/// In folders only files with an extension of the configuration count. Hidden files, and what ignore files or
/// the configuration exclude, are left out. Links to folders are not followed.
pub(crate) fn find(context: &Context, paths: &[PathBuf]) -> Result<(Vec<Source>, Status), Failure> {
    let mut found =
        Found { context, files: Vec::new(), known: HashSet::new(), status: Status::Fine };
    if paths.is_empty() {
        found.folder(Path::new("."))?;
    }
    for path in paths {
        if path.is_dir() {
            found.folder(path)?;
        } else {
            // Whether it is there shows when it is read.
            found.add(path.clone());
        }
    }
    Ok((found.files, found.status))
}

struct Found<'c> {
    context: &'c Context,
    files: Vec<Source>,
    known: HashSet<PathBuf>,
    status: Status,
}

impl Found<'_> {
    fn folder(&mut self, folder: &Path) -> Result<(), Failure> {
        let mut walk = WalkBuilder::new(folder);
        walk.overrides(self.excluded(folder)?).sort_by_file_name(Ord::cmp).require_git(false);
        for entry in walk.build() {
            match entry {
                Ok(entry) => {
                    let is_file =
                        entry.file_type().is_some_and(|kind| kind.is_file() || kind.is_symlink());
                    if is_file && self.is_policy(entry.path()) && !entry.path().is_dir() {
                        self.add(entry.into_path());
                    }
                }
                Err(error) => {
                    self.status = Status::Unusable;
                    self.context.terminal.complain(&error);
                }
            }
        }
        Ok(())
    }

    /// Two threads that mend one file would be in each other's way.
    fn add(&mut self, path: PathBuf) {
        let plain = path.strip_prefix(".").unwrap_or(&path).to_owned();
        if self.known.insert(plain) {
            self.files.push(Source::new(path));
        }
    }

    fn is_policy(&self, path: &Path) -> bool {
        let extension = path.extension().and_then(|extension| extension.to_str());
        extension.is_some_and(|extension| self.context.config.files.has_extension(extension))
    }

    /// What the configuration leaves out, seen from its own folder.
    fn excluded(&self, folder: &Path) -> Result<Override, Failure> {
        let config = &self.context.config;
        let mut globs = OverrideBuilder::new(config.folder().unwrap_or(folder));
        let mut exclude = config.files.exclude.iter();
        let added = exclude.try_for_each(|glob| globs.add(&format!("!{glob}")).map(drop));
        added.and_then(|()| globs.build()).map_err(|error| {
            let path = config.path.as_deref().unwrap_or(Path::new(FILE_NAME)).display();
            Failure::Message(format!("{path}: files.exclude: {error}"))
        })
    }
}
