//! The entries of the specification: every rule and code has one, with a title in both languages, its text and
//! examples that are true.

#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use std::collections::BTreeSet;

use policymark::display::Style;
use policymark::language::Language;
use policymark::specification::{Entry, EntryKind, entries, find};
use policymark::statement::Rule;
use policymark::text::Code;
use policymark::tree::Reason;
use unicode_width::UnicodeWidthStr;

use common::specification::SPECIFICATION;
use common::{has_han, reasons};

/// The rules that the specification names anywhere: `B16`, `R21`.
fn named_rules() -> BTreeSet<&'static str> {
    let words = SPECIFICATION.split(|c: char| !c.is_ascii_alphanumeric());
    let is_rule = |word: &&str| {
        let number = word.strip_prefix(['B', 'R', 'O', 'S']);
        number.is_some_and(|number| number.parse::<u32>().is_ok())
    };
    words.filter(is_rule).collect()
}

#[test]
fn every_rule_reason_and_code_has_an_entry() {
    let entries = entries();
    let names: BTreeSet<_> = entries.iter().map(Entry::name).collect();
    assert_eq!(names.len(), entries.len(), "an entry is there twice");
    let mut expected = named_rules();
    assert!(expected.len() > 110, "{expected:?}");
    expected.extend(Code::ALL.iter().map(|code| code.name()));
    assert_eq!(names, expected);
    for rule in Rule::ALL {
        assert_eq!(find(rule.name()).unwrap().kind(), EntryKind::Statement, "{rule}");
    }
    for reason in Reason::ALL {
        let entry = find(reason.rule()).unwrap();
        assert_eq!(entry.title(Language::English), reason.name());
        assert_eq!(entry.kind(), EntryKind::Bracket);
    }
    for code in Code::ALL {
        assert_eq!(find(code.name()).unwrap().code(), Some(*code));
    }
}

#[test]
fn entries_are_in_order() {
    let entries = entries();
    let place = |entry: &Entry| {
        let number = entry.name()[1..].parse::<u32>().ok();
        (entry.kind(), number, entry.code())
    };
    assert!(entries.is_sorted_by_key(place));
    for kind in EntryKind::ALL {
        let numbers = entries
            .iter()
            .filter(|entry| entry.kind() == *kind)
            .filter_map(|entry| entry.name()[1..].parse::<u32>().ok());
        let numbers: Vec<_> = numbers.collect();
        assert!(numbers.iter().copied().eq(1..=numbers.len() as u32), "{kind}: {numbers:?}");
    }
}

#[test]
fn every_entry_is_titled_in_both_languages() {
    let mut titles = BTreeSet::new();
    for entry in entries() {
        let name = entry.name();
        let (english, chinese) = (entry.title(Language::English), entry.title(Language::Chinese));
        assert!(!english.is_empty() && !english.ends_with('.'), "{name}: {english}");
        assert!(english.width() <= 80 && chinese.width() <= 40, "{name}: {english}, {chinese}");
        assert!(has_han(chinese) && english != chinese, "{name}: {chinese}");
        assert!(
            titles.insert((entry.kind(), chinese.to_owned())),
            "{name}: {chinese} is there twice"
        );
        assert!(
            has_han(entry.chapter(Language::Chinese)),
            "{name}: {}",
            entry.chapter(Language::English)
        );
        assert_eq!(
            entry.section(Language::English).is_some(),
            entry.section(Language::Chinese).is_some()
        );
        assert!(entry.section(Language::Chinese).is_none_or(has_han), "{name}");
    }
}

#[test]
fn every_translation_of_a_title_is_of_an_entry() {
    let table = include_str!("../src/language/specification.zh.tsv");
    let rows: Vec<Vec<_>> = table
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| line.split('\t').collect())
        .collect();
    let entries = entries();
    let is_title = |row: &[&str]| {
        let Some(name) = row[0].strip_prefix("title ") else { return false };
        entries.iter().any(|e| e.name() == name && e.title(Language::English) == row[1])
    };
    for row in &rows {
        let is_used = match row[0] {
            "heading" => SPECIFICATION.contains(&format!("# {}\n", row[1])),
            "specification" => {
                SPECIFICATION.contains(row[1]) || row[1].starts_with("no rule or code")
            }
            _ => is_title(row),
        };
        assert!(is_used, "{row:?}");
    }
    assert_eq!(rows.iter().filter(|row| row[0].starts_with("title ")).count(), entries.len());
}

#[test]
fn every_entry_says_something_in_markdown() {
    for entry in entries() {
        let markdown = entry.markdown();
        assert!(markdown.len() > 30, "{}: {markdown}", entry.name());
        assert!(!markdown.contains("](#") && markdown.ends_with('\n'), "{}", entry.name());
        assert_eq!(markdown.matches("```").count() % 2, 0, "{}", entry.name());
        assert!(!markdown.contains("\n\n\n"), "{}", entry.name());
    }
    let markdown = find("B17").unwrap().markdown();
    assert!(markdown.contains("| `coordinated` | follow an actor,") && markdown.contains("*lead*"));
    assert!(find("B15").unwrap().markdown().contains("The year in the number of a document"));
    assert!(!find("B17").unwrap().markdown().contains("The year in the number of a document"));
    assert!(find("O6").unwrap().markdown().contains("| appendix | `附录` `附件一`"));
    assert!(find("S19").unwrap().markdown().contains("| nested lists | at most 4 |"));
    assert!(find("B1").unwrap().markdown().contains("paired_enumerator = ( \"(\", label"));
}

/// What depends on options or is long has no example, as in `tests/rules.rs`.
const WITHOUT: [&str; 5] =
    ["B8", "B11", "nesting-too-deep", "outline-too-deep", "diagnostics-omitted"];

