//! Tables of contents: lines that repeat the headings to come. Rule O10 of `grammar.md`.

use std::collections::HashMap;
use std::ops::Range;

use super::line::{End, Line};

/// How many headings a table of contents names at least.
const FEWEST: usize = 3;

/// The longest entry, in characters.
const LONGEST: usize = 40;

/// What tables of contents tell of each line.
pub(super) struct Contents {
    /// Whether the line is an entry of a table of contents.
    pub(super) entry: Vec<bool>,
    /// Whether an entry names the line.
    pub(super) named: Vec<bool>,
}

/// Finds runs of short lines most of which come again as headings.
pub(super) fn contents(text: &str, lines: &[Line]) -> Contents {
    let mut last = HashMap::new();
    for (at, line) in lines.iter().enumerate() {
        if is_short(text, line) {
            last.insert(name(text, line), at);
        }
    }
    let mut contents =
        Contents { entry: vec![false; lines.len()], named: vec![false; lines.len()] };
    let repeat = |at: usize| {
        let (line, next) = (lines.get(at)?, lines.get(at + 1)?);
        let again = *last.get(name(text, line)).filter(|&&again| again > at)?;
        let below = lines.get(again + 1)?;
        // Where the same line follows in both places, it is a list that comes again.
        let opens =
            name(text, below) != name(text, next) && lines.get(again)?.form.end != End::Stop;
        Some(Repeat { at, again, opens })
    };
    let mut start = 0;
    while start < lines.len() {
        let end = lines[start..].iter().position(|line| !is_short(text, line));
        let end = end.map_or(lines.len(), |length| start + length);
        let repeats: Vec<_> = (start..end).filter_map(repeat).collect();
        if let Some((first, last)) = contents.mark(&repeats) {
            contents.extend(lines, first, last, start..end);
        }
        start = end + 1;
    }
    contents
}

/// A line that comes again.
struct Repeat {
    at: usize,
    /// Where it comes again.
    again: usize,
    /// Whether it can be a heading there.
    opens: bool,
}

impl Contents {
    /// Marks a run if enough of its lines come again; returns the first and the last of them.
    fn mark(&mut self, repeats: &[Repeat]) -> Option<(usize, usize)> {
        let (first, last) = (repeats.first()?.at, repeats.last()?.at);
        let opening = repeats.iter().filter(|repeat| repeat.opens).count();
        if opening < FEWEST || opening * 2 < last - first + 1 {
            return None;
        }
        self.entry[first..=last].fill(true);
        for repeat in repeats {
            self.named[repeat.again] = true;
        }
        Some((first, last))
    }

    /// Takes in the neighbours in `run` whose numbers go on with those of the entries: they come
    /// again in other words.
    fn extend(&mut self, lines: &[Line], mut first: usize, mut last: usize, run: Range<usize>) {
        let goes_on = |at: usize, next: usize| {
            let (Some(label), Some(next)) = (&lines[at].label, &lines[next].label) else {
                return false;
            };
            label.0.style == next.0.style && label.0.number() + 1 == next.0.number()
        };
        while last + 1 < run.end && goes_on(last, last + 1) {
            last += 1;
            self.entry[last] = true;
        }
        while first > run.start && goes_on(first - 1, first) {
            first -= 1;
            self.entry[first] = true;
        }
    }
}

fn is_short(text: &str, line: &Line) -> bool {
    line.form.chars <= LONGEST
        && !line.form.stops
        && !line.body.is_empty()
        && !text.get(line.body.range()).is_some_and(|body| body.ends_with('。'))
}

/// What two lines that name the same section have in common.
fn name<'t>(text: &'t str, line: &Line) -> &'t str {
    let words = trim_marks(line.body(text));
    // The number of a page stands behind dots or blanks.
    let bare = words.trim_end_matches(|c: char| c.is_ascii_digit());
    let paged = bare.len() < words.len() && trim_marks(bare).len() < bare.len();
    if paged { trim_marks(bare) } else { words }
}

fn trim_marks(words: &str) -> &str {
    words.trim_end_matches(|c: char| !c.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::super::line::lines;
    use super::*;

    fn entries(text: &str) -> Vec<&str> {
        let lines = lines(text);
        let contents = contents(text, &lines);
        let entry = |(line, is_entry): (&Line, &bool)| is_entry.then(|| &text[line.span.range()]);
        lines.iter().zip(&contents.entry).filter_map(entry).collect()
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
