//! Positions in a text in its three units: bytes, characters and UTF-16 code units.

use unicode_segmentation::UnicodeSegmentation;

/// A place in a text as a person or an editor names it. All numbers count from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// Line, ended by `\n` or `\r\n`.
    pub line: u32,
    /// Column in **grapheme clusters**, what a reader counts as one character: 1 for the `手` of
    /// a line `手机号码`, 2 for its `机`; an emoji with joiners counts once.
    pub column: u32,
}

/// Translates **byte** offsets of one text into lines and columns, **characters** (Unicode
/// scalar values: Python, W3C) and **UTF-16** code units (JavaScript, UIMA), and back.
///
/// Built in one pass over the text; each look-up then reads one line of it.
///
/// ```
/// use policymark::LineIndex;
///
/// let index = LineIndex::new("您的\n<手机号码>");
/// assert_eq!(index.position(7).to_string(), "2:1");
/// assert_eq!(index.to_chars(7), 3);
/// assert_eq!(index.from_chars(3), Some(7));
/// ```
#[derive(Clone, Debug)]
pub struct LineIndex<'t> {
    text: &'t str,
    lines: Vec<LineStart>,
}

/// Where a line starts, in the three units.
#[derive(Clone, Copy, Debug, Default)]
struct LineStart {
    byte: usize,
    chars: usize,
    utf16: usize,
}

impl<'t> LineIndex<'t> {
    /// Reads `text` once and remembers where its lines start.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        let mut at = LineStart::default();
        let mut lines = vec![at];
        for line in text.split_inclusive('\n') {
            at.byte += line.len();
            at.chars += line.chars().count();
            at.utf16 += line.encode_utf16().count();
            lines.push(at);
        }
        if !text.ends_with('\n') {
            lines.pop();
        }
        if lines.is_empty() {
            lines.push(LineStart::default());
        }
        Self { text, lines }
    }

    /// Number of lines; a text that ends in `\n` has an empty last line.
    #[must_use]
    pub fn line_count(&self) -> usize {
        self.lines.len()
    }

    /// Line and column of byte `offset`. An offset inside a character counts as the character's
    /// start, one past the end as the end.
    #[must_use]
    pub fn position(&self, offset: u32) -> Position {
        let offset = self.floor(offset);
        let line = self.line_of(|l| l.byte, offset);
        let column = self.text[self.lines[line].byte..offset].graphemes(true).count();
        Position { line: line as u32 + 1, column: column as u32 + 1 }
    }

    /// The text of line `line`, counted from 1, without its line end.
    #[must_use]
    pub fn line_text(&self, line: u32) -> Option<&'t str> {
        let index = (line as usize).checked_sub(1)?;
        let start = self.lines.get(index)?.byte;
        let end = self.lines.get(index + 1).map_or(self.text.len(), |l| l.byte);
        let line = &self.text[start..end];
        Some(line.strip_suffix('\n').map_or(line, |l| l.strip_suffix('\r').unwrap_or(l)))
    }

    /// Characters (Unicode scalar values) before byte `offset`.
    #[must_use]
    pub fn to_chars(&self, offset: u32) -> u32 {
        let offset = self.floor(offset);
        let line = self.lines[self.line_of(|l| l.byte, offset)];
        (line.chars + self.text[line.byte..offset].chars().count()) as u32
    }

    /// UTF-16 code units before byte `offset`.
    #[must_use]
    pub fn to_utf16(&self, offset: u32) -> u32 {
        let offset = self.floor(offset);
        let line = self.lines[self.line_of(|l| l.byte, offset)];
        (line.utf16 + self.text[line.byte..offset].encode_utf16().count()) as u32
    }

    /// The byte at which character number `chars`, counted from 0, starts; `None` past the end.
    #[must_use]
    pub fn from_chars(&self, chars: u32) -> Option<u32> {
        let line = self.lines[self.line_of(|l| l.chars, chars as usize)];
        self.advance(line.byte, chars as usize - line.chars, |_| 1)
    }

    /// The byte at which UTF-16 code unit number `units`, counted from 0, starts; `None` past the
    /// end and inside a surrogate pair.
    #[must_use]
    pub fn from_utf16(&self, units: u32) -> Option<u32> {
        let line = self.lines[self.line_of(|l| l.utf16, units as usize)];
        self.advance(line.byte, units as usize - line.utf16, char::len_utf16)
    }

    fn advance(&self, from: usize, mut units: usize, size: impl Fn(char) -> usize) -> Option<u32> {
        let mut at = from;
        for c in self.text[from..].chars() {
            if units == 0 {
                break;
            }
            units = units.checked_sub(size(c))?;
            at += c.len_utf8();
        }
        (units == 0).then_some(at as u32)
    }

    fn floor(&self, offset: u32) -> usize {
        let mut offset = (offset as usize).min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        offset
    }

    fn line_of(&self, unit: impl Fn(&LineStart) -> usize, value: usize) -> usize {
        self.lines.partition_point(|l| unit(l) <= value).saturating_sub(1)
    }
}

impl std::fmt::Display for Position {
    /// `line:column`
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_stay_apart() {
        let text = "手机号码，\r\n👩‍👩‍👧 e\u{301}x\n";
        let index = LineIndex::new(text);
        assert_eq!(index.line_count(), 3);
        let e = text.find("e\u{301}").unwrap() as u32;
        assert_eq!(index.position(e), Position { line: 2, column: 3 });
        assert_eq!(index.position(e + 3), Position { line: 2, column: 4 });
        assert_eq!(index.to_chars(e), 13);
        assert_eq!(index.to_utf16(e), 16);
        assert_eq!(index.line_text(1), Some("手机号码，"));
        assert_eq!(index.line_text(3), Some(""));
        assert_eq!(index.line_text(4), None);
    }

    #[test]
    fn units_come_back() {
        let text = "您的<📱号>\n（a）\r\n";
        let index = LineIndex::new(text);
        for (byte, _) in text.char_indices().chain([(text.len(), ' ')]) {
            let byte = byte as u32;
            assert_eq!(index.from_chars(index.to_chars(byte)), Some(byte));
            assert_eq!(index.from_utf16(index.to_utf16(byte)), Some(byte));
        }
        assert_eq!(index.from_utf16(4), None, "inside the surrogate pair");
        assert_eq!(index.from_chars(99), None);
    }

    #[test]
    fn offsets_off_a_boundary_and_past_the_end() {
        let index = LineIndex::new("手机");
        assert_eq!(index.position(1), index.position(0));
        assert_eq!(index.position(999), Position { line: 1, column: 3 });
        assert_eq!(LineIndex::new("").position(5), Position { line: 1, column: 1 });
    }
}
