//! Files that are damaged: no reader panics, each says what it could not read, and what it read can be made into markup.

#![allow(clippy::unwrap_used)]

mod common;

use std::sync::LazyLock;

use common::files;
use policymark::Parser;
use policymark_interchange::import::Reading;
use policymark_interchange::view::View;
use policymark_interchange::{Format, Labels, Options, Source};
use proptest::prelude::*;

fn readable() -> Vec<Format> {
    Format::ALL.iter().copied().filter(|format| format.can_read()).collect()
}

/// One for all, because it reads its tables when it is made.
static PARSER: LazyLock<Parser> = LazyLock::new(Parser::new);

const MARKUP: &str =
    "😀(我们)会[收集]<设备信息>，如<型号>，以便{验证<邮箱>}。\r\n(我们)不会[出售]<邮箱>。\n";

/// The files of exports of two policies.
fn exports() -> Vec<(Format, String, String)> {
    let document = policymark::parse(MARKUP).unwrap();
    let views = ["a", "b"].map(|name| View::new(name, &document));
    let mut all = Vec::new();
    for format in readable().into_iter().filter(|format| format.can_write()) {
        let files = files(format, &Options::default(), &views);
        all.extend(files.into_iter().map(|(name, content)| (format, name, content)));
    }
    all
}

/// Reads a file in a format, with a text beside it, and makes markup of all that is in it.
fn read(format: Format, content: &str) {
    for source in [Source::new("x", content), Source::new("x", content).with_text(MARKUP)] {
        make_markup(format, format.read(&source));
    }
}

fn make_markup(format: Format, reading: Reading) {
    for fault in &reading.faults {
        assert!(!fault.to_string().is_empty());
    }
    for policy in reading.policies {
        let imported = policy.to_markup(&Labels::standard(), &PARSER).unwrap();
        let plain = PARSER.parse(&imported.markup).unwrap().plain_text().into_text();
        assert_eq!(plain, policy.text, "{format:?}");
    }
}

/// One change of a file: some bytes cut out, doubled or replaced.
#[derive(Clone, Debug)]
struct Change {
    at: prop::sample::Index,
    len: usize,
    with: &'static str,
}

fn change() -> impl Strategy<Value = Change> {
    let with = prop::sample::select(WITH);
    (any::<prop::sample::Index>(), 0_usize..8, with).prop_map(|(at, len, with)| Change {
        at,
        len,
        with,
    })
}

fn changed(content: &str, changes: &[Change]) -> String {
    String::from_utf8_lossy(&changed_bytes(content.as_bytes(), changes)).into_owned()
}

fn changed_bytes(content: &[u8], changes: &[Change]) -> Vec<u8> {
    let mut bytes = content.to_vec();
    for change in changes {
        let at = change.at.index(bytes.len() + 1);
        let end = (at + change.len).min(bytes.len());
        bytes.splice(at..end, change.with.bytes());
    }
    bytes
}

/// What comes in the place of bytes.
const WITH: &[&str] = &[
    "",
    "",
    "",
    "\n",
    "\t",
    "\"",
    "'",
    ",",
    ":",
    "{",
    "}",
    "[",
    "]",
    "<",
    ">",
    "/",
    "&",
    "&#0;",
    "-1",
    "0",
    "9",
    "18446744073709551615",
    "4294967295",
    "99999999999999999999",
    "1.5",
    "null",
    "true",
    "T1",
    "E1",
    "R1",
    ";",
    " ",
    "{}",
    "[[]]",
    "\u{feff}",
    "😀",
    "e\u{301}",
    "\\u0000",
    "\\ud800",
    "-DOCSTART-",
    "B-",
    "EndAlignedCursor",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn damaged_exports_are_read_without_a_panic(changes in prop::collection::vec(change(), 1..6)) {
        for (format, _, content) in exports() {
            read(format, &changed(&content, &changes));
        }
    }

    #[test]
    fn no_reader_panics_on_the_files_of_another(number in any::<prop::sample::Index>(), format in prop::sample::select(readable())) {
        let exports = exports();
        let (_, _, content) = &exports[number.index(exports.len())];
        read(format, content);
    }
}

#[test]
fn every_prefix_of_an_export_is_read() {
    for (format, name, content) in exports() {
        let step = content.len() / 60 + 1;
        for end in (0..content.len()).step_by(step).filter(|&end| content.is_char_boundary(end)) {
            read(format, &content[..end]);
        }
        let whole = format.read(&Source::new(&name, &content).with_text("x"));
        assert!(!whole.policies.is_empty() || !whole.faults.is_empty(), "{format:?} {name}");
    }
}

/// JSON that nests deeply is refused, and not followed to the end of the stack.
#[test]
fn deep_nesting_is_refused() {
    for format in readable().into_iter().filter(|format| format.is_text()) {
        for unit in ["[", "{\"items\":[", "{\"first\":", "<a>", "{\"text\":\"x\",\"spans\":["] {
            read(format, &unit.repeat(20_000));
        }
    }
}

/// The pages of `tests/pages/`.
#[cfg(feature = "pages")]
mod pages {
    use std::path::Path;

    use super::*;
    use crate::common::{archive, parts};

    fn folder() -> std::path::PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages")
    }

    fn read(format: Format, content: &[u8]) {
        let reading = format.read_bytes("x", content);
        assert_eq!(reading.policies.is_empty(), !reading.faults.is_empty());
        make_markup(format, reading);
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn damaged_pages_are_read_without_a_panic(changes in prop::collection::vec(change(), 1..6)) {
            for name in ["policy.html", "layout.html", "gbk.html"] {
                let page = std::fs::read(folder().join(name)).unwrap();
                read(Format::Html, &changed_bytes(&page, &changes));
            }
        }

        #[test]
        fn damaged_documents_are_read_without_a_panic(
            changes in prop::collection::vec(change(), 1..6),
            part in any::<prop::sample::Index>(),
        ) {
            let mut parts = parts(&folder().join("policy.docx"));
            read(Format::Word, &changed_bytes(&archive(&parts), &changes));
            let part = part.index(parts.len());
            if let Some(content) = parts.values_mut().nth(part) {
                *content = changed_bytes(content, &changes);
            }
            read(Format::Word, &archive(&parts));
        }
    }

    #[test]
    fn every_prefix_of_a_document_is_read() {
        let whole = archive(&parts(&folder().join("policy.docx")));
        for end in (0..whole.len()).step_by(7) {
            assert!(Format::Word.read_bytes("x", &whole[..end]).policies.is_empty());
        }
    }
}
