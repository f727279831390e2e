//! Any text: its document keeps every invariant.
#![no_main]

#[path = "../../tests/common/invariants.rs"]
mod invariants;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let document = policymark::parse(text).expect("no text is refused");
    invariants::assert_invariants(&document);
});
