//! The form of a line: how long it is, and which marks of punctuation it holds. That tells
//! headings from running text.

use crate::text::blank::is_blank;
use crate::text::han::{FIRST_BYTE, LAST_BYTE};
use crate::text::utf8::first_char;

/// The longest heading, in characters.
pub(super) const LONGEST: usize = 40;

/// What the words of a line look like, as far as a heading can reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Form {
    /// Characters without brackets; more than [`LONGEST`] where no heading can have that form.
    pub(super) chars: usize,
    /// Whether a comma stands before the last character.
    pub(super) commas: bool,
    /// Whether a colon stands before the last character.
    pub(super) colons: bool,
}

impl Form {
    /// How many characters, with brackets, are looked at.
    const REACH: usize = 64;

    /// The form of a line in which no sentence may end before the last character. What brackets
    /// hold does not count as punctuation.
    pub(super) fn of(words: &str) -> Self {
        Self::before(words, |mark| mark == Kind::Stop)
    }

    /// The form of a line that may hold no comma either.
    pub(super) fn of_name(words: &str) -> Self {
        Self::before(words, |mark| matches!(mark, Kind::Stop | Kind::Comma))
    }

    /// Whether the words are too many for a heading, or hold a mark that none may hold.
    pub(super) const fn is_running(self) -> bool {
        self.chars > LONGEST
    }

    #[inline(always)]
    fn before(words: &str, ends: impl Fn(Kind) -> bool) -> Self {
        let mut form = Self { chars: 0, commas: false, colons: false };
        form.chars = count(words, LONGEST, |mark| {
            form.commas |= mark == Kind::Comma;
            form.colons |= mark == Kind::Colon;
            ends(mark)
        });
        form
    }
}

/// How many characters there are, brackets not counted. Counting ends behind `most`.
pub(super) fn count_chars(words: &str, most: usize) -> usize {
    count(words, most, |_| false)
}

/// Counts characters up to one more than `most`. Shows `ends` each mark that stands in no brackets
/// and is not the last character; there are too many characters where that says so.
#[inline(always)]
fn count(words: &str, most: usize, mut ends: impl FnMut(Kind) -> bool) -> usize {
    let mut inner = words.chars();
    let Some(last) = inner.next_back() else { return 0 };
    let (mut chars, mut depth) = (0, 0_usize);
    for kind in Kinds(inner.as_str().as_bytes()).take(Form::REACH) {
        match kind {
            Kind::Word | Kind::Gap | Kind::Pause => chars += 1,
            Kind::Open => depth += 1,
            Kind::Close => depth = depth.saturating_sub(1),
            Kind::Escape => {}
            mark => {
                chars += 1;
                if depth == 0 && ends(mark) {
                    return most + 1;
                }
            }
        }
        if chars > most {
            return chars;
        }
    }
    chars + usize::from(Kind::of(last) != Kind::Close)
}

/// How a line ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// With a word or a bracket.
    Open,
    /// With ：, as what comes next belongs to it.
    Colon,
    /// With a mark that goes on a sentence, or with a rarer one that ends it: ；！？，、
    Stop,
    /// With 。
    Period,
}

impl End {
    #[inline]
    pub(super) fn of(words: &str) -> Self {
        match words.chars().next_back() {
            Some('。') => Self::Period,
            Some('：' | ':') => Self::Colon,
            Some('；' | '！' | '？' | '，' | '、' | '!' | ';' | '?' | ',' | '.') => Self::Stop,
            _ => Self::Open,
        }
    }

    /// Whether it is a mark other than ：
    #[inline]
    pub(super) const fn is_stop(self) -> bool {
        matches!(self, Self::Stop | Self::Period)
    }
}

/// The first blank in the first `bytes` of `words`, if no more than `chars` characters stand before
/// it, brackets not counted, and no mark but in brackets.
pub(super) fn first_gap(words: &str, bytes: usize, chars: usize) -> Option<usize> {
    let head = &words[..words.floor_char_boundary(bytes)];
    let (mut kinds, mut seen, mut depth) = (Kinds(head.as_bytes()), 0, 0_usize);
    while seen <= chars {
        let rest = kinds.0.len();
        match kinds.next()? {
            Kind::Word => seen += 1,
            Kind::Gap => return Some(head.len() - rest),
            Kind::Open => depth += 1,
            Kind::Close => depth = depth.saturating_sub(1),
            Kind::Stop | Kind::Comma | Kind::Colon if depth == 0 => return None,
            _ => {}
        }
    }
    None
}

