//! One text per code in `tests/diagnostics`, named after the code that it raises.
//!
//! The text is exactly as an annotator would have it. If it needs options, they are in a file of
//! the same name that ends with `.options`, one `name = value` per line.

#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use std::path::Path;

use policymark::display::Style;
use policymark::text::{Code, Severity};
use policymark::{Document, Error};

use common::invariants::assert_invariants;
use common::parser_for;

fn document_of(path: &Path) -> Document {
    parser_for(path).parse(&common::read(path)).unwrap()
}

#[test]
fn diagnostics_read_as_their_snapshots_say() {
    insta::glob!("diagnostics/*.txt", |path| {
        let document = document_of(path);
        insta::assert_snapshot!(Style::new().diagnostics(&document));
    });
}

#[test]
fn every_code_has_a_fixture_that_raises_it() {
    let mut fixtures: Vec<String> = common::fixtures("diagnostics")
        .iter()
        .map(|(path, _)| path.file_stem().unwrap().to_str().unwrap().to_owned())
        .collect();
    for code in Code::ALL {
        let place = fixtures.iter().position(|name| name == code.name());
        let name = fixtures.swap_remove(place.unwrap_or_else(|| panic!("{code} has no fixture")));
        let path = Path::new("tests/diagnostics").join(name).with_extension("txt");
        let document = document_of(&path);
        assert_invariants(&document);
        assert!(document.diagnostics().iter().any(|d| d.code() == *code), "{code} is not raised");
    }
    assert_eq!(fixtures, [""; 0], "fixtures of no code");
}

#[test]
fn a_code_that_is_switched_off_is_not_raised() {
    for (path, text) in common::fixtures("diagnostics") {
        let code: Code = path.file_stem().unwrap().to_str().unwrap().parse().unwrap();
        let document = parser_for(&path).allow(code).parse(&text).unwrap();
        assert!(document.diagnostics().iter().all(|d| d.code() != code), "{code}");
    }
}

#[test]
fn strict_parsing_fails_on_errors_alone() {
    for (path, text) in common::fixtures("diagnostics") {
        let document = document_of(&path);
        let first = document.diagnostics().iter().find(|d| d.severity() == Severity::Error);
        match parser_for(&path).strict(true).parse(&text) {
            Ok(_) => assert_eq!(first, None, "{}", path.display()),
            Err(Error::Strict { diagnostic, position, .. }) => {
                assert_eq!(first, Some(&diagnostic), "{}", path.display());
                assert_eq!(position, document.line_index().position(diagnostic.span().start()));
            }
            Err(error) => panic!("{error}"),
        }
    }
}
