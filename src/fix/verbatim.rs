//! The fix of a comment or a code fence that never ends.

use super::draft::Proposal;
use super::edit::Edit;
use super::page::Page;
use crate::scan::COMMENT;
use crate::text::Span;

/// Writes a backslash before what opens nothing: `\\<!--`. It may have been meant to open something.
pub(super) fn escaped(page: &Page<'_>, span: Span) -> Option<Proposal> {
    let source = page.document.text().get(span.range())?;
    let opens = source.find(COMMENT).or_else(|| source.find(['`', '~']))?;
    Some(Proposal::unsure(vec![Edit::insert(span.start() + opens as u32, "\\")]))
}
