//! Plain text and annotations to markup and back: the annotations are the same, or the writer
//! rejects them.
#![no_main]

#[path = "../../tests/common/invariants.rs"]
mod invariants;
mod words;

use libfuzzer_sys::fuzz_target;
use policymark::write::{Mark, annotate};
use policymark::{AnnotationKind, Span, parse};

fuzz_target!(|bytes: &[u8]| {
    let (spans, bytes) = bytes.split_at(bytes.len().min(8));
    let plain = words::text(bytes);
    let at = |byte: u8| plain.floor_char_boundary(usize::from(byte) % (plain.len() + 1));
    let marks: Vec<Mark> = spans
        .chunks_exact(2)
        .zip(AnnotationKind::ALL)
        .filter_map(|(pair, &kind)| {
            Some(Mark::new(kind, Span::try_from(at(pair[0])..at(pair[1])).ok()?))
        })
        .collect();
    let Ok(markup) = annotate(&plain, &marks) else { return };
    let document = parse(&markup).expect("no text is refused");
    invariants::assert_invariants(&document);
    let read = document.plain_text();
    assert_eq!(read.text(), plain);
    let mut expected: Vec<_> = marks.iter().map(|mark| (mark.span, mark.kind)).collect();
    let mut found: Vec<_> = document
        .annotations()
        .map(|annotation| (read.to_plain_span(annotation.span()), annotation.kind()))
        .collect();
    expected.sort();
    found.sort();
    assert_eq!(found, expected);
});
