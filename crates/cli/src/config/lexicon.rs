//! The tables of words that a configuration changes.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use policymark::lexicon::{Lexicon, LexiconError, Table};
use serde::{Deserialize, Serialize};

use crate::files::{self, Source};
use crate::language::Language;
use crate::status::Failure;

/// Files with words, by table. They are read from the folder of the configuration.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct LexiconConfig {
    /// Tables that take the place of the standard ones.
    replace: BTreeMap<Table, PathBuf>,
    /// Words to take out.
    trim: BTreeMap<Table, PathBuf>,
    /// Words to add.
    extend: BTreeMap<Table, PathBuf>,
}

type Change = fn(&Lexicon, Table, &str) -> Result<Lexicon, LexiconError>;

impl LexiconConfig {
    /// The files that it names.
    pub(crate) fn files(&self) -> impl Iterator<Item = &Path> {
        let files =
            [&self.replace, &self.trim, &self.extend].into_iter().flat_map(BTreeMap::values);
        files.map(PathBuf::as_path)
    }

    /// The standard lexicon with these changes; `None` if there are none.
    pub(crate) fn read(
        &self,
        folder: Option<&Path>,
        language: Language,
    ) -> Result<Option<Lexicon>, Failure> {
        let changes: [(_, Change); 3] = [
            (&self.replace, Lexicon::replaced),
            (&self.trim, Lexicon::trimmed),
            (&self.extend, Lexicon::extended),
        ];
        let mut lexicon = None;
        for (files, change) in changes {
            for (&table, path) in files {
                let source = Source::new(folder.unwrap_or(Path::new("")).join(path));
                let fault = |message: String| Failure::Message(format!("{source}: {message}"));
                let mut buffer = Vec::new();
                let words = files::read(&source, &mut buffer)
                    .map_err(|error| fault(error.message(language)))?;
                let before = lexicon.as_ref().unwrap_or(Lexicon::standard());
                let changed = change(before, table, words)
                    .map_err(|error| fault(error.message_in(language)))?;
                lexicon = Some(changed);
            }
        }
        Ok(lexicon)
    }
}
