//! Finds the lines that continue the one before: text that was broken into lines. Rule O3 of
//! `grammar.md`.

use memchr::memchr3;

use super::class::WIDEST_PLAIN;
use super::form::End;
use super::label::Label;
use super::line::{Block, Line};
use super::markup::Emphasis;
use crate::lexicon::{OutlineCue, OutlineCues};
use crate::text::blank::{trim_end, trim_start};
use crate::text::han::{is_han, is_letter};
use crate::text::utf8::{first_char, utf8};

/// O3: finds the lines that continue the line before, by the ends of the lines, their widths,
/// labels and indents. The headings need not be known.
pub(super) fn find_wraps(text: &str, lines: &mut [Line], cues: &OutlineCues) {
    let mut wrapping = Wrapping { text, cues, depth: 0, held: 0, width: None };
    for at in 1..lines.len() {
        if wrapping.continues(&lines[at - 1], &lines[at]) {
            lines[at].wraps = true;
        } else {
            wrapping.depth = 0;
        }
    }
}

/// The state from one line to the next.
struct Wrapping<'t> {
    text: &'t str,
    cues: &'t OutlineCues,
    /// The number of open brackets and quotation marks.
    depth: usize,
    /// The number of short lines that continued only because of an open bracket.
    held: u8,
    /// The last width at which the text was wrapped.
    width: Option<usize>,
}

impl Wrapping<'_> {
    /// Whether `next` continues `line`.
    fn continues(&mut self, line: &Line, next: &Line) -> bool {
        // Most lines end with 。 or precede a label.
        if matches!(line.form.end, End::Period | End::Colon)
            || next.label.is_some()
            || next.after_gap
        {
            return false;
        }
        let (body, next_body) = (line.body(self.text), next.body(self.text));
        let pauses = body.ends_with(PAUSES);
        if !(pauses || line.form.end == End::Open) || self.is_apart(line) || self.is_apart(next) {
            return false;
        }
        self.count_open(body);
        pauses
            || next_body.starts_with(CONTINUING)
            || self.is_held(line)
            || self.is_broken(body)
            || self.is_full(line, next)
            || self.hangs(line, next)
    }

    /// Whether the line is not in running text: a heading with `#`, a row of a table, a quotation,
    /// or verbatim.
    fn is_apart(&self, line: &Line) -> bool {
        matches!(line.block, Block::Table | Block::Verbatim)
            || line.is_hash()
            || self.opens_with(line, b"|>")
    }

    /// Whether a line starts with one of these bytes.
    fn opens_with(&self, line: &Line, bytes: &[u8]) -> bool {
        let first = self.text.as_bytes().get(line.span.start() as usize);
        first.is_some_and(|first| bytes.contains(first))
    }

    /// Whether a bracket that is open at the end of a line continues on the next one.
    fn is_held(&mut self, line: &Line) -> bool {
        let is_short = line.form.width < WIDEST_PLAIN;
        self.held = if self.depth == 0 { 0 } else { self.held.saturating_add(u8::from(is_short)) };
        self.depth > 0 && (!is_short || self.held <= MOST_HELD)
    }

    /// Counts the brackets that are open at the end of a line.
    fn count_open(&mut self, body: &str) {
        let mut rest = body.as_bytes();
        let [narrow, wide, general] = BRACKET_BYTES;
        loop {
            if self.depth == 0 {
                // Skips to the first byte that can start a bracket.
                let first = memchr3(narrow, wide, general, rest).unwrap_or(rest.len());
                rest = rest.get(first..).unwrap_or_default();
            }
            let Some((c, after)) = first_char(rest) else { return };
            rest = after;
            match c {
                '(' | '（' | '《' | '「' | '『' | '【' => self.depth += 1,
                ')' | '）' | '》' | '」' | '』' | '】' => {
                    self.depth = self.depth.saturating_sub(1);
                }
                _ => {}
            }
        }
    }

    /// Whether a line ends where no clause can: with an incomplete phrase, a hyphen, or, in running
    /// text, an annotated verb.
    fn is_broken(&self, body: &str) -> bool {
        let ends_in_verb = || body.ends_with(']') && !body.ends_with("\\]") && is_running(body);
        let before = self.cues.before_end(body, OutlineCue::BrokenEnd);
        let ends_list = |before: &str| trim_end(before).ends_with(['；', ';']);
        before.is_some_and(|before| !before.is_empty() && !ends_list(before))
            || body.ends_with('“')
            || body.strip_suffix('-').is_some_and(|word| word.ends_with(is_end_of_word))
            || ends_in_verb()
    }

    /// Whether a line ends with a word because it is full: it is as wide as the next one, or as
    /// others that were wrapped.
    fn is_full(&mut self, line: &Line, next: &Line) -> bool {
        let (body, next_body) = (line.body(self.text), next.body(self.text));
        if !body.ends_with(is_han) || is_set_off(line) || is_set_off(next) {
            return false;
        }
        let Some(width) = width(body) else { return false };
        let is_alike = |other: usize| width.abs_diff(other) <= RAGGED;
        // The last line of a paragraph is shorter, and ends with punctuation.
        let is_last = next.form.end != End::Open && self.width.is_some_and(is_alike);
        let is_full = (is_last || self::width(next_body).is_some_and(is_alike))
            && (is_running(body) || is_running(next_body))
            && !(ends_in_label(body, self.cues)
                || is_entry(next_body)
                || start_alike(body, next_body));
        if is_full {
            self.width = Some(width);
        }
        is_full
    }

    /// Whether `next` is indented exactly as far as the words of an item that fills its line:
    /// `1. 您上传的…` above `   …目录下。`
    fn hangs(&self, line: &Line, next: &Line) -> bool {
        let label = (line.span.start(), line.body.start());
        let is_list = line.label.is_some() && !is_set_off(line) && line.form.width >= WIDEST_PLAIN;
        is_list
            && self.text.get(label.0 as usize..label.1 as usize).is_some_and(str::is_ascii)
            && self.indent(next) == self.indent(line).map(|indent| indent + label.1 - label.0)
    }

    /// The number of plain spaces by which a line is indented, if nothing else precedes it.
    fn indent(&self, line: &Line) -> Option<u32> {
        let before = self.text.get(..line.span.start() as usize)?;
        let indented = before.trim_end_matches(' ');
        let is_start = indented.is_empty() || indented.ends_with('\n');
        is_start.then_some((before.len() - indented.len()) as u32)
    }
}

