//! The form of a line: how long it is, and which marks of punctuation it holds. That tells
//! headings from running text.

/// The longest heading, in characters.
pub(super) const LONGEST: usize = 40;

/// What the words of a line look like, as far as a heading can reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Form {
    /// Characters without brackets. Counting ends behind [`LONGEST`], and with it the search for
    /// marks.
    pub(super) chars: usize,
    /// Whether a sentence ends before the last character.
    pub(super) stops: bool,
    /// Whether a comma stands before the last character.
    pub(super) commas: bool,
    /// Whether a colon stands before the last character.
    pub(super) colons: bool,
}

impl Form {
    /// How many characters, with brackets, are looked at.
    const REACH: usize = 64;

    /// What brackets hold does not count as punctuation.
    pub(super) fn of(words: &str) -> Self {
        let mut form = Self { chars: 0, stops: false, commas: false, colons: false };
        let Some((last, len)) = Kind::at_end(words.as_bytes()) else { return form };
        let inside = words.as_bytes().get(..words.len() - len).unwrap_or_default();
        let (mut at, mut depth) = (0, 0_usize);
        for _ in 0..Self::REACH {
            let Some((kind, len)) = Kind::at(inside, at) else { break };
            at += len;
            match kind {
                Kind::Word => form.chars += 1,
                Kind::Escape => {}
                Kind::Open => depth += 1,
                Kind::Close => depth = depth.saturating_sub(1),
                mark => {
                    form.chars += 1;
                    form.see(mark, depth);
                }
            }
            if form.chars > LONGEST {
                break;
            }
        }
        form.chars += usize::from(last != Kind::Close);
        form
    }

    const fn see(&mut self, mark: Kind, depth: usize) {
        match mark {
            Kind::Stop if depth == 0 => self.stops = true,
            Kind::Comma if depth == 0 => self.commas = true,
            Kind::Colon if depth == 0 => self.colons = true,
            _ => {}
        }
    }

    /// Whether the words are too many for a heading, or more than one sentence.
    pub(super) const fn is_running(self) -> bool {
        self.stops || self.chars > LONGEST
    }
}

/// How a line ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// With a word or a bracket.
    Open,
    /// With ：, as what comes next belongs to it.
    Colon,
    /// With a mark that ends or goes on a sentence: 。；！？，、
    Stop,
}

impl End {
    #[inline]
    pub(super) fn of(words: &str) -> Self {
        match Kind::at_end(words.as_bytes()) {
            Some((Kind::Colon, _)) => Self::Colon,
            Some((Kind::Stop | Kind::Comma | Kind::Pause, _)) => Self::Stop,
            _ => Self::Open,
        }
    }
}

/// The first blank in the first `bytes` of `words`, if no more than `chars` characters stand before
/// it, brackets not counted, and no mark but in brackets.
pub(super) fn first_gap(words: &str, bytes: usize, chars: usize) -> Option<usize> {
    let (mut at, mut seen, mut depth) = (0, 0, 0_usize);
    while let Some((kind, len)) = Kind::at(words.as_bytes(), at) {
        match kind {
            Kind::Word => seen += 1,
            Kind::Gap => return (at + len <= bytes).then_some(at),
            Kind::Open => depth += 1,
            Kind::Close => depth = depth.saturating_sub(1),
            Kind::Stop | Kind::Comma | Kind::Colon if depth == 0 => return None,
            _ => {}
        }
        at += len;
        if at >= bytes || seen > chars {
            return None;
        }
    }
    None
}

