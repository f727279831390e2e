//! The brackets of Markdown and of templates: they mark nothing.
//!
//! The first byte of a pair is checked first: nearly all annotations start with a Chinese
//! character, and nearly all of these rules need another one.

use super::window::{WINDOW_OF_BRACKETS as WINDOW, at_most_after, at_most_before};
use crate::grammar::is_uri;
use crate::lexicon::{Cue, Lexicon};
use crate::text::blank::{self, is_inline_blank};
use crate::text::han::{self, is_letter};
use crate::text::{Delimiter, Span};
use crate::tree::{NodeId, Reason, Tree};

/// B22: the labels of links that the text defines: the `政策` of a line `[政策]: https://…`.
#[derive(Debug, Default)]
pub(crate) struct Labels(Vec<Span>);

impl Labels {
    /// Finds the labels of `text` among `pairs`. They replace those found before.
    pub(super) fn read(&mut self, text: &str, tree: &Tree, pairs: &[NodeId]) {
        self.0.clear();
        for &id in pairs {
            let end = tree.get(id).span.end() as usize;
            if text.as_bytes().get(end) == Some(&b':') {
                self.0.extend(Self::defined(text, tree, id));
            }
        }
        self.0.sort_unstable_by_key(|label| &text[label.range()]);
    }

    #[inline(never)]
    fn defined(text: &str, tree: &Tree, id: NodeId) -> Option<Span> {
        let node = tree.get(id);
        let (start, end) = (node.span.start(), node.span.end());
        let line = at_most_before(WINDOW, text, start).rsplit('\n').next()?;
        let target = at_most_after(WINDOW, text, end).strip_prefix(':')?;
        let target = blank::trim_start(target).trim_start_matches(Delimiter::Angle.open());
        let is_label = node.shape.pair() == Some(Delimiter::Bracket)
            && node.span.len() as usize <= WINDOW
            && blank::is_all_blank(line)
            && (is_uri(target) || target.starts_with(['/', '#', '.']));
        is_label.then(|| Span::new(start + 1, end - 1))
    }

    fn hold(&self, text: &str, label: &str) -> bool {
        let is_known = || self.0.binary_search_by_key(&label, |known| &text[known.range()]).is_ok();
        label.len() <= WINDOW && is_known()
    }
}

/// A `{…}`, a `[…]` or a `<…>` and its context.
#[derive(Clone, Copy)]
pub(super) struct Bracketed<'a> {
    pub(super) text: &'a str,
    pub(super) span: Span,
    pub(super) inside: &'a str,
    pub(super) lexicon: &'a Lexicon,
    pub(super) labels: &'a Labels,
}

impl<'a> Bracketed<'a> {
    /// Why a `[…]` is not an annotation, if one of these rules says so.
    pub(super) fn bracket(self) -> Option<Reason> {
        let opens_with_word = han::starts_with_han(self.inside);
        if opens_with_word && self.is_plain_verb() {
            return None;
        }
        if !opens_with_word && self.is_task() {
            Some(Reason::Task)
        } else if self.is_in_place_of_verb() {
            self.asks().then_some(Reason::Placeholder)
        } else if self.is_citation(opens_with_word) {
            Some(Reason::Citation)
        } else if self.is_placeholder() || !opens_with_word && is_form_field(self.inside) {
            Some(Reason::Placeholder)
        } else {
            self.opens_aside().then_some(Reason::Aside)
        }
    }

    /// Why a `{…}` is not an annotation, if one of these rules says so.
    pub(super) fn brace(self) -> Option<Reason> {
        let is_plain = han::starts_with_han(self.inside) && !self.follows_sign();
        if !is_plain && self.is_attribute() {
            Some(Reason::Attribute)
        } else {
            let is_filled_in = self.is_placeholder() || !is_plain && self.is_variable();
            is_filled_in.then_some(Reason::Placeholder)
        }
    }

    /// Whether it is a verb of the lexicon and not the text of a link. Most pairs are.
    fn is_plain_verb(self) -> bool {
        let next = self.text.as_bytes().get(self.span.end() as usize);
        let opens_label = next.is_some_and(|&byte| char::from(byte) == Delimiter::Bracket.open());
        self.labels.0.is_empty() && !opens_label && self.lexicon.verbs().get(self.inside).is_some()
    }

