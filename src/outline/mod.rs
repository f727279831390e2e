//! The outline of a policy: headings and items, sentences and clauses, as spans over the tree.

mod contents;
mod heading;
mod label;
mod line;
mod nest;
mod sentence;
mod vote;

use serde::{Deserialize, Serialize};

use crate::span::Span;
use crate::tree::Tree;

use contents::contents;
use heading::{Class, classify, fused_title};
use line::{End, Line, lines};
use nest::{Nest, Opener, Place};
pub use sentence::Clauses;
use sentence::sentences;
use vote::{Draft, vote};

/// The number of a section in the order of the text, from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SectionId(pub(crate) u32);

impl SectionId {
    /// The number.
    #[must_use]
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// The number of a sentence in the order of the text, from 0.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct SentenceId(pub(crate) u32);

impl SentenceId {
    /// The number.
    #[must_use]
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// A heading and what stands under it, or a numbered item of running text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct SectionData {
    /// The section that holds this one.
    pub(crate) parent: Option<SectionId>,
    /// The heading without marks of Markdown: `（一）我们如何收集信息`. `None` for an item, whose
    /// line is running text.
    pub(crate) title: Option<Span>,
    /// The number or bullet: `（一）`. `None` for a heading without one.
    pub(crate) label: Option<Span>,
    /// From the heading's line to the end of what stands under it.
    pub(crate) span: Span,
}

/// A sentence: up to 。！？ or the end of the line, marks of punctuation included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct SentenceData {
    pub(crate) span: Span,
    /// The innermost section that holds it.
    pub(crate) section: Option<SectionId>,
}

/// Sections in preorder and sentences in the order of the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Outline {
    pub(crate) sections: Vec<SectionData>,
    pub(crate) sentences: Vec<SentenceData>,
}

/// Builds the outline of a text whose brackets are resolved.
pub(crate) fn outline(text: &str, tree: &Tree) -> Outline {
    let lines = lines(text);
    let sections = sections(text, &lines);
    let sentences = place_sentences(&sections, sentences(text, tree));
    Outline { sections, sentences }
}

/// Gives each sentence its innermost section.
fn place_sentences(
    sections: &[SectionData],
    sentences: impl Iterator<Item = Span>,
) -> Vec<SentenceData> {
    let mut open: Vec<SectionId> = Vec::new();
    let mut rest = (0_u32..).map(SectionId).zip(sections).peekable();
    sentences
        .map(|span| {
            while let Some((id, section)) = rest.next_if(|(_, s)| s.span.start() <= span.start()) {
                open.truncate(section.parent.map_or(0, |parent| {
                    open.iter().rposition(|&id| id == parent).map_or(0, |at| at + 1)
                }));
                open.push(id);
            }
            let holds = |id: &SectionId| sections[id.index()].span.end() > span.start();
            let section = open.iter().rev().copied().find(holds);
            SentenceData { span, section }
        })
        .collect()
}

/// Up to how many characters the words of a numbered line with text below it are a heading
/// whatever the rest of its list is.
const SHORT: usize = 10;

/// The sections in preorder.
fn sections(text: &str, lines: &[Line]) -> Vec<SectionData> {
    let mut openers = openers(text, lines);
    let headings = vote(&drafts(&openers, lines));
    for (opener, heading) in openers.iter_mut().zip(&headings) {
        opener.decide(*heading);
    }
    // Now that it is known which lines are headings, the nesting can rely on it.
    let places = places(&openers);
    let ends = ends(&openers, &places, lines);
    let section = |((opener, place), end): ((&Opener, &Place), u32)| {
        let (first, last) = (&lines[opener.lines.0], &lines[opener.lines.1]);
        SectionData {
            parent: place.parent.map(SectionId),
            title: opener.is_heading().then(|| title(text, opener.class, first, last)),
            label: first.label.map(|(_, span)| span),
            span: Span::new(first.span.start(), end),
        }
    };
    openers.iter().zip(&places).zip(ends).map(section).collect()
}

fn places(openers: &[Opener]) -> Vec<Place> {
    let mut nest = Nest::default();
    openers.iter().map(|opener| nest.place(*opener)).collect()
}

/// What the vote on headings has to know of each section.
fn drafts(openers: &[Opener], lines: &[Line]) -> Vec<Draft> {
    let next_lines = openers.iter().skip(1).map(|next| next.lines.0).chain([lines.len()]);
    openers
        .iter()
        .zip(places(openers))
        .zip(next_lines)
        .map(|((opener, place), next)| Draft {
            class: opener.class,
            place,
            rank: opener.label.map_or(0, |label| label.style.rank()),
            sure: opener.sure,
            short: lines[opener.lines.1].form.chars <= SHORT,
            text_below: opener.lines.1 + 1 < next,
        })
        .collect()
}

/// Where the title stands that starts on the line `first` and ends on `last`.
fn title(text: &str, class: Class, first: &Line, last: &Line) -> Span {
    let whole = first.title.join(last.title);
    match fused_title(last.body(text)).filter(|_| class == Class::Fused) {
        Some(words) => Span::new(whole.start(), last.body.start() + words.len() as u32),
        None => whole,
    }
}

/// The lines that open a section.
fn openers(text: &str, lines: &[Line]) -> Vec<Opener> {
    let classes = classify(text, lines);
    let contents = contents(text, lines);
    let mut openers = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let named = contents.named[at] && line.label.is_some();
        let class = match classes[at] {
            Class::Item | Class::Doubtful | Class::Fused if named => Class::Numbered,
            class => class,
        };
        if !class.opens() || contents.entry[at] {
            continue;
        }
        let takes_next =
            line.body.is_empty() && lines.get(at + 1).is_some_and(|next| next.label.is_none());
        let last = at + usize::from(takes_next);
        openers.push(Opener {
            class,
            label: line.label.map(|(label, _)| label),
            emphasis: line.emphasis,
            leads_in: lines[last].form.end == End::Colon,
            sure: class.is_heading() && (line.emphasis.hash() > 0 || named),
            lines: (at, last),
        });
    }
    openers
}

/// Where each section ends, in bytes.
///
/// A heading holds all lines up to the next section that it does not hold. An item holds them if
/// that section goes on its list; otherwise it ends with its own line or the last item in it.
fn ends(openers: &[Opener], places: &[Place], lines: &[Line]) -> Vec<u32> {
    let mut ends: Vec<u32> =
        openers.iter().map(|opener| lines[opener.lines.1].span.end()).collect();
    let mut open: Vec<usize> = Vec::new();
    for next in 0..=openers.len() {
        let opener = openers.get(next);
        let parent = places.get(next).and_then(|place| place.parent);
        while let Some(&at) = open.last().filter(|&&at| parent != Some(at as u32)) {
            open.pop();
            let goes_on = opener.is_some_and(|next_one| {
                places[next] == places[at] && next_one.follows(&openers[at])
            });
            if openers[at].is_heading() || goes_on {
                let line = opener.map_or(lines.len(), |opener| opener.lines.0);
                ends[at] = lines[line - 1].span.end();
            }
            if let Some(&outer) = open.last() {
                ends[outer] = ends[outer].max(ends[at]);
            }
        }
        open.push(next);
    }
    ends
}
