//! [`Source`]: where a text comes from.

use std::fmt::{self, Display, Formatter};
use std::path::{Path, PathBuf};

/// A file, or standard input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Source {
    path: PathBuf,
    /// The name that standard input has in messages.
    name: Option<PathBuf>,
}

impl Source {
    pub(crate) const fn new(path: PathBuf) -> Self {
        Self { path, name: None }
    }

    /// The same source; if it is standard input, it has this name in messages.
    fn or_named(self, name: &Path) -> Self {
        let name = self.path().is_none().then(|| name.to_owned());
        Self { name, ..self }
    }

    /// The path; `None` for standard input.
    pub(crate) fn path(&self) -> Option<&Path> {
        (self.path.as_os_str() != "-").then_some(&self.path)
    }

    /// The size of the file in bytes, as far as it is known.
    pub(crate) fn size(&self) -> u64 {
        self.path().and_then(|path| path.metadata().ok()).map_or(0, |file| file.len())
    }
}

/// The sources; standard input has this name in messages, if there is one.
pub(crate) fn named(sources: Vec<Source>, name: Option<&Path>) -> Vec<Source> {
    match name {
        Some(name) => sources.into_iter().map(|source| source.or_named(name)).collect(),
        None => sources,
    }
}

impl Display for Source {
    /// The name as the user wrote it. It can contain what steers a terminal: JSON has it as it is, all other
    /// output shows it with [`visible`](policymark::text::visible).
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self.path().or(self.name.as_deref()) {
            None => f.write_str("<stdin>"),
            Some(path) => match path.strip_prefix(".") {
                Ok(below) if below != Path::new("") => write!(f, "{}", below.display()),
                _ => write!(f, "{}", path.display()),
            },
        }
    }
}
