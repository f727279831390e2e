//! Rules R24 to R28: whether a statement holds if its condition is met, or if it is not.

use super::purpose::without_edge;
use super::window::{
    FILLERS, after, closing as closing_words, has_joint, head, is_edge, is_spacer, tail, window,
};
use super::{AnnotationData, Role};
use crate::lexicon::{Cue, Lexicon, RoleCue, RoleCues};
use crate::text::{AnnotationKind, Delimiter, Short, Span, han};
use crate::tree::Tree;

/// The greatest distance in bytes between two annotations of a list.
const LISTED: u32 = 24;

/// How a condition, or data, bears on its statements.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Bearing {
    /// They hold if it is met: `当{您注册}时`. Also the bearing of data that are not left out.
    Condition,
    /// They hold unless it is met: `除非{您同意}`.
    Exception,
    /// It is not met while they hold: `未经{您同意}`.
    Absence,
    /// After a denied verb, it names the case in which the denied action happens:
    /// `{我们会征得您的同意}`.
    Promise,
    /// Data that they leave out: `<城市>（不含<位置>）`.
    Exclusion,
    /// Data that they leave out, if they are denied: `除<城市>外，不会`.
    DeniedExclusion,
}

/// The bearing of each annotation of a document.
pub(crate) type Bearings = Short<Bearing, 128>;

/// Finds how each condition bears on its statements. `out` has one entry per annotation.
pub(crate) fn read_bearings(
    text: &str,
    tree: &Tree,
    lexicon: &Lexicon,
    annotations: &[AnnotationData],
    out: &mut Bearings,
) {
    out.clear();
    out.resize(annotations.len(), Bearing::Condition);
    let reader = BearingReader { text, lexicon, cues: lexicon.roles() };
    let braces = annotations.iter().enumerate().filter(|(_, a)| a.kind == AnnotationKind::Purpose);
    // The last condition: its number, and its end.
    let mut last: Option<(usize, u32)> = None;
    // The list of the last `{…}`: the number of its first one, and the end of its last one.
    let mut list: Option<(usize, u32)> = None;
    for (number, annotation) in braces {
        let span = tree.get(annotation.node).span;
        let continues = |&(_, end): &(usize, u32)| reader.are_listed(end, span.start());
        let first = list.filter(continues).map_or(number, |(first, _)| first);
        list = Some((first, span.end()));
        if annotation.role != Some(Role::Condition) {
            continue;
        }
        let inside = tree.inner(annotation.node);
        let own = reader.by_cues(span, inside);
        let bearing = own.or_else(|| reader.joined(last, span.start(), out));
        out[number] = bearing.unwrap_or(Bearing::Condition);
        last = Some((number, span.end()));
        if bearing == Some(Bearing::Exception) && reader.closes_exception(span, inside) {
            except(&annotations[first..number], &mut out[first..number]);
            list = None;
        }
    }
}

/// R27: `{…}或{…}的除外`: turns the listed conditions before the last one into exceptions, except for
/// those with a cue of their own.
fn except(annotations: &[AnnotationData], out: &mut [Bearing]) {
    let listed = annotations.iter().zip(out);
    let braces = listed.filter(|(annotation, _)| annotation.kind == AnnotationKind::Purpose);
    let plain = braces.map(|(_, out)| out).filter(|out| **out == Bearing::Condition);
    plain.for_each(|out| *out = Bearing::Exception);
}

struct BearingReader<'a> {
    text: &'a str,
    lexicon: &'a Lexicon,
    cues: &'a RoleCues,
}

