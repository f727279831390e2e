//! Tests the code against `grammar.md`: productions, reasons and codes.

#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use policymark::lexicon::{Cue, GroundCue, ItemCue, Lexicon, OutlineCue, PlaceCue, RoleCue, Table};
use policymark::text::Code;
use policymark::tree::Reason;

use common::specification::{SPECIFICATION, blocks, quoted, rows, section};

fn read(path: &str) -> String {
    fs::read_to_string(path).unwrap()
}

/// The names to the left of a `=` in the fenced blocks of EBNF.
fn productions() -> BTreeSet<String> {
    let blocks = blocks(SPECIFICATION, "ebnf");
    let lines = blocks.iter().flat_map(|block| block.lines());
    let names = lines.filter(|line| !line.starts_with(' ')).filter_map(|line| line.split_once('='));
    names.map(|(name, _)| name.trim().to_owned()).collect()
}

/// The functions of the grammar that parse a piece, or return a parser of one.
fn parsers(source: &str) -> BTreeSet<String> {
    let functions = source.split("fn ").skip(1).filter_map(|rest| rest.split_once('('));
    let pieces = functions.filter(|(_, rest)| {
        let signature = rest.split('{').next().unwrap_or_default();
        signature.ends_with("Parsed<'_, Piece> ") || signature.ends_with("Parsed<'a, Piece> ")
    });
    pieces.map(|(name, _)| name.trim_end_matches("<'a>").to_owned()).collect()
}

#[test]
fn the_contents_list_the_sections() {
    let sections: Vec<_> =
        SPECIFICATION.lines().filter_map(|line| line.strip_prefix("## ")).collect();
    let listed: Vec<_> = SPECIFICATION
        .lines()
        .filter(|line| line.starts_with(|c: char| c.is_ascii_digit()) && line.ends_with(')'))
        .filter_map(|line| line.split_once(". [")?.1.split_once("](#"))
        .map(|(title, _)| title)
        .collect();
    assert!(sections.len() > 10, "{sections:?}");
    assert_eq!(listed, sections);
}

#[test]
fn one_production_is_one_function() {
    let specified = productions();
    assert!(specified.len() > 10, "{specified:?}");
    assert_eq!(specified, parsers(&read("src/grammar/mod.rs")));
}

#[test]
fn every_reason_has_a_rule() {
    let mut rules = BTreeSet::new();
    for reason in Reason::ALL {
        let name = format!("| `{}` |", reason.name());
        let rows: Vec<_> = SPECIFICATION.lines().filter(|line| line.contains(&name)).collect();
        assert_eq!(rows.len(), 1, "{reason}: {rows:?}");
        assert!(rows[0].starts_with(&format!("| {} ", reason.rule())), "{reason}");
        assert!(rules.insert(reason.rule()), "two reasons with one rule");
    }
}

#[test]
fn every_table_has_a_row_and_every_cue_is_named() {
    for table in Table::ALL {
        assert!(SPECIFICATION.contains(&format!("\n| `{table}` | ")), "{table}");
    }
    let names = Cue::ALL.iter().map(|cue| cue.name());
    let names = names.chain(RoleCue::ALL.iter().map(|cue| cue.name()));
    let names = names.chain(ItemCue::ALL.iter().map(|cue| cue.name()));
    let names = names.chain(GroundCue::ALL.iter().map(|cue| cue.name()));
    let names = names.chain(PlaceCue::ALL.iter().map(|cue| cue.name()));
    let names = names.chain(OutlineCue::ALL.iter().map(|cue| cue.name()));
    // `alike-…` is short for all names that start like this.
    for name in names.filter(|name| !name.starts_with("alike-")) {
        assert!(SPECIFICATION.contains(&format!("`{name}`")), "{name}");
    }
}

