//! Positions in a text in its three units: bytes, characters and UTF-16 code units.

use std::fmt;
use std::str::FromStr;
use std::sync::OnceLock;

use memchr::memchr_iter;
use unicode_segmentation::UnicodeSegmentation;

use super::blank::BYTE_ORDER_MARK;
use super::limits::MAX_LEN;
use super::unit::Unit;

/// A place in a text as a reader counts it: `2:1`. Both numbers count from 1. Editors may count an emoji
/// as more than one column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// The line. Lines end with `\n` or `\r\n`.
    pub line: u32,
    /// The column in **grapheme clusters**, what a reader sees as one character: 1 for the `手` of
    /// a line `手机号码`, 2 for its `机`; an emoji with joiners counts once, a byte order mark at
    /// the start of the text not at all.
    pub column: u32,
}

/// Translates **byte** offsets of one text into lines and columns, **characters** (Unicode
/// scalar values: Python, W3C) and **UTF-16** code units (JavaScript, UIMA), and back.
///
/// Creating one is free. The first look-up that needs a table builds it, in one pass over the
/// text: counts of characters and UTF-16 units, the starts of lines, or columns, which are kept for
/// lines of more than 64 bytes only. A look-up then reads some 64 bytes of the text, however long
/// the line is.
///
/// ```
/// use policymark::text::LineIndex;
///
/// let index = LineIndex::new("您的\n<手机号码>");
/// assert_eq!(index.position(7).to_string(), "2:1");
/// assert_eq!(index.to_chars(7), 3);
/// assert_eq!(index.char_to_byte(3), Some(7));
/// assert_eq!(index.position_to_byte("2:1".parse()?), Some(7));
/// # Ok::<(), policymark::text::PositionError>(())
/// ```
#[derive(Clone)]
pub struct LineIndex<'t> {
    text: &'t str,
    /// The counts before each [`STRIDE`] of bytes.
    counts: OnceLock<Vec<Counts>>,
    /// The first byte of every line.
    lines: OnceLock<Vec<u32>>,
    /// For each line, a cluster every [`STRIDE`] bytes, once the line was asked for. Finding the clusters of a
    /// text takes longer than parsing it.
    columns: OnceLock<Vec<OnceLock<Vec<Column>>>>,
}

/// The counts of the text before a byte offset. If it is inside a character, that character counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Counts {
    chars: u32,
    utf16: u32,
}

/// The start of a grapheme cluster, and how many clusters precede it on its line.
#[derive(Clone, Copy, Debug)]
struct Column {
    byte: u32,
    column: u32,
}

/// The greatest number of bytes that a look-up reads before the cluster that it ends in.
const STRIDE: usize = 64;

/// The number of each byte of a stride, as bytes: a loop counter would be four bytes wide.
const NUMBERS: [u8; STRIDE] = {
    let mut numbers = [0; STRIDE];
    let mut number = 0;
    while number < STRIDE {
        numbers[number] = number as u8;
        number += 1;
    }
    numbers
};

impl fmt::Debug for LineIndex<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LineIndex").field("bytes", &self.text.len()).finish_non_exhaustive()
    }
}

