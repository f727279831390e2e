//! `policymark convert --list`: the formats, and what each carries.

use std::fmt::Write;

use policymark::text::wrap;
use policymark_interchange::{Feature, Format};
use unicode_width::UnicodeWidthStr;

use crate::language::{Language, Say};

/// A table that fits a terminal of 80 columns, and what its columns and rows are.
pub(super) fn table(language: Language) -> String {
    let head = language.text("format");
    let names = Format::ALL.iter().map(|format| format.name().len());
    let name_width = names.chain([head.width()]).max().unwrap_or_default();
    let mut table = matrix(head, name_width, language);
    table.push('\n');
    for format in Format::ALL {
        explained(&mut table, format.name(), name_width, language.text(format.about()));
    }
    table.push('\n');
    let headings = Feature::ALL.iter().map(|feature| language.text(feature.heading()));
    let head_width = headings.clone().map(UnicodeWidthStr::width).max().unwrap_or_default();
    for (feature, heading) in Feature::ALL.iter().zip(headings) {
        explained(&mut table, heading, head_width, language.text(feature.about()));
    }
    table
}

/// A row for each format, a column for each thing that it can do or carry.
fn matrix(head: &str, name_width: usize, language: Language) -> String {
    let features = Feature::ALL.iter().map(|feature| language.text(feature.heading()));
    let heads = [language.text("out"), language.text("in")].into_iter().chain(features);
    let heads: Vec<_> = heads.collect();
    let mut table = format!("{} {}\n", padded(head, name_width), heads.join(" "));
    for format in Format::ALL {
        let cells = [format.can_write(), format.can_read()].into_iter();
        let cells = cells.chain(Feature::ALL.iter().map(|&feature| format.carries(feature)));
        let mut row = padded(format.name(), name_width);
        for (head, is_so) in heads.iter().zip(cells) {
            let _ = write!(row, " {}", padded(if is_so { "x" } else { "" }, head.width()));
        }
        let _ = writeln!(table, "{}", row.trim_end());
    }
    table
}

/// A name, and what it is beside it.
fn explained(table: &mut String, name: &str, name_width: usize, about: &str) {
    let mut name = name;
    for line in wrap(about, WIDTH.saturating_sub(name_width + 2)) {
        let _ = writeln!(table, "{}  {line}", padded(name, name_width));
        name = "";
    }
}

const WIDTH: usize = 80;

/// A text with blanks up to a width in cells.
fn padded(text: &str, cells: usize) -> String {
    let blanks = cells.saturating_sub(text.width());
    text.to_owned() + &" ".repeat(blanks)
}
