//! Labels: the number or bullet that a heading or an item starts with. Rule O6 of
//! `grammar.md` lists the styles.

use crate::lexicon::{OutlineCue, OutlineCues, OutlineSet};
use crate::text::blank::{is_blank, starts_blank, trim_start};
use crate::text::han::is_han;

/// A style of numbering. The variants are in the order in which policies usually nest them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// `附录`, `附件一`
    Appendix,
    /// `第一部分`, `第一编`, `第一篇`
    Part,
    /// `第一章`
    Chapter,
    /// `第一节`
    Section,
    /// `第一条`
    Article,
    /// `一、`
    Han,
    /// `（一）`, `(一)`, `一）`
    HanParen,
    /// `A、`
    Upper,
    /// `1、`, `1.`, `1．`
    Digit,
    /// `1.1`, `1.1.1`, with the count of numbers.
    Decimal(u8),
    /// `（1）`, `(1)`
    DigitParen,
    /// `1）`, `1)`
    DigitHalf,
    /// `①`
    Circled,
    /// `a.`, `a)`, `（a）`
    Lower,
    /// `i.`, `ii)`, `（iii）`
    Roman,
    /// `•`, `-`, with the code of the character, which fits in two bytes for all of them.
    Bullet(u16),
}

impl Style {
    /// Whether it is that of a part, a chapter, a section or an article.
    pub(super) const fn is_ordinal(self) -> bool {
        matches!(self, Self::Part | Self::Chapter | Self::Section | Self::Article)
    }

    /// The usual depth of the style: a smaller rank encloses a larger one.
    pub(super) const fn rank(self) -> u8 {
        match self {
            Self::Appendix | Self::Part => 0,
            Self::Chapter => 1,
            Self::Section => 2,
            Self::Article => 3,
            Self::Han => 4,
            Self::HanParen => 6,
            Self::Upper => 7,
            Self::Digit => 8,
            Self::Decimal(depth) => 8 + depth,
            Self::DigitParen => 20,
            Self::DigitHalf => 21,
            Self::Circled => 22,
            Self::Lower => 23,
            Self::Roman => 24,
            Self::Bullet(_) => 25,
        }
    }
}

/// The greatest count of numbers in a label such as `1.1.1`.
const MAX_DEPTH: u8 = 6;

/// The bits of [`Label::path`] per number, which has three digits at most.
const NUMBER_BITS: u32 = 10;

/// A label at the start of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Label {
    pub(super) style: Style,
    /// The suffix of the number in `1、` or `1.`, which distinguishes two lists.
    pub(super) suffix: Option<char>,
    /// How many numbers it has: three for `1.1.1`, none for a bullet.
    depth: u8,
    /// The last of its numbers; 0 for a bullet.
    pub(super) number: u16,
    /// All its numbers, the last one in the lowest bits.
    path: u64,
}

impl Label {
    const fn new(style: Style, number: u16) -> Self {
        Self { style, suffix: None, depth: 1, number, path: number as u64 }
    }

    const fn bullet(bullet: char) -> Self {
        Self { depth: 0, ..Self::new(Style::Bullet(bullet as u16), 0) }
    }

    /// The label with one more number: `1.2` for `1`.
    fn with(self, number: u16) -> Option<Self> {
        let (depth, path) = (self.depth + 1, self.path << NUMBER_BITS | u64::from(number));
        (depth <= MAX_DEPTH).then_some(Self { depth, number, path, ..self })
    }

    /// Whether it has more than one number.
    pub(super) const fn is_path(&self) -> bool {
        self.depth > 1
    }

    /// Whether it has all numbers of `inner` except for the last: `1.1` for `1.1.2`.
    pub(super) const fn encloses(&self, inner: &Self) -> bool {
        matches!(self.style, Style::Digit | Style::Decimal(_))
            && inner.depth == self.depth + 1
            && inner.path >> NUMBER_BITS == self.path
    }

    pub(super) const fn is_bullet(&self) -> bool {
        matches!(self.style, Style::Bullet(_))
    }

    /// Whether a list can start with it: it is a first number or a bullet.
    pub(super) const fn is_first(&self) -> bool {
        self.number <= 1
    }

    /// Whether its number is the one after that of `other`, in the same style.
    pub(super) fn is_next_to(&self, other: &Self) -> bool {
        self.style == other.style && other.number.checked_add(1) == Some(self.number)
    }

    /// Whether it continues a list after `other`: it has the next number, or the same bullet.
    pub(super) fn continues(&self, other: &Self) -> bool {
        self.is_next_to(other) || (self.is_bullet() && self.style == other.style)
    }

