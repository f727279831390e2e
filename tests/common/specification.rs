//! Reads `grammar.md` for tests: its sections, the rows of their tables, and their fenced blocks.

/// The specification.
pub(crate) const SPECIFICATION: &str = include_str!("../../grammar.md");

/// The section with this heading, up to the next heading of its level or above.
pub(crate) fn section(heading: &str) -> &'static str {
    let (_, section) = SPECIFICATION.split_once(&format!("\n{heading}\n")).unwrap();
    let depth = heading.split(' ').next().unwrap().len();
    let ends = (2..=depth).filter_map(|depth| section.find(&format!("\n{} ", "#".repeat(depth))));
    &section[..ends.min().unwrap_or(section.len())]
}

/// The cells of each row of the tables, including the heads.
pub(crate) fn rows(section: &str) -> impl Iterator<Item = Vec<&str>> {
    let rows =
        section.lines().filter_map(|line| line.trim().strip_prefix("| ")?.strip_suffix(" |"));
    rows.filter(|row| !row.starts_with("---")).map(|row| row.split(" | ").collect())
}

/// The parts of a cell in backticks.
pub(crate) fn quoted(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('`').skip(1).step_by(2)
}

/// The bodies of the fenced blocks of this kind, without their indent. There is at least one.
pub(crate) fn blocks(section: &str, kind: &str) -> Vec<String> {
    let (fence, mut blocks, mut lines) = (format!("```{kind}"), Vec::new(), section.lines());
    while let Some(opening) = lines.find(|line| line.trim_start() == fence) {
        let indent = opening.len() - fence.len();
        let body = lines.by_ref().take_while(|line| line.trim_start() != "```");
        let body: Vec<_> = body.map(|line| line.get(indent..).unwrap_or_default()).collect();
        blocks.push(body.join("\n"));
    }
    assert!(!blocks.is_empty(), "no block of {kind}");
    blocks
}
