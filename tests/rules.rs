//! Holds the examples of `grammar.md` and the code together: those of brackets, roles, sentences and the
//! outline. Those of statements are in `tests/statements.rs`.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::collections::BTreeSet;

use policymark::statement::MemberRole;
use policymark::text::{Delimiter, Dialect};
use policymark::tree::Reason;
use policymark::{Annotation, Document, Parser, Section, parse};

/// A section of the specification, up to the next one of its depth or of a lesser one.
fn section(heading: &str) -> &'static str {
    let (_, section) = include_str!("../grammar.md").split_once(&format!("\n{heading}\n")).unwrap();
    let depth = heading.split(' ').next().unwrap().len();
    let ends = (2..=depth).filter_map(|depth| section.find(&format!("\n{} ", "#".repeat(depth))));
    &section[..ends.min().unwrap_or(section.len())]
}

/// The cells of the rows of tables that open with a rule of this letter.
fn rows(section: &str, letter: char) -> Vec<Vec<&str>> {
    let rows = section.lines().filter_map(|line| line.strip_prefix("| ")?.strip_suffix(" |"));
    let rows = rows.map(|row| row.split(" | ").collect::<Vec<_>>());
    rows.filter(|cells| rule_of(cells[0], letter).is_some()).collect()
}

fn rule_of(cell: &str, letter: char) -> Option<u32> {
    cell.strip_prefix(letter)?.parse().ok()
}

/// What is in backticks in a cell.
fn quoted(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('`').skip(1).step_by(2)
}

/// The bodies of the fenced blocks of this kind, without their indent.
fn blocks(section: &str, kind: &str) -> Vec<String> {
    let (fence, mut blocks, mut lines) = (format!("```{kind}"), Vec::new(), section.lines());
    while let Some(opening) = lines.find(|line| line.trim_start() == fence) {
        let indent = opening.len() - fence.len();
        let body = lines.by_ref().take_while(|line| line.trim_start() != "```");
        let body: Vec<_> = body.map(|line| line.get(indent..).unwrap_or_default()).collect();
        blocks.push(body.join("\n"));
    }
    blocks
}

fn reasons(document: &Document) -> Vec<Reason> {
    document.root().descendants().filter_map(|node| Some(node.reading()?.reason)).collect()
}

