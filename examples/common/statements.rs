//! Statements as blocks of labelled lines, which 80 columns hold better than a table does.

use std::collections::HashSet;
use std::io::{self, Write};

use policymark::document::{Reference, Unmarked};
use policymark::statement::{Certainty, MemberRole, Modality, Polarity, Rule};
use policymark::text::{LineIndex, visible};
use policymark::{Annotation, Section, Statement};

use super::text::{shortened, write_labelled};

/// How many cells of a title, and of the words of a member, are shown. Many statements can share
/// one that is as long as the policy.
const TITLE_CELLS: usize = 80;
pub(crate) const WORDS_CELLS: usize = 400;

/// How many annotations are shown that a mark means. Many marks can mean the same ones.
const MEANT: usize = 8;

/// What is denied where nothing names the verb, so that the denial is shown.
pub(crate) const NO_VERB: &str = "-";

/// What is shown of each statement, and how wide.
pub(crate) struct Style {
    /// Whether each member is followed by the rule of `grammar.md` that tied it, and a condition by its
    /// ground.
    pub(crate) explain: bool,
    /// How many cells a line may take.
    pub(crate) width: usize,
}

impl Style {
    /// Writes a block: number, place and doubt, then a line for each role that is filled and each
    /// item that is announced.
    pub(crate) fn write(
        &self,
        output: &mut impl Write,
        name: &str,
        lines: &LineIndex<'_>,
        statement: Statement<'_>,
    ) -> io::Result<()> {
        self.header(output, name, lines, statement)?;
        let roles = [
            (MemberRole::Actor, "who"),
            (MemberRole::Action, verb(statement)),
            (MemberRole::Data, "data"),
            (MemberRole::Excluded, "but not"),
            (MemberRole::Recipient, "to"),
            (MemberRole::Source, "from"),
            (MemberRole::Subject, "whose"),
            (MemberRole::Place, "at"),
            (MemberRole::Purpose, "for"),
            (MemberRole::Condition, "when"),
            (MemberRole::Exception, "unless"),
            (MemberRole::Absence, "without"),
        ];
        for (role, label) in roles {
            let mut members = self.members(statement, role);
            if members.is_empty() && label == NOT {
                members.push_str(NO_VERB);
            }
            write_labelled(output, self.width, label, &members)?;
            if role == MemberRole::Data {
                self.parts(output, statement)?;
            }
        }
        self.meant(output, statement)?;
        self.announced(output, statement)?;
        if statement.is_consent_exempt() {
            write_labelled(output, self.width, "note", "no consent needed")?;
        }
        write_labelled(output, self.width, "where", &shown_path(&heading_path(statement.heading())))
    }

    /// `#3  policy.txt:12:5  likely`
    fn header(
        &self,
        output: &mut impl Write,
        name: &str,
        lines: &LineIndex<'_>,
        statement: Statement<'_>,
    ) -> io::Result<()> {
        let place = lines.position(start(statement));
        let doubt = match statement.certainty() {
            Certainty::Certain => "",
            Certainty::Likely => "  likely",
            _ => "  doubtful",
        };
        let supposed = if statement.is_asserted() { "" } else { "  supposed" };
        writeln!(output, "#{}  {}:{place}{doubt}{supposed}", statement.id().index(), visible(name))
    }

    /// The members in one role; of the data those that are part of no other. In parentheses what is named
    /// without a mark.
    fn members(&self, statement: Statement<'_>, role: MemberRole) -> String {
        let parts: HashSet<_> = match role {
            MemberRole::Data => statement.inclusions().map(|i| i.part.id()).collect(),
            _ => HashSet::new(),
        };
        let members = statement.members().filter(|member| member.role == role);
        let whole = members.filter(|member| !parts.contains(&member.annotation.id()));
        let words = whole.map(|member| self.word(member.annotation, &member.rule));
        let unmarked = statement.unmarked().filter(|word| word.role() == role);
        let unmarked = unmarked.map(|word| self.unmarked(word));
        words.chain(unmarked).collect::<Vec<_>>().join("、")
    }

