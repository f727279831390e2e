//! Agreement in the formats of serde: the figures, which can be read back, and the disagreements.

use std::collections::{BTreeMap, BTreeSet};

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::labels::KINDS;
use super::{Agreement, Disagreement, DisagreementKind, Figures, Matches};
use crate::compare::{Change, ChangeKind, Place};
use crate::document::Annotation;
use crate::statement::MemberRole;
use crate::text::{AnnotationKind, Span};

impl Serialize for Agreement<'_> {
    /// `{"figures": {…}, "disagreements": [{"kind": "extent", …}], "statements": [{"kind": "member-removed", …}]}`.
    /// Every span counts bytes of the source of its annotator.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let statements = self.statements().map(StatementForm::from).collect();
        let form = AgreementForm {
            figures: self.figures(),
            disagreements: self.disagreements().collect(),
            statements,
        };
        form.serialize(serializer)
    }
}

#[derive(Serialize)]
#[serde(rename = "Agreement")]
struct AgreementForm<'a, 'd> {
    figures: &'a Figures,
    disagreements: Vec<Disagreement<'d>>,
    statements: Vec<StatementForm<'d>>,
}

impl Serialize for Figures {
    /// `{"texts": 1, "graphemes": 20, "statements": {…}, "all": {…}, "kinds": {"data": {…}, …}, "labels": […]}`. What
    /// is said of all annotations and of each kind has the matches `exact` and `overlapping`, and `kappa` and
    /// `alpha`, which are `null` where they are not defined. `labels` is what kappa and alpha are made of:
    /// `{"first": ["data"], "second": [], "graphemes": 4}` are four graphemes that are inside data of the first
    /// annotator alone.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let kinds = AnnotationKind::ALL.iter().map(|kind| (*kind, OfKind::new(self, Some(*kind))));
        let form = FiguresForm {
            texts: self.texts,
            graphemes: self.graphemes(),
            statements: self.statements,
            all: OfKind::new(self, None),
            kinds: kinds.collect(),
            labels: self.labels.iter().map(Labelled::from).collect(),
        };
        form.serialize(serializer)
    }
}

#[derive(Serialize, Deserialize)]
#[serde(rename = "Figures", expecting = "figures of agreement")]
struct FiguresForm {
    texts: u64,
    graphemes: u64,
    statements: Matches,
    all: OfKind,
    kinds: BTreeMap<AnnotationKind, OfKind>,
    labels: Vec<Labelled>,
}

#[derive(Serialize, Deserialize)]
struct OfKind {
    exact: Matches,
    overlapping: Matches,
    kappa: Option<f64>,
    alpha: Option<f64>,
}

impl OfKind {
    fn new(figures: &Figures, kind: Option<AnnotationKind>) -> Self {
        Self {
            exact: figures.exact(kind),
            overlapping: figures.overlapping(kind),
            kappa: figures.kappa(kind),
            alpha: figures.alpha(kind),
        }
    }
}

impl<'de> Deserialize<'de> for Figures {
    /// Takes what was counted, and works the rates out again. Figures that are read equal those that were written.
    ///
    /// Counts that contradict one another are an error: the sums over labels and over kinds have to be those of the
    /// whole, and every kind has to be there.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let form = FiguresForm::deserialize(deserializer)?;
        let mut figures =
            Self { texts: form.texts, statements: form.statements, ..Self::default() };
        let kinds = form.kinds.len();
        for (kind, OfKind { exact, overlapping, .. }) in form.kinds {
            figures.exact[kind as usize] = exact;
            figures.overlapping[kind as usize] = overlapping;
        }
        for Labelled { first, second, graphemes } in form.labels {
            figures.labels.add(label(first), label(second), graphemes);
        }
        let all = (figures.exact(None), figures.overlapping(None));
        if figures.graphemes() != form.graphemes {
            return Err(Error::custom("the graphemes are not the sum of those of the labels"));
        }
        if kinds < KINDS || all != (form.all.exact, form.all.overlapping) {
            return Err(Error::custom("the matches of all kinds are not the sum of those of each"));
        }
        Ok(figures)
    }
}

