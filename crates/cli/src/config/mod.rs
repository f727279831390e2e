//! [`Config`]: what `policymark.toml` says.

mod find;
mod labels;
mod lexicon;
mod read;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use policymark::Parser;
use policymark::text::{AnnotationKind, Code, Delimiter, Dialect, Severity};
use serde::{Deserialize, Serialize};

pub(crate) use self::find::Misread;
use self::labels::LabelsConfig;
use self::lexicon::LexiconConfig;
use crate::language::Language;
use crate::status::Failure;

/// The name of the file that is searched in the current folder and those above.
pub(crate) const FILE_NAME: &str = "policymark.toml";

/// The configuration. Every key has a default.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Config {
    pub(crate) files: FilesConfig,
    pub(crate) check: CheckConfig,
    pub(crate) parser: ParserConfig,
    pub(crate) dialect: DialectConfig,
    pub(crate) labels: LabelsConfig,
    pub(crate) lexicon: LexiconConfig,
    /// The file that it was read from.
    #[serde(skip)]
    pub(crate) path: Option<PathBuf>,
}

/// Which files in folders are policies.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct FilesConfig {
    pub(crate) extensions: Vec<String>,
    /// Globs as in ignore files, seen from the folder of the configuration.
    pub(crate) exclude: Vec<String>,
}

impl Default for FilesConfig {
    fn default() -> Self {
        let extensions = ["txt", "md", "policy"].map(str::to_owned).into();
        Self { extensions, exclude: Vec::new() }
    }
}

impl FilesConfig {
    pub(crate) fn has_extension(&self, extension: &str) -> bool {
        self.extensions
            .iter()
            .any(|known| known.trim_start_matches('.').eq_ignore_ascii_case(extension))
    }
}

/// What `check` reports.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct CheckConfig {
    /// The codes to report; all, if there are none.
    pub(crate) select: Vec<Code>,
    pub(crate) ignore: Vec<Code>,
    /// From which severity on a diagnostic fails the check.
    pub(crate) deny: Deny,
    /// Severities of codes, instead of their own.
    pub(crate) severity: BTreeMap<Code, Severity>,
}

/// From which severity on a diagnostic fails the check.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, clap::ValueEnum)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Deny {
    #[default]
    Errors,
    Warnings,
    Hints,
}

/// How texts are read.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct ParserConfig {
    pub(crate) every_pair_marks: bool,
    pub(crate) max_len: usize,
    pub(crate) max_depth: usize,
    pub(crate) max_diagnostics: usize,
}

impl Default for ParserConfig {
    fn default() -> Self {
        Self {
            every_pair_marks: false,
            max_len: Parser::MAX_LEN,
            max_depth: Parser::DEFAULT_MAX_DEPTH,
            max_diagnostics: Parser::DEFAULT_MAX_DIAGNOSTICS,
        }
    }
}

/// Which brackets mark what.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct DialectConfig {
    /// `{}`
    braces: Marks,
    /// `[]`
    brackets: Marks,
    /// `<>`
    angles: Marks,
    /// `()`
    parentheses: Marks,
}

/// What a pair of brackets marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Marks {
    Purpose,
    Action,
    Data,
    Actor,
    Nothing,
}

impl Marks {
    const fn kind(self) -> Option<AnnotationKind> {
        match self {
            Self::Purpose => Some(AnnotationKind::Purpose),
            Self::Action => Some(AnnotationKind::Action),
            Self::Data => Some(AnnotationKind::Data),
            Self::Actor => Some(AnnotationKind::Actor),
            Self::Nothing => None,
        }
    }
}

impl Default for DialectConfig {
    fn default() -> Self {
        Self {
            braces: Marks::Purpose,
            brackets: Marks::Action,
            angles: Marks::Data,
            parentheses: Marks::Actor,
        }
    }
}

impl DialectConfig {
    fn dialect(&self) -> Dialect {
        Dialect::default()
            .with(Delimiter::Brace, self.braces.kind())
            .with(Delimiter::Bracket, self.brackets.kind())
            .with(Delimiter::Angle, self.angles.kind())
            .with(Delimiter::Paren, self.parentheses.kind())
    }
}

impl Config {
    /// The folder of the file that it was read from: paths in it are relative to this folder.
    pub(crate) fn folder(&self) -> Option<&Path> {
        self.path.as_deref().and_then(Path::parent)
    }

    /// A parser with these options, this dialect and this lexicon.
    pub(crate) fn parser(&self, language: Language) -> Result<Parser, Failure> {
        let ParserConfig { every_pair_marks, max_len, max_depth, max_diagnostics } = self.parser;
        let parser = Parser::new()
            .every_pair_marks(every_pair_marks)
            .max_len(max_len)
            .max_depth(max_depth)
            .max_diagnostics(max_diagnostics)
            .dialect(self.dialect.dialect());
        let lexicon = self.lexicon.read(self.folder(), language)?;
        Ok(lexicon.into_iter().fold(parser, Parser::lexicon))
    }
}
