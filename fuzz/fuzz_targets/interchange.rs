//! Files of other tools, however damaged: the first byte chooses the format. Whatever is read can be made into markup,
//! which reads back to the text of the policy.
#![no_main]

use libfuzzer_sys::fuzz_target;
use policymark::Parser;
use policymark_interchange::{Format, Labels, Source};

fuzz_target!(|input: (u8, &[u8], Option<&str>)| {
    let (choice, content, text) = input;
    let formats: Vec<_> = Format::ALL.iter().filter(|format| format.can_read()).collect();
    let format = formats[usize::from(choice) % formats.len()];
    let reading = match str::from_utf8(content) {
        Ok(content) if format.is_text() => {
            let source = Source::new("policy", content);
            format.read(&text.map_or(source, |text| source.with_text(text)))
        }
        _ => format.read_bytes("policy", content),
    };
    for fault in &reading.faults {
        let _ = fault.to_string();
    }
    let parser = Parser::new();
    for policy in &reading.policies {
        let imported = policy.to_markup(&Labels::standard(), &parser).expect("it is short");
        let document = parser.parse(&imported.markup).expect("no text is refused");
        assert_eq!(document.plain_text().text(), policy.text);
    }
});