    /// B22: whether a `[…]` is an action whatever its words are: right before annotated data with a
    /// Chinese name, or after a modal word: `会[5G传输]`, `[同意政策]<昵称>`.
    fn is_in_place_of_verb(self) -> bool {
        if self.is_label() {
            return false;
        }
        let data = blank::trim_start(self.after()).strip_prefix(Delimiter::Angle.open());
        let is_before_verbs = || {
            let before = self.lexicon.cues().suffix(blank::trim_end(self.before()));
            before.is_some_and(|hit| hit.class.has_any(&[Cue::Will, Cue::May, Cue::Must]))
        };
        data.is_some_and(han::starts_with_han) || is_before_verbs()
    }

    /// B16: `[如手机型号]`, `[包括但不限于…]`: starts with words that introduce examples or parts.
    fn opens_aside(self) -> bool {
        let hit = self.lexicon.cues().prefix(self.inside);
        hit.is_some_and(|hit| hit.class.has(Cue::Part))
    }

    /// B23: the box of a task: `- [x] 我同意`.
    fn is_task(self) -> bool {
        let is_set_off = || {
            let (before, after) = (self.before(), self.after());
            (before.is_empty() || before.ends_with(is_beside_box))
                && (after.is_empty() || after.starts_with(is_beside_box))
        };
        match blank::trim(self.inside) {
            "x" | "X" | "√" | "✓" | "✔" => is_set_off(),
            "" => is_set_off() && self.starts_line(),
            _ => false,
        }
    }

    /// Whether only bullets and a number precede the pair on its line.
    fn starts_line(self) -> bool {
        let before = self.before();
        let line = before.rsplit('\n').next().unwrap_or_default();
        let is_whole = line.len() < before.len() || before.len() == self.span.start() as usize;
        let is_bullet =
            |c: char| is_inline_blank(c) || "-*+>|•·●.)、".contains(c) || c.is_ascii_digit();
        is_whole && line.chars().all(is_bullet)
    }

    /// B22: a footnote, a reference, an address, a number: `[^1]`, `[政策][1]`, `[2019]15号`.
    fn is_citation(self, opens_with_word: bool) -> bool {
        let Self { text, inside, .. } = self;
        inside.starts_with('^')
            || inside.eq_ignore_ascii_case("toc")
            || self.labels.hold(text, inside)
            || self.is_before_label()
            || self.is_document()
            || inside.len() <= WINDOW
                && (self.is_label() || is_address(inside) || self.is_number(opens_with_word))
    }

    /// Whether it is the text of a reference: `[政策][1]`, `[政策][]`.
    fn is_before_label(self) -> bool {
        let Some(rest) = self.after().strip_prefix(Delimiter::Bracket.open()) else { return false };
        let Some((label, _)) = rest.split_once(Delimiter::Bracket.close()) else { return false };
        let is_link_text = || label.is_ascii() && !self.opens_with_verb();
        self.labels.hold(self.text, label) || is_link_text()
    }

    /// Whether it is the label of a reference, right after its text.
    fn is_label(self) -> bool {
        let is_second = || self.before().ends_with(Delimiter::Bracket.close());
        self.inside.is_ascii() && is_second()
    }

    /// Whether it is a number, or words with a digit that do not start with a verb: `[2]`, `[注1]`,
    /// `[一]`.
    fn is_number(self, opens_with_word: bool) -> bool {
        let has_digit = self.inside.bytes().any(|byte| byte.is_ascii_digit());
        let is_figure = opens_with_word && crate::grammar::is_label(self.inside);
        is_figure || has_digit && !self.opens_with_verb()
    }

    /// Whether it names a document: `[隐私政策]`, a link without its target.
    fn is_document(self) -> bool {
        self.lexicon.notation().closes.suffix(self.inside).is_some()
    }

    fn opens_with_verb(self) -> bool {
        self.lexicon.verbs().prefix(blank::trim_start(self.inside)).is_some()
    }

    /// B24: attributes of a heading or a line in Markdown: `{#id}`, `{:.note}`.
    fn is_attribute(self) -> bool {
        let Self { inside, .. } = self;
        let is_short = inside.len() <= WINDOW;
        let has_sign = inside.starts_with(['.', ':']) || is_short && inside.contains('=');
        (inside.starts_with('#') || has_sign && is_short && inside.is_ascii()) && self.is_at_edge()
    }

