//! JSON to documents. The JSON is not trusted: everything is checked, so that no accessor of the
//! document can fail later. Every check takes time linear in the length of the JSON.

use serde::de::Error;
use serde::{Deserialize, Deserializer};

use super::VERSION;
use super::brackets::{Item, What, rebuild};
use super::fault::{Fault, Invalid, JsonPath, check_id};
use super::fields::UnreadText;
use super::references::references;
use super::span::RawSpan;
use super::statements::{RawStatement, statements};
use crate::annotation::{AnnotationData, Role};
use crate::document::Document;
use crate::lexicon::{DataClass, Ground, Party, Processing};
use crate::outline::{MAX_DEPTH, Outline, SectionData, SectionId, SentenceData};
use crate::text::limits::MAX_LEN;
use crate::text::{AnnotationKind, Code, Diagnostic, Dialect, Severity, Span};
use crate::tree::{NodeId, Reason, Tree};

impl<'de> Deserialize<'de> for Document {
    /// Reads the serialized form of a [`Document`], as an equal document. Its lexicon is the
    /// standard one.
    ///
    /// # Errors
    ///
    /// Another version, a span that is past the end of the text or not on character boundaries, an
    /// unknown id, overlapping brackets: whatever fails the checks that `grammar.md`, section *JSON*,
    /// lists. Values that they do not cover, such as the polarity, are taken as they are. The error says
    /// what is wrong and where: `annotations[12].span: 99999 is past the end of the text (15728 bytes)`.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        RawDocument::deserialize(deserializer)?.check().map_err(D::Error::custom)
    }
}

/// A document as in the JSON, not checked yet. Keys that can be computed again (`text` of an
/// annotation, `severity`) are not read.
#[derive(Deserialize)]
#[serde(rename = "Document", expecting = "a document")]
struct RawDocument {
    #[serde(rename = "version")]
    _version: Version,
    text: String,
    dialect: Dialect,
    annotations: Vec<RawAnnotation>,
    statements: Vec<RawStatement>,
    sections: Vec<RawSection>,
    sentences: Vec<RawSentence>,
    brackets: Vec<RawBracket>,
    escapes: Vec<RawSpan>,
    diagnostics: Vec<RawDiagnostic>,
}

/// A version that can be read. It comes first in the JSON, so that a document of another version is
/// rejected for its version and not for its content.
struct Version;

impl<'de> Deserialize<'de> for Version {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match u64::deserialize(deserializer)? {
            version if version == u64::from(VERSION) => Ok(Self),
            version => Err(D::Error::custom(Fault::Version(version))),
        }
    }
}

#[derive(Deserialize)]
#[serde(rename = "Annotation", expecting = "an annotation")]
struct RawAnnotation {
    id: u32,
    kind: AnnotationKind,
    span: RawSpan,
    #[serde(default, rename = "text")]
    _text: UnreadText,
    role: Option<Role>,
    ground: Option<Ground>,
    processing: Option<Processing>,
    party: Option<Party>,
    class: Option<DataClass>,
    refers_to: Option<u32>,
    reason: Reason,
}

#[derive(Deserialize)]
#[serde(rename = "Bracket", expecting = "a bracket")]
struct RawBracket {
    span: RawSpan,
    reason: Reason,
}

#[derive(Deserialize)]
#[serde(rename = "Section", expecting = "a section")]
struct RawSection {
    id: u32,
    parent: Option<u32>,
    title: Option<RawSpan>,
    label: Option<RawSpan>,
    span: RawSpan,
}

#[derive(Deserialize)]
#[serde(rename = "Sentence", expecting = "a sentence")]
struct RawSentence {
    id: u32,
    section: Option<u32>,
    span: RawSpan,
}

#[derive(Deserialize)]
#[serde(rename = "Diagnostic", expecting = "a diagnostic")]
struct RawDiagnostic {
    code: Code,
    severity: Option<Severity>,
    span: RawSpan,
    related: Option<RawSpan>,
    message: String,
}

impl RawDiagnostic {
    fn diagnostic(self, span: Span, related: Option<Span>) -> Diagnostic {
        let mut diagnostic = Diagnostic::new(self.code, span, related, self.message);
        if self.severity == Some(Severity::Hint) {
            diagnostic.lower();
        }
        diagnostic
    }
}

