//! What a statement takes from elsewhere, and what it names without a mark, shown in the text.

use std::ops::Range;

use gen_lsp_types as lsp;
use policymark::text::Delimiter;
use policymark::{Annotation, Statement};

use crate::carried::{carried, first_own};
use crate::page::Page;

/// The hints in a stretch of the text, in its order. One at the end of the text is in the stretch that ends there.
pub(crate) fn hints(page: &Page<'_>, within: &Range<usize>) -> Vec<lsp::InlayHint> {
    let mut hints: Vec<_> =
        page.document.statements().flat_map(|statement| of_statement(page, statement)).collect();
    let end = if within.end == page.document.text().len() { usize::MAX } else { within.end };
    hints.retain(|&(offset, _)| (within.start..end).contains(&(offset as usize)));
    hints.sort_by_key(|&(offset, _)| offset);
    hints.dedup();
    hints.into_iter().map(|(_, hint)| hint).collect()
}

fn of_statement(page: &Page<'_>, statement: Statement<'_>) -> Vec<(u32, lsp::InlayHint)> {
    let label: String = carried(statement).map(|mark| bracketed(page, mark)).collect();
    let own = first_own(statement).filter(|_| !label.is_empty()).map(|own| own.span().start());
    let inherited = own.map(|offset| {
        let hint = hint(page, offset, label, page.words.say("inherited"));
        (offset, lsp::InlayHint { padding_right: Some(true), ..hint })
    });
    let unmarked = statement.unmarked().map(|word| {
        let role = page.words.name("member", word.role().name());
        let hint = hint(page, word.span().end(), format!("‹{role}›"), page.words.say("unmarked"));
        (word.span().end(), hint)
    });
    inherited.into_iter().chain(unmarked).collect()
}

/// The words of a mark in its brackets: `(我们)`.
fn bracketed(page: &Page<'_>, mark: Annotation<'_>) -> String {
    let delimiter = page.document.dialect().delimiter(mark.kind());
    let [open, close] = [Delimiter::open, Delimiter::close].map(|side| delimiter.map(side));
    let words = mark.text();
    open.into_iter().chain(words.chars()).chain(close).collect()
}

fn hint(page: &Page<'_>, offset: u32, label: String, tooltip: &str) -> lsp::InlayHint {
    lsp::InlayHint {
        position: page.lines.position(offset),
        label: lsp::Label::String(label),
        kind: None,
        text_edits: None,
        tooltip: Some(lsp::Tooltip::String(tooltip.to_owned())),
        padding_left: None,
        padding_right: None,
        data: None,
    }
}