    /// O6: the label at the start of `line`, and the text after it, including blanks.
    pub(super) fn at_start<'t>(line: &'t str, cues: &OutlineCues) -> Option<(Self, &'t str)> {
        let mut cursor = Cursor::new(line, cues);
        let label = cursor.label()?;
        Some((label, cursor.unread))
    }
}

/// Reads a label from left to right. Backslashes, which escape characters of Markdown, are skipped.
struct Cursor<'t, 'c> {
    /// From the backslashes before the next character on.
    unread: &'t str,
    /// The next character that is no backslash. Many rules look at it, so it is decoded once.
    next: Option<char>,
    /// The text after that character.
    after: &'t str,
    cues: &'c OutlineCues,
}

/// The script of a number.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Han,
    Digit,
    Upper,
    Lower,
    Roman,
}

impl<'t, 'c> Cursor<'t, 'c> {
    #[inline]
    fn new(line: &'t str, cues: &'c OutlineCues) -> Self {
        let mut cursor = Self { unread: line, next: None, after: line, cues };
        cursor.move_to(line);
        cursor
    }

    fn label(&mut self) -> Option<Label> {
        match self.next? {
            '0'..='9' => self.digits().and_then(|number| self.lone(Script::Digit, number)),
            '(' | '（' => self.in_parens(),
            c if han(c).is_some() => {
                self.han_number().and_then(|number| self.lone(Script::Han, number))
            }
            c => match self.cues.at_start(self.rest()) {
                Some((cues, after)) if cues.has(OutlineCue::Ordinal) => self.ordinal(after),
                Some((cues, after)) if cues.has(OutlineCue::Appendix) => self.appendix(after),
                // Most lines without a label start with a word.
                _ if is_han(c) => None,
                _ => self.symbol(c),
            },
        }
    }

    /// `第一部分`, `第一章`, `第一条`, after the 第.
    fn ordinal(&mut self, after: &'t str) -> Option<Label> {
        self.move_to(after);
        self.skip_blanks();
        let (script, number) = self.number()?;
        if !matches!(script, Script::Han | Script::Digit) {
            return None;
        }
        self.skip_blanks();
        let (unit, after) = self.cues.at_start(self.unread)?;
        let style = ordinal_style(unit)?;
        self.move_to(after);
        self.take(suffix);
        Some(Label::new(style, number))
    }

    /// `附录`, `附件一`, `附录 A：`, after the word.
    fn appendix(&mut self, after: &'t str) -> Option<Label> {
        self.move_to(after);
        self.skip_blanks();
        let number = self.number().map(|(_, number)| number);
        if number.is_none() {
            self.move_to(after);
        }
        let ends = self.take(suffix).is_some() || self.at(is_blank) || self.unread.is_empty();
        ends.then(|| Label::new(Style::Appendix, number.unwrap_or(1)))
    }

    /// `（一）`, `(1)`, `（a）`.
    fn in_parens(&mut self) -> Option<Label> {
        self.move_to(self.after);
        self.skip_blanks();
        let (script, number) = self.number()?;
        self.skip_blanks();
        self.take(closer)?;
        self.take(stop);
        let style = match script {
            Script::Han => Style::HanParen,
            Script::Digit => Style::DigitParen,
            Script::Upper => Style::Upper,
            Script::Lower => Style::Lower,
            Script::Roman => Style::Roman,
        };
        Some(Label::new(style, number))
    }

    /// `①`, `⑴`, `⒈`, `㈠`, `•`, `-`; or a number that starts with another symbol.
    fn symbol(&mut self, symbol: char) -> Option<Label> {
        let (style, first) = match symbol {
            '①'..='⑳' => (Style::Circled, '①'),
            '⑴'..='⒇' => (Style::DigitParen, '⑴'),
            '⒈'..='⒛' => (Style::Digit, '⒈'),
            '㈠'..='㈩' => (Style::HanParen, '㈠'),
            '❶'..='❿' => (Style::Circled, '❶'),
            _ if is_bullet(symbol) || self.at_narrow_bullet() => {
                self.take(Some);
                return Some(Label::bullet(symbol));
            }
            _ => return self.number().and_then(|(script, number)| self.lone(script, number)),
        };
        self.take(Some);
        self.take(stop);
        Some(Label::new(style, u16::try_from(symbol as u32 - first as u32 + 1).ok()?))
    }

    /// Whether the next character is one that is only a bullet before a blank.
    fn at_narrow_bullet(&self) -> bool {
        let is_narrow = |c| matches!(c, '*' | '-' | '+' | 'o' | 'l' | 'n' | 'u' | 'Ø' | 'ü' | '§');
        self.at(is_narrow) && starts_blank(self.after)
    }

