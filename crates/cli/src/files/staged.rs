//! [`Staged`]: new files of a folder, all or none.

use std::collections::{BTreeSet, HashSet};
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Component, Path, PathBuf};

use crate::language::{Language, Say};

/// New files of a folder. They are written to a hidden folder in it, and moved to their places by
/// [`commit`](Self::commit): a run that fails or is stopped leaves none of them half written. Unlike a policy that is
/// rewritten, what is written here can be written again, so that nothing waits for the disk.
#[derive(Debug)]
pub(crate) struct Staged {
    folder: PathBuf,
    /// The hidden folder.
    hidden: PathBuf,
    /// The folders that were created for it, an outer one first.
    created: Vec<PathBuf>,
    /// The names of the files, relative to the folder.
    files: BTreeSet<String>,
    /// The file that was written to last.
    open: Option<(String, BufWriter<File>)>,
    force: bool,
    /// Files that are never replaced, without links.
    inputs: HashSet<PathBuf>,
}

/// Why files cannot be written.
#[derive(Debug)]
pub(crate) enum StageFault {
    /// It is there already.
    Exists(PathBuf),
    /// It is one of those that are read.
    IsInput(PathBuf),
    Unwritable(PathBuf, io::Error),
}

impl Staged {
    /// No files of a folder yet; it is created if it is not there. With `force`, files that are there are replaced,
    /// but never `inputs`.
    pub(crate) fn new(
        folder: &Path,
        force: bool,
        inputs: impl Iterator<Item = PathBuf>,
    ) -> Result<Self, StageFault> {
        let is_missing = |path: &&Path| !path.as_os_str().is_empty() && !path.exists();
        let mut created: Vec<_> =
            folder.ancestors().take_while(is_missing).map(Path::to_owned).collect();
        created.reverse();
        let unwritable = |error| StageFault::Unwritable(folder.to_owned(), error);
        fs::create_dir_all(folder).map_err(unwritable)?;
        let hidden = create_hidden(folder).map_err(unwritable)?;
        let inputs = inputs.filter_map(|path| path.canonicalize().ok()).collect();
        let folder = folder.to_owned();
        let files = BTreeSet::new();
        Ok(Self { folder, hidden, created, files, open: None, force, inputs })
    }

    /// Whether it has a file.
    pub(crate) fn has(&self, file: &str) -> bool {
        self.files.contains(file)
    }

    /// How many files it has.
    pub(crate) fn len(&self) -> usize {
        self.files.len()
    }

    /// Adds text to the end of a file.
    pub(crate) fn append(&mut self, file: &str, text: &str) -> Result<(), StageFault> {
        if self.open.as_ref().is_none_or(|(name, _)| name != file) {
            self.open(file)?;
        }
        let written = match &mut self.open {
            Some((_, writer)) => writer.write_all(text.as_bytes()),
            None => Ok(()),
        };
        written.map_err(|error| StageFault::Unwritable(self.folder.join(file), error))
    }

    fn open(&mut self, file: &str) -> Result<(), StageFault> {
        self.flush()?;
        let path = self.folder.join(file);
        if self.files.insert(file.to_owned()) {
            self.check(file, &path)?;
        }
        let hidden = self.hidden.join(file);
        let created = hidden.parent().map_or(Ok(()), fs::create_dir_all);
        let opened = created.and_then(|()| File::options().create(true).append(true).open(&hidden));
        let opened = opened.map_err(|error| StageFault::Unwritable(path, error))?;
        self.open = Some((file.to_owned(), BufWriter::new(opened)));
        Ok(())
    }

    /// Refuses to replace what has to be kept, and names that lead out of the folder.
    fn check(&self, file: &str, path: &Path) -> Result<(), StageFault> {
        let is_below =
            Path::new(file).components().all(|part| matches!(part, Component::Normal(_)));
        if !is_below {
            let error = io::Error::from(io::ErrorKind::InvalidFilename);
            return Err(StageFault::Unwritable(path.to_owned(), error));
        }
        match path.symlink_metadata() {
            Err(_) => Ok(()),
            Ok(_) if path.canonicalize().is_ok_and(|path| self.inputs.contains(&path)) => {
                Err(StageFault::IsInput(path.to_owned()))
            }
            Ok(_) if !self.force => Err(StageFault::Exists(path.to_owned())),
            Ok(metadata) if metadata.is_dir() => {
                let error = io::Error::from(io::ErrorKind::IsADirectory);
                Err(StageFault::Unwritable(path.to_owned(), error))
            }
            Ok(_) => Ok(()),
        }
    }

    fn flush(&mut self) -> Result<(), StageFault> {
        let Some((file, mut writer)) = self.open.take() else { return Ok(()) };
        writer.flush().map_err(|error| StageFault::Unwritable(self.folder.join(file), error))
    }

    /// Moves all files to their places. What has appeared there meanwhile is kept, too.
    pub(crate) fn commit(mut self) -> Result<(), StageFault> {
        self.flush()?;
        for file in &self.files {
            self.check(file, &self.folder.join(file))?;
        }
        for file in &self.files {
            let path = self.folder.join(file);
            let created = path.parent().map_or(Ok(()), fs::create_dir_all);
            let moved = created.and_then(|()| fs::rename(self.hidden.join(file), &path));
            moved.map_err(|error| StageFault::Unwritable(path, error))?;
        }
        Ok(())
    }
}

impl Drop for Staged {
    fn drop(&mut self) {
        self.open = None;
        let _ = fs::remove_dir_all(&self.hidden);
        for folder in self.created.iter().rev() {
            // One that has files stays.
            let _ = fs::remove_dir(folder);
        }
    }
}

fn create_hidden(folder: &Path) -> io::Result<PathBuf> {
    for number in 0_u32.. {
        let hidden = folder.join(format!(".policymark.{}.{number}.tmp", std::process::id()));
        match fs::create_dir(&hidden) {
            // A run with the same number was stopped before it could remove it.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            created => return created.map(|()| hidden),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

impl StageFault {
    /// What to tell the user.
    pub(crate) fn message(&self, language: Language) -> String {
        match self {
            Self::Exists(path) => {
                language.say("{}: it is there already; --force replaces it", &[&path.display()])
            }
            Self::IsInput(path) => language.say(
                "{}: it would take the place of a file that is read; name another folder",
                &[&path.display()],
            ),
            Self::Unwritable(path, error) => {
                language.say("{}: cannot write it: {}", &[&path.display(), error])
            }
        }
    }
}
