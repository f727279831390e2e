//! The structural index: where the structural characters of a text stand.
//!
//! One pass over the bytes, so that the grammar looks at about one byte in a hundred. Isolated
//! here because it is written for speed; everything above it is written to be read.
//!
//! Each block of bytes becomes a bit mask of candidates; the bits become positions, four at a time
//! whether there are four or not, as a branch that depends on the text would cost more than the
//! writing. The candidates are all structural characters and a few others, such as `|` and `？`:
//! telling those apart by vectors would slow down every byte for the sake of one in ten thousand.
//! [`crate::grammar`] passes over them.
//!
//! A line feed ends what is open, so of line feeds with no candidate between them only the first
//! counts: three lines of four hold no bracket.

use wide::u8x16;

use crate::annotation::Structural;
use crate::block::{BLOCK, Block, blocks};

/// Positions that are written at once.
const BATCH: usize = 4;

/// Byte offsets of the structural characters of `text`, ascending, but of no line feed that follows
/// a line feed or nothing. `text` is shorter than 4 GiB.
pub(crate) fn scan(text: &str) -> Vec<u32> {
    let mut positions = Vec::new();
    scan_candidates(text, &mut positions);
    let is_structural = |at: &u32| Structural::at_start(&text.as_bytes()[*at as usize..]).is_some();
    positions.retain(is_structural);
    positions
}

/// Fills `positions` with byte offsets, ascending: those that [`scan`] returns and a few of other
/// characters and of other line feeds.
pub(crate) fn scan_candidates(text: &str, positions: &mut Vec<u32>) {
    positions.clear();
    // A bracket or a line feed behind one stands every sixty bytes or so in real policies.
    positions.resize(text.len() / 32 + BLOCK, 0);
    let (mut len, mut lines) = (0, Lines::default());
    blocks(text, |start, block| {
        len = write(positions, len, start, lines.keep(Candidates::of(&block)));
    });
    positions.truncate(len);
}

/// The candidates of a block, a bit for each byte.
#[derive(Clone, Copy)]
struct Candidates {
    brackets: u64,
    line_feeds: u64,
}

impl Candidates {
    #[inline]
    fn of(block: &Block<'_>) -> Self {
        Self {
            brackets: block.mask(brackets),
            line_feeds: block.mask(|first, _, _| first.simd_eq(u8x16::splat(b'\n'))),
        }
    }
}

/// Whether the line that goes on in the next block holds a candidate.
#[derive(Default)]
struct Lines {
    is_marked: bool,
}

impl Lines {
    /// The brackets, and the line feeds of lines that hold one.
    ///
    /// In the complement of the line feeds each line is a row of ones. Where a bit of the line is
    /// added to it, the sum carries into the line feed at its end, and no further.
    #[inline]
    fn keep(&mut self, Candidates { brackets, line_feeds }: Candidates) -> u64 {
        let (sum, over) = (!line_feeds).overflowing_add(brackets);
        let (sum, over_again) = sum.overflowing_add(u64::from(self.is_marked));
        self.is_marked = over | over_again;
        brackets | (line_feeds & sum)
    }
}

/// Writes the positions of the bits of `mask` behind the first `len`, and returns how many there
/// are then. What is written behind those is of no account.
#[inline]
fn write(positions: &mut Vec<u32>, len: usize, start: u32, mut mask: u64) -> usize {
    if positions.len() < len + BLOCK {
        positions.resize(2 * (len + BLOCK), 0);
    }
    let count = mask.count_ones() as usize;
    let (batch, rest) = positions[len..len + BLOCK].split_at_mut(BATCH);
    let mut write = |slot: &mut u32| {
        *slot = start + mask.trailing_zeros();
        mask &= mask.wrapping_sub(1);
    };
    batch.iter_mut().for_each(&mut write);
    if count > BATCH {
        rest.iter_mut().take(count - BATCH).for_each(write);
    }
    len + count
}

