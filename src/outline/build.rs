//! Builds the sections from the lines of a text. Rule O14 of `grammar.md`.

use super::block::find_blocks;
use super::class::Class;
use super::contents::Contents;
use super::form::End;
use super::heading::classify;
use super::line::{Line, read_lines};
use super::nest::{Nest, Opener, Placement};
use super::numbered::fused_title;
use super::section::{SectionData, SectionId};
use super::title::Titles;
use super::vote::Vote;
use super::wrap::find_wraps;
use crate::lexicon::OutlineCues;
use crate::scan::Index;
use crate::text::Span;

/// The storage that is reused from one text to the next.
#[derive(Debug, Default)]
pub(crate) struct OutlineScratch {
    lines: Vec<Line>,
    contents: Contents,
    openers: Vec<Opener>,
    nest: Nest,
    places: Vec<Placement>,
    vote: Vote,
    /// The lines of the sections that would nest too deeply, the first of each row.
    too_deep: Vec<Span>,
}

/// The greatest width in columns of a numbered line that is a heading because of the text below it,
/// whatever the rest of its list is.
const SHORT: u8 = 20;

impl OutlineScratch {
    /// Reads the lines and builds their sections, in preorder.
    pub(super) fn find_sections(
        &mut self,
        text: &str,
        index: &Index,
        cues: &OutlineCues,
        sections: &mut Vec<SectionData>,
    ) {
        let lines = &mut self.lines;
        read_lines(text, index, cues, lines);
        find_blocks(text, lines, cues);
        find_wraps(text, lines, cues);
        classify(text, lines, cues);
        self.contents.find(text, lines, cues);
        self.find_openers(text);
        self.nest.place(&self.openers, &mut self.places);
        // Once the headings are known, sections are placed again with that knowledge.
        let turned = self.vote.decide(&mut self.openers, &self.places);
        self.nest.place_again(&self.openers, turned, &mut self.places);
        sections.clear();
        let section = |(opener, place)| self.section(text, opener, place);
        sections.extend(self.openers.iter().zip(&self.places).map(section));
        self.find_ends(sections);
        self.find_too_deep();
    }

    /// The lines that were read last.
    pub(super) fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// The lines of the sections that would nest too deeply in the text that was read last, the
    /// first of each row.
    pub(crate) fn too_deep(&self) -> &[Span] {
        &self.too_deep
    }

    /// Frees the storage of everything but those lines.
    pub(crate) fn drop_lines(&mut self) {
        *self = Self { too_deep: std::mem::take(&mut self.too_deep), ..Self::default() };
    }

    fn find_too_deep(&mut self) {
        let line = |section: u32| self.openers[section as usize].lines.0;
        self.too_deep.clear();
        self.too_deep.extend(self.nest.cut().map(|cut| self.lines[line(cut) as usize].span));
    }

    /// Finds the lines that open a section.
    fn find_openers(&mut self, text: &str) {
        self.openers.clear();
        self.openers.reserve(self.lines.iter().filter(|line| line.class.opens()).count());
        let mut titles = Titles::default();
        for (at, line) in self.lines.iter().enumerate() {
            let class = self.unbroken_class(at);
            if class.opens() && !line.is_entry {
                end_opener(&mut self.openers, at);
                let is_above_entry = self.lines.get(at + 1).is_some_and(|next| next.is_entry);
                let class = match class {
                    Class::Title | Class::Plain if is_above_entry => Class::Preface,
                    class => class,
                };
                let before = self.openers.last();
                if let Some(class) = titles.class(before, || line.body(text), class) {
                    let opener = self.opener(at, class);
                    start_list(&mut self.openers, &opener);
                    self.openers.push(opener);
                }
            }
        }
        end_opener(&mut self.openers, self.lines.len());
    }

    /// O3: the class of the line `at`. A broken line is not a heading, nor is the line that
    /// continues it.
    #[inline]
    fn unbroken_class(&self, at: usize) -> Class {
        let line = &self.lines[at];
        let is_broken = || self.lines.get(at + 1).is_some_and(|next| next.wraps);
        match line.class {
            _ if line.wraps => Class::Text,
            class if class.is_heading() && is_broken() => {
                if line.label.is_some() {
                    Class::Item
                } else {
                    Class::Text
                }
            }
            class => class,
        }
    }

