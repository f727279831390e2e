//! Documents to JSON, without an intermediate form: each list is written while it is iterated.

use serde::{Serialize, Serializer};

use super::VERSION;
use super::fields::{Fields, List};
use crate::document::{
    Annotation, Document, Inclusion, Node, Section, Sentence, Statement, Unmarked,
};
use crate::statement::{MemberRole, Rule};
use crate::text::{Diagnostic, Span};
use crate::tree::{NodeKind, Reason};

impl Serialize for Document {
    /// The keys are described in `grammar.md`, section *JSON*.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let nodes = || self.root().descendants();
        let mut out = Fields::new(serializer, "Document", 10)?;
        out.add("version", &VERSION)?;
        out.add("text", self.text())?;
        out.add("dialect", &self.dialect())?;
        out.add("annotations", &List(|| self.annotations()))?;
        out.add("statements", &List(|| self.statements()))?;
        out.add("sections", &List(|| self.sections()))?;
        out.add("sentences", &List(|| self.sentences()))?;
        out.add("brackets", &List(|| nodes().filter_map(bracket)))?;
        out.add("escapes", &List(|| nodes().filter_map(escape)))?;
        out.add("diagnostics", &List(|| self.diagnostics()))?;
        out.end()
    }
}

impl Serialize for Annotation<'_> {
    /// As in the list `annotations` of a document.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = Fields::new(serializer, "Annotation", 11)?;
        out.add("id", &self.id())?;
        out.add("kind", &self.kind())?;
        out.add("span", &self.span())?;
        out.add("text", &self.text())?;
        out.add_option("role", &self.role())?;
        out.add_option("ground", &self.ground())?;
        out.add_option("processing", &self.processing())?;
        out.add_option("party", &self.party())?;
        out.add_option("class", &self.class())?;
        let refers_to = self.reference().map(|reference| reference.target.id());
        out.add_option("refers_to", &refers_to)?;
        // The node of an annotation is a pair of brackets, which has a reading.
        if let Some(reading) = self.node().reading() {
            out.add("reason", &reading.reason)?;
        }
        out.end()
    }
}

/// Brackets that mark nothing: a pair, or a single one.
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

impl Serialize for Section<'_> {
    /// As in the list `sections` of a document.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = Fields::new(serializer, "Section", 5)?;
        out.add("id", &self.id())?;
        out.add("parent", &self.parent().map(Section::id))?;
        out.add("title", &self.title_span())?;
        out.add("label", &self.label_span())?;
        out.add("span", &self.span())?;
        out.end()
    }
}

impl Serialize for Sentence<'_> {
    /// As in the list `sentences` of a document.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = Fields::new(serializer, "Sentence", 3)?;
        out.add("id", &self.id())?;
        out.add("section", &self.section().map(Section::id))?;
        out.add("span", &self.span())?;
        out.end()
    }
}

impl Serialize for Diagnostic {
    /// As in the list `diagnostics` of a document.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = Fields::new(serializer, "Diagnostic", 5)?;
        out.add("code", &self.code())?;
        out.add("severity", &Some(self.severity()))?;
        out.add("span", &self.span())?;
        out.add("related", &self.related())?;
        out.add("message", self.message())?;
        out.end()
    }
}

impl Serialize for Statement<'_> {
    /// As in the list `statements` of a document.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = Fields::new(serializer, "Statement", 12 + MemberRole::ALL.len())?;
        out.add("id", &self.id())?;
        out.add("sentence", &self.sentence().id())?;
        out.add("section", &self.section().map(Section::id))?;
        out.add("polarity", &self.polarity())?;
        out.add("consent_exempt", &self.is_consent_exempt())?;
        out.add("asserted", &self.is_asserted())?;
        out.add("modality", &self.modality())?;
        out.add("certainty", &self.certainty())?;
        for &role in MemberRole::ALL {
            let is_left_out = !is_written_empty(role) && self.in_role(role).next().is_none();
            let ids = || self.in_role(role).map(Annotation::id);
            out.add_unless(is_left_out, role.key(), &List(ids))?;
        }
        let pair = |i: Inclusion<'_>| [i.whole.id(), i.part.id()];
        out.add("includes", &List(|| self.inclusions().map(pair)))?;
        let announced = || self.announces().map(Section::id);
        out.add_unless(announced().len() == 0, "announces", &List(announced))?;
        out.add_unless(self.unmarked().len() == 0, "unmarked", &List(|| self.unmarked()))?;
        out.add("rules", &RulesOut(*self))?;
        out.end()
    }
}

/// Whether a statement's list of members in this role is written even if it is empty.
const fn is_written_empty(role: MemberRole) -> bool {
    !matches!(role, MemberRole::Place | MemberRole::Excluded)
}

impl Serialize for Unmarked<'_> {
    /// As in the list `unmarked` of a statement.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = Fields::new(serializer, "Unmarked", 3)?;
        out.add("role", &self.role())?;
        out.add_option("party", &self.party())?;
        out.add("span", &self.span())?;
        out.end()
    }
}

/// The rules of the members, for each list of a statement that is not empty.
struct RulesOut<'d>(Statement<'d>);

impl RulesOut<'_> {
    fn of(&self, role: MemberRole) -> impl Iterator<Item = Rule> {
        self.0.members_in(role).map(|member| member.rule)
    }
}

impl Serialize for RulesOut<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = Fields::new(serializer, "Rules", MemberRole::ALL.len() + 1)?;
        for &role in MemberRole::ALL {
            let is_empty = self.of(role).next().is_none();
            out.add_unless(is_empty, role.key(), &List(|| self.of(role)))?;
        }
        let inclusions = || self.0.inclusions().map(|inclusion| inclusion.rule);
        out.add_unless(inclusions().len() == 0, "includes", &List(inclusions))?;
        out.end()
    }
}
