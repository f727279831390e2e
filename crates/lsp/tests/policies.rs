//! Policies, and what an editor shows of them. A policy in `tests/policies` is a test; one whose name ends with
//! `.zh.policy` is shown in Chinese.

#![allow(clippy::unwrap_used)]

mod common;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use common::editor::{Editor, URI, place};
use common::served::served;
use common::settings::TestSettings;

#[test]
fn policies_are_shown_as_their_snapshots_say() {
    insta::glob!("policies/*.policy", |path| {
        let text = fs::read_to_string(path).unwrap();
        insta::assert_snapshot!(shown(&text, locale(path)));
    });
}

fn locale(path: &Path) -> &str {
    if path.to_str().unwrap().ends_with(".zh.policy") { "zh-cn" } else { "en" }
}

/// All that an editor shows of a policy.
fn shown(text: &str, locale: &str) -> String {
    let (mut editor, _) = served(TestSettings::default());
    let capabilities = json!({"textDocument": {
        "hover": {"contentFormat": ["markdown"]},
        "documentSymbol": {"hierarchicalDocumentSymbolSupport": true},
    }});
    let options = json!({"inlayHints": true});
    let params =
        json!({"capabilities": capabilities, "initializationOptions": options, "locale": locale});
    let result = editor.initialize(params);
    editor.open(URI, text);
    let tokens = tokens(&editor.about("semanticTokens/full"), &result);
    let parts = [
        ("diagnostics", diagnostics(&mut editor)),
        ("outline", outline(&editor.about("documentSymbol"), 0)),
        ("folding", folding(&editor.about("foldingRange"))),
        ("hints", hints(text, &editor.within("inlayHint", [0, 0, 9999, 0], None))),
        ("tokens and definitions", marks(&mut editor, text, &tokens)),
        ("hovers", hovers(&mut editor, &tokens)),
    ];
    parts.iter().map(|(title, part)| format!("== {title}\n\n{part}\n")).collect()
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn diagnostics(editor: &mut Editor) -> String {
    let published = editor.diagnostics_of(URI);
    let line =
        |it: &Value| format!("{} {}\n", place(&it["range"]), it["message"].as_str().unwrap());
    list(&published["diagnostics"]).map(line).collect()
}

fn outline(symbols: &Value, depth: usize) -> String {
    let mut lines = String::new();
    for symbol in list(symbols) {
        let name = symbol["name"].as_str().unwrap();
        let place = place(&symbol["range"]);
        writeln!(lines, "{:1$}{name}  {place}", "", 2 * depth).unwrap();
        lines += &outline(&symbol["children"], depth + 1);
    }
    lines
}

fn folding(ranges: &Value) -> String {
    list(ranges).map(|it| format!("{}-{}\n", it["startLine"], it["endLine"])).collect()
}

/// The lines that have hints, with them.
fn hints(text: &str, hints: &Value) -> String {
    let mut by_line: BTreeMap<u64, Vec<(u64, &str)>> = BTreeMap::new();
    for hint in list(hints) {
        let (at, label) = (&hint["position"], hint["label"].as_str().unwrap());
        let line = by_line.entry(at["line"].as_u64().unwrap()).or_default();
        line.push((at["character"].as_u64().unwrap(), label));
    }
    let line = |(line, hints): (u64, Vec<(u64, &str)>)| {
        let line = text.lines().nth(usize::try_from(line).unwrap()).unwrap();
        let mut shown = String::new();
        let mut hints = hints.into_iter().peekable();
        for (at, c) in (0..).zip(line.chars()) {
            while let Some((_, label)) = hints.next_if(|&(character, _)| character <= at) {
                write!(shown, "⟦{label}⟧").unwrap();
            }
            shown.push(c);
        }
        shown + "\n"
    };
    by_line.into_iter().map(line).collect()
}

/// The tokens: line, character, length, and what each is.
fn tokens(answer: &Value, initialized: &Value) -> Vec<(u64, u64, u64, String)> {
    let legend = &initialized["capabilities"]["semanticTokensProvider"]["legend"];
    let numbers: Vec<_> = list(&answer["data"]).map(|number| number.as_u64().unwrap()).collect();
    let (mut line, mut character) = (0, 0);
    let token = |token: &[u64]| {
        let [delta_line, delta_start, len, kind, modifiers] = token.try_into().unwrap();
        line += delta_line;
        character = if delta_line > 0 { delta_start } else { character + delta_start };
        let names = list(&legend["tokenModifiers"]).enumerate();
        let names = names.filter(|(bit, _)| modifiers >> bit & 1 == 1).map(|(_, name)| name);
        let kind = &legend["tokenTypes"][usize::try_from(kind).unwrap()];
        let names: Vec<_> =
            [kind].into_iter().chain(names).map(|it| it.as_str().unwrap()).collect();
        (line, character, len, names.join(" "))
    };
    numbers.chunks(5).map(token).collect()
}

fn marks(editor: &mut Editor, text: &str, tokens: &[(u64, u64, u64, String)]) -> String {
    let mut lines = String::new();
    for &(line, character, len, ref names) in tokens {
        let row = text.lines().nth(usize::try_from(line).unwrap()).unwrap();
        let units: Vec<u16> = row.encode_utf16().collect();
        let [start, end] = [character, character + len].map(|at| usize::try_from(at).unwrap());
        let words = String::from_utf16(&units[start..end]).unwrap();
        write!(lines, "{line}:{character} {words}  {names}").unwrap();
        let [line, character] = [line, character].map(|at| u32::try_from(at).unwrap());
        let places = editor.at("definition", line, character + 1);
        let places: Vec<_> = list(&places).map(|it| place(&it["range"])).collect();
        writeln!(lines, "{}{}", if places.is_empty() { "" } else { "  → " }, places.join(", "))
            .unwrap();
    }
    lines
}

fn hovers(editor: &mut Editor, tokens: &[(u64, u64, u64, String)]) -> String {
    let mut shown = String::new();
    for &(line, character, ..) in tokens {
        let [line, character] = [line, character].map(|at| u32::try_from(at).unwrap());
        let hover = editor.at("hover", line, character);
        let value = hover["contents"]["value"].as_str().unwrap();
        writeln!(shown, "{}\n{value}\n", place(&hover["range"])).unwrap();
    }
    shown
}
