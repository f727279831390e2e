//! [`Settings`]: what the server cannot find out about policies by itself.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use policymark::Parser;
use policymark::language::Language;
use policymark::text::{Code, Diagnostic, Severity};

use crate::search::Search;

/// What the server cannot find out by itself: how a policy is read, which files are policies, and in which language
/// it speaks.
/// The command `policymark` answers from its options and from `policymark.toml`.
///
/// ```
/// use std::path::{Path, PathBuf};
///
/// use policymark::language::Language;
/// use policymark_lsp::{Fault, Rules, Search, Settings};
///
/// /// Every policy is read alike, and there are none but the open ones.
/// struct Plain;
///
/// impl Settings for Plain {
///     fn rules(&self, _: Option<&Path>, _: Language) -> Result<Rules, Fault> {
///         Ok(Rules::default())
///     }
///
///     fn policies(&self, _: &Search<'_>) -> Vec<PathBuf> {
///         Vec::new()
///     }
///
///     fn watched(&self) -> Vec<String> {
///         Vec::new()
///     }
///
///     fn language(&self, locale: Option<&str>) -> Language {
///         locale.and_then(Language::of_locale).unwrap_or_default()
///     }
/// }
/// ```
pub trait Settings {
    /// How the policy at `path` is read; `None` is a text that was never saved.
    ///
    /// # Errors
    ///
    /// What is wrong with the configuration that applies to it, in `language`.
    fn rules(&self, path: Option<&Path>, language: Language) -> Result<Rules, Fault>;

    /// The policies where is searched. If the search is cancelled meanwhile, any of them.
    fn policies(&self, search: &Search<'_>) -> Vec<PathBuf>;

    /// Globs of the files on which [`rules`](Self::rules) depends, as far as it is known yet: `**/policymark.toml`. If
    /// one of them changes, the rules are asked for again.
    fn watched(&self) -> Vec<String>;

    /// Whether a file is a configuration, such as `/policies/policymark.toml`, and so no policy. Unless this is
    /// implemented, none is.
    fn is_configuration(&self, path: &Path) -> bool {
        let _ = path;
        false
    }

    /// The language of messages, for an editor with this locale: `zh-cn`.
    fn language(&self, locale: Option<&str>) -> Language;
}

/// How a policy is read, and how much its diagnostics matter.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Rules {
    /// The parser, which reports only the codes that are wanted.
    pub parser: Parser,
    /// The severities of codes, where they are not their own.
    pub severities: BTreeMap<Code, Severity>,
}

impl Rules {
    /// Rules with a parser and the severities of codes.
    #[must_use]
    pub const fn new(parser: Parser, severities: BTreeMap<Code, Severity>) -> Self {
        Self { parser, severities }
    }

    /// How much a diagnostic matters here.
    pub(crate) fn severity(&self, diagnostic: &Diagnostic) -> Severity {
        self.severities.get(&diagnostic.code()).copied().unwrap_or(diagnostic.severity())
    }
}

/// What is wrong with a configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Fault {
    /// The file: `policymark.toml`.
    pub path: PathBuf,
    /// The line, counted from 1; `None` if it is not about one line.
    pub line: Option<u32>,
    /// What is wrong, in the words of the reader: ``unknown field `slect` ``.
    pub message: String,
}

impl Fault {
    /// A fault in a file, on a line that is counted from 1.
    #[must_use]
    pub const fn new(path: PathBuf, line: Option<u32>, message: String) -> Self {
        Self { path, line, message }
    }
}
