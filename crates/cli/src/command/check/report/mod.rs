//! The formats in which `check` shows what it found: one file each.

mod concise;
mod files;
mod github;
mod gitlab;
mod json;
mod junit;
mod sarif;

use std::io::Write;

use clap::ValueEnum;
use policymark::text::Severity;

pub(super) use self::concise::concise;
use super::finding::{Checked, Finding};
use crate::status::{Failure, Status};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// With the line, and carets under the place
    #[default]
    Full,
    /// FILE:LINE:COLUMN: SEVERITY[CODE]: MESSAGE
    Concise,
    /// One array of objects
    Json,
    /// One object a line
    JsonLines,
    /// For code scanning: SARIF 2.1.0
    Sarif,
    /// Annotations of GitHub Actions
    Github,
    /// A code quality report of GitLab
    Gitlab,
    /// Test results for other servers
    Junit,
}

impl Format {
    /// Whether what was found in one file is shown before the next one is read.
    pub(super) const fn is_streamed(self) -> bool {
        matches!(self, Self::Full | Self::Concise | Self::JsonLines | Self::Github)
    }

    /// Whether the format says what to write instead.
    pub(super) const fn has_fixes(self) -> bool {
        matches!(self, Self::Json | Self::JsonLines | Self::Sarif)
    }

    /// Whether the format has a place for a file.
    pub(super) fn needs(self, checked: &Checked) -> bool {
        self == Self::Junit || !checked.findings.is_empty() || checked.fault.is_some()
    }
}

/// Shows what was found in one file, in a format for programs that is streamed.
pub(super) fn lines(format: Format, file: &str, findings: &[Finding]) -> String {
    match format {
        Format::JsonLines => findings.iter().map(|finding| json::line(file, finding)).collect(),
        Format::Github => findings.iter().map(|finding| github::command(file, finding)).collect(),
        _ => String::new(),
    }
}

/// What is said of all files at the end.
pub(super) struct Report<'c> {
    pub(super) checked: &'c [Checked],
    /// From which severity on a finding fails the check.
    pub(super) deny: Severity,
    /// Whether all files could be found, read and written.
    pub(super) status: Status,
}

/// Shows why a file could not be read or written, in a format that is streamed and has a place for that. Whoever reads
/// the full and the concise format sees standard error too, and JSON has findings alone.
pub(super) fn fault(format: Format, file: &str, fault: &str) -> String {
    match format {
        Format::Github => github::fault(file, fault),
        _ => String::new(),
    }
}

/// Writes what was found in all files in a format for programs.
pub(super) fn write(
    format: Format,
    &Report { checked, deny, status }: &Report<'_>,
    output: &mut dyn Write,
) -> Result<(), Failure> {
    match format {
        Format::Full | Format::Concise | Format::JsonLines | Format::Github => Ok(()),
        Format::Json => json::array(checked, output),
        Format::Sarif => sarif::write(checked, status, output),
        Format::Gitlab => gitlab::write(checked, output),
        Format::Junit => junit::write(checked, deny, output),
    }
}
