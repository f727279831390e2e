//! Fixes of a bracket without its partner: the partner, if the words say where it belongs.

use super::draft::{Effect, Proposal};
use super::edit::Edit;
use super::page::Page;
use crate::document::Node;
use crate::lexicon::{Cue, Lexicon, RoleCue};
use crate::lint::verbs_at_start;
use crate::outline::is_punctuation;
use crate::text::blank::{is_blank, trim, trim_end, trim_start};
use crate::text::{AnnotationKind, Delimiter, Side, Span};
use crate::tree::{NodeId, NodeKind};

/// Adds the partner of a bracket: `(我们会` → `(我们)会`, `<手机号码，` → `<手机号码>，`.
pub(super) fn added(page: &Page<'_>, bracket: Node<'_>) -> Option<Proposal> {
    let NodeKind::Single(delimiter, side) = bracket.kind() else { return None };
    let text = page.document.text();
    let (start, end) = (bracket.span().start(), bracket.span().end());
    let kind = page.document.dialect().kind(delimiter)?;
    let words = Words { lexicon: page.document.lexicon(), kind };
    let (before, after) = (&text[..start as usize], &text[end as usize..]);
    if delimiter == Delimiter::Angle && is_comparison(before, after) {
        return Some(Proposal::safe(vec![Edit::insert(start, "\\")], Effect::Keeps));
    }
    let (at, partner, is_sure) = match side {
        Side::Open => {
            let (stretch, stops) = stretch_after(bracket)?;
            let (len, is_sure) = words.closing(stretch, stops)?;
            (end + len as u32, delimiter.close(), is_sure)
        }
        Side::Close => {
            let stretch = stretch_before(bracket)?;
            let (at, is_sure) = words.opening(stretch, after)?;
            (start - (stretch.len() - at) as u32, delimiter.open(), is_sure)
        }
    };
    let is_sure = is_sure && (delimiter != Delimiter::Paren || page.is_annotated(start));
    let edits = vec![Edit::insert(at, partner)];
    let marked = if side == Side::Open { Span::new(end, at) } else { Span::new(at, start) };
    Some(Proposal::safe(edits, Effect::Adds(kind, marked)).only_if(is_sure))
}

/// Whether `<` or `>` between these texts compares numbers: `年龄 < 14`, `>=`.
fn is_comparison(before: &str, after: &str) -> bool {
    let number = after.strip_prefix('=').unwrap_or(after);
    let is_number = trim_start(number).starts_with(|c: char| c.is_ascii_digit());
    let is_apart = before.ends_with(is_blank) && after.starts_with(is_blank);
    is_number && (is_apart || number.len() < after.len())
}

/// The text after an opening bracket up to the next bracket, punctuation or line end; and whether it
/// ends there with punctuation or its line.
fn stretch_after(bracket: Node<'_>) -> Option<(&str, bool)> {
    let next = bracket.document().node(NodeId(bracket.id().0 + 1))?;
    let is_next = next.kind() == NodeKind::Text && next.span().start() == bracket.span().end();
    let text = is_next.then(|| next.source())?;
    let end = text.find(ends_stretch);
    let is_last = next.span().end() as usize == bracket.document().text().len();
    Some((&text[..end.unwrap_or(text.len())], end.is_some() || is_last))
}

/// The text before a closing bracket, back to the last bracket, punctuation or line end.
fn stretch_before(bracket: Node<'_>) -> Option<&str> {
    let before = bracket.document().node(NodeId(bracket.id().0.checked_sub(1)?))?;
    let is_before =
        before.kind() == NodeKind::Text && before.span().end() == bracket.span().start();
    is_before.then(|| before.source().rsplit(ends_stretch).next().unwrap_or_default())
}

fn ends_stretch(c: char) -> bool {
    c == '\n' || is_punctuation(c)
}

/// Finds the words of a kind of annotation in a stretch of text.
struct Words<'d> {
    lexicon: &'d Lexicon,
    kind: AnnotationKind,
}

impl Words<'_> {
    /// The length of the words at the start of `stretch`, and whether it is plain that they end there.
    /// `stops` says whether punctuation or the end of the line is after the stretch, not a bracket.
    fn closing(&self, stretch: &str, stops: bool) -> Option<(usize, bool)> {
        let whole = trim_end(stretch);
        if whole.is_empty() || whole.starts_with(is_blank) {
            return None;
        }
        let parties = self.lexicon.parties();
        match self.kind {
            AnnotationKind::Data => {
                let is_datum = self.lexicon.data().get(whole).is_some();
                stops.then_some((whole.len(), is_datum))
            }
            AnnotationKind::Purpose => stops.then_some((whole.len(), false)),
            AnnotationKind::Action => {
                let verbs = verbs_at_start(whole, self.lexicon)?;
                let rest = &whole[verbs.len()..];
                Some((verbs.len(), rest.is_empty() || parties.prefix(rest).is_some()))
            }
            AnnotationKind::Actor => {
                let party = parties.prefix(whole)?;
                let rest = &stretch[party.end..];
                self.acts(rest).then_some((party.end, true))
            }
        }
    }

    /// Where the words at the end of `stretch` start, and whether that is plain. `after` is the text
    /// after their closing bracket.
    fn opening(&self, stretch: &str, after: &str) -> Option<(usize, bool)> {
        if stretch.ends_with(is_blank) {
            return None;
        }
        let opens = |start: usize, lead: &[Cue]| {
            let before = trim(&stretch[..start]);
            let cue = self.lexicon.bracket_cues().suffix(before);
            (start, before.is_empty() || cue.is_some_and(|hit| hit.class.has_any(lead)))
        };
        match self.kind {
            AnnotationKind::Data => {
                self.lexicon.data().suffix(stretch).map(|hit| opens(hit.start, &[Cue::Of]))
            }
            AnnotationKind::Action => {
                let hit = self.lexicon.verbs().suffix(stretch)?;
                Some(opens(hit.start, &[Cue::Will, Cue::May, Cue::Must, Cue::Not]))
            }
            AnnotationKind::Actor => {
                let hit = self.lexicon.parties().suffix(stretch)?;
                self.acts(after).then(|| opens(hit.start, &[Cue::ActorBefore]))
            }
            AnnotationKind::Purpose => {
                let start = stretch.len() - trim_start(stretch).len();
                let cue = self.lexicon.roles().before.prefix(&stretch[start..])?;
                let leads = matches!(cue.class, RoleCue::PurposeBefore | RoleCue::ConditionBefore);
                let at = start + cue.end;
                (leads && at < stretch.len()).then_some((at, false))
            }
        }
    }

    /// Whether `rest` starts with a word that follows an actor: 会, 将.
    fn acts(&self, rest: &str) -> bool {
        let cue = self.lexicon.bracket_cues().prefix(trim_start(rest));
        cue.is_some_and(|hit| hit.class.has(Cue::ActorAfter))
    }
}
