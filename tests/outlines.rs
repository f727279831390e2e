//! The headings of every text in `tests/outlines`, each with one kind of difficulty. A new file
//! there is a new test.

#![allow(clippy::unwrap_used)]

mod common;

use std::fmt::Write;

use policymark::{Document, parse};

use common::invariants::assert_invariants;

#[test]
fn headings_are_those_of_the_snapshots() {
    insta::glob!("outlines/*.txt", |path| {
        let document = parse(&common::read(path)).unwrap();
        assert_invariants(&document);
        insta::assert_snapshot!(headings(&document));
    });
}

/// One line per heading: the number of its line, and its title, indented by depth.
fn headings(document: &Document) -> String {
    let mut out = String::new();
    for section in document.sections() {
        if let Some(title) = section.title() {
            let depth = std::iter::successors(section.parent(), |section| section.parent()).count();
            let line = document.line_index().position(section.span().start()).line;
            writeln!(out, "{line:3} {}{title}", "  ".repeat(depth)).unwrap();
        }
    }
    out
}
