//! A statement on one line: `我们 收集 手机号码 for 验证您的身份`.

use std::fmt::{self, Debug, Display, Formatter};

use super::style::Style;
use super::words::{WORDS_CELLS, by_document, labelled_members, words};
use crate::document::Statement;
use crate::statement::{Certainty, MemberRole};
use crate::text::{quoted, shortened};

impl<'n> Style<'n> {
    /// Statements, one a line, each after its place. A line that is longer than the width is cut.
    ///
    /// The words are those of the statement's
    /// [`Display`](Statement#impl-Display-for-Statement<'_>).
    ///
    /// ```
    /// use policymark::display::Style;
    ///
    /// let document = policymark::parse("(我们)会[收集]<邮箱>。\n(我们)不会向(广告商)[出售]<邮箱>。")?;
    /// let shown = Style::new().name("policy.txt").lines(document.statements()).to_string();
    /// assert_eq!(
    ///     shown,
    ///     "\
    /// policy.txt:1:1: 我们 收集 邮箱
    /// policy.txt:2:1: 我们 not 出售 邮箱 to 广告商
    /// "
    /// );
    /// # Ok::<(), policymark::Error>(())
    /// ```
    pub fn lines<'d>(self, statements: impl IntoIterator<Item = Statement<'d>>) -> impl Display {
        Lines { style: self, statements: statements.into_iter().collect() }
    }
}

struct Lines<'n, 'd> {
    style: Style<'n>,
    statements: Vec<Statement<'d>>,
}

impl Display for Lines<'_, '_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        for (of_document, lines) in by_document(&self.statements) {
            for statement in of_document {
                let place = self.style.place(lines.position(statement.start()));
                let line = format!("{place}: {statement}");
                writeln!(f, "{}", shortened(&line, self.style.cells()))?;
            }
        }
        Ok(())
    }
}

impl Display for Statement<'_> {
    /// One line: who, whether it is denied or how binding it is, the verbs, the data, and all else after
    /// the label that the longer forms give it. In parentheses what is named without a mark, in brackets
    /// what is not certain, only supposed, or needs no consent.
    ///
    /// ```
    /// let document = policymark::parse(
    ///     "当{您注册账户}时，您需要[提供]<手机号码>，以便{验证您的身份}。(我们)不会[共享]<手机号码>。",
    /// )?;
    /// let lines: Vec<_> = document.statements().map(|statement| statement.to_string()).collect();
    /// assert_eq!(lines, [
    ///     "(您) must 提供 手机号码 for 验证您的身份 when 您注册账户",
    ///     "我们 not 共享 手机号码",
    /// ]);
    /// # Ok::<(), policymark::Error>(())
    /// ```
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let mut parts: Vec<String> = Vec::new();
        for (_, label, words) in labelled_members(*self, |role| members(*self, role)) {
            match label {
                _ if words.is_empty() => {}
                "who" | "does" | "data" => parts.push(words),
                _ => parts.push(format!("{label} {words}")),
            }
        }
        parts.extend(reservations(*self));
        f.pad(&parts.join(" "))
    }
}

impl Debug for Statement<'_> {
    /// `Statement(#0 "我们 收集 手机号码")`
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "Statement(#{} {})", self.id(), quoted(&self.to_string()))
    }
}

/// The words of the members in one role, those without a mark in parentheses.
fn members(statement: Statement<'_>, role: MemberRole) -> String {
    let marked = statement.in_role(role).map(words);
    let unmarked = statement.unmarked().filter(|word| word.role() == role);
    let unmarked = unmarked.map(|word| format!("({})", shortened(word.text(), WORDS_CELLS)));
    marked.chain(unmarked).collect::<Vec<_>>().join("、")
}

/// `[likely, supposed]`
fn reservations(statement: Statement<'_>) -> Option<String> {
    let certainty = statement.certainty();
    let doubt = (certainty != Certainty::Certain).then(|| certainty.name());
    let supposed = (!statement.is_asserted()).then_some("supposed");
    let exempt = statement.is_consent_exempt().then_some("no consent needed");
    let all: Vec<_> = [doubt, supposed, exempt].into_iter().flatten().collect();
    (!all.is_empty()).then(|| format!("[{}]", all.join(", ")))
}