impl<'de> Deserialize<'de> for Diagnostic {
    /// Reads the serialized form of a [`Diagnostic`]. Its span is not checked against a text.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = RawDiagnostic::deserialize(deserializer)?;
        let span = |span: RawSpan| span.in_order().map_err(D::Error::custom);
        let (own, related) = (span(raw.span)?, raw.related.map(span).transpose()?);
        Ok(raw.diagnostic(own, related))
    }
}

impl RawDocument {
    fn check(self) -> Result<Document, Invalid> {
        let text = &*self.text;
        check_length(text.len()).map_err(|fault| fault.at("text"))?;
        let tree = tree(text, self.dialect, &self.annotations, &self.brackets, &self.escapes)?;
        let annotations = annotations(&tree, &self.annotations)?;
        let sections = sections(text, &self.sections)?;
        let sentences = sentences(text, &self.sentences, &sections)?;
        let outline = Outline { sections, sentences };
        let mut statements = statements(&self.statements, text, &tree, &annotations, &outline)?;
        let targets = self.annotations.iter().map(|raw| raw.refers_to);
        references(targets, &annotations, &mut statements)?;
        let diagnostics = diagnostics(text, self.diagnostics)?;
        Ok(Document {
            text: self.text,
            dialect: self.dialect,
            tree,
            annotations,
            outline,
            statements,
            diagnostics,
            ..Document::empty()
        })
    }
}

fn check_length(len: usize) -> Result<(), Fault> {
    if len <= MAX_LEN { Ok(()) } else { Err(Fault::TooLong { len }) }
}

fn tree(
    text: &str,
    dialect: Dialect,
    annotations: &[RawAnnotation],
    brackets: &[RawBracket],
    escapes: &[RawSpan],
) -> Result<Tree, Invalid> {
    let annotations = annotations.iter().enumerate().map(|(index, raw)| {
        let path = JsonPath { list: "annotations", index, key: ".span" };
        (path, raw.span, What::Annotation(raw.kind, raw.reason))
    });
    let brackets = brackets.iter().enumerate().map(|(index, raw)| {
        let path = JsonPath { list: "brackets", index, key: ".span" };
        (path, raw.span, What::Ordinary(raw.reason))
    });
    let escapes = escapes
        .iter()
        .enumerate()
        .map(|(index, &span)| (JsonPath { list: "escapes", index, key: "" }, span, What::Escape));
    let items = annotations
        .chain(brackets)
        .chain(escapes)
        .map(|(path, span, what)| Ok(Item { span: span.check_at(text, path)?, what, path }));
    rebuild(text, dialect, items.collect::<Result<_, _>>()?)
}

fn annotations(tree: &Tree, raw: &[RawAnnotation]) -> Result<Vec<AnnotationData>, Invalid> {
    let marked = tree.nodes.iter().enumerate().filter(|(_, node)| node.kind.is_some());
    let checked = raw.iter().enumerate().zip(marked).map(|((index, raw), (node, data))| {
        let path = |key| JsonPath { list: "annotations", index, key };
        check_id(raw.id, index).map_err(|fault| fault.at(path(".id")))?;
        if data.span.start() != raw.span.start {
            return Err(Fault::Unordered.at(path(".span")));
        }
        let RawAnnotation { kind, role, ground, processing, party, class, .. } = *raw;
        let fits = |key, what, fits: bool| {
            if fits { Ok(()) } else { Err(Fault::NotOfKind { what, kind }.at(path(key))) }
        };
        fits(".role", "the role", role.is_none_or(|role| role.kind() == kind))?;
        if ground.is_some() && role != Some(Role::Condition) {
            return Err(Fault::NoCondition.at(path(".ground")));
        }
        let is_action = kind == AnnotationKind::Action;
        fits(".processing", "processing", processing.is_none() || is_action)?;
        fits(".party", "a party", party.is_none() || kind == AnnotationKind::Actor)?;
        fits(".class", "a class", class.is_none() || kind == AnnotationKind::Data)?;
        let node = NodeId(node as u32);
        Ok(AnnotationData { node, kind, role, ground, processing, party, class })
    });
    checked.collect()
}

