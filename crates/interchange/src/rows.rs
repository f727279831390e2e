//! Statements as rows of a table that opens in a spreadsheet: the columns, and how their cells are written.
//!
//! The text starts with a byte-order mark, without which Excel takes it for the encoding of the system. Several
//! values in one cell are on lines of their own: no value contains a line end, while `；` and `、` occur in them.
//! Words without a mark are in parentheses.

use policymark::lexicon::Ground;
use policymark::statement::{Certainty, MemberRole, Modality, Polarity};

/// Excel refuses longer cells, counted in UTF-16.
const LONGEST_CELL: usize = 32_767;

/// What a spreadsheet takes for the start of a formula.
const FORMULA: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];

/// A statement that has a row. What it says where is the column of the same name.
pub trait Row {
    /// Affirmed or denied.
    fn polarity(&self) -> Polarity;
    /// How binding it is.
    fn modality(&self) -> Option<Modality>;
    /// How sure it is that the text says it.
    fn certainty(&self) -> Certainty;
    /// Whether the text says it, and does not suppose it.
    fn is_asserted(&self) -> bool;
    /// Whether it needs no consent.
    fn is_consent_exempt(&self) -> bool;
    /// The words of the members in a role, each once.
    fn words(&self, role: MemberRole) -> Vec<String>;
    /// The words in a role that have no mark.
    fn unmarked(&self, role: MemberRole) -> Vec<String>;
    /// The ground of each of the [words](Self::words) in a role.
    fn grounds(&self, role: MemberRole) -> Vec<Option<Ground>>;
    /// Each whole with its parts.
    fn parts(&self) -> Vec<(String, Vec<String>)>;
    /// Each reference with what it means.
    fn means(&self) -> Vec<(String, Vec<String>)>;
    /// The items that it announces.
    fn announces(&self) -> Vec<String>;
    /// The headings above it, from the outermost on.
    fn headings(&self) -> Vec<String>;
    /// The sentence.
    fn sentence(&self) -> String;
}

/// The names of the columns for what a statement says, in the order of [`cells`].
pub fn columns() -> impl Iterator<Item = &'static str> {
    let said = ["polarity", "modality", "certainty", "asserted", "consent_exempt"];
    let roles =
        MemberRole::SHOWN.into_iter().flat_map(|role| [Some(role.key()), grounds_name(role)]);
    let rest = ["parts", "means", "announces", "headings", "sentence"];
    said.into_iter().chain(roles.flatten()).chain(rest)
}

/// What a statement says, a cell for each of the [`columns`].
pub fn cells(row: &impl Row) -> Vec<String> {
    let mut cells = vec![
        row.polarity().to_string(),
        row.modality().map_or(String::new(), |modality| modality.to_string()),
        row.certainty().to_string(),
        row.is_asserted().to_string(),
        row.is_consent_exempt().to_string(),
    ];
    for role in MemberRole::SHOWN {
        let unmarked = row.unmarked(role).into_iter().map(|word| format!("({word})"));
        cells.push(lines(row.words(role).into_iter().chain(unmarked)));
        cells.extend(grounds_name(role).map(|_| {
            let grounds = row.grounds(role).into_iter();
            lines(grounds.map(|ground| ground.map_or("", |ground| ground.name())))
        }));
    }
    let listed = |(name, texts): (String, Vec<String>)| format!("{name}: {}", texts.join("、"));
    cells.push(lines(row.parts().into_iter().map(listed)));
    cells.push(lines(row.means().into_iter().map(listed)));
    cells.push(lines(row.announces()));
    cells.push(row.headings().join(" › "));
    cells.push(row.sentence());
    cells
}

/// The byte-order mark and the names of the columns.
pub fn head<'c>(columns: impl IntoIterator<Item = &'c str>) -> String {
    format!("\u{feff}{}", record(columns))
}

/// A record of RFC 4180 and its line end. No spreadsheet computes a cell or finds it too long.
pub fn record<S: AsRef<str>>(cells: impl IntoIterator<Item = S>) -> String {
    let cells: Vec<_> = cells.into_iter().map(|cell| quoted(&safe(cell.as_ref()))).collect();
    cells.join(",") + "\r\n"
}

/// Values of one cell, each on a line of its own.
pub fn lines<S: AsRef<str>>(values: impl IntoIterator<Item = S>) -> String {
    let mut joined = String::new();
    for (number, value) in values.into_iter().enumerate() {
        if number > 0 {
            joined.push('\n');
        }
        joined.push_str(value.as_ref());
    }
    joined
}

/// The name of the column with the grounds of a role.
const fn grounds_name(role: MemberRole) -> Option<&'static str> {
    match role {
        MemberRole::Condition => Some("grounds"),
        MemberRole::Exception => Some("exception_grounds"),
        MemberRole::Absence => Some("without_grounds"),
        _ => None,
    }
}

/// A cell that no spreadsheet computes: `=1+1` gets an apostrophe before it, which says that text follows. Longer
/// cells than a spreadsheet takes are cut.
fn safe(cell: &str) -> String {
    let mut safe = String::with_capacity(cell.len());
    if cell.starts_with(FORMULA) {
        safe.push('\'');
    }
    let mut units = safe.len();
    for letter in cell.chars() {
        units += letter.len_utf16();
        if units >= LONGEST_CELL {
            safe.push('…');
            break;
        }
        safe.push(letter);
    }
    safe
}

/// A cell, in quotes where it needs them.
fn quoted(cell: &str) -> String {
    match cell.contains([',', '"', '\r', '\n']) {
        true => format!("\"{}\"", cell.replace('"', "\"\"")),
        false => cell.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        for start in ["=1+1", "+1", "-1", "@A1", "\t=1", "\r=1", "＝1"] {
            assert_eq!(safe(start), format!("'{start}"));
        }
        assert_eq!(safe("1=1"), "1=1");
        assert_eq!(safe(""), "");
    }

    #[test]
    fn cells_are_quoted_where_they_need_it() {
        assert_eq!(
            record(["a", "b,c", "说“是”", "\"d\"", "e\nf", ""]),
            "a,\"b,c\",说“是”,\"\"\"d\"\"\",\"e\nf\",\r\n"
        );
    }

    #[test]
    fn no_cell_is_longer_than_a_spreadsheet_takes() {
        assert_eq!(safe(&"手".repeat(LONGEST_CELL - 1)), "手".repeat(LONGEST_CELL - 1));
        for cell in
            ["手".repeat(LONGEST_CELL + 1), "=".repeat(LONGEST_CELL), "😀".repeat(LONGEST_CELL)]
        {
            let safe = safe(&cell);
            assert!(safe.encode_utf16().count() <= LONGEST_CELL, "{}", safe.len());
            assert!(safe.ends_with('…'));
        }
    }
}