    /// `一、`, `1.`, `1）`, `A、`, `1.1`, after the first number.
    fn lone(&mut self, script: Script, number: u16) -> Option<Label> {
        self.skip_emphasis();
        let after = self.unread;
        let is_apart = self.skip_blanks();
        if script == Script::Digit && !is_apart && self.at_decimal() {
            return self.decimal(number);
        }
        if self.take(closer).is_some() {
            return Some(Label::new(script.half(), number));
        }
        let suffix = self.take(suffix);
        // `1、`; but `1.5` or `e.g.` is no label.
        let is_label = (suffix.is_some() && !self.at_word())
            || self.unread.is_empty()
            || (is_apart && self.before_title(script));
        if suffix.is_none() {
            self.move_to(after);
        }
        is_label.then(|| Label { suffix, ..Label::new(script.marked(), number) })
    }

    /// Skips emphasis before the suffix of a label: the `**` of `**1** 、`.
    fn skip_emphasis(&mut self) {
        if !matches!(self.next, Some('*' | '_')) {
            return;
        }
        let rest = self.rest().trim_start_matches(|c| matches!(c, '*' | '_') || is_blank(c));
        if rest.starts_with(|c| suffix(c).is_some() || closer(c).is_some()) {
            self.move_to(rest);
        }
    }

    /// Whether a number follows a point: the `.1` of `1.1`.
    fn at_decimal(&self) -> bool {
        matches!(self.next, Some('.' | '．')) && self.after.starts_with(|c| digit(c).is_some())
    }

    /// The rest of `1.1.1` after its first number.
    fn decimal(&mut self, first: u16) -> Option<Label> {
        let mut label = Label::new(Style::Digit, first);
        while self.at_decimal() {
            self.take(stop)?;
            label = label.with(self.digits()?)?;
        }
        // `1.5%`, `1.2M`, `1.1-2.3` are no labels.
        if self.at(|c| matches!(c, '%' | '-' | '~' | '—' | '～'))
            || self.cues.starts(self.unread, OutlineCue::Measured)
        {
            return None;
        }
        let _ = self.take(suffix).or_else(|| self.take(closer));
        label.style = Style::Decimal(label.depth);
        Some(label)
    }

    /// Whether a letter or digit follows: then the suffix before it was inside a word.
    fn at_word(&self) -> bool {
        self.at(|c| c.is_ascii_lowercase() || digit(c).is_some())
    }

    /// Whether a title follows a number and a blank: `1 总则`, not `7 个工作日`.
    fn before_title(&self, script: Script) -> bool {
        matches!(script, Script::Han | Script::Digit)
            && self.at(char::is_alphabetic)
            && !self.cues.starts(self.unread, OutlineCue::Counted)
    }

    #[inline]
    fn number(&mut self) -> Option<(Script, u16)> {
        match self.next? {
            'a'..='z' | 'A'..='Z' => self.letters(),
            c if han(c).is_some() => self.han_number().map(|number| (Script::Han, number)),
            _ => self.digits().map(|number| (Script::Digit, number)),
        }
    }

    /// A letter, or a Roman number.
    fn letters(&mut self) -> Option<(Script, u16)> {
        let letters = self.rest().bytes().take_while(u8::is_ascii_alphabetic);
        let (word, after) = self.rest().split_at_checked(letters.take(6).count())?;
        let script = match *word.as_bytes() {
            _ if self.is_escaped() => return None,
            [b'i' | b'v' | b'x', ..] => (Script::Roman, roman(word.as_bytes())?),
            [letter @ b'a'..=b'z'] => (Script::Lower, u16::from(letter - b'a') + 1),
            [letter @ b'A'..=b'Z'] => (Script::Upper, u16::from(letter - b'A') + 1),
            _ => return None,
        };
        self.move_to(after);
        Some(script)
    }

    /// One to three digits.
    #[inline(always)]
    fn digits(&mut self) -> Option<u16> {
        let mut number = self.take(digit)?;
        // More than three digits are not a label.
        for _ in 0..3 {
            let Some(digit) = self.take(digit) else { return Some(number) };
            number = number * 10 + digit;
        }
        None
    }

    /// A Chinese number of at most five characters.
    fn han_number(&mut self) -> Option<u16> {
        let (mut total, mut unit, mut taken) = (0, 0, 0);
        while let Some(value) = self.take(han) {
            taken += 1;
            if taken > 5 {
                return None;
            }
            match value {
                10 | 100 => {
                    total += if unit == 0 { 1 } else { unit } * value;
                    unit = 0;
                }
                _ => unit = value,
            }
        }
        Some(total + unit).filter(|number| *number > 0)
    }

