//! [`Example`]: a text, and what is made of it.

use super::markdown::{Part, Table, quoted};
use crate::text::Position;

/// An example of the specification: a text, and what is made of it. The tests of the library hold it to that.
///
/// ```
/// use policymark::specification::find;
///
/// let entry = find("B17")?;
/// let example = &entry.examples()[0];
/// assert_eq!((&*example.text, &*example.outcome), ("(甲公司)、(乙)", "annotation"));
/// assert!(example.applies);
/// # Ok::<(), policymark::specification::UnknownEntryError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Example {
    /// The annotated text, of one line or several.
    pub text: String,
    /// What it is: of a bracket or an annotation the word in the table (`annotation`, `condition`); of a text its
    /// statements, its diagnostics, or its lines with what each is, in the notation of the specification.
    pub outcome: String,
    /// Whether the rule applies. Where it does not, the text shows what the rule is not about, and the outcome
    /// is empty.
    pub applies: bool,
}

impl Example {
    fn new(text: &str, outcome: &str) -> Self {
        Self { text: text.to_owned(), outcome: outcome.to_owned(), applies: true }
    }
}

/// The examples in a part.
pub(super) fn examples(part: &Part) -> Vec<Example> {
    match part {
        Part::Table(table) => table.rows.iter().flat_map(|row| tabled(table, row)).collect(),
        Part::Fence { kind, lines } => fenced(kind, lines),
        Part::Paragraph { .. } | Part::Item { .. } => Vec::new(),
    }
}

/// The examples in a row of a table of rules.
fn tabled(table: &Table, row: &[&str]) -> Vec<Example> {
    let cell = |head: &str| {
        let place = table.heads.iter().position(|one| *one == head);
        place.and_then(|at| row.get(at).copied()).unwrap_or_default()
    };
    if !table.heads.contains(&"decision") {
        // A row with several outcomes has an example for each of them.
        let outcomes: Vec<_> =
            row.iter().rev().nth(1).into_iter().flat_map(|c| quoted(c)).collect();
        let texts = quoted(cell("example")).zip(outcomes.iter().cycle());
        return texts.map(|(text, outcome)| Example::new(text, outcome)).collect();
    }
    let shown = quoted(cell("examples")).map(|text| Example::new(text, cell("decision")));
    let others = quoted(cell("but not"));
    let others = others.map(|text| Example { applies: false, ..Example::new(text, "") });
    shown.chain(others).collect()
}

/// The examples in a fenced block.
fn fenced(kind: &str, lines: &[&str]) -> Vec<Example> {
    let block = lines.join("\n");
    match kind {
        "roles" => {
            let pairs = lines.iter().filter_map(|line| line.rsplit_once(": "));
            pairs.map(|(text, outcome)| Example::new(text, outcome)).collect()
        }
        "outline" => {
            let texts = lines.iter().map(|line| line.split_once(": ").unwrap_or((line, "")).1);
            vec![Example::new(&texts.collect::<Vec<_>>().join("\n"), &block)]
        }
        // The grammar is not an example.
        "ebnf" => Vec::new(),
        "sentences" | "pieces" => vec![Example::new(&block.replace('|', ""), &block)],
        _ => {
            let is_outcome = |line: &&str| names_rule(line) || names_place(line);
            let first = lines.iter().position(is_outcome).unwrap_or(lines.len());
            let (text, outcome) = lines.split_at(first);
            vec![Example::new(&text.join("\n"), &outcome.join("\n"))]
        }
    }
}

/// Whether a line is a statement: `will: S2 actor 星海; S1 action 收集`.
fn names_rule(line: &str) -> bool {
    let members = line.split_once(": ").map_or(line, |(_, members)| members);
    matches!(members.as_bytes(), [b'S', b'0'..=b'9', ..])
}

/// Whether a line is a diagnostic: `1:12 “<” has no “>” on its line`.
fn names_place(line: &str) -> bool {
    line.split_once(' ').is_some_and(|(place, _)| place.parse::<Position>().is_ok())
}
