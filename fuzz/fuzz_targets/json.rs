//! Untrusted JSON: it is rejected, or it is a valid document.
#![no_main]

#[path = "../../tests/common/exercise.rs"]
mod exercise;
#[path = "../../tests/common/invariants.rs"]
#[allow(dead_code)] // Some invariants only hold for parsed documents.
mod invariants;

use libfuzzer_sys::fuzz_target;
use policymark::Document;

fuzz_target!(|json: &str| {
    let Ok(document) = serde_json::from_str::<Document>(json) else { return };
    invariants::assert_sound(&document);
    exercise::exercise(&document);
});
