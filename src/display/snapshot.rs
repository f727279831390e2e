//! [`Snapshot`]: everything that was made of a text, for tests to compare.

use std::fmt::{self, Display, Formatter};

use super::style::Style;
use super::words::{TITLE_CELLS, WORDS_CELLS, announced, meant, path, role, words};
use crate::document::{Annotation, Document, Node, Statement};
use crate::statement::{Certainty, MemberRole, Polarity, Rule};
use crate::text::{LineIndex, shortened, visible};
use crate::tree::NodeKind;

/// Everything that the parser found in a text, in a form that tests compare; see [`Document::snapshot`].
#[derive(Clone, Copy, Debug)]
pub struct Snapshot<'d>(&'d Document);

impl Document {
    /// All that was made of the text, in a form that tests compare and people check: the outline, the
    /// brackets, the statements with the rule of each member, the diagnostics. Each line has
    /// one entry, identified by its place and not by a number, so that one more annotation changes few lines.
    ///
    /// A statement shows its certainty unless it is certain. Words are cut after 400 cells. The text can
    /// change with every version of the lexicon and of the rules, as the reading of a policy can.
    ///
    /// ```
    /// let document = policymark::parse("\
    /// 一、注册
    /// 当{您注册账户}时，(我们)会[收集]您的<身份证号>（如有）。
    /// ")?;
    /// assert_eq!(
    ///     document.snapshot().to_string(),
    ///     "\
    /// == outline
    /// 一、注册 [一、]
    ///
    /// == brackets
    /// 2:2     purpose condition: occasion  您注册账户
    /// 2:11    actor   first                我们
    /// 2:16    action  collect              收集
    /// 2:22    data    identity sensitive   身份证号
    /// 2:28    plain   fullwidth            （如有）
    ///
    /// == statements
    /// 2:2 will | 一、注册
    ///   actor      S2  2:11    我们
    ///   action     S1  2:16    收集
    ///   data       S9  2:22    身份证号
    ///   condition  S13 2:2     您注册账户
    ///
    /// == diagnostics
    /// "
    /// );
    /// # Ok::<(), policymark::Error>(())
    /// ```
    #[must_use]
    pub const fn snapshot(&self) -> Snapshot<'_> {
        Snapshot(self)
    }
}

impl Display for Snapshot<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let writer = Writer { document: self.0, lines: self.0.line_index() };
        f.write_str("== outline\n")?;
        writer.outline(f)?;
        f.write_str("\n== brackets\n")?;
        writer.brackets(f)?;
        f.write_str("\n== statements\n")?;
        for statement in self.0.statements() {
            writer.statement(f, statement)?;
        }
        f.write_str("\n== diagnostics\n")?;
        Style::new().diagnostics(self.0).fmt(f)
    }
}

struct Writer<'d> {
    document: &'d Document,
    lines: LineIndex<'d>,
}

impl<'d> Writer<'d> {
    /// Headings with their labels; of items, whose words are in the text, nothing but the label.
    fn outline(&self, f: &mut Formatter<'_>) -> fmt::Result {
        for section in self.document.sections() {
            let indent = "  ".repeat(section.depth());
            let label = visible(section.label().unwrap_or_default());
            match (section.title(), section.label()) {
                (Some(title), Some(_)) => writeln!(f, "{indent}{} [{label}]", visible(title))?,
                (Some(title), None) => writeln!(f, "{indent}{}", visible(title))?,
                (None, _) => writeln!(f, "{indent}- item [{label}]")?,
            }
        }
        Ok(())
    }

    /// Annotations with what they are by themselves, ordinary brackets with the reason, by place.
    fn brackets(&self, f: &mut Formatter<'_>) -> fmt::Result {
        for node in self.document.root().descendants() {
            match (node.kind(), node.annotation()) {
                (NodeKind::Document | NodeKind::Text, _) => {}
                (_, Some(annotation)) => self.mark(f, annotation)?,
                (_, None) => self.ordinary(f, node)?,
            }
        }
        Ok(())
    }

