//! Texts that look like annotated policies: their documents keep the same invariants.
#![no_main]

#[path = "../../tests/common/invariants.rs"]
mod invariants;
mod words;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let document = policymark::parse(&words::text(bytes)).expect("no text is refused");
    invariants::assert_invariants(&document);
});
