//! Tables of contents: lines that repeat the headings to come. Rule O10 of `grammar.md`.

use super::form::End;
use super::line::Line;
use crate::text::han::{self, is_letter};
use crate::text::{Short, Span};

/// How many headings a table of contents names at least.
const FEWEST: usize = 3;

/// What tables of contents tell of each line.
#[derive(Debug, Default)]
pub(super) struct Contents {
    /// What they tell of each line; empty without one.
    lines: Vec<Told>,
    /// What lines name, brought together where it is the same.
    names: Vec<Name>,
    repeats: Short<Repeat, 16>,
}

/// What tables of contents tell of a line.
#[derive(Clone, Copy, Debug, Default)]
struct Told {
    /// Whether it is an entry of one.
    is_entry: bool,
    /// Whether an entry names it.
    is_named: bool,
}

/// What a line names.
#[derive(Debug)]
struct Name {
    /// The same for the same words.
    hash: u32,
    line: u32,
    words: Span,
}

/// A short line that comes again.
#[derive(Debug)]
struct Repeat {
    at: usize,
    /// Where it comes again for the last time.
    again: usize,
    /// Whether it can be a heading there.
    opens: bool,
}

impl Contents {
    /// O10: finds runs of short lines most of which come again as headings. Forgets what it found in the
    /// text before.
    pub(super) fn find(&mut self, text: &str, lines: &[Line]) {
        self.lines.clear();
        self.find_repeats(text, lines);
        if self.repeats.len() < FEWEST {
            return;
        }
        self.lines.resize(lines.len(), Told::default());
        let repeats = std::mem::take(&mut self.repeats);
        let all_short = |between: &[Line]| between.iter().all(|line| is_short(text, line));
        for run in repeats.chunk_by(|a, b| all_short(&lines[a.at + 1..b.at])) {
            if let Some((first, last)) = self.mark(run) {
                self.extend(text, lines, first, last);
            }
        }
        self.repeats = repeats;
    }

    /// Whether the line is an entry of a table of contents.
    pub(super) fn is_entry(&self, line: usize) -> bool {
        self.lines.get(line).is_some_and(|line| line.is_entry)
    }

    /// Whether an entry names the line.
    pub(super) fn is_named(&self, line: usize) -> bool {
        self.lines.get(line).is_some_and(|line| line.is_named)
    }

    /// Finds the short lines that come again, in the order of the text.
    fn find_repeats(&mut self, text: &str, lines: &[Line]) {
        let open = (0..).zip(lines).filter(|(_, line)| has_open_words(line));
        self.names.clear();
        self.names.reserve(open.clone().count());
        self.names.extend(open.map(|(at, line)| Name::of(text, line, at)));
        self.names.sort_unstable_by_key(|name| (name.hash, name.line));
        self.repeats.clear();
        for names in self.names.chunk_by_mut(|a, b| a.hash == b.hash) {
            if names.len() > 1 {
                names.sort_unstable_by_key(|name| (name.text(text), name.line));
                for alike in names.chunk_by(|a, b| a.text(text) == b.text(text)) {
                    repeat(text, lines, alike, &mut self.repeats);
                }
            }
        }
        self.repeats.sort_unstable_by_key(|repeat| repeat.at);
    }

    /// Marks a run if enough of its lines come again; returns the first and the last of them.
    fn mark(&mut self, repeats: &[Repeat]) -> Option<(usize, usize)> {
        let (first, last) = (repeats.first()?.at, repeats.last()?.at);
        let opening = repeats.iter().filter(|repeat| repeat.opens).count();
        if opening < FEWEST || opening * 2 < last - first + 1 {
            return None;
        }
        self.lines[first..=last].iter_mut().for_each(|line| line.is_entry = true);
        for repeat in repeats {
            self.lines[repeat.again].is_named = true;
        }
        Some((first, last))
    }

    /// Takes in the short lines beside a run whose numbers go on with those of the entries: they
    /// come again in other words.
    fn extend(&mut self, text: &str, lines: &[Line], mut first: usize, mut last: usize) {
        let goes_on = |line: &Line, next: &Line| match (&line.label, &next.label) {
            (Some((label, _)), Some((next, _))) => {
                label.style == next.style && label.number + 1 == next.number
            }
            _ => false,
        };
        while let Some(next) = lines.get(last + 1)
            && goes_on(&lines[last], next)
            && is_short(text, next)
        {
            last += 1;
            self.lines[last].is_entry = true;
        }
        while let Some(previous) = first.checked_sub(1).and_then(|at| lines.get(at))
            && goes_on(previous, &lines[first])
            && is_short(text, previous)
        {
            first -= 1;
            self.lines[first].is_entry = true;
        }
    }
}

