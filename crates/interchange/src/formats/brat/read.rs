//! Reads `NAME.ann` with `NAME.txt`.

use std::collections::HashSet;

use crate::format::Source;
use crate::import::{At, Fault, Foreign, ForeignSpan, Reading};
use policymark::text::Unit;

pub(super) fn read(source: &Source<'_>) -> Reading {
    let mut policy = Foreign::new(source.name, source.text.unwrap_or_default(), Unit::Characters);
    let mut faults = Vec::new();
    let triggers = triggers(source.content);
    for (number, line) in source.content.lines().enumerate() {
        let at = At::line(number + 1);
        let (id, rest) = line.split_once('\t').unwrap_or((line, ""));
        match id.as_bytes().first() {
            None => {}
            Some(b'T') if triggers.contains(id) => policy.ignore("triggers of events"),
            Some(b'T') => match span(rest, at.clone().with_item(id)) {
                Some(span) => policy.spans.push(span),
                None => faults.push(Fault::damaged(at, "this is no type, offsets and text")),
            },
            Some(b'E') => policy.ignore("events"),
            Some(b'R' | b'*') => policy.ignore("relations"),
            Some(b'A' | b'M') => policy.ignore("attributes"),
            Some(b'N') => policy.ignore("normalizations"),
            Some(b'#') => policy.ignore("notes"),
            Some(_) => faults.push(Fault::damaged(at, "this is no line of brat")),
        }
    }
    Reading { policies: vec![policy], faults }
}

/// The spans that only say where an event is: the `T4` of `E1  Statement:T4 Data:T3`. A span of a kind that a user
/// annotates events on, `Action:T2`, is none.
fn triggers(lines: &str) -> HashSet<&str> {
    let events = lines.lines().filter(|line| line.starts_with('E'));
    fn trigger(line: &str) -> Option<&str> {
        let event = line.split_once('\t')?.1;
        event.split_ascii_whitespace().next()?.strip_prefix(super::STATEMENT)?.strip_prefix(':')
    }
    events.filter_map(trigger).collect()
}

/// `Data 5 9;10 12  手机号码 等`: a span from the first to the last of its fragments.
fn span(rest: &str, at: At) -> Option<ForeignSpan> {
    let (place, text) = rest.split_once('\t')?;
    let (label, fragments) = place.split_once(' ')?;
    let mut ends = fragments.split(';').map(|fragment| {
        let (start, end) = fragment.trim().split_once(' ')?;
        Some((start.parse().ok()?, end.parse().ok()?))
    });
    let (start, mut end) = ends.next()??;
    for fragment in ends {
        end = fragment?.1;
    }
    Some(ForeignSpan::new(start, end, label, at).with_text(text))
}
