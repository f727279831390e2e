//! Tests the annotator's guide, `docs/annotating.md` and `docs/annotating.zh-CN.md`: every example in it
//! reads as it shows, and both languages decide the same things with the same examples.
//!
//! An example is a fenced block. `policy` is annotated as the guide wants it; `wrong` is the same text
//! annotated as it does not. The last lines of a block say what is read in the text: `→` is a statement by
//! its `Display`, indented below it what only the longer form shows, and `!` is a diagnostic.
//!
//! `INSTA_UPDATE=always cargo test --test guide` writes those lines anew. Read them before you commit them.

#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use policymark::display::Style;
use policymark::text::{Code, Severity};
use policymark::{Document, Statement, parse};

use common::read_text;

const LANGUAGES: [&str; 2] = ["docs/annotating.zh-CN.md", "docs/annotating.md"];

/// The labels of what `Style::statements` shows and `Display` does not.
const LONGER: [&str; 4] = ["parts", "means", "items", "where"];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Policy,
    Wrong,
}

#[derive(Debug, PartialEq, Eq)]
struct Example {
    /// The number of its decision; 0 where it belongs to none.
    decision: u32,
    kind: Kind,
    text: String,
    /// What the text is read as, as the guide shows it.
    shown: String,
}

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn guide(name: &str) -> String {
    common::read(&path(name))
}

/// The number of a decision, from its heading `### 12. …`.
fn decision(line: &str) -> Option<u32> {
    line.strip_prefix("### ")?.split_once(". ")?.0.parse().ok()
}

fn is_reading(line: &str) -> bool {
    line.starts_with('→') || line.starts_with("  ") || line.starts_with('!')
}

/// The examples of a guide. Hands every other line, fences included, to `rest`.
fn walk(guide: &str, mut rest: impl FnMut(&str), mut each: impl FnMut(Example)) {
    let (mut lines, mut number) = (guide.lines(), 0);
    while let Some(line) = lines.next() {
        let kind = match line {
            "```policy" => Some(Kind::Policy),
            "```wrong" => Some(Kind::Wrong),
            _ => None,
        };
        rest(line);
        number = match line.starts_with("## ") {
            true => 0,
            false => decision(line).unwrap_or(number),
        };
        let Some(kind) = kind else { continue };
        let body = lines.by_ref().take_while(|line| *line != "```");
        let (shown, text): (Vec<_>, Vec<_>) = body.partition(|line| is_reading(line));
        let (text, shown) = (text.join("\n"), shown.join("\n"));
        each(Example { decision: number, kind, text, shown });
        rest("```");
    }
}

fn examples(name: &str) -> Vec<Example> {
    let mut examples = Vec::new();
    walk(&guide(name), |_| {}, |example| examples.push(example));
    examples
}

/// What only the longer form of a statement shows, a line each, indented.
fn longer(statement: Statement<'_>) -> String {
    let shown = Style::new().width(None).statements([statement]).to_string();
    let mut lines = String::new();
    let mut is_wanted = false;
    for line in shown.lines().filter(|line| line.starts_with(' ')) {
        let label = line.get(2..10).unwrap_or_default().trim();
        is_wanted = if label.is_empty() { is_wanted } else { LONGER.contains(&label) };
        if is_wanted {
            lines.push_str(line);
            lines.push('\n');
        }
    }
    lines
}

fn statements(document: &Document) -> String {
    let mut shown = String::new();
    for statement in document.statements() {
        let _ = write!(shown, "→ {statement}\n{}", longer(statement));
    }
    if shown.is_empty() {
        shown.push_str("→ no statements\n");
    }
    shown
}

fn diagnostics(document: &Document) -> String {
    let lines = document.line_index();
    let mut shown = String::new();
    for diagnostic in document.diagnostics() {
        let place = lines.position(diagnostic.span().start());
        let _ = writeln!(shown, "! {place} {}", diagnostic.code());
    }
    shown
}

/// What an example is read as. The invariants of its document are asserted.
fn reading(text: &str) -> String {
    let document = read_text(text);
    format!("{}{}", statements(&document), diagnostics(&document)).trim_end().to_owned()
}

/// The guide with the real readings.
fn mended(guide: &str) -> String {
    let written = std::cell::RefCell::new(String::new());
    let line = |line: &str| {
        let mut written = written.borrow_mut();
        written.push_str(line);
        written.push('\n');
    };
    walk(guide, line, |example| {
        line(&example.text);
        line(&reading(&example.text));
    });
    written.into_inner()
}

/// Other tests read the file at the same time, and never find it half written.
fn write_at_once(path: &Path, text: &str) {
    let new = path.with_extension("new");
    std::fs::write(&new, text).unwrap();
    std::fs::rename(new, path).unwrap();
}