impl Name {
    fn of(text: &str, line: &Line, at: u32) -> Self {
        let start = line.body.start();
        let words = name(text, line);
        let span = Span::new(start, start + words.len() as u32);
        Self { hash: hash(words.as_bytes()), line: at, words: span }
    }

    fn text<'t>(&self, text: &'t str) -> &'t [u8] {
        text.as_bytes().get(self.words.range()).unwrap_or_default()
    }
}

/// A number that few different names share: of their length and of the bytes at their ends.
fn hash(name: &[u8]) -> u32 {
    let number = |bytes: Option<&[u8; 4]>| bytes.map_or(0, |bytes| u32::from_le_bytes(*bytes));
    let ends = number(name.first_chunk()) ^ number(name.last_chunk()).rotate_left(13);
    (ends ^ name.len() as u32).wrapping_mul(0x9E37_79B1)
}

/// Appends those of the lines that name the same that are short and come again.
fn repeat(text: &str, lines: &[Line], alike: &[Name], repeats: &mut Short<Repeat, 16>) {
    let at = alike.iter().map(|name| name.line as usize);
    let mut short = at.filter(|&at| is_short(text, &lines[at]));
    let Some(again) = short.next_back() else { return };
    let Some(below) = lines.get(again + 1).map(|below| name(text, below)) else { return };
    let is_heading = !lines[again].end.is_stop();
    repeats.extend(short.map(|at| {
        // Where the same line follows in both places, it is a list that comes again.
        let opens = is_heading && below != name(text, &lines[at + 1]);
        Repeat { at, again, opens }
    }));
}

/// Whether a line holds words and is no sentence.
const fn has_open_words(line: &Line) -> bool {
    !line.body.is_empty() && !matches!(line.end, End::Period)
}

fn is_short(text: &str, line: &Line) -> bool {
    has_open_words(line) && !line.form(text).is_running()
}

/// What two lines that name the same section have in common.
fn name<'t>(text: &'t str, line: &Line) -> &'t str {
    let words = trim_marks(line.body(text));
    // The number of a page stands behind dots or blanks.
    if !words.ends_with(|c: char| c.is_ascii_digit()) {
        return words;
    }
    let bare = words.trim_end_matches(|c: char| c.is_ascii_digit());
    let name = trim_marks(bare);
    if name.len() < bare.len() { name } else { words }
}

fn trim_marks(words: &str) -> &str {
    han::trim_end(words, |c| !is_letter(c))
}

#[cfg(test)]
mod tests {
    use super::super::line::LineReader;
    use super::*;

    fn entries(text: &str) -> Vec<&str> {
        let (mut contents, lines) = (Contents::default(), LineReader::lines(text));
        contents.find(text, &lines);
        let entries = (0..lines.len()).filter(|&line| contents.is_entry(line));
        entries.map(|line| &text[lines[line].span.range()]).collect()
    }

    #[test]
    fn entries_come_again_as_headings() {
        let text =
            "收集；\n使用 …… 2\n共享\n一、收集\n正文。\n二、使用\n正文。\n三、共享\n正文。\n";
        assert_eq!(entries(text), ["收集；", "使用 …… 2", "共享"]);
    }

    #[test]
    fn numbers_take_in_entries_in_other_words() {
        let text = "一、甲\n二、乙\n三、丙\n四、丁\n五、戊\n一、甲\n正文。\n二、乙\n正文。\n\
                    三、丙\n正文。\n四、另\n正文。\n五、外\n正文。\n";
        assert_eq!(entries(text), ["一、甲", "二、乙", "三、丙", "四、丁", "五、戊"]);
    }

    #[test]
    fn lists_that_come_again_as_lists_are_no_contents() {
        let list = "1、国家安全；\n2、公共安全；\n3、司法程序；\n";
        assert_eq!(entries(&format!("{list}正文。\n{list}")), [""; 0]);
        assert_eq!(entries("隐私政策\n隐私政策\n正文。\n"), [""; 0]);
        assert_eq!(entries(&"一、甲\n二、乙\n三、丙\n".repeat(2)), [""; 0]);
        assert_eq!(entries("1、甲1\n2、甲2\n3、甲3\n4、甲4\n"), [""; 0]);
    }
}