/// What a character is to the form of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Word,
    /// A blank.
    Gap,
    Open,
    Close,
    Escape,
    /// 。！；？ and their half-width forms
    Stop,
    Comma,
    Colon,
    /// 、 and the point
    Pause,
}

impl Kind {
    const fn of(c: char) -> Self {
        match c {
            '(' | '[' | '{' | '<' | '（' | '“' => Self::Open,
            ')' | ']' | '}' | '>' | '）' | '”' => Self::Close,
            '\\' => Self::Escape,
            '!' | ';' | '?' | '。' | '！' | '；' | '？' => Self::Stop,
            ',' | '，' => Self::Comma,
            ':' | '：' => Self::Colon,
            '.' | '、' => Self::Pause,
            _ if is_blank(c) => Self::Gap,
            _ => Self::Word,
        }
    }
}

/// The kinds of ASCII characters, so that to know one takes no branch.
const ASCII: [Kind; 128] = {
    let mut kinds = [Kind::Word; 128];
    let mut byte = 0;
    while byte < 128 {
        kinds[byte] = Kind::of(byte as u8 as char);
        byte += 1;
    }
    kinds
};

/// The kinds of the characters of a text.
struct Kinds<'t>(&'t [u8]);

impl Iterator for Kinds<'_> {
    type Item = Kind;

    #[inline(always)]
    fn next(&mut self) -> Option<Kind> {
        let (kind, rest) = match *self.0 {
            // Most characters are Chinese.
            [FIRST_BYTE..=LAST_BYTE, _, _, ref rest @ ..] => (Kind::Word, rest),
            [ascii @ ..0x80, ref rest @ ..] => (ASCII[ascii as usize], rest),
            _ => {
                let (c, rest) = first_char(self.0)?;
                (Kind::of(c), rest)
            }
        };
        self.0 = rest;
        Some(kind)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_of_marks() {
        for (kind, text) in [
            (Kind::Word, "我a1é※"),
            (Kind::Gap, " \t\u{3000}\u{A0}\u{200B}"),
            (Kind::Open, "([{<（“"),
            (Kind::Close, ")]}>）”"),
            (Kind::Escape, "\\"),
            (Kind::Stop, "。！；？!;?"),
            (Kind::Comma, "，,"),
            (Kind::Colon, "：:"),
            (Kind::Pause, "、."),
        ] {
            for c in text.chars() {
                assert_eq!(Kind::of(c), kind, "{c:?}");
            }
        }
    }

    #[test]
    fn forms() {
        let form = Form::of("我们（甲，乙。）如何收集：");
        assert_eq!((form.commas, form.is_running(), form.colons), (false, false, false));
        assert!(Form::of("邮箱：甲").colons && Form::of("甲，乙").commas);
        assert!(Form::of("甲。乙").is_running() && !Form::of("甲乙。").is_running());
        assert_eq!(count_chars("甲。乙", LONGEST), 3);
        assert_eq!(Form::of("").chars, 0);
        assert_eq!(Form::of("(您)[提供]").chars, 3, "brackets do not count");
        assert!(
            Form::of(&"甲".repeat(41)).is_running() && !Form::of(&"甲".repeat(40)).is_running()
        );
    }

    #[test]
    fn ends() {
        assert_eq!(End::of("如何收集："), End::Colon);
        assert_eq!(End::of("甲。"), End::Period);
        assert_eq!(End::of("甲；"), End::Stop);
        assert_eq!(End::of("甲、"), End::Stop);
        assert_eq!(End::of("甲）"), End::Open);
        assert_eq!(End::of(""), End::Open);
    }

    #[test]
    fn gaps_are_looked_for_nearby() {
        assert_eq!(first_gap("总则 本政策", 240, 20), Some(6));
        assert_eq!(first_gap("总则\u{3000}本政策", 240, 20), Some(6));
        assert_eq!(first_gap("总则 本政策", 6, 20), None);
        assert_eq!(first_gap("总则 本政策", 240, 1), None);
    }
}
