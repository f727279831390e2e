//! Decides whether full-width brackets name a menu, and whether a text is annotated at all.

use crate::annotation::AnnotationData;
use crate::lexicon::Lexicon;
use crate::text::blank::is_inline_blank;
use crate::text::han;
use crate::text::{AnnotationKind, Span};
use crate::tree::Tree;

/// Whether full-width brackets around a verb name a menu: “【设置】-【删除】”, `点击【删除】`.
pub(super) fn names_menu(text: &str, span: Span, lexicon: &Lexicon) -> bool {
    const BESIDE: &[char] =
        &['-', '－', '–', '—', '→', '>', '＞', '/', '“', '”', '"', '「', '」', '《', '》', '＂'];
    let (start, end) = (span.start() as usize, span.end() as usize);
    let before = &text[text.ceil_char_boundary(start.saturating_sub(NEAR))..start];
    let after = &text[end..text.floor_char_boundary(end + NEAR)];
    let (before, after) =
        (han::trim_end(before, is_inline_blank), han::trim_start(after, is_inline_blank));
    let notation = lexicon.notation();
    before.ends_with(BESIDE)
        || after.starts_with(BESIDE)
        || notation.before.suffix(before).is_some()
        || notation.behind.prefix(after).is_some()
}

/// How many bytes beside full-width brackets are read to see whether they name a menu.
const NEAR: usize = 60;

/// The length in bytes from which a text without annotations is a policy that is not annotated yet.
/// In a shorter one a bracket is a slip.
const SHORTEST_POLICY: usize = 3000;

/// The number of lines that such a policy has at least.
const FEWEST_LINES: usize = 11;

/// The greatest number of bytes per annotation in an annotated text.
const SPARSE: usize = 1000;

/// Whether a text is a policy that is not annotated yet: it is long, has few annotations, and no
/// line has both an action and another annotation.
pub(crate) fn is_bare(text: &str, tree: &Tree, annotations: &[AnnotationData]) -> bool {
    if text.len() < SHORTEST_POLICY || annotations.len() * SPARSE > text.len() {
        return false;
    }
    let is_long = text.lines().take(FEWEST_LINES).count() == FEWEST_LINES;
    let span_of = |annotation: &AnnotationData| tree.get(annotation.node).span;
    let is_on_line = |one: &AnnotationData, next: &AnnotationData| {
        let between = text.get(span_of(one).end() as usize..span_of(next).start() as usize);
        between.is_none_or(|between| !between.contains('\n'))
    };
    is_long
        && !annotations.windows(2).any(|pair| {
            let [one, next] = pair else { return false };
            let is_action = |annotation: &AnnotationData| annotation.kind == AnnotationKind::Action;
            is_action(one) != is_action(next) && is_on_line(one, next)
        })
}
