//! [`Reading`]: all that a document says, line by line, in a form that two documents can be compared by.

use std::collections::HashSet;
use std::hash::{BuildHasher, Hash, Hasher, RandomState};

use crate::annotation::{AnnotationData, AnnotationId};
use crate::document::Document;
use crate::outline::{Outline, SectionData, SectionId, SentenceData, SentenceId};
use crate::statement::{
    InclusionData, MemberData, ReferenceData, StatementData, StatementId, Statements, UnmarkedData,
};
use crate::text::blank::is_blank;
use crate::text::{AnnotationKind, Code, LineIndex, Span};
use crate::tree::LeafKind;

use super::shift::Shift;

/// The hash functions of one run, drawn at random, so that nobody can write a policy in which two readings
/// have the same hash.
pub(super) type Hashes = RandomState;

/// What a document says: the line of each fact, from 0, and its hash. In order.
#[derive(PartialEq, Eq)]
pub(super) struct Reading(Vec<(usize, u64)>);

impl Reading {
    /// What `document` says, with its offsets after `shift`.
    pub(super) fn new(document: &Document, hashes: &Hashes, shift: &Shift) -> Self {
        let lines = LineIndex::new(document.text());
        let mut reader = Reader { document, hashes, shift, lines, facts: Vec::new() };
        reader.plain_text();
        reader.annotations();
        reader.items();
        reader.outline();
        reader.statements();
        reader.diagnostics();
        reader.facts.sort_unstable();
        Self(reader.facts)
    }

    /// The lines on which a fact is in one of two readings alone.
    pub(super) fn lines_unlike(&self, other: &Self) -> HashSet<usize> {
        let (mut one, mut other) = (self.0.iter().peekable(), other.0.iter().peekable());
        let mut unlike = HashSet::new();
        while let Some(next) = one.peek().into_iter().chain(other.peek()).copied().min() {
            if one.next_if_eq(&next).is_some() != other.next_if_eq(&next).is_some() {
                unlike.insert(next.0);
            }
        }
        unlike
    }
}

struct Reader<'r> {
    document: &'r Document,
    hashes: &'r Hashes,
    shift: &'r Shift,
    lines: LineIndex<'r>,
    facts: Vec<(usize, u64)>,
}

