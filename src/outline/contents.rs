//! Tables of contents: lines that repeat the headings to come.

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
        if is_short(line) {
            last.insert(name(text, line), at);
        }
    }
    let mut contents =
        Contents { entry: vec![false; lines.len()], named: vec![false; lines.len()] };
    let comes_again = |at: usize| {
        let line = lines.get(at)?;
        let again = *last.get(name(text, line)).filter(|&&again| again > at)?;
        lines.get(again).map(|heading| (again, heading.form.end != End::Stop))
    };
    let mut start = 0;
    while start < lines.len() {
        let end = lines[start..].iter().position(|line| !is_short(line));
        let end = end.map_or(lines.len(), |length| start + length);
        let again: Vec<_> = (start..end).filter_map(|at| Some((at, comes_again(at)?))).collect();
        if let Some((first, last)) = contents.mark(&again) {
            contents.extend(lines, first, last, start..end);
        }
        start = end + 1;
    }
    contents
}

impl Contents {
    /// Marks a run if enough of its lines come again; returns the first and the last of them.
    /// `again`: the line, where it comes again, and whether it does so as a heading can.
    fn mark(&mut self, again: &[(usize, (usize, bool))]) -> Option<(usize, usize)> {
        let (first, last) = (again.first()?.0, again.last()?.0);
        let headings = again.iter().filter(|(_, (_, heading))| *heading).count();
        if headings < FEWEST || headings * 2 < last - first + 1 {
            return None;
        }
        self.entry[first..=last].fill(true);
        for (_, (heading, _)) in again {
            self.named[*heading] = true;
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

fn is_short(line: &Line) -> bool {
    line.form.chars <= LONGEST && !line.form.stops && !line.body.is_empty()
}

/// What two lines that name the same section have in common.
fn name<'t>(text: &'t str, line: &Line) -> &'t str {
    line.body(text).trim_end_matches(|c: char| !c.is_alphabetic())
}