/// What a character is to the form of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Word,
    /// The usual blanks.
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
    /// The kind of the character that starts at byte `at` of `text`, and its length in bytes.
    #[inline(always)]
    fn at(text: &[u8], at: usize) -> Option<(Self, usize)> {
        let first = *text.get(at)?;
        // Chinese characters, as most are.
        if matches!(first, 0xE4..=0xE9) {
            return Some((Self::Word, 3));
        }
        Some(Self::of_other(text, at, first))
    }

    fn of_other(text: &[u8], at: usize, first: u8) -> (Self, usize) {
        match first {
            ..0x80 => (Self::of_ascii(first), 1),
            0xC0..=0xDF => (Self::Word, 2),
            0xE0..=0xEF => (text.get(at..at + 3).map_or(Self::Word, Self::of_wide), 3),
            _ => (Self::Word, 4),
        }
    }

    /// The kind of the character that ends `text`, and its length in bytes.
    #[inline]
    fn at_end(text: &[u8]) -> Option<(Self, usize)> {
        let len = match *text {
            [] => return None,
            [.., 0xE0..=0xEF, _, _] => 3,
            [.., ..0x80] => 1,
            [.., 0xC0..=0xFF, _] => 2,
            _ => 4,
        };
        Self::at(text, text.len().saturating_sub(len))
    }

    const fn of_ascii(byte: u8) -> Self {
        match byte {
            b' ' => Self::Gap,
            b'(' | b'[' | b'{' | b'<' => Self::Open,
            b')' | b']' | b'}' | b'>' => Self::Close,
            b'\\' => Self::Escape,
            b'!' | b';' | b'?' => Self::Stop,
            b',' => Self::Comma,
            b':' => Self::Colon,
            b'.' => Self::Pause,
            _ => Self::Word,
        }
    }

    /// The kind of a character of three bytes.
    const fn of_wide(bytes: &[u8]) -> Self {
        match *bytes {
            [0xEF, 0xBC, third] => Self::of_fullwidth(third),
            [0xE3, 0x80, third] => Self::of_symbol(third),
            [0xE2, 0x80, 0x9C] => Self::Open,
            [0xE2, 0x80, 0x9D] => Self::Close,
            _ => Self::Word,
        }
    }

    /// U+FF00 to U+FF3F: （）！；？，：
    const fn of_fullwidth(third: u8) -> Self {
        match third {
            0x88 => Self::Open,
            0x89 => Self::Close,
            0x81 | 0x9B | 0x9F => Self::Stop,
            0x8C => Self::Comma,
            0x9A => Self::Colon,
            _ => Self::Word,
        }
    }

    /// U+3000 to U+303F: the wide blank, 、 and 。
    const fn of_symbol(third: u8) -> Self {
        match third {
            0x80 => Self::Gap,
            0x81 => Self::Pause,
            0x82 => Self::Stop,
            _ => Self::Word,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_has_its_length() {
        for c in ('\0'..='\u{FFFF}').chain(['😀', char::MAX]) {
            let text = c.to_string();
            let kind = Kind::at(text.as_bytes(), 0);
            assert_eq!(kind.map(|(_, len)| len), Some(c.len_utf8()), "{c:?}");
            assert_eq!(Kind::at_end(format!("我{c}").as_bytes()), kind, "{c:?}");
        }
    }

    #[test]
    fn kinds_of_marks() {
        for (kind, text) in [
            (Kind::Word, "我a1é※"),
            (Kind::Gap, " \u{3000}"),
            (Kind::Open, "([{<（“"),
            (Kind::Close, ")]}>）”"),
            (Kind::Escape, "\\"),
            (Kind::Stop, "。！；？!;?"),
            (Kind::Comma, "，,"),
            (Kind::Colon, "：:"),
            (Kind::Pause, "、."),
        ] {
            for c in text.chars() {
                let bytes = c.to_string().into_bytes();
                assert_eq!(Kind::at(&bytes, 0), Some((kind, c.len_utf8())), "{c:?}");
            }
        }
    }

    #[test]
    fn forms() {
        let form = Form::of("我们（甲，乙。）如何收集：");
        assert_eq!((form.commas, form.stops, form.colons), (false, false, false));
        assert!(
            Form::of("邮箱：甲").colons && Form::of("甲，乙").commas && Form::of("甲。乙").stops
        );
        assert_eq!(Form::of("").chars, 0);
        assert_eq!(Form::of("(您)[提供]").chars, 3, "brackets do not count");
        assert!(
            Form::of(&"甲".repeat(41)).is_running() && !Form::of(&"甲".repeat(40)).is_running()
        );
    }

    #[test]
    fn ends() {
        assert_eq!(End::of("如何收集："), End::Colon);
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
