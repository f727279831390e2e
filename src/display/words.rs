//! What several of the text forms show: labels, words and headings of statements, numbers of things.

use crate::annotation::Role;
use crate::document::{Annotation, Reference, Section, Statement};
use crate::statement::{MemberRole, Modality, Polarity};
use crate::text::{LineIndex, shortened};

/// How many cells of a title are shown, and of other words. Brackets and clauses hold one another, and many
/// statements can share one annotation that is as long as the policy.
pub(super) const TITLE_CELLS: usize = 80;
pub(super) const WORDS_CELLS: usize = 400;

/// How many of the annotations that a reference means are shown. Many references can mean the same ones.
const MEANT: usize = 8;

/// What is denied where nothing names the verb, so that the denial is shown.
pub(super) const NO_VERB: &str = "-";

/// The label of denied actions.
pub(super) const NOT: &str = "not";

/// The label of a role; that of actions is [`verb`] where it is one statement's.
pub(super) const fn label(role: MemberRole) -> &'static str {
    match role {
        MemberRole::Actor => "who",
        MemberRole::Action => "does",
        MemberRole::Data => "data",
        MemberRole::Excluded => "but not",
        MemberRole::Recipient => "to",
        MemberRole::Source => "from",
        MemberRole::Subject => "whose",
        MemberRole::Place => "at",
        MemberRole::Purpose => "for",
        MemberRole::Condition => "when",
        MemberRole::Exception => "unless",
        MemberRole::Absence => "without",
    }
}

/// The label of the actions: whether they are done, may be, must be or are not.
fn verb(statement: Statement<'_>) -> &'static str {
    match (statement.polarity(), statement.modality()) {
        (Polarity::Denied, _) => NOT,
        (_, Some(Modality::May)) => "may",
        (_, Some(Modality::Must)) => "must",
        _ => "does",
    }
}

/// The roles that a statement is shown with, each with its label and the words that `members` gives for it.
/// A denied statement without a verb gets a dash for one; the words of other roles can be empty.
pub(super) fn labelled_members(
    statement: Statement<'_>,
    members: impl Fn(MemberRole) -> String,
) -> impl Iterator<Item = (MemberRole, &'static str, String)> {
    MemberRole::SHOWN.into_iter().map(move |role| {
        let label = if role == MemberRole::Action { verb(statement) } else { label(role) };
        let words = members(role);
        let is_denied = words.is_empty() && label == NOT;
        (role, label, if is_denied { NO_VERB.to_owned() } else { words })
    })
}

/// The runs of statements that are of one document, each with the index of its lines.
pub(super) fn by_document<'s, 'd>(
    statements: &'s [Statement<'d>],
) -> impl Iterator<Item = (&'s [Statement<'d>], LineIndex<'d>)> {
    let runs = statements.chunk_by(|one, next| std::ptr::eq(one.document, next.document));
    runs.map(|run| (run, run[0].document.line_index()))
}

/// The words of an annotation, as many as are shown.
pub(super) fn words(annotation: Annotation<'_>) -> String {
    shortened(&annotation.text(), WORDS_CELLS)
}

/// The titles of a heading and of those above it on one line: `二、共享 › （一）委托处理`.
pub(super) fn path(heading: Option<Section<'_>>) -> String {
    let above = heading.into_iter().flat_map(Section::ancestors).filter_map(Section::title);
    let mut titles: Vec<_> = above.map(|title| shortened(title, TITLE_CELLS)).collect();
    titles.reverse();
    titles.join(" › ")
}

/// The number of an item that is announced, and its words.
pub(super) fn announced(section: Section<'_>) -> String {
    let number = section.label().map_or(String::new(), |number| format!("{number} "));
    shortened(&format!("{number}{}", section.text()), TITLE_CELLS)
}

/// The first annotations that a reference means, and whether there are more.
pub(super) fn meant(reference: Reference<'_>) -> (Vec<Annotation<'_>>, bool) {
    let mut annotations = reference.annotations();
    let meant = annotations.by_ref().take(MEANT).collect();
    (meant, annotations.next().is_some())
}

/// What an annotation is by itself: `condition: law`, `collect: store`, `first`, `place`, `location`.
pub(super) fn role(annotation: Annotation<'_>) -> String {
    let role = annotation.role().map(Role::name);
    let ground = annotation.ground().map(|ground| ground.name());
    let processing = annotation.processing().map(|processing| processing.name());
    let category = annotation.category().map(|category| category.name());
    match (role, ground.or(processing), annotation.party()) {
        (Some(role), Some(more), _) if role != more => format!("{role}: {more}"),
        (Some(role), ..) => role.to_owned(),
        (None, _, Some(party)) => party.name().to_owned(),
        _ => category.unwrap_or_default().to_owned(),
    }
}

/// `1 statement`, `2 statements`.
pub(super) fn count(number: u64, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}
