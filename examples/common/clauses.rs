//! The clauses of a document, and of what each consists.

use std::io::{self, Write};

use policymark::Document;
use policymark::document::{Clause, ClauseSlot};
use policymark::text::visible;

use super::text::{shortened, terminal_width, wrap};

/// How far the words of a clause are indented, and how far at most those in other clauses are.
const INDENT: usize = 15;
const DEEPEST: usize = 9;

/// How many of the slots of a clause are shown: more only pile up in lists.
const SHOWN: usize = 24;

/// Writes for each sentence its place, and below it for each clause what it does and its words, those
/// inside another one indented, and then its slots.
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
            write_clause(output, width, clause)?;
        }
    }
    Ok(())
}

fn write_clause(output: &mut impl Write, width: usize, clause: &Clause<'_>) -> io::Result<()> {
    let indent = INDENT + 2 * clause.depth().min(DEEPEST);
    let room = width.saturating_sub(indent);
    let kind = clause.kind();
    let words = shortened(clause.source().trim(), room);
    writeln!(output, "  {kind:<width$}{words}", width = indent - 2)?;
    for line in wrap(&slots(clause, room), room) {
        writeln!(output, "{:indent$}{line}", "")?;
    }
    Ok(())
}

/// `subject 星海; verb 提供; object 姓名、电话`: words without a mark in parentheses.
fn slots(clause: &Clause<'_>, room: usize) -> String {
    let words = |slot: &ClauseSlot<'_>| {
        let words = shortened(&slot.text(), room);
        if slot.annotation().is_some() { words } else { format!("({words})") }
    };
    let shown: Vec<_> = clause.slots().take(SHOWN).collect();
    let roles = shown.chunk_by(|one, next| one.role() == next.role()).map(|slots| {
        let words: Vec<_> = slots.iter().map(words).collect();
        format!("{} {}", slots[0].role(), words.join("、"))
    });
    let more = if clause.slots().len() > SHOWN { "、…" } else { "" };
    roles.collect::<Vec<_>>().join("; ") + more
}

fn is_of_same_sentence(one: &Clause<'_>, next: &Clause<'_>) -> bool {
    one.sentence() == next.sentence()
}
