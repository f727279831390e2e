//! The clauses of a document, and of what each consists.

use std::fmt::{self, Display, Formatter};

use super::style::Style;
use super::words::WORDS_CELLS;
use crate::document::{Clause, ClauseSlot, Document};
use crate::text::{shortened, wrap};

/// How far the words of a clause are indented, and how far at most those in other clauses are.
const INDENT: usize = 15;
const DEEPEST: usize = 9;

/// How many of the slots of a clause are shown: more only pile up in lists.
const SHOWN: usize = 24;

impl<'n> Style<'n> {
    /// The clauses of each sentence that marks something: below its place for each clause what it does and
    /// its words, those inside another one indented, and then what it consists of.
    ///
    /// ```
    /// use policymark::display::Style;
    ///
    /// let document = policymark::parse("若您不[提供]<邮箱>，(我们)会[保存]<电话>。")?;
    /// assert_eq!(
    ///     Style::new().name("policy.txt").clauses(&document).to_string(),
    ///     "\
    /// policy.txt:1:1
    ///   supposition  若您不[提供]<邮箱>，
    ///                subject (您); denial (不); verb 提供; object 邮箱
    ///   main         (我们)会[保存]<电话>。
    ///                subject 我们; modal (会); verb 保存; object 电话
    /// "
    /// );
    /// # Ok::<(), policymark::Error>(())
    /// ```
    pub fn clauses(self, document: &Document) -> impl Display {
        Clauses { style: self, document }
    }
}

struct Clauses<'n, 'd> {
    style: Style<'n>,
    document: &'d Document,
}

impl Display for Clauses<'_, '_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let lines = self.document.line_index();
        let clauses: Vec<_> = self.document.clauses().collect();
        if clauses.is_empty() {
            return self.style.none(f, "clauses");
        }
        for (number, sentence) in clauses.chunk_by(is_of_same_sentence).enumerate() {
            if number > 0 {
                writeln!(f)?;
            }
            let place = lines.position(sentence[0].sentence().span().start());
            writeln!(f, "{}", self.style.place(place))?;
            for clause in sentence {
                self.clause(f, clause)?;
            }
        }
        Ok(())
    }
}

impl Clauses<'_, '_> {
    fn clause(&self, f: &mut Formatter<'_>, clause: &Clause<'_>) -> fmt::Result {
        let indent = INDENT + 2 * clause.depth().min(DEEPEST);
        let room = self.style.cells().saturating_sub(indent);
        let kind = clause.kind();
        let words = shortened(clause.source().trim(), room.min(WORDS_CELLS));
        writeln!(f, "  {kind:<width$}{words}", width = indent - 2)?;
        for line in wrap(&slots(clause, room.min(WORDS_CELLS)), room) {
            writeln!(f, "{:indent$}{line}", "")?;
        }
        Ok(())
    }
}

/// `subject 星海; verb 提供; object 姓名、电话`: words without a mark in parentheses.
fn slots(clause: &Clause<'_>, room: usize) -> String {
    let words = |slot: &ClauseSlot<'_>| {
        let words = shortened(&slot.text(), room);
        if slot.annotation().is_some() { words } else { format!("({words})") }
    };
    let shown: Vec<_> = clause.slots().take(SHOWN).collect();
    let roles = shown.chunk_by(|one, next| one.role() == next.role()).map(|slots| {
        let words: Vec<_> = slots.iter().map(words).collect();
        format!("{} {}", slots[0].role(), words.join("、"))
    });
    let more = if clause.slots().len() > SHOWN { "、…" } else { "" };
    roles.collect::<Vec<_>>().join("; ") + more
}

fn is_of_same_sentence(one: &Clause<'_>, next: &Clause<'_>) -> bool {
    one.sentence() == next.sentence()
}
