//! [`html`]: a page as text.

use std::io;

use policymark_html::Page;

/// The text of a page.
pub(super) fn html(page: &Page<'_>) -> io::Result<String> {
    let mut out = Vec::new();
    page.write(&mut out)?;
    String::from_utf8(out).map_err(io::Error::other)
}
