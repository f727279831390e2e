//! Labels: the number or bullet that a heading or an item starts with. Rule O6 of
//! `grammar.md` lists the styles.

use super::blank::trim_end;

/// A style of numbering. The variants stand in the order in which policies nest them, where
/// nothing else tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
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
    /// `1.1`, `1.1.1`: as many numbers as stated.
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
    /// `•`, `-`
    Bullet(char),
}

impl Style {
    /// How deep the style usually stands: a smaller rank encloses a larger one.
    pub(super) const fn rank(self) -> u8 {
        match self {
            Self::Part => 0,
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

/// How many numbers of `1.1.1` are read.
const MAX_DEPTH: usize = 6;

/// The largest number that is read as a label's.
const MAX_NUMBER: u8 = 199;

/// A label at the start of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Label {
    pub(super) style: Style,
    /// The mark behind the number of `1、` or `1.`, which tells two lists apart.
    pub(super) mark: Option<char>,
    /// The numbers of `1.1.1`; of any other style one, of a bullet none.
    numbers: [u8; MAX_DEPTH],
    depth: u8,
}

impl Label {
    const fn new(style: Style, number: u8) -> Self {
        let mut numbers = [0; MAX_DEPTH];
        numbers[0] = number;
        Self { style, mark: None, numbers, depth: 1 }
    }

    const fn bullet(bullet: char) -> Self {
        Self { depth: 0, ..Self::new(Style::Bullet(bullet), 0) }
    }

    /// The last of its numbers; 0 for a bullet.
    pub(super) fn number(&self) -> u8 {
        self.path().last().copied().unwrap_or(0)
    }

    /// Its numbers: three for `1.1.1`.
    pub(super) fn path(&self) -> &[u8] {
        self.numbers.get(..self.depth as usize).unwrap_or_default()
    }

    pub(super) const fn is_bullet(&self) -> bool {
        matches!(self.style, Style::Bullet(_))
    }

    /// Whether a list can start with it: with a first number or a bullet.
    pub(super) fn is_first(&self) -> bool {
        self.number() <= 1
    }

    /// The label that `line` starts with, and its length in bytes, without blanks behind it.
    pub(super) fn at_start(line: &str) -> Option<(Self, usize)> {
        let mut cursor = Cursor { rest: line, next: None };
        cursor.go_on(line);
        let label = cursor.label()?;
        let taken = line.get(..line.len() - cursor.rest.len())?;
        Some((label, trim_end(taken).len()))
    }
}

/// Reads a label from the left. Backslashes, which Markdown puts before its own marks, do not
/// count.
struct Cursor<'t> {
    rest: &'t str,
    /// The next character that is no backslash.
    next: Option<char>,
}

/// What a number is written in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Han,
    Digit,
    Upper,
    Lower,
    Roman,
}

impl<'t> Cursor<'t> {
    fn label(&mut self) -> Option<Label> {
        let first = self.next?;
        match first {
            '第' => self.ordinal(),
            // A word, as most lines start with.
            '\u{4E00}'..='\u{9FFF}' if han(first).is_none() => None,
            '（' | '(' => self.in_parens(),
            '①'..='⑳' | '⑴'..='⒇' | '⒈'..='⒛' | '㈠'..='㈩' | '❶'..='❿' => {
                self.symbol(first)
            }
            _ if is_bullet(first) => {
                self.bump();
                Some(Label::bullet(first))
            }
            '*' | '-' | '+' | 'o' if matches!(self.rest.as_bytes(), [_, b' ' | b'\t', ..]) => {
                self.bump();
                Some(Label::bullet(first))
            }
            _ => self.lone(),
        }
    }

    /// `第一部分`, `第一章`, `第一条`.
    fn ordinal(&mut self) -> Option<Label> {
        self.bump();
        self.skip_blanks();
        let (script, number) = self.number()?;
        if !matches!(script, Script::Han | Script::Digit) {
            return None;
        }
        self.skip_blanks();
        let units = [
            ("部分", Style::Part),
            ("编", Style::Part),
            ("篇", Style::Part),
            ("章", Style::Chapter),
            ("节", Style::Section),
            ("条", Style::Article),
        ];
        let (unit, style) = units.into_iter().find(|(unit, _)| self.rest.starts_with(unit))?;
        self.go_on(self.rest.get(unit.len()..)?);
        self.eat(&['、', '.', '．', '：', ':']);
        Some(Label::new(style, number))
    }

