//! Tables of contents: lines that list the headings after them. Rule O10 of `grammar.md`.

use super::form::End;
use super::label::Label;
use super::line::Line;
use crate::lexicon::OutlineCues;
use crate::text::blank::{is_blank, trim_start};
use crate::text::han::{self, is_letter};
use crate::text::{Delimiter, Short, Span};

/// The smallest number of headings in a table of contents.
const FEWEST: usize = 3;

/// Finds tables of contents, with storage that is reused for the next text.
#[derive(Debug, Default)]
pub(super) struct Contents {
    /// The names of lines. Equal names are adjacent.
    names: Vec<Name>,
    repeats: Short<Repeat, 16>,
}

/// The name on a line.
#[derive(Debug)]
struct Name {
    /// Equal for equal words.
    hash: u32,
    line: u32,
    words: Span,
}

/// A short line that is repeated.
#[derive(Debug)]
struct Repeat {
    at: usize,
    /// The line of its last repetition.
    again: usize,
    /// Whether it can be a heading on that line.
    opens: bool,
}

impl Contents {
    /// O10: finds runs of short lines of which most are repeated as headings, and marks the lines.
    pub(super) fn find(&mut self, text: &str, lines: &mut [Line], cues: &OutlineCues) {
        self.find_repeats(text, lines, cues);
        mark_lists(&self.repeats, lines);
        let mut repeats = &self.repeats[..];
        while !repeats.is_empty() {
            let is_run = |pair: &&[Repeat]| {
                lines
                    .get(pair[0].at + 1..pair[1].at)
                    .is_none_or(|between| between.iter().all(is_short))
            };
            let len = repeats.windows(2).take_while(is_run).count() + 1;
            let (run, rest) = repeats.split_at(len);
            if let Some((first, last)) = mark_run(run, lines) {
                extend(text, lines, cues, (first, last));
            }
            repeats = rest;
        }
    }

    /// Finds the short lines that are repeated, in the order of the text.
    fn find_repeats(&mut self, text: &str, lines: &[Line], cues: &OutlineCues) {
        let names = &mut self.names;
        names.clear();
        names.reserve(lines.len());
        for (at, line) in (0..).zip(lines).filter(|(_, line)| has_open_words(line)) {
            let push = |words| names.push(Name::new(text, words, at));
            let (_, last) = last_entry(text, line, cues, push);
            if is_short(line) || last != line.body {
                names.push(Name::new(text, last, at));
            }
        }
        keep_alike(names);
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
}

/// Marks the numbered lists whose first entry is repeated right below them.
fn mark_lists(repeats: &[Repeat], lines: &mut [Line]) {
    for repeat in repeats {
        let list = &lines[repeat.at..];
        if !repeat.opens || list[0].label.is_none_or(|(label, _)| label.number != 1) {
            continue;
        }
        let continues = |pair: &&[Line]| match (&pair[0].label, &pair[1].label) {
            (Some((label, _)), Some((next, _))) => next.is_next_to(label) && is_short(&pair[1]),
            _ => false,
        };
        let len = list.windows(2).take_while(continues).count() + 1;
        if len >= FEWEST && repeat.at + len == repeat.again {
            lines[repeat.at..repeat.again].iter_mut().for_each(|line| line.is_entry = true);
            lines[repeat.again].is_named = true;
        }
    }
}

/// Marks a run if enough of its lines are repeated. Returns the first and the last of them.
fn mark_run(repeats: &[Repeat], lines: &mut [Line]) -> Option<(usize, usize)> {
    let (first, last) = (repeats.first()?.at, repeats.last()?.at);
    let opening = repeats.iter().filter(|repeat| repeat.opens).count();
    if opening < FEWEST || opening * 2 < last - first + 1 {
        return None;
    }
    lines[first..=last].iter_mut().for_each(|line| line.is_entry = true);
    repeats.iter().for_each(|repeat| lines[repeat.again].is_named = true);
    Some((first, last))
}

/// Adds the short lines beside a run whose numbers continue those of the entries: their headings
/// have other words.
fn extend(text: &str, lines: &mut [Line], cues: &OutlineCues, run: (usize, usize)) {
    let (mut first, mut last) = run;
    let continues = |line: &Line, next: &Line| {
        let (label, _) = last_entry(text, line, cues, |_| ());
        label.is_some_and(|label| next.label.is_some_and(|(next, _)| next.continues(&label)))
    };
    while let Some(next) = lines.get(last + 1)
        && continues(&lines[last], next)
        && is_entry(text, next, cues)
    {
        last += 1;
        lines[last].is_entry = true;
    }
    while let Some(previous) = first.checked_sub(1).and_then(|at| lines.get(at))
        && continues(previous, &lines[first])
        && is_entry(text, previous, cues)
    {
        first -= 1;
        lines[first].is_entry = true;
    }
}

/// Reads the entries of a line, which can have several: `一、收集 二、使用 三、共享`. Calls `each` with the
/// words of each but the last, and returns the label and the words of the last, usually the only
/// one.
#[inline]
fn last_entry(
    text: &str,
    line: &Line,
    cues: &OutlineCues,
    mut each: impl FnMut(Span),
) -> (Option<Label>, Span) {
    let Some((mut label, _)) = line.label else { return (None, line.body) };
    if !line.form.blanks {
        return (Some(label), line.body);
    }
    let body = line.body(text);
    let at = |rest: &str| line.body.end() - rest.len() as u32;
    let (mut entry, mut rest) = (body, body);
    while let Some(blank) = rest.find(is_blank) {
        let before = rest.get(blank..).unwrap_or_default();
        rest = trim_start(before);
        if let Some((next, words)) = Label::at_start(rest, cues)
            && next.is_next_to(&label)
        {
            each(Span::new(at(entry), at(before)));
            label = next;
            rest = trim_start(words);
            entry = rest;
        }
    }
    (Some(label), Span::new(at(entry), line.body.end()))
}

/// Whether a line can be an entry of a table of contents.
fn is_entry(text: &str, line: &Line, cues: &OutlineCues) -> bool {
    is_short(line) || (has_open_words(line) && last_entry(text, line, cues, |_| ()).1 != line.body)
}

impl Name {
    /// The name at `words` on the line `at`.
    fn new(text: &str, words: Span, at: u32) -> Self {
        let name = name(text.get(words.range()).unwrap_or_default());
        let span = Span::new(words.start(), words.start() + name.len() as u32);
        Self { hash: hash(name.as_bytes()), line: at, words: span }
    }

