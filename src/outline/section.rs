//! Sections and sentences, the stretches of a text that make up its outline.

use crate::text::{Span, id};

id! {
    /// The number of a section in the order of the text, from 0.
    SectionId
}

id! {
    /// The number of a sentence in the order of the text, from 0.
    SentenceId
}

/// A heading with the text under it, or a numbered item of running text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct SectionData {
    /// The section around this one.
    pub(crate) parent: Option<SectionId>,
    /// The heading without Markdown: `（一）我们如何收集信息`. `None` for an item, whose line is running text.
    pub(crate) title: Option<Span>,
    /// The number or bullet: `（一）`. `None` for a heading without one.
    pub(crate) label: Option<Span>,
    /// From the line of the heading to the end of the text under it.
    pub(crate) span: Span,
}

/// A sentence: up to and including 。！？, or up to the end of a line that is not broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct SentenceData {
    pub(crate) span: Span,
    /// The innermost section around it.
    pub(crate) section: Option<SectionId>,
}

/// Sections in preorder and sentences in the order of the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Outline {
    pub(crate) sections: Vec<SectionData>,
    pub(crate) sentences: Vec<SentenceData>,
}
