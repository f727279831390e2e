//! Rules R24 to R28: whether a statement holds where a condition of it is the case, or where it is
//! not.

use super::purpose::without_edge;
use super::window::{
    FILLERS, after, closing as closing_words, has_joint, head, is_edge, is_spacer, tail, window,
};
use super::{AnnotationData, Role};
use crate::lexicon::{Cue, Lexicon, RoleCue, RoleCues};
use crate::text::{AnnotationKind, Delimiter, Span, han};
use crate::tree::Tree;

/// How many bytes are between two marks of a list, at most.
const LISTED: u32 = 24;

/// How a condition, or data, bears on the statements that it belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Bearing {
    /// They hold where it is the case: `当{您注册}时`. It is also what data has that is not left out.
    Condition,
    /// They do not: `除非{您同意}`.
    Exception,
    /// It is not the case while they hold: `未经{您同意}`.
    Absence,
    /// Behind a denied verb it names the case in which the denied act happens:
    /// `{我们会征得您的同意}`.
    Promise,
    /// Data that they leave out: `<城市>（不含<位置>）`.
    Exclusion,
    /// Data that they leave out if they are denied: `除<城市>外，不会`.
    DeniedExclusion,
}

/// Reads how each condition bears on its statements. `out` has an entry for each annotation.
pub(crate) fn read_bearings(
    text: &str,
    tree: &Tree,
    lexicon: &Lexicon,
    annotations: &[AnnotationData],
    out: &mut Vec<Bearing>,
) {
    out.clear();
    out.resize(annotations.len(), Bearing::Condition);
    let reader = BearingReader { text, lexicon, cues: lexicon.roles() };
    let marks = annotations.iter().enumerate().filter(|(_, a)| a.kind == AnnotationKind::Purpose);
    // The condition before: its number, and where it ends.
    let mut last: Option<(usize, u32)> = None;
    // The list that the mark before belongs to: its first mark, and where the mark before ends.
    let mut list: Option<(usize, u32)> = None;
    for (number, annotation) in marks {
        let span = tree.get(annotation.node).span;
        let goes_on = |&(_, end): &(usize, u32)| reader.are_listed(end, span.start());
        let first = list.filter(goes_on).map_or(number, |(first, _)| first);
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

/// R27: `{…}或{…}的除外`: makes exceptions of what is listed before the last of them, but for what a cue
/// of its own makes something else.
fn except(annotations: &[AnnotationData], out: &mut [Bearing]) {
    let listed = annotations.iter().zip(out);
    let marks = listed.filter(|(annotation, _)| annotation.kind == AnnotationKind::Purpose);
    let plain = marks.map(|(_, out)| out).filter(|out| **out == Bearing::Condition);
    plain.for_each(|out| *out = Bearing::Exception);
}

struct BearingReader<'a> {
    text: &'a str,
    lexicon: &'a Lexicon,
    cues: &'a RoleCues,
}

impl BearingReader<'_> {
    /// R27: `除非{…}或{…}`: what the condition before is.
    fn joined(
        &self,
        last: Option<(usize, u32)>,
        start: u32,
        bearings: &[Bearing],
    ) -> Option<Bearing> {
        let (number, end) = last?;
        let is_lent = |&b: &Bearing| matches!(b, Bearing::Exception | Bearing::Absence);
        let bearing = bearings.get(number).copied().filter(is_lent)?;
        has_joint(self.text, self.cues, end, start, is_edge).then_some(bearing)
    }

    /// R24 to R26, R28: the first rule that applies counts.
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

    /// R25: `{…}的除外`: whether a cue is behind it, or closes it.
    fn closes_exception(&self, span: Span, inside: Span) -> bool {
        let cues = &self.cues.exceptions;
        let behind = han::trim_start(after(self.text, span.end()), is_spacer);
        cues.behind.prefix(behind).is_some()
            || cues.closes.suffix(closing_words(tail(self.text, inside))).is_some()
    }

    /// `{…}的、或者根据{…}`: whether 、 or a word that joins is between two marks, and nothing else but 的
    /// and a cue of a condition.
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

    /// `除根据{…}`: the cue before, but for fillers and the brackets of an actor, and, where it is one
    /// of an exception, a cue of a condition.
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

    /// The cue of an exception that the words end with: the 除 of `除根据`.
    fn exception_before(&self, words: &str) -> Option<RoleCue> {
        let own = self.cues.exception_suffix(words)?;
        (own.class == RoleCue::ExceptionBefore).then_some(own.class)
    }

    /// `{但在未经…}`: the cue that opens the annotation, but for fillers and a cue of a condition.
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
