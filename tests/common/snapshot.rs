//! A document as text that a person can check: what the snapshots hold.

use std::fmt::Write as _;

use policymark::document::Node;
use policymark::statement::{MemberRole, Polarity};
use policymark::text::LineIndex;
use policymark::tree::NodeKind;
use policymark::{Annotation, Document, Statement};

/// The outline, the brackets, the statements and the diagnostics of a document.
pub(crate) fn snapshot(document: &Document) -> String {
    let lines = document.line_index();
    let mut out = String::new();
    outline(&mut out, document);
    brackets(&mut out, document, &lines);
    statements(&mut out, document, &lines);
    out.push_str("\n== diagnostics\n");
    out.push_str(&diagnostics(document));
    out
}

/// The diagnostics of a document, one a line, and what each stands on.
pub(crate) fn diagnostics(document: &Document) -> String {
    let lines = document.line_index();
    let mut out = String::new();
    for diagnostic in document.diagnostics() {
        let (code, span) = (diagnostic.code(), diagnostic.span());
        let source = document.text()[span.range()].escape_debug();
        let (severity, message) = (diagnostic.severity(), diagnostic.message());
        let place = lines.position(span.start());
        let _ = write!(out, "{place} {severity}[{code}] “{source}”: {message}");
        if let Some(related) = diagnostic.related() {
            let _ = write!(out, " (see {})", lines.position(related.start()));
        }
        out.push('\n');
    }
    out
}

fn outline(out: &mut String, document: &Document) {
    out.push_str("== outline\n");
    for section in document.sections() {
        let indent = "  ".repeat(section.depth());
        let _ = match (section.title(), section.label()) {
            (Some(title), Some(label)) => writeln!(out, "{indent}{title} [{label}]"),
            (Some(title), None) => writeln!(out, "{indent}{title}"),
            (None, label) => writeln!(out, "{indent}- item [{}]", label.unwrap_or_default()),
        };
    }
}

/// Annotations by number, ordinary brackets by their reason, both by place.
fn brackets(out: &mut String, document: &Document, lines: &LineIndex<'_>) {
    out.push_str("\n== brackets\n");
    let mut annotations = document.annotations();
    for node in document.root().descendants() {
        if matches!(node.kind(), NodeKind::Document | NodeKind::Text) {
            continue;
        }
        let place = lines.position(node.span().start()).to_string();
        if node.annotation_kind().is_some() {
            annotations.next().into_iter().for_each(|annotation| mark(out, &place, annotation));
        } else {
            ordinary(out, &place, node);
        }
    }
}

fn mark(out: &mut String, place: &str, annotation: Annotation<'_>) {
    let role = annotation.role().map(|role| role.name().to_owned());
    let ground = annotation.ground().map(|ground| ground.name().to_owned());
    let processing = annotation.processing().map(|processing| format!("{processing:?}"));
    let party = annotation.party().map(|party| format!("{party:?}"));
    let mut about: Vec<_> = [role, ground, processing, party].into_iter().flatten().collect();
    about.insert(0, annotation.kind().name().to_owned());
    let (id, about) = (annotation.id().index(), about.join(" ").to_lowercase());
    let _ = writeln!(out, "{place:<7} {id:<4} {about:<22} {}", annotation.text());
}

fn ordinary(out: &mut String, place: &str, node: Node<'_>) {
    let reason = node.reading().map_or("escape", |reading| reading.reason.name());
    let _ = writeln!(out, "{place:<7} -    {reason:<22} {}", node.source());
}

fn statements(out: &mut String, document: &Document, lines: &LineIndex<'_>) {
    out.push_str("\n== statements\n");
    for statement in document.statements() {
        let place = lines.position(statement.sentence().span().start());
        let denied = if statement.polarity() == Polarity::Denied { " denied" } else { "" };
        let exempt = if statement.is_consent_exempt() { " exempt-from-consent" } else { "" };
        let supposed = if statement.is_asserted() { "" } else { " supposed" };
        let path: Vec<_> = statement.heading_path().iter().filter_map(|s| s.title()).collect();
        let id = statement.id().index();
        let _ = writeln!(
            out,
            "{id}. sentence {place}{denied}{exempt}{supposed} | {}",
            path.join(" / ")
        );
        members(out, statement);
    }
}

fn members(out: &mut String, statement: Statement<'_>) {
    use MemberRole::{
        Absence, Action, Actor, Condition, Data, Exception, Excluded, Place, Purpose, Recipient,
        Source, Subject,
    };
    const ROLES: [MemberRole; 12] = [
        Condition, Exception, Absence, Actor, Source, Recipient, Subject, Place, Action, Data,
        Excluded, Purpose,
    ];
    let name = |a: Annotation<'_>| format!("{} {}", a.id().index(), a.text());
    for role in ROLES {
        let texts: Vec<_> = statement.in_role(role).map(name).collect();
        if !texts.is_empty() {
            let role = format!("{role:?}").to_lowercase();
            let _ = writeln!(out, "   {role:<10} {}", texts.join(" | "));
        }
    }
    for word in statement.unmarked() {
        let role = format!("{:?}", word.role()).to_lowercase();
        let party = word.party().map_or(String::new(), |party| format!(" ({party})"));
        let _ = writeln!(out, "   {role:<10} without a mark: {}{party}", word.text());
    }
    let items: Vec<_> = statement.announces().map(|item| item.text()).collect();
    if !items.is_empty() {
        let _ = writeln!(out, "   announces  {}", items.join(" | "));
    }
    for reference in statement.references() {
        let meant: Vec<_> = reference.annotations().map(name).collect();
        let _ = writeln!(out, "   {} means {}", name(reference.mark), meant.join(" | "));
    }
    for inclusion in statement.inclusions() {
        let _ = writeln!(out, "   {} < {}", name(inclusion.part), name(inclusion.whole));
    }
}