/// The words in the last cell of a row: `和、及`, `，：` or `部分、编; 章`.
fn words(cell: &str) -> Vec<String> {
    let words: Vec<_> = cell.split(['、', ';', '…']).map(|word| word.trim().to_owned()).collect();
    let is_mark = |word: &String| !word.contains(char::is_alphanumeric);
    match &words[..] {
        [marks] if is_mark(marks) => marks.chars().map(String::from).collect(),
        _ => words,
    }
}

#[test]
fn the_words_of_cues_are_those_of_the_lexicon() {
    for (table, heading) in [(Table::Cues, "## Statements"), (Table::Outline, "### Sections")] {
        let source = Lexicon::standard().source(table);
        let entries: BTreeSet<_> =
            source.lines().filter_map(|line| line.split_once('\t')).collect();
        let mut checked = 0;
        for row in rows(section(heading)) {
            let [cues, _, listed] = *row else { continue };
            let cues: Vec<_> = quoted(cues).collect();
            for word in words(listed).into_iter().filter(|_| !cues.is_empty()) {
                let is_one = cues.iter().any(|cue| entries.contains(&(word.as_str(), *cue)));
                assert!(is_one, "{word} is no {cues:?}");
                checked += 1;
            }
        }
        assert!(checked > 20, "{table}: {checked}");
    }
}

/// The rules that comments in the sources of `folders` start with: `/// S2, S3, S5: …`.
fn rules_of_functions(folders: &[&str], letter: char) -> BTreeSet<u32> {
    let mut rules = BTreeSet::new();
    for folder in folders {
        for source in sources_below(Path::new(folder)) {
            let source = read(source.to_str().unwrap());
            let comments = source.lines().filter_map(|line| line.trim().strip_prefix("/// "));
            for (list, _) in comments.filter_map(|comment| comment.split_once(": ")) {
                rules.extend(numbers(list, letter));
            }
        }
    }
    rules
}

/// The numbers in a list of rules: 2, 5, 6, 7, 8 for `S2, S5 to S8`. Empty for other text.
fn numbers(list: &str, letter: char) -> Vec<u32> {
    let number = |rule: &str| rule.trim().strip_prefix(letter)?.parse::<u32>().ok();
    let range = |part: &str| {
        let (first, last) = part.split_once(" to ").unwrap_or((part, part));
        Some(number(first)?..=number(last)?)
    };
    let ranges: Option<Vec<_>> = list.split(',').map(range).collect();
    ranges.unwrap_or_default().into_iter().flatten().collect()
}

fn sources_below(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let below = |path: PathBuf| if path.is_dir() { sources_below(&path) } else { vec![path] };
    entries.flat_map(below).filter(|path| path.extension().is_some_and(|e| e == "rs")).collect()
}

/// B7 to B10 are reasons of brackets that do not pair. No single function of the tree builder sets
/// them.
#[test]
fn every_rule_is_named_by_a_function() {
    assert_eq!(numbers("S2, S5 to S7", 'S'), [2, 5, 6, 7]);
    assert!(numbers("S2 and more", 'S').is_empty());
    let all = |letter, folders: &[&str], rules: std::ops::RangeInclusive<u32>| {
        let found = rules_of_functions(folders, letter);
        let missing: Vec<_> = rules.filter(|rule| !found.contains(rule)).collect();
        assert!(missing.is_empty(), "no function holds {letter}{missing:?}");
    };
    all('B', &["src/grammar", "src/tree", "src/annotation"], 1..=6);
    all('B', &["src/annotation"], 11..=20);
    all('R', &["src/annotation"], 1..=37);
    all('O', &["src/outline"], 1..=14);
    all('S', &["src/statement"], 1..=30);
}

#[test]
fn every_code_has_a_section_with_its_severity() {
    for code in Code::ALL {
        let heading = format!("\n### {code}\n\n");
        let section = SPECIFICATION.split_once(&heading).map(|(_, section)| section);
        let section = section.unwrap_or_else(|| panic!("no section on {code}"));
        let severity = section.split('.').next().unwrap_or_default().to_lowercase();
        assert_eq!(severity, code.severity().to_string(), "{code}");
    }
}
