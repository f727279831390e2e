//! Finding the configuration.

use std::path::{Path, PathBuf};

use super::{Config, FILE_NAME};
use crate::files::{self, Source};
use crate::global::Global;
use crate::language::{Language, Say};
use crate::status::Failure;

impl Config {
    /// The configuration that the options name, or else the nearest `policymark.toml` in the current folder or
    /// above it, or else the default.
    pub(crate) fn find(global: &Global, language: Language) -> Result<Self, Failure> {
        if global.isolated {
            return Ok(Self::default());
        }
        match global.config.clone().or_else(nearest) {
            Some(path) if path.as_os_str() == "-" => {
                Err(Failure::Message(language.say("the configuration has to be a file", &[])))
            }
            Some(path) => Self::open(path, language),
            None => Ok(Self::default()),
        }
    }

    fn open(path: PathBuf, language: Language) -> Result<Self, Failure> {
        let mut buffer = Vec::new();
        let source = Source::new(path);
        let text = files::read(&source, &mut buffer)
            .map_err(|error| Failure::Message(format!("{source}: {}", error.message(language))))?;
        let config = Self::read(text)
            .map_err(|fault| Failure::Message(format!("{source}:{}", fault.message(language))))?;
        Ok(Self { path: source.path().map(Path::to_owned), ..config })
    }
}

/// The nearest configuration in the current folder or above it.
fn nearest() -> Option<PathBuf> {
    let here = std::env::current_dir().ok()?;
    here.ancestors().map(|folder| folder.join(FILE_NAME)).find(|path| path.is_file())
}
