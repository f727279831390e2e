//! Every prefix of every fixture keeps the invariants of a document.

#![allow(clippy::unwrap_used)]

mod common;

use policymark::parse;

use common::invariants::assert_invariants;

/// The number of bytes in prefixes to parse per fixture: all prefixes of a small one, some of a big
/// one.
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
        // A prime stride, so that prefixes end at different places in similar lines.
        let stride = [1, 7, 31, 101].into_iter().find(|stride| total / stride < BUDGET);
        for &end in ends.iter().rev().step_by(stride.unwrap_or(307)) {
            assert_invariants(&parse(&text[..end]).unwrap());
        }
    }
}
