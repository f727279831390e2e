//! How often each code was found.

use std::io::{self, Write};

use policymark::text::Severity;

use super::counts::Counts;
use crate::language::Say;
use crate::terminal::Terminal;

/// One line a code, the most frequent first: ` 12  bracket-stray  error  3 can be mended by --fix`.
pub(super) fn show(counts: &Counts, terminal: Terminal, output: &mut dyn Write) -> io::Result<()> {
    for (code, count) in counts.by_frequency() {
        let worst =
            Severity::ALL.iter().rev().find(|&&severity| count.severities[severity as usize] > 0);
        let severity = worst.map_or("", |severity| severity.name());
        let all = count.all();
        let fixable = match count.fixable {
            0 => String::new(),
            fixable => terminal.language.say("{} can be mended by --fix", &[&fixable]),
        };
        let line = format!("{all:>6}  {:<24}{severity:<9}{fixable}", code.name());
        writeln!(output, "{}", line.trim_end())?;
    }
    Ok(())
}
