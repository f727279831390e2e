//! A line for each finding, as compilers write it.

use policymark::text::{Diagnostic, LineIndex, Severity, visible};

use crate::language::Language;

/// `policy.txt:1:6: error[bracket-unclosed]: “<” has no “>” on its line`
pub(in super::super) fn concise<'d>(
    file: &str,
    found: impl Iterator<Item = (&'d Diagnostic, Severity)>,
    lines: &LineIndex<'_>,
    language: Language,
) -> String {
    let file = visible(file);
    let line = |(diagnostic, severity): (&Diagnostic, Severity)| {
        let (code, place) = (diagnostic.code(), lines.position(diagnostic.span().start()));
        let see = diagnostic.related().map_or_else(String::new, |related| {
            format!(" (see {})", lines.position(related.start()))
        });
        let message = diagnostic.message_in(language);
        format!("{file}:{place}: {severity}[{code}]: {}{see}\n", visible(&message))
    };
    found.map(line).collect()
}
