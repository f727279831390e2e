//! Tidying the markup of a policy.

use gen_lsp_types as lsp;

use crate::page::Page;

/// The edits that tidy a policy; none if it is tidy.
pub(crate) fn format(page: &Page<'_>) -> Vec<lsp::TextEdit> {
    let formatted = page.document.format();
    formatted.edits().iter().map(|edit| page.edit(edit.span(), edit.replacement())).collect()
}
