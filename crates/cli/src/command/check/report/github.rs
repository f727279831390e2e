//! Workflow commands of GitHub Actions: they show a finding at its line in a pull request.

use std::io::Write;

use policymark::text::Severity;

use super::super::finding::Checked;
use super::findings;
use crate::status::Failure;

pub(super) fn write(checked: &[Checked], output: &mut dyn Write) -> Result<(), Failure> {
    for (file, finding) in findings(checked) {
        let level = match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            _ => "notice",
        };
        let (start, end) = (finding.place.start, finding.place.end);
        write!(output, "::{level} title=policymark ({}),file={}", finding.code, property(file))?;
        write!(output, ",line={},col={}", start.line, start.code_point)?;
        if end.line == start.line {
            write!(output, ",endLine={},endColumn={}", end.line, end.code_point)?;
        }
        writeln!(output, "::{}", data(&format!("{}: {}", finding.message, finding.help)))?;
    }
    Ok(())
}

/// Escapes a message.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes the value of a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
