//! Labels: the number or bullet that a heading or an item starts with. Rule O6 of
//! `grammar.md` lists the styles.

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
const MAX_NUMBER: u16 = 199;

/// A label at the start of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Label {
    pub(super) style: Style,
    /// The numbers of `1.1.1`; of any other style one, of a bullet none.
    numbers: [u16; MAX_DEPTH],
    depth: u8,
    /// The mark behind the number of `1、` or `1.`, which tells two lists apart.
    pub(super) mark: Option<char>,
    /// Length in bytes, without blanks behind it.
    pub(super) len: usize,
}

impl Label {
    const fn new(style: Style, number: u16, len: usize) -> Self {
        let mut numbers = [0; MAX_DEPTH];
        numbers[0] = number;
        Self { style, numbers, depth: 1, mark: None, len }
    }

    fn bullet(bullet: char) -> Self {
        Self { depth: 0, ..Self::new(Style::Bullet(bullet), 0, bullet.len_utf8()) }
    }

    /// The last of its numbers; 0 for a bullet.
    pub(super) fn number(&self) -> u16 {
        self.path().last().copied().unwrap_or(0)
    }

    /// Its numbers: three for `1.1.1`.
    pub(super) fn path(&self) -> &[u16] {
        self.numbers.get(..self.depth as usize).unwrap_or_default()
    }

    pub(super) const fn is_bullet(&self) -> bool {
        matches!(self.style, Style::Bullet(_))
    }

    /// Whether a list can start with it: with a first number or a bullet.
    pub(super) fn is_first(&self) -> bool {
        self.number() <= 1
    }

    /// The label that `line` starts with.
    pub(super) fn at_start(line: &str) -> Option<Self> {
        let mut cursor = Cursor { rest: line };
        let label = cursor.label()?;
        let taken = line.get(..line.len() - cursor.rest.len())?;
        Some(Self { len: taken.trim_end().len(), ..label })
    }
}

/// Reads a label from the left. Backslashes, which Markdown puts before its own marks, do not
/// count.
struct Cursor<'t> {
    rest: &'t str,
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

impl Cursor<'_> {
    fn label(&mut self) -> Option<Label> {
        let first = self.peek()?;
        match first {
            '第' => self.ordinal(),
            '（' | '(' => self.in_parens(),
            '①'..='⑳' | '⑴'..='⒇' | '⒈'..='⒛' | '㈠'..='㈩' | '❶'..='❿' => {
                self.symbol(first)
            }
            _ if is_bullet(first) => {
                self.bump();
                Some(Label::bullet(first))
            }
            '*' | '-' | '+' | 'o'
                if self.rest.get(1..).is_some_and(|rest| rest.starts_with([' ', '\t'])) =>
            {
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
        self.rest = self.rest.get(unit.len()..)?;
        self.eat(&['、', '.', '．', '：', ':']);
        Some(Label::new(style, number, 0))
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
        Some(Label::new(style, number, 0))
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
        Some(Label::new(style, u16::try_from(number).ok()?, 0))
    }

    /// `一、`, `1.`, `1）`, `A、`, `1.1`.
    fn lone(&mut self) -> Option<Label> {
        let (script, number) = self.number()?;
        let gap = self.skip_blanks();
        if script == Script::Digit && gap == 0 && self.at_decimal() {
            return self.decimal(number);
        }
        if self.eat(&['）', ')']) {
            return Some(Label::new(script.half(), number, 0));
        }
        let mark = self.peek().map(|mark| if mark == '．' { '.' } else { mark });
        // `1、`; but `1.5` or `e.g.` is no label.
        let marked = self.eat(&['、', '.', '．', '：', ':']) && !self.at_word();
        let marked = marked || (gap > 0 && self.before_title(script)) || self.rest.is_empty();
        marked.then(|| Label { mark, ..Label::new(script.marked(), number, 0) })
    }

    /// Whether a number follows a point: the `.1` of `1.1`.
    fn at_decimal(&self) -> bool {
        let rest = self.rest.trim_start_matches('\\');
        rest.strip_prefix(['.', '．']).is_some_and(|rest| rest.starts_with(|c| digit(c).is_some()))
    }

    /// The rest of `1.1.1` after its first number.
    fn decimal(&mut self, first: u16) -> Option<Label> {
        let mut label = Label::new(Style::Digit, first, 0);
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

    fn number(&mut self) -> Option<(Script, u16)> {
        let first = self.peek()?;
        if digit(first).is_some() {
            return self.fold(digit, |n, d| n * 10 + d).map(|n| (Script::Digit, n));
        }
        if han(first).is_some() {
            return self.han_number().map(|n| (Script::Han, n));
        }
        let end = self.rest.bytes().take_while(u8::is_ascii_alphabetic).take(6).count();
        let word = self.rest.get(..end)?;
        let (script, number) = match word.as_bytes() {
            [b'i' | b'v' | b'x', ..] => (Script::Roman, roman(word)?),
            [letter @ b'a'..=b'z'] => (Script::Lower, u16::from(letter - b'a') + 1),
            [letter @ b'A'..=b'Z'] => (Script::Upper, u16::from(letter - b'A') + 1),
            _ => return None,
        };
        self.rest = self.rest.get(end..)?;
        Some((script, number))
    }

    fn han_number(&mut self) -> Option<u16> {
        let (mut total, mut unit) = (0, 0);
        let mut taken = 0;
        while let Some(value) = self.peek().and_then(han) {
            match value {
                10 | 100 => {
                    total += if unit == 0 { 1 } else { unit } * value;
                    unit = 0;
                }
                _ => unit = value,
            }
            self.bump();
            taken += 1;
            if taken > 5 {
                return None;
            }
        }
        Some(total + unit).filter(|n| (1..=MAX_NUMBER).contains(n))
    }

    /// Reads digits as long as `value` knows them; three at most.
    fn fold(&mut self, value: fn(char) -> Option<u16>, step: fn(u16, u16) -> u16) -> Option<u16> {
        let (mut number, mut taken) = (0, 0);
        while let Some(digit) = self.peek().and_then(value) {
            taken += 1;
            if taken > 3 {
                return None;
            }
            number = step(number, digit);
            self.bump();
        }
        (number <= MAX_NUMBER).then_some(number)
    }

    /// The next character that is no backslash.
    fn peek(&self) -> Option<char> {
        self.rest.trim_start_matches('\\').chars().next()
    }

    fn bump(&mut self) {
        let rest = self.rest.trim_start_matches('\\');
        let mut chars = rest.chars();
        chars.next();
        self.rest = chars.as_str();
    }

    fn eat(&mut self, marks: &[char]) -> bool {
        let found = self.peek().is_some_and(|c| marks.contains(&c));
        if found {
            self.bump();
        }
        found
    }

    /// Skips a few blanks; returns how many bytes.
    fn skip_blanks(&mut self) -> usize {
        let rest = self.rest.trim_start_matches([' ', '\u{3000}', '\u{A0}', '\t']);
        let skipped = self.rest.len() - rest.len();
        self.rest = rest;
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

const fn digit(c: char) -> Option<u16> {
    match c {
        '0'..='9' => Some(c as u16 - '0' as u16),
        '０'..='９' => Some(c as u16 - '０' as u16),
        _ => None,
    }
}

const fn han(c: char) -> Option<u16> {
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
fn roman(word: &str) -> Option<u16> {
    let (mut total, mut last) = (0_u16, 0);
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

    fn read(line: &str) -> Option<(Style, u16, &str)> {
        let label = Label::at_start(line)?;
        Some((label.style, label.number(), &line[..label.len]))
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
