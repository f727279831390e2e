//! [`TestSettings`]: how a server reads policies in tests.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use policymark::language::Language;
use policymark_lsp::{Fault, Rules, Search, Settings};

/// Rules that a test can change, and the policies of a folder.
#[derive(Clone, Default)]
pub(crate) struct TestSettings {
    pub(crate) rules: Arc<Mutex<Option<Result<Rules, Fault>>>>,
    pub(crate) policies: Vec<PathBuf>,
}

impl Settings for TestSettings {
    fn rules(&self, _: Option<&Path>, _: Language) -> Result<Rules, Fault> {
        let rules = self.rules.lock().ok().and_then(|rules| rules.clone());
        rules.unwrap_or_else(|| Ok(Rules::default()))
    }

    fn policies(&self, search: &Search<'_>) -> Vec<PathBuf> {
        let is_meant = |path: &&PathBuf| {
            let is_right_in = path.parent() == Some(search.folder());
            is_right_in || search.is_deep() && path.starts_with(search.folder())
        };
        self.policies.iter().filter(is_meant).cloned().collect()
    }

    fn watched(&self) -> Vec<String> {
        vec!["**/policymark.toml".to_owned()]
    }

    fn is_configuration(&self, path: &Path) -> bool {
        path.ends_with("policymark.toml")
    }

    fn language(&self, locale: Option<&str>) -> Language {
        locale.and_then(Language::of_locale).unwrap_or_default()
    }
}
