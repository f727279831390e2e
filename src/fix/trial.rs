//! Tries the safe fixes of a document together: what the mended text would be read as.
//!
//! The rules B look at what is next to a bracket, so moving a blank can turn another pair into a
//! citation or a tag: `[5G传输 ]<邮箱>`. Reading the mended text finds every such case, and no rule is
//! written a second time.

use std::collections::{HashMap, HashSet};

use super::applicability::Applicability;
use super::draft::{Draft, Effect};
use super::edit::Edits;
use super::find::drafts;
use super::page::Page;
use crate::document::Node;
use crate::parser::Parser;
use crate::scan::Structural;
use crate::text::blank::is_blank;
use crate::text::{AnnotationKind, Code, Diagnostic, Severity, Span};
use crate::tree::{LeafKind, NodeId};

/// How often the fixes are tried again without those of the lines that came out wrong. One line
/// hardly ever depends on another, so the second time nearly always settles it.
const ROUNDS: usize = 4;

/// Makes the safe fixes unsure that would change another annotation, or leave something that a second
/// run would mend. Brackets are read line by line, so all fixes of a line share their fate.
pub(super) fn try_out(page: &Page<'_>, drafts: &mut [Draft<'_>]) {
    for _ in 0..ROUNDS {
        let mut edits = Edits::new(page.document.text());
        let mut safe: Vec<_> = drafts.iter_mut().filter(|draft| is_safe(draft)).collect();
        safe.retain_mut(|draft| {
            let is_added = edits.add(&draft.proposal.edits);
            if !is_added {
                draft.proposal.applicability = Applicability::Unsure;
            }
            is_added
        });
        if safe.is_empty() {
            return;
        }
        let mended = Parser::of(page.document).marks_only(true).parse(&edits.apply());
        let Ok(mended) = mended else { break };
        let wrong = wrong_lines(page, &Page::new(&mended), &safe);
        if wrong.is_empty() {
            return;
        }
        for draft in safe.into_iter().filter(|draft| wrong.contains(&line_of(page, draft))) {
            draft.proposal.applicability = Applicability::Unsure;
        }
    }
    drafts.iter_mut().for_each(|draft| draft.proposal.applicability = Applicability::Unsure);
}

fn is_safe(draft: &Draft<'_>) -> bool {
    draft.proposal.applicability == Applicability::Safe
}

fn line_of(page: &Page<'_>, draft: &Draft<'_>) -> usize {
    page.line_of(draft.diagnostic.span().start())
}

/// The lines whose fixes do something else than they should. If a line without fixes changes, they are
/// the lines of all fixes.
fn wrong_lines(page: &Page<'_>, mended: &Page<'_>, safe: &[&mut Draft<'_>]) -> HashSet<usize> {
    let fixed: HashSet<_> = safe.iter().map(|draft| line_of(page, draft)).collect();
    let removed = safe.iter().filter_map(|draft| match draft.proposal.effect {
        Effect::Removes(node) => Some(node),
        _ => None,
    });
    let removed: HashSet<NodeId> = removed.collect();
    let mut expected = placed(page, &removed);
    expected.extend(added(page, safe));
    expected.sort_unstable();
    let mut wrong = changed_lines(&expected, &placed(mended, &HashSet::new()));
    if !wrong.is_subset(&fixed) {
        return fixed;
    }
    wrong.extend(unsettled_lines(page, mended, safe));
    wrong
}

/// The lines with fixes on which more diagnostics are left than expected, or one that a second run
/// would mend. New hints do not count. Empty if diagnostics were omitted: those that take the place
/// of settled ones would look new.
fn unsettled_lines(page: &Page<'_>, mended: &Page<'_>, safe: &[&mut Draft<'_>]) -> HashSet<usize> {
    let mut left: HashMap<(usize, Code), usize> = HashMap::new();
    let place = |page: &Page<'_>, diagnostic: &Diagnostic| {
        (page.line_of(diagnostic.span().start()), diagnostic.code())
    };
    for diagnostic in page.document.diagnostics() {
        if diagnostic.code() == Code::DiagnosticsOmitted {
            return HashSet::new();
        }
        *left.entry(place(page, diagnostic)).or_default() += 1;
    }
    let settled: HashSet<_> = safe.iter().map(|draft| place(page, draft.diagnostic)).collect();
    for draft in safe {
        left.entry(place(page, draft.diagnostic)).and_modify(|left| *left -= 1);
    }
    let fixed: HashSet<_> = settled.iter().map(|&(line, _)| line).collect();
    let mut unsettled = HashSet::new();
    for diagnostic in mended.document.diagnostics() {
        let (line, code) = place(mended, diagnostic);
        let left = left.entry((line, code)).or_default();
        let matters = settled.contains(&(line, code)) || code.severity() > Severity::Hint;
        if *left == 0 && matters && fixed.contains(&line) {
            unsettled.insert(line);
        }
        *left = left.saturating_sub(1);
    }
    let again = drafts(mended).into_iter().filter(is_safe);
    let again = again.map(|draft| line_of(mended, &draft)).filter(|line| fixed.contains(line));
    unsettled.extend(again);
    unsettled
}

/// An annotation, at a place that no fix moves.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Placed {
    /// The number of its line, from 0.
    line: usize,
    /// How many characters are before its words and before their end, without those that a fix may
    /// change.
    words: (u32, u32),
    kind: AnnotationKind,
}

