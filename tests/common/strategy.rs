//! Texts for the property tests.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use super::words::WORDS;

/// The starts of lines.
const LABELS: &[&str] =
    &["", "", "", "一、", "（一）", "1、", "1.", "1)", "（1）", "①", "A. ", "## ", "- ", "1.1 "];

/// The ends of lines.
const ENDS: &[&str] = &["。", "：", "；", "", "。\r"];

const DELIMITERS: &[&str] = &["{}", "[]", "<>", "()", "（）"];

/// Runs a test `cases` times, multiplied by `POLICYMARK_TRIES`. Failures become named tests, so no
/// seeds are kept.
pub(crate) fn cases(cases: u32) -> ProptestConfig {
    let times = std::env::var("POLICYMARK_TRIES").ok().and_then(|times| times.parse().ok());
    let cases = cases.saturating_mul(times.unwrap_or(1));
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

/// Any text, with many structural characters and cue words.
pub(crate) fn structural_text() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        3 => select(&WORDS[..21]).prop_map(str::to_owned),
        3 => select(WORDS).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
        1 => look_alike().prop_map(String::from),
    ];
    vec(word, 0..60).prop_map(|words| words.concat())
}

/// A character whose bytes resemble those of a structural one.
fn look_alike() -> impl Strategy<Value = char> {
    let blocks = ['\0'..='\u{7F}', '\u{3000}'..='\u{30FF}', '\u{FE00}'..='\u{FFEF}'];
    proptest::char::ranges(blocks.to_vec().into())
}

/// A policy as an annotator would write it, with some slips.
pub(crate) fn markup() -> impl Strategy<Value = String> {
    vec(prop_oneof![5 => line(), 1 => structural_text()], 0..12).prop_map(|lines| lines.join("\n"))
}

fn line() -> impl Strategy<Value = String> {
    (select(LABELS), vec(clause(), 1..5), select(ENDS))
        .prop_map(|(label, clauses, end)| format!("{label}{}{end}", clauses.join("，")))
}

fn clause() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        2 => bracketed(),
        2 => select(WORDS).prop_map(str::to_owned),
    ];
    vec(word, 1..6).prop_map(|words| words.concat())
}

/// An annotation or an aside, possibly with others inside.
fn bracketed() -> impl Strategy<Value = String> {
    let plain = |word: &&str| word.chars().all(char::is_alphanumeric);
    let leaf = select(WORDS.iter().copied().filter(plain).collect::<Vec<_>>());
    leaf.prop_map(str::to_owned).prop_recursive(3, 12, 3, |inner| {
        (select(DELIMITERS), vec(inner, 1..4)).prop_map(|(delimiter, words)| {
            let (open, close) = delimiter.split_at(delimiter.len() / 2);
            format!("{open}{}{close}", words.concat())
        })
    })
}
