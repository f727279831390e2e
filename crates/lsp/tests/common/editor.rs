//! An editor for tests: it says what editors say, and keeps what the server sends.
#![allow(dead_code, clippy::unwrap_used, clippy::panic)] // Each test uses only a part of it.

use std::collections::VecDeque;

use lsp_server::{Message, Notification, Request, RequestId, Response, ResponseError};
use serde_json::{Value, json};

/// The policy that is open, unless a test opens others.
pub(crate) const URI: &str = "file:///policies/app.policy";

/// An editor, and its connection to a server.
pub(crate) struct Editor {
    pub(crate) send: Box<dyn FnMut(Message)>,
    /// The next message of the server; `None` if it has ended.
    pub(crate) receive: Box<dyn FnMut() -> Option<Message>>,
    /// What the server has sent or asked meanwhile.
    pub(crate) told: VecDeque<Notification>,
    pub(crate) asked: VecDeque<Request>,
    requests: i32,
    version: i32,
}

impl Editor {
    pub(crate) fn new(
        send: impl FnMut(Message) + 'static,
        receive: impl FnMut() -> Option<Message> + 'static,
    ) -> Self {
        Self {
            send: Box::new(send),
            receive: Box::new(receive),
            told: VecDeque::new(),
            asked: VecDeque::new(),
            requests: 0,
            version: 0,
        }
    }

    /// Sends a request and does not wait for the response.
    pub(crate) fn ask(&mut self, method: &str, params: Value) -> RequestId {
        self.requests += 1;
        let id = RequestId::from(self.requests);
        (self.send)(Request { id: id.clone(), method: method.to_owned(), params }.into());
        id
    }

    /// Waits for the next response.
    pub(crate) fn response(&mut self) -> Response {
        loop {
            match (self.receive)().unwrap() {
                Message::Response(response) => return response,
                Message::Notification(notification) => self.told.push_back(notification),
                Message::Request(request) => self.asked.push_back(request),
            }
        }
    }

    /// Sends a request and waits for its response.
    pub(crate) fn request(&mut self, method: &str, params: Value) -> Result<Value, ResponseError> {
        let id = self.ask(method, params);
        let response = self.response();
        assert_eq!(response.id, id, "{method}");
        response.response_result
    }

    pub(crate) fn notify(&mut self, method: &str, params: Value) {
        (self.send)(Notification { method: method.to_owned(), params }.into());
    }

    /// Starts the server with these capabilities and options.
    pub(crate) fn initialize(&mut self, mut params: Value) -> Value {
        if params["capabilities"].is_null() {
            params["capabilities"] = json!({});
        }
        let result = self.request("initialize", params).unwrap();
        self.notify("initialized", json!({}));
        result
    }

    pub(crate) fn open(&mut self, uri: &str, text: &str) {
        self.version += 1;
        let item =
            json!({"uri": uri, "languageId": "policymark", "version": self.version, "text": text});
        self.notify("textDocument/didOpen", json!({"textDocument": item}));
    }

    /// Changes the policy: each change is the place (two lines and characters) and the new text.
    pub(crate) fn change(&mut self, changes: &[([u32; 4], &str)]) {
        self.version += 1;
        let changes: Vec<_> = changes
            .iter()
            .map(|&(place, text)| json!({"range": range(place), "text": text}))
            .collect();
        let item = json!({"uri": URI, "version": self.version});
        let params = json!({"textDocument": item, "contentChanges": changes});
        self.notify("textDocument/didChange", params);
    }

    /// Asks about the policy as a whole.
    pub(crate) fn about(&mut self, method: &str) -> Value {
        let params =
            json!({"textDocument": {"uri": URI}, "options": {"tabSize": 4, "insertSpaces": true}});
        self.request(&format!("textDocument/{method}"), params).unwrap()
    }

    /// Asks about a place in the policy.
    pub(crate) fn at(&mut self, method: &str, line: u32, character: u32) -> Value {
        let params = json!({
            "textDocument": {"uri": URI},
            "position": {"line": line, "character": character},
            "context": {"includeDeclaration": true},
        });
        self.request(&format!("textDocument/{method}"), params).unwrap()
    }

