//! Fixes of brackets that look like those of an annotation: `【收集】`, `＜手机号码＞`, `（我们）会`.

use super::draft::{Effect, Proposal};
use super::edit::Edit;
use super::page::Page;
use crate::scan::Structural;
use crate::text::blank::{trim_end, trim_start};
use crate::text::{Delimiter, Side, Span};

/// The brackets of other scripts and of HTML that are reported, each with the delimiter that it may
/// be meant as.
const FOREIGN: [(&str, Delimiter, Side); 6] = [
    ("〈", Delimiter::Angle, Side::Open),
    ("〉", Delimiter::Angle, Side::Close),
    ("〔", Delimiter::Bracket, Side::Open),
    ("〕", Delimiter::Bracket, Side::Close),
    (ESCAPED[0], Delimiter::Angle, Side::Open),
    (ESCAPED[1], Delimiter::Angle, Side::Close),
];

/// `<` and `>` in HTML. A text that has them may have been escaped as a whole.
const ESCAPED: [&str; 2] = ["&lt;", "&gt;"];

/// Types the brackets of an annotation instead, and moves blanks out of them.
pub(super) fn typed(page: &Page<'_>, span: Span) -> Option<Proposal> {
    let source = &page.document.text()[span.range()];
    let (open, delimiter) = bracket_at_start(source)?;
    let (close, closes) = bracket_at_end(source)?;
    let kind = page.document.dialect().kind(delimiter)?;
    let inside = source.get(open.len()..source.len() - close.len())?;
    if inside.contains(open) {
        // Such a pair is never reported, and a document from JSON could have any number of them.
        return None;
    }
    let words = trim_start(trim_end(inside));
    if closes != delimiter || words.is_empty() {
        return None;
    }
    let start = open.len() + (inside.len() - trim_start(inside).len());
    let marked =
        Span::new(span.start() + start as u32, span.start() + (start + words.len()) as u32);
    let (before, after) = source.split_at(start);
    let after = &after[words.len()..];
    let opened = format!("{}{}", &before[open.len()..], delimiter.open());
    let closed = format!("{}{}", delimiter.close(), &after[..after.len() - close.len()]);
    let edits = [(before, opened, span.start()), (after, closed, span.end() - after.len() as u32)];
    let is_typed = edits.iter().all(|(old, new, _)| old == new);
    let edits = edits.into_iter().filter(|(old, new, _)| old != new);
    let edits =
        edits.map(|(old, new, at)| Edit::replace(Span::new(at, at + old.len() as u32), new));
    let is_sure = page.is_annotated(span.start())
        && !ESCAPED.contains(&open)
        && (delimiter != Delimiter::Angle || page.document.lexicon().classify(words).is_some());
    let proposal = Proposal::safe(edits.collect(), Effect::Adds(kind, marked)).only_if(is_sure);
    (!is_typed).then_some(proposal)
}

/// The opening bracket at the start of `source`, and the delimiter that it may be meant as.
fn bracket_at_start(source: &str) -> Option<(&str, Delimiter)> {
    let foreign = FOREIGN
        .iter()
        .find(|(bracket, _, side)| *side == Side::Open && source.starts_with(bracket));
    if let Some(&(bracket, delimiter, _)) = foreign {
        return Some((bracket, delimiter));
    }
    let structural = Structural::at_start(source.as_bytes())?;
    let (Structural::LikeOpen(delimiter) | Structural::Open(delimiter)) = structural else {
        return None;
    };
    Some((&source[..structural.len() as usize], half_width(delimiter)))
}

/// The closing bracket at the end of `source`, and the delimiter that it may be meant as.
fn bracket_at_end(source: &str) -> Option<(&str, Delimiter)> {
    let foreign =
        FOREIGN.iter().find(|(bracket, _, side)| *side == Side::Close && source.ends_with(bracket));
    if let Some(&(bracket, delimiter, _)) = foreign {
        return Some((bracket, delimiter));
    }
    let last = source.char_indices().next_back().map(|(at, _)| &source[at..])?;
    let structural = Structural::at_start(last.as_bytes())?;
    let (Structural::LikeClose(delimiter) | Structural::Close(delimiter)) = structural else {
        return None;
    };
    Some((last, half_width(delimiter)))
}

const fn half_width(delimiter: Delimiter) -> Delimiter {
    match delimiter {
        Delimiter::Fullwidth => Delimiter::Paren,
        delimiter => delimiter,
    }
}
