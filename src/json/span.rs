//! A span from an untrusted source.

use serde::Deserialize;

use super::fault::{Fault, Invalid, JsonPath};
use crate::text::Span;

/// A span that is not checked: its numbers can be anything.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename = "Span", expecting = "a span")]
pub(super) struct RawSpan {
    pub(super) start: u32,
    pub(super) end: u32,
}

impl RawSpan {
    /// The span, if it does not end before it starts.
    pub(super) const fn in_order(self) -> Result<Span, Fault> {
        let Self { start, end } = self;
        if end < start { Err(Fault::Backwards { start, end }) } else { Ok(Span::new(start, end)) }
    }

    /// The span, if it is inside the text and on character boundaries.
    pub(super) fn check(self, text: &str) -> Result<Span, Fault> {
        let Self { start, end } = self;
        let span = self.in_order()?;
        for offset in [start, end] {
            if offset as usize > text.len() {
                return Err(Fault::PastEnd { offset, len: text.len() });
            }
            if !text.is_char_boundary(offset as usize) {
                return Err(Fault::OffBoundary(offset));
            }
        }
        Ok(span)
    }

    pub(super) fn check_at(self, text: &str, path: JsonPath) -> Result<Span, Invalid> {
        self.check(text).map_err(|fault| fault.at(path))
    }
}
