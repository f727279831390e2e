//! Nests the sections, with a stack of the open ones. Rules O13 and O14 of `grammar.md`.

use super::class::Class;
use super::label::{Label, Style};
use super::markup::Emphasis;
use crate::text::Short;

/// How deeply sections nest. Deeper ones become siblings. Real policies nest six deep.
pub(crate) const MAX_DEPTH: usize = 24;

/// A line that opens a section.
#[derive(Clone, Copy, Debug)]
pub(super) struct Opener {
    pub(super) class: Class,
    pub(super) emphasis: Emphasis,
    pub(super) label: Option<Label>,
    /// Its first and its last line.
    pub(super) lines: (u32, u32),
    /// Whether the line ends with a colon.
    pub(super) leads_in: bool,
    /// Whether the line alone decides that it is a heading: by `##`, or because a table of
    /// contents names it.
    pub(super) sure: bool,
    /// The style of a list whose first number is below it, before any other heading.
    pub(super) starts_list: Option<Style>,
    /// Whether it is short.
    pub(super) is_short: bool,
    /// Whether running text is directly under it.
    pub(super) text_below: bool,
    /// Whether, in addition, it can be a heading and is short.
    pub(super) heads_text: bool,
}

impl Opener {
    /// Whether its number is the one after that of `other`.
    pub(super) fn follows(&self, other: &Self) -> bool {
        other.number().checked_add(1) == Some(self.number())
    }

    /// Turns it into a heading or an item.
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

    /// Whether it has a bullet, and no emphasis.
    pub(super) fn is_bullet(&self) -> bool {
        self.emphasis == Emphasis::None && self.label.as_ref().is_some_and(Label::is_bullet)
    }

    /// Whether it can be a chapter: it has a number, or text under it.
    pub(super) fn is_chapter(&self) -> bool {
        match &self.label {
            Some(label) => !label.is_bullet(),
            None => matches!(self.class, Class::Plain | Class::Notice) && self.text_below,
        }
    }

    /// Whether it has the name of a document and is not the title.
    fn is_notice(&self) -> bool {
        self.class == Class::Notice
    }

    /// Whether it is a heading without number or emphasis, and not a title.
    fn is_plain(&self) -> bool {
        self.emphasis == Emphasis::None && matches!(self.class, Class::Plain | Class::Notice)
    }

    /// How similar it is to the section `next` with this `label`; `None` if they cannot be
    /// siblings.
    fn kinship(&self, next: &Self, label: &Label) -> Option<Kinship> {
        let own = self.label.as_ref().filter(|own| own.style == label.style)?;
        let (hash, next_hash) = (self.emphasis.hash(), next.emphasis.hash());
        if hash != next_hash && hash != 0 && next_hash != 0 {
            return None;
        }
        let same_suffix = own.suffix == label.suffix;
        let same_nature = self.is_heading() == next.is_heading();
        Some(if label.is_next_to(own) {
            match (same_nature, same_suffix) {
                (false, _) => Kinship::JustBefore,
                (true, false) => Kinship::JustBeforeInNature,
                (true, true) => Kinship::JustBeforeAlike,
            }
        } else if own.number <= label.number {
            if same_suffix { Kinship::BeforeAlike } else { Kinship::Before }
        } else {
            Kinship::Style
        })
    }

    fn style(&self) -> Option<Style> {
        self.label.as_ref().map(|label| label.style)
    }

    fn number(&self) -> u16 {
        self.label.as_ref().map_or(0, |label| label.number)
    }

    /// Its usual depth.
    fn rank(&self) -> u8 {
        const PLAIN: u8 = 5;
        const ENTRY: u8 = u8::MAX;
        match &self.label {
            Some(label) => label.style.rank(),
            None if self.class == Class::Title || self.emphasis.hash() > 0 => 0,
            None if self.class == Class::Entry => ENTRY,
            None => PLAIN,
        }
    }
}

/// How similar a section is to another one of its style, from least to most.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kinship {
    /// Its number comes later.
    Style,
    /// Its number comes before.
    Before,
    /// And it has the same suffix.
    BeforeAlike,
    /// Its number comes just before.
    JustBefore,
    /// And both are headings, or both items.
    JustBeforeInNature,
    /// And both numbers have the same suffix.
    JustBeforeAlike,
}

