//! What a statement takes from elsewhere, and what it names without a mark, shown in the text.

use std::ops::Range;

use gen_lsp_types as lsp;
use policymark::{Annotation, Statement};

use crate::definition::inherited_actors;
use crate::page::Page;

/// The hints in a stretch of the text, in its order.
pub(crate) fn hints(page: &Page<'_>, within: &Range<usize>) -> Vec<lsp::InlayHint> {
    let mut hints: Vec<_> =
        page.document.statements().flat_map(|statement| of_statement(page, statement)).collect();
    hints.retain(|&(offset, _)| within.contains(&(offset as usize)));
    hints.sort_by_key(|&(offset, _)| offset);
    hints.dedup();
    hints.into_iter().map(|(_, hint)| hint).collect()
}

fn of_statement(page: &Page<'_>, statement: Statement<'_>) -> Vec<(u32, lsp::InlayHint)> {
    let actors: Vec<_> =
        inherited_actors(statement).map(|actor| format!("({})", actor.text())).collect();
    let action = statement.actions().next().map(Annotation::span);
    let inherited = action.filter(|_| !actors.is_empty()).map(|action| {
        let hint = hint(page, action.start(), actors.join("、"), page.words.say("inherited"));
        (action.start(), lsp::InlayHint { padding_right: Some(true), ..hint })
    });
    let unmarked = statement.unmarked().map(|word| {
        let role = page.words.name("member", word.role().name());
        let hint = hint(page, word.span().end(), format!("‹{role}›"), page.words.say("unmarked"));
        (word.span().end(), hint)
    });
    inherited.into_iter().chain(unmarked).collect()
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