    /// Asks about a stretch of the policy.
    pub(crate) fn within(&mut self, method: &str, place: [u32; 4], only: Option<&str>) -> Value {
        let only = only.map(|kind| vec![kind]);
        let params = json!({
            "textDocument": {"uri": URI},
            "range": range(place),
            "context": {"diagnostics": [], "only": only},
        });
        self.request(&format!("textDocument/{method}"), params).unwrap()
    }

    /// The next diagnostics of a file that the server publishes.
    pub(crate) fn diagnostics_of(&mut self, uri: &str) -> Value {
        loop {
            let told = self.next_told();
            if told.method == "textDocument/publishDiagnostics" && told.params["uri"] == uri {
                return told.params;
            }
        }
    }

    /// The next diagnostics of the policy, each as `1:3-1:9 code severity`.
    pub(crate) fn diagnostics(&mut self) -> Vec<String> {
        let published = self.diagnostics_of(URI);
        let shown = |it: &Value| {
            format!("{} {} {}", place(&it["range"]), it["code"].as_str().unwrap(), it["severity"])
        };
        published["diagnostics"].as_array().unwrap().iter().map(shown).collect()
    }

    /// The next thing that the server tells.
    pub(crate) fn next_told(&mut self) -> Notification {
        loop {
            if let Some(told) = self.told.pop_front() {
                return told;
            }
            match (self.receive)().unwrap() {
                Message::Notification(notification) => return notification,
                Message::Request(request) => self.asked.push_back(request),
                Message::Response(response) => panic!("{response:?} answers nothing"),
            }
        }
    }

    /// The next thing that the server asks for.
    pub(crate) fn next_asked(&mut self) -> Request {
        loop {
            if let Some(asked) = self.asked.pop_front() {
                return asked;
            }
            match (self.receive)().unwrap() {
                Message::Request(request) => return request,
                Message::Notification(notification) => self.told.push_back(notification),
                Message::Response(response) => panic!("{response:?} answers nothing"),
            }
        }
    }

    /// Ends the server as editors do.
    pub(crate) fn shut_down(&mut self) {
        assert_eq!(self.request("shutdown", Value::Null).unwrap(), Value::Null);
        self.notify("exit", Value::Null);
    }
}

/// The range from a line and character to another line and character.
pub(crate) fn range([line, character, end_line, end_character]: [u32; 4]) -> Value {
    json!({
        "start": {"line": line, "character": character},
        "end": {"line": end_line, "character": end_character},
    })
}

/// A range as `1:3-1:9`; both count from 0, as in the protocol.
pub(crate) fn place(range: &Value) -> String {
    let point = |point: &Value| format!("{}:{}", point["line"], point["character"]);
    format!("{}-{}", point(&range["start"]), point(&range["end"]))
}

/// The byte at a place, found character by character.
pub(crate) fn offset(text: &str, (line, character): (u32, u32), encoding: &str) -> usize {
    let mut at = 0;
    for _ in 0..line {
        let Some(end) = text[at..].find(['\r', '\n']) else { return text.len() };
        at += end + if text[at + end..].starts_with("\r\n") { 2 } else { 1 };
    }
    let mut units = 0;
    for (byte, c) in text[at..].char_indices() {
        let len = match encoding {
            "utf-8" => c.len_utf8(),
            "utf-16" => c.len_utf16(),
            _ => 1,
        };
        units += len as u32;
        if matches!(c, '\r' | '\n') || units > character {
            return at + byte;
        }
    }
    text.len()
}

/// The text with the edits of an answer.
pub(crate) fn edited(text: &str, edits: &Value, encoding: &str) -> String {
    let at = |point: &Value| {
        let number = |key: &str| point[key].as_u64().unwrap() as u32;
        offset(text, (number("line"), number("character")), encoding)
    };
    let edits = edits.as_array().into_iter().flatten();
    let mut edits: Vec<_> = edits
        .map(|it| {
            (at(&it["range"]["start"])..at(&it["range"]["end"]), it["newText"].as_str().unwrap())
        })
        .collect();
    // Of two at one place, the first one writes first.
    edits.sort_by_key(|(range, _)| range.start);
    let mut text = text.to_owned();
    edits.into_iter().rev().for_each(|(range, new)| text.replace_range(range, new));
    text
}