    /// `（一）`, `(1)`, `（a）`.
    fn in_parens(&mut self) -> Option<Label> {
        self.bump();
        self.skip_blanks();
        let (script, number) = self.number()?;
        self.skip_blanks();
        self.eat(&['）', ')']).then_some(())?;
        self.eat(&['、', '.', '．']);
        let style = match script {
            Script::Han => Style::HanParen,
            Script::Digit => Style::DigitParen,
            Script::Upper => Style::Upper,
            Script::Lower => Style::Lower,
            Script::Roman => Style::Roman,
        };
        Some(Label::new(style, number))
    }

    /// `①`, `⑴`, `⒈`, `㈠`.
    fn symbol(&mut self, symbol: char) -> Option<Label> {
        self.bump();
        let (style, first) = match symbol {
            '①'..='⑳' => (Style::Circled, '①'),
            '⑴'..='⒇' => (Style::DigitParen, '⑴'),
            '⒈'..='⒛' => (Style::Digit, '⒈'),
            '㈠'..='㈩' => (Style::HanParen, '㈠'),
            _ => (Style::Circled, '❶'),
        };
        let number = symbol as u32 - first as u32 + 1;
        self.eat(&['、', '.', '．']);
        Some(Label::new(style, u8::try_from(number).ok()?))
    }

    /// `一、`, `1.`, `1）`, `A、`, `1.1`.
    fn lone(&mut self) -> Option<Label> {
        let (script, number) = self.number()?;
        let gap = self.skip_blanks();
        if script == Script::Digit && gap == 0 && self.at_decimal() {
            return self.decimal(number);
        }
        if self.eat(&['）', ')']) {
            return Some(Label::new(script.half(), number));
        }
        let mark = self.next.map(|mark| if mark == '．' { '.' } else { mark });
        // `1、`; but `1.5` or `e.g.` is no label.
        let marked = self.eat(&['、', '.', '．', '：', ':']) && !self.at_word();
        let marked = marked || (gap > 0 && self.before_title(script)) || self.rest.is_empty();
        marked.then(|| Label { mark, ..Label::new(script.marked(), number) })
    }

    /// Whether a number follows a point: the `.1` of `1.1`.
    fn at_decimal(&self) -> bool {
        matches!(self.next, Some('.' | '．'))
            && self.unescaped().chars().nth(1).and_then(digit).is_some()
    }

    /// The rest of `1.1.1` after its first number.
    fn decimal(&mut self, first: u8) -> Option<Label> {
        let mut label = Label::new(Style::Digit, first);
        while self.at_decimal() {
            self.bump();
            let (_, number) = self.number()?;
            *label.numbers.get_mut(label.depth as usize)? = number;
            label.depth += 1;
        }
        // `1.5%`, `1.2M`, `1.1-2.3` are no labels.
        if self.rest.starts_with(['%', '-', '~', '—', '～', '倍', '米', '万', '亿', '元']) {
            return None;
        }
        self.eat(&['、', '.', '．', '）', ')', '：', ':']);
        label.style = Style::Decimal(label.depth);
        Some(label)
    }

    /// Whether a letter or digit follows: the mark before it was inside a word.
    fn at_word(&self) -> bool {
        self.rest.starts_with(|c: char| c.is_ascii_lowercase() || digit(c).is_some())
    }

    /// Whether a number and a blank stand before a title: `1 总则`, not `7 个工作日`.
    fn before_title(&self, script: Script) -> bool {
        let counted =
            ['个', '日', '天', '年', '月', '周', '岁', '小', '分', '次', '位', '项', '条'];
        matches!(script, Script::Han | Script::Digit)
            && self.rest.starts_with(|c: char| c.is_alphabetic() && !counted.contains(&c))
    }

    fn number(&mut self) -> Option<(Script, u8)> {
        let first = self.next?;
        if first.is_ascii_alphabetic() {
            return self.letters();
        }
        if digit(first).is_some() {
            return self.digits().map(|number| (Script::Digit, number));
        }
        han(first)?;
        self.han_number().map(|number| (Script::Han, number))
    }

    /// A letter, or a Roman number.
    fn letters(&mut self) -> Option<(Script, u8)> {
        let end = self.rest.bytes().take_while(u8::is_ascii_alphabetic).take(6).count();
        let word = self.rest.get(..end)?;
        let (script, number) = match word.as_bytes() {
            [b'i' | b'v' | b'x', ..] => (Script::Roman, roman(word)?),
            [letter @ b'a'..=b'z'] => (Script::Lower, letter - b'a' + 1),
            [letter @ b'A'..=b'Z'] => (Script::Upper, letter - b'A' + 1),
            _ => return None,
        };
        self.go_on(self.rest.get(end..)?);
        Some((script, number))
    }

