//! Text by display width: `手` takes two cells of a terminal, `e` one.

use std::borrow::Cow;
use std::io::{self, Write};

use policymark::text::visible;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// The width to write for: the environment variable `COLUMNS` if it is set and sane, else 80.
pub(crate) fn terminal_width() -> usize {
    let columns = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    columns.filter(|columns| (40..=400).contains(columns)).unwrap_or(80)
}

/// `1 file`, `2 files`.
pub(crate) fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

/// How many bytes a cell may take: more only counts where marks pile up on one letter.
const BYTES_PER_CELL: usize = 16;

/// As much of a text as fits in `cells`, fit for a terminal. Looks no further.
pub(crate) fn shortened(text: &str, cells: usize) -> String {
    let head = &text[..text.floor_char_boundary(cells * BYTES_PER_CELL)];
    let more = if head.len() < text.len() { "…" } else { "" };
    clip(&format!("{}{more}", visible(head)), cells).into_owned()
}

/// As much of the text as fits in `cells`, with `…` where something is left out.
pub(crate) fn clip(text: &str, cells: usize) -> Cow<'_, str> {
    let (head, rest) = split(text, cells);
    if rest.is_empty() {
        return Cow::Borrowed(text);
    }
    let (head, _) = split(head, cells.saturating_sub(1));
    Cow::Owned(format!("{head}…"))
}

/// The text, and blanks up to `cells`.
pub(crate) fn pad(text: &str, cells: usize) -> String {
    format!("{text}{:1$}", "", cells.saturating_sub(text.width()))
}

/// The text in lines of at most `cells`, broken between clusters: not inside an English word
/// that fits on a line, and not between a word and a bracket or mark that belongs to it.
pub(crate) fn wrap(text: &str, cells: usize) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let (line, after) = rest.split_at(line_len(rest, cells));
        rest = after.trim_start();
        Some(line.trim_end())
    })
}

/// Writes words after a label, wrapped under their start. Nothing where there are no words.
pub(crate) fn write_labelled(
    output: &mut impl Write,
    width: usize,
    label: &str,
    words: &str,
) -> io::Result<()> {
    write_indented(output, width, 2, label, words)
}

/// Like [`write_labelled`], but the label starts after so many blanks.
pub(crate) fn write_indented(
    output: &mut impl Write,
    width: usize,
    indent: usize,
    label: &str,
    words: &str,
) -> io::Result<()> {
    let mut label = label;
    const LABEL: usize = "without ".len();
    for line in wrap(words, width.saturating_sub(indent + LABEL)) {
        writeln!(output, "{:indent$}{label:<LABEL$}{line}", "")?;
        label = "";
    }
    Ok(())
}

/// How many bytes of a text that is not empty go on its first line.
fn line_len(text: &str, cells: usize) -> usize {
    let (line, after) = split(text, cells);
    let is_word = |c: char| c.is_ascii_alphanumeric();
    let before = if after.starts_with(is_word) {
        line.trim_end_matches(is_word)
    } else if after.starts_with(CLOSING) {
        without_last(line.trim_end_matches(CLOSING))
    } else {
        line
    };
    let before = before.trim_end_matches(OPENING);
    let line = if before.trim().is_empty() { line } else { before };
    // A cluster that is wider than the line is put on it all the same.
    let first = text.graphemes(true).next().map_or(0, str::len);
    line.len().max(first)
}

/// What does not end a line.
const OPENING: [char; 8] = ['（', '《', '“', '【', '<', '[', '{', '('];

/// What does not start a line.
const CLOSING: [char; 20] = [
    '，', '。', '、', '；', '：', '！', '？', '）', '》', '”', '’', '】', '」', '…', '%', ')', ']',
    '}', '>', ',',
];

fn without_last(text: &str) -> &str {
    let last = text.graphemes(true).next_back().map_or(0, str::len);
    &text[..text.len() - last]
}

/// Splits after as many clusters as fit in `cells`. Looks no further.
fn split(text: &str, cells: usize) -> (&str, &str) {
    let mut used = 0;
    for (at, cluster) in text.grapheme_indices(true) {
        used += cluster.width();
        if used > cells {
            return text.split_at(at);
        }
    }
    (text, "")
}
