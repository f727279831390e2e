//! Writes `NAME.txt`, `NAME.ann` and `annotation.conf`.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write;

use policymark::text::AnnotationKind;

use super::STATEMENT;
use crate::format::Piece;
use crate::options::Options;
use crate::view::{Place, Statement, View};

pub(super) fn policy(view: &View, options: &Options) -> Vec<Piece> {
    let text = view.text.replace("\r\n", " \n").replace('\r', "\n");
    let mut lines = Lines { text: &text, ..Lines::default() };
    for span in &view.spans {
        let id = lines.text(&type_of(span.kind, options), span.place);
        debug_assert_eq!(id, id_of(span.id));
        lines.attributes(&id, span.attributes());
    }
    for statement in &view.statements {
        lines.statement(view, statement);
    }
    let all = lines.all;
    vec![
        Piece::new(format!("{}.txt", view.name), text),
        Piece::new(format!("{}.ann", view.name), all),
    ]
}

/// The label of a kind; its English name if that is not ASCII.
pub(super) fn type_of(kind: AnnotationKind, options: &Options) -> String {
    let label = options.labels.of(kind);
    let is_allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    match label.chars().all(is_allowed) && !label.is_empty() {
        true => label.to_owned(),
        false => capital(kind.name()),
    }
}

/// The id of a span: they are the first lines.
fn id_of(span: usize) -> String {
    format!("T{}", span + 1)
}

/// `consent-exempt` as brat would name it: `Consent-exempt`.
pub(super) fn capital(name: &str) -> String {
    let mut letters = name.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_ascii_uppercase().to_string() + letters.as_str())
}

/// The lines of an `.ann`, which number what they have.
#[derive(Default)]
struct Lines<'t> {
    text: &'t str,
    all: String,
    /// By the span that stands for the statement.
    triggers: HashMap<usize, String>,
    texts: usize,
    events: usize,
    relations: usize,
    attributes: usize,
}

impl Lines<'_> {
    /// A span as `T1`. One over a line end is in fragments, whose words have a space between them.
    fn text(&mut self, kind: &str, place: Place) -> String {
        self.texts += 1;
        let words = &self.text[place.bytes()];
        let mut fragments = Vec::new();
        let mut start = place.start.char;
        for line in words.split('\n') {
            let end = start + line.chars().count() as u32;
            if !line.is_empty() {
                fragments.push(format!("{start} {end}"));
            }
            start = end + 1;
        }
        let words: Vec<_> = words.split('\n').filter(|line| !line.is_empty()).collect();
        let id = format!("T{}", self.texts);
        let _ = writeln!(self.all, "{id}\t{kind} {}\t{}", fragments.join(";"), words.join(" "));
        id
    }

    fn attributes<'a>(&mut self, of: &str, attributes: impl Iterator<Item = (&'a str, &'a str)>) {
        for (name, value) in attributes {
            self.attributes += 1;
            let _ = writeln!(self.all, "A{}\t{} {of} {value}", self.attributes, capital(name));
        }
    }

    /// A statement as an event. Its trigger is a span of its own over the first action, so that an action can be a
    /// member of several statements. Statements of one action share it.
    fn statement(&mut self, view: &View, statement: &Statement) {
        let Some(anchor) = statement.anchor().and_then(|anchor| view.spans.get(anchor)) else {
            return;
        };
        let trigger = match self.triggers.get(&anchor.id) {
            Some(known) => known.clone(),
            None => self.text(STATEMENT, anchor.place),
        };
        self.triggers.insert(anchor.id, trigger.clone());
        self.events += 1;
        let event = format!("E{}", self.events);
        let _ = write!(self.all, "{event}\t{STATEMENT}:{trigger}");
        let mut counts = BTreeMap::<&str, usize>::new();
        for member in &statement.members {
            let count = counts.entry(member.role.name()).or_default();
            *count += 1;
            // The second one in a role is `Data2`.
            let number = if *count > 1 { count.to_string() } else { String::new() };
            let _ =
                write!(self.all, " {}{number}:{}", capital(member.role.name()), id_of(member.span));
        }
        self.all.push('\n');
        self.attributes(&event, statement.attributes());
        for inclusion in &statement.inclusions {
            self.relation("Includes", inclusion.whole, inclusion.part);
        }
        for (mark, meant) in &statement.references {
            for &meant in meant {
                self.relation("Means", *mark, meant);
            }
        }
    }

    fn relation(&mut self, kind: &str, one: usize, other: usize) {
        self.relations += 1;
        let number = self.relations;
        let _ = writeln!(self.all, "R{number}\t{kind} Arg1:{} Arg2:{}", id_of(one), id_of(other));
    }
}
