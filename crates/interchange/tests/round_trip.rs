//! Markup, a format, and markup again: nothing is lost but what the table of the formats says.

mod common;

use common::{assert_round_trip, policies};
use policymark::Parser;
use policymark_interchange::Format;
use proptest::prelude::*;

fn both_ways() -> impl Iterator<Item = Format> {
    Format::ALL.iter().copied().filter(|format| format.can_read() && format.can_write())
}

#[test]
fn policies_survive() {
    let policies = policies();
    std::thread::scope(|scope| {
        for format in both_ways() {
            let policies = &policies;
            scope.spawn(move || {
                for (path, markup) in policies {
                    assert_round_trip(format, &path.display().to_string(), markup, &Parser::new());
                }
            });
        }
    });
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_markup_survives(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..40)) {
        let markup = pieces.concat();
        // Escapes are written for what was an unmatched bracket, and can make an actor look like an ordinary aside.
        let reader = Parser::new().every_pair_marks(true);
        for format in both_ways() {
            assert_round_trip(format, &markup, &markup, &reader);
        }
    }
}

/// What random markup is made of.
const PIECES: &[&str] = &[
    "(我们)",
    "(云杉广告)",
    "会",
    "不会",
    "[收集]",
    "[提供]",
    "您的",
    "<手机号码>",
    "<昵称、头像>",
    "{验证<邮箱>}",
    "为了{",
    "}",
    "当",
    "时，",
    "，",
    "。",
    "\n",
    "\r\n",
    "一、",
    "1、",
    "（",
    "）",
    r"\(",
    r"\)",
    r"\<",
    "(",
    ")",
    "[",
    "]",
    "<",
    ">",
    "😀",
    "👨‍👩‍👧",
    "e\u{301}",
    " ",
    "\t",
    "\u{3000}",
    "a",
    "\"",
    "&",
    "'",
    "\\",
    "\u{feff}",
    "\u{7}",
    "\u{2028}",
];