/// All bits of a lane set where a structural character but a line feed may start; `second` and
/// `third` hold for each byte of `first` the ones behind it.
#[inline]
fn brackets(first: u8x16, second: u8x16, third: u8x16) -> u8x16 {
    let splat = u8x16::splat;
    // `[` `\` `]` stand in a row, and with the bit of the case set they are `{` `|` `}`.
    let in_row = (first | splat(0x20)) - splat(b'{');
    let square_or_curly = in_row.min(splat(2)).simd_eq(in_row);
    let angle = (first & splat(!2)).simd_eq(splat(b'<'));
    let paren = (first & splat(!1)).simd_eq(splat(b'('));
    // （ ） are EF BC 88 and 89. The look-alikes are EF BC 9C and up, ｛ ｝ are EF BD 9B and 9D;
    // ， ： ； and the like have the same first two bytes as （, but smaller third ones.
    let even = third & splat(!1);
    let shifted = third + (second - splat(0xBC));
    let wide = even.simd_eq(splat(0x88)) | shifted.max(splat(0x9C)).simd_eq(shifted);
    let fullwidth = first.simd_eq(splat(0xEF)) & wide;
    // 【 】 are E3 80 90 and 91.
    let lenticular = first.simd_eq(splat(0xE3)) & even.simd_eq(splat(0x90));
    square_or_curly | angle | paren | fullwidth | lenticular
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_structural(text: &str, at: u32) -> bool {
        Structural::at_start(&text.as_bytes()[at as usize..]).is_some()
    }

    /// What the scan has to find, one byte after the other.
    fn expected(text: &str) -> Vec<u32> {
        let is_line_feed = |at: u32| text.as_bytes()[at as usize] == b'\n';
        let mut found = Vec::new();
        for at in (0..text.len() as u32).filter(|&at| is_structural(text, at)) {
            if !is_line_feed(at) || found.last().is_some_and(|&last| !is_line_feed(last)) {
                found.push(at);
            }
        }
        found
    }

    #[test]
    fn finds_every_structural_character() {
        assert_eq!(scan("当{您}时\\[\n"), [3_u32, 7, 11, 12, 13]);
        assert_eq!(scan("（a）【b】＜c＞｛d｝［e］"), [0_u32, 4, 7, 11, 14, 18, 21, 25, 28, 32]);
        assert_eq!(scan(""), [0_u32; 0]);
    }

    #[test]
    fn candidates_replace_what_was_there() {
        let mut positions = vec![7; 3];
        scan_candidates("a(b|c)？", &mut positions);
        assert_eq!(positions, [1, 3, 5, 6]);
    }

    #[test]
    fn passes_over_common_punctuation() {
        let mut positions = Vec::new();
        scan_candidates("，。；：！、《》“”·…-_/.,;:!?\"'`*#@%&+=^$", &mut positions);
        assert_eq!(positions, [0_u32; 0]);
    }

    #[test]
    fn every_character_is_told_apart() {
        let ascii: String = (0..128_u8).map(char::from).collect();
        assert_eq!(scan(&ascii), expected(&ascii));
        let wide: String = ('\u{3000}'..'\u{3100}').chain('\u{FE00}'..'\u{FFFF}').collect();
        assert_eq!(scan(&wide), expected(&wide));
    }

    #[test]
    fn block_borders_hide_nothing() {
        for character in ["(", "）", "【", "｝", "\n", "，"] {
            for shift in 0..150 {
                let text = format!("{}{character}{}", "a".repeat(shift), "b".repeat(shift % 7));
                assert_eq!(scan(&text), expected(&text), "{character} behind {shift} bytes");
            }
        }
        let row = "（<手机>，{用于[】）\\｛\n".repeat(40);
        assert_eq!(scan(&row), expected(&row));
    }

    #[test]
    fn of_lines_without_brackets_only_one_counts() {
        assert_eq!(scan("\n\n甲\n(\n乙\n\n)\n\n"), [6_u32, 7, 13, 14]);
        for lines in 0..140 {
            let text = format!("(\n{}){}", "甲\n".repeat(lines), "\n".repeat(lines));
            assert_eq!(scan(&text), expected(&text), "{lines} lines");
        }
        for letters in 0..140 {
            let text = format!("({}\n)", "甲".repeat(letters));
            assert_eq!(scan(&text), expected(&text), "{letters} letters");
        }
        // What is no bracket after all marks its line too.
        let mut positions = Vec::new();
        scan_candidates("|\n\n", &mut positions);
        assert_eq!(positions, [0, 1]);
    }

    #[test]
    fn blocks_may_be_full() {
        let text = "(".repeat(1000);
        assert_eq!(scan(&text), expected(&text));
    }
}
