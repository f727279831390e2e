//! Any changes at any places: the server has the text that the editor has, and answers whatever it is asked.

#![allow(clippy::unwrap_used)]

mod common;

use policymark::fix::{Fix, apply};
use proptest::prelude::*;
use serde_json::{Value, json};

use common::editor::{Editor, URI, edited, offset, range};
use common::served::served;
use common::settings::TestSettings;

const OTHER: &str = "file:///policies/other.policy";

/// What texts are made of: marks, line ends, characters of one to four bytes, and what breaks marks.
const PIECES: [&str; 17] = [
    "(我们)会[收集]<邮箱>。",
    "[保存]<昵\r称>",
    "{",
    "]",
    "<",
    "📱",
    "👩‍👩‍👧",
    "é",
    "a",
    "\r\n",
    "\n",
    "\r",
    "一、收集\n",
    "1、< 昵称>；",
    "\u{feff}",
    " ",
    "并[保存]",
];

fn text() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(&PIECES[..]);
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

/// A place, mostly inside the text.
fn point() -> impl Strategy<Value = (u32, u32)> {
    let small = || prop_oneof![9 => 0..12_u32, 1 => Just(u32::MAX)];
    (prop_oneof![9 => 0..6_u32, 1 => Just(u32::MAX)], small())
}

/// From where, to where, and the new text.
type Change = ((u32, u32), (u32, u32), String);

fn changes() -> impl Strategy<Value = Vec<Change>> {
    prop::collection::vec((point(), point(), text()), 1..5)
}

fn changed(mut text: String, changes: &[Change], encoding: &str) -> String {
    for (start, end, new) in changes {
        let (start, end) = (offset(&text, *start, encoding), offset(&text, *end, encoding));
        text.replace_range(start.min(end)..start.max(end), new);
    }
    text
}

fn started(encoding: &str) -> Editor {
    let (mut editor, _) = served(TestSettings::default());
    let capabilities = json!({"general": {"positionEncodings": [encoding]}});
    let options = json!({"inlayHints": true});
    editor.initialize(json!({"capabilities": capabilities, "initializationOptions": options}));
    editor
}

/// What is shown of the policy with this URI.
fn shown(editor: &mut Editor, uri: &str) -> Vec<Value> {
    let params = json!({
        "textDocument": {"uri": uri},
        "range": range([0, 0, 99, 0]),
        "options": {"tabSize": 4, "insertSpaces": true},
        "context": {"diagnostics": []},
    });
    let methods = ["semanticTokens/full", "foldingRange", "inlayHint", "formatting"];
    let ask = |method| editor.request(&format!("textDocument/{method}"), params.clone()).unwrap();
    let mut shown: Vec<_> = methods.map(ask).into();
    shown.push(editor.diagnostics_of(uri)["diagnostics"].clone());
    shown
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    #[test]
    fn changes_arrive(
        text in text(),
        changes in changes(),
        encoding in prop::sample::select(&["utf-8", "utf-16", "utf-32"][..]),
    ) {
        let mut editor = started(encoding);
        editor.open(URI, &text);
        editor.diagnostics_of(URI);
        let parts: Vec<_> = changes
            .iter()
            .map(|((line, character), (end_line, end_character), new)| {
                ([*line, *character, *end_line, *end_character], new.as_str())
            })
            .collect();
        editor.change(&parts);
        let ours = shown(&mut editor, URI);
        editor.open(OTHER, &changed(text, &changes, encoding));
        let theirs = shown(&mut editor, OTHER);
        // The URIs of related places are the only difference.
        let named = |shown: Vec<Value>| serde_json::to_string(&shown).unwrap().replace(OTHER, URI);
        prop_assert_eq!(named(ours), named(theirs));
    }

    #[test]
    fn edits_are_those_of_the_command(
        text in text(),
        encoding in prop::sample::select(&["utf-8", "utf-16", "utf-32"][..]),
    ) {
        let mut editor = started(encoding);
        editor.open(URI, &text);
        let document = policymark::parse(&text).unwrap();
        let tidy = edited(&text, &editor.about("formatting"), encoding);
        prop_assert_eq!(tidy, document.format().into_text());
        let actions = editor.within("codeAction", [0, 0, 0, 0], Some("source.fixAll"));
        let fixed = edited(&text, &actions[0]["edit"]["changes"][URI], encoding);
        prop_assert_eq!(fixed, apply(&text, document.fixes().filter(Fix::is_safe)));
    }

    #[test]
    fn tokens_are_apart_and_inside_their_lines(text in text()) {
        let mut editor = started("utf-16");
        editor.open(URI, &text);
        let tokens = editor.about("semanticTokens/full");
        let numbers = tokens["data"].as_array().unwrap().iter();
        let numbers: Vec<_> = numbers.map(|number| number.as_u64().unwrap() as u32).collect();
        let (mut line, mut start, mut end) = (0, 0, 0);
        for token in numbers.chunks(5) {
            if token[0] > 0 {
                (start, end) = (0, 0);
            }
            line += token[0];
            start += token[1];
            prop_assert!(start >= end && token[2] > 0, "{:?}", numbers);
            end = start + token[2];
            let [from, to] = [start, end].map(|at| offset(&text, (line, at), "utf-16"));
            let words = &text[from..to];
            prop_assert_eq!(words.encode_utf16().count(), token[2] as usize, "{}", words);
            prop_assert!(!words.contains(['\r', '\n']));
        }
    }

    #[test]
    fn every_place_can_be_asked_about(text in text(), (line, character) in point(), (end_line, end_character) in point()) {
        let mut editor = started("utf-16");
        editor.open(URI, &text);
        for method in ["hover", "definition", "references"] {
            editor.at(method, line, character);
        }
        editor.about("documentSymbol");
        let place = [line, character, end_line, end_character];
        for method in ["codeAction", "inlayHint", "semanticTokens/range"] {
            editor.within(method, place, None);
        }
        editor.shut_down();
    }
}