    fn unmarked(&self, word: Unmarked<'_>) -> String {
        let text = shortened(word.text(), WORDS_CELLS);
        if self.explain { format!("({text}) [{}]", word.rule()) } else { format!("({text})") }
    }

    /// For each whole a line with its parts.
    fn parts(&self, output: &mut impl Write, statement: Statement<'_>) -> io::Result<()> {
        let mut inclusions = statement.inclusions().peekable();
        while let Some(first) = inclusions.next() {
            let part = self.word(first.part, &first.rule);
            let mut words = format!("{}: {part}", shortened(&first.whole.text(), WORDS_CELLS));
            while let Some(next) = inclusions.next_if(|next| next.whole == first.whole) {
                words.push('、');
                words.push_str(&self.word(next.part, &next.rule));
            }
            write_labelled(output, self.width, "parts", &words)?;
        }
        Ok(())
    }

    /// For each mark that refers back a line with what it means.
    fn meant(&self, output: &mut impl Write, statement: Statement<'_>) -> io::Result<()> {
        for reference in statement.references() {
            let mark = shortened(&reference.mark.text(), WORDS_CELLS);
            let (meant, more) = meant(reference);
            let meant = meant.into_iter().map(|meant| self.word(meant, &reference.rule));
            let more = if more { "…" } else { "" };
            let words = format!("{mark}: {}{more}", meant.collect::<Vec<_>>().join("、"));
            write_labelled(output, self.width, "means", &words)?;
        }
        Ok(())
    }

    /// For each item that it announces a line: its number and words.
    fn announced(&self, output: &mut impl Write, statement: Statement<'_>) -> io::Result<()> {
        let mut label = "items";
        for section in statement.announces() {
            let number = section.label().map_or(String::new(), |number| format!("{number} "));
            let mut words = shortened(&format!("{number}{}", section.text()), TITLE_CELLS);
            if self.explain {
                words.push_str(&format!(" [{}]", Rule::Announced));
            }
            write_labelled(output, self.width, label, &words)?;
            label = "";
        }
        Ok(())
    }

    fn word(&self, annotation: Annotation<'_>, rule: &impl std::fmt::Display) -> String {
        let text = shortened(&annotation.text(), WORDS_CELLS);
        match annotation.ground() {
            _ if !self.explain => text,
            Some(ground) => format!("{text} [{rule}, {ground}]"),
            None => format!("{text} [{rule}]"),
        }
    }
}

/// The first annotations that a mark means, and whether there are more.
pub(crate) fn meant(reference: Reference<'_>) -> (Vec<Annotation<'_>>, bool) {
    let mut annotations = reference.annotations();
    let meant = annotations.by_ref().take(MEANT).collect();
    (meant, annotations.next().is_some())
}

const NOT: &str = "not";

/// The label of the actions: whether they are done, may be, must be or are not.
fn verb(statement: Statement<'_>) -> &'static str {
    match (statement.polarity(), statement.modality()) {
        (Polarity::Denied, _) => NOT,
        (_, Some(Modality::May)) => "may",
        (_, Some(Modality::Must)) => "must",
        _ => "does",
    }
}

/// The titles of a heading and of those above it, from the outermost to the innermost.
pub(crate) fn heading_path(heading: Option<Section<'_>>) -> Vec<&str> {
    let path = heading.into_iter().flat_map(Section::ancestors);
    let mut titles: Vec<_> = path.filter_map(Section::title).collect();
    titles.reverse();
    titles
}

/// The titles on one line: `二、共享 › （一）委托处理`.
pub(crate) fn shown_path(titles: &[&str]) -> String {
    let titles = titles.iter().map(|title| shortened(title, TITLE_CELLS));
    titles.collect::<Vec<_>>().join(" › ")
}

/// Where the statement's own words start, in bytes: what it takes from a lead-in stands earlier.
pub(crate) fn start(statement: Statement<'_>) -> u32 {
    let sentence = statement.sentence().span();
    let spans = statement.members().map(|member| member.annotation.span());
    let own = spans.filter(|&span| sentence.covers(span)).map(|span| span.start());
    own.min().unwrap_or(sentence.start())
}
