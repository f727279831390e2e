//! Finding the configuration.

use std::path::{Path, PathBuf};

use super::{Config, FILE_NAME};
use crate::files::{self, Source};
use crate::global::Global;
use crate::language::{Language, Say};
use crate::status::Failure;

/// Why a configuration cannot be used.
#[derive(Debug)]
pub(crate) struct Misread {
    pub(crate) source: Source,
    /// The line and the column, if it is about one place in the file. Both count from 1.
    pub(crate) place: Option<(usize, usize)>,
    pub(crate) message: String,
}

impl From<Misread> for Failure {
    fn from(Misread { source, place, message }: Misread) -> Self {
        Self::Message(match place {
            Some((line, column)) => format!("{source}:{line}:{column}: {message}"),
            None => format!("{source}: {message}"),
        })
    }
}

impl Config {
    /// The configuration that the options name, or else the nearest `policymark.toml` in the current folder or
    /// above it, or else the default.
    pub(crate) fn find(global: &Global, language: Language) -> Result<Self, Misread> {
        let here = std::env::current_dir().unwrap_or_default();
        Self::find_in(&here, global, language)
    }

    /// The same for policies in another folder than the current one.
    pub(crate) fn find_in(
        folder: &Path,
        global: &Global,
        language: Language,
    ) -> Result<Self, Misread> {
        if global.isolated {
            return Ok(Self::default());
        }
        match global.config.clone().or_else(|| nearest(folder)) {
            Some(path) => Self::open(path, language),
            None => Ok(Self::default()),
        }
    }

    fn open(path: PathBuf, language: Language) -> Result<Self, Misread> {
        let source = Source::new(path);
        let misread = |place, message| Misread { source: source.clone(), place, message };
        let Some(path) = source.path() else {
            return Err(misread(None, language.say("the configuration has to be a file", &[])));
        };
        let mut buffer = Vec::new();
        let text = files::read(&source, &mut buffer)
            .map_err(|error| misread(None, error.message(language)))?;
        let config = Self::read(text)
            .map_err(|fault| misread(Some(fault.place()), fault.message(language)))?;
        Ok(Self { path: Some(path.to_owned()), ..config })
    }
}

/// The nearest configuration in a folder or above it.
fn nearest(folder: &Path) -> Option<PathBuf> {
    folder.ancestors().map(|folder| folder.join(FILE_NAME)).find(|path| path.is_file())
}
