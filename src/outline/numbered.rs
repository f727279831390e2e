//! The class of a line with a label. Rules O7 and O11 of `grammar.md`.

use super::class::{Class, WIDEST_PLAIN};
use super::form::{End, Form};
use super::line::Line;
use super::markup::Emphasis;
use crate::lexicon::{OutlineCue, OutlineCues};
use crate::text::blank::{is_blank, trim_start};

/// O7: the class of a line with only a label: that of the line `below`, which has its words.
pub(super) fn alone(text: &str, line: &Line, below: Option<&Line>, cues: &OutlineCues) -> Class {
    match below {
        Some(below) if line.takes_words(below) => numbered(text, below, cues),
        Some(_) if line.names_by_label() => Class::Numbered,
        _ => Class::Item,
    }
}

/// O7: the class of a line with a label.
pub(super) fn numbered(text: &str, line: &Line, cues: &OutlineCues) -> Class {
    let body = line.body(text);
    let running = line.form.end.is_stop() || cues.ends(body, OutlineCue::BrokenEnd);
    let class = if running { Class::Item } else { by_form(line, body, cues) };
    match class {
        Class::Item | Class::Doubtful if fused_title(body, line.form.gap).is_some() => Class::Fused,
        class => class,
    }
}

/// O7: the class of a numbered line by its punctuation.
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

/// Whether the words after a bullet can be a heading.
fn may_head(line: &Line) -> bool {
    let form = line.form;
    let is_name = form.width <= WIDEST_PLAIN && !form.commas && !form.colons;
    line.emphasis != Emphasis::None || (is_name && form.end != End::Call)
}

/// O11: the title of a line that continues after a blank with running text: 总则 of `总则 本政策适用于…。` The
/// blank is after `gap` bytes.
pub(super) fn fused_title(body: &str, gap: u8) -> Option<&str> {
    if gap == 0 {
        return None;
    }
    let (title, rest) = body.split_at_checked(gap.into())?;
    // A blank between Chinese and Latin letters does not separate anything.
    let apart = !title.ends_with(|c: char| c.is_ascii())
        && !trim_start(rest).starts_with(|c: char| c.is_ascii_alphabetic());
    let form = Form::of(title, false);
    (apart && form.end == End::Open && (4..=WIDEST_PLAIN).contains(&form.width)).then_some(title)
}

/// Whether `text` is only ASCII and blanks, like an address or a number.
fn is_latin(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii() || is_blank(c))
}

/// Whether a line refers to the lines below it.
pub(super) fn points(body: &str, cues: &OutlineCues) -> bool {
    let words = body.trim_end_matches(['：', ':']);
    (words.len() < body.len() && cues.ends(words, OutlineCue::OpenEnd))
        || cues.holds(body, OutlineCue::Pointer)
}