    fn mark(&self, f: &mut Formatter<'_>, annotation: Annotation<'d>) -> fmt::Result {
        let sensitive = if annotation.is_sensitive() { " sensitive" } else { "" };
        let about = format!("{}{sensitive}", role(annotation));
        let (place, kind) = (self.place(annotation.span().start()), annotation.kind());
        writeln!(f, "{place:<7} {kind:<7} {about:<20} {}", words(annotation))
    }

    fn ordinary(&self, f: &mut Formatter<'_>, node: Node<'d>) -> fmt::Result {
        let reason = node.reading().map_or("escape", |reading| reading.reason.name());
        let place = self.place(node.span().start());
        let source = shortened(node.source(), WORDS_CELLS);
        writeln!(f, "{place:<7} plain   {reason:<20} {source}")
    }

    /// Where it starts, and what it says as a whole; below it what it consists of.
    fn statement(&self, f: &mut Formatter<'_>, statement: Statement<'d>) -> fmt::Result {
        let certainty = statement.certainty();
        let about = [
            statement.modality().map(|modality| modality.name()),
            (statement.polarity() == Polarity::Denied).then_some("denied"),
            statement.is_consent_exempt().then_some("consent-exempt"),
            (!statement.is_asserted()).then_some("supposed"),
            (certainty != Certainty::Certain).then(|| certainty.name()),
        ];
        f.write_str(&self.place(statement.start()))?;
        for word in about.into_iter().flatten() {
            write!(f, " {word}")?;
        }
        let path = path(statement.heading());
        writeln!(f, "{}{path}", if path.is_empty() { "" } else { " | " })?;
        self.members(f, statement)?;
        self.parts(f, statement)?;
        self.meant(f, statement)?;
        for section in statement.announces() {
            let place = self.place(section.span().start());
            let words = announced(section);
            entry(f, "announces", Rule::Announced.name(), &place, &words)?;
        }
        Ok(())
    }

    fn members(&self, f: &mut Formatter<'_>, statement: Statement<'d>) -> fmt::Result {
        for &role in MemberRole::ALL {
            for member in statement.members_in(role) {
                let place = self.place(member.annotation.span().start());
                entry(f, role.name(), member.rule.name(), &place, &words(member.annotation))?;
            }
            for word in statement.unmarked().filter(|word| word.role() == role) {
                let party = word.party().map_or(String::new(), |party| format!(" {party}"));
                let text = format!("({}){party}", shortened(word.text(), TITLE_CELLS));
                let place = self.place(word.span().start());
                entry(f, role.name(), word.rule(), &place, &text)?;
            }
        }
        Ok(())
    }

    fn parts(&self, f: &mut Formatter<'_>, statement: Statement<'d>) -> fmt::Result {
        for inclusion in statement.inclusions() {
            let place = self.place(inclusion.part.span().start());
            let text = format!("{} < {}", words(inclusion.part), words(inclusion.whole));
            entry(f, "part", inclusion.rule.name(), &place, &text)?;
        }
        Ok(())
    }

    fn meant(&self, f: &mut Formatter<'_>, statement: Statement<'d>) -> fmt::Result {
        for reference in statement.references() {
            let place = self.place(reference.mark.span().start());
            let (meant, more) = meant(reference);
            for annotation in meant {
                let text = format!("{} = {}", words(reference.mark), words(annotation));
                entry(f, "means", reference.rule.name(), &place, &text)?;
            }
            if more {
                let text = format!("{} = …", words(reference.mark));
                entry(f, "means", reference.rule.name(), &place, &text)?;
            }
        }
        Ok(())
    }

    fn place(&self, offset: u32) -> String {
        self.lines.position(offset).to_string()
    }
}

/// `  data       S9  2:21    身份证号`
fn entry(f: &mut Formatter<'_>, role: &str, rule: &str, place: &str, words: &str) -> fmt::Result {
    writeln!(f, "  {role:<10} {rule:<3} {place:<7} {words}")
}
