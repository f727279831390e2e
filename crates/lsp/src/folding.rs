//! Which lines an editor can fold.

use gen_lsp_types as lsp;

use crate::page::Page;

/// The sections of more than one line.
pub(crate) fn folding(page: &Page<'_>) -> Vec<lsp::FoldingRange> {
    let text = page.document.text();
    let ranges = page.document.sections().map(|section| {
        let span = section.span();
        let shown = text[span.range()].trim_end().len() as u32;
        let line = |offset| page.lines.line_of(offset) as u32;
        lsp::FoldingRange {
            start_line: line(span.start()),
            end_line: line(span.start() + shown),
            ..lsp::FoldingRange::default()
        }
    });
    ranges.filter(|range| range.start_line < range.end_line).collect()
}
