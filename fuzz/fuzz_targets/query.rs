//! Texts that look like annotated policies: their documents are queried, listed, written and
//! rendered.
#![no_main]

#[path = "../../tests/common/exercise.rs"]
mod exercise;
mod words;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let document = policymark::parse(&words::text(bytes)).expect("no text is refused");
    exercise::exercise(&document);
});