    /// B24: whether only further attributes follow the pair on its line, or it is right after a
    /// link.
    fn is_at_edge(self) -> bool {
        let after = self.after().trim_start_matches(is_inline_blank);
        let closers = [Delimiter::Bracket.close(), Delimiter::Paren.close()];
        after.is_empty()
            || after.starts_with(['\n', '\r', Delimiter::Brace.open()])
            || self.before().ends_with(closers)
    }

    /// B25: words that ask the author for other words: `<请填写邮箱>`.
    #[inline]
    pub(super) fn asks(self) -> bool {
        let asks = &self.lexicon.notation().asks;
        asks.may_start(self.inside) && asks.prefix(self.inside).is_some()
    }

    /// B25: words to be replaced: `[请填写邮箱]`, `{公司名称}`.
    fn is_placeholder(self) -> bool {
        let words = blank::trim(self.inside);
        let placeholders = &self.lexicon.notation().placeholders;
        self.asks() || placeholders.may_start(words) && placeholders.get(words).is_some()
    }

    /// B25: the variable of a template: `{{公司}}`, `${name}`, `{company_name}`, `{0}`.
    fn is_variable(self) -> bool {
        const BRACES: [char; 2] = [Delimiter::Brace.open(), Delimiter::Brace.close()];
        let Self { inside, .. } = self;
        let is_twice = || self.before().ends_with(BRACES[0]) && self.after().starts_with(BRACES[1]);
        let is_name = || {
            inside.starts_with(['%', '$'])
                || inside.contains('_')
                || !inside.is_empty() && inside.bytes().all(|byte| byte.is_ascii_digit())
                || is_unknown(inside)
        };
        let is_short = inside.len() <= WINDOW;
        is_short && (is_wrapped(inside, BRACES) || inside.is_ascii() && is_name())
            || self.before().ends_with(SIGNS)
            || is_twice()
    }

    /// Whether a brace or the sign of a variable is right before the pair.
    fn follows_sign(self) -> bool {
        let before = (self.span.start() as usize).wrapping_sub(1);
        let byte = self.text.as_bytes().get(before);
        byte.is_some_and(|&byte| {
            let before = char::from(byte);
            before == Delimiter::Brace.open() || SIGNS.contains(&before)
        })
    }

    fn before(self) -> &'a str {
        at_most_before(WINDOW, self.text, self.span.start())
    }

    fn after(self) -> &'a str {
        at_most_after(WINDOW, self.text, self.span.end())
    }
}

/// The signs of variables in templates, which precede the braces.
const SIGNS: [char; 3] = ['$', '#', '%'];

/// Whether `c` can be right beside the box of a task: a blank or the border of a table cell.
const fn is_beside_box(c: char) -> bool {
    blank::is_blank(c) || c == '|'
}

/// Whether `text` is one pair of brackets, or several around each other, with plain text inside.
fn is_wrapped(text: &str, [open, close]: [char; 2]) -> bool {
    let start = text.trim_start_matches(open);
    let inside = start.trim_end_matches(close);
    let opened = text.len() - start.len();
    opened > 0 && opened == start.len() - inside.len() && !inside.contains([open, close])
}

/// Whether `text` is an address, a path or the name of a standard: `[a.example/b]`, `[GB/T]`.
fn is_address(text: &str) -> bool {
    text.is_ascii() && text.contains(['.', '@', '/', ':', '_', '=', '#'])
}

/// Whether `text` is to be filled in: `[●]`, `[____]`, `[XX公司]`, `[Company Name]`.
fn is_form_field(text: &str) -> bool {
    let is_title = || {
        let starts_high = |word: &str| word.starts_with(|c: char| c.is_ascii_uppercase());
        text.is_ascii()
            && blank::trim(text).contains(' ')
            && text.split_ascii_whitespace().all(starts_high)
    };
    is_unknown(text) || is_title()
}

/// Whether `text` is in place of an unknown name: `●`, `____`, `XX公司`.
fn is_unknown(text: &str) -> bool {
    ["XX", "xx", "××"].iter().any(|unknown| text.starts_with(unknown))
        || !blank::is_all_blank(text) && !text.contains(is_letter)
}
