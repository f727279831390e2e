//! Semantic tokens: each mark by its kind, and by what it is.

use std::ops::Range;

use gen_lsp_types as lsp;
use policymark::annotation::Role;
use policymark::lexicon::Party;
use policymark::statement::Polarity;
use policymark::{Annotation, AnnotationKind, Document};

use crate::page::Page;

/// The types of tokens: those of the protocol that editors colour by themselves.
const TYPES: [(AnnotationKind, &str); 4] = [
    (AnnotationKind::Purpose, "string"),
    (AnnotationKind::Action, "function"),
    (AnnotationKind::Data, "variable"),
    (AnnotationKind::Actor, "type"),
];

/// What a mark is by itself, bit by bit: its role, its party, whether its data is sensitive, and whether all of its
/// statements are denied.
const MODIFIERS: [&str; 9] = [
    "condition",
    "collect",
    "share",
    "place",
    "firstParty",
    "thirdParty",
    "dataSubject",
    "sensitive",
    "denied",
];

/// The names of the types and of the modifiers, as tokens number them.
pub(crate) fn legend() -> lsp::SemanticTokensLegend {
    lsp::SemanticTokensLegend {
        token_types: TYPES.map(|(_, name)| name.to_owned()).into(),
        token_modifiers: MODIFIERS.map(str::to_owned).into(),
    }
}

/// The tokens of the marks that touch a stretch of the text.
pub(crate) fn tokens(page: &Page<'_>, within: Range<usize>) -> lsp::SemanticTokens {
    let mut data = Vec::new();
    let mut last = lsp::Position::default();
    for (annotation, bytes) in stretches(page.document) {
        if bytes.end < within.start || bytes.start > within.end {
            continue;
        }
        // A carriage return in a mark ends a line of the protocol, and with it the token.
        let line_end = page.lines.end_of_line_at(bytes.start as u32) as usize;
        let lsp::Range { start, end } = page.range(bytes.start..bytes.end.min(line_end));
        let is_same_line = start.line == last.line;
        data.push(lsp::SemanticToken {
            delta_line: start.line - last.line,
            delta_start: start.character - if is_same_line { last.character } else { 0 },
            length: end.character.saturating_sub(start.character),
            token_type: of_kind(annotation.kind()),
            token_modifiers_bitset: modifiers(annotation),
        });
        last = start;
    }
    lsp::SemanticTokens { result_id: None, data }
}

/// The annotations, without what the annotations in them cover, in the order of the text: clients want no overlap.
fn stretches(document: &Document) -> Vec<(Annotation<'_>, Range<usize>)> {
    let mut stretches = Vec::new();
    // From the outermost to the innermost.
    let mut open: Vec<Annotation<'_>> = Vec::new();
    let mut at = 0;
    for annotation in document.annotations() {
        let start = annotation.span().range().start;
        at = close(&mut open, start, at, &mut stretches);
        stretches.extend(open.last().map(|&outer| (outer, at..start)));
        at = start;
        open.push(annotation);
    }
    close(&mut open, usize::MAX, at, &mut stretches);
    stretches.retain(|(_, bytes)| !bytes.is_empty());
    stretches
}

/// Closes what ends up to an offset, and returns where the last of it ends.
fn close<'d>(
    open: &mut Vec<Annotation<'d>>,
    up_to: usize,
    mut at: usize,
    stretches: &mut Vec<(Annotation<'d>, Range<usize>)>,
) -> usize {
    while let Some(inner) = open.pop_if(|inner| inner.span().range().end <= up_to) {
        let end = inner.span().range().end;
        stretches.push((inner, at..end));
        at = end;
    }
    at
}

fn of_kind(kind: AnnotationKind) -> u32 {
    TYPES.iter().position(|&(known, _)| known == kind).unwrap_or_default() as u32
}

fn modifiers(annotation: Annotation<'_>) -> u32 {
    let role = match annotation.role() {
        Some(Role::Condition) => "condition",
        Some(Role::Collect) => "collect",
        Some(Role::Share) => "share",
        Some(Role::Place) => "place",
        _ => "",
    };
    let party = match annotation.party() {
        Some(Party::First) => "firstParty",
        Some(Party::Third) => "thirdParty",
        Some(Party::Subject) => "dataSubject",
        _ => "",
    };
    let sensitive = if annotation.is_sensitive() { "sensitive" } else { "" };
    let denied = if is_denied(annotation) { "denied" } else { "" };
    let is_set = |name: &&str| [role, party, sensitive, denied].contains(name);
    MODIFIERS.iter().enumerate().filter(|(_, name)| is_set(name)).map(|(bit, _)| 1 << bit).sum()
}

/// Whether it is an action that is only denied.
fn is_denied(annotation: Annotation<'_>) -> bool {
    let mut statements = annotation.statements();
    annotation.kind() == AnnotationKind::Action
        && statements.len() > 0
        && statements.all(|statement| statement.polarity() == Polarity::Denied)
}