/// Reads the sections: they are in preorder, each inside its parent and after the sibling before
/// it.
fn sections(text: &str, raw: &[RawSection]) -> Result<Vec<SectionData>, Invalid> {
    let mut sections: Vec<SectionData> = Vec::with_capacity(raw.len());
    // The last section and its ancestors, outermost first.
    let mut open: Vec<(u32, Span)> = Vec::new();
    for (index, raw) in raw.iter().enumerate() {
        let path = |key| JsonPath { list: "sections", index, key };
        check_id(raw.id, index).map_err(|fault| fault.at(path(".id")))?;
        let span = raw.span.check_at(text, path(".span"))?;
        check_start(&sections, span).map_err(|fault| fault.at(path(".span")))?;
        while let Some((_, ended)) = open.pop_if(|(id, _)| Some(*id) != raw.parent) {
            check_after(ended, span).map_err(|fault| fault.at(path(".span")))?;
        }
        if open.len() >= MAX_DEPTH {
            return Err(Fault::SectionTooDeep.at(path(".parent")));
        }
        match (raw.parent, open.last()) {
            (Some(parent), None) => return Err(Fault::Parent(parent).at(path(".parent"))),
            (_, Some((_, outer))) => check_in(*outer, span).map_err(|f| f.at(path(".span")))?,
            (None, None) => {}
        }
        let check = |part: Option<RawSpan>, key| {
            let part = part.map(|part| part.check_at(text, path(key))).transpose()?;
            let fits = |part| check_in(span, part).and_then(|()| check_filled(part));
            part.map_or(Ok(()), fits).map_err(|fault| fault.at(path(key)))?;
            Ok(part)
        };
        let (title, label) = (check(raw.title, ".title")?, check(raw.label, ".label")?);
        open.push((raw.id, span));
        sections.push(SectionData { parent: raw.parent.map(SectionId), title, label, span });
    }
    Ok(sections)
}

fn check_start(sections: &[SectionData], span: Span) -> Result<(), Fault> {
    let before = sections.last().map_or(0, |last| last.span.start());
    if before <= span.start() { Ok(()) } else { Err(Fault::Unordered) }
}

fn check_after(before: Span, span: Span) -> Result<(), Fault> {
    let (start, reach) = (span.start(), before.end());
    if reach <= start { Ok(()) } else { Err(Fault::Overlap { start, reach }) }
}

fn check_in(outer: Span, span: Span) -> Result<(), Fault> {
    if outer.covers(span) { Ok(()) } else { Err(Fault::Outside { span, outer }) }
}

fn check_filled(span: Span) -> Result<(), Fault> {
    if span.is_empty() { Err(Fault::Empty) } else { Ok(()) }
}

fn sentences(
    text: &str,
    raw: &[RawSentence],
    sections: &[SectionData],
) -> Result<Vec<SentenceData>, Invalid> {
    let mut before = Span::default();
    let checked = raw.iter().enumerate().map(|(index, raw)| {
        let path = |key| JsonPath { list: "sentences", index, key };
        check_id(raw.id, index).map_err(|fault| fault.at(path(".id")))?;
        let span = raw.span.check_at(text, path(".span"))?;
        let after = check_after(before, span).and_then(|()| check_filled(span));
        after.map_err(|fault| fault.at(path(".span")))?;
        before = span;
        let section = raw.section.map(SectionId);
        check_section(sections, section, span).map_err(|fault| fault.at(path(".section")))?;
        Ok(SentenceData { span, section })
    });
    checked.collect()
}

/// Checks that a sentence is in its section.
fn check_section(
    sections: &[SectionData],
    section: Option<SectionId>,
    span: Span,
) -> Result<(), Fault> {
    let Some(SectionId(id)) = section else { return Ok(()) };
    let section = sections.get(id as usize).ok_or(Fault::Missing { what: "section", id })?;
    check_in(section.span, span)
}

fn diagnostics(text: &str, raw: Vec<RawDiagnostic>) -> Result<Vec<Diagnostic>, Invalid> {
    let checked = raw.into_iter().enumerate().map(|(index, raw)| {
        let check =
            |span: RawSpan, key| span.check_at(text, JsonPath { list: "diagnostics", index, key });
        let span = check(raw.span, ".span")?;
        let related = raw.related.map(|related| check(related, ".related")).transpose()?;
        Ok(raw.diagnostic(span, related))
    });
    checked.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths() {
        assert_eq!(check_length(MAX_LEN), Ok(()));
        let len = 5_000_000_000;
        assert_eq!(check_length(len), Err(Fault::TooLong { len }));
    }
}
