//! Statements as blocks of labelled lines, which 80 columns hold better than a table does.

use std::collections::HashSet;
use std::fmt::{self, Display, Formatter};

use super::style::Style;
use super::words::{WORDS_CELLS, announced, by_document, labelled_members, meant, path, words};
use crate::document::{Annotation, Statement, Unmarked};
use crate::statement::{Certainty, MemberRole, Rule};
use crate::text::{LineIndex, shortened};

impl<'n> Style<'n> {
    /// Statements as blocks, with a blank line between two: number, place and doubt, then a line for each
    /// role that is filled and each item that is announced. In parentheses what is named without a mark.
    ///
    /// Words are cut after 400 cells: many statements can share long ones.
    ///
    /// ```
    /// use policymark::display::Style;
    /// use policymark::query::data;
    ///
    /// let document = policymark::parse("\
    /// 一、共享
    /// 您可以[填写]<昵称>。经{您同意}，(我们)可能会向(合作伙伴)[提供]<邮箱>。
    /// ")?;
    /// let shown = Style::new().name("policy.txt").statements(document.find(data("邮箱"))).to_string();
    /// assert_eq!(
    ///     shown,
    ///     "\
    /// #1  policy.txt:2:14
    ///   who     我们
    ///   may     提供
    ///   data    邮箱
    ///   to      合作伙伴
    ///   when    您同意
    ///   where   一、共享
    /// "
    /// );
    /// # Ok::<(), policymark::Error>(())
    /// ```
    pub fn statements<'d>(
        self,
        statements: impl IntoIterator<Item = Statement<'d>>,
    ) -> impl Display {
        Blocks { style: self, statements: statements.into_iter().collect() }
    }
}

struct Blocks<'n, 'd> {
    style: Style<'n>,
    statements: Vec<Statement<'d>>,
}

impl Display for Blocks<'_, '_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if self.statements.is_empty() {
            return self.style.none(f, "statements");
        }
        let mut is_first = true;
        for (of_document, lines) in by_document(&self.statements) {
            for &statement in of_document {
                if !std::mem::take(&mut is_first) {
                    writeln!(f)?;
                }
                Block { style: self.style, statement }.write(f, &lines)?;
            }
        }
        Ok(())
    }
}

struct Block<'n, 'd> {
    style: Style<'n>,
    statement: Statement<'d>,
}

impl Block<'_, '_> {
    fn write(&self, f: &mut Formatter<'_>, lines: &LineIndex<'_>) -> fmt::Result {
        let Self { style, statement } = *self;
        self.header(f, lines)?;
        for (role, label, words) in labelled_members(statement, |role| self.members(role)) {
            style.labelled(f, label, &words)?;
            if role == MemberRole::Data {
                self.parts(f)?;
            }
        }
        self.meant(f)?;
        self.announced(f)?;
        if statement.is_consent_exempt() {
            style.labelled(f, "note", "no consent needed")?;
        }
        style.labelled(f, "where", &path(statement.heading()))
    }

    /// `#3  policy.txt:12:5  likely`
    fn header(&self, f: &mut Formatter<'_>, lines: &LineIndex<'_>) -> fmt::Result {
        let Self { style, statement } = *self;
        let place = style.place(lines.position(statement.start()));
        let certainty = statement.certainty();
        let doubt = match certainty {
            Certainty::Certain => String::new(),
            _ => format!("  {certainty}"),
        };
        let supposed = if statement.is_asserted() { "" } else { "  supposed" };
        writeln!(f, "#{}  {place}{doubt}{supposed}", statement.id())
    }

    /// The members in one role; of the data those that are part of no other. In parentheses what is named
    /// without a mark.
    fn members(&self, role: MemberRole) -> String {
        let statement = self.statement;
        let parts: HashSet<_> = match role {
            MemberRole::Data => statement.inclusions().map(|i| i.part.id()).collect(),
            _ => HashSet::new(),
        };
        let whole =
            statement.members_in(role).filter(|member| !parts.contains(&member.annotation.id()));
        let words = whole.map(|member| self.word(member.annotation, member.rule));
        let unmarked = statement.unmarked().filter(|word| word.role() == role);
        let unmarked = unmarked.map(|word| self.unmarked(word));
        words.chain(unmarked).collect::<Vec<_>>().join("、")
    }

    fn unmarked(&self, word: Unmarked<'_>) -> String {
        let text = shortened(word.text(), WORDS_CELLS);
        match self.style.explains() {
            true => format!("({text}) [{}]", word.rule()),
            false => format!("({text})"),
        }
    }

    /// For each whole a line with its parts.
    fn parts(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let mut inclusions = self.statement.inclusions().peekable();
        while let Some(first) = inclusions.next() {
            let part = self.word(first.part, first.rule);
            let mut line = format!("{}: {part}", words(first.whole));
            while let Some(next) = inclusions.next_if(|next| next.whole == first.whole) {
                line.push('、');
                line.push_str(&self.word(next.part, next.rule));
            }
            self.style.labelled(f, "parts", &line)?;
        }
        Ok(())
    }

    /// A line for each reference, with what it means.
    fn meant(&self, f: &mut Formatter<'_>) -> fmt::Result {
        for reference in self.statement.references() {
            let (meant, more) = meant(reference);
            let meant = meant.into_iter().map(|meant| self.word(meant, reference.rule));
            let more = if more { "…" } else { "" };
            let meant = meant.collect::<Vec<_>>().join("、");
            self.style.labelled(
                f,
                "means",
                &format!("{}: {meant}{more}", words(reference.mark)),
            )?;
        }
        Ok(())
    }

    /// For each item that it announces a line: its number and words.
    fn announced(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let mut label = "items";
        for section in self.statement.announces() {
            let mut words = announced(section);
            if self.style.explains() {
                words.push_str(&format!(" [{}]", Rule::Announced));
            }
            self.style.labelled(f, label, &words)?;
            label = "";
        }
        Ok(())
    }

    fn word(&self, annotation: Annotation<'_>, rule: Rule) -> String {
        let text = words(annotation);
        match annotation.ground() {
            _ if !self.style.explains() => text,
            Some(ground) => format!("{text} [{rule}, {ground}]"),
            None => format!("{text} [{rule}]"),
        }
    }
}
