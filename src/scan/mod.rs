//! The structural index: where the structural characters of a text are, and where lines and
//! sentences may end.
//!
//! This folder is written for speed, so that the rest can be written for readability: after one
//! pass over the bytes here, the grammar looks at about one byte in fifty, and the outline at one
//! in eighty.
//!
//! - `block` reads the text 64 bytes at a time, in vectors of the crate `wide`, and makes one bit
//!   of each byte.
//! - This file says which bytes to look for. The vectors find candidates: all wanted characters and
//!   a few others, such as `=` and `；`. Excluding those with vectors would slow down every byte for
//!   the sake of one in a thousand.
//! - `positions` writes the offsets of the bits. Doing so without branches saves 3 to 6 % of the
//!   time of the whole document.
//! - `verbatim` finds the code fences, comments and front matter among them.
//! - `structural` classifies the candidates for brackets. [`crate::outline`] does so for the ends
//!   of sentences.
//!
//! A scan takes 5.5 instructions per byte, of 47 for the whole document.

mod block;
mod positions;
mod structural;
mod verbatim;

use wide::{i8x16, u8x16};

use crate::text::Span;

use positions::{Positions, Slot, find};
pub(crate) use structural::Structural;
pub(crate) use verbatim::{COMMENT, COMMENT_END, Verbatim};

/// The result of a scan.
#[derive(Debug, Default)]
pub(crate) struct Index {
    /// The structural characters, except for a line feed right after another one: it ends nothing.
    tokens: Positions<Token>,
    /// How many tokens are not line feeds.
    pub(crate) brackets: usize,
    /// Where `\n`, `!`, `?`, 。, ！, ？ and the quotation marks “” 「」 『』 《》, and a few others, start.
    pub(crate) stops: Positions,
    /// The code fences, comments and front matter.
    pub(crate) verbatim: Verbatim,
}

/// A structural character and its offset in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    pub(crate) kind: Structural,
    pub(crate) at: u32,
}

/// A candidate, of which the kind is not known yet.
impl Slot for Token {
    #[inline]
    fn at(at: u32) -> Self {
        Self { kind: Structural::LineFeed, at }
    }
}

impl Token {
    pub(crate) const fn end(self) -> u32 {
        self.at + self.kind.len()
    }

    pub(crate) const fn span(self) -> Span {
        Span::new(self.at, self.end())
    }
}

impl Index {
    /// Finds the brackets of `text`, which is shorter than 4 GiB.
    pub(crate) fn scan_brackets(&mut self, text: &str) {
        find_brackets(text, &mut self.tokens);
        self.classify(text);
    }

    /// Finds the brackets and the stops of `text`, which is shorter than 4 GiB.
    pub(crate) fn scan(&mut self, text: &str) {
        let Self { tokens, stops, .. } = self;
        tokens.restart(text.len());
        stops.restart(text.len());
        let holds = |first, third| {
            let folded = folded(first, third);
            [may_be_structural(first, folded), may_be_stop(first, folded)]
        };
        find(text, holds, |[structural, stop]| {
            tokens.extend(structural);
            stops.extend(stop);
        });
        self.classify(text);
    }

    pub(crate) fn tokens(&self) -> &[Token] {
        self.tokens.as_slice()
    }

    /// Frees the storage of the stops that is not used.
    pub(crate) fn shrink(&mut self) {
        self.stops.shrink();
    }

    /// Frees the storage of the tokens.
    pub(crate) fn drop_tokens(&mut self) {
        self.tokens = Positions::default();
    }

    /// Turns the candidates into tokens, in their place. No branch depends on the text: a processor
    /// could not predict it.
    fn classify(&mut self, text: &str) {
        let tokens = self.tokens.as_mut_slice();
        // First, since the tokens overwrite the candidates.
        self.verbatim.find(text, tokens.iter().map(|candidate| candidate.at));
        let (mut len, mut brackets, mut follows_line_end) = (0, 0, false);
        for next in 0..tokens.len() {
            let at = tokens[next].at;
            let (kind, is_structural) = Structural::candidate(text.as_bytes(), at as usize);
            tokens[len] = Token { kind, at };
            let ends_line = is_structural & (kind == Structural::LineFeed);
            len += usize::from(is_structural & !(ends_line & follows_line_end));
            brackets += usize::from(is_structural & !ends_line);
            follows_line_end = ends_line;
        }
        self.tokens.truncate(len);
        self.brackets = brackets;
    }
}

