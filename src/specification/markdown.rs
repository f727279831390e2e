//! The blocks of the specification: as much of Markdown as `grammar.md` uses.

use std::fmt::{self, Write as _};

/// A block, in the order of the text.
pub(super) enum Block {
    /// `### Party`: how many `#`, and the words after them.
    Heading(usize, &'static str),
    /// Anything else.
    Part(Part),
}

/// A block of an explanation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// A paragraph, its lines joined.
    Paragraph {
        /// How many blanks are before it.
        indent: usize,
        /// The words, with their Markdown.
        text: String,
    },
    /// An item of a list, without its bullet.
    Item {
        /// How many blanks are before its bullet.
        indent: usize,
        /// The words, with their Markdown.
        text: String,
    },
    /// A table.
    Table(Table),
    /// A fenced block.
    Fence {
        /// What is after the fence: `statements`.
        kind: &'static str,
        /// The lines, without the indent of the fence.
        lines: Vec<&'static str>,
    },
}

/// A table, with the cells of each row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Table {
    pub(crate) heads: Vec<&'static str>,
    pub(crate) rows: Vec<Vec<&'static str>>,
}

impl fmt::Display for Part {
    /// Its Markdown, with a line feed at the end.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Paragraph { indent, text } => writeln!(f, "{:indent$}{text}", ""),
            Self::Item { indent, text } => writeln!(f, "{:indent$}- {text}", ""),
            Self::Fence { kind, lines } => writeln!(f, "```{kind}\n{}\n```", lines.join("\n")),
            Self::Table(Table { heads, rows }) => {
                writeln!(f, "| {} |", heads.join(" | "))?;
                writeln!(f, "|{}", " --- |".repeat(heads.len()))?;
                rows.iter().try_for_each(|row| writeln!(f, "| {} |", row.join(" | ")))
            }
        }
    }
}

/// The blocks of a text, from the top down.
pub(super) fn blocks(text: &'static str) -> Vec<Block> {
    let mut reader = Reader { lines: text.lines(), blocks: Vec::new(), is_open: false };
    while let Some(line) = reader.lines.next() {
        reader.read(line);
    }
    reader.blocks
}

/// The parts of a cell or a paragraph in backticks.
pub(super) fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

struct Reader {
    lines: std::str::Lines<'static>,
    blocks: Vec<Block>,
    /// Whether the next line can continue the last block.
    is_open: bool,
}

impl Reader {
    fn read(&mut self, line: &'static str) {
        let words = line.trim_start();
        let indent = line.len() - words.len();
        if words.is_empty() {
            self.is_open = false;
        } else if let Some(kind) = words.strip_prefix("```") {
            self.fence(kind, indent);
        } else if let Some(title) = line.trim_start_matches('#').strip_prefix(' ')
            && line.starts_with('#')
        {
            self.push(Block::Heading(line.len() - title.len() - 1, title), false);
        } else if let Some(row) = words.strip_prefix("| ") {
            self.row(row.trim_end().trim_end_matches('|'));
        } else if let Some(text) = words.strip_prefix("- ") {
            self.push(Block::Part(Part::Item { indent, text: text.to_owned() }), true);
        } else if !(self.is_open && self.go_on(words)) {
            self.push(Block::Part(Part::Paragraph { indent, text: words.to_owned() }), true);
        }
    }

    fn push(&mut self, block: Block, is_open: bool) {
        self.blocks.push(block);
        self.is_open = is_open;
    }

    fn fence(&mut self, kind: &'static str, indent: usize) {
        let body = self.lines.by_ref().take_while(|line| line.trim() != "```");
        let lines = body.map(|line| line.get(indent..).unwrap_or_default()).collect();
        self.push(Block::Part(Part::Fence { kind, lines }), false);
    }

    /// A row of a table: its heads if no table is open. A row of dashes says nothing.
    fn row(&mut self, row: &'static str) {
        let cells = || row.split(" | ").map(str::trim).collect();
        match self.blocks.last_mut() {
            Some(Block::Part(Part::Table(table))) if self.is_open => {
                if !row.starts_with("---") {
                    table.rows.push(cells());
                }
            }
            _ => {
                let table = Table { heads: cells(), rows: Vec::new() };
                self.push(Block::Part(Part::Table(table)), true);
            }
        }
    }

    /// Adds a line to the last paragraph or item. Returns whether there is one.
    fn go_on(&mut self, words: &str) -> bool {
        let Some(Block::Part(Part::Paragraph { text, .. } | Part::Item { text, .. })) =
            self.blocks.last_mut()
        else {
            return false;
        };
        // Writing to a string cannot fail.
        let _ = write!(text, " {words}");
        true
    }
}
