//! Every policy in `tests/policies` against its snapshot. A new policy is a new file there.

#![allow(clippy::unwrap_used)]

mod common;

use policymark::parse;

use common::invariants::assert_invariants;

#[test]
fn policies_read_as_their_snapshots_say() {
    insta::glob!("policies/*.txt", |path| {
        let text = std::fs::read_to_string(path).unwrap();
        insta::assert_snapshot!(policymark::parse(&text).unwrap().snapshot());
    });
}

/// The READMEs show the test above, so that it is compiled and run.
#[test]
fn readmes_show_the_test_of_the_policies() {
    for readme in [include_str!("../README.md"), include_str!("../README.zh-CN.md")] {
        let (_, rest) = readme.split_once("```rust\n#[test]\n").unwrap();
        let (test, _) = rest.split_once("```").unwrap();
        assert!(include_str!("policies.rs").contains(&format!("#[test]\n{test}")), "{test}");
    }
}

#[test]
fn policies_keep_the_invariants() {
    for (path, text) in common::fixtures("policies") {
        println!("{}", path.display());
        assert_invariants(&parse(&text).unwrap());
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
