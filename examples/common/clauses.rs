//! The clauses of a document, one a line.

use std::io::{self, Write};

use policymark::Document;
use policymark::document::Clause;
use policymark::text::visible;

use super::text::{shortened, terminal_width};

/// Writes for each sentence its place, and below it a line for each clause: what it does, and its words, those
/// inside another one indented.
pub(crate) fn write(output: &mut impl Write, name: &str, document: &Document) -> io::Result<()> {
    let (lines, width) = (document.line_index(), terminal_width());
    let clauses: Vec<_> = document.clauses().collect();
    if clauses.is_empty() {
        return writeln!(output, "{}: no clauses", visible(name));
    }
    for (number, sentence) in clauses.chunk_by(is_of_same_sentence).enumerate() {
        if number > 0 {
            writeln!(output)?;
        }
        let place = lines.position(sentence[0].sentence().span().start());
        writeln!(output, "{}:{place}", visible(name))?;
        for clause in sentence {
            let start = format!("  {:<11}  {}", clause.kind(), "  ".repeat(clause.depth().min(9)));
            let room = width.saturating_sub(start.len());
            writeln!(output, "{start}{}", shortened(clause.source().trim(), room))?;
        }
    }
    Ok(())
}

fn is_of_same_sentence(one: &Clause<'_>, next: &Clause<'_>) -> bool {
    one.sentence() == next.sentence()
}
