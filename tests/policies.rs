//! Every policy in `tests/policies` against its snapshot. A new policy is a new file there.

#![allow(clippy::unwrap_used)]

mod common;

use policymark::parse;
use policymark::text::Severity;

use common::invariants::assert_invariants;
use common::snapshot::snapshot;

#[test]
fn policies_read_as_their_snapshots_say() {
    insta::glob!("policies/*.txt", |path| {
        let document = parse(&common::read(path)).unwrap();
        insta::assert_snapshot!(snapshot(&document));
    });
}

#[test]
fn policies_keep_the_invariants_and_hold_no_error() {
    for (path, text) in common::fixtures("policies") {
        println!("{}", path.display());
        let document = parse(&text).unwrap();
        assert_invariants(&document);
        let error = document.diagnostics().iter().find(|d| d.severity() == Severity::Error);
        assert_eq!(error, None, "{}", path.display());
    }
}

#[test]
fn plain_policies_hold_no_annotation() {
    for name in ["songyan-notes.txt", "gulu-reader.txt", "yuanshan-template.txt"] {
        let (_, text) = common::fixtures("policies")
            .into_iter()
            .find(|(path, _)| path.ends_with(name))
            .unwrap();
        assert_eq!(parse(&text).unwrap().annotations().len(), 0, "{name}");
    }
}