#[test]
fn brackets_are_what_their_examples_say() {
    let (mut wrong, mut checked) = (Vec::new(), BTreeSet::new());
    for row in rows(section("## Annotation or ordinary bracket"), 'B') {
        let [rule, reason, _, _, examples, others] = *row else { panic!("{row:?}") };
        let reason: Reason = quoted(reason).next().unwrap().parse().unwrap();
        assert_eq!(reason.rule(), rule);
        let mut check = |text, expected| {
            let found = reasons(&parse(text).unwrap());
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
    assert_eq!(reasons(&deep), [Reason::Marked, Reason::Depth, Reason::Depth]);
    let dialect = Dialect::default().with(Delimiter::Angle, None);
    let plain = Parser::new().dialect(dialect).parse("<邮箱>").unwrap();
    assert_eq!(reasons(&plain), [Reason::Dialect]);
}

/// What a text says of its last annotation, or of a statement that it is put beside.
fn is(text: &str, what: &str) -> bool {
    let document = parse(text).unwrap();
    let Some(last) = document.annotations().next_back() else { return false };
    let beside = |before: &str| holds(&format!("{before}，{text}。"), what);
    match what {
        "exception" | "promise" => beside("(星海)不会[公开]<邮箱>"),
        "absence" => beside("(星海)会[收集]<邮箱>"),
        "excluded" => holds(&format!("(星海)不会[公开]{text}。"), what),
        "location" => holds(&format!("(星海)会[收集]<邮箱>，{text}。"), what),
        "reference" => refers(&format!("(星海)会向(云杉SDK)[提供]<邮箱>。由{text}[使用]。")),
        "several items" => last.items().count() > 1,
        "one item" => last.items().count() == 1,
        "nobody known" => last.party().is_none(),
        _ => names(last).contains(&what),
    }
}

/// What an annotation is by itself.
fn names(annotation: Annotation<'_>) -> Vec<&'static str> {
    let role = annotation.role().map(|role| role.name());
    let party = annotation.party().map(|party| party.name());
    let ground = annotation.ground().map(|ground| ground.name());
    let processing = annotation.processing().map(|processing| processing.name());
    let category = annotation.category().map(|category| category.name());
    [role, party, ground, processing, category].into_iter().flatten().collect()
}

/// Whether a statement of a text says it of its last annotation.
fn holds(text: &str, what: &str) -> bool {
    let document = parse(text).unwrap();
    let Some(last) = document.annotations().next_back() else { return false };
    let has =
        |role| document.statements().any(|s| s.in_role(role).any(|mark| mark.id() == last.id()));
    match what {
        "absence" => has(MemberRole::Absence),
        "excluded" => has(MemberRole::Excluded),
        "location" => has(MemberRole::Place),
        _ => has(MemberRole::Exception),
    }
}

/// The examples in the tables of the section: rule, text, and what it is.
fn tabled(section: &str) -> Vec<(&str, &str, &str)> {
    let mut examples = Vec::new();
    for row in rows(section, 'R') {
        let [rule, _, values, texts] = *row else { panic!("{row:?}") };
        let (values, texts): (Vec<_>, Vec<_>) = (quoted(values).collect(), quoted(texts).collect());
        assert!(values.len() == texts.len() || values.len() == 1, "{row:?}");
        examples
            .extend(texts.into_iter().zip(values.into_iter().cycle()).map(|(t, v)| (rule, t, v)));
    }
    examples
}

/// Whether a mark of a text means something named before it.
fn refers(text: &str) -> bool {
    parse(text).unwrap().annotations().any(|mark| mark.reference().is_some())
}

#[test]
fn annotations_are_what_their_examples_say() {
    let section = section("## Roles");
    let mut examples = tabled(section);
    let rules: BTreeSet<_> = examples.iter().map(|(rule, ..)| *rule).collect();
    assert!(rules.len() > 32, "{rules:?}");
    let blocks = blocks(section, "roles");
    let lines = blocks.iter().flat_map(|block| block.lines());
    examples.extend(
        lines.filter_map(|line| line.rsplit_once(": ")).map(|(text, what)| ("", text, what)),
    );
    let wrong: Vec<_> = examples.iter().filter(|(_, text, what)| !is(text, what)).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Where each piece of a text ends, marked by `|`.
fn cut<'t>(text: &str, spans: impl Iterator<Item = &'t str>) -> String {
    let (mut out, mut rest) = (String::new(), text);
    for span in spans {
        let (before, behind) = rest.split_once(span).unwrap();
        out.extend([before, span, "|"]);
        rest = behind;
    }
    out + rest
}

#[test]
fn sentences_end_where_their_examples_say() {
    let section = section("### Sentences");
    for block in blocks(section, "sentences") {
        let text = block.replace('|', "");
        let document = parse(&text).unwrap();
        assert_eq!(cut(&text, document.sentences().map(|sentence| sentence.source())), block);
    }
    for block in blocks(section, "pieces") {
        let text = block.replace('|', "");
        let document = parse(&text).unwrap();
        let pieces = document.sentences().flat_map(|sentence| sentence.pieces());
        assert_eq!(cut(&text, pieces.map(|span| &text[span.range()])), block);
    }
}

/// What a line is to the outline: the section that starts on it, and how deep that is.
fn kind(line: &str, at: usize, document: &Document) -> String {
    let starts =
        |section: &Section<'_>| (at..at + line.len()).contains(&section.span().range().start);
    document.sections().find(starts).map_or("text".into(), |section| {
        let kind = if section.is_item() { "item" } else { "heading" };
        format!("{kind} {}", section.ancestors().count())
    })
}

/// An example, each line behind what it is, and what the outline makes of it.
fn read_outline(block: &str) -> String {
    let lines = block.lines().map(|line| line.split_once(": ").unwrap_or((line, "")).1);
    let lines: Vec<_> = lines.collect();
    let (document, mut at) = (parse(&lines.join("\n")).unwrap(), 0);
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

#[test]
fn labels_are_those_of_the_table() {
    let table = section("### Sections").split_once("| style | examples |\n").unwrap().1;
    let rows = table.lines().map(str::trim).skip(1).take_while(|line| line.starts_with('|'));
    let labels: Vec<_> = rows.flat_map(quoted).collect();
    assert!(labels.len() > 50, "{labels:?}");
    for label in labels {
        let document =
            parse(&format!("{label} 总则\n正文写在这里，请您在注册以前从头到尾读一遍。")).unwrap();
        let found = document.sections().next().and_then(Section::label);
        assert_eq!(found, Some(label.trim_end()));
    }
}
