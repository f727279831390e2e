//! Tries the safe fixes of a document together: what the mended text would be read as.
//!
//! The rules B look at what is next to a bracket, so moving a blank can turn another pair into a
//! citation or a tag: `[5G传输 ]<邮箱>`. Reading the mended text finds every such case, and no rule is
//! written a second time.

use std::collections::{HashMap, HashSet};

use memchr::memchr_iter;

use super::applicability::Applicability;
use super::draft::{Draft, Effect};
use super::edit::Changes;
use super::find::drafts;
use super::page::Page;
use crate::document::{Document, Node};
use crate::parser::Parser;
use crate::scan::Structural;
use crate::text::blank::is_blank;
use crate::text::{AnnotationKind, Code};
use crate::tree::{LeafKind, NodeId};

/// How often the fixes are tried again without those of the lines that came out wrong. One line
/// hardly ever depends on another, so the second time nearly always settles it.
const ROUNDS: usize = 4;

/// Makes the safe fixes unsure that would change another annotation, or leave something that a second
/// run would mend. Brackets are read line by line, so all fixes of a line share their fate.
pub(super) fn try_out(page: &Page<'_>, drafts: &mut [Draft<'_>]) {
    for _ in 0..ROUNDS {
        let mut changes = Changes::new(page.document.text());
        let mut safe: Vec<_> = drafts.iter_mut().filter(|draft| is_safe(draft)).collect();
        safe.retain_mut(|draft| {
            let is_added = changes.add(&draft.edits);
            if !is_added {
                draft.applicability = Applicability::Unsure;
            }
            is_added
        });
        if safe.is_empty() {
            return;
        }
        let mended = Parser::of(page.document).marks_only(true).parse(&changes.apply());
        let Ok(mended) = mended else { break };
        let wrong = wrong_lines(page, &Page::new(&mended), &safe);
        if wrong.is_empty() {
            return;
        }
        for draft in safe.into_iter().filter(|draft| wrong.contains(&line_of(page, draft))) {
            draft.applicability = Applicability::Unsure;
        }
    }
    drafts.iter_mut().for_each(|draft| draft.applicability = Applicability::Unsure);
}

fn is_safe(draft: &Draft<'_>) -> bool {
    draft.applicability == Applicability::Safe
}

fn line_of(page: &Page<'_>, draft: &Draft<'_>) -> usize {
    page.line_of(draft.diagnostic.span().start())
}

/// The lines whose fixes do something else than they should. If a line without fixes changes, they are
/// the lines of all fixes.
fn wrong_lines(page: &Page<'_>, mended: &Page<'_>, safe: &[&mut Draft<'_>]) -> HashSet<usize> {
    let fixed: HashSet<_> = safe.iter().map(|draft| line_of(page, draft)).collect();
    let removed = safe.iter().filter_map(|draft| match draft.effect {
        Effect::Removes(node) => Some(node),
        _ => None,
    });
    let removed: HashSet<NodeId> = removed.collect();
    let mut added = HashMap::new();
    for draft in safe {
        if let Effect::Adds(kind) = draft.effect {
            *added.entry((line_of(page, draft), kind)).or_default() += 1;
        }
    }
    let before = marks(page.document, &removed);
    let after = marks(mended.document, &HashSet::new());
    let mut wrong = changed_lines(&before, &after, added);
    if !wrong.is_subset(&fixed) {
        return fixed;
    }
    let codes: HashSet<Code> = safe.iter().map(|draft| draft.diagnostic.code()).collect();
    let left = drafts(mended).into_iter().filter(is_safe);
    let left = left.filter(|draft| codes.contains(&draft.diagnostic.code()));
    wrong.extend(left.map(|draft| line_of(mended, &draft)).filter(|line| fixed.contains(line)));
    wrong
}

/// An annotation, at a place that no fix moves.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Mark {
    /// The number of its line, from 0.
    line: usize,
    /// How many characters are before its words and before their end, without those that a fix may
    /// change.
    words: (u32, u32),
    kind: AnnotationKind,
}

/// The annotations other than the `removed` ones, in order.
fn marks(document: &Document, removed: &HashSet<NodeId>) -> Vec<Mark> {
    let (mut line, mut count) = (0, 0);
    let mut marks = Vec::with_capacity(document.annotations().len());
    let mut open = Vec::new();
    for leaf in document.leaves() {
        let kind = document.node(leaf.node).and_then(Node::annotation_kind);
        match (leaf.kind, kind) {
            (LeafKind::Open, Some(_)) => open.push((line, count)),
            (LeafKind::Close, Some(kind)) => {
                if let Some((line, start)) = open.pop()
                    && !removed.contains(&leaf.node)
                {
                    marks.push(Mark { line, words: (start, count), kind });
                }
            }
            _ => {
                let source = &document.text()[leaf.span.range()];
                count += source.chars().filter(|&c| is_fixed(c)).count() as u32;
                line += memchr_iter(b'\n', source.as_bytes()).count();
            }
        }
    }
    marks.sort_unstable();
    marks
}

/// Whether no fix deletes, inserts or moves `c`.
fn is_fixed(c: char) -> bool {
    let is_structural = || Structural::at_start(c.encode_utf8(&mut [0; 4]).as_bytes()).is_some();
    !is_blank(c) && !matches!(c, '〈' | '〉' | '〔' | '〕') && !is_structural()
}

/// The lines on which an annotation is gone or new, except for those `added`. Both lists are in order.
fn changed_lines(
    before: &[Mark],
    after: &[Mark],
    added: HashMap<(usize, AnnotationKind), usize>,
) -> HashSet<usize> {
    let (mut before, mut after) = (before.iter().peekable(), after.iter().peekable());
    let (mut changed, mut added) = (HashSet::new(), added);
    while let Some(&next) = before.peek().into_iter().chain(after.peek()).copied().min() {
        let was = before.next_if_eq(&&next).is_some();
        let is = after.next_if_eq(&&next).is_some();
        let expected = added.get_mut(&(next.line, next.kind)).filter(|left| !was && **left > 0);
        if let Some(left) = expected {
            *left -= 1;
        } else if was != is {
            changed.insert(next.line);
        }
    }
    changed.extend(added.into_iter().filter(|(_, left)| *left > 0).map(|((line, _), _)| line));
    changed
}