/// The stops of `text`, which is shorter than 4 GiB.
#[cfg(test)]
pub(crate) fn stops_of(text: &str) -> Vec<u32> {
    let mut index = Index::default();
    index.scan(text);
    index.stops.as_slice().to_vec()
}

/// Byte offsets of the structural characters of `text`, ascending. `text` is shorter than 4 GiB.
pub(crate) fn scan(text: &str) -> Vec<u32> {
    let mut candidates: Positions = Positions::default();
    find_brackets(text, &mut candidates);
    let is_structural = |at: &u32| Structural::candidate(text.as_bytes(), *at as usize).1;
    candidates.as_slice().iter().copied().filter(is_structural).collect()
}

/// Replaces `candidates` by the places where a structural character may start.
fn find_brackets<T: Slot>(text: &str, candidates: &mut Positions<T>) {
    candidates.restart(text.len());
    let holds = |first, third| [may_be_structural(first, folded(first, third))];
    find(text, holds, |[masks]| candidates.extend(masks));
}

/// The highest bit of each byte set where a structural character may start.
#[inline]
fn may_be_structural(first: u8x16, folded: u8x16) -> u8x16 {
    let splat = u8x16::splat;
    // （ is folded to `(` without the bit of its value 32.
    let paren = (folded & splat(!0x21)).simd_eq(splat(b'(' & !0x20));
    // With two bits set, `<` `>`, `[` `\` `]` and `{` `}` are `{` to `~`, the last of ASCII. Bytes
    // that are not ASCII are negative.
    let last =
        (folded | splat(0x60)).cast_signed().simd_gt(i8x16::splat(b'z' as i8)).cast_unsigned();
    paren | last | first.simd_eq(splat(b'\n'))
}

/// All bits of each byte set where a line feed, punctuation that ends a sentence, or a quotation
/// mark may start.
#[inline]
fn may_be_stop(first: u8x16, folded: u8x16) -> u8x16 {
    let splat = u8x16::splat;
    let narrow = folded & splat(!0x20);
    let is = |byte: u8| narrow.simd_eq(splat(byte & !0x20));
    let quotation = (folded & splat(!FOLDED_QUOTATION)).simd_eq(splat(0));
    let stop = is(b'!') | is(b'?') | folded.simd_eq(splat(FOLDED_STOP));
    first.simd_eq(splat(b'\n')) | stop | quotation
}

/// What 。 is folded to: a control character.
const FOLDED_STOP: u8 = 0x82 ^ LENTICULAR ^ FORM ^ 0x80;

/// All bits of the control characters that quotation marks are folded to.
const FOLDED_QUOTATION: u8 = 0x17;

/// The first byte of the wide forms.
const FORM: u8 = 0xEF;

/// The first byte of 【 】, 。 and 「 」 『 』 《 》. The first byte of “ ” is one less.
const LENTICULAR: u8 = 0xE3;

