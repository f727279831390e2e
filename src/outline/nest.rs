//! Which section stands in which: a stack of the open ones. Rules O13 and O14 of `grammar.md`.

use super::heading::Class;
use super::label::{Label, Style};
use super::line::Emphasis;

/// How deep sections nest; deeper ones become siblings. Real policies nest six deep.
pub(crate) const MAX_DEPTH: usize = 24;

/// A line that opens a section.
#[derive(Clone, Copy, Debug)]
pub(super) struct Opener {
    pub(super) class: Class,
    pub(super) label: Option<Label>,
    pub(super) emphasis: Emphasis,
    /// Whether the line ends in a colon.
    pub(super) leads_in: bool,
    /// Whether the line alone decides that it is a heading: by `##`, or because a table of
    /// contents names it.
    pub(super) sure: bool,
    /// Its first line and its last.
    pub(super) lines: (usize, usize),
}

impl Opener {
    /// Whether its number is the one after that of `other`.
    pub(super) fn follows(&self, other: &Self) -> bool {
        self.number() == other.number() + 1
    }

    /// Makes it a heading or an item.
    pub(super) const fn decide(&mut self, heading: bool) {
        self.class = match self.class {
            Class::Entry => Class::Entry,
            _ if !heading => Class::Item,
            Class::Item | Class::Doubtful => Class::Numbered,
            class => class,
        };
    }

    /// Whether it is a heading, or can be one.
    pub(super) const fn is_heading(&self) -> bool {
        self.class.is_heading()
    }

    fn style(&self) -> Option<Style> {
        self.label.map(|label| label.style)
    }

    fn number(&self) -> u16 {
        self.label.map_or(0, |label| label.number())
    }

    /// How deep it usually stands.
    fn rank(&self) -> u8 {
        const PLAIN: u8 = 5;
        const ENTRY: u8 = u8::MAX;
        match self.label {
            Some(label) => label.style.rank(),
            None if self.class == Class::Title || self.emphasis.hash() > 0 => 0,
            None if self.class == Class::Entry => ENTRY,
            None => PLAIN,
        }
    }
}

/// Where a section goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) parent: Option<u32>,
    /// The list: what siblings of one style have in common.
    pub(super) list: u32,
}

#[derive(Clone, Copy, Debug)]
struct Open {
    section: u32,
    list: u32,
    opener: Opener,
}

/// The sections that are open, from the outside in.
#[derive(Debug, Default)]
pub(super) struct Nest {
    stack: Vec<Open>,
    sections: u32,
    lists: u32,
}

impl Nest {
    /// Places the next section.
    pub(super) fn place(&mut self, opener: Opener) -> Place {
        self.leave_preface(&opener);
        let keep = match opener.label {
            Some(label) => self.keep_labelled(&opener, &label),
            None if opener.class == Class::Title => self.keep_title(&opener),
            None if opener.class == Class::Entry => self.keep_entry(&opener),
            None => self.keep_plain(&opener),
        };
        let keep = keep.min(self.stack.len()).min(MAX_DEPTH - 1);
        let sibling = self.stack.get(keep).filter(|open| open.opener.style() == opener.style());
        let list = sibling.map_or(self.lists, |open| open.list);
        self.lists += u32::from(sibling.is_none());
        self.stack.truncate(keep);
        let place = Place { parent: self.stack.last().map(|open| open.section), list };
        self.stack.push(Open { section: self.sections, list, opener });
        self.sections += 1;
        place
    }

    /// No heading stands in a preface.
    fn leave_preface(&mut self, opener: &Opener) {
        if opener.is_heading() {
            let preface = self.outermost(|open| open.class == Class::Preface);
            self.stack.truncate(preface.unwrap_or(self.stack.len()));
        }
    }

    /// How many open sections a title stands in: another title, if that stands out more.
    fn keep_title(&self, opener: &Opener) -> usize {
        if self.follows_unnumbered(opener) && opener.emphasis.hash() == 0 {
            return self.stack.len();
        }
        let titles = |open: &Opener| open.class == Class::Title;
        let not_weaker =
            |open: &Opener| titles(open) && open.emphasis.strength() <= opener.emphasis.strength();
        self.outermost(not_weaker).unwrap_or_else(|| self.innermost(titles).map_or(0, |at| at + 1))
    }

    fn keep_plain(&self, opener: &Opener) -> usize {
        if opener.emphasis.hash() > 0 {
            return self.keep_hash(opener);
        }
        if self.follows_unnumbered(opener) {
            return self.stack.len();
        }
        let alike = |open: &Opener| {
            open.class.is_unnumbered()
                && open.class != Class::Title
                && open.emphasis == opener.emphasis
        };
        if let Some(at) = self.innermost(alike) {
            return at;
        }
        let Some(heading) = self.innermost(Opener::is_heading) else { return 0 };
        let open = self.stack.get(heading).map(|open| open.opener);
        let encloses = open.is_some_and(|open| {
            // A chapter among numbered ones has a number too, or at least stands out.
            let chapter = open.label.is_some_and(|label| label.style.rank() <= Style::Han.rank());
            open.class == Class::Title
                || (chapter && opener.emphasis == Emphasis::None)
                || open.emphasis.strength() > opener.emphasis.strength()
        });
        heading + usize::from(encloses)
    }

