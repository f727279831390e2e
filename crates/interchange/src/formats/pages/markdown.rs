//! Writes blocks as Markdown.

use super::block::{Block, one_line};

/// A text of blocks, with an empty line between them unless they are items.
pub(super) fn write(blocks: &[Block]) -> String {
    let mut page = Page::default();
    for block in blocks {
        page.block(block);
    }
    page.text
}

#[derive(Default)]
struct Page {
    text: String,
    /// The items that the next one can be in: how many lists they are in, and the columns of their labels.
    open: Vec<(usize, usize)>,
    /// Whether the last block belongs to a list.
    is_in_list: bool,
}

/// Markdown has no heading below this one.
const DEEPEST: usize = 6;

impl Page {
    fn block(&mut self, block: &Block) {
        let was_in_list = self.is_in_list;
        self.is_in_list = match block {
            Block::Item { .. } => true,
            Block::Inside { .. } => !self.open.is_empty(),
            _ => false,
        };
        if !(self.text.is_empty() || was_in_list && self.is_in_list) {
            self.text.push('\n');
        }
        if !self.is_in_list {
            self.open.clear();
        }
        match block {
            Block::Heading { level, text } => {
                let marks = "#".repeat((*level).clamp(1, DEEPEST));
                self.lines(0, &format!("{marks} "), &one_line(text));
            }
            Block::Paragraph(text) => self.lines(0, "", text),
            Block::Item { depth, label, text } => {
                self.open.retain(|(other, _)| other < depth);
                let indent = self.indent(*depth);
                self.open.push((*depth, label.text().chars().count()));
                self.lines(indent, label.text(), text);
            }
            Block::Inside { depth, text } => self.lines(self.indent(*depth), "", text),
            Block::Table(rows) => self.table(rows),
        }
    }

    /// The columns before the text of an item that is in so many lists.
    fn indent(&self, depth: usize) -> usize {
        let outer = self.open.iter().filter(|(other, _)| *other <= depth);
        // Deeper ones would not fit on a line.
        outer.map(|(_, columns)| columns).sum::<usize>().min(80)
    }

    /// The lines of a text, the first one after a label.
    fn lines(&mut self, indent: usize, label: &str, text: &str) {
        let further = if label.starts_with('#') { 0 } else { indent + label.chars().count() };
        for (number, line) in text.split('\n').enumerate() {
            let (indent, label) = if number == 0 { (indent, label) } else { (further, "") };
            if !line.is_empty() {
                self.text.extend(std::iter::repeat_n(' ', indent));
            }
            self.text.push_str(label);
            self.text.push_str(line);
            self.text.push('\n');
        }
    }

    fn table(&mut self, rows: &[Vec<String>]) {
        let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
        for (number, row) in rows.iter().enumerate() {
            let cells: Vec<_> = row.iter().map(|cell| cell.replace('|', "\\|")).collect();
            let cells = cells.iter().map(String::as_str);
            if number > 0 {
                self.row(cells);
            } else {
                // The head says how many columns there are.
                self.row(cells.chain(std::iter::repeat_n("", columns - row.len())));
                self.row(std::iter::repeat_n("---", columns));
            }
        }
    }

    fn row<'c>(&mut self, cells: impl Iterator<Item = &'c str>) {
        self.text.push('|');
        for cell in cells {
            self.text.push(' ');
            self.text.push_str(cell);
            self.text.push_str(if cell.is_empty() { "|" } else { " |" });
        }
        self.text.push('\n');
    }
}
