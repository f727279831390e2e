//! Tables of contents: lines that repeat the headings to come. Rule O10 of `grammar.md`.

use super::form::End;
use super::label::Label;
use super::line::Line;
use crate::lexicon::OutlineCues;
use crate::text::blank::{is_blank, trim_start};
use crate::text::han::{self, is_letter};
use crate::text::{Delimiter, Short, Span};

/// How many headings a table of contents names at least.
const FEWEST: usize = 3;

/// Finds tables of contents; what is kept from one text to the next.
#[derive(Debug, Default)]
pub(super) struct Contents {
    /// What lines name, brought together where it is the same.
    names: Vec<Name>,
    repeats: Short<Repeat, 16>,
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
    /// O10: finds runs of short lines most of which come again as headings, and marks the lines.
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
            if let Some((first, last)) = mark(run, lines) {
                extend(text, lines, cues, (first, last));
            }
            repeats = rest;
        }
    }

    /// Finds the short lines that come again, in the order of the text.
    fn find_repeats(&mut self, text: &str, lines: &[Line], cues: &OutlineCues) {
        let names = &mut self.names;
        names.clear();
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

/// Marks the numbered lists right below which the first entry comes again.
fn mark_lists(repeats: &[Repeat], lines: &mut [Line]) {
    for repeat in repeats {
        let list = &lines[repeat.at..];
        if !repeat.opens || list[0].label.is_none_or(|(label, _)| label.number != 1) {
            continue;
        }
        let goes_on = |pair: &&[Line]| match (&pair[0].label, &pair[1].label) {
            (Some((label, _)), Some((next, _))) => next.is_next_to(label) && is_short(&pair[1]),
            _ => false,
        };
        let len = list.windows(2).take_while(goes_on).count() + 1;
        if len >= FEWEST && repeat.at + len == repeat.again {
            lines[repeat.at..repeat.again].iter_mut().for_each(|line| line.is_entry = true);
            lines[repeat.again].is_named = true;
        }
    }
}

/// Marks a run if enough of its lines come again; returns the first and the last of them.
fn mark(repeats: &[Repeat], lines: &mut [Line]) -> Option<(usize, usize)> {
    let (first, last) = (repeats.first()?.at, repeats.last()?.at);
    let opening = repeats.iter().filter(|repeat| repeat.opens).count();
    if opening < FEWEST || opening * 2 < last - first + 1 {
        return None;
    }
    lines[first..=last].iter_mut().for_each(|line| line.is_entry = true);
    repeats.iter().for_each(|repeat| lines[repeat.again].is_named = true);
    Some((first, last))
}

/// Takes in the short lines beside a run whose numbers go on with those of the entries: they come
/// again in other words.
fn extend(text: &str, lines: &mut [Line], cues: &OutlineCues, run: (usize, usize)) {
    let (mut first, mut last) = run;
    let goes_on = |line: &Line, next: &Line| {
        let (label, _) = last_entry(text, line, cues, |_| ());
        label.is_some_and(|label| next.label.is_some_and(|(next, _)| next.goes_on(&label)))
    };
    while let Some(next) = lines.get(last + 1)
        && goes_on(&lines[last], next)
        && is_entry(text, next, cues)
    {
        last += 1;
        lines[last].is_entry = true;
    }
    while let Some(previous) = first.checked_sub(1).and_then(|at| lines.get(at))
        && goes_on(previous, &lines[first])
        && is_entry(text, previous, cues)
    {
        first -= 1;
        lines[first].is_entry = true;
    }
}

/// The entries of a line that holds one behind the other: `一、收集 二、使用 三、共享`. Shows the words of
/// each but the last to `each`; returns the label and the words of the last, mostly the only one.
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
    /// The name that stands at `words` on the line `at`.
    fn new(text: &str, words: Span, at: u32) -> Self {
        let name = name(text.get(words.range()).unwrap_or_default());
        let span = Span::new(words.start(), words.start() + name.len() as u32);
        Self { hash: hash(name.as_bytes()), line: at, words: span }
    }

    fn text<'t>(&self, text: &'t str) -> &'t [u8] {
        text.as_bytes().get(self.words.range()).unwrap_or_default()
    }
}

/// Keeps the names whose hash may come twice. Most do not, and need not be sorted.
fn keep_alike(names: &mut Vec<Name>) {
    let mut counts = [0_u8; 1 << 10];
    let bucket = |name: &Name| (name.hash >> 22) as usize;
    for name in &*names {
        let count = &mut counts[bucket(name)];
        *count = count.saturating_add(1);
    }
    names.retain(|name| counts[bucket(name)] > 1);
}

/// A number that few different names share: of their length and of the bytes at their ends.
fn hash(name: &[u8]) -> u32 {
    let number = |bytes: Option<&[u8; 4]>| bytes.map_or(0, |bytes| u32::from_le_bytes(*bytes));
    let ends = number(name.first_chunk()) ^ number(name.last_chunk()).rotate_left(13);
    (ends ^ name.len() as u32).wrapping_mul(0x9E37_79B1)
}

/// Appends those of the lines that name the same that are short and come again.
fn repeat(text: &str, lines: &[Line], alike: &[Name], repeats: &mut Short<Repeat, 16>) {
    let mut short = alike.iter().map(|name| name.line as usize);
    let Some(again) = short.next_back() else { return };
    let Some(below) = lines.get(again + 1).map(|below| name(below.body(text))) else { return };
    let is_heading = !lines[again].form.end.is_stop();
    repeats.extend(short.map(|at| {
        // Where the same line follows in both places, it is a list that comes again.
        let opens = is_heading && below != name(lines[at + 1].body(text));
        Repeat { at, again, opens }
    }));
}

/// Whether a line holds words and is no sentence.
const fn has_open_words(line: &Line) -> bool {
    !line.body.is_empty() && !matches!(line.form.end, End::Period)
}

fn is_short(line: &Line) -> bool {
    has_open_words(line) && !line.form.is_running()
}

/// What two lines that name the same section have in common.
fn name(words: &str) -> &str {
    let words = trim_marks(link_text(words));
    // The number of a page stands behind dots or blanks.
    if !words.ends_with(|c: char| c.is_ascii_digit()) {
        return words;
    }
    let bare = words.trim_end_matches(|c: char| c.is_ascii_digit());
    let name = trim_marks(bare);
    if name.len() < bare.len() { name } else { words }
}

/// The text of a link, if the words are nothing else: `收集` of `[收集](#collect)`.
fn link_text(words: &str) -> &str {
    let text = words.strip_prefix(Delimiter::Bracket.open()).and_then(|rest| rest.split_once("]("));
    text.map_or(words, |(text, _)| text)
}

fn trim_marks(words: &str) -> &str {
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
