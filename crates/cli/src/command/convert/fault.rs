//! What to say about faults in the files of other tools.

use std::fmt::Display;

use policymark::text::visible;
use policymark_interchange::import::{At, FaultKind};

use super::made::Made;
use crate::language::{Language, Say};
use crate::terminal::Terminal;

/// More faults of one file are only counted.
const MOST: usize = 100;

/// Names the faults of a file, each with its place.
pub(super) fn report(terminal: Terminal, made: &Made) {
    let (language, Made { source, faults, .. }) = (terminal.language, made);
    for fault in faults.iter().take(MOST) {
        let (place, message) = (place(&fault.at, language), message(&fault.kind, language));
        let message = language.say("{}: {}: {}", &[source, &place, &message]);
        match made.is_unreadable() {
            true => terminal.complain(&message),
            false => terminal.warn(&message),
        }
    }
    if let Some(more) = faults.len().checked_sub(MOST).filter(|&more| more > 0) {
        terminal.warn(&language.say("{}: there are {} more", &[source, &more]));
    }
}

fn place(at: &At, language: Language) -> String {
    match (at.line, &at.item) {
        (Some(line), Some(item)) => language.say("line {}, {}", &[&line, &visible(item)]),
        (Some(line), None) => language.say("line {}", &[&line]),
        (None, Some(item)) => visible(item).into(),
        (None, None) => language.say("the file", &[]),
    }
}

fn message(kind: &FaultKind, language: Language) -> String {
    let (text, mut holes) = kind.message();
    // What fills the last hole is a text of the library, or words of the file.
    let own = match kind {
        FaultKind::Damaged(what) => Some(language.text(what).to_owned()),
        FaultKind::OutOfRange { .. } => holes.last().map(|unit| language.text(unit).to_owned()),
        FaultKind::Unmarkable { fault, .. } => Some(fault.message_in(language)),
        _ => None,
    };
    if let (Some(last), Some(own)) = (holes.last_mut(), own) {
        *last = own;
    }
    let holes: Vec<_> = holes.iter().map(|hole| hole as &dyn Display).collect();
    language.say(text, &holes)
}
