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
        let starts = starts(text).map(|start| start as u32).collect();
        Self { text, starts, index: LineIndex::new(text), unit }
    }

    /// The place of a byte.
    pub(crate) fn position(&self, offset: u32) -> lsp::Position {
        let line = self.line_of(offset);
        let start = self.index.to_unit(self.starts[line], self.unit);
        let character = self.index.to_unit(offset, self.unit).saturating_sub(start);
        lsp::Position { line: line as u32, character }
    }

    /// The place of a stretch of bytes.
    pub(crate) fn range(&self, bytes: impl Into<Range<usize>>) -> lsp::Range {
        let Range { start, end } = bytes.into();
        lsp::Range { start: self.position(start as u32), end: self.position(end as u32) }
    }

    /// The byte at a place. A place past the end of its line is that end, one inside a character its start.
    pub(crate) fn offset(&self, position: lsp::Position) -> u32 {
        let Some(&start) = self.starts.get(position.line as usize) else {
            return self.text.len() as u32;
        };
        let line = &self.text[start as usize..self.content_end(position.line as usize) as usize];
        start + offset_in_line(line, position.character, self.unit) as u32
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

/// The bytes between two places in a text, in whichever order they are, without an index of the text: a change makes
/// an index useless.
pub(crate) fn bytes(text: &str, range: lsp::Range, unit: Unit) -> Range<usize> {
    let start_of = |line| starts(text).nth(line as usize).unwrap_or(text.len());
    let start = start_of(range.start.line);
    let is_one_line = range.start.line == range.end.line;
    let end = if is_one_line { start } else { start_of(range.end.line) };
    let offset = |start, character| {
        let line = text[start..].split('\n').next().and_then(|line| line.split('\r').next());
        start + offset_in_line(line.unwrap_or_default(), character, unit)
    };
    let (one, other) = (offset(start, range.start.character), offset(end, range.end.character));
    one.min(other)..one.max(other)
}

/// The first byte of every line.
fn starts(text: &str) -> impl Iterator<Item = usize> {
    let mut end = 0;
    let after_first = text.split_inclusive('\n').flat_map(move |line| {
        let start = end;
        end += line.len();
        let ended = line.strip_suffix('\n').map(|line| line.strip_suffix('\r').unwrap_or(line));
        let returns = ended.unwrap_or(line).match_indices('\r');
        returns.map(move |(at, _)| start + at + 1).chain(ended.map(|_| end))
    });
    std::iter::once(0).chain(after_first)
}

/// The byte of a line before which so many characters are. Past the end of the line it is that end, and inside a
/// character its start.
fn offset_in_line(line: &str, character: u32, unit: Unit) -> usize {
    let mut units = 0;
    let found = line.char_indices().find(|&(_, c)| {
        units += match unit {
            Unit::Bytes => c.len_utf8(),
            Unit::Characters => 1,
            Unit::Utf16 => c.len_utf16(),
        };
        units > character as usize
    });
    found.map_or(line.len(), |(at, _)| at)
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
    fn places_are_found_without_an_index() {
        let texts = [TEXT, "", "\r", "\r\n", "一\r\r二\n\r三", "📱\n\n", "\n一\r"];
        let places = || (0..6).flat_map(|line| (0..9).map(move |at| position(line, at)));
        for (text, unit) in texts
            .iter()
            .flat_map(|&text| [Unit::Bytes, Unit::Characters, Unit::Utf16].map(|unit| (text, unit)))
        {
            let lines = Lines::new(text, unit);
            for (start, end) in places().flat_map(|one| places().map(move |other| (one, other))) {
                let range = lsp::Range { start, end };
                assert_eq!(bytes(text, range, unit), lines.bytes(range), "{text:?} {range:?}");
            }
        }
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
