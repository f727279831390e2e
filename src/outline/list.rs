//! Lists: sibling sections, of which each continues the one before it.

use super::label::Label;
use super::{Outline, SectionData, SectionId};
use crate::lexicon::OutlineCues;
use crate::text::blank::is_blank;

/// The sections of a document, as lists.
#[derive(Clone, Copy)]
pub(crate) struct Lists<'o> {
    text: &'o str,
    sections: &'o [SectionData],
    cues: &'o OutlineCues,
}

impl<'o> Lists<'o> {
    pub(crate) fn new(text: &'o str, outline: &'o Outline, cues: &'o OutlineCues) -> Self {
        Self { text, sections: &outline.sections, cues }
    }

    /// Whether a list starts with the section `first`, which is right below a sentence of the
    /// section `inner`, and in a section that contains that sentence. `leads_in` says whether the
    /// sentence ends with a colon; without one, only a label starts a list.
    pub(crate) fn starts_below(
        &self,
        first: SectionId,
        inner: Option<SectionId>,
        leads_in: bool,
    ) -> bool {
        let Some(section) = self.get(first) else { return false };
        let (mut id, mut beside) = (inner, None);
        while id != section.parent {
            let Some(open) = id.and_then(|id| self.get(id)) else { return false };
            (id, beside) = (open.parent, Some(open));
        }
        let label = self.label(section);
        if !label.map_or(leads_in, |label| label.is_bullet() || label.number == 1) {
            return false;
        }
        let Some(beside) = beside.map(|beside| (beside, self.label(beside))) else { return true };
        let is_alike = label.map(|label| label.style) == beside.1.map(|label| label.style);
        let joins = !leads_in && is_alike && label.is_some_and(|label| label.is_bullet());
        !joins && !self.continues(beside, (section, label))
    }

    /// The list that starts with the section `first`.
    pub(crate) fn from(self, first: SectionId) -> impl Iterator<Item = SectionId> {
        let start = self.get(first).map(|section| (first, section, self.label(section)));
        let list = std::iter::successors(start, move |&(id, section, label)| {
            let (next, below) = self.after(id, section)?;
            let next_label = self.label(below);
            let continues = self.continues((section, label), (below, next_label));
            continues.then_some((next, below, next_label))
        });
        list.map(|(id, ..)| id)
    }

    /// The next sibling of this section.
    fn after(&self, id: SectionId, section: &SectionData) -> Option<(SectionId, &'o SectionData)> {
        let mut later = (id.0 + 1..).zip(self.sections.get(id.index() + 1..)?);
        let (next, below) = later.find(|(_, later)| later.span.start() >= section.span.end())?;
        (below.parent == section.parent).then_some((SectionId(next), below))
    }

    fn get(&self, id: SectionId) -> Option<&'o SectionData> {
        self.sections.get(id.index())
    }

    /// Whether a list continues from one section to its next sibling: with a later number. A list
    /// without numbers continues right below, unless the line before leads into what is below it.
    fn continues(
        &self,
        (one, label): (&SectionData, Option<Label>),
        (next, next_label): (&SectionData, Option<Label>),
    ) -> bool {
        match (label, next_label) {
            (Some(label), Some(next_label)) if label.style != next_label.style => false,
            (Some(label), Some(next_label)) if !next_label.is_bullet() => {
                label.number < next_label.number
            }
            (Some(_), Some(_)) => self.is_right_below(one, next),
            (None, None) => {
                one.title.is_some() == next.title.is_some() && self.is_right_below(one, next)
            }
            _ => false,
        }
    }

    /// Whether nothing is between two sections, and the first is not a lead-in.
    fn is_right_below(&self, one: &SectionData, next: &SectionData) -> bool {
        let between = self.text.get(one.span.end() as usize..next.span.start() as usize);
        between.is_some_and(|text| text.chars().all(is_faint))
            && !self.text.get(one.span.range()).is_some_and(leads_in)
    }

    /// The label of a section. Only the label and the character after it are read.
    fn label(&self, section: &SectionData) -> Option<Label> {
        let span = section.label?;
        let after = self.text.get(span.end() as usize..)?.chars().next();
        let end = span.end() as usize + after.map_or(0, char::len_utf8);
        let (label, _) = Label::at_start(self.text.get(span.start() as usize..end)?, self.cues)?;
        Some(label)
    }
}

/// Whether `text` ends with a colon, before any emphasis.
pub(crate) fn leads_in(text: &str) -> bool {
    text.trim_end_matches(is_faint).ends_with(['：', ':'])
}

/// Whether `c` is a blank or markup of emphasis.
const fn is_faint(c: char) -> bool {
    is_blank(c) || matches!(c, '*' | '_')
}