    /// The line `at`, which opens a section of this class.
    #[inline]
    fn opener(&self, at: usize, class: Class) -> Opener {
        let line = &self.lines[at];
        let named = line.label.is_some() && line.is_named;
        let class = match class {
            Class::Item | Class::Doubtful | Class::Fused if named => Class::Numbered,
            class => class,
        };
        let below = || self.lines.get(at + 1).filter(|below| line.takes_words(below));
        let below = if line.body.is_empty() { below() } else { None };
        let words = below.unwrap_or(line);
        Opener {
            class,
            emphasis: line.emphasis,
            label: line.label.map(|(label, _)| label),
            lines: (at as u32, at as u32 + u32::from(below.is_some())),
            leads_in: words.form.end == End::Colon,
            sure: class.is_heading() && (line.emphasis.hash() > 0 || named),
            starts_list: None,
            is_short: words.form.width <= SHORT,
            text_below: false,
            heads_text: false,
        }
    }

    /// The section that a line opens, up to the end of its title or of the item's line.
    fn section(&self, text: &str, opener: &Opener, place: &Placement) -> SectionData {
        let (first, last) = (opener.lines.0 as usize, opener.lines.1 as usize);
        let wrapped = self.lines[last + 1..].iter().take_while(|line| line.wraps).count();
        let end = self.lines[last + wrapped].span.end();
        let (first, last) = (&self.lines[first], &self.lines[last]);
        SectionData {
            parent: place.parent.map(SectionId),
            title: opener.is_heading().then(|| title(text, opener.class, first, last)),
            label: first.label.map(|(_, span)| span),
            span: Span::new(first.span.start(), end),
        }
    }

    /// O14: finds the end of each section, which so far is the end of its own line.
    ///
    /// A heading contains all lines up to the next section outside it. So does an item if that
    /// section continues its list; otherwise it ends with its own line or the last item in it.
    fn find_ends(&self, sections: &mut [SectionData]) {
        let mut open: Option<SectionId> = None;
        for next in 0..=sections.len() {
            let parent = sections.get(next).and_then(|section| section.parent);
            while let Some(id) = open
                && open != parent
            {
                let section = &mut sections[id.index()];
                if let Some(end) = self.end_before(id.index(), next) {
                    section.span = Span::new(section.span.start(), end);
                }
                let span = section.span;
                open = section.parent;
                if let Some(outer) = open {
                    let outer = &mut sections[outer.index()].span;
                    *outer = outer.join(span);
                }
            }
            open = Some(SectionId(next as u32));
        }
    }

    /// The end of section `at`, if it reaches up to section `next` outside it.
    fn end_before(&self, at: usize, next: usize) -> Option<u32> {
        let (opener, follower) = (&self.openers[at], self.openers.get(next));
        let continues = |follower: &Opener| {
            self.places[next].list == self.places[at].list && follower.follows(opener)
        };
        if !opener.is_heading() && !follower.is_some_and(continues) {
            return None;
        }
        let line = follower.map_or(self.lines.len(), |follower| follower.lines.0 as usize);
        Some(self.lines[line - 1].span.end())
    }
}

/// Sets the style of the list below the last opener, if `next` has the first number of one.
fn start_list(openers: &mut [Opener], next: &Opener) {
    if let (Some(last), Some(label)) = (openers.last_mut(), &next.label)
        && label.number == 1
    {
        last.starts_list = Some(label.style);
    }
}

/// Sets the end of the last opener to the next one.
fn end_opener(openers: &mut [Opener], next: usize) {
    let Some(last) = openers.last_mut() else { return };
    last.text_below = last.lines.1 as usize + 1 < next;
    last.heads_text =
        last.text_below && last.class == Class::Numbered && last.is_short && !last.is_bullet();
}

/// The span of the title that starts on the line `first` and ends on `last`.
fn title(text: &str, class: Class, first: &Line, last: &Line) -> Span {
    let whole = first.title().join(last.title());
    let fused =
        (class == Class::Fused).then(|| fused_title(last.body(text), last.form.gap)).flatten();
    fused.map_or(whole, |words| Span::new(whole.start(), last.body.start() + words.len() as u32))
}
