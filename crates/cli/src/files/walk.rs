//! Finding the files that the user means.

use std::collections::HashSet;
use std::path::{Path, PathBuf, absolute};

use ignore::WalkBuilder;
use ignore::gitignore::{Gitignore, GitignoreBuilder};

use super::Source;
use crate::config::FILE_NAME;
use crate::context::Context;
use crate::language::Say;
use crate::status::{Failure, Status};

/// The files that `paths` name, each once, those in folders sorted by name; without paths, those in the
/// current folder. A folder that cannot be read is reported, and the status says so.
///
/// In folders only files with an extension of the configuration count. Hidden files, and what ignore files or
/// the configuration exclude, are left out. Links to folders are not followed.
pub(crate) fn find(context: &Context, paths: &[PathBuf]) -> Result<(Vec<Source>, Status), Failure> {
    find_unless(context, paths, false)
}

/// The same; with `force_exclude`, what the configuration excludes is left out even if it is named, as a hook
/// names files that nobody has chosen.
pub(crate) fn find_unless(
    context: &Context,
    paths: &[PathBuf],
    force_exclude: bool,
) -> Result<(Vec<Source>, Status), Failure> {
    let is_policy = |extension: &str| context.config.files.has_extension(extension);
    walk(context, paths, force_exclude, &is_policy)
}

/// The same, where files of folders count if their extension is wanted.
pub(crate) fn find_such(
    context: &Context,
    paths: &[PathBuf],
    is_wanted: &dyn Fn(&str) -> bool,
) -> Result<(Vec<Source>, Status), Failure> {
    walk(context, paths, false, is_wanted)
}

/// The policies of one folder, and of so many levels of folders as `depth` says: 1 is the folder alone. Those that
/// were found so far, once it no longer `goes_on`.
pub(crate) fn find_while(
    context: &Context,
    folder: &Path,
    depth: Option<usize>,
    goes_on: &dyn Fn() -> bool,
) -> Result<Vec<Source>, Failure> {
    let is_policy = |extension: &str| context.config.files.has_extension(extension);
    let mut found = Found { depth, goes_on, ..Found::new(context, &is_policy)? };
    found.folder(folder);
    Ok(found.files)
}

fn walk(
    context: &Context,
    paths: &[PathBuf],
    force_exclude: bool,
    is_wanted: &dyn Fn(&str) -> bool,
) -> Result<(Vec<Source>, Status), Failure> {
    let mut found = Found::new(context, is_wanted)?;
    if paths.is_empty() {
        found.folder(Path::new("."));
    }
    for path in paths {
        if path.is_dir() {
            found.folder(path);
        } else if !(force_exclude && found.excluded.has(path, false)) {
            // Whether it is there shows when it is read.
            found.add(path.clone());
        }
    }
    if found.files.is_empty() && found.status == Status::Fine {
        context.terminal.warn(&context.terminal.language.say("no policies found", &[]));
    }
    Ok((found.files, found.status))
}

struct Found<'c> {
    context: &'c Context,
    excluded: Excluded,
    is_wanted: &'c dyn Fn(&str) -> bool,
    /// How many levels of folders are searched; all, if it does not say.
    depth: Option<usize>,
    /// Asked for each file and folder: whether the rest is searched, too.
    goes_on: &'c dyn Fn() -> bool,
    files: Vec<Source>,
    /// The files themselves, whatever name leads to them.
    known: HashSet<PathBuf>,
    status: Status,
}

impl<'c> Found<'c> {
    fn new(context: &'c Context, is_wanted: &'c dyn Fn(&str) -> bool) -> Result<Self, Failure> {
        let excluded = Excluded::new(context)?;
        let (files, known) = Default::default();
        let (depth, goes_on) = (None, &|| true);
        Ok(Self {
            context,
            excluded,
            is_wanted,
            depth,
            goes_on,
            files,
            known,
            status: Status::Fine,
        })
    }

    fn folder(&mut self, folder: &Path) {
        let excluded = self.excluded.clone();
        let mut walk = WalkBuilder::new(folder);
        walk.sort_by_file_name(Ord::cmp).max_depth(self.depth).require_git(false).filter_entry(
            move |entry| {
                let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
                !excluded.has(entry.path(), is_folder)
            },
        );
        // Below it only links have to be resolved: folders are not entered through one.
        let real = real(folder);
        for entry in walk.build().take_while(|_| (self.goes_on)()) {
            match entry {
                Ok(entry) if self.is_wanted(entry.path()) => {
                    let Some(kind) = entry.file_type() else { continue };
                    let path = entry.into_path();
                    if kind.is_file() {
                        let below = path.strip_prefix(folder).unwrap_or(&path);
                        self.add_known(real.join(below), path);
                    } else if kind.is_symlink() && !path.is_dir() {
                        self.add(path);
                    }
                }
                Ok(_) => {}
                Err(error) => {
                    self.status = Status::Unusable;
                    self.context.terminal.complain(&error);
                }
            }
        }
    }

    fn add(&mut self, path: PathBuf) {
        self.add_known(real(&path), path);
    }

    /// Adds a file, `real` without links. Two threads that mend one file would be in each other's way.
    fn add_known(&mut self, real: PathBuf, path: PathBuf) {
        if self.known.insert(real) {
            self.files.push(Source::new(path));
        }
    }

    fn is_wanted(&self, path: &Path) -> bool {
        let extension = path.extension().and_then(|extension| extension.to_str());
        extension.is_some_and(self.is_wanted)
    }
}

/// What the configuration leaves out, seen from its own folder, wherever the command runs.
#[derive(Clone)]
struct Excluded(Gitignore);

impl Excluded {
    fn new(context: &Context) -> Result<Self, Failure> {
        let config = &context.config;
        let folder = absolute(config.folder().unwrap_or(Path::new("."))).unwrap_or_default();
        let mut globs = GitignoreBuilder::new(folder);
        let mut exclude = config.files.exclude.iter();
        let added = exclude.try_for_each(|glob| globs.add_line(None, glob).map(drop));
        let built = added.and_then(|()| globs.build());
        built.map(Self).map_err(|error| {
            let path = config.path.as_deref().unwrap_or(Path::new(FILE_NAME)).display();
            Failure::Message(format!("{path}: files.exclude: {error}"))
        })
    }

    /// Whether a file or folder is left out, or a folder that it is in.
    fn has(&self, path: &Path, is_folder: bool) -> bool {
        let Ok(path) = absolute(path) else { return false };
        let path = plain(&path);
        path.starts_with(self.0.path())
            && self.0.matched_path_or_any_parents(path, is_folder).is_ignore()
    }
}

/// A path without links; the path itself if nothing is there.
fn real(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}

/// A path without `.` between.
fn plain(path: &Path) -> PathBuf {
    path.components().collect()
}