impl<'t> LineIndex<'t> {
    /// The index of `text`. Of a text over 4 GiB, only the part that offsets can reach is read.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        let text = &text[..text.floor_char_boundary(MAX_LEN)];
        let (counts, lines, columns) = Default::default();
        Self { text, counts, lines, columns }
    }

    /// The number of lines. A text that ends with `\n` has an empty last line.
    #[must_use]
    pub fn line_count(&self) -> usize {
        self.lines().len()
    }

    /// The line and column of byte `offset`. An offset inside a character counts as its start, an
    /// offset past the end as the end.
    #[must_use]
    pub fn position(&self, offset: u32) -> Position {
        let offset = self.floor(offset);
        let line = self.line_of(offset as u32);
        let from = self.column_before(line, offset);
        let clusters = self.text[from.byte as usize..offset].graphemes(true).count();
        Position { line: line as u32 + 1, column: from.column + clusters as u32 + 1 }
    }

    /// The number of the line of byte `offset`, counted from 0.
    pub(crate) fn line_of(&self, offset: u32) -> usize {
        self.lines().partition_point(|&start| start <= offset).saturating_sub(1)
    }

    /// The text of line `line`, counted from 1, without its line end.
    #[must_use]
    pub fn line_text(&self, line: u32) -> Option<&'t str> {
        let line = (line as usize).checked_sub(1)?;
        let start = *self.lines().get(line)? as usize;
        let end = self.lines().get(line + 1).map_or(self.text.len(), |&next| next as usize);
        let line = &self.text[start..end];
        Some(line.strip_suffix('\n').map_or(line, |l| l.strip_suffix('\r').unwrap_or(l)))
    }

    /// The number of characters (Unicode scalar values) before byte `offset`.
    #[must_use]
    pub fn to_chars(&self, offset: u32) -> u32 {
        self.counts_before(self.floor(offset)).chars
    }

    /// The number of UTF-16 code units before byte `offset`.
    #[must_use]
    pub fn to_utf16(&self, offset: u32) -> u32 {
        self.counts_before(self.floor(offset)).utf16
    }

    /// The byte at which character number `chars`, counted from 0, starts; `None` past the end.
    #[must_use]
    pub fn char_to_byte(&self, chars: u32) -> Option<u32> {
        self.find(chars, |counts| counts.chars, |_| 1)
    }

    /// The byte at which UTF-16 code unit number `units`, counted from 0, starts; `None` past the
    /// end and inside a surrogate pair.
    #[must_use]
    pub fn utf16_to_byte(&self, units: u32) -> Option<u32> {
        self.find(units, |counts| counts.utf16, |c| c.len_utf16() as u32)
    }

    /// The number of units before byte `offset`.
    #[must_use]
    pub fn to_unit(&self, offset: u32, unit: Unit) -> u32 {
        match unit {
            Unit::Bytes => offset,
            Unit::Characters => self.to_chars(offset),
            Unit::Utf16 => self.to_utf16(offset),
        }
    }

    /// The byte at which unit number `units`, counted from 0, starts; `None` past the end and inside a
    /// character.
    #[must_use]
    pub fn unit_to_byte(&self, units: u32, unit: Unit) -> Option<u32> {
        match unit {
            Unit::Bytes => self.text.is_char_boundary(units as usize).then_some(units),
            Unit::Characters => self.char_to_byte(units),
            Unit::Utf16 => self.utf16_to_byte(units),
        }
    }

    /// The byte at a line and column, the reverse of [`LineIndex::position`]. The last column of a
    /// line is its end. `None` for a line that does not exist, for column 0 and for a column past
    /// the last.
    #[must_use]
    pub fn position_to_byte(&self, position: Position) -> Option<u32> {
        let line = (position.line as usize).checked_sub(1).filter(|&at| at < self.line_count())?;
        let text = self.line_text(position.line)?;
        let end = self.lines()[line] as usize + text.len();
        let wanted = position.column.checked_sub(1)?;
        let from = self.column_at_most(line, end, wanted);
        let rest = self.text.get(from.byte as usize..end)?;
        let starts = rest.grapheme_indices(true).map(|(byte, _)| byte);
        let byte = starts.chain([rest.len()]).nth((wanted - from.column) as usize)?;
        Some(from.byte + byte as u32)
    }

    fn floor(&self, offset: u32) -> usize {
        self.text.floor_char_boundary(offset as usize)
    }

    fn counts_before(&self, offset: usize) -> Counts {
        let (stride, rest) = (offset / STRIDE, offset % STRIDE);
        let (strides, last) = self.text.as_bytes().as_chunks();
        let here = strides.get(stride).map_or_else(
            || {
                let mut bytes = [0; STRIDE];
                bytes[..rest].copy_from_slice(&last[..rest]);
                Counts::of_first(rest, &bytes)
            },
            |bytes| Counts::of_first(rest, bytes),
        );
        self.counts()[stride].plus(here)
    }

    /// The byte offset with `units` units before it.
    fn find(
        &self,
        units: u32,
        unit: impl Fn(&Counts) -> u32,
        size: impl Fn(char) -> u32,
    ) -> Option<u32> {
        let stride =
            self.counts().partition_point(|counts| unit(counts) <= units).checked_sub(1)?;
        let mut left = units - unit(&self.counts()[stride]);
        // The counts include the whole character that the stride starts in.
        let mut at = self.text.ceil_char_boundary(stride * STRIDE);
        for c in self.text[at..].chars() {
            if left == 0 {
                break;
            }
            left = left.checked_sub(size(c))?;
            at += c.len_utf8();
        }
        (left == 0).then_some(at as u32)
    }

    /// The last known column of line `line`, counted from 0, that is not after byte `offset`.
    fn column_before(&self, line: usize, offset: usize) -> Column {
        let start = self.line_start(line).min(offset);
        let start = Column { byte: start as u32, column: 0 };
        if offset - start.byte as usize <= STRIDE {
            return start;
        }
        let columns = self.columns(line);
        let known = columns.partition_point(|known| known.byte as usize <= offset);
        known.checked_sub(1).map_or(start, |last| columns[last])
    }

    /// The last known column of line `line`, counted from 0, that is not after `column`. The line
    /// ends at byte `end`.
    fn column_at_most(&self, line: usize, end: usize, column: u32) -> Column {
        let start = self.line_start(line).min(end);
        let start = Column { byte: start as u32, column: 0 };
        if end - start.byte as usize <= STRIDE {
            return start;
        }
        let columns = self.columns(line);
        let past =
            columns.partition_point(|known| (known.byte as usize) < end && known.column <= column);
        past.checked_sub(1).map_or(start, |last| columns[last])
    }

    /// The byte of column 1 of line `line`, counted from 0.
    fn line_start(&self, line: usize) -> usize {
        match line {
            // Editors do not show it, so it takes no column.
            0 if self.text.starts_with(BYTE_ORDER_MARK) => BYTE_ORDER_MARK.len_utf8(),
            _ => self.lines()[line] as usize,
        }
    }

    fn counts(&self) -> &[Counts] {
        self.counts.get_or_init(|| counts_by_stride(self.text.as_bytes()))
    }

    fn lines(&self) -> &[u32] {
        self.lines.get_or_init(|| {
            let feeds = memchr_iter(b'\n', self.text.as_bytes());
            std::iter::once(0).chain(feeds.map(|feed| feed as u32 + 1)).collect()
        })
    }

    /// The columns that are known of line `line`, counted from 0.
    fn columns(&self, line: usize) -> &[Column] {
        let columns = self.columns.get_or_init(|| vec![OnceLock::new(); self.line_count()]);
        columns[line].get_or_init(|| {
            let end = self.lines().get(line + 1).map_or(self.text.len(), |&next| next as usize);
            let start = self.line_start(line);
            columns_by_stride(start, &self.text[start.min(end)..end])
        })
    }
}

