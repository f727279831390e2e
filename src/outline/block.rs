//! Rows of lines that are not headings, although each could be one by itself: tables, consecutive
//! short lines, keys with their values. Rule O15 of `grammar.md`.

use super::class::WIDEST_PLAIN;
use super::form::End;
use super::label::Label;
use super::line::{Block, Line};
use super::markup::Emphasis;
use crate::lexicon::OutlineCues;

/// The smallest number of lines in a row, and of keys with their values.
const FEWEST: usize = 3;

/// The widest key, in columns.
const WIDEST_KEY: u8 = 24;

/// O15: finds the rows among `lines`.
pub(super) fn find_blocks(text: &str, lines: &mut [Line], cues: &OutlineCues) {
    mark_tables(lines);
    mark_short(lines);
    mark_keys(lines);
    mark_inner_lists(text, lines, cues);
}

/// Marks the rows of tables: lines with two tabs or `|` between their words, or with one and such a
/// line beside them.
fn mark_tables(lines: &mut [Line]) {
    for at in 0..lines.len() {
        let line = &lines[at];
        let cells = line.form.cells;
        if cells == 0 || line.is_hash() {
            continue;
        }
        let is_beside = |beside: &Line| beside.form.cells > 0;
        let is_below = || at > 0 && is_beside(&lines[at - 1]) && !lines[at - 1].is_hash();
        let is_above = || lines.get(at + 1).is_some_and(is_beside);
        if cells > 1 || (line.label.is_none() && (is_below() || is_above())) {
            lines[at].block = Block::Table;
        }
    }
}

/// Marks consecutive short lines. A blank line ends a row, unless there is one between all its
/// lines.
fn mark_short(lines: &mut [Line]) {
    let is_row = |pair: &&[Line]| {
        is_short(&pair[0]) && is_short(&pair[1]) && (pair[0].after_gap || !pair[1].after_gap)
    };
    mark_rows(lines, is_short, |lines| {
        let row = lines.windows(2).take_while(is_row).count() + 1;
        if row < FEWEST { 0 } else { row }
    });
}

/// Marks keys that end in ：, each with its value on the next line.
fn mark_keys(lines: &mut [Line]) {
    let is_pair = |pair: &&[Line]| is_key(&pair[0]) && is_value(&pair[1]);
    mark_rows(lines, is_key, |lines| {
        let pairs = lines.chunks_exact(2).take_while(is_pair).count();
        if pairs < FEWEST { 0 } else { 2 * pairs }
    });
}

/// Marks rows: from a line that `may_start` one, as many lines as `len` returns for the lines from
/// there.
fn mark_rows(mut lines: &mut [Line], may_start: fn(&Line) -> bool, len: impl Fn(&[Line]) -> usize) {
    while let Some(first) = lines.iter().position(may_start) {
        let row = len(&lines[first..]);
        lines[first..first + row].iter_mut().for_each(|line| line.block = Block::Row);
        lines = &mut lines[first + row.max(1)..];
    }
}

/// Whether a line is a short line that can be a cell, or a number alone.
fn is_short(line: &Line) -> bool {
    let form = line.form;
    matches!(form.end, End::Open | End::Colon)
        && (line.label.is_none() || line.body.is_empty())
        && form.width <= WIDEST_PLAIN
        && !(form.stops || form.commas || form.colons)
        && line.block == Block::None
        && line.emphasis == Emphasis::None
}

fn is_key(line: &Line) -> bool {
    line.form.end == End::Colon
        && line.form.width <= WIDEST_KEY
        && line.label.is_none()
        && line.emphasis == Emphasis::None
}

fn is_value(line: &Line) -> bool {
    line.label.is_none() && matches!(line.form.end, End::Open | End::Pause)
}

/// Marks lines that continue a list that starts on the line of its key: `2.` below `信息：1.昵称`.
fn mark_inner_lists(text: &str, lines: &mut [Line], cues: &OutlineCues) {
    let mut open: Option<Label> = None;
    for line in lines {
        // Few lines have a colon before their end.
        if open.is_none() && !line.form.colons {
            continue;
        }
        let label = line.label.map(|(label, _)| label);
        let next = label.filter(|label| open.is_some_and(|open| label.is_next_to(&open)));
        if next.is_some() {
            line.block = Block::Row;
        }
        open = next.or_else(|| first_label(text, line, cues));
    }
}

/// The label of a first number after a colon on a short line, with words after it.
fn first_label(text: &str, line: &Line, cues: &OutlineCues) -> Option<Label> {
    if !line.form.colons || line.form.is_running() {
        return None;
    }
    let (_, value) = line.body(text).rsplit_once(['：', ':'])?;
    let (label, words) = Label::at_start(value, cues)?;
    (label.number == 1 && !words.is_empty()).then_some(label)
}

#[cfg(test)]
mod tests {
    use super::super::line;
    use super::*;
    use crate::lexicon::Lexicon;

    /// The lines that are part of a row, and those of a table after `|`.
    fn rows(text: &str) -> Vec<String> {
        let mut lines = line::lines(text);
        find_blocks(text, &mut lines, Lexicon::standard().outline());
        let words = |line: &Line| match line.block {
            Block::None | Block::Verbatim => None,
            Block::Row => Some(line.body(text).to_owned()),
            Block::Table => Some(format!("|{}", line.body(text))),
        };
        lines.iter().filter_map(words).collect()
    }

    #[test]
    fn short_lines_are_a_row_from_three_on() {
        assert_eq!(rows("型号\n版本\n地址\n正文在此。\n"), ["型号", "版本", "地址"]);
        assert_eq!(rows("型号\n\n版本\n\n地址\n"), ["型号", "版本", "地址"]);
        assert_eq!(rows("型号\n版本\n正文在此。\n"), [""; 0]);
        assert_eq!(rows("型号\n版本\n\n地址\n正文在此。\n"), [""; 0], "a gap sets the third apart");
        assert_eq!(rows("一、型号\n二、版本\n三、地址\n"), [""; 0], "numbers make headings");
        assert_eq!(rows("政策\n日期：今天\n版本：三\n前言\n"), [""; 0], "values are no headings");
    }

    #[test]
    fn keys_and_values() {
        let text = "名称：\n示例地图\n场景：\n为您显示门店，\n链接：\nhttps://a.example/\n正文。\n";
        assert_eq!(rows(text).len(), 6);
        assert_eq!(rows("名称：\n示例。\n场景：\n示例。\n链接：\n示例。\n"), [""; 0], "sentences");
        assert_eq!(rows("名称：\n示例，\n场景：\n示例，\n正文。\n"), [""; 0], "two");
    }

    #[test]
    fn tables() {
        assert_eq!(rows("甲\t乙\t丙\n"), ["|甲\t乙\t丙"]);
        assert_eq!(rows("甲 | 乙\n丙 | 丁\n"), ["|甲 | 乙", "|丙 | 丁"]);
        assert_eq!(rows("隐私政策 | 示例\n正文。\n"), [""; 0], "one line with one separator");
        assert_eq!(rows("# 甲 | 乙 | 丙\n"), [""; 0], "a heading");
    }

    #[test]
    fn lists_that_start_after_a_key() {
        assert_eq!(rows("信息：1.昵称\n2.头像\n3.性别\n5.其他\n"), ["头像", "性别"]);
        assert_eq!(rows("信息：昵称\n2.头像\n"), [""; 0]);
    }
}