fn is_set_off(line: &Line) -> bool {
    line.emphasis != Emphasis::None
}

/// The first bytes of the brackets that are counted, which other characters share.
const BRACKET_BYTES: [u8; 3] = [b'(', utf8('（')[0], utf8('《')[0]];

/// Punctuation at the end of a line after which the sentence continues.
const PAUSES: [char; 3] = ['，', '、', ','];

/// Characters that start no sentence.
const CONTINUING: [char; 12] =
    ['，', '、', '：', '。', '；', '）', '》', '”', '」', '』', '】', ','];

/// The greatest number of short lines that continue only because of an open bracket, whose partner
/// may be missing.
const MOST_HELD: u8 = 3;

/// The widths of lines that can be wrapped, in columns: wider than a heading.
const WIDTHS: std::ops::RangeInclusive<usize> = WIDEST_PLAIN as usize..=160;

/// By how many columns lines of one wrapped paragraph can differ.
const RAGGED: usize = 6;

/// The width of a line in columns, if it can be wrapped there. Brackets and emphasis do not count.
fn width(body: &str) -> Option<usize> {
    // A column takes three bytes at most, and little else is in a line.
    if body.len() < *WIDTHS.start() || body.len() > 4 * WIDTHS.end() {
        return None;
    }
    let width = body.bytes().map(|byte| usize::from(COLUMNS[byte as usize])).sum();
    WIDTHS.contains(&width).then_some(width)
}

/// The columns of each byte, as a table without branches: the first byte of a character counts,
/// except for brackets and emphasis.
const COLUMNS: [u8; 256] = {
    let mut columns = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        columns[byte] = match byte as u8 {
            b'(' | b')' | b'[' | b']' | b'{' | b'}' | b'<' | b'>' | 0x80..0xC0 => 0,
            0xE2.. => 2,
            _ => 1,
        };
        byte += 1;
    }
    columns
};

/// Whether two lines start with the same character, like those of a list.
fn start_alike(body: &str, next: &str) -> bool {
    body.chars().next() == next.chars().next()
}

/// Whether a word can end with `c`: a letter, or a bracket around the word.
fn is_end_of_word(c: char) -> bool {
    is_letter(c) || matches!(c, ')' | ']' | '}' | '>' | '）')
}

/// Whether a line has a comma or the end of a sentence before its last character.
fn is_running(body: &str) -> bool {
    let mut inner = body.chars();
    inner.next_back();
    inner.as_str().contains(['，', '。', '；', '、'])
}

/// Whether a label follows the last sentence on a line: a heading without its own line.
fn ends_in_label(body: &str, cues: &OutlineCues) -> bool {
    let last = body.rsplit(['。', '；', '！', '？']).next().unwrap_or_default();
    last.len() < body.len() && Label::at_start(trim_start(last), cues).is_some()
}

/// Whether a line is part of a table: tabs separate its columns, or it starts with a name and a
/// colon: `使用目的：`.
fn is_entry(body: &str) -> bool {
    let name = body.chars().take(10).take_while(|c| *c != '，');
    body.contains('\t') || name.into_iter().any(|c| matches!(c, '：' | ':'))
}