#[test]
fn every_entry_has_examples() {
    for entry in entries() {
        let examples = entry.examples();
        assert_eq!(examples.is_empty(), WITHOUT.contains(&entry.name()), "{}", entry.name());
        for example in &examples {
            assert!(!example.text.is_empty(), "{}", entry.name());
            assert_eq!(
                example.outcome.is_empty(),
                !example.applies,
                "{}: {example:?}",
                entry.name()
            );
            let document = policymark::parse(&example.text).unwrap();
            match entry.kind() {
                EntryKind::Bracket => {
                    let reason = Reason::ALL.iter().find(|reason| reason.rule() == entry.name());
                    let found = reasons(&example.text).contains(reason.unwrap());
                    assert_eq!(found, example.applies, "{}: {example:?}", entry.name());
                }
                EntryKind::Statement => {
                    let lines = example.outcome.lines().count();
                    assert_eq!(
                        document.statements().count(),
                        lines,
                        "{}: {example:?}",
                        entry.name()
                    );
                }
                EntryKind::Diagnostic => {
                    let diagnostic = &document.diagnostics()[0];
                    assert_eq!(Some(diagnostic.code()), entry.code());
                    assert!(example.outcome.ends_with(diagnostic.message()), "{example:?}");
                }
                _ => assert!(!document.text().is_empty()),
            }
        }
    }
}

/// What these say of a member does not depend on the rule that ties it.
const OF_NO_MEMBER: [&str; 3] = ["S25", "S26", "S31"];

#[test]
fn a_rule_on_statements_ties_something_in_its_examples() {
    for rule in Rule::ALL {
        let examples = find(rule.name()).unwrap().examples();
        let ties = examples.iter().any(|example| example.outcome.contains(&format!("{rule} ")));
        assert_eq!(ties, !OF_NO_MEMBER.contains(&rule.name()), "{rule}");
    }
}

#[test]
fn names_are_found_in_any_case() {
    for (asked, name) in [
        ("B17", "B17"),
        (" b17 ", "B17"),
        ("s13", "S13"),
        ("coordinated", "B17"),
        ("Link-Target", "B2"),
        ("BRACKET-UNCLOSED", "bracket-unclosed"),
        ("placeholder", "placeholder"),
    ] {
        assert_eq!(find(asked).unwrap().name(), name, "{asked}");
    }
}

#[test]
fn unknown_names_lead_to_known_ones() {
    for (asked, nearest) in [
        ("bracket-unclosd", Some("bracket-unclosed")),
        ("Bracket_Unclosed", Some("bracket-unclosed")),
        ("action-without-date", Some("action-without-data")),
        ("B0", Some("B1")),
        ("B26", Some("B25")),
        ("r99", Some("R37")),
        ("S4294967296", None),
        ("X1", None),
        ("", None),
        ("手机号码", None),
    ] {
        let error = find(asked).unwrap_err();
        assert_eq!(error.nearest(), nearest, "{asked}");
        assert_eq!(error.name(), asked);
        assert_eq!(error.known().len(), entries().len());
        let english = error.to_string();
        assert!(english.contains(&format!("“{asked}”")), "{english}");
        assert_eq!(english.contains("B1–B25"), nearest.is_none(), "{english}");
        assert!(error.message_in(Language::Chinese).starts_with("没有叫"), "{asked}");
    }
    assert_eq!(find(&"a-".repeat(1 << 20)).unwrap_err().nearest(), None);
}

/// The entries as a terminal shows them.
fn shown(style: Style<'_>, name: &str) -> String {
    style.entry(&find(name).unwrap()).to_string()
}

#[test]
fn entries_fit_the_width_in_cells() {
    for language in Language::ALL {
        for width in [40, 57, 80, 200] {
            let style = Style::new().width(width).language(*language);
            for entry in entries() {
                let shown = style.entry(&entry).to_string();
                let wide = shown.lines().find(|line| line.width() > width || line.ends_with(' '));
                assert_eq!(wide, None, "{} at {width}", entry.name());
                assert!(shown.ends_with('\n') && !shown.contains("\n\n\n"), "{shown}");
                assert!(!shown.contains("| ---") && !shown.contains("**."), "{shown}");
            }
            let list = style.entries(&entries()).to_string();
            assert_eq!(list.lines().count(), entries().len());
            assert!(list.lines().all(|line| line.width() <= width), "{list}");
        }
    }
}

#[test]
fn no_width_loses_words() {
    for entry in entries() {
        let squeezed = |style: Style<'_>| -> String {
            style.entry(&entry).to_string().split_whitespace().collect()
        };
        let (narrow, wide) = (squeezed(Style::new().width(57)), squeezed(Style::new().width(None)));
        // The cells beside a label that is broken are between its parts.
        let sorted = |text: &str| {
            let mut letters: Vec<_> = text.chars().collect();
            letters.sort_unstable();
            letters
        };
        assert_eq!(sorted(&narrow), sorted(&wide), "{}", entry.name());
    }
}

#[test]
fn entries_read_as_the_snapshots_say() {
    let (english, chinese) = (Style::new(), Style::new().language(Language::Chinese));
    for name in ["B2", "B17", "R27", "R30", "O6", "S28", "bracket-lookalike"] {
        insta::assert_snapshot!(format!("{name}.en"), shown(english, name));
        insta::assert_snapshot!(format!("{name}.zh"), shown(chinese, name));
    }
    insta::assert_snapshot!("titles.en", english.entries(&entries()));
    insta::assert_snapshot!("titles.zh", chinese.entries(&entries()));
    assert_eq!(find("B17").unwrap().to_string(), shown(english, "B17"));
}
