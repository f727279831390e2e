//! [`Told`]: what a server is told about policies.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use policymark::language::Language;
use policymark_lsp::{Fault, Rules, Settings};

/// Rules that a test can change, and the policies of a folder.
#[derive(Clone, Default)]
pub(crate) struct Told {
    pub(crate) rules: Arc<Mutex<Option<Result<Rules, Fault>>>>,
    pub(crate) policies: Vec<PathBuf>,
}

impl Settings for Told {
    fn rules(&self, _: Option<&Path>, _: Language) -> Result<Rules, Fault> {
        let rules = self.rules.lock().ok().and_then(|rules| rules.clone());
        rules.unwrap_or_else(|| Ok(Rules::default()))
    }

    fn policies(&self, folder: &Path) -> Vec<PathBuf> {
        self.policies.iter().filter(|path| path.starts_with(folder)).cloned().collect()
    }

    fn watched(&self) -> Vec<String> {
        vec!["**/policymark.toml".to_owned()]
    }

    fn language(&self, locale: Option<&str>) -> Language {
        locale.and_then(Language::of_locale).unwrap_or_default()
    }
}