/// The bytes `first`, in which the first byte of a full-width character is replaced by the ASCII
/// character that it is the wide form of, without the bits of the values 32 and 64.
///
/// The wide forms are EF BC 81 to EF BD 9E, in the order of ASCII, so the third byte identifies
/// them: it is kept without its highest bit. 。 is E3 80 82, 【 】 are E3 80 90 and 91. They become
/// [`FOLDED_STOP`] and two characters that differ from `<` `=` in those bits. 《 》 「 」 『 』 are E3 80
/// 8A to 8F and become 0 to 7, “ ” are E2 80 9C and 9D and become 17 and 16.
#[inline]
fn folded(first: u8x16, third: u8x16) -> u8x16 {
    let splat = u8x16::splat;
    let wide = first.simd_eq(splat(FORM)) | (first | splat(1)).simd_eq(splat(LENTICULAR));
    first ^ (wide & (third ^ splat(FORM ^ 0x80)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_structural(text: &str, at: u32) -> bool {
        Structural::at_start(&text.as_bytes()[at as usize..]).is_some()
    }

    /// What the scan has to find, computed byte by byte.
    fn expected(text: &str) -> Vec<u32> {
        (0..text.len() as u32).filter(|&at| is_structural(text, at)).collect()
    }

    #[test]
    fn finds_every_structural_character() {
        assert_eq!(scan("当{您}时\\[\n"), [3_u32, 7, 11, 12, 13]);
        assert_eq!(scan("（a）【b】＜c＞｛d｝［e］"), [0_u32, 4, 7, 11, 14, 18, 21, 25, 28, 32]);
        assert_eq!(scan(""), [0_u32; 0]);
    }

    #[test]
    fn positions_replace_those_of_the_last_text() {
        let mut index = Index::default();
        index.scan(&"(。".repeat(300));
        index.scan("a(b|c)？");
        assert_eq!(index.tokens().iter().map(|token| token.at).collect::<Vec<_>>(), [1, 5]);
        assert_eq!(index.brackets, 2);
        assert_eq!(index.stops.as_slice(), [6]);
    }

    #[test]
    fn skips_common_punctuation() {
        let mut candidates: Positions = Positions::default();
        let text = "，。：！、《》“”「」·…－％-/.,:!\"'`*#@%&+$";
        find_brackets(text, &mut candidates);
        assert_eq!(candidates.as_slice(), [0_u32; 0]);
        let mut index = Index::default();
        index.scan("，；：、,;:（）()【】—….我们0123");
        assert_eq!(index.stops.as_slice(), [0_u32; 0]);
    }

    #[test]
    fn every_character_is_classified() {
        let ascii: String = (0..128_u8).map(char::from).collect();
        assert_eq!(scan(&ascii), expected(&ascii));
        let wide: String = ('\u{3000}'..'\u{3100}').chain('\u{FE00}'..'\u{FFFF}').collect();
        assert_eq!(scan(&wide), expected(&wide));
    }

    #[test]
    fn lines_end_after_any_character() {
        let mut index = Index::default();
        for c in ('\0'..='\u{7F}').chain('\u{2000}'..='\u{3100}').chain('\u{FE00}'..='\u{FFFF}') {
            let text = format!("\n({c}\n");
            index.scan_brackets(&text);
            let ends = index.tokens().iter().filter(|token| token.kind == Structural::LineFeed);
            assert_eq!(ends.count(), 2, "{c:?}");
        }
    }

    #[test]
    fn characters_across_blocks_are_found() {
        for character in ["(", "）", "【", "｝", "\n", "，"] {
            for shift in 0..150 {
                let text = format!("{}{character}{}", "a".repeat(shift), "b".repeat(shift % 7));
                assert_eq!(scan(&text), expected(&text), "{character} after {shift} bytes");
            }
        }
        let row = "（<手机>，{用于[】）\\｛\n".repeat(40);
        assert_eq!(scan(&row), expected(&row));
    }

    #[test]
    fn blocks_can_be_full() {
        let text = "(".repeat(1000);
        assert_eq!(scan(&text), expected(&text));
    }

    #[test]
    fn finds_every_stop() {
        let mut index = Index::default();
        let quotations = ["“", "”", "「", "」", "『", "』", "《", "》"];
        for stop in ["\n", "!", "?", "。", "！", "？"].into_iter().chain(quotations) {
            for shift in 0..200 {
                let text = format!("{}{stop}{}{stop}", "a".repeat(shift), "b".repeat(shift % 67));
                index.scan(&text);
                let expected = text.match_indices(stop).map(|(at, _)| at as u32);
                assert!(index.stops.as_slice().iter().copied().eq(expected), "{stop} {shift}");
            }
        }
    }
}