/// The annotations other than the `removed` ones, in order.
fn placed(page: &Page<'_>, removed: &HashSet<NodeId>) -> Vec<Placed> {
    let document = page.document;
    let mut count = 0;
    let mut placed = Vec::with_capacity(document.annotations().len());
    let mut open = Vec::new();
    for leaf in document.leaves() {
        let kind = document.node(leaf.node).and_then(Node::annotation_kind);
        match (leaf.kind, kind) {
            (LeafKind::Open, Some(_)) => open.push((page.line_of(leaf.span.start()), count)),
            (LeafKind::Close, Some(kind)) => {
                if let Some((line, start)) = open.pop()
                    && !removed.contains(&leaf.node)
                {
                    placed.push(Placed { line, words: (start, count), kind });
                }
            }
            _ => {
                let source = &document.text()[leaf.span.range()];
                count += source.chars().filter(|&c| is_fixed(c)).count() as u32;
            }
        }
    }
    placed.sort_unstable();
    placed
}

/// Whether no fix deletes, inserts or moves `c`.
fn is_fixed(c: char) -> bool {
    let is_structural = || Structural::at_start(c.encode_utf8(&mut [0; 4]).as_bytes()).is_some();
    !is_blank(c) && !matches!(c, '〈' | '〉' | '〔' | '〕') && !is_structural()
}

/// The annotations that fixes add.
fn added(page: &Page<'_>, safe: &[&mut Draft<'_>]) -> Vec<Placed> {
    let added = safe.iter().filter_map(|draft| match draft.proposal.effect {
        Effect::Adds(kind, words) => Some((line_of(page, draft), kind, words)),
        _ => None,
    });
    let added: Vec<_> = added.collect();
    let edges = added.iter().flat_map(|(_, _, words)| [words.start(), words.end()]);
    let counts = counts(page.document.text(), edges.collect());
    let count = |at: u32| counts.get(&at).copied().unwrap_or_default();
    let placed = |(line, kind, words): (usize, AnnotationKind, Span)| Placed {
        line,
        words: (count(words.start()), count(words.end())),
        kind,
    };
    added.into_iter().map(placed).collect()
}

/// How many characters that no fix changes are before each of these bytes.
fn counts(text: &str, mut offsets: Vec<u32>) -> HashMap<u32, u32> {
    offsets.sort_unstable();
    let (mut at, mut count) = (0, 0);
    let counts = offsets.into_iter().map(|offset| {
        let between = text.get(at..offset as usize).unwrap_or_default();
        at += between.len();
        count += between.chars().filter(|&c| is_fixed(c)).count() as u32;
        (offset, count)
    });
    counts.collect()
}

/// The lines on which an annotation is in one of two lists alone. Both are in order.
fn changed_lines(expected: &[Placed], found: &[Placed]) -> HashSet<usize> {
    let (mut expected, mut found) = (expected.iter().peekable(), found.iter().peekable());
    let mut changed = HashSet::new();
    while let Some(next) = expected.peek().into_iter().chain(found.peek()).copied().min() {
        if expected.next_if_eq(&next).is_some() != found.next_if_eq(&next).is_some() {
            changed.insert(next.line);
        }
    }
    changed
}
