//! Documents to JSON, without anything in between: each list is written while it is walked.

use std::borrow::Cow;

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use super::VERSION;
use crate::annotation::{AnnotationId, Role};
use crate::document::{Annotation, Document, Inclusion, Section, Sentence, Statement, Unmarked};
use crate::lexicon::{DataClass, Ground, Party, Processing};
use crate::outline::{SectionId, SentenceId};
use crate::statement::{MemberRole, Rule, StatementId};
use crate::text::{AnnotationKind, Code, Diagnostic, Severity, Span};
use crate::tree::{Node, NodeKind, Reason};

/// A list that is made while it is written. The function is called once.
struct List<F>(F);

impl<F, I> Serialize for List<F>
where
    F: Fn() -> I,
    I: IntoIterator<Item: Serialize>,
{
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq((self.0)())
    }
}

impl Serialize for Document {
    /// The keys are described in `grammar.md`, section *JSON*.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let nodes = || self.root().descendants();
        let mut document = serializer.serialize_struct("Document", 10)?;
        document.serialize_field("version", &VERSION)?;
        document.serialize_field("text", self.text())?;
        document.serialize_field("dialect", &self.dialect())?;
        document.serialize_field("annotations", &List(|| self.annotations().map(annotation)))?;
        document.serialize_field("statements", &List(|| self.statements().map(StatementOut)))?;
        document.serialize_field("sections", &List(|| self.sections().map(section)))?;
        document.serialize_field("sentences", &List(|| self.sentences().map(sentence)))?;
        document.serialize_field("brackets", &List(|| nodes().filter_map(bracket)))?;
        document.serialize_field("escapes", &List(|| nodes().filter_map(escape)))?;
        document
            .serialize_field("diagnostics", &List(|| self.diagnostics().iter().map(diagnostic)))?;
        document.end()
    }
}

#[derive(Serialize)]
struct AnnotationOut<'d> {
    id: AnnotationId,
    kind: AnnotationKind,
    span: Span,
    text: Cow<'d, str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<Role>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ground: Option<Ground>,
    #[serde(skip_serializing_if = "Option::is_none")]
    processing: Option<Processing>,
    #[serde(skip_serializing_if = "Option::is_none")]
    party: Option<Party>,
    #[serde(skip_serializing_if = "Option::is_none")]
    class: Option<DataClass>,
    #[serde(skip_serializing_if = "Option::is_none")]
    refers_to: Option<StatementId>,
    reason: Option<Reason>,
}

fn annotation(annotation: Annotation<'_>) -> AnnotationOut<'_> {
    AnnotationOut {
        id: annotation.id(),
        kind: annotation.kind(),
        span: annotation.span(),
        text: annotation.text(),
        role: annotation.role(),
        ground: annotation.ground(),
        processing: annotation.processing(),
        party: annotation.party(),
        class: annotation.class(),
        refers_to: annotation.reference().map(|reference| reference.target.id()),
        reason: annotation.node().reading().map(|reading| reading.reason),
    }
}

/// Brackets that mark nothing: a pair, or one alone.
#[derive(Serialize)]
struct BracketOut {
    span: Span,
    reason: Reason,
}

fn bracket(node: Node<'_>) -> Option<BracketOut> {
    let reading = node.reading().filter(|reading| reading.kind.is_none())?;
    Some(BracketOut { span: node.span(), reason: reading.reason })
}

fn escape(node: Node<'_>) -> Option<Span> {
    (node.kind() == NodeKind::Escape).then(|| node.span())
}

#[derive(Serialize)]
struct SectionOut {
    id: SectionId,
    parent: Option<SectionId>,
    title: Option<Span>,
    label: Option<Span>,
    span: Span,
}

fn section(section: Section<'_>) -> SectionOut {
    SectionOut {
        id: section.id(),
        parent: section.parent().map(Section::id),
        title: section.title_span(),
        label: section.label_span(),
        span: section.span(),
    }
}

#[derive(Serialize)]
struct SentenceOut {
    id: SentenceId,
    section: Option<SectionId>,
    span: Span,
}

fn sentence(sentence: Sentence<'_>) -> SentenceOut {
    SentenceOut {
        id: sentence.id(),
        section: sentence.section().map(Section::id),
        span: sentence.span(),
    }
}

#[derive(Serialize)]
struct DiagnosticOut<'d> {
    code: Code,
    severity: Severity,
    span: Span,
    related: Option<Span>,
    message: &'d str,
}

