//! Every prefix of every fixture is a text like any other.

#![allow(clippy::unwrap_used)]

mod common;

use policymark::parse;

use common::invariants::assert_invariants;

/// Bytes of prefixes that are parsed of one fixture: all of a small one, a share of a big one.
const BUDGET: usize = 4_000_000;

#[test]
fn prefixes_of_policies() {
    prefixes_of("policies");
}

#[test]
fn prefixes_of_diagnostics() {
    prefixes_of("diagnostics");
}

fn prefixes_of(folder: &str) {
    for (path, text) in common::fixtures(folder) {
        println!("{}", path.display());
        let ends: Vec<_> = text.char_indices().map(|(end, _)| end).chain([text.len()]).collect();
        let total: usize = ends.iter().sum();
        // A prime stride, so that the prefixes of lines that are alike end at different places.
        let stride = [1, 7, 31, 101].into_iter().find(|stride| total / stride < BUDGET);
        for &end in ends.iter().rev().step_by(stride.unwrap_or(307)) {
            assert_invariants(&parse(&text[..end]).unwrap());
        }
    }
}