    /// An entry of a list without numbers stands beside the one before it, in the line before it
    /// if that leads in, otherwise in the heading.
    fn keep_entry(&self, opener: &Opener) -> usize {
        let Some(top) = self.stack.last().map(|open| &open.opener) else { return 0 };
        let follows = top.lines.1 + 1 == opener.lines.0;
        match top.class {
            Class::Entry if follows => self.stack.len() - 1,
            _ if follows => self.stack.len(),
            _ => self.innermost(Opener::is_heading).map_or(0, |at| at + 1),
        }
    }

    /// `##` stands in what has fewer `#`, and in titles.
    fn keep_hash(&self, opener: &Opener) -> usize {
        let level = opener.emphasis.hash();
        let not_above = |open: &Opener| open.class != Class::Title && open.emphasis.hash() >= level;
        self.outermost(not_above).unwrap_or_else(|| {
            let above = |open: &Opener| open.class == Class::Title || open.emphasis.hash() > 0;
            self.innermost(above).map_or(0, |at| at + 1)
        })
    }

    fn keep_labelled(&self, opener: &Opener, label: &Label) -> usize {
        if let Some(at) = self.prefix(label) {
            return at + 1;
        }
        let hash = opener.emphasis.hash();
        let sibling = self.sibling(opener, label);
        if hash > 0
            && sibling.is_none()
            && self.innermost(|open| open.emphasis.hash() > 0).is_some()
        {
            return self.keep_hash(opener);
        }
        if label.is_first() && self.leads_into(opener, sibling.is_some()) {
            return self.stack.len();
        }
        match sibling {
            Some(at) if !self.starts_inner_list(opener, label, at) => at,
            _ => self.keep_by_rank(opener, label),
        }
    }

    /// The section whose numbers this label goes on: `1.` or `1、` for `1.2`, `1.2` for `1.2.3`.
    fn prefix(&self, label: &Label) -> Option<usize> {
        let (_, prefix) = label.path().split_last()?;
        if prefix.is_empty() {
            return None;
        }
        self.outermost(|open| {
            open.label.is_some_and(|open| {
                matches!(open.style, Style::Digit | Style::Decimal(_)) && open.path() == prefix
            })
        })
    }

    /// The open section that has this one as sibling, by style and number.
    fn sibling(&self, opener: &Opener, label: &Label) -> Option<usize> {
        let hash = opener.emphasis.hash();
        let alike = |open: &Opener| {
            open.style() == Some(label.style)
                && (hash == 0 || open.emphasis.hash() == 0 || open.emphasis.hash() == hash)
        };
        let goes_on = |open: &Opener| alike(open) && open.number() + 1 == label.number();
        let at_most = |open: &Opener| alike(open) && open.number() <= label.number();
        let same_mark = |open: &Opener| open.label.is_some_and(|open| open.mark == label.mark);
        let same_nature = |open: &Opener| open.is_heading() == opener.is_heading();
        self.innermost(|open| goes_on(open) && same_nature(open) && same_mark(open))
            .or_else(|| self.innermost(|open| goes_on(open) && same_nature(open)))
            .or_else(|| self.innermost(goes_on))
            .or_else(|| self.innermost(|open| at_most(open) && same_mark(open)))
            .or_else(|| self.innermost(at_most))
            .or_else(|| self.innermost(alike))
    }

    /// Whether the line before is a heading or a lead-in, and this one starts its list.
    fn leads_into(&self, opener: &Opener, has_sibling: bool) -> bool {
        self.stack.last().is_some_and(|open| {
            let top = &open.opener;
            let bullets = opener.label.is_some_and(|label| label.is_bullet());
            let new_list = !has_sibling || !bullets;
            top.lines.1 + 1 == opener.lines.0 && (top.is_heading() || top.leads_in) && new_list
        })
    }

    /// Whether a first number starts a list in the innermost heading, not beside the section at
    /// `at`, the last of the same style.
    fn starts_inner_list(&self, opener: &Opener, label: &Label, at: usize) -> bool {
        // `2.1` goes on with the list of `1.2`.
        if label.path().len() != 1 || !label.is_first() {
            return false;
        }
        let Some(heading) = self.innermost(Opener::is_heading) else { return false };
        let rank = self.stack.get(heading).map_or(0, |open| open.opener.rank());
        let mark = self.stack.get(at).and_then(|open| open.opener.label?.mark);
        if opener.is_heading() {
            (heading > at && rank < opener.rank()) || (heading == at && mark != label.mark)
        } else {
            heading >= at
        }
    }

    /// Leaves what usually stands deeper. But a first number leaves no numbered heading, and
    /// another one leaves plain headings: its list started before them.
    fn keep_by_rank(&self, opener: &Opener, label: &Label) -> usize {
        let rank = opener.rank();
        let stays = |open: &Opener| match open.label {
            Some(_) => open.rank() <= rank || (label.is_first() && open.is_heading()),
            None => {
                let plain = open.class == Class::Plain && open.emphasis == Emphasis::None;
                open.rank() <= rank && (label.is_first() || !plain)
            }
        };
        self.innermost(stays).map_or(0, |at| at + 1)
    }

    /// Whether the line before is a heading without number.
    fn follows_unnumbered(&self, opener: &Opener) -> bool {
        self.stack.last().is_some_and(|open| {
            let top = &open.opener;
            top.class.is_unnumbered()
                && top.class != Class::Preface
                && top.lines.1 + 1 == opener.lines.0
        })
    }

    fn innermost(&self, is: impl Fn(&Opener) -> bool) -> Option<usize> {
        self.stack.iter().rposition(|open| is(&open.opener))
    }

    fn outermost(&self, is: impl Fn(&Opener) -> bool) -> Option<usize> {
        self.stack.iter().position(|open| is(&open.opener))
    }
}
