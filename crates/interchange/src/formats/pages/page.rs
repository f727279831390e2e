//! [`Page`]: puts the blocks of a page together, with those of its tables.

use super::block::{Block, joined};
use super::markdown;

/// The blocks of a page, in their order. Tables are open while their blocks come.
#[derive(Default)]
pub(super) struct Page {
    blocks: Vec<Block>,
    /// The open tables, each in a cell of the one before it.
    tables: Vec<Table>,
}

#[derive(Default)]
struct Table {
    rows: Vec<Vec<Cell>>,
    /// For each column, the first row that no cell above reaches into.
    free_from: Vec<usize>,
    is_in_cell: bool,
}

#[derive(Default)]
struct Cell {
    blocks: Vec<Block>,
}

/// How far a cell reaches.
#[derive(Clone, Copy)]
pub(super) struct Reach {
    pub(super) columns: usize,
    pub(super) rows: usize,
}

impl Reach {
    /// One column of one row.
    pub(super) const ONE: Self = Self { columns: 1, rows: 1 };
}

/// In columns after these, cells reach no further than themselves: a page of a few bytes could say that it has
/// millions of them.
const MOST_COLUMNS: usize = 64;

impl Page {
    /// Adds a block: to the innermost cell, or after everything before it.
    pub(super) fn push(&mut self, block: Block) {
        let table = self.tables.iter_mut().rev().find(|table| table.is_in_cell);
        let cell = table.and_then(|table| table.rows.last_mut()?.last_mut());
        cell.map_or(&mut self.blocks, |cell| &mut cell.blocks).push(block);
    }

    pub(super) fn open_table(&mut self) {
        self.tables.push(Table::default());
    }

    pub(super) fn open_row(&mut self) {
        if let Some(table) = self.tables.last_mut() {
            table.rows.push(Vec::new());
            table.is_in_cell = false;
        }
    }

    pub(super) fn open_cell(&mut self, reach: Reach) {
        if let Some(table) = self.tables.last_mut() {
            table.open_cell(reach);
        }
    }

    /// Says how far the open cell reaches.
    pub(super) fn widen_cell(&mut self, reach: Reach) {
        if let Some(table) = self.tables.last_mut().filter(|table| table.is_in_cell) {
            table.widen_cell(reach);
        }
    }

    pub(super) fn close_cell(&mut self) {
        if let Some(table) = self.tables.last_mut() {
            table.is_in_cell = false;
        }
    }

    /// Ends a table. One that only puts a page in its places, not words in columns, is no table for a reader.
    pub(super) fn close_table(&mut self) {
        let Some(table) = self.tables.pop() else { return };
        if table.is_layout() {
            let cells = table.rows.into_iter().flatten();
            cells.flat_map(|cell| cell.blocks).for_each(|block| self.push(block));
        } else {
            let rows = table.rows.into_iter().map(words);
            let rows = rows.filter(|row| row.iter().any(|cell| !cell.is_empty()));
            let rows: Vec<_> = rows.collect();
            if !rows.is_empty() {
                self.push(Block::Table(rows));
            }
        }
    }

    /// The page as a text in Markdown.
    pub(super) fn into_text(mut self) -> String {
        while !self.tables.is_empty() {
            self.close_table();
        }
        markdown::write(&self.blocks)
    }
}

impl Table {
    /// Cells that reach over several columns or rows are followed by empty ones.
    fn open_cell(&mut self, reach: Reach) {
        if self.rows.is_empty() {
            self.rows.push(Vec::new());
        }
        let number = self.rows.len() - 1;
        let row = &mut self.rows[number];
        while self.free_from.get(row.len()).is_some_and(|&free| free > number) {
            row.push(Cell::default());
        }
        row.push(Cell::default());
        self.is_in_cell = true;
        self.widen_cell(reach);
    }

    /// How far the last cell of the last row reaches.
    fn widen_cell(&mut self, reach: Reach) {
        let reach = Reach { columns: reach.columns.max(1), rows: reach.rows.max(1) };
        let number = self.rows.len().saturating_sub(1);
        let Some(start) = self.rows.last().and_then(|row| row.len().checked_sub(1)) else { return };
        let end = start.saturating_add(reach.columns).min(MOST_COLUMNS);
        if end > start && (reach.rows > 1 || reach.columns > 1) {
            self.free_from.resize(self.free_from.len().max(end), 0);
            self.free_from[start..end].fill(number.saturating_add(reach.rows));
        }
    }

    /// Whether it has one column, or what no cell has: headings and other tables.
    fn is_layout(&self) -> bool {
        let mut cells = self.rows.iter().flatten().flat_map(|cell| &cell.blocks);
        self.rows.iter().all(|row| row.len() <= 1)
            || cells.any(|block| matches!(block, Block::Heading { .. } | Block::Table(_)))
    }
}

fn words(row: Vec<Cell>) -> Vec<String> {
    let cell = |cell: Cell| {
        let lines: Vec<_> = cell.blocks.into_iter().map(Block::into_line).collect();
        joined(lines.iter().map(String::as_str))
    };
    row.into_iter().map(cell).collect()
}