fn diagnostic(diagnostic: &Diagnostic) -> DiagnosticOut<'_> {
    DiagnosticOut {
        code: diagnostic.code(),
        severity: diagnostic.severity(),
        span: diagnostic.span(),
        related: diagnostic.related(),
        message: diagnostic.message(),
    }
}

struct StatementOut<'d>(Statement<'d>);

impl Serialize for StatementOut<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let statement = self.0;
        let mut out = serializer.serialize_struct("Statement", 12 + MemberRole::ALL.len())?;
        out.serialize_field("id", &statement.id())?;
        out.serialize_field("sentence", &statement.sentence().id())?;
        out.serialize_field("section", &statement.section().map(Section::id))?;
        out.serialize_field("polarity", &statement.polarity())?;
        out.serialize_field("consent_exempt", &statement.is_consent_exempt())?;
        out.serialize_field("asserted", &statement.is_asserted())?;
        out.serialize_field("modality", &statement.modality())?;
        out.serialize_field("certainty", &statement.certainty())?;
        for &role in MemberRole::ALL {
            if is_written_empty(role) || statement.in_role(role).next().is_some() {
                let ids = || statement.in_role(role).map(Annotation::id);
                out.serialize_field(role.key(), &List(ids))?;
            } else {
                out.skip_field(role.key())?;
            }
        }
        let pair = |i: Inclusion<'_>| [i.whole.id(), i.part.id()];
        out.serialize_field("includes", &List(|| statement.inclusions().map(pair)))?;
        if statement.announces().len() > 0 {
            out.serialize_field("announces", &List(|| statement.announces().map(Section::id)))?;
        } else {
            out.skip_field("announces")?;
        }
        if statement.unmarked().len() > 0 {
            out.serialize_field("unmarked", &List(|| statement.unmarked().map(UnmarkedOut::new)))?;
        } else {
            out.skip_field("unmarked")?;
        }
        out.serialize_field("rules", &RulesOut(statement))?;
        out.end()
    }
}

/// Whether a statement's list of members in this role is written where it is empty.
const fn is_written_empty(role: MemberRole) -> bool {
    !matches!(role, MemberRole::Place | MemberRole::Excluded)
}

/// A word, as a role and a place.
#[derive(Serialize)]
struct UnmarkedOut {
    role: MemberRole,
    #[serde(skip_serializing_if = "Option::is_none")]
    party: Option<Party>,
    span: Span,
}

impl UnmarkedOut {
    fn new(word: Unmarked<'_>) -> Self {
        Self { role: word.role(), party: word.party(), span: word.span() }
    }
}

/// For each list of a statement that holds something, the rules that put it there.
struct RulesOut<'d>(Statement<'d>);

impl RulesOut<'_> {
    fn of(&self, role: MemberRole) -> impl Iterator<Item = Rule> {
        self.0.members().filter(move |m| m.role == role).map(|m| m.rule)
    }
}

impl Serialize for RulesOut<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Rules", MemberRole::ALL.len() + 1)?;
        for &role in MemberRole::ALL {
            let key = role.key();
            if self.of(role).next().is_some() {
                out.serialize_field(key, &List(|| self.of(role)))?;
            } else {
                out.skip_field(key)?;
            }
        }
        let inclusions = || self.0.inclusions().map(|inclusion| inclusion.rule);
        if inclusions().len() > 0 {
            out.serialize_field("includes", &List(inclusions))?;
        } else {
            out.skip_field("includes")?;
        }
        out.end()
    }
}