#[test]
fn every_example_reads_as_it_shows() {
    for name in LANGUAGES {
        let (shown, real) = (guide(name), mended(&guide(name)));
        if std::env::var("INSTA_UPDATE").is_ok_and(|update| update == "always") {
            write_at_once(&path(name), &real);
        } else {
            let lines = shown.lines().zip(real.lines()).enumerate();
            let differing = lines.filter(|(_, (shown, real))| shown != real);
            let first =
                differing.map(|(at, (shown, real))| format!("{}: {shown}\nreal: {real}", at + 1));
            assert_eq!(first.take(1).collect::<String>(), "", "in {name}");
            assert_eq!(shown, real, "{name}");
        }
    }
}

#[test]
fn both_languages_decide_the_same_with_the_same_examples() {
    let [chinese, english] = LANGUAGES.map(examples);
    for (one, other) in chinese.iter().zip(&english) {
        assert_eq!(one, other);
    }
    assert_eq!(chinese.len(), english.len());
    let [chinese, english] = LANGUAGES.map(|name| guide(name).lines().filter_map(decision).count());
    assert_eq!(chinese, english);
}

#[test]
fn there_are_enough_decisions_each_with_an_example() {
    for name in LANGUAGES {
        let numbers: Vec<u32> = guide(name).lines().filter_map(decision).collect();
        assert!(numbers.len() >= 20, "{name}: {numbers:?}");
        assert!(numbers.iter().copied().eq(1..=numbers.len() as u32), "{name}: {numbers:?}");
        let is_right = |example: &Example| example.kind == Kind::Policy;
        let shown: BTreeSet<u32> =
            examples(name).iter().filter(|example| is_right(example)).map(|e| e.decision).collect();
        assert!(numbers.iter().all(|number| shown.contains(number)), "{name}: {shown:?}");
    }
}

#[test]
fn what_is_right_has_no_diagnostics() {
    for example in examples(LANGUAGES[0]) {
        let document = parse(&example.text).unwrap();
        if example.kind == Kind::Policy {
            assert_eq!(diagnostics(&document), "", "{}", example.text);
        }
    }
}

/// The letters and digits of a text without its annotations.
fn words(document: &Document) -> String {
    document.plain_text().text().chars().filter(|c| c.is_alphanumeric()).collect()
}

#[test]
fn what_is_wrong_is_another_reading_of_the_same_words() {
    let examples = examples(LANGUAGES[0]);
    let mut wrong = 0;
    for (index, example) in examples.iter().enumerate() {
        let document = parse(&example.text).unwrap();
        if example.kind == Kind::Policy {
            continue;
        }
        wrong += 1;
        let right = examples[..index].iter().rfind(|right| right.kind == Kind::Policy).unwrap();
        assert_eq!(right.decision, example.decision, "nothing right before {}", example.text);
        let right = parse(&right.text).unwrap();
        assert_eq!(words(&right), words(&document), "other words");
        let is_worse =
            statements(&right) != statements(&document) || !diagnostics(&document).is_empty();
        assert!(is_worse, "{} is not worse than {}", example.text, right.text());
    }
    assert!(wrong >= 20, "{wrong}");
}

#[test]
fn every_code_has_a_row_with_its_severity() {
    let levels = [["错误", "警告", "提示"], ["error", "warning", "hint"]];
    for (name, [error, warning, hint]) in LANGUAGES.into_iter().zip(levels) {
        let guide = guide(name);
        for code in Code::ALL {
            let level = match code.severity() {
                Severity::Error => error,
                Severity::Warning => warning,
                _ => hint,
            };
            let row = format!("| `{code}` | {level} | ");
            let of_code = guide.lines().filter(|line| line.starts_with(&row));
            assert_eq!(of_code.count(), 1, "{row} in {name}");
        }
    }
}

#[test]
fn links_lead_somewhere() {
    for name in LANGUAGES {
        let mut prose = String::new();
        walk(&guide(name), |line| prose.push_str(line), |_| {});
        let prose = prose.split('`').step_by(2);
        let links = prose.flat_map(|prose| prose.split("](").skip(1));
        let links: Vec<_> = links.filter_map(|rest| Some(rest.split_once(')')?.0)).collect();
        assert!(links.len() > 2, "{links:?}");
        for link in links.iter().filter(|link| !link.contains("://")) {
            let (file, anchor) = link.split_once('#').unwrap_or((*link, ""));
            let target = if file.is_empty() { path(name) } else { path("docs").join(file) };
            let text = common::read(&target);
            let is_there = |line: &str| {
                let title = line.trim_start_matches('#').trim();
                line.starts_with('#') && anchor == title.to_lowercase().replace(' ', "-")
            };
            assert!(anchor.is_empty() || text.lines().any(is_there), "{link} in {name}");
        }
    }
}
