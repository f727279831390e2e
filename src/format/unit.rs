//! [`Units`]: what could be tidied in a text, each by itself: the blanks inside one edge, one backslash.

use std::ops::Range;

use super::shift::Shift;
use crate::document::{Document, Node};
use crate::fix::{Edit, write};
use crate::scan::{COMMENT, Structural};
use crate::text::blank::{BYTE_ORDER_MARK, is_inline_blank};
use crate::text::{LineIndex, Span};
use crate::tree::{Leaf, LeafKind};

/// One thing to tidy.
pub(super) struct Unit {
    /// Its number in the order of the text, from 0.
    pub(super) number: usize,
    /// The number of its line, from 0.
    pub(super) line: usize,
    pub(super) kind: UnitKind,
    /// Whether it is tidied; so far nothing speaks against it.
    pub(super) is_active: bool,
    edits: Range<usize>,
    brackets: Range<usize>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum UnitKind {
    /// Moves blanks over an edge, or several: `{< 邮箱>` → ` {<邮箱>`.
    Blanks,
    /// Drops the backslash before a bracket or a backslash.
    Escape,
}

/// All that could be tidied, in the order of the text.
#[derive(Default)]
pub(super) struct Units {
    list: Vec<Unit>,
    edits: Vec<Edit>,
    /// The offsets of the brackets of the annotations, or that of what a backslash is before.
    brackets: Vec<u32>,
}

impl Units {
    pub(super) fn of(document: &Document) -> Self {
        let mut finder = Finder {
            text: document.text(),
            lines: LineIndex::new(document.text()),
            units: Self::default(),
            run: Run::default(),
            blanks: Vec::new(),
            after_backslash: false,
        };
        let mut leaves = document.leaves().peekable();
        let mut before = None;
        while let Some(leaf) = leaves.next() {
            let marks = document.node(leaf.node).and_then(Node::annotation_kind).is_some();
            finder.read(leaf, marks);
            if leaf.kind == LeafKind::Escape && finder.may_drop(leaf, before, leaves.peek()) {
                finder.drop_backslash(leaf.span.start());
            }
            before = Some(leaf);
        }
        finder.end_run();
        finder.units
    }

    /// Whether nothing is to be tidied.
    pub(super) fn is_empty(&self) -> bool {
        self.active().next().is_none()
    }

    pub(super) fn active(&self) -> impl Iterator<Item = &Unit> {
        self.list.iter().filter(|unit| unit.is_active)
    }

    /// Leaves out the units for which this is true.
    pub(super) fn leave_out(&mut self, is_out: impl Fn(&Unit) -> bool) {
        self.list.iter_mut().for_each(|unit| unit.is_active &= !is_out(unit));
    }

    pub(super) fn brackets(&self, unit: &Unit) -> &[u32] {
        &self.brackets[unit.brackets.clone()]
    }

    /// The edits of what is tidied, in order.
    pub(super) fn edits(&self) -> impl Iterator<Item = &Edit> {
        self.active().flat_map(|unit| &self.edits[unit.edits.clone()])
    }

    pub(super) fn shift(&self) -> Shift {
        Shift::new(self.edits())
    }

    pub(super) fn apply(&self, text: &str) -> String {
        write(text, self.edits())
    }

    fn push(&mut self, line: usize, kind: UnitKind, edits: &[Edit], brackets: &[u32]) {
        let (first, bracket) = (self.edits.len(), self.brackets.len());
        self.edits.extend_from_slice(edits);
        self.brackets.extend_from_slice(brackets);
        let (edits, brackets) = (first..self.edits.len(), bracket..self.brackets.len());
        let number = self.list.len();
        self.list.push(Unit { number, line, kind, is_active: true, edits, brackets });
    }
}

/// Edges of annotations with nothing but blanks between: `{ <`, or `> }`.
#[derive(Default)]
struct Run {
    is_closing: bool,
    /// The brackets.
    brackets: Vec<Span>,
    /// The blanks inside the edges. Of opening edges they are after a bracket, of closing ones before one.
    blanks: Vec<Span>,
    /// Whether the words before closing edges end with a backslash that is text.
    after_backslash: bool,
}

/// Reads the leaves of a document one after another.
struct Finder<'d> {
    text: &'d str,
    lines: LineIndex<'d>,
    units: Units,
    run: Run,
    /// The blanks at the end of the text read so far.
    blanks: Vec<Span>,
    /// Whether what is before those blanks is a backslash that is text.
    after_backslash: bool,
}

