//! [`Shift`]: where the bytes of a text are after edits.

use crate::fix::Edit;
use crate::text::Span;

/// The offsets of a text after edits that are in order and do not overlap.
#[derive(Default)]
pub(super) struct Shift {
    /// From which byte on the text is moved by how many bytes, up to the next step.
    steps: Vec<(u32, i64)>,
}

impl Shift {
    pub(super) fn new<'e>(edits: impl Iterator<Item = &'e Edit>) -> Self {
        let mut by = 0;
        let steps = edits.map(|edit| {
            by += edit.replacement().len() as i64 - i64::from(edit.span().len());
            (edit.span().end(), by)
        });
        Self { steps: steps.collect() }
    }

    /// The place of the byte at `offset`; of one that is deleted, that of the first byte after it that is not.
    pub(super) fn byte(&self, offset: u32) -> u32 {
        let next = self.steps.partition_point(|&(from, _)| from <= offset);
        let moved = |from: u32, by: i64| i64::from(from) + by;
        let by = next.checked_sub(1).map_or(0, |last| self.steps[last].1);
        let moved_on = self.steps.get(next).map_or(i64::MAX, |&(from, by)| moved(from, by));
        moved(offset, by).min(moved_on) as u32
    }

    /// The place of a stretch from its first to its last byte.
    pub(super) fn span(&self, span: Span) -> (u32, u32) {
        let end = span.end().checked_sub(1).map_or(0, |last| self.byte(last) + 1);
        (self.byte(span.start()), end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_move_with_their_brackets() {
        // `a<  b >\(` → `a  <b> (`
        let edits = [
            Edit::insert(1, "  "),
            Edit::delete(Span::new(2, 4)),
            Edit::delete(Span::new(5, 6)),
            Edit::insert(7, " "),
            Edit::delete(Span::new(7, 8)),
        ];
        let shift = Shift::new(edits.iter());
        let moved: Vec<_> = [0, 1, 2, 3, 4, 6, 7, 8, 9].map(|at| shift.byte(at)).into();
        assert_eq!(moved, [0, 3, 4, 4, 4, 5, 7, 7, 8]);
        assert_eq!(shift.span(Span::new(1, 7)), (3, 6));
        assert_eq!(Shift::default().span(Span::new(0, 4)), (0, 4));
    }
}
