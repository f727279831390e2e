//! JSON that a stranger wrote: it is refused, or it is a document that comes back equal.
#![no_main]

use libfuzzer_sys::fuzz_target;
use policymark::Document;

fuzz_target!(|json: &str| {
    let Ok(document) = serde_json::from_str::<Document>(json) else { return };
    for statement in document.statements() {
        for member in statement.members() {
            let _ = (member.annotation.text(), member.annotation.span());
        }
        let _ = (statement.heading_path(), statement.sentence().source());
    }
    let _ = (document.inventory().len(), document.plain_text());
    let written = serde_json::to_string(&document).expect("a document can be written");
    assert!(serde_json::from_str::<Document>(&written).expect("what was written") == document);
});