impl Counts {
    /// The counts of the first `len` bytes. It reads all of `bytes`, without branches, and its sums
    /// fit in a byte, so that the compiler counts many at once.
    #[inline]
    fn of_first(len: usize, bytes: &[u8; STRIDE]) -> Self {
        let (mut chars, mut pairs) = (0_u8, 0_u8);
        for (&byte, &number) in bytes.iter().zip(&NUMBERS) {
            let counts = number < len as u8;
            // Continuation bytes, 0b10xxxxxx, start no character.
            chars += u8::from(counts & (byte & 0b1100_0000 != 0b1000_0000));
            // A character of four bytes is a surrogate pair in UTF-16.
            pairs += u8::from(counts & (byte >= 0b1111_0000));
        }
        Self { chars: u32::from(chars), utf16: u32::from(chars) + u32::from(pairs) }
    }

    const fn plus(self, other: Self) -> Self {
        Self { chars: self.chars + other.chars, utf16: self.utf16 + other.utf16 }
    }
}

/// The counts before each stride of bytes, the last of which may be shorter.
fn counts_by_stride(bytes: &[u8]) -> Vec<Counts> {
    let (strides, _) = bytes.as_chunks::<STRIDE>();
    let mut counts = Vec::with_capacity(strides.len() + 1);
    let mut before = Counts::default();
    counts.push(before);
    counts.extend(strides.iter().map(|stride| {
        before = before.plus(Counts::of_first(STRIDE, stride));
        before
    }));
    counts
}