impl Reader<'_> {
    /// Adds a fact about the line of byte `at`. The first field says what sort it is.
    fn add(&mut self, at: u32, fact: impl Hash) {
        let hash = self.hashes.hash_one(fact);
        self.facts.push((self.lines.line_of(at), hash));
    }

    fn span_of(&self, annotation: AnnotationId) -> Span {
        let annotation = self.document.annotations[annotation.index()];
        self.document.tree.get(annotation.node).span
    }

    /// The items of the data: brackets hold them together, and backslashes before brackets do not.
    fn items(&mut self) {
        let document = self.document;
        for annotation in document.annotations().filter(|a| a.kind() == AnnotationKind::Data) {
            for item in annotation.items() {
                self.add(annotation.span().start(), (7, self.shift.span(item.span())));
            }
        }
    }

    /// The plain text of each line, without blanks.
    fn plain_text(&mut self) {
        let (document, mut line, mut number) = (self.document, String::new(), 0);
        for leaf in document.leaves() {
            let is_bracket = matches!(leaf.kind, LeafKind::Open | LeafKind::Close);
            if is_bracket && document.tree.get(leaf.node).kind.is_some() {
                continue;
            }
            let start = leaf.span.start() + u32::from(leaf.kind == LeafKind::Escape);
            for piece in
                document.text[start as usize..leaf.span.end() as usize].split_inclusive('\n')
            {
                line.extend(piece.chars().filter(|&c| !is_blank(c)));
                if piece.ends_with('\n') {
                    self.facts.push((number, self.hashes.hash_one((6, &line))));
                    line.clear();
                    number += 1;
                }
            }
        }
        self.facts.push((number, self.hashes.hash_one((6, &line))));
    }

    // The data is taken apart field by field, so that a new field cannot be forgotten here.

    fn annotations(&mut self) {
        for index in 0..self.document.annotations.len() {
            let span = self.span_of(AnnotationId(index as u32));
            let AnnotationData { node: _, kind, role, ground, processing, party, class } =
                self.document.annotations[index];
            let what = (kind, role, ground, processing, party, class);
            self.add(span.start(), (0, self.shift.span(span), what));
        }
    }

    fn outline(&mut self) {
        let Outline { sections, sentences } = &self.document.outline;
        for &SectionData { parent, title, label, span } in sections {
            let parent = parent.map(|parent| self.line_of_section(parent));
            let [title, label] = [title, label].map(|part| part.map(|part| self.shift.span(part)));
            // Where it ends shows in the sections of the sentences.
            self.add(span.start(), (1, parent, title, label));
        }
        for &SentenceData { span, section } in sentences {
            let section = section.map(|section| self.line_of_section(section));
            self.add(span.start(), (2, self.shift.span(span), section));
        }
    }

    fn line_of_section(&self, section: SectionId) -> usize {
        self.lines.line_of(self.document.outline.sections[section.index()].span.start())
    }

    fn start_of_sentence(&self, sentence: SentenceId) -> u32 {
        self.document.outline.sentences[sentence.index()].span.start()
    }

    /// Where an annotation starts, after the shift.
    fn place_of(&self, annotation: AnnotationId) -> u32 {
        self.shift.byte(self.span_of(annotation).start())
    }

    fn statements(&mut self) {
        // `statement` reads the others.
        let Statements { list, members: _, inclusions: _, unmarked: _, announced: _, references } =
            &self.document.statements;
        for (number, &data) in list.iter().enumerate() {
            let hash = self.statement(StatementId(number as u32), data);
            self.add(self.start_of_sentence(data.sentence), (3, hash));
        }
        for &ReferenceData { mark, target } in references {
            let target = self.start_of_sentence(list[target.index()].sentence);
            let place = (self.place_of(mark), self.shift.byte(target));
            self.add(self.span_of(mark).start(), (4, place));
        }
    }

    /// The hash of all that a statement says.
    fn statement(&self, id: StatementId, data: StatementData) -> u64 {
        let statements = &self.document.statements;
        let mut hasher = self.hashes.build_hasher();
        let StatementData {
            members,
            inclusions,
            polarity,
            consent_exempt,
            asserted,
            modality,
            certainty,
            sentence,
        } = data;
        let sentence = self.shift.byte(self.start_of_sentence(sentence));
        (polarity, consent_exempt, asserted, modality, certainty, sentence).hash(&mut hasher);
        for &MemberData { annotation, role, rule } in &statements.members[range(members)] {
            (self.place_of(annotation), role, rule).hash(&mut hasher);
        }
        for &InclusionData { whole, part, rule } in &statements.inclusions[range(inclusions)] {
            (self.place_of(whole), self.place_of(part), rule).hash(&mut hasher);
        }
        for &UnmarkedData { statement: _, role, party, span } in statements.unmarked_in(id) {
            (role, party, self.shift.span(span)).hash(&mut hasher);
        }
        for announced in statements.announced_by(id) {
            self.line_of_section(announced.section).hash(&mut hasher);
        }
        hasher.finish()
    }

    /// The diagnostics but for blanks at edges, which are moved.
    fn diagnostics(&mut self) {
        for found in &self.document.diagnostics {
            let at = found.span().start();
            // A section starts with its line, whatever is moved there.
            let place = (found.code() != Code::OutlineTooDeep).then(|| self.shift.byte(at));
            if found.code() != Code::AnnotationPadded {
                self.add(at, (5, found.code(), found.severity(), place));
            }
        }
    }
}

fn range((start, end): (u32, u32)) -> std::ops::Range<usize> {
    start as usize..end as usize
}