    /// Three digits at most.
    fn digits(&mut self) -> Option<u8> {
        let (mut number, mut taken) = (0, 0);
        while let Some(digit) = self.next.and_then(digit) {
            taken += 1;
            if taken > 3 {
                return None;
            }
            number = number * 10 + u16::from(digit);
            self.bump();
        }
        u8::try_from(number).ok().filter(|number| *number <= MAX_NUMBER)
    }

    /// Five characters at most.
    fn han_number(&mut self) -> Option<u8> {
        let (mut total, mut unit, mut taken) = (0, 0, 0);
        while let Some(value) = self.next.and_then(han).map(u16::from) {
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
            self.bump();
        }
        u8::try_from(total + unit).ok().filter(|n| (1..=MAX_NUMBER).contains(n))
    }

    /// Goes on behind the next character.
    #[inline]
    fn bump(&mut self) {
        let len = self.next.map_or(0, char::len_utf8);
        self.go_on(self.unescaped().get(len..).unwrap_or_default());
    }

    #[inline]
    fn go_on(&mut self, rest: &'t str) {
        self.rest = rest;
        self.next = self.unescaped().chars().next();
    }

    #[inline]
    fn unescaped(&self) -> &'t str {
        let mut rest = self.rest;
        while let [b'\\', ..] = rest.as_bytes() {
            rest = rest.get(1..).unwrap_or_default();
        }
        rest
    }

    #[inline]
    fn eat(&mut self, marks: &[char]) -> bool {
        let found = self.next.is_some_and(|c| marks.contains(&c));
        if found {
            self.bump();
        }
        found
    }

    /// Skips a few blanks; returns how many bytes.
    fn skip_blanks(&mut self) -> usize {
        let is_blank = |c| matches!(c, ' ' | '\u{3000}' | '\u{A0}' | '\t');
        if !self.next.is_some_and(is_blank) {
            return 0;
        }
        let rest = self.rest.trim_start_matches(is_blank);
        let skipped = self.rest.len() - rest.len();
        self.go_on(rest);
        skipped
    }
}

impl Script {
    /// The style of a number between no brackets.
    const fn marked(self) -> Style {
        match self {
            Self::Han => Style::Han,
            Self::Digit => Style::Digit,
            Self::Upper => Style::Upper,
            Self::Lower => Style::Lower,
            Self::Roman => Style::Roman,
        }
    }

    /// The style of a number before a closing bracket alone.
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
            | '✓'
            | '\u{F0B7}'
            | '－'
    )
}

const fn digit(c: char) -> Option<u8> {
    match c {
        '0'..='9' => Some(c as u8 - b'0'),
        '０'..='９' => Some((c as u32 - '０' as u32) as u8),
        _ => None,
    }
}

const fn han(c: char) -> Option<u8> {
    Some(match c {
        '零' | '〇' => 0,
        '一' | '壹' => 1,
        '二' | '贰' => 2,
        '三' | '叁' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        '十' | '拾' => 10,
        '百' => 100,
        _ => return None,
    })
}

/// The value of a lower-case Roman number of `i`, `v` and `x`.
fn roman(word: &str) -> Option<u8> {
    let (mut total, mut last) = (0_u8, 0);
    for letter in word.bytes().rev() {
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

    fn read(line: &str) -> Option<(Style, u8, &str)> {
        let (label, len) = Label::at_start(line)?;
        Some((label.style, label.number(), &line[..len]))
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
            ("• 总则", Style::Bullet('•'), 0, "•"),
            ("- 总则", Style::Bullet('-'), 0, "-"),
        ] {
            assert_eq!(read(line), Some((style, number, label)), "{line}");
        }
    }

    #[test]
    fn escapes_of_markdown_do_not_count() {
        assert_eq!(read(r"\(1\) 总则"), Some((Style::DigitParen, 1, r"\(1\)")));
        assert_eq!(read(r"2\\. 总则"), Some((Style::Digit, 2, r"2\\.")));
    }

    #[test]
    fn numbers_in_running_text_are_no_labels() {
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
            assert_eq!(read(line), None, "{line}");
        }
    }
}
