//! Where each annotation is, for programs in Rust, Python and JavaScript: in bytes, in characters, and in units of
//! UTF-16; first in the marked text, then in the text without marks.
//!
//! ```console
//! $ cargo run --example offsets -- policy.txt
//! ```

use std::error::Error;

use policymark::Span;
use policymark::text::{LineIndex, visible};

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args_os().nth(1).ok_or("name a policy")?;
    let document = policymark::parse(&std::fs::read_to_string(path)?)?;
    let plain = document.plain_text();

    // An index makes each conversion cheap. Each text has its own.
    let (marked_lines, plain_lines) = (document.line_index(), LineIndex::new(plain.text()));
    for annotation in document.annotations() {
        let marked = annotation.span();
        // The brackets are left out: the span of the words.
        let words = plain.to_plain_span(marked);
        println!(
            "{:<8} marked {}  plain {}  {}",
            annotation.kind(),
            units(&marked_lines, marked),
            units(&plain_lines, words),
            visible(&plain.text()[words.range()]),
        );
    }
    Ok(())
}

/// `bytes 9..23 chars 3..9 utf16 3..9`
fn units(lines: &LineIndex<'_>, span: Span) -> String {
    let (start, end) = (span.start(), span.end());
    format!(
        "bytes {start}..{end} chars {}..{} utf16 {}..{}",
        lines.to_chars(start),
        lines.to_chars(end),
        lines.to_utf16(start),
        lines.to_utf16(end),
    )
}
