//! A statement as a row of a table that opens in a spreadsheet.
//!
//! The text starts with a byte-order mark, without which Excel takes it for the encoding of the system. Several
//! values in one cell are on lines of their own: no value contains a line end, while `；` and `、` occur in them.
//! Words without a mark are in parentheses, as in the text forms.

use policymark::statement::MemberRole;

use super::FoundStatement;
use super::member::FoundMember;
use super::statement::Parts;

/// Excel refuses longer cells, counted in UTF-16.
const LONGEST_CELL: usize = 32_767;

/// What a spreadsheet takes for the start of a formula.
const FORMULA: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];

/// The columns with members, in order.
const ROLES: [MemberRole; 12] = [
    MemberRole::Actor,
    MemberRole::Action,
    MemberRole::Data,
    MemberRole::Excluded,
    MemberRole::Recipient,
    MemberRole::Source,
    MemberRole::Subject,
    MemberRole::Place,
    MemberRole::Purpose,
    MemberRole::Condition,
    MemberRole::Exception,
    MemberRole::Absence,
];

/// The byte-order mark and the names of the columns.
pub(super) fn head(explain: bool) -> String {
    let mut names = vec!["file", "line", "column", "id"];
    names.extend(["polarity", "modality", "certainty", "asserted", "consent_exempt"]);
    for role in ROLES {
        names.push(role.key());
        names.extend(grounds_name(role));
    }
    names.extend(["parts", "means", "announces", "headings", "sentence"]);
    names.extend(explain.then_some("rules"));
    format!("\u{feff}{}", record(names))
}

/// The row of a statement.
pub(super) fn row(statement: &FoundStatement<'_>) -> String {
    let mut cells = vec![
        statement.file.to_owned(),
        statement.line.to_string(),
        statement.column.to_string(),
        statement.id.to_string(),
        statement.polarity.to_string(),
        statement.modality.map_or(String::new(), |modality| modality.to_string()),
        statement.certainty.to_string(),
        statement.asserted.to_string(),
        statement.consent_exempt.to_string(),
    ];
    for role in ROLES {
        cells.push(members(statement, role));
        cells.extend(grounds_name(role).map(|_| grounds(statement, role)));
    }
    cells.push(lines(statement.parts.iter().map(parts)));
    let meant = statement.means.iter().map(|meant| {
        let more = if meant.more { "…" } else { "" };
        format!("{}: {}{more}", meant.mark, meant.texts.join("、"))
    });
    cells.push(lines(meant));
    cells.push(lines(&statement.announces));
    cells.push(statement.headings.join(" › "));
    cells.push(statement.sentence.clone());
    let explained = statement.explained.as_ref();
    cells.extend(explained.map(|members| lines(members.iter().map(explanation))));
    record(cells.iter().map(|cell| safe(cell)))
}

fn members(statement: &FoundStatement<'_>, role: MemberRole) -> String {
    let unmarked = statement.unmarked.get(role.key()).into_iter().flatten();
    let unmarked = unmarked.map(|word| format!("({word})"));
    lines(statement.members.get(role).iter().cloned().chain(unmarked))
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

/// A line for the ground of each member.
fn grounds(statement: &FoundStatement<'_>, role: MemberRole) -> String {
    let grounds = statement.grounds.get(role.key()).into_iter().flatten();
    lines(grounds.map(|ground| ground.map_or("", |ground| ground.name())))
}

fn parts(parts: &Parts) -> String {
    format!("{}: {}", parts.whole, parts.parts.join("、"))
}

/// `actor 我们: S3, inherited`
fn explanation(member: &FoundMember) -> String {
    let inherited = if member.inherited { ", inherited" } else { "" };
    format!("{} {}: {}{inherited}", member.role, member.text, member.rule)
}

fn lines<S: AsRef<str>>(values: impl IntoIterator<Item = S>) -> String {
    let mut joined = String::new();
    for (number, value) in values.into_iter().enumerate() {
        if number > 0 {
            joined.push('\n');
        }
        joined.push_str(value.as_ref());
    }
    joined
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

/// A record of RFC 4180 and its line end.
fn record<S: AsRef<str>>(cells: impl IntoIterator<Item = S>) -> String {
    let cells: Vec<_> = cells.into_iter().map(|cell| quoted(cell.as_ref())).collect();
    cells.join(",") + "\r\n"
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