/// The place of a section in the tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Placement {
    pub(super) parent: Option<u32>,
    /// The list, shared by siblings of one style: its first section.
    pub(super) list: u32,
    /// For a section without number: the last numbered section before it, among its siblings or
    /// inside the sibling before it.
    after: Option<u32>,
}

/// An open section.
#[derive(Clone, Copy, Debug)]
struct OpenSection {
    section: u32,
    place: Placement,
    /// Whether it or a section around it has changed since it was first placed.
    changed: bool,
}

/// The open sections, outermost first. They are not deeper than [`MAX_DEPTH`].
type OpenSections = Short<OpenSection, MAX_DEPTH>;

/// Places sections in order.
#[derive(Debug, Default)]
pub(super) struct Nest {
    open: OpenSections,
    /// The sections that would be deeper than [`MAX_DEPTH`].
    cut: Vec<u32>,
}

impl Nest {
    /// O13: fills `places` with the place of each section.
    pub(super) fn place(&mut self, openers: &[Opener], places: &mut Vec<Placement>) {
        self.open.clear();
        self.cut.clear();
        places.clear();
        let mut stack = self.stack(openers);
        let place = |(section, opener)| stack.place(section, opener);
        places.extend((0_u32..).zip(openers).map(place));
    }

    /// Corrects the places after the sections in `turned` became headings or items. The sections
    /// after them are placed again until no open section has changed.
    pub(super) fn place_again(
        &mut self,
        openers: &[Opener],
        turned: &[u32],
        places: &mut [Placement],
    ) {
        let mut turned = turned.iter().copied().peekable();
        let has_cut = !self.cut.is_empty();
        while let Some(&first) = turned.peek() {
            self.reopen(first, places);
            self.cut.retain(|&section| section < first);
            let mut stack = self.stack(openers);
            for (section, place) in (first..).zip(&mut places[first as usize..]) {
                let before = *place;
                *place = stack.place(section, &openers[section as usize]);
                let is_turned = turned.next_if_eq(&section).is_some();
                // If sections were cut, the cut ones after this have to be found again.
                if !stack.is_changed(is_turned || *place != before) && !has_cut {
                    break;
                }
            }
        }
    }

    const fn stack<'o>(&'o mut self, openers: &'o [Opener]) -> Stack<'o> {
        Stack { openers, open: &mut self.open, cut: &mut self.cut }
    }

    /// The first of each row of sections that would be deeper than [`MAX_DEPTH`].
    pub(super) fn cut(&self) -> impl Iterator<Item = u32> + '_ {
        let rows = self.cut.chunk_by(|one, next| one + 1 == *next);
        rows.filter_map(|row| row.first().copied())
    }

    /// Restores the stack for placing section `next`: the section before it and its ancestors.
    fn reopen(&mut self, next: u32, places: &[Placement]) {
        self.open.clear();
        let mut inner = next.checked_sub(1);
        while let Some((section, place)) = inner.and_then(|at| Some((at, places.get(at as usize)?)))
        {
            self.open.push(OpenSection { section, place: *place, changed: false });
            inner = place.parent;
        }
        self.open.reverse();
    }
}

/// The open sections, outermost first.
struct Stack<'o> {
    openers: &'o [Opener],
    open: &'o mut OpenSections,
    cut: &'o mut Vec<u32>,
}