impl Finder<'_> {
    fn read(&mut self, leaf: Leaf, marks: bool) {
        match leaf.kind {
            LeafKind::Text => return self.read_text(leaf.span),
            LeafKind::Open if marks => {
                if self.run.is_closing {
                    self.end_run();
                }
                self.run.brackets.push(leaf.span);
            }
            LeafKind::Close if marks => {
                if !self.run.is_closing {
                    self.end_run();
                    self.run.is_closing = true;
                    self.run.after_backslash = self.after_backslash;
                }
                self.run.blanks.append(&mut self.blanks);
                self.run.brackets.push(leaf.span);
            }
            _ => self.end_run(),
        }
        self.blanks.clear();
        self.after_backslash = false;
    }

    fn read_text(&mut self, span: Span) {
        let source = &self.text[span.range()];
        let words = source.trim_start_matches(is_inline_blank);
        let start = span.end() - words.len() as u32;
        if !self.run.is_closing && !self.run.brackets.is_empty() {
            self.run.blanks.extend(not_empty(span.start(), start));
        }
        if words.is_empty() {
            self.blanks.push(span);
            return;
        }
        self.end_run();
        let rest = words.trim_end_matches(is_inline_blank);
        self.after_backslash = rest.ends_with(BACKSLASH);
        self.blanks.clear();
        self.blanks.extend(not_empty(start + rest.len() as u32, span.end()));
    }

    /// Adds the unit of the run that ends here.
    fn end_run(&mut self) {
        let Run { is_closing, brackets, blanks, after_backslash } = std::mem::take(&mut self.run);
        let (Some(first), Some(last)) = (brackets.first(), brackets.last()) else { return };
        let (first, last) = (first.start(), last.end());
        let moved: String = blanks.iter().map(|blank| &self.text[blank.range()]).collect();
        // At the start of a file, it would not be read as text.
        let is_mark = first == 0 && !is_closing && moved.starts_with(BYTE_ORDER_MARK);
        if blanks.is_empty() || is_mark {
            return;
        }
        let mut edits: Vec<_> = blanks.into_iter().map(Edit::delete).collect();
        if is_closing {
            // Without the blanks, a backslash would be before a bracket and make it text.
            if after_backslash && let Some(blank) = edits.first().map(Edit::span) {
                let backslash = blank.start() - BACKSLASH.len() as u32;
                edits.insert(0, Edit::insert(backslash, BACKSLASH));
            }
            edits.push(Edit::insert(last, moved));
        } else {
            edits.insert(0, Edit::insert(first, moved));
        }
        let brackets: Vec<_> = brackets.iter().map(|bracket| bracket.start()).collect();
        self.units.push(self.lines.line_of(first), UnitKind::Blanks, &edits, &brackets);
    }

    /// Whether a backslash could be dropped. A comment that starts then could reach over many lines, and
    /// what a backslash that was escaped is before needs no trial.
    fn may_drop(&self, escape: Leaf, before: Option<Leaf>, after: Option<&Leaf>) -> bool {
        let source = |leaf: Leaf| &self.text[leaf.span.range()];
        let escaped = &self.text[escape.span.start() as usize + 1..];
        if !escaped.starts_with(BACKSLASH) {
            return !escaped.starts_with(COMMENT);
        }
        let is_in_row = before.is_some_and(|before| source(before).ends_with(BACKSLASH));
        let is_text = after.is_none_or(|&after| {
            let rest = source(after);
            let is_needed =
                Structural::at_start(rest.as_bytes()).is_some_and(Structural::is_escapable);
            let words = rest.trim_start_matches(is_inline_blank);
            after.kind == LeafKind::Text && !words.is_empty() && !is_needed
        });
        !is_in_row && is_text
    }

    fn drop_backslash(&mut self, at: u32) {
        let edit = Edit::delete(Span::new(at, at + BACKSLASH.len() as u32));
        self.units.push(self.lines.line_of(at), UnitKind::Escape, &[edit], &[at + 1]);
    }
}

const BACKSLASH: &str = "\\";

fn not_empty(start: u32, end: u32) -> Option<Span> {
    (start < end).then(|| Span::new(start, end))
}
