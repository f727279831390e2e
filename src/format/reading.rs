//! [`Reading`]: all that a document says, line by line, in a form that two documents can be compared by.

use std::collections::HashSet;
use std::hash::{BuildHasher, Hash, Hasher, RandomState};

use crate::annotation::AnnotationId;
use crate::document::Document;
use crate::outline::{SectionId, SentenceId};
use crate::statement::StatementId;
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
                    (line, number) = (String::new(), number + 1);
                }
            }
        }
        self.facts.push((number, self.hashes.hash_one((6, &line))));
    }

    fn annotations(&mut self) {
        for index in 0..self.document.annotations.len() {
            let span = self.span_of(AnnotationId(index as u32));
            let data = self.document.annotations[index];
            let what = (data.kind, data.role, data.ground, data.processing, data.party, data.class);
            self.add(span.start(), (0, self.shift.span(span), what));
        }
    }

    fn outline(&mut self) {
        let outline = &self.document.outline;
        for section in &outline.sections {
            let at = section.span.start();
            let parent = section.parent.map(|parent| self.line_of_section(parent));
            let [title, label] =
                [section.title, section.label].map(|part| part.map(|part| self.shift.span(part)));
            self.add(at, (1, parent, title, label));
        }
        for sentence in &outline.sentences {
            let section = sentence.section.map(|section| self.line_of_section(section));
            self.add(sentence.span.start(), (2, self.shift.span(sentence.span), section));
        }
    }

    fn line_of_section(&self, section: SectionId) -> usize {
        self.lines.line_of(self.document.outline.sections[section.index()].span.start())
    }

    fn start_of_sentence(&self, sentence: SentenceId) -> u32 {
        self.document.outline.sentences[sentence.index()].span.start()
    }

    fn statements(&mut self) {
        let statements = &self.document.statements;
        for number in 0..statements.list.len() {
            let at = self.start_of_sentence(statements.list[number].sentence);
            let hash = self.statement(StatementId(number as u32));
            self.add(at, (3, hash));
        }
        for reference in &statements.references {
            let target = statements.list[reference.target.index()].sentence;
            let (mark, target) = (self.span_of(reference.mark), self.start_of_sentence(target));
            let place = (self.shift.byte(mark.start()), self.shift.byte(target));
            self.add(mark.start(), (4, place));
        }
    }

    /// The hash of all that a statement says.
    fn statement(&self, id: StatementId) -> u64 {
        let statements = &self.document.statements;
        let data = statements.list[id.index()];
        let mut hasher = self.hashes.build_hasher();
        let place = |annotation| self.shift.byte(self.span_of(annotation).start());
        let whole = (data.polarity, data.consent_exempt, data.asserted, data.modality);
        let sentence = self.shift.byte(self.start_of_sentence(data.sentence));
        (whole, data.certainty, sentence).hash(&mut hasher);
        for member in &statements.members[range(data.members)] {
            (place(member.annotation), member.role, member.rule).hash(&mut hasher);
        }
        for inclusion in &statements.inclusions[range(data.inclusions)] {
            let places = (place(inclusion.whole), place(inclusion.part));
            (places, inclusion.rule).hash(&mut hasher);
        }
        for word in statements.unmarked_in(id) {
            (word.role, word.party, self.shift.span(word.span)).hash(&mut hasher);
        }
        for &section in statements.announced_by(id) {
            self.line_of_section(section).hash(&mut hasher);
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