    fn text<'t>(&self, text: &'t str) -> &'t [u8] {
        text.as_bytes().get(self.words.range()).unwrap_or_default()
    }
}

/// Keeps the names whose hash may be repeated. Most are not, so they need not be sorted.
fn keep_alike(names: &mut Vec<Name>) {
    let mut counts = [0_u8; 1 << 10];
    let bucket = |name: &Name| (name.hash >> 22) as usize;
    for name in &*names {
        let count = &mut counts[bucket(name)];
        *count = count.saturating_add(1);
    }
    names.retain(|name| counts[bucket(name)] > 1);
}

/// A number that few different names share, computed from the length and the bytes at both ends.
fn hash(name: &[u8]) -> u32 {
    let number = |bytes: Option<&[u8; 4]>| bytes.map_or(0, |bytes| u32::from_le_bytes(*bytes));
    let ends = number(name.first_chunk()) ^ number(name.last_chunk()).rotate_left(13);
    (ends ^ name.len() as u32).wrapping_mul(0x9E37_79B1)
}

/// Appends the short lines among `alike`, lines of one name, that are repeated.
fn repeat(text: &str, lines: &[Line], alike: &[Name], repeats: &mut Short<Repeat, 16>) {
    let mut short = alike.iter().map(|name| name.line as usize);
    let Some(again) = short.next_back() else { return };
    let Some(below) = lines.get(again + 1).map(|below| name(below.body(text))) else { return };
    let is_heading = !lines[again].form.end.is_stop();
    repeats.extend(short.map(|at| {
        // If the same line follows in both places, a list is repeated.
        let opens = is_heading && below != name(lines[at + 1].body(text));
        Repeat { at, again, opens }
    }));
}

/// Whether a line has words and does not end like a sentence.
const fn has_open_words(line: &Line) -> bool {
    !line.body.is_empty() && !matches!(line.form.end, End::Period)
}

fn is_short(line: &Line) -> bool {
    has_open_words(line) && !line.form.is_running()
}

/// The part that two lines with the name of one section have in common.
fn name(words: &str) -> &str {
    let words = trim_punctuation(link_text(words));
    // A page number follows dots or blanks.
    if !words.ends_with(|c: char| c.is_ascii_digit()) {
        return words;
    }
    let bare = words.trim_end_matches(|c: char| c.is_ascii_digit());
    let name = trim_punctuation(bare);
    if name.len() < bare.len() { name } else { words }
}

/// The text of a link, if the words are only a link: `收集` of `[收集](#collect)`.
fn link_text(words: &str) -> &str {
    let text = words.strip_prefix(Delimiter::Bracket.open()).and_then(|rest| rest.split_once("]("));
    text.map_or(words, |(text, _)| text)
}

fn trim_punctuation(words: &str) -> &str {
    han::trim_end(words, |c| !is_letter(c))
}

#[cfg(test)]
mod tests {
    use super::super::line;
    use super::*;

    fn entries(text: &str) -> Vec<&str> {
        let mut lines = line::lines(text);
        let cues = crate::lexicon::Lexicon::standard().outline();
        Contents::default().find(text, &mut lines, cues);
        let entries = lines.iter().filter(|line| line.is_entry);
        entries.map(|line| &text[line.span.range()]).collect()
    }

    #[test]
    fn entries_are_repeated_as_headings() {
        let text =
            "收集；\n使用 …… 2\n共享\n一、收集\n正文。\n二、使用\n正文。\n三、共享\n正文。\n";
        assert_eq!(entries(text), ["收集；", "使用 …… 2", "共享"]);
    }

    #[test]
    fn numbers_add_entries_in_other_words() {
        let text = "一、甲\n二、乙\n三、丙\n四、丁\n五、戊\n一、甲\n正文。\n二、乙\n正文。\n\
                    三、丙\n正文。\n四、另\n正文。\n五、外\n正文。\n";
        assert_eq!(entries(text), ["一、甲", "二、乙", "三、丙", "四、丁", "五、戊"]);
    }

    #[test]
    fn repeated_lists_are_not_contents() {
        let list = "1、国家安全；\n2、公共安全；\n3、司法程序；\n";
        assert_eq!(entries(&format!("{list}正文。\n{list}")), [""; 0]);
        assert_eq!(entries("隐私政策\n隐私政策\n正文。\n"), [""; 0]);
        assert_eq!(entries(&"一、甲\n二、乙\n三、丙\n".repeat(2)), [""; 0]);
        assert_eq!(entries("1、甲1\n2、甲2\n3、甲3\n4、甲4\n"), [""; 0]);
    }
}