impl BearingReader<'_> {
    /// R27: `除非{…}或{…}`: the bearing of the condition before, if the two are coordinated.
    fn joined(
        &self,
        last: Option<(usize, u32)>,
        start: u32,
        bearings: &[Bearing],
    ) -> Option<Bearing> {
        let (number, end) = last?;
        let is_shared = |&b: &Bearing| matches!(b, Bearing::Exception | Bearing::Absence);
        let bearing = bearings.get(number).copied().filter(is_shared)?;
        has_joint(self.text, self.cues, end, start, is_edge).then_some(bearing)
    }

    /// R24 to R26, R28: the first rule that applies decides.
    fn by_cues(&self, span: Span, inside: Span) -> Option<Bearing> {
        let before = self.cue_before(span.start());
        // R24, R25
        if before == Some(RoleCue::ExceptionBefore) || self.closes_exception(span, inside) {
            return Some(Bearing::Exception);
        }
        let closing = closing_words(tail(self.text, inside));
        match self.cue_opening(head(self.text, inside)) {
            Some(RoleCue::ExceptionOpens) => Some(Bearing::Exception),
            // R26
            Some(RoleCue::AbsenceOpens) => Some(Bearing::Absence),
            // R28
            Some(RoleCue::PromiseOpens) if self.is_basis(closing) => Some(Bearing::Promise),
            _ => (before == Some(RoleCue::AbsenceBefore)).then_some(Bearing::Absence),
        }
    }

    /// R25: `{…}的除外`: whether a cue follows it or closes it.
    fn closes_exception(&self, span: Span, inside: Span) -> bool {
        let cues = &self.cues.exceptions;
        let words = han::trim_start(after(self.text, span.end()), is_spacer);
        cues.behind.prefix(words).is_some()
            || cues.closes.suffix(closing_words(tail(self.text, inside))).is_some()
    }

    /// `{…}的、或者根据{…}`: whether 、 or a conjunction is between two annotations, and apart from it
    /// only 的 and a cue of a condition.
    fn are_listed(&self, end: u32, start: u32) -> bool {
        let near = start.checked_sub(end).is_some_and(|gap| (1..=LISTED).contains(&gap));
        let between = self.text.get(end as usize..start as usize).filter(|_| near);
        between.is_some_and(|between| {
            let mut words = han::trim(between, is_spacer);
            if let Some(of) = self.lexicon.cues().prefix(words).filter(|of| of.class.has(Cue::Of)) {
                words = &words[of.end..];
            }
            let mut rest = han::trim_start(words, |c| matches!(c, '、' | '，') || is_spacer(c));
            let mut joins = words[..words.len() - rest.len()].contains('、');
            if let Some(joint) = self.cues.between.prefix(rest) {
                rest = han::trim_start(&rest[joint.end..], is_spacer);
                joins = true;
            }
            let is_cue = || {
                let cue = self.cues.before.suffix(rest);
                cue.is_some_and(|cue| cue.start == 0 && cue.class == RoleCue::ConditionBefore)
            };
            joins && (rest.is_empty() || is_cue())
        })
    }

    /// `除根据{…}`: the cue before the annotation, with only fillers and the brackets of an actor
    /// between them; for an exception, also a cue of a condition.
    fn cue_before(&self, start: u32) -> Option<RoleCue> {
        let mut words = window(self.text, start);
        for _ in 0..=FILLERS {
            let parens = [Delimiter::Paren.open(), Delimiter::Paren.close()];
            words = han::trim_end(han::trim_end(words, is_spacer), |c| parens.contains(&c));
            let own = self.cues.exception_suffix(words);
            let other = self.cues.before.suffix(words);
            let filler = match (own, other) {
                (Some(own), _) if own.class == RoleCue::AbsenceFiller => own,
                (Some(own), _) => return Some(own.class),
                (None, Some(other)) if other.class == RoleCue::FillerBefore => other,
                (None, Some(other)) if other.class == RoleCue::ConditionBefore => {
                    return self.exception_before(&words[..other.start]);
                }
                _ => return None,
            };
            words = &words[..filler.start];
        }
        None
    }

    /// The cue of an exception at the end of `words`: the 除 of `除根据`.
    fn exception_before(&self, words: &str) -> Option<RoleCue> {
        let own = self.cues.exception_suffix(words)?;
        (own.class == RoleCue::ExceptionBefore).then_some(own.class)
    }

    /// `{但在未经…}`: the cue that opens the annotation, after any fillers and a cue of a condition.
    fn cue_opening(&self, mut words: &str) -> Option<RoleCue> {
        for _ in 0..=FILLERS {
            words = without_edge(words);
            let own = self.cues.exceptions.opens.prefix(words);
            let other = self.cues.opens.prefix(words);
            let own = own.filter(|own| other.is_none_or(|other| own.end >= other.end));
            match (own, other) {
                (Some(own), _) => return Some(own.class),
                (None, Some(other)) if other.class == RoleCue::FillerOpens => {
                    words = &words[other.end..];
                }
                (None, Some(other)) if other.class == RoleCue::ConditionOpens => {
                    let own = self.cues.exceptions.opens.prefix(&words[other.end..]);
                    return own.map(|own| own.class);
                }
                _ => return None,
            }
        }
        None
    }

    fn is_basis(&self, closing: &str) -> bool {
        let hit = self.cues.closes.suffix(closing);
        hit.is_some_and(|hit| hit.class == RoleCue::BasisCloses)
    }
}
