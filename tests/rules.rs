//! Tests the code against the examples of `grammar.md` for brackets, roles, sentences and the
//! outline. `tests/statements.rs` has those for statements.

#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use std::collections::BTreeSet;

use policymark::annotation::Role;
use policymark::lexicon::{DataCategory, Ground, Party, Processing};
use policymark::statement::MemberRole;
use policymark::text::{Code, Delimiter, Dialect, Position};
use policymark::tree::Reason;
use policymark::{Annotation, Document, Parser, Section};

use common::specification::{blocks, quoted, rows, section};
use common::{read_text, reasons, reasons_of};

/// The rows of a section that start with the number of a rule.
fn rules(section: &str, letter: char) -> impl Iterator<Item = Vec<&str>> {
    let is_rule =
        move |cell: &str| cell.strip_prefix(letter).is_some_and(|n| n.parse::<u32>().is_ok());
    rows(section).filter(move |cells| is_rule(cells[0]))
}

#[test]
fn brackets_are_what_their_examples_say() {
    let (mut wrong, mut checked) = (Vec::new(), BTreeSet::new());
    for row in rules(section("## Annotation or ordinary bracket"), 'B') {
        let [rule, reason, _, _, examples, others] = *row else { panic!("{row:?}") };
        let reason: Reason = quoted(reason).next().unwrap().parse().unwrap();
        assert_eq!(reason.rule(), rule);
        let mut check = |text, expected| {
            let found = reasons(text);
            if found.contains(&reason) != expected {
                wrong.push(format!("{rule} {text}: {found:?}"));
            }
        };
        quoted(examples).for_each(|example| check(example, true));
        quoted(others).for_each(|other| check(other, false));
        checked.extend(quoted(examples).next().map(|_| reason));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    let unchecked: Vec<_> = Reason::ALL.iter().filter(|reason| !checked.contains(reason)).collect();
    assert_eq!(unchecked, [&Reason::Depth, &Reason::Dialect], "no example");
}

#[test]
fn two_reasons_depend_on_an_option() {
    let deep = Parser::new().max_depth(1).parse("{您[注册]}时").unwrap();
    assert_eq!(reasons_of(&deep), [Reason::Marked, Reason::Depth, Reason::Depth]);
    let dialect = Dialect::default().with(Delimiter::Angle, None);
    let plain = Parser::new().dialect(dialect).parse("<邮箱>").unwrap();
    assert_eq!(reasons_of(&plain), [Reason::Dialect]);
}

/// Whether the last annotation of a text, or a statement with it, is what `what` says.
fn is(text: &str, what: &str) -> bool {
    let document = read_text(text);
    let Some(last) = document.annotations().next_back() else { return false };
    let beside = |before: &str| holds(&format!("{before}，{text}。"), what);
    match what {
        "exception" | "promise" => beside("(星海)不会[公开]<邮箱>"),
        "absence" => beside("(星海)会[收集]<邮箱>"),
        "excluded" => holds(&format!("(星海)不会[公开]{text}。"), what),
        "location" => beside("(星海)会[收集]<邮箱>"),
        "reference" => refers(&format!("(星海)会向(云杉SDK)[提供]<邮箱>。由{text}[使用]。")),
        "several items" => last.items().count() > 1,
        "no item" => last.items().next().is_none(),
        "one item" => last.items().count() == 1,
        "nobody known" => last.party().is_none(),
        _ => is_named(last, what),
    }
}

/// Whether an annotation has the property called `name`: the first one of these enums that has the
/// name decides.
fn is_named(annotation: Annotation<'_>, name: &str) -> bool {
    if let Ok(role) = name.parse::<Role>() {
        annotation.role() == Some(role)
    } else if let Ok(party) = name.parse::<Party>() {
        annotation.party() == Some(party)
    } else if let Ok(ground) = name.parse::<Ground>() {
        annotation.ground() == Some(ground)
    } else if let Ok(processing) = name.parse::<Processing>() {
        annotation.processing() == Some(processing)
    } else {
        annotation.category() == Some(name.parse::<DataCategory>().unwrap())
    }
}

/// Whether a statement of a text has its last annotation in the role that `what` says.
fn holds(text: &str, what: &str) -> bool {
    let document = read_text(text);
    let Some(last) = document.annotations().next_back() else { return false };
    let has = |role| document.statements().any(|s| s.in_role(role).any(|a| a.id() == last.id()));
    match what {
        "absence" => has(MemberRole::Absence),
        "excluded" => has(MemberRole::Excluded),
        "location" => has(MemberRole::Place),
        _ => has(MemberRole::Exception),
    }
}

/// The examples in the tables of the section: rule, text, and expected result.
fn tabled(section: &str) -> Vec<(&str, &str, &str)> {
    let mut examples = Vec::new();
    for row in rules(section, 'R') {
        let [rule, _, _, values, texts] = *row else { panic!("{row:?}") };
        let (values, texts): (Vec<_>, Vec<_>) = (quoted(values).collect(), quoted(texts).collect());
        assert!(values.len() == texts.len() || values.len() == 1, "{row:?}");
        examples
            .extend(texts.into_iter().zip(values.into_iter().cycle()).map(|(t, v)| (rule, t, v)));
    }
    examples
}

/// Whether an annotation of a text refers to something named before it.
fn refers(text: &str) -> bool {
    read_text(text).annotations().any(|a| a.reference().is_some())
}

#[test]
fn annotations_are_what_their_examples_say() {
    let section = section("## Roles");
    let mut examples = tabled(section);
    let rules: BTreeSet<_> = examples.iter().map(|(rule, ..)| *rule).collect();
    assert!(rules.len() > 32, "{rules:?}");
    let grounds: BTreeSet<Ground> =
        examples.iter().filter_map(|(_, _, what)| what.parse().ok()).collect();
    assert!(grounds.iter().eq(Ground::ALL), "{grounds:?}");
    let blocks = blocks(section, "roles");
    let lines = blocks.iter().flat_map(|block| block.lines());
    examples.extend(lines.map(|line| {
        let (text, what) = line.rsplit_once(": ").unwrap();
        ("", text, what)
    }));
    let wrong: Vec<_> = examples.iter().filter(|(_, text, what)| !is(text, what)).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// The text with `|` at the end of each piece.
fn cut<'t>(text: &str, spans: impl Iterator<Item = &'t str>) -> String {
    let (mut out, mut rest) = (String::new(), text);
    for span in spans {
        let (before, after) = rest.split_once(span).unwrap();
        out.extend([before, span, "|"]);
        rest = after;
    }
    out + rest
}

#[test]
fn sentences_end_where_their_examples_say() {
    let section = section("### Sentences");
    for block in blocks(section, "sentences") {
        let text = block.replace('|', "");
        let document = read_text(&text);
        assert_eq!(cut(&text, document.sentences().map(|sentence| sentence.source())), block);
    }
    for block in blocks(section, "pieces") {
        let text = block.replace('|', "");
        let document = read_text(&text);
        let pieces = document.sentences().flat_map(|sentence| sentence.pieces());
        assert_eq!(cut(&text, pieces.map(|span| &text[span.range()])), block);
    }
}

/// The kind of a line in the outline: the section that starts on it, and its depth.
fn kind(line: &str, at: usize, document: &Document) -> String {
    let starts =
        |section: &Section<'_>| (at..at + line.len()).contains(&section.span().range().start);
    document.sections().find(starts).map_or("text".into(), |section| {
        let kind = if section.is_item() { "item" } else { "heading" };
        format!("{kind} {}", section.ancestors().count())
    })
}

/// An example as the outline reads it: each line after its kind.
fn read_outline(block: &str) -> String {
    let lines = block.lines().map(|line| line.split_once(": ").unwrap_or((line, "")).1);
    let lines: Vec<_> = lines.collect();
    let (document, mut at) = (read_text(&lines.join("\n")), 0);
    let kinds = lines.iter().map(|line| {
        let kind = kind(line, at, &document);
        at += line.len() + 1;
        format!("{kind}: {line}").trim_end().to_owned()
    });
    kinds.collect::<Vec<_>>().join("\n")
}

#[test]
fn lines_are_what_their_examples_say() {
    let section = section("### Sections");
    let blocks = blocks(section, "outline");
    let wrong: Vec<_> = blocks.iter().filter(|block| read_outline(block) != **block).collect();
    for block in &wrong {
        eprintln!("{block}\nis read as\n{}\n", read_outline(block));
    }
    assert!(wrong.is_empty() && blocks.len() > 10);
}

/// The examples of a code: a text, and its diagnostics, each after its line and column.
fn diagnosed(block: &str) -> (&str, &str) {
    let is_place =
        |line: &str| line.split(' ').next().is_some_and(|p| p.parse::<Position>().is_ok());
    let found = block.lines().find(|line| is_place(line)).unwrap();
    let (text, _) = block.split_once(found).unwrap();
    (text.trim_end_matches('\n'), &block[text.len()..])
}

#[test]
fn diagnostics_are_what_their_examples_say() {
    let mut without = Vec::new();
    for &code in Code::ALL {
        let section = section(&format!("### {code}"));
        if !section.contains("```diagnostics") {
            without.push(code);
            continue;
        }
        for block in blocks(section, "diagnostics") {
            let (text, expected) = diagnosed(&block);
            let document = read_text(text);
            let lines = document.line_index();
            let found = document.diagnostics().iter().map(|diagnostic| {
                assert_eq!(diagnostic.code(), code, "{text}");
                format!("{} {}", lines.position(diagnostic.span().start()), diagnostic.message())
            });
            assert_eq!(found.collect::<Vec<_>>().join("\n"), expected, "{text}");
        }
    }
    let long = [Code::NestingTooDeep, Code::OutlineTooDeep, Code::DiagnosticsOmitted];
    assert_eq!(without, long, "no example");
}

#[test]
fn labels_are_those_of_the_table() {
    let table = rows(section("### Sections")).filter(|cells| cells.len() == 2);
    let labels: Vec<_> = table.flat_map(|cells| quoted(cells[1])).collect();
    assert!(labels.len() > 50, "{labels:?}");
    for label in labels {
        let document =
            read_text(&format!("{label} 总则\n正文写在这里，请您在注册以前从头到尾读一遍。"));
        let found = document.sections().next().and_then(Section::label);
        assert_eq!(found, Some(label.trim_end()));
    }
}