    /// Skips the next character if `read` accepts it, and returns its value.
    #[inline(always)]
    fn take<T>(&mut self, read: impl FnOnce(char) -> Option<T>) -> Option<T> {
        let value = read(self.next?)?;
        self.move_to(self.after);
        Some(value)
    }

    /// Moves on to `unread`, and decodes its next character.
    #[inline]
    fn move_to(&mut self, unread: &'t str) {
        let mut rest = unread.chars();
        let mut next = rest.next();
        while next == Some('\\') {
            next = rest.next();
        }
        (self.unread, self.next, self.after) = (unread, next, rest.as_str());
    }

    /// What is unread, from the next character on that is no backslash.
    #[inline]
    fn rest(&self) -> &'t str {
        // Mostly there is none.
        if self.is_escaped() { self.unread.trim_start_matches('\\') } else { self.unread }
    }

    /// Whether what is unread starts with such a character, and not with a backslash.
    #[inline]
    fn at(&self, is: impl FnOnce(char) -> bool) -> bool {
        self.next.is_some_and(is) && !self.is_escaped()
    }

    /// Whether a backslash is before the next character.
    #[inline]
    fn is_escaped(&self) -> bool {
        self.unread.starts_with('\\')
    }

    /// Skips blanks. Returns whether there was one.
    #[inline]
    fn skip_blanks(&mut self) -> bool {
        let skips = self.at(is_blank);
        if skips {
            self.move_to(trim_start(self.unread));
        }
        skips
    }
}

/// The style of a number between 第 and this word.
const fn ordinal_style(unit: OutlineSet) -> Option<Style> {
    if unit.has(OutlineCue::Part) {
        Some(Style::Part)
    } else if unit.has(OutlineCue::Chapter) {
        Some(Style::Chapter)
    } else if unit.has(OutlineCue::Section) {
        Some(Style::Section)
    } else if unit.has(OutlineCue::Article) {
        Some(Style::Article)
    } else {
        None
    }
}

/// The suffix after the number of a label.
#[inline]
const fn suffix(c: char) -> Option<char> {
    match c {
        ':' | '：' => Some(c),
        _ => stop(c),
    }
}

#[inline]
const fn stop(c: char) -> Option<char> {
    match c {
        '、' => Some('、'),
        // The wide form does not distinguish lists.
        '.' | '．' => Some('.'),
        _ => None,
    }
}

/// The parenthesis after a number.
#[inline]
const fn closer(c: char) -> Option<char> {
    match c {
        ')' | '）' => Some(')'),
        _ => None,
    }
}

impl Script {
    /// The style of a number without brackets.
    const fn marked(self) -> Style {
        match self {
            Self::Han => Style::Han,
            Self::Digit => Style::Digit,
            Self::Upper => Style::Upper,
            Self::Lower => Style::Lower,
            Self::Roman => Style::Roman,
        }
    }

    /// The style of a number with only a closing bracket.
    const fn half(self) -> Style {
        match self {
            Self::Han => Style::HanParen,
            Self::Digit => Style::DigitHalf,
            other => other.marked(),
        }
    }
}

const fn is_bullet(c: char) -> bool {
    matches!(
        c,
        '•' | '◦'
            | '●'
            | '○'
            | '·'
            | '■'
            | '□'
            | '◆'
            | '◇'
            | '▪'
            | '▫'
            | '►'
            | '➢'
            | '◎'
            | '★'
            | '▲'
            | '✓'
            | '\u{F0B7}'
            | '－'
    )
}

/// The value of a digit.
#[inline]
const fn digit(c: char) -> Option<u16> {
    match c {
        '0'..='9' => Some((c as u32 - '0' as u32) as u16),
        '０'..='９' => Some((c as u32 - '０' as u32) as u16),
        _ => None,
    }
}

/// The value of a Chinese digit.
#[inline]
fn han(c: char) -> Option<u16> {
    let (digit, value) = HAN_BY_REST[c as usize % HAN_BY_REST.len()];
    (digit == c).then_some(value)
}

/// The Chinese digits and their values.
const HAN: [(char, u16); 30] = [
    ('零', 0),
    ('〇', 0),
    ('一', 1),
    ('壹', 1),
    ('二', 2),
    ('贰', 2),
    ('貳', 2),
    ('两', 2),
    ('兩', 2),
    ('三', 3),
    ('叁', 3),
    ('參', 3),
    ('叄', 3),
    ('四', 4),
    ('肆', 4),
    ('五', 5),
    ('伍', 5),
    ('六', 6),
    ('陆', 6),
    ('陸', 6),
    ('七', 7),
    ('柒', 7),
    ('八', 8),
    ('捌', 8),
    ('九', 9),
    ('玖', 9),
    ('十', 10),
    ('拾', 10),
    ('百', 100),
    ('佰', 100),
];

