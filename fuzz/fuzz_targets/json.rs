//! JSON that a stranger wrote: it is refused, or it is a document like any other.
#![no_main]

#[path = "../../tests/common/exercise.rs"]
mod exercise;
#[path = "../../tests/common/invariants.rs"]
#[allow(dead_code)] // What holds only of parsed documents.
mod invariants;

use libfuzzer_sys::fuzz_target;
use policymark::Document;

fuzz_target!(|json: &str| {
    let Ok(document) = serde_json::from_str::<Document>(json) else { return };
    invariants::assert_sound(&document);
    exercise::exercise(&document);
});
