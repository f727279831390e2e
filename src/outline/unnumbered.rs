//! The class of a line without a label. Rule O8 of `grammar.md`.

use memchr::memchr3;

use super::class::{Class, WIDEST_PLAIN};
use super::form::{End, WIDEST};
use super::line::{Block, Line};
use super::markup::Emphasis;
use super::numbered::points;
use crate::lexicon::{OutlineCue, OutlineCues};
use crate::text::Delimiter;
use crate::text::blank::is_blank;
use crate::text::han::{self, is_han, is_letter};

/// A line without a label that is not running text by its form, and its context.
pub(super) struct Unnumbered<'t> {
    pub(super) text: &'t str,
    pub(super) line: &'t Line,
    pub(super) body: &'t str,
    pub(super) previous: Option<&'t Line>,
    pub(super) next: Option<&'t Line>,
    pub(super) cues: &'t OutlineCues,
}

impl Unnumbered<'_> {
    /// O8: the class of the line: a kind of heading, or running text.
    pub(super) fn class(&self) -> Class {
        let form = self.line.form;
        if self.line.is_hash() {
            return self.hash();
        }
        if form.commas || form.end == End::Call {
            return Class::Text;
        }
        // The last check is the most expensive: it reads whole lines.
        match self.heading() {
            Some(class) if !self.is_continuation() && !self.is_running() => class,
            _ => Class::Text,
        }
    }

    /// The heading after `#`, which only needs a letter.
    fn hash(&self) -> Class {
        let name = bare_name(self.body, self.line.form.blanks, self.cues);
        if self.cues.before_end(name, OutlineCue::Preface) == Some("") {
            Class::Preface
        } else if self.names_document(name) {
            Class::Title
        } else if self.body.contains(is_letter) && !is_image(self.body) {
            Class::Plain
        } else {
            Class::Text
        }
    }

    /// The kind of heading by the words and by what follows; `None` for running text.
    fn heading(&self) -> Option<Class> {
        let name = bare_name(self.body, self.line.form.blanks, self.cues);
        if self.cues.before_end(name, OutlineCue::Preface) == Some("") {
            return Some(Class::Preface);
        }
        let heads = self.heads_by_form();
        if self.names_document(name) {
            return Some(if heads { Class::Title } else { Class::Name });
        }
        heads.then_some(Class::Plain)
    }

    /// Whether the line has the name of a document. The first line can be long, or only contain a
    /// word of such names.
    fn names_document(&self, name: &str) -> bool {
        let is_first = self.previous.is_none();
        let form = self.line.form;
        let fits = is_first || (!form.colons && form.width <= self.widest());
        let names = self.cues.ends(name, OutlineCue::Document)
            || (is_first
                && !name.contains(Delimiter::Angle.open())
                && self.cues.holds(name, OutlineCue::Privacy));
        // 请阅读本隐私政策 is not a name.
        fits && names && !self.cues.starts(self.body, OutlineCue::Clause)
    }

    /// Whether the line is a heading by its emphasis, or by its form and by what follows.
    fn heads_by_form(&self) -> bool {
        let form = self.line.form;
        let short = !form.colons && form.width <= self.widest();
        match self.line.emphasis {
            Emphasis::None => {
                short && self.line.block == Block::None && self.heads() && self.is_name()
            }
            // `**您不得：**` is a lead-in and not a heading.
            _ => {
                let leads_in =
                    form.end == End::Colon && self.next.is_some_and(|next| next.label.is_some());
                !form.colons && self.next.is_some() && !leads_in
            }
        }
    }

    const fn widest(&self) -> u8 {
        match self.line.emphasis {
            Emphasis::None => WIDEST_PLAIN,
            _ => WIDEST,
        }
    }

    /// Whether the line is not a heading in any context.
    fn is_running(&self) -> bool {
        let body = self.body;
        let may_be_latin = self.line.after_gap || self.line.emphasis != Emphasis::None;
        !has_words(body, may_be_latin, self.cues)
            || body.contains('\\')
            || is_link(body)
            || (self.line.form.end == End::Colon && points(body, self.cues))
    }

    /// Whether the line continues the one before, or nothing is under it.
    fn is_continuation(&self) -> bool {
        let Some(previous) = self.previous else {
            return self.line.emphasis == Emphasis::None && self.next.is_none();
        };
        if previous.is_label_alone() {
            return true;
        }
        let open =
            || self.line.after_gap || is_closed(previous) || is_link(previous.body(self.text));
        self.line.emphasis == Emphasis::None && (self.next.is_none() || !open())
    }

    /// Whether the words are neither a clause nor the name of a company.
    fn is_name(&self) -> bool {
        let body = self.body;
        !self.cues.starts(body, OutlineCue::Clause)
            && !self.cues.ends(body, OutlineCue::BrokenEnd)
            && !self.cues.holds(body, OutlineCue::Company)
    }

    /// Whether a short line can be the heading of what follows: text, a list or another heading.
    fn heads(&self) -> bool {
        let Some(next) = self.next else { return false };
        if let Some((label, _)) = next.label {
            return label.is_first() && self.line.form.end == End::Open;
        }
        let longer = || {
            let (width, below) = (self.line.form.width, next.form.width);
            let leads_in = next.form.end == End::Colon && below > width;
            leads_in || (below > 2 * width && below > WIDEST_PLAIN)
        };
        next.class.is_unnumbered() || longer()
    }
}

/// Whether a line ends like one that the next line does not continue.
fn is_closed(line: &Line) -> bool {
    let form = line.form;
    form.end != End::Open || !(form.commas || form.is_running())
}

/// Whether `body` starts with an image: `![…](…)`, `[![…](…)](…)`.
fn is_image(body: &str) -> bool {
    body.trim_start_matches(['[', '\\']).starts_with('!')
}

fn is_link(body: &str) -> bool {
    // Most lines have none of these bytes.
    memchr3(b'h', b']', b'@', body.as_bytes()).is_some()
        && ["http", "](", r"\]\(", "@"].iter().any(|part| body.contains(part))
}

/// Whether a line has at least two Chinese characters, or a Latin word if `may_be_latin`, and does
/// not start like a date.
fn has_words(body: &str, may_be_latin: bool, cues: &OutlineCues) -> bool {
    let holds = |is: fn(&char) -> bool, most| body.chars().filter(is).take(most).count() == most;
    let words = holds(|&c| is_han(c), 2) || (may_be_latin && holds(char::is_ascii_alphabetic, 4));
    let dated = body.starts_with(|c: char| c.is_ascii_digit() || c == '二' || c == '（')
        && (cues.holds(body, OutlineCue::Year)
            || (body.contains('-') && holds(char::is_ascii_digit, 5)));
    words && !dated
}

/// The name in a heading, without punctuation around it and a date after it.
fn bare_name<'t>(body: &'t str, has_blanks: bool, cues: &OutlineCues) -> &'t str {
    let dated = if has_blanks { body.split_once(is_blank) } else { None };
    let dated = dated.filter(|(_, date)| cues.holds(date, OutlineCue::Year));
    let name = dated.map_or(body, |(name, _)| name);
    let is_edge =
        |c| is_blank(c) || matches!(c, '《' | '》' | '【' | '】' | '“' | '”' | '：' | ':');
    let mut name = han::trim(name, is_edge);
    while let Some(bare) = cues.before_end(name, OutlineCue::DocumentPart) {
        name = bare;
    }
    name.trim_end_matches('》')
}
