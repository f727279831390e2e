//! What a line with a label is. Rules O7 and O11 of `grammar.md`.

use super::class::{Class, WIDEST_PLAIN};
use super::form::{End, Form};
use super::line::Line;
use super::markup::Emphasis;
use crate::lexicon::{OutlineCue, OutlineCues};
use crate::text::blank::{is_blank, trim_start};

/// O7: what a line is that holds a label alone: what the line `below` is, which holds its words.
pub(super) fn alone(text: &str, line: &Line, below: Option<&Line>, cues: &OutlineCues) -> Class {
    match below {
        Some(below) if line.takes_words(below) => numbered(text, below, cues),
        Some(_) if line.names_by_label() => Class::Numbered,
        _ => Class::Item,
    }
}

/// O7: what a line with a label is.
pub(super) fn numbered(text: &str, line: &Line, cues: &OutlineCues) -> Class {
    let body = line.body(text);
    let running = line.form.end.is_stop() || cues.ends(body, OutlineCue::BrokenEnd);
    let class = if running { Class::Item } else { by_form(line, body, cues) };
    match class {
        Class::Item | Class::Doubtful if fused_title(body, line.form.gap).is_some() => Class::Fused,
        class => class,
    }
}

/// O7: what a numbered line is by the marks in it.
fn by_form(line: &Line, body: &str, cues: &OutlineCues) -> Class {
    let form = line.form;
    let is_bullet = line.label.is_some_and(|(label, _)| label.is_bullet());
    if form.is_running() || (is_bullet && !may_head(line)) {
        return Class::Item;
    }
    let leads_in = || form.end == End::Colon && (form.width > 32 || points(body, cues));
    // `邮箱：kefu@…` is an entry, `业务功能一：注册` a heading.
    let gives_value = || form.colons && body.split(['：', ':']).nth(1).is_some_and(is_latin);
    if !line.is_hash() && (form.commas || leads_in() || gives_value()) {
        Class::Doubtful
    } else {
        Class::Numbered
    }
}

/// Whether the words behind a bullet can be a heading.
fn may_head(line: &Line) -> bool {
    let form = line.form;
    let is_name = form.width <= WIDEST_PLAIN && !form.commas && !form.colons;
    line.emphasis != Emphasis::None || (is_name && form.end != End::Call)
}

/// O11: the title of a line that goes on behind a blank with running text: `总则` of
/// `总则 本政策适用于…。` The blank stands behind so many bytes.
pub(super) fn fused_title(body: &str, gap: u8) -> Option<&str> {
    if gap == 0 {
        return None;
    }
    let (title, rest) = body.split_at_checked(gap.into())?;
    // A blank between Chinese and Latin letters sets nothing apart.
    let apart = !title.ends_with(|c: char| c.is_ascii())
        && !trim_start(rest).starts_with(|c: char| c.is_ascii_alphabetic());
    let form = Form::of(title, false);
    (apart && form.end == End::Open && (4..=WIDEST_PLAIN).contains(&form.width)).then_some(title)
}

/// Whether it holds nothing but ASCII and blanks, as an address or a number does.
fn is_latin(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii() || is_blank(c))
}

/// Whether a line points at the lines below it.
pub(super) fn points(body: &str, cues: &OutlineCues) -> bool {
    let words = body.trim_end_matches(['：', ':']);
    (words.len() < body.len() && cues.ends(words, OutlineCue::OpenEnd))
        || cues.holds(body, OutlineCue::Pointer)
}
