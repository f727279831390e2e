//! [`Span`]: an annotation in the plain text.

use policymark::Annotation;
use policymark::annotation::Role;
use policymark::lexicon::{DataCategory, Ground, Party, Processing};
use policymark::text::AnnotationKind;
use serde::Serialize;

use super::place::{Place, Ruler};

/// An annotation: the 手机号码 of `<手机号码>`, and what it is by itself.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Span {
    /// Its index in [`View::spans`](super::View::spans).
    pub id: usize,
    /// What it marks: `<手机号码>` is data.
    pub kind: AnnotationKind,
    /// The marked words, without their brackets.
    pub place: Place,
    /// The innermost span around it.
    pub parent: Option<usize>,
    /// Purpose or condition, collect or share, or place.
    pub role: Option<Role>,
    /// The kind of a condition: consent for `经{您同意}`.
    pub ground: Option<Ground>,
    /// The processing that an action names by article 4 of the PIPL: collect for `[收集]`.
    pub processing: Option<Processing>,
    /// Who an actor is: the first party for `(我们)`.
    pub party: Option<Party>,
    /// The category of personal information by GB/T 35273.
    pub category: Option<DataCategory>,
    /// Whether it names sensitive personal information.
    pub sensitive: bool,
}

impl Span {
    pub(super) fn new(annotation: Annotation<'_>, ruler: &Ruler<'_>) -> Self {
        Self {
            id: annotation.id().index(),
            kind: annotation.kind(),
            place: ruler.place(annotation.span()),
            parent: annotation.parent().map(|parent| parent.id().index()),
            role: annotation.role(),
            ground: annotation.ground(),
            processing: annotation.processing(),
            party: annotation.party(),
            category: annotation.category(),
            sensitive: annotation.is_sensitive(),
        }
    }

    /// What it is by itself as names and values, for formats that have attributes: `role` `condition` and `ground`
    /// `consent` for `经{您同意}`. Names and values are ASCII words with hyphens.
    pub fn attributes(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        let named = [
            ("role", self.role.map(|role| role.name())),
            ("ground", self.ground.map(|ground| ground.name())),
            ("processing", self.processing.map(|processing| processing.name())),
            ("party", self.party.map(|party| party.name())),
            ("category", self.category.map(|category| category.name())),
            ("sensitive", self.sensitive.then_some("true")),
        ];
        named.into_iter().filter_map(|(name, value)| Some((name, value?)))
    }
}
