//! Workflow commands of GitHub Actions: they show a finding at its line in a pull request.

use policymark::text::{Severity, visible};

use super::super::finding::Finding;

pub(super) fn command(file: &str, finding: &Finding) -> String {
    let level = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        _ => "notice",
    };
    let (code, start, end) = (finding.code, finding.place.start, finding.place.end);
    let file = property(file);
    let message = data(&format!("{}: {}", finding.message, finding.help));
    // A place over several lines has no columns here.
    let until = match end.line == start.line {
        true => format!(",endLine={},endColumn={}", end.line, end.code_point),
        false => String::new(),
    };
    let (line, column) = (start.line, start.code_point);
    format!(
        "::{level} title=policymark ({code}),file={file},line={line},col={column}{until}::{message}\n"
    )
}

/// A file that could not be read or written.
pub(super) fn fault(file: &str, fault: &str) -> String {
    format!("::error title=policymark,file={}::{}\n", property(file), data(fault))
}

/// Escapes a message. A log is read on a terminal too, so what could steer it is made visible.
fn data(text: &str) -> String {
    let lines = text.split('\n').map(visible).collect::<Vec<_>>().join("\n");
    lines.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes the value of a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
