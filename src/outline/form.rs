//! The form of a line: its width, its end, and its punctuation. That distinguishes headings from
//! running text.

use memchr::memchr2_iter;

use crate::text::blank::is_blank;
use crate::text::han::{FIRST_BYTE, LAST_BYTE};
use crate::text::utf8::first_char;

/// The widest heading, in columns: forty Chinese characters.
pub(super) const WIDEST: u8 = 80;

/// The form of the words of a line, up to the greatest width of a heading. Punctuation inside
/// brackets does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Form {
    /// The width in columns without brackets: two for a Chinese character, one for ASCII. Any
    /// number above [`WIDEST`] if the line is wider.
    pub(super) width: u8,
    /// Whether a sentence ends before the last character.
    pub(super) stops: bool,
    /// Whether there is a comma before the last character.
    pub(super) commas: bool,
    /// Whether there is a colon before the last character.
    pub(super) colons: bool,
    /// The number of tabs or `|` between the words, as between the cells of a table.
    pub(super) cells: u8,
    /// The number of bytes before the first blank, if no punctuation precedes it; else 0.
    pub(super) gap: u8,
    /// Whether there is a blank between the words.
    pub(super) blanks: bool,
    /// How the words end.
    pub(super) end: End,
}

impl Form {
    /// How many bytes are read: enough for eighty columns and some brackets.
    const REACH: usize = 240;
    /// How many bytes are read to find the blank after a fused title.
    const GAP_REACH: usize = 96;

    /// The form of `words`, which have no leading or trailing blanks.
    #[inline]
    pub(super) fn of(words: &str, is_labelled: bool) -> Self {
        match End::of(words) {
            end @ (End::Pause | End::Period) => Self::of_sentence(words, end, is_labelled),
            end => Self::of_name(words, end),
        }
    }

    /// The form of a line that is not a heading: its width as if all characters were Chinese,
    /// without punctuation. A blank only matters after a label.
    #[inline]
    fn of_sentence(words: &str, end: End, is_labelled: bool) -> Self {
        let width = (words.len() * 2 / 3).min(WIDEST as usize + 1) as u8;
        let mut form = Self { end, ..Self::EMPTY };
        let head = &words.as_bytes()[..words.len().min(Self::GAP_REACH)];
        if is_labelled {
            form.read(head, |form, kind| !kind.is_punctuation() && form.width <= WIDEST / 2);
        }
        if width <= WIDEST {
            form.cells = memchr2_iter(b'\t', b'|', head).take(2).count() as u8;
        }
        Self { width, stops: end == End::Period, ..form }
    }

    /// The form of a line that can be a heading.
    fn of_name(words: &str, end: End) -> Self {
        let head = &words.as_bytes()[..words.floor_char_boundary(Self::REACH)];
        let mut form = Self { end, ..Self::EMPTY };
        form.read(head, |_, _| true);
        if head.len() < words.len() {
            form.width = WIDEST + 1;
        }
        form
    }

    /// The form of running text.
    pub(super) const RUNNING: Self =
        Self { width: WIDEST + 1, stops: true, end: End::Period, ..Self::EMPTY };

    const EMPTY: Self = Self {
        width: 0,
        stops: false,
        commas: false,
        colons: false,
        cells: 0,
        gap: 0,
        blanks: false,
        end: End::Open,
    };

    /// Reads words for as long as `continues` returns true and they fit in a heading.
    #[inline(always)]
    fn read(&mut self, words: &[u8], continues: impl Fn(&Self, Kind) -> bool) {
        let (mut depth, mut is_marked, mut rest) = (0_usize, false, words);
        loop {
            // Most characters are Chinese.
            while let [FIRST_BYTE..=LAST_BYTE, _, _, after @ ..] = rest {
                self.width += 2;
                rest = after;
            }
            if self.width > WIDEST {
                return;
            }
            let gap = words.len() - rest.len();
            let (kind, columns, after) = match *rest {
                [ascii @ ..0x80, ref after @ ..] => {
                    let (kind, columns) = ASCII[ascii as usize];
                    (kind, columns, after)
                }
                _ => {
                    let Some((c, after)) = first_char(rest) else { return };
                    let kind = Kind::of(c);
                    (kind, kind.columns(c.len_utf8()), after)
                }
            };
            rest = after;
            self.width += columns;
            match kind {
                Kind::Word => {}
                Kind::Open => depth += 1,
                Kind::Close => depth = depth.saturating_sub(1),
                _ if depth > 0 || rest.is_empty() => {}
                Kind::Gap | Kind::Cell => {
                    self.blanks = true;
                    self.cells += u8::from(kind == Kind::Cell);
                    if !is_marked && self.gap == 0 {
                        self.gap = gap as u8;
                    }
                }
                Kind::Stop => (self.stops, is_marked) = (true, true),
                Kind::Comma => (self.commas, is_marked) = (true, true),
                Kind::Colon => (self.colons, is_marked) = (true, true),
            }
            if !continues(self, kind) {
                return;
            }
        }
    }

    /// Whether the words are too many for a heading, or more than one sentence.
    pub(super) const fn is_running(self) -> bool {
        self.stops || self.width > WIDEST
    }
}