/// The column of a cluster every [`STRIDE`] bytes of a line that starts at byte `start`.
fn columns_by_stride(start: usize, line: &str) -> Vec<Column> {
    let (mut columns, mut last) = (Vec::new(), 0);
    for (column, (byte, _)) in line.grapheme_indices(true).enumerate() {
        if byte - last >= STRIDE {
            columns.push(Column { byte: (start + byte) as u32, column: column as u32 });
            last = byte;
        }
    }
    columns
}

impl Position {
    /// The position of byte `offset`, without an index: for a single look-up.
    pub(crate) fn of(text: &str, offset: u32) -> Self {
        let before = &text[..text.floor_char_boundary(offset as usize)];
        let start = before.rfind('\n').map_or(0, |feed| feed + 1);
        let lines = memchr_iter(b'\n', before.as_bytes()).count();
        let line = &before[start..];
        let line =
            if start == 0 { line.strip_prefix(BYTE_ORDER_MARK).unwrap_or(line) } else { line };
        Self { line: lines as u32 + 1, column: line.graphemes(true).count() as u32 + 1 }
    }
}

/// The error for a text that is not a line and a column: `"3"`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a line and column such as 3:14")]
pub struct PositionError(String);

impl FromStr for Position {
    type Err = PositionError;

    /// Parses `line:column`, the displayed form. No text has a place `0:1`, which is read too.
    fn from_str(text: &str) -> Result<Self, PositionError> {
        let read = || {
            let (line, column) = text.split_once(':')?;
            Some(Self { line: line.parse().ok()?, column: column.parse().ok()? })
        };
        read().ok_or_else(|| PositionError(text.to_owned()))
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
    fn units_are_not_mixed_up() {
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
    fn units_convert_back() {
        let text = "您的<📱号>\n（a）\r\n";
        let index = LineIndex::new(text);
        for (byte, _) in text.char_indices().chain([(text.len(), ' ')]) {
            let byte = byte as u32;
            assert_eq!(index.char_to_byte(index.to_chars(byte)), Some(byte));
            assert_eq!(index.utf16_to_byte(index.to_utf16(byte)), Some(byte));
        }
        assert_eq!(index.utf16_to_byte(4), None, "inside the surrogate pair");
        assert_eq!(index.char_to_byte(99), None);
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
            assert_eq!(index.utf16_to_byte(index.to_utf16(offset)), Some(offset));
        }
    }

    #[test]
    fn a_byte_order_mark_takes_no_column() {
        let text = format!("\u{feff}手机{}\n号", "，".repeat(600));
        let index = LineIndex::new(&text);
        let at = |offset| index.position(offset).to_string();
        assert_eq!([0, 1, 3, 6].map(at), ["1:1", "1:1", "1:1", "1:2"]);
        assert_eq!(at(3 + 3 * 500), "1:501");
        assert_eq!((index.to_chars(3), index.to_utf16(3), index.char_to_byte(1)), (1, 1, Some(3)));
        assert_eq!(index.line_text(2), Some("号"));
    }

    #[test]
    fn positions_convert_back() {
        let piece = "手机 e\u{301}📱👩‍👩‍👧x，";
        let line = piece.repeat(40);
        for text in [format!("\u{feff}{line}\r\n\n{line}\n{piece}"), line, String::new()] {
            let index = LineIndex::new(&text);
            let ends = text.match_indices('\n').map(|(end, _)| end).chain([text.len()]);
            for (line, end) in (1..).zip(ends) {
                let start = text[..end].rfind('\n').map_or(0, |feed| feed + 1);
                let words = index.line_text(line).unwrap();
                let skipped = if line == 1 {
                    words.len() - words.trim_start_matches('\u{feff}').len()
                } else {
                    0
                };
                let clusters =
                    words[skipped..].grapheme_indices(true).map(|(at, _)| start + skipped + at);
                for (column, byte) in (1..).zip(clusters.chain([start + words.len()])) {
                    let position = Position { line, column };
                    assert_eq!(index.position_to_byte(position), Some(byte as u32), "{position}");
                    assert_eq!(index.position(byte as u32), position);
                    assert_eq!(Position::of(&text, byte as u32), position);
                }
            }
        }
    }

    #[test]
    fn positions_that_do_not_exist() {
        let index = LineIndex::new("手机\n");
        for position in ["0:1", "1:0", "1:4", "2:2", "3:1"] {
            assert_eq!(index.position_to_byte(position.parse().unwrap()), None, "{position}");
        }
        assert_eq!(index.position_to_byte(Position { line: 2, column: 1 }), Some(7));
        for wrong in ["", "3", "3:", ":3", "3:x", "-1:2", "1:2:3"] {
            assert!(wrong.parse::<Position>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn offsets_off_a_boundary_and_past_the_end() {
        let index = LineIndex::new("手机");
        assert_eq!(index.position(1), index.position(0));
        assert_eq!(index.position(999), Position { line: 1, column: 3 });
        assert_eq!(LineIndex::new("").position(5), Position { line: 1, column: 1 });
    }

    #[test]
    fn every_offset_in_every_unit() {
        let piece = "手机 e\u{301}📱👩‍👩‍👧\r\nx，\n";
        for text in [piece.repeat(20), piece.replace('\n', "").repeat(20), "📱".repeat(97)] {
            let index = LineIndex::new(&text);
            for (number, (byte, c)) in text.char_indices().enumerate() {
                let at = byte as u32;
                let utf16 = text[..byte].encode_utf16().count() as u32;
                for inside in at..at + c.len_utf8() as u32 {
                    let counts = (index.to_chars(inside), index.to_utf16(inside));
                    assert_eq!(counts, (number as u32, utf16), "{byte}");
                }
                let back = (index.char_to_byte(number as u32), index.utf16_to_byte(utf16));
                assert_eq!(back, (Some(at), Some(at)));
                if c.len_utf16() == 2 {
                    assert_eq!(index.utf16_to_byte(utf16 + 1), None, "inside the surrogate pair");
                }
            }
            let (chars, units) = (text.chars().count() as u32, text.encode_utf16().count() as u32);
            let end = text.len() as u32;
            assert_eq!((index.to_chars(end), index.to_utf16(u32::MAX)), (chars, units));
            assert_eq!(
                (index.char_to_byte(chars), index.utf16_to_byte(units)),
                (Some(end), Some(end))
            );
            assert_eq!(
                (index.char_to_byte(chars + 1), index.utf16_to_byte(units + 1)),
                (None, None)
            );
        }
    }

    #[test]
    fn characters_are_counted_without_lines_and_clusters() {
        let text = "您的<手机号码>\n".repeat(100) + &"，".repeat(1_000);
        let index = LineIndex::new(&text);
        let _ = (
            index.to_chars(500),
            index.to_utf16(500),
            index.char_to_byte(9),
            index.utf16_to_byte(9),
        );
        assert!(index.lines.get().is_none() && index.columns.get().is_none());
        let _ = (index.position(500), index.line_count(), index.line_text(3));
        assert!(index.columns.get().is_none(), "no clusters are looked for in short lines");
        let _ = index.position(text.len() as u32);
        let columns = index.columns.get().unwrap();
        let asked = columns.iter().filter(|columns| columns.get().is_some()).count();
        assert_eq!(asked, 1, "clusters are looked for in the lines that are asked for");
    }

    /// However long a line is, a look-up starts to read less than two strides before its offset.
    #[test]
    fn a_look_up_reads_few_bytes() {
        let text = "\u{feff}您的<手机号码> e\u{301}👩‍👩‍👧，".repeat(10_000);
        let index = LineIndex::new(&text);
        for (offset, _) in text.char_indices() {
            let from = index.column_before(0, offset).byte as usize;
            assert!(offset - from < 2 * STRIDE, "{offset} is read from {from} on");
        }
        assert_eq!(index.counts().len(), text.len() / STRIDE + 1);
        assert!(index.columns(0).len() <= text.len() / STRIDE);
    }

    #[test]
    fn an_index_is_shared_between_threads() {
        fn is_shared<T: Send + Sync + Clone>(_: &T) {}
        is_shared(&LineIndex::new(""));
    }
}
