//! Writes the spans of a [`Foreign`] policy as marks, all that can be.

use std::cmp::Reverse;
use std::ops::Range;

use policymark::text::{AnnotationKind, LineIndex};
use policymark::write::{AnnotateError, Mark, MarkFault};
use policymark::{Parser, Span};
use unicode_segmentation::GraphemeCursor;

use super::{Fault, FaultKind, Foreign, ForeignSpan, Imported};
use crate::labels::Labels;

pub(super) fn write(
    policy: &Foreign,
    labels: &Labels,
    parser: &Parser,
) -> Result<Imported, policymark::Error> {
    let mut marks = Marks { policy, wanted: Vec::new(), faults: Vec::new() };
    let lines = LineIndex::new(&policy.text);
    for number in 0..policy.spans.len() {
        if let Err(kind) = marks.add(number, labels, &lines) {
            marks.fault(number, kind);
        }
    }
    marks.leave_out_crossing();
    let markup = marks.write(parser)?;
    marks.faults.sort_by_key(|&(number, _)| number);
    Ok(Imported { markup, faults: marks.faults.into_iter().map(|(_, fault)| fault).collect() })
}

/// The marks to write, and what cannot be marked.
struct Marks<'p> {
    policy: &'p Foreign,
    wanted: Vec<Wanted>,
    /// By the number of the span.
    faults: Vec<(usize, Fault)>,
}

/// A mark to write, and the number of its span.
struct Wanted {
    number: usize,
    kind: AnnotationKind,
    bytes: Range<usize>,
}

impl<'p> Marks<'p> {
    fn fault(&mut self, number: usize, kind: FaultKind) {
        self.faults.push((number, Fault::new(self.policy.spans[number].at.clone(), kind)));
    }

    fn words(&self, bytes: &Range<usize>) -> String {
        self.policy.text[bytes.clone()].to_owned()
    }

    /// Adds a mark for each line of a span.
    fn add(
        &mut self,
        number: usize,
        labels: &Labels,
        lines: &LineIndex<'_>,
    ) -> Result<(), FaultKind> {
        let policy = self.policy;
        let span = &policy.spans[number];
        let bytes = bytes(policy, span, lines)?;
        let words = &policy.text[bytes.clone()];
        if let Some(said) = span.text.as_ref().filter(|said| !are_same(words, said)) {
            let (found, said) = (words.to_owned(), said.clone());
            return Err(FaultKind::TextMismatch { found, said });
        }
        let kind = labels.kind(&span.label);
        let kind = kind.ok_or_else(|| FaultKind::UnknownLabel(span.label.clone()))?;
        if words.is_empty() {
            return Err(FaultKind::Unmarkable { text: String::new(), fault: MarkFault::Empty });
        }
        if words.contains(['\n', '\r']) {
            self.fault(number, FaultKind::OverLineEnd { text: words.to_owned() });
        }
        let mut start = bytes.start;
        for line in words.split(['\n', '\r']) {
            let end = start + line.len();
            if !line.trim().is_empty() {
                self.wanted.push(Wanted { number, kind, bytes: start..end });
            }
            start = end + 1;
        }
        Ok(())
    }

    /// Leaves out each mark that crosses one before it. An outer mark comes before those inside it.
    fn leave_out_crossing(&mut self) {
        self.wanted.sort_by_key(|mark| (mark.bytes.start, Reverse(mark.bytes.end), mark.number));
        let mut open: Vec<Range<usize>> = Vec::new();
        let mut kept = Vec::with_capacity(self.wanted.len());
        for mark in std::mem::take(&mut self.wanted) {
            while open.pop_if(|other| other.end <= mark.bytes.start).is_some() {}
            match open.last() {
                Some(other) if other.end < mark.bytes.end => {
                    let (text, other) = (self.words(&mark.bytes), self.words(other));
                    self.fault(mark.number, FaultKind::Crossing { text, other });
                }
                _ => {
                    open.push(mark.bytes.clone());
                    kept.push(mark);
                }
            }
        }
        self.wanted = kept;
    }

