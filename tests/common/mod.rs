//! Shared by the tests: the fixtures and the invariants of a document.

// Each test compiles its own copy of this module and uses a part of it.
#![allow(
    dead_code,
    unused_imports,
    unused_macros,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic
)]

pub(crate) mod exercise;
pub(crate) mod families;
pub(crate) mod invariants;
pub(crate) mod specification;
pub(crate) mod strategy;
pub(crate) mod words;

use std::path::{Path, PathBuf};

use policymark::tree::Reason;
use policymark::{Document, Parser, parse};

/// The text files of a folder below `tests/`, sorted by name.
pub(crate) fn fixtures(folder: &str) -> Vec<(PathBuf, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(folder);
    let mut fixtures: Vec<_> = std::fs::read_dir(&folder)
        .expect("the folder exists")
        .map(|entry| entry.expect("the entry can be read").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .map(|path| (path.clone(), read(&path)))
        .collect();
    fixtures.sort();
    assert!(!fixtures.is_empty(), "no text in {}", folder.display());
    fixtures
}

/// The parser with the options in the file beside a fixture: `name = value`, one a line.
pub(crate) fn parser_for(path: &Path) -> Parser {
    let options = std::fs::read_to_string(path.with_extension("options")).unwrap_or_default();
    options.lines().fold(Parser::new(), |parser, line| {
        let (name, value) = line.split_once(" = ").unwrap();
        let value = value.parse().unwrap();
        match name {
            "max_depth" => parser.max_depth(value),
            "max_diagnostics" => parser.max_diagnostics(value),
            _ => panic!("no option {name}"),
        }
    })
}

/// Whether a text contains a Chinese character.
pub(crate) fn has_han(text: &str) -> bool {
    text.contains(|c| matches!(c, '\u{4E00}'..='\u{9FFF}'))
}

/// The text of a fixture, byte for byte.
pub(crate) fn read(path: &Path) -> String {
    std::fs::read_to_string(path).expect("a fixture is UTF-8")
}

/// The files of `src/` by name, which is below `src/`, with `/` between folders.
pub(crate) fn sources() -> Vec<(String, String)> {
    sources_in("src")
}

/// The same for another folder of this repository.
pub(crate) fn sources_in(folder: &str) -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let (mut folders, mut found) = (vec![root.clone()], Vec::new());
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("the folder exists") {
            let path = entry.expect("the entry can be read").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let name = path.strip_prefix(&root).expect("it is in the folder");
                found.push((name.display().to_string().replace('\\', "/"), read(&path)));
            }
        }
    }
    assert!(found.len() > 5, "the sources were not found");
    found.sort();
    found
}

/// The document of a text, whose invariants are asserted.
pub(crate) fn read_text(text: &str) -> Document {
    let document = parse(text).unwrap();
    invariants::assert_invariants(&document);
    document
}

/// The reasons of the brackets of a text, in the order in which they open.
pub(crate) fn reasons(text: &str) -> Vec<Reason> {
    reasons_of(&read_text(text))
}

/// The reasons of the brackets of a document, in the order in which they open.
pub(crate) fn reasons_of(document: &Document) -> Vec<Reason> {
    document.root().descendants().filter_map(|node| Some(node.reading()?.reason)).collect()
}
