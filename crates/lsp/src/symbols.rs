//! The outline of a policy: its sections, and in each its statements.

use gen_lsp_types as lsp;
use policymark::text::{shortened, visible};
use policymark::{Section, Statement};

use crate::page::Page;

/// How many cells of a name are shown.
const CELLS: usize = 80;

/// The sections, each with the statements and sections in it; first the statements that are in none.
pub(crate) fn symbols(page: &Page<'_>) -> Vec<lsp::DocumentSymbol> {
    let outside = page.document.statements().filter(|statement| statement.section().is_none());
    let top = page.document.sections().filter(|section| section.parent().is_none());
    let statements = outside.map(|statement| of_statement(page, statement));
    statements.chain(top.map(|section| of_section(page, section))).collect()
}

/// The same one after another, for clients that know no outline.
pub(crate) fn flat(page: &Page<'_>) -> Vec<lsp::SymbolInformation> {
    let mut list = Vec::new();
    for symbol in symbols(page) {
        flatten(page, symbol, None, &mut list);
    }
    list
}

#[expect(deprecated, reason = "the structure has no other constructor")]
fn flatten(
    page: &Page<'_>,
    symbol: lsp::DocumentSymbol,
    container_name: Option<&str>,
    list: &mut Vec<lsp::SymbolInformation>,
) {
    let lsp::DocumentSymbol { name, kind, range, children, .. } = symbol;
    let at = list.len();
    list.push(lsp::SymbolInformation {
        location: lsp::Location { uri: page.uri.clone(), range },
        base_symbol_information: lsp::BaseSymbolInformation {
            name,
            kind,
            container_name: container_name.map(str::to_owned),
            tags: None,
        },
        deprecated: None,
    });
    for child in children.into_iter().flatten() {
        let name = list[at].base_symbol_information.name.clone();
        flatten(page, child, Some(&name), list);
    }
}

fn of_section(page: &Page<'_>, section: Section<'_>) -> lsp::DocumentSymbol {
    let statements = section.own_statements().map(|statement| of_statement(page, statement));
    let sections = section.children().map(|child| of_section(page, child));
    let (label, text) = (section.label().unwrap_or_default(), section.text());
    let kind = if section.is_item() { lsp::SymbolKind::Field } else { lsp::SymbolKind::Namespace };
    let start = section.span().start();
    let line = start as usize..page.lines.end_of_line_at(start) as usize;
    let selection = section.title_span().or(section.label_span());
    lsp::DocumentSymbol {
        range: page.range(section.span()),
        selection_range: page.range(selection.map_or(line, |span| span.range())),
        ..symbol(&format!("{label}{text}"), kind, statements.chain(sections).collect())
    }
}

fn of_statement(page: &Page<'_>, statement: Statement<'_>) -> lsp::DocumentSymbol {
    let range = page.range(statement.span());
    let symbol = symbol(&statement.to_string(), lsp::SymbolKind::Event, Vec::new());
    lsp::DocumentSymbol { range, selection_range: range, ..symbol }
}

/// A symbol without its place. Editors refuse one without a name.
#[expect(deprecated, reason = "the structure has no other constructor")]
fn symbol(
    name: &str,
    kind: lsp::SymbolKind,
    children: Vec<lsp::DocumentSymbol>,
) -> lsp::DocumentSymbol {
    const NAMELESS: &str = "…";
    let name = visible(name.trim());
    let name = if name.is_empty() { NAMELESS.into() } else { name };
    lsp::DocumentSymbol {
        name: shortened(&name, CELLS),
        kind,
        children: (!children.is_empty()).then_some(children),
        detail: None,
        tags: None,
        deprecated: None,
        range: lsp::Range::default(),
        selection_range: lsp::Range::default(),
    }
}
