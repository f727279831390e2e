//! Where things of the current document are, in the unit that was asked for.

use policymark::Span;
use policymark::text::Unit;

use super::kit::Numbers;
use crate::offsets::Counts;

/// Translates the byte offsets of one document after another, in the same storage.
pub(super) struct Ruler {
    counts: Counts,
    unit: Unit,
}

impl Ruler {
    pub(super) fn new(unit: Unit) -> Self {
        Self { counts: Counts::new("", unit), unit }
    }

    /// Goes on to the next document.
    pub(super) fn restart(&mut self, text: &str) {
        self.counts.restart(text, self.unit);
    }
}

/// Two columns: where things start and end.
#[derive(Default)]
pub(super) struct Places {
    pub(super) start: Numbers,
    pub(super) end: Numbers,
}

impl Places {
    pub(super) fn push(&mut self, ruler: &Ruler, text: &str, span: Span) {
        self.start.push(ruler.counts.before(text, span.start()));
        self.end.push(ruler.counts.before(text, span.end()));
    }
}