/// How many graphemes have one label by the first annotator and one by the second.
#[derive(Serialize, Deserialize)]
struct Labelled {
    first: BTreeSet<AnnotationKind>,
    second: BTreeSet<AnnotationKind>,
    graphemes: u64,
}

impl From<(usize, usize, u64)> for Labelled {
    fn from((first, second, graphemes): (usize, usize, u64)) -> Self {
        Self { first: kinds(first), second: kinds(second), graphemes }
    }
}

/// The kinds of the annotations around a grapheme with this label.
fn kinds(label: usize) -> BTreeSet<AnnotationKind> {
    AnnotationKind::ALL.iter().copied().filter(|kind| label >> *kind as usize & 1 == 1).collect()
}

fn label(kinds: BTreeSet<AnnotationKind>) -> usize {
    kinds.into_iter().fold(0, |label, kind| label | 1 << kind as usize)
}

impl Serialize for Matches {
    /// `{"matched": 3, "only_first": 1, "only_second": 0, "precision": 1.0, "recall": 0.75, "f1": 0.857…}`.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { matched, only_first, only_second } = *self;
        let (precision, recall, f1) = (self.precision(), self.recall(), self.f1());
        MatchesForm { matched, only_first, only_second, precision, recall, f1 }
            .serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Matches {
    /// Reads the three counts.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let MatchesForm { matched, only_first, only_second, .. } =
            MatchesForm::deserialize(deserializer)?;
        Ok(Self { matched, only_first, only_second })
    }
}

#[derive(Serialize, Deserialize)]
#[serde(rename = "Matches", expecting = "matches of two annotators")]
struct MatchesForm {
    matched: u64,
    only_first: u64,
    only_second: u64,
    precision: Option<f64>,
    recall: Option<f64>,
    f1: Option<f64>,
}

impl Serialize for Disagreement<'_> {
    /// `{"kind": "only-first", "is_ordinary_in_other": false, "first": {…}, "second": {…}}`. Each side has the `span`
    /// in its source, and `annotation` (its number), `kind` and `text`, which are `null` if nothing is marked
    /// there.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (first, second) = self.spans();
        let form = DisagreementForm {
            kind: self.kind,
            is_ordinary_in_other: self.is_ordinary_in_other,
            first: SideForm::new(first, self.first),
            second: SideForm::new(second, self.second),
        };
        form.serialize(serializer)
    }
}

#[derive(Serialize)]
#[serde(rename = "Disagreement")]
struct DisagreementForm<'d> {
    kind: DisagreementKind,
    is_ordinary_in_other: bool,
    first: SideForm<'d>,
    second: SideForm<'d>,
}

#[derive(Serialize)]
struct SideForm<'d> {
    span: Span,
    annotation: Option<usize>,
    kind: Option<AnnotationKind>,
    text: Option<std::borrow::Cow<'d, str>>,
}

impl<'d> SideForm<'d> {
    fn new(span: Span, annotation: Option<Annotation<'d>>) -> Self {
        Self {
            span,
            annotation: annotation.map(|annotation| annotation.id().index()),
            kind: annotation.map(Annotation::kind),
            text: annotation.map(Annotation::text),
        }
    }
}

/// What two statements say differently. Each side has the `span` and `text` of what differs, and the number of the
/// statement, if there is one.
#[derive(Serialize)]
struct StatementForm<'d> {
    kind: ChangeKind,
    role: Option<MemberRole>,
    first: WordsForm<'d>,
    second: WordsForm<'d>,
}

#[derive(Serialize)]
struct WordsForm<'d> {
    statement: Option<usize>,
    span: Option<Span>,
    text: Option<std::borrow::Cow<'d, str>>,
}

impl<'d> From<Change<'d>> for StatementForm<'d> {
    fn from(change: Change<'d>) -> Self {
        let (first, second) = change.statements();
        let side = |statement: Option<crate::document::Statement<'d>>, place: Option<Place<'d>>| {
            WordsForm {
                statement: statement.map(|statement| statement.id().index()),
                span: place.map(Place::span),
                text: place.map(Place::text),
            }
        };
        Self {
            kind: change.kind,
            role: change.role,
            first: side(first, change.old),
            second: side(second, change.new),
        }
    }
}
