//! Holds `grammar.md` and the code together: productions, reasons and codes.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::collections::BTreeSet;
use std::fs;

use policymark::{Code, Cue, ItemCue, OutlineCue, Reason, RoleCue, Table};

fn read(path: &str) -> String {
    fs::read_to_string(path).unwrap()
}

/// The names left of a `=` in the fenced blocks of EBNF.
fn productions(specification: &str) -> BTreeSet<String> {
    let blocks = specification.split("```ebnf\n").skip(1);
    let lines = blocks.flat_map(|block| block.split("```").next().unwrap_or_default().lines());
    let names = lines.filter(|line| !line.starts_with(' ')).filter_map(|line| line.split_once('='));
    names.map(|(name, _)| name.trim().to_owned()).collect()
}

/// The functions of the grammar that parse a piece, or yield a parser of one.
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
    let specification = read("grammar.md");
    let sections: Vec<_> =
        specification.lines().filter_map(|line| line.strip_prefix("## ")).collect();
    let listed: Vec<_> = specification
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
    let specified = productions(&read("grammar.md"));
    assert!(specified.len() > 10, "{specified:?}");
    assert_eq!(specified, parsers(&read("src/grammar/mod.rs")));
}

#[test]
fn every_reason_has_a_rule() {
    let specification = read("grammar.md");
    let mut rules = BTreeSet::new();
    for reason in Reason::ALL {
        let name = format!("| `{}` |", reason.name());
        let rows: Vec<_> = specification.lines().filter(|line| line.contains(&name)).collect();
        assert_eq!(rows.len(), 1, "{reason}: {rows:?}");
        assert!(rows[0].starts_with(&format!("| {} ", reason.rule())), "{reason}");
        assert!(rules.insert(reason.rule()), "two reasons with one rule");
    }
}

#[test]
fn every_table_has_a_row_and_every_cue_is_named() {
    let specification = read("grammar.md");
    for table in Table::ALL {
        assert!(specification.contains(&format!("\n| `{table}` | ")), "{table}");
    }
    let names = Cue::ALL.iter().map(|cue| cue.name());
    let names = names.chain(RoleCue::ALL.iter().map(|cue| cue.name()));
    let names = names.chain(ItemCue::ALL.iter().map(|cue| cue.name()));
    let names = names.chain(OutlineCue::ALL.iter().map(|cue| cue.name()));
    // `alike-…` stands for all that begin so.
    for name in names.filter(|name| !name.starts_with("alike-")) {
        assert!(specification.contains(&format!("`{name}`")), "{name}");
    }
}

#[test]
fn every_code_has_a_section_with_its_severity() {
    let specification = read("grammar.md");
    for code in Code::ALL {
        let heading = format!("\n### {code}\n\n");
        let section = specification.split_once(&heading).map(|(_, section)| section);
        let section = section.unwrap_or_else(|| panic!("no section on {code}"));
        let severity = section.split('.').next().unwrap_or_default().to_lowercase();
        assert_eq!(severity, code.severity().to_string(), "{code}");
    }
}

#[test]
fn the_chinese_readme_explains_every_code() {
    let readme = read("README.zh-CN.md");
    let rows: Vec<_> =
        readme.lines().filter_map(|line| line.strip_prefix("| `")?.split_once("` | ")).collect();
    for code in Code::ALL {
        assert_eq!(rows.iter().filter(|(name, _)| *name == code.name()).count(), 1, "{code}");
    }
}
