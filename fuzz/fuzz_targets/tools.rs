//! Untrusted JSON: the fixes of its documents can be found, shown and applied, its markup tidied, and its
//! annotators compared.
#![no_main]

use libfuzzer_sys::fuzz_target;
use policymark::Document;
use policymark::fix::{Fix, apply};

fuzz_target!(|json: &str| {
    let Ok(document) = serde_json::from_str::<Document>(json) else { return };
    for fix in document.fixes() {
        let _ = fix.to_string();
        assert_ne!(apply(document.text(), [fix]), document.text());
    }
    let mended = apply(document.text(), document.fixes().filter(Fix::is_safe));
    let again = policymark::parse(&mended).expect("no text is refused");
    let _ = again.fixes().count();
    agree(&document, &again);
    let formatted = document.format();
    let _ = formatted.to_string();
    let lines = |text: &str| text.matches('\n').count();
    assert_eq!(lines(formatted.text()), lines(document.text()));
    let tidied = policymark::parse(formatted.text()).expect("no text is refused");
    let text = tidied.format().into_text();
    let tidied = policymark::parse(&text).expect("no text is refused");
    assert!(tidied.format().is_unchanged());
});

/// A document agrees with itself, and its agreement with another one is the same from both sides.
fn agree(document: &Document, other: &Document) {
    let itself = document.agreement(document).expect("it is the same text");
    assert!(itself.is_complete());
    match (document.agreement(other), other.agreement(document)) {
        (Ok(there), Ok(back)) => {
            let _ = there.to_string();
            assert_eq!(there.disagreements().len(), back.disagreements().len());
            assert_eq!(there.figures().kappa(None), back.figures().kappa(None));
        }
        (Err(there), Err(back)) => assert_eq!(there.first(), back.second()),
        _ => panic!("agreement depends on the order of the annotators"),
    }
}
