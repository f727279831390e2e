//! Any messages in any order: every request is answered once, and the server ends when it should.

#![allow(clippy::unwrap_used)]

mod common;

use std::collections::BTreeSet;

use lsp_server::{Connection, Message, Notification, Request, RequestId};
use policymark_lsp::{Ended, serve};
use proptest::prelude::*;
use serde_json::{Value, json};

use common::editor::{URI, range};
use common::settings::TestSettings;

const METHODS: [&str; 17] = [
    "initialize",
    "shutdown",
    "textDocument/codeAction",
    "textDocument/definition",
    "textDocument/documentSymbol",
    "textDocument/foldingRange",
    "textDocument/formatting",
    "textDocument/hover",
    "textDocument/inlayHint",
    "textDocument/references",
    "textDocument/semanticTokens/full",
    "textDocument/semanticTokens/range",
    "workspace/executeCommand",
    "exit",
    "$/cancelRequest",
    "textDocument/completion",
    "",
];

const TOLD: [&str; 9] = [
    "initialized",
    "textDocument/didOpen",
    "textDocument/didChange",
    "textDocument/didClose",
    "textDocument/didSave",
    "workspace/didChangeConfiguration",
    "workspace/didChangeWatchedFiles",
    "$/cancelRequest",
    "shutdown",
];

/// Parameters that are right for many messages at once, or for none.
fn params() -> impl Strategy<Value = Value> {
    let all = json!({
        "capabilities": {},
        "textDocument": {"uri": URI, "languageId": "policymark", "version": 1, "text": "(我们)会[收集]< 邮箱>\n"},
        "contentChanges": [{"range": range([0, 1, 0, 2]), "text": "📱"}, {"text": "<昵称"}],
        "position": {"line": 0, "character": 6},
        "range": range([0, 0, 1, 0]),
        "context": {"diagnostics": [], "includeDeclaration": true},
        "command": "policymark.server.unmark",
        "arguments": [{"uri": URI, "range": range([0, 0, 1, 0])}],
        "settings": {"policymark": {"inlayHints": true}},
        "changes": [],
        "id": 3,
    });
    prop_oneof![
        6 => Just(all),
        1 => prop::sample::select(vec![json!(null), json!([]), json!({}), json!(7), json!({"textDocument": []})]),
    ]
}

fn message() -> impl Strategy<Value = (bool, &'static str, Value)> {
    prop_oneof![
        (Just(true), prop::sample::select(&METHODS[..]), params()),
        (Just(false), prop::sample::select(&TOLD[..]), params()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_request_is_answered_once(
        messages in prop::collection::vec(message(), 0..20),
        is_started in any::<bool>(),
        exits in any::<bool>(),
    ) {
        let (server, client) = Connection::memory();
        let mut asked = BTreeSet::new();
        let mut send = |is_request: bool, method: &str, params: Value| {
            let method = method.to_owned();
            let message = if is_request {
                let id = RequestId::from(asked.len() as i32);
                asked.insert(id.clone());
                Message::from(Request { id, method, params })
            } else {
                Notification { method, params }.into()
            };
            client.sender.send(message).unwrap();
        };
        if is_started {
            send(true, "initialize", json!({"capabilities": {}}));
        }
        for (is_request, method, params) in messages {
            send(is_request, method, params);
        }
        if exits {
            send(false, "exit", Value::Null);
        }
        drop(client.sender);
        let ended = serve(&server, &TestSettings::default());
        prop_assert_eq!(ended == Ended::Abandoned, !exits);
        drop(server);
        let mut answered = BTreeSet::new();
        for message in client.receiver {
            if let Message::Response(response) = message {
                prop_assert!(answered.insert(response.id.clone()), "{} twice", response.id);
            }
        }
        prop_assert_eq!(answered, asked);
    }
}