/// How a line ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// With a word or a bracket.
    Open,
    /// With ：, so that the next line belongs to it.
    Colon,
    /// With ？, as a question does.
    Question,
    /// With ！, as a call to the reader does.
    Call,
    /// With punctuation inside a sentence: ；，、
    Pause,
    /// With 。
    Period,
}

impl End {
    #[inline]
    pub(super) fn of(words: &str) -> Self {
        match words.chars().next_back() {
            Some('。') => Self::Period,
            Some('：' | ':' | '∶') => Self::Colon,
            Some('？' | '?') => Self::Question,
            Some('！' | '!') => Self::Call,
            Some('；' | '，' | '、' | ';' | ',' | '.') => Self::Pause,
            _ => Self::Open,
        }
    }

    /// Whether no heading ends like this.
    #[inline]
    pub(super) const fn is_stop(self) -> bool {
        matches!(self, Self::Pause | Self::Period)
    }
}

/// The kind of a character in the form of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// A letter, or punctuation that says nothing about the line: 、
    Word,
    /// A blank.
    Gap,
    /// A tab or `|`, as between the cells of a table.
    Cell,
    Open,
    Close,
    /// 。！；？ and their half-width forms
    Stop,
    Comma,
    Colon,
}

impl Kind {
    const fn of(c: char) -> Self {
        match c {
            '(' | '[' | '{' | '<' | '（' | '“' => Self::Open,
            ')' | ']' | '}' | '>' | '）' | '”' => Self::Close,
            '!' | ';' | '?' | '。' | '！' | '；' | '？' => Self::Stop,
            ',' | '，' => Self::Comma,
            ':' | '：' | '∶' => Self::Colon,
            '\t' | '|' => Self::Cell,
            _ if is_blank(c) => Self::Gap,
            _ => Self::Word,
        }
    }

    /// Whether it is punctuation that a heading does not have.
    const fn is_punctuation(self) -> bool {
        matches!(self, Self::Stop | Self::Comma | Self::Colon)
    }

    /// The width in columns of a character of this kind and this length in bytes.
    const fn columns(self, bytes: usize) -> u8 {
        match self {
            Self::Open | Self::Close => 0,
            _ if bytes < 3 => 1,
            _ => 2,
        }
    }
}

/// The kinds and the columns of the ASCII characters, as a table without branches. The backslash of
/// an escape has no width.
const ASCII: [(Kind, u8); 128] = {
    let mut kinds = [(Kind::Word, 1); 128];
    let mut byte = 0;
    while byte < 128 {
        let kind = Kind::of(byte as u8 as char);
        kinds[byte] = (kind, if byte as u8 == b'\\' { 0 } else { kind.columns(1) });
        byte += 1;
    }
    kinds
};

#[cfg(test)]
mod tests {
    use super::*;

    fn form(words: &str) -> Form {
        Form::of(words, true)
    }

    #[test]
    fn kinds_of_punctuation() {
        for (kind, text) in [
            (Kind::Word, "我a1é※、.\\"),
            (Kind::Gap, " \u{3000}\u{A0}\u{200B}"),
            (Kind::Cell, "\t|"),
            (Kind::Open, "([{<（“"),
            (Kind::Close, ")]}>）”"),
            (Kind::Stop, "。！；？!;?"),
            (Kind::Comma, "，,"),
            (Kind::Colon, "：:∶"),
        ] {
            for c in text.chars() {
                assert_eq!(Kind::of(c), kind, "{c:?}");
            }
        }
    }

    #[test]
    fn punctuation_in_brackets_and_at_the_end_does_not_count() {
        let read = form("我们（甲，乙。）如何收集：");
        assert_eq!(
            (read.commas, read.stops, read.colons, read.end),
            (false, false, false, End::Colon)
        );
        assert!(form("邮箱：甲").colons && form("甲，乙").commas && form("甲。乙").stops);
        assert_eq!(form("甲\t乙|丙").cells, 2);
    }

    #[test]
    fn widths_are_columns() {
        assert_eq!(form("收集 Cookie").width, 4 + 1 + 6);
        assert_eq!(form("(您)[提供]\\.甲").width, 2 + 4 + 1 + 2, "brackets and escapes take none");
        assert!(!form(&"甲".repeat(40)).is_running() && form(&"甲".repeat(41)).is_running());
        assert!(!form(&"a".repeat(80)).is_running() && form(&"a".repeat(81)).is_running());
        assert!(form(&"甲".repeat(1000)).is_running());
        assert_eq!(form("").width, 0);
    }

    #[test]
    fn gaps_precede_all_punctuation() {
        assert_eq!(form("总则 本政策").gap, 6);
        assert_eq!(form("总则\u{3000}本政策适用，不适用。").gap, 6);
        assert_eq!(form("总则，本 政策").gap, 0);
        assert!(form("总则，本 政策").blanks && !form("总则").blanks);
    }

    #[test]
    fn ends() {
        for (words, end) in [
            ("如何收集：", End::Colon),
            ("甲。", End::Period),
            ("甲；", End::Pause),
            ("甲、", End::Pause),
            ("甲？", End::Question),
            ("甲！", End::Call),
            ("甲）", End::Open),
            ("", End::Open),
        ] {
            assert_eq!(End::of(words), end, "{words}");
        }
    }
}
