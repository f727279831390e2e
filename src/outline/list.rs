//! Lists: sections beside each other, of which each goes on with the one before it.

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

    /// Whether a list starts with the section `first`, which comes right below a sentence of the
    /// section `inner`, and is in one that holds that sentence. `leads_in` is whether the sentence
    /// ends in a colon; without one only a label starts a list.
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
        let beside = beside.map(|beside| (beside, self.label(beside)));
        if beside.is_some_and(|beside| self.goes_on(beside, (section, label))) {
            return false;
        }
        match label {
            None => leads_in,
            Some(label) if label.is_bullet() => {
                let beside = beside.and_then(|(_, label)| label);
                leads_in || beside.is_none_or(|beside| beside.style != label.style)
            }
            Some(label) => label.number == 1,
        }
    }

    /// The list that starts with the section `first`.
    pub(crate) fn from(self, first: SectionId) -> impl Iterator<Item = SectionId> {
        let start = self.get(first).map(|section| (first, section, self.label(section)));
        let list = std::iter::successors(start, move |&(id, section, label)| {
            let (next, below) = self.after(id, section)?;
            let next_label = self.label(below);
            let goes_on = self.goes_on((section, label), (below, next_label));
            goes_on.then_some((next, below, next_label))
        });
        list.map(|(id, ..)| id)
    }

    /// The next section beside this one.
    fn after(&self, id: SectionId, section: &SectionData) -> Option<(SectionId, &'o SectionData)> {
        let mut later = (id.0 + 1..).zip(self.sections.get(id.index() + 1..)?);
        let (next, below) = later.find(|(_, later)| later.span.start() >= section.span.end())?;
        (below.parent == section.parent).then_some((SectionId(next), below))
    }

    fn get(&self, id: SectionId) -> Option<&'o SectionData> {
        self.sections.get(id.index())
    }

    /// Whether a list goes on from one section to the next one beside it: with a later number. One
    /// without numbers goes on right below, unless what is below spells out the line before.
    fn goes_on(
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

    /// Whether nothing comes between two sections, of which the first does not lead in.
    fn is_right_below(&self, one: &SectionData, next: &SectionData) -> bool {
        let between = self.text.get(one.span.end() as usize..next.span.start() as usize);
        between.is_some_and(|text| text.chars().all(is_faint))
            && !self.text.get(one.span.range()).is_some_and(leads_in)
    }

    /// The label of a section, of which no more is read than it and the character behind it.
    fn label(&self, section: &SectionData) -> Option<Label> {
        let span = section.label?;
        let behind = self.text.get(span.end() as usize..)?.chars().next();
        let end = span.end() as usize + behind.map_or(0, char::len_utf8);
        let (label, _) = Label::at_start(self.text.get(span.start() as usize..end)?, self.cues)?;
        Some(label)
    }
}

/// Whether a text ends in a colon, marks of emphasis aside.
pub(crate) fn leads_in(text: &str) -> bool {
    text.trim_end_matches(is_faint).ends_with(['：', ':'])
}

/// Whether it is a blank or a mark of emphasis.
const fn is_faint(c: char) -> bool {
    is_blank(c) || matches!(c, '*' | '_')
}