/// The Chinese digits by the remainder of their code divided by 153, which differs for all of them.
/// Most words do not start with one, so the check must not branch.
static HAN_BY_REST: [(char, u16); 153] = {
    let mut places = [('\0', 0); 153];
    let mut at = 0;
    while at < HAN.len() {
        places[HAN[at].0 as usize % 153] = HAN[at];
        at += 1;
    }
    places
};

/// The value of a lower-case Roman number of `i`, `v` and `x`.
fn roman(word: &[u8]) -> Option<u16> {
    let (mut total, mut last) = (0_u16, 0);
    for letter in word.iter().rev() {
        let value = match letter {
            b'i' => 1,
            b'v' => 5,
            b'x' => 10,
            _ => return None,
        };
        total = if value < last { total.checked_sub(value)? } else { total + value };
        last = value;
    }
    Some(total)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;

    fn parsed(line: &str) -> Option<(Style, u16, &str)> {
        let (label, after) = Label::at_start(line, Lexicon::standard().outline())?;
        Some((label.style, label.number, line.strip_suffix(after)?))
    }

    #[test]
    fn every_style() {
        for (line, style, number, label) in [
            ("第一部分 总则", Style::Part, 1, "第一部分"),
            ("第2章、总则", Style::Chapter, 2, "第2章、"),
            ("第三节", Style::Section, 3, "第三节"),
            ("第十二条 范围", Style::Article, 12, "第十二条"),
            ("一、总则", Style::Han, 1, "一、"),
            ("二十一．总则", Style::Han, 21, "二十一．"),
            ("（一）总则", Style::HanParen, 1, "（一）"),
            ("( 四 ) 总则", Style::HanParen, 4, "( 四 )"),
            ("（ 六 )、总则", Style::HanParen, 6, "（ 六 )、"),
            ("三）总则", Style::HanParen, 3, "三）"),
            ("A、总则", Style::Upper, 1, "A、"),
            ("B．总则", Style::Upper, 2, "B．"),
            ("1、总则", Style::Digit, 1, "1、"),
            ("12. 总则", Style::Digit, 12, "12."),
            ("3．总则", Style::Digit, 3, "3．"),
            ("３、总则", Style::Digit, 3, "３、"),
            ("1 总则", Style::Digit, 1, "1"),
            ("7 Cookie 的使用", Style::Digit, 7, "7"),
            ("1.2 总则", Style::Decimal(2), 2, "1.2"),
            ("1.2.3总则", Style::Decimal(3), 3, "1.2.3"),
            ("1.10、总则", Style::Decimal(2), 10, "1.10、"),
            ("5.5", Style::Decimal(2), 5, "5.5"),
            ("（1）总则", Style::DigitParen, 1, "（1）"),
            ("(2)总则", Style::DigitParen, 2, "(2)"),
            ("1）总则", Style::DigitHalf, 1, "1）"),
            ("3)总则", Style::DigitHalf, 3, "3)"),
            ("① 总则", Style::Circled, 1, "①"),
            ("a.总则", Style::Lower, 1, "a."),
            ("（b）总则", Style::Lower, 2, "（b）"),
            ("iv) 总则", Style::Roman, 4, "iv)"),
            ("• 总则", Style::Bullet('•' as u16), 0, "•"),
            ("- 总则", Style::Bullet('-' as u16), 0, "-"),
        ] {
            assert_eq!(parsed(line), Some((style, number, label)), "{line}");
        }
    }

    #[test]
    fn backslashes_are_skipped() {
        assert_eq!(parsed(r"\(1\) 总则"), Some((Style::DigitParen, 1, r"\(1\)")));
        assert_eq!(parsed(r"2\\. 总则"), Some((Style::Digit, 2, r"2\\.")));
    }

    #[test]
    fn numbers_in_running_text_are_not_labels() {
        for line in [
            "一般而言",
            "第三方服务",
            "7个工作日",
            "7 个工作日",
            "2019年",
            "二〇一八年",
            "1.5倍",
            "10:30",
            "2019.9.20",
            "400-0000-000",
            "（我们）",
            "e.g. 例",
            "SDK",
            "IDFA、MAC",
            "18周岁",
            "",
        ] {
            assert_eq!(parsed(line), None, "{line}");
        }
    }
}
