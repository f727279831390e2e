//! The changes between two versions, one a line with its places in both.

use std::fmt::{self, Display, Formatter};

use super::style::Style;
use super::words::WORDS_CELLS;
use crate::compare::{Change, Comparison, Place};
use crate::document::Statement;
use crate::text::{LineIndex, shortened};

impl<'n> Style<'n> {
    /// What changed between two versions, one change a line: its place in the old version and in the new one,
    /// what it is, the words, and the statement in which it is. Lines are cut to the width; the name is
    /// not shown.
    ///
    /// ```
    /// use policymark::compare::compare;
    /// use policymark::display::Style;
    ///
    /// let old = policymark::parse("一、共享\n(我们)不会[共享]<邮箱>。\n(我们)会[删除]<昵称>。\n")?;
    /// let new = policymark::parse("二、共享\n(我们)会[共享]<邮箱>、<位置>。\n")?;
    /// assert_eq!(
    ///     Style::new().changes(&compare(&old, &new)).to_string(),
    ///     "\
    /// 1:1    1:1    heading renumbered: 一、共享 → 二、共享
    /// 2:1    2:1    now affirmed: 我们 共享 邮箱、位置
    /// 2:1    2:15   data added: 位置 | 我们 共享 邮箱、位置
    /// 3:1    -      statement removed: 我们 删除 昵称
    /// "
    /// );
    /// # Ok::<(), policymark::Error>(())
    /// ```
    pub fn changes(self, comparison: &Comparison<'_>) -> impl Display {
        Changes { style: self, comparison }
    }
}

impl Display for Comparison<'_> {
    /// The lines that [`Style::changes`] shows, as wide as [`Style::WIDTH`]. Nothing if nothing changed.
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        Style::new().changes(self).fmt(f)
    }
}

struct Changes<'n, 'c, 'd> {
    style: Style<'n>,
    comparison: &'c Comparison<'d>,
}

impl Display for Changes<'_, '_, '_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let old_lines = self.comparison.old_version().line_index();
        let new_lines = self.comparison.new_version().line_index();
        let mut statement = LastStatement::default();
        for change in self.comparison.changes() {
            let (old, new) = change.starts;
            let places = format!("{:<7}{:<7}", place(old, &old_lines), place(new, &new_lines));
            let line = format!("{places}{}: {}", name(change), self.words(change, &mut statement));
            writeln!(f, "{}", shortened(&line, self.style.cells()))?;
        }
        Ok(())
    }
}

impl Changes<'_, '_, '_> {
    /// What changed, `邮箱 → 电话`, and after a bar the statement in which it did.
    fn words<'d>(&self, change: Change<'d>, last: &mut LastStatement<'d>) -> String {
        let (old, new) = change.statements();
        let cells = WORDS_CELLS.min(self.style.cells());
        let of = |place: Option<Place<'_>>| place.map(|place| shortened(&place.text(), cells));
        match (change.role, new.or(old)) {
            (None, Some(statement)) => last.words(statement).to_owned(),
            (_, None) => both(of(change.old), of(change.new)),
            (Some(_), Some(statement)) => {
                format!("{} | {}", both(of(change.old), of(change.new)), last.words(statement))
            }
        }
    }
}

/// The statement of the last line, with its words: one can have as many changes as it has members.
#[derive(Default)]
pub(super) struct LastStatement<'d> {
    statement: Option<Statement<'d>>,
    words: String,
}

impl<'d> LastStatement<'d> {
    pub(super) fn words(&mut self, statement: Statement<'d>) -> &str {
        if self.statement.replace(statement) != Some(statement) {
            self.words = shortened(&statement.to_string(), WORDS_CELLS);
        }
        &self.words
    }
}

/// `12:5`, or a dash for what is not there.
pub(super) fn place(start: Option<u32>, lines: &LineIndex<'_>) -> String {
    start.map_or("-".to_owned(), |start| format!("{} ", lines.position(start)))
}

/// `statement added`, `data added`.
fn name(change: Change<'_>) -> String {
    let name = change.kind.name();
    let kind = name.strip_prefix("member-").unwrap_or(name);
    let role = change.role.map_or(String::new(), |role| format!("{role} "));
    format!("{role}{}", kind.replace('-', " "))
}

/// `一、共享 → 二、共享`, or the one that is there.
fn both(old: Option<String>, new: Option<String>) -> String {
    match (old, new) {
        (Some(old), Some(new)) if old != new => format!("{old} → {new}"),
        (old, new) => new.or(old).unwrap_or_default(),
    }
}
