//! [`Lines`]: places in a text as the protocol gives them.

use std::ops::Range;

use gen_lsp_types as lsp;
use policymark::text::{LineIndex, Unit};

/// Translates the bytes of a text into the lines and characters of the protocol, and back. Both count from 0.
/// What a character is was negotiated: a byte, a Unicode scalar value, or a code unit of UTF-16.
///
/// [`LineIndex`] has lines too, but not those of the protocol: for it, a carriage return alone is text.
pub(crate) struct Lines<'t> {
    text: &'t str,
    /// The first byte of every line.
    starts: Vec<u32>,
    index: LineIndex<'t>,
    unit: Unit,
}

impl<'t> Lines<'t> {
    pub(crate) fn new(text: &'t str, unit: Unit) -> Self {
        let ends = text.bytes().enumerate().filter(|&(at, byte)| {
            byte == b'\n' || byte == b'\r' && text.as_bytes().get(at + 1) != Some(&b'\n')
        });
        let starts = std::iter::once(0).chain(ends.map(|(at, _)| at as u32 + 1)).collect();
        Self { text, starts, index: LineIndex::new(text), unit }
    }

    /// The place of a byte.
    pub(crate) fn position(&self, offset: u32) -> lsp::Position {
        let line = self.line_of(offset);
        let start = self.index.to_unit(self.starts[line], self.unit);
        let character = self.index.to_unit(offset, self.unit).saturating_sub(start);
        lsp::Position { line: line as u32, character }
    }

    /// The byte at a place. A place past the end of its line is that end, one inside a character its start.
    pub(crate) fn offset(&self, position: lsp::Position) -> u32 {
        const LONGEST: u32 = 4;
        let Some(&start) = self.starts.get(position.line as usize) else {
            return self.text.len() as u32;
        };
        let end = self.content_end(position.line as usize);
        let units = self.index.to_unit(start, self.unit).saturating_add(position.character);
        if units >= self.index.to_unit(end, self.unit) {
            return end;
        }
        let before = |back| self.index.unit_to_byte(units.saturating_sub(back), self.unit);
        (0..LONGEST).find_map(before).unwrap_or(start)
    }

    /// The bytes between two places, in whichever order they are.
    pub(crate) fn bytes(&self, range: lsp::Range) -> Range<usize> {
        let (one, other) = (self.offset(range.start), self.offset(range.end));
        one.min(other) as usize..one.max(other) as usize
    }

    /// The line of a byte.
    pub(crate) fn line_of(&self, offset: u32) -> usize {
        self.starts.partition_point(|&start| start <= offset).saturating_sub(1)
    }

    /// Where the line that a byte is in ends, without its line end.
    pub(crate) fn end_of_line_at(&self, offset: u32) -> u32 {
        self.content_end(self.line_of(offset))
    }

    fn content_end(&self, line: usize) -> u32 {
        let start = self.starts[line] as usize;
        let end = self.starts.get(line + 1).map_or(self.text.len(), |&next| next as usize);
        let line = &self.text[start..end];
        (start + line.trim_end_matches(['\r', '\n']).len()) as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "您的<📱号>\r\n(我们)\r[收集]\n";

    fn position(line: u32, character: u32) -> lsp::Position {
        lsp::Position { line, character }
    }

    #[test]
    fn a_character_is_what_was_negotiated() {
        let offset = TEXT.find('号').unwrap() as u32;
        for (unit, character) in [(Unit::Bytes, 11), (Unit::Characters, 4), (Unit::Utf16, 5)] {
            let lines = Lines::new(TEXT, unit);
            assert_eq!(lines.position(offset), position(0, character));
            assert_eq!(lines.offset(position(0, character)), offset);
        }
    }

    #[test]
    fn a_carriage_return_alone_ends_a_line() {
        let lines = Lines::new(TEXT, Unit::Utf16);
        assert_eq!(lines.position(TEXT.find('[').unwrap() as u32), position(2, 0));
        assert_eq!(lines.offset(position(1, 2)), TEXT.find("们").unwrap() as u32);
        assert_eq!(lines.position(TEXT.len() as u32), position(3, 0));
    }

    #[test]
    fn places_that_are_not_there_are_near() {
        for unit in [Unit::Bytes, Unit::Characters, Unit::Utf16] {
            let lines = Lines::new(TEXT, unit);
            assert_eq!(lines.offset(position(0, u32::MAX)), TEXT.find('\r').unwrap() as u32);
            assert_eq!(lines.offset(position(9, 0)), TEXT.len() as u32);
        }
        let phone = TEXT.find('📱').unwrap() as u32;
        assert_eq!(Lines::new(TEXT, Unit::Utf16).offset(position(0, 4)), phone);
        assert_eq!(Lines::new(TEXT, Unit::Bytes).offset(position(0, 10)), phone);
    }

    #[test]
    fn every_place_leads_back() {
        for unit in [Unit::Bytes, Unit::Characters, Unit::Utf16] {
            let lines = Lines::new(TEXT, unit);
            let is_inside = |at: usize| TEXT[..at].ends_with('\r') && TEXT[at..].starts_with('\n');
            let offsets = TEXT.char_indices().map(|(at, _)| at).filter(|&at| !is_inside(at));
            for offset in offsets {
                assert_eq!(lines.offset(lines.position(offset as u32)), offset as u32);
            }
        }
    }
}
