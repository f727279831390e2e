//! Rules R35 and R36: which data a statement leaves out.

use super::window::{FILLERS, after, are_joined, is_spacer, window};
use super::{AnnotationData, Bearing};
use crate::lexicon::{Cue, Lexicon, RoleCue};
use crate::text::{AnnotationKind, han};
use crate::tree::Tree;

/// Finds the data that statements leave out, and returns whether there is any. `out` has one entry
/// per annotation.
pub(crate) fn read_exclusions(
    text: &str,
    tree: &Tree,
    lexicon: &Lexicon,
    annotations: &[AnnotationData],
    out: &mut [Bearing],
) -> bool {
    let reader = ExclusionReader { text, lexicon };
    let data = annotations.iter().enumerate().filter(|(_, a)| a.kind == AnnotationKind::Data);
    let mut found = false;
    // The list of the last data, if a cue opened one: the cue, the number of the first data, and
    // the end of the last.
    let mut list: Option<(RoleCue, usize, u32)> = None;
    for (number, annotation) in data {
        let span = tree.get(annotation.node).span;
        let continues = |&(.., end): &(RoleCue, usize, u32)| {
            are_joined(text, lexicon.roles(), end, span.start())
        };
        let cue = reader.cue_before(span.start());
        let Some((cue, first, _)) = cue.map(|cue| (cue, number, 0)).or(list.filter(continues))
        else {
            list = None;
            continue;
        };
        list = Some((cue, first, span.end()));
        if cue == RoleCue::ExcludedBefore {
            out[number] = Bearing::Exclusion;
            found = true;
        } else if let Some(bearing) = reader.closed(span.end()) {
            exclude(&annotations[first..=number], &mut out[first..=number], bearing);
            list = None;
            found = true;
        }
    }
    found
}

/// Sets the bearing of the data among `annotations`.
fn exclude(annotations: &[AnnotationData], out: &mut [Bearing], bearing: Bearing) {
    let listed = annotations.iter().zip(out);
    let data = listed.filter(|(annotation, _)| annotation.kind == AnnotationKind::Data);
    data.for_each(|(_, out)| *out = bearing);
}

struct ExclusionReader<'a> {
    text: &'a str,
    lexicon: &'a Lexicon,
}

impl ExclusionReader<'_> {
    /// R35, R36: the cue before data, with only fillers between them: 不含 or 除.
    fn cue_before(&self, start: u32) -> Option<RoleCue> {
        let roles = self.lexicon.roles();
        // Most data follow a Chinese character that ends no cue, so they need no search.
        let before = self.text.get(..start as usize)?;
        if before.ends_with('、') || han::ends_with_han(before) {
            roles.exceptions.before.suffix(before)?;
        }
        let mut words = window(self.text, start);
        for _ in 0..=FILLERS {
            words = han::trim_end(words, is_spacer);
            let own = roles.exceptions.before.suffix(words)?;
            if own.class == RoleCue::AbsenceFiller {
                words = &words[..own.start];
                continue;
            }
            let cue = roles.exception_suffix(words)?.class;
            return matches!(cue, RoleCue::ExcludedBefore | RoleCue::ExceptionBefore)
                .then_some(cue);
        }
        None
    }

    /// R36: the bearing of the data between 除 and 外, if 外 is at `end`.
    fn closed(&self, end: u32) -> Option<Bearing> {
        let words = han::trim_start(after(self.text, end), is_spacer);
        let hit = self.lexicon.roles().exceptions.excluded.prefix(words)?;
        let of = self.lexicon.cues().prefix(&words[hit.end..]);
        let is_attribute = of.is_some_and(|of| of.class.has(Cue::Of));
        Some(if is_attribute { Bearing::Exclusion } else { Bearing::DeniedExclusion })
    }
}
