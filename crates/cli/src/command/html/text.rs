//! [`text_of`]: a page as a string of HTML.

use std::io;

use policymark_html::Page;

/// The HTML of a page.
pub(super) fn text_of(page: &Page<'_>) -> io::Result<String> {
    let mut out = Vec::new();
    page.write(&mut out)?;
    String::from_utf8(out).map_err(io::Error::other)
}