#[cfg(test)]
mod tests {
    use super::super::line;
    use super::*;
    use crate::lexicon::Lexicon;

    /// The lines of a text that continue the one before.
    fn wrapped(text: &str) -> Vec<&str> {
        let mut lines = line::lines(text);
        find_wraps(text, &mut lines, Lexicon::standard().outline());
        let wrapped = lines.iter().filter(|line| line.wraps);
        wrapped.map(|line| &text[line.span.range()]).collect()
    }

    fn assert_continues(text: &str) {
        assert_eq!(wrapped(text), [text.split('\n').next_back().unwrap().trim()], "{text}");
    }

    fn assert_ends(text: &str) {
        assert_eq!(wrapped(text), [""; 0], "{text}");
    }

    #[test]
    fn punctuation_at_the_start_continues_the_line_before() {
        for text in ["收集型号\n、版本", "收集型号\n，用于登录。", "**型号**\n。", "（见\n）一章"]
        {
            assert_continues(text);
        }
        assert_ends("收集型号。\n、版本");
        assert_ends("## 型号\n、版本");
    }

    #[test]
    fn a_line_that_ends_with_a_comma_continues() {
        for text in ["收集昵称，\n头像。", "1、收集昵称、\n头像。", "**收集昵称，**\n  头像。"]
        {
            assert_continues(text);
        }
        for text in
            ["昵称，\n2、头像。", "昵称，\n\n头像。", "昵称，\n* * *\n头像", "昵称；\n头像。"]
        {
            assert_ends(text);
        }
    }

    #[test]
    fn a_line_that_ends_with_an_incomplete_phrase_continues() {
        for text in [
            "[收集]您的\n<邮箱>。",
            "登录，并[提供]\n给云杉",
            "page-\nb.example 网站",
            "(云杉)-\n(青岚)",
        ] {
            assert_continues(text);
        }
        for text in ["使用目的\n登录", "如何[提供]\n给云杉", "昵称；或\n头像。", "---|---\n甲 | 乙"]
        {
            assert_ends(text);
        }
    }

    #[test]
    fn a_line_with_an_open_bracket_continues() {
        for text in ["设备（含\n型号）", "请看《用户\n协议》", "见\\(下文\n甲\\)", "简称“\n星海”"]
        {
            assert_continues(text);
        }
        assert_eq!(
            wrapped("设备（含\n型号\n系统）以及\n其他\n其他"),
            ["型号", "系统）以及", "其他"]
        );
        assert_eq!(wrapped("(设备\n型号)\n系统"), ["型号)"]);
        assert_ends("1）设备）\n型号");
    }

    #[test]
    fn lines_of_one_width_continue() {
        let line = "我们会，".repeat(6) + "我们";
        let next = "您也会，".repeat(6) + "您也";
        let text = format!("{line}\n{next}们\n{line}\n都好。\n{line}\n再见。\n{line}\n标题");
        assert_eq!(
            wrapped(&text),
            [format!("{next}们"), line.clone(), "都好。".into(), "再见。".into()]
        );
        assert_ends(&format!("{line}\n{line}\n"));
        assert_ends(&format!("{line}\n我们的标题\n{line}。"));
        assert_ends(&format!("用途：{line}\n用途：{line}\n"));
        assert_ends(&format!("甲\t{line}\n乙\t{line}\n"));
    }

    #[test]
    fn lines_of_a_fence_or_a_table_do_not_continue() {
        assert_ends("```\n收集昵称，\n头像的\n```\n昵称");
        assert_ends("|昵称，\n|头像，\n昵称");
        assert_ends("> 昵称，\n> 头像");
    }

    #[test]
    fn many_wrapped_lines_are_read_in_one_pass() {
        let many = 100_000;
        for line in ["我们，\n", "（我们\n", "我们的\n", "：\n", "“《\n"] {
            let text = line.repeat(many);
            assert!(wrapped(&text).len() < many);
        }
        let pair = "我们会，".repeat(6) + "我们\n" + &"您也会，".repeat(6) + "您也\n";
        assert_eq!(wrapped(&pair.repeat(many / 2)).len(), many - 1);
    }

    #[test]
    fn items_continue_under_their_words() {
        let item = "1. 您上传的文件会存放在公开的 CloudX 代码仓库";
        assert_eq!(wrapped(&format!("{item}\n   a.example 的目录里。")).len(), 1);
        assert_eq!(wrapped(&format!("  {item}\n     a.example 的目录里。")).len(), 1);
        assert_eq!(wrapped(&format!("{item}\n    a.example 的目录里。")).len(), 0, "too far");
        assert_eq!(wrapped(&format!("{item}\na.example 的目录里。")).len(), 0);
        assert_eq!(wrapped("1. 文件的目录\n   文件会存放在公开的代码仓库里。").len(), 0, "a title");
    }
}
