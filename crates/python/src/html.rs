//! A document as HTML for notebooks: the text with its marks in colour.

use std::fmt::Write;

use policymark::tree::LeafKind;
use policymark::{AnnotationKind, Document};

/// How many bytes of a policy a notebook shows.
const SHOWN: usize = 64 * 1024;

/// The text, everything escaped, with one `<mark>` for each annotation. Past 64 KB it is cut.
pub(crate) fn marked(document: &Document) -> String {
    let text = document.text();
    let mut out = String::from(
        "<div style=\"white-space: pre-wrap; line-height: 1.8; max-height: 40em; overflow: auto\">",
    );
    let mut open = 0_usize;
    for leaf in document.leaves() {
        let words = &text[leaf.span.range()];
        let left = SHOWN.saturating_sub(leaf.span.start() as usize);
        let kind = document.node(leaf.node).and_then(|node| node.annotation_kind());
        match (leaf.kind, kind) {
            _ if left == 0 => break,
            (LeafKind::Open, Some(kind)) => {
                start(&mut out, kind, words);
                open += 1;
            }
            (LeafKind::Close, Some(_)) => {
                escape(&mut out, words);
                out.push_str("</mark>");
                open -= 1;
            }
            _ => escape(&mut out, &words[..words.floor_char_boundary(left)]),
        }
    }
    out.push_str(&"</mark>".repeat(open));
    if text.len() > SHOWN {
        let rest = text[text.floor_char_boundary(SHOWN)..].chars().count();
        // Writing to a string does not fail.
        let _ = write!(out, "<p><i>… {rest} more characters</i></p>");
    }
    out.push_str("</div>");
    out
}

/// Opens the mark of an annotation, with its bracket.
fn start(out: &mut String, kind: AnnotationKind, bracket: &str) {
    let color = match kind {
        AnnotationKind::Purpose => "#fde68a",
        AnnotationKind::Action => "#bbf7d0",
        AnnotationKind::Data => "#bfdbfe",
        AnnotationKind::Actor => "#fbcfe8",
        _ => "#e5e7eb",
    };
    // Dark themes have light text, which cannot be read on these colours.
    let _ = write!(
        out,
        "<mark title=\"{kind}\" style=\"background: {color}; color: #111; padding: 0 2px; border-radius: 3px\">"
    );
    escape(out, bracket);
}

/// Writes text so that it is text in HTML, in content and in attributes.
pub(crate) fn escape(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            // A notebook would drop it, or end the text at it.
            '\0' => out.push('\u{fffd}'),
            // What turns the direction of the page around is shown as a sign.
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
}
