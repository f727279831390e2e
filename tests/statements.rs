//! Tests the code against the section *Statements* of `grammar.md`: every example there lists the
//! statements of its text.

#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use std::collections::BTreeSet;

use policymark::lexicon::Cue;
use policymark::statement::{Certainty, MemberRole, Modality, Polarity, Rule};
use policymark::{Statement, parse};

use common::specification::{self, blocks};

/// The section *Statements*.
fn section() -> &'static str {
    specification::section("## Statements")
}

const ROLES: [(MemberRole, &str); 12] = [
    (MemberRole::Actor, "actor"),
    (MemberRole::Recipient, "recipient"),
    (MemberRole::Source, "source"),
    (MemberRole::Subject, "subject"),
    (MemberRole::Place, "place"),
    (MemberRole::Action, "action"),
    (MemberRole::Data, "data"),
    (MemberRole::Excluded, "excluded"),
    (MemberRole::Purpose, "purpose"),
    (MemberRole::Condition, "condition"),
    (MemberRole::Exception, "exception"),
    (MemberRole::Absence, "without"),
];

fn head(statement: Statement<'_>) -> String {
    let modality = statement.modality().map(|modality| match modality {
        Modality::Will => "will",
        Modality::May => "may",
        Modality::Must => "must",
        _ => "other",
    });
    let denied = (statement.polarity() == Polarity::Denied).then_some("denied");
    let exempt = statement.is_consent_exempt().then_some("exempt");
    let certainty = match statement.certainty() {
        Certainty::Doubtful => Some("doubtful"),
        Certainty::Likely => Some("likely"),
        _ => None,
    };
    let supposed = (!statement.is_asserted()).then_some("supposed");
    let words: Vec<_> =
        [modality, denied, exempt, supposed, certainty].into_iter().flatten().collect();
    if words.is_empty() { String::new() } else { format!("{}: ", words.join(", ")) }
}

/// A statement in the notation of `grammar.md`.
fn show(statement: Statement<'_>) -> String {
    let mut members = Vec::new();
    for member in statement.members() {
        let (_, role) = ROLES.iter().find(|(role, _)| *role == member.role).unwrap();
        members.push(format!("{} {role} {}", member.rule, member.annotation.text()));
    }
    for pair in statement.inclusions() {
        members.push(format!("{} {} > {}", pair.rule, pair.whole.text(), pair.part.text()));
    }
    for reference in statement.references() {
        let meant: Vec<_> = reference.annotations().map(|a| a.text().into_owned()).collect();
        let (rule, mark) = (reference.rule, reference.mark.text());
        members.push(format!("{rule} {mark} means {}", meant.join(", ")));
    }
    for word in statement.unmarked() {
        let rule = word.rule();
        let (_, role) = ROLES.iter().find(|(role, _)| *role == word.role()).unwrap();
        members.push(format!("{rule} {role} ({})", word.text()));
    }
    for section in statement.announces() {
        let item = section.label().map_or_else(|| section.text(), Into::into);
        members.push(format!("{} item {item}", Rule::Announced));
    }
    format!("{}{}", head(statement), members.join("; "))
}

/// The examples: each a text and its statements.
fn examples(section: &str) -> Vec<(String, Vec<String>)> {
    let is_statement = |line: &&str| {
        let start = line.split_once(": ").map_or(*line, |(_, rest)| rest);
        start.starts_with('S') && start[1..].starts_with(|c: char| c.is_ascii_digit())
    };
    let bodies = blocks(section, "statements").into_iter();
    bodies
        .map(|body| {
            let lines = || body.lines();
            let text: Vec<_> = lines().filter(|line| !is_statement(line)).collect();
            (text.join("\n"), lines().filter(is_statement).map(str::to_owned).collect())
        })
        .collect()
}

#[test]
fn every_example_has_the_statements_that_it_lists() {
    let examples = examples(section());
    assert!(examples.len() > 20);
    let mut wrong = String::new();
    for (text, expected) in &examples {
        let document = parse(text).unwrap();
        let found: Vec<_> = document.statements().map(show).collect();
        if found != *expected {
            wrong.push_str(&format!("{text}\n{}\n\n", found.join("\n")));
        }
    }
    assert!(wrong.is_empty(), "other statements than grammar.md lists:\n\n{wrong}");
}

/// A clause in the notation of the examples.
fn show_clause(clause: policymark::document::Clause<'_>) -> String {
    let slots = clause.slots().map(|slot| match slot.annotation() {
        Some(_) => format!("{} {}", slot.role(), slot.text()),
        None => format!("{} ({})", slot.role(), slot.text()),
    });
    format!("{}: {}", clause.kind(), slots.collect::<Vec<_>>().join("; "))
}

#[test]
fn every_example_has_the_clauses_that_it_lists() {
    let bodies = blocks(section(), "clauses");
    assert!(bodies.len() >= 2);
    for (text, expected) in bodies.iter().map(|body| body.split_once('\n').unwrap()) {
        let document = parse(text).unwrap();
        let found: Vec<_> = document.clauses().map(show_clause).collect();
        assert_eq!(found.join("\n"), expected, "{text}");
    }
}

#[test]
fn every_rule_has_a_paragraph_and_an_example() {
    let section = section();
    let rules = examples(section).into_iter().flat_map(|(_, statements)| statements);
    let used: BTreeSet<_> = rules
        .flat_map(|line| line.split([' ', ';']).map(str::to_owned).collect::<Vec<_>>())
        .collect();
    for &rule in Rule::ALL {
        assert_eq!(section.matches(&format!("\n**{rule}** *")).count(), 1, "{rule}");
        assert!(used.contains(&rule.to_string()), "no example of {rule}");
    }
}

#[test]
fn every_cue_is_explained() {
    let section = section();
    for &cue in Cue::ALL {
        assert!(section.contains(&format!("`{cue}`")), "{cue}");
    }
}

#[test]
fn certainty_is_that_of_the_rules() {
    let section = section();
    let (_, scale) = section.split_once("**Certainty** is").unwrap();
    let scale = scale.split("**Limits.**").next().unwrap();
    let (likely, doubtful) = scale.split_once("*doubtful*").unwrap();
    for &rule in Rule::ALL {
        let stands_in = |text: &str| {
            text.split(|c: char| !c.is_ascii_alphanumeric()).any(|word| word == rule.to_string())
        };
        let expected = match rule.certainty() {
            Certainty::Likely => (true, false),
            Certainty::Doubtful => (false, true),
            _ => (false, false),
        };
        assert_eq!((stands_in(likely), stands_in(doubtful)), expected, "{rule}");
    }
}

#[test]
fn every_role_is_shown_once() {
    let mut shown = MemberRole::SHOWN;
    shown.sort();
    assert_eq!(shown, MemberRole::ALL);
}
