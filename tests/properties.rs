//! The invariants hold for arbitrary texts, and for texts that look like policies.

#![allow(clippy::unwrap_used)]

mod common;

use policymark::{Parser, parse};
use proptest::prelude::*;

use common::invariants::assert_invariants;
use common::strategy::{cases, markup, structural_text};

proptest! {
    #![proptest_config(cases(1_500))]

    #[test]
    fn any_structural_text_parses(text in structural_text()) {
        assert_invariants(&parse(&text).unwrap());
    }

    #[test]
    fn any_markup_parses(text in markup()) {
        assert_invariants(&parse(&text).unwrap());
    }

    #[test]
    fn any_text_parses(text in any::<String>()) {
        assert_invariants(&parse(&text).unwrap());
    }

    #[test]
    fn limits_hold(text in structural_text(), depth in 0_usize..4, count in 0_usize..3) {
        let parser = Parser::new().max_depth(depth).max_diagnostics(count);
        let document = parser.parse(&text).unwrap();
        assert_invariants(&document);
        prop_assert!(document.diagnostics().len() <= count + 1);
    }

    #[test]
    fn any_text_parses_where_every_pair_marks(text in prop_oneof![structural_text(), markup()]) {
        assert_invariants(&Parser::new().every_pair_marks(true).parse(&text).unwrap());
    }

    /// The content of one line has no effect on how the brackets of the next one read, except for
    /// titles of links, labels, comments, code fences and front matter.
    #[test]
    fn brackets_of_a_line_do_not_depend_on_the_line_above(
        above in structural_text(),
        line in structural_text(),
    ) {
        let above = format!("\n{}", above.replace(['"', '!', '`', '~', ':'], ""));
        let line = line.replace(['\n', '"'], "");
        let whole = parse(&format!("{above}\n{line}")).unwrap();
        let alone = parse(&format!("\n{line}")).unwrap();
        let shift = above.len() as u32;
        let read = |document: &policymark::Document, from: u32| -> Vec<_> {
            let marks = document.annotations().filter(|a| a.span().start() >= from);
            marks.map(|a| (a.kind(), a.span().start() - from, a.span().end() - from)).collect()
        };
        prop_assert_eq!(read(&whole, shift), read(&alone, 0));
    }
}