    /// Writes the marks. What the parser would not read back is left out: `<br>`, `相机(摄像头)`.
    fn write(&mut self, parser: &Parser) -> Result<String, policymark::Error> {
        self.leave_out_misread(parser)?;
        loop {
            match parser.annotate(&self.policy.text, &self.marks()) {
                Ok(markup) => return Ok(markup),
                Err(AnnotateError::Mark { index, fault, .. }) if index < self.wanted.len() => {
                    let mark = self.wanted.remove(index);
                    self.unmarkable(&mark, fault);
                }
                Err(AnnotateError::Parse(error)) => return Err(error),
                // Every fault of a mark names it: nothing is marked rather than nothing written.
                Err(_) => self.wanted.clear(),
            }
        }
    }

    /// Writes all marks for a parser that reads every pair as a mark, and leaves out those that `parser` does not
    /// read in that markup. One by one, a text with many of them would take a parse for each.
    fn leave_out_misread(&mut self, parser: &Parser) -> Result<(), policymark::Error> {
        let every_pair = parser.clone().every_pair_marks(true);
        let Ok(markup) = every_pair.annotate(&self.policy.text, &self.marks()) else {
            return Ok(());
        };
        let document = parser.clone().strict(false).marks_only(true).parse(&markup)?;
        let all = every_pair.strict(false).marks_only(true).parse(&markup)?;
        if document.annotations().len() == all.annotations().len() {
            return Ok(());
        }
        // Each bracket pair of the markup that is a mark for one parser is a node for both.
        let mut kept = Vec::with_capacity(self.wanted.len());
        let wanted = std::mem::take(&mut self.wanted);
        for (mark, annotation) in wanted.into_iter().zip(all.annotations()) {
            let reading = document.node(annotation.node().id()).and_then(|node| node.reading());
            match reading {
                Some(reading) if reading.kind.is_none() => {
                    self.unmarkable(&mark, MarkFault::Misread(reading.reason));
                }
                _ => kept.push(mark),
            }
        }
        self.wanted = kept;
        Ok(())
    }

    fn marks(&self) -> Vec<Mark> {
        let mark = |mark: &Wanted| {
            let span = Span::try_from(mark.bytes.clone()).ok()?;
            Some(Mark::new(mark.kind, span))
        };
        self.wanted.iter().filter_map(mark).collect()
    }

    fn unmarkable(&mut self, mark: &Wanted, fault: MarkFault) {
        let text = self.words(&mark.bytes);
        self.fault(mark.number, FaultKind::Unmarkable { text, fault });
    }
}

/// Where a span is in the text, in bytes.
fn bytes(
    policy: &Foreign,
    span: &ForeignSpan,
    lines: &LineIndex<'_>,
) -> Result<Range<usize>, FaultKind> {
    let (text, unit) = (&policy.text, policy.unit);
    let &ForeignSpan { start, end, .. } = span;
    let len = u64::from(lines.to_unit(text.len() as u32, unit));
    if start > end || end > len {
        return Err(FaultKind::OutOfRange { start, end, len, unit });
    }
    let byte = |offset| {
        let offset = u32::try_from(offset).ok()?;
        lines.unit_to_byte(offset, unit).map(|byte| byte as usize)
    };
    let bytes = byte(start).zip(byte(end)).map(|(start, end)| start..end);
    let whole = |offset| is_between_graphemes(text, offset);
    let bytes = bytes.filter(|bytes| whole(bytes.start) && whole(bytes.end));
    bytes.ok_or(FaultKind::InsideCharacter { start, end })
}

fn is_between_graphemes(text: &str, offset: usize) -> bool {
    GraphemeCursor::new(offset, text.len(), true).is_boundary(text, 0).unwrap_or(true)
}

/// Whether a file says the words of a text. Tools write the lines of a span with blanks between them.
fn are_same(words: &str, said: &str) -> bool {
    words == said || words.split_whitespace().eq(said.split_whitespace())
}