impl Stack<'_> {
    /// Places the next section.
    fn place(&mut self, section: u32, opener: &Opener) -> Placement {
        self.leave_preface(opener);
        let keep = match &opener.label {
            Some(label) => self.keep_labelled(opener, label),
            None if opener.class == Class::Title => self.keep_title(),
            None if opener.class == Class::Entry => self.keep_entry(opener),
            None => self.keep_plain(opener),
        };
        let wanted = keep.min(self.open.len());
        let keep = wanted.min(MAX_DEPTH - 1);
        if keep < wanted {
            self.cut.push(section);
        }
        let beside = self.open.get(keep);
        let sibling = beside.filter(|open| self.opener(open).style() == opener.style());
        let list = sibling.map_or(section, |open| open.place.list);
        let after = if opener.label.is_none() { self.last_numbered(keep) } else { None };
        self.open.truncate(keep);
        let outer = self.open.last();
        let (parent, changed) = (outer.map(|open| open.section), outer.is_some_and(|o| o.changed));
        let place = Placement { parent, list, after };
        self.open.push(OpenSection { section, place, changed });
        place
    }

    /// The last numbered section before a sibling of the open one at `keep`.
    fn last_numbered(&self, keep: usize) -> Option<u32> {
        let mut ends = self.open.iter().skip(keep).take(2);
        let numbered = ends.find(|open| self.opener(open).label.is_some());
        numbered.map(|open| open.section).or_else(|| self.open.get(keep)?.place.after)
    }

    /// Whether an open section has changed. `last` says whether the last one has.
    fn is_changed(&mut self, last: bool) -> bool {
        self.open.last_mut().is_some_and(|open| {
            open.changed |= last;
            open.changed
        })
    }

    /// Closes a preface before a heading: it contains none, so it is the innermost open heading.
    fn leave_preface(&mut self, opener: &Opener) {
        if opener.is_heading()
            && let Some(at) = self.innermost(Opener::is_heading)
            && self.at(at).is_some_and(|open| open.class == Class::Preface)
        {
            self.open.truncate(at);
        }
    }

    /// How many open sections contain a title: none, or those up to the same title if it is
    /// repeated. An appendix is in the title too.
    fn keep_title(&self) -> usize {
        self.innermost(|open| open.class == Class::Title).map_or(0, |at| at + 1)
    }

    fn keep_plain(&self, opener: &Opener) -> usize {
        if opener.emphasis.hash() > 0 {
            return self.keep_hash(opener);
        }
        let top = self.top().filter(|top| self.is_below(top, opener));
        if top.is_some_and(|top| top.label.is_none() || !opener.is_notice()) {
            return self.open.len();
        }
        // If the chapters start again below a notice, it is the title of another document.
        let list = opener.starts_list.filter(|style| style.rank() <= Style::Han.rank());
        if opener.is_notice()
            && let Some(at) = self.outermost(|open| list.is_some() && open.style() == list)
        {
            let is_in_notice = |outer: &usize| self.at(*outer).is_some_and(Opener::is_notice);
            return at.checked_sub(1).filter(is_in_notice).unwrap_or(at);
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
        let encloses = self.at(heading).is_some_and(|open| {
            // A chapter among numbered ones has a number too, or at least emphasis.
            let chapter =
                open.label.as_ref().is_some_and(|label| label.style.rank() <= Style::Han.rank());
            open.class == Class::Title
                || (chapter && opener.emphasis == Emphasis::None)
                || open.is_plain()
                || open.emphasis.strength() > opener.emphasis.strength()
        });
        heading + usize::from(encloses)
    }

    /// An entry of a list without numbers is a sibling of the entry before it, or inside the
    /// lead-in before it, or else inside the heading.
    fn keep_entry(&self, opener: &Opener) -> usize {
        let Some(top) = self.top() else { return 0 };
        let follows = top.lines.1 + 1 == opener.lines.0;
        match top.class {
            Class::Entry if follows => self.open.len() - 1,
            _ if follows => self.open.len(),
            _ => self.innermost(Opener::is_heading).map_or(0, |at| at + 1),
        }
    }

    /// `##` is inside sections with fewer `#`, and inside titles.
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
        if sibling.is_none() && label.style == Style::Appendix {
            return self.keep_title();
        }
        if label.is_first() && self.leads_into(opener, sibling.is_some()) {
            return self.open.len();
        }
        match sibling {
            Some(at) if !self.starts_inner_list(opener, label, at) => at,
            _ => self.keep_by_rank(opener, label),
        }
    }

    /// The section whose numbers this label extends: `1.` or `1、` for `1.2`, `1.2` for `1.2.3`.
    fn prefix(&self, label: &Label) -> Option<usize> {
        let encloses = |open: &Opener| open.label.is_some_and(|open| open.encloses(label));
        if label.is_path() { self.outermost(encloses) } else { None }
    }

    /// The open section that is a sibling by style and number: the innermost of the most similar
    /// ones.
    fn sibling(&self, opener: &Opener, label: &Label) -> Option<usize> {
        let mut best: Option<(usize, Kinship)> = None;
        for (at, open) in self.open.iter().enumerate().rev() {
            let Some(kinship) = self.opener(open).kinship(opener, label) else { continue };
            if kinship == Kinship::JustBeforeAlike {
                return Some(at);
            }
            if best.is_none_or(|(_, best)| kinship > best) {
                best = Some((at, kinship));
            }
        }
        best.map(|(at, _)| at)
    }

    /// Whether the line before is a heading or a lead-in, and this one starts its list.
    fn leads_into(&self, opener: &Opener, has_sibling: bool) -> bool {
        self.top().is_some_and(|top| {
            let bullets = opener.label.as_ref().is_some_and(Label::is_bullet);
            let new_list = !has_sibling || !bullets;
            top.lines.1 + 1 == opener.lines.0 && (top.is_heading() || top.leads_in) && new_list
        })
    }

    /// Whether a first number starts a list inside the innermost heading, and is not a sibling of
    /// the section at `at`, the last of the same style.
    fn starts_inner_list(&self, opener: &Opener, label: &Label, at: usize) -> bool {
        // `2.1` continues the list of `1.2`.
        if label.is_path() || label.is_bullet() || !label.is_first() {
            return false;
        }
        let Some(heading) = self.innermost(Opener::is_heading) else { return false };
        let rank = self.at(heading).map_or(0, Opener::rank);
        let suffix = self.at(at).and_then(|open| open.label.as_ref()?.suffix);
        if opener.is_heading() {
            (heading > at && rank < opener.rank()) || (heading == at && suffix != label.suffix)
        } else {
            heading >= at
        }
    }

    /// Closes sections that are usually deeper. But a first number does not close a numbered
    /// heading, and any other number closes plain headings, because its list started before them.
    fn keep_by_rank(&self, opener: &Opener, label: &Label) -> usize {
        let rank = opener.rank();
        let stays = |section: &OpenSection| {
            let open = self.opener(section);
            match open.label {
                Some(_) => open.rank() <= rank || (label.is_first() && open.is_heading()),
                None if open.is_notice() => self.notice_holds(section, opener, label),
                None => open.rank() <= rank && (label.is_first() || !open.is_plain()),
            }
        };
        self.open.iter().rposition(stays).map_or(0, |at| at + 1)
    }

    /// Whether a notice contains a list that starts with this label: not a list of chapters, unless
    /// the notice has emphasis, or ends such a list so that it is the title of another document.
    fn notice_holds(&self, notice: &OpenSection, opener: &Opener, label: &Label) -> bool {
        let before = notice.place.after.and_then(|before| self.openers.get(before as usize));
        let starts_again = before.is_some_and(|before| before.style() == opener.style());
        let stands_out = self.opener(notice).emphasis.strength() > opener.emphasis.strength();
        label.is_first() && (starts_again || stands_out || opener.rank() > Style::HanParen.rank())
    }

    /// Whether the line before is a heading that can contain others.
    fn is_below(&self, top: &Opener, opener: &Opener) -> bool {
        top.is_heading() && top.class != Class::Preface && top.lines.1 + 1 == opener.lines.0
    }

    fn innermost(&self, is: impl Fn(&Opener) -> bool) -> Option<usize> {
        self.open.iter().rposition(|open| is(self.opener(open)))
    }

    fn outermost(&self, is: impl Fn(&Opener) -> bool) -> Option<usize> {
        self.open.iter().position(|open| is(self.opener(open)))
    }

    fn top(&self) -> Option<&Opener> {
        self.open.last().map(|open| self.opener(open))
    }

    fn at(&self, height: usize) -> Option<&Opener> {
        self.open.get(height).map(|open| self.opener(open))
    }

    fn opener(&self, open: &OpenSection) -> &Opener {
        &self.openers[open.section as usize]
    }
}
