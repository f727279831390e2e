//! Positions in a text in its three units: bytes, characters and UTF-16 code units.

use unicode_segmentation::UnicodeSegmentation;

/// A place in a text as a person or an editor names it. All numbers count from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// Line, ended by `\n` or `\r\n`.
    pub line: u32,
    /// Column in **grapheme clusters**, what a reader counts as one character: 1 for the `手` of
    /// a line `手机号码`, 2 for its `机`; an emoji with joiners counts once, a byte-order mark at
    /// the start of the text not at all.
    pub column: u32,
}

/// Translates **byte** offsets of one text into lines and columns, **characters** (Unicode
/// scalar values: Python, W3C) and **UTF-16** code units (JavaScript, UIMA), and back.
///
/// Built in one pass over the text; a look-up then reads a line or a hundred bytes of it, whichever
/// is shorter.
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
    /// The start of every line, and in long lines a place every hundred bytes or so.
    places: Vec<Place>,
}

/// A boundary between grapheme clusters, in all units counted from 0.
#[derive(Clone, Copy, Debug, Default)]
struct Place {
    byte: usize,
    chars: usize,
    utf16: usize,
    line: usize,
    column: usize,
}

/// Editors do not show it, so it takes no column.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// How far apart the places of one line stand, in bytes.
const STRIDE: usize = 128;

impl Place {
    /// The place after `text` on the same line, without its column.
    fn after(self, text: &str) -> Self {
        Self {
            byte: self.byte + text.len(),
            chars: self.chars + text.chars().count(),
            utf16: self.utf16 + text.encode_utf16().count(),
            ..self
        }
    }
}

impl<'t> LineIndex<'t> {
    /// Reads `text` once and remembers where its lines start.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        let mut at = Place::default();
        let mut places = vec![at];
        let mut lines = text;
        if let Some(rest) = text.strip_prefix(BYTE_ORDER_MARK) {
            at = at.after(&text[..text.len() - rest.len()]);
            places.push(at);
            lines = rest;
        }
        for line in lines.split_inclusive('\n') {
            let start = at;
            at = at.after(line);
            if line.len() > STRIDE {
                push_strides(start, line, &mut places);
            }
            if line.ends_with('\n') {
                at.line += 1;
                places.push(at);
            }
        }
        Self { text, places }
    }

    /// Number of lines; a text that ends in `\n` has an empty last line.
    #[must_use]
    pub fn line_count(&self) -> usize {
        self.places.last().map_or(1, |place| place.line + 1)
    }

    /// Line and column of byte `offset`. An offset inside a character counts as the character's
    /// start, one past the end as the end.
    #[must_use]
    pub fn position(&self, offset: u32) -> Position {
        let offset = self.floor(offset);
        let place = self.before(|place| place.byte, offset);
        let column = place.column + self.text[place.byte..offset].graphemes(true).count();
        Position { line: place.line as u32 + 1, column: column as u32 + 1 }
    }

    /// The text of line `line`, counted from 1, without its line end.
    #[must_use]
    pub fn line_text(&self, line: u32) -> Option<&'t str> {
        let line = (line as usize).checked_sub(1)?;
        let first_of = |line| self.places.partition_point(|place| place.line < line);
        let start = self.places.get(first_of(line))?.byte;
        let end = self.places.get(first_of(line + 1)).map_or(self.text.len(), |place| place.byte);
        let line = &self.text[start..end];
        Some(line.strip_suffix('\n').map_or(line, |l| l.strip_suffix('\r').unwrap_or(l)))
    }

    /// Characters (Unicode scalar values) before byte `offset`.
    #[must_use]
    pub fn to_chars(&self, offset: u32) -> u32 {
        let offset = self.floor(offset);
        let place = self.before(|place| place.byte, offset);
        (place.chars + self.text[place.byte..offset].chars().count()) as u32
    }

    /// UTF-16 code units before byte `offset`.
    #[must_use]
    pub fn to_utf16(&self, offset: u32) -> u32 {
        let offset = self.floor(offset);
        let place = self.before(|place| place.byte, offset);
        (place.utf16 + self.text[place.byte..offset].encode_utf16().count()) as u32
    }

    /// The byte at which character number `chars`, counted from 0, starts; `None` past the end.
    #[must_use]
    pub fn from_chars(&self, chars: u32) -> Option<u32> {
        let place = self.before(|place| place.chars, chars as usize);
        self.advance(place.byte, chars as usize - place.chars, |_| 1)
    }

    /// The byte at which UTF-16 code unit number `units`, counted from 0, starts; `None` past the
    /// end and inside a surrogate pair.
    #[must_use]
    pub fn from_utf16(&self, units: u32) -> Option<u32> {
        let place = self.before(|place| place.utf16, units as usize);
        self.advance(place.byte, units as usize - place.utf16, char::len_utf16)
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
        self.text.floor_char_boundary(offset as usize)
    }

    /// The last place that stands at `value` or before it.
    fn before(&self, unit: impl Fn(&Place) -> usize, value: usize) -> Place {
        let after = self.places.partition_point(|place| unit(place) <= value);
        after.checked_sub(1).and_then(|i| self.places.get(i)).copied().unwrap_or_default()
    }
}

/// Adds a place every [`STRIDE`] bytes of a line that starts at `start`.
fn push_strides(start: Place, line: &str, places: &mut Vec<Place>) {
    let mut last = start;
    for (column, (byte, _)) in line.grapheme_indices(true).enumerate() {
        let from = last.byte - start.byte;
        if byte - from >= STRIDE {
            last = Place { column, ..last.after(&line[from..byte]) };
            places.push(last);
        }
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
    fn long_lines_are_counted_from_their_start() {
        let line = "手机号码 👩‍👩‍👧e\u{301}，".repeat(300);
        let text = format!("甲\n{line}\n乙");
        let index = LineIndex::new(&text);
        assert_eq!(index.line_count(), 3);
        assert_eq!(index.line_text(2), Some(line.as_str()));
        assert_eq!(index.line_text(3), Some("乙"));
        for (column, (byte, _)) in line.grapheme_indices(true).enumerate() {
            let offset = 4 + byte as u32;
            assert_eq!(index.position(offset), Position { line: 2, column: column as u32 + 1 });
            assert_eq!(index.to_chars(offset) as usize, 2 + line[..byte].chars().count());
            assert_eq!(index.from_utf16(index.to_utf16(offset)), Some(offset));
        }
    }

    #[test]
    fn a_byte_order_mark_takes_no_column() {
        let text = format!("\u{feff}手机{}\n号", "，".repeat(600));
        let index = LineIndex::new(&text);
        let at = |offset| index.position(offset).to_string();
        assert_eq!([0, 1, 3, 6].map(at), ["1:1", "1:1", "1:1", "1:2"]);
        assert_eq!(at(3 + 3 * 500), "1:501");
        assert_eq!((index.to_chars(3), index.to_utf16(3), index.from_chars(1)), (1, 1, Some(3)));
        assert_eq!(index.line_text(2), Some("号"));
    }

    #[test]
    fn offsets_off_a_boundary_and_past_the_end() {
        let index = LineIndex::new("手机");
        assert_eq!(index.position(1), index.position(0));
        assert_eq!(index.position(999), Position { line: 1, column: 3 });
        assert_eq!(LineIndex::new("").position(5), Position { line: 1, column: 1 });
    }
}
