//! [`Client`]: the editor at the other end, and what it can do.

use std::cell::Cell;

use gen_lsp_types as lsp;
use lsp_server::{Connection, Message, Notification, Request, Response};
use policymark::text::Unit;
use serde_json::Value;

use crate::markup::Markup;

/// What an editor can do, as far as it matters here.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Abilities {
    /// What it counts as a character of a line.
    pub(crate) unit: Unit,
    /// How it shows a hover.
    pub(crate) markup: Markup,
    /// Whether it shows an outline, not only a list of symbols.
    pub(crate) nests_symbols: bool,
    /// Whether edits can say for which version of the text they are.
    pub(crate) versions_edits: bool,
    /// Whether it watches files if it is asked to.
    pub(crate) watches_files: bool,
    /// Whether it asks for tokens and for hints again on `workspace/semanticTokens/refresh` and the like.
    pub(crate) refreshes_tokens: bool,
    pub(crate) refreshes_hints: bool,
}

impl Abilities {
    /// Reads them from the capabilities of `initialize`. Every client sends another part of the protocol, so no
    /// part has to be there or has to be as the protocol says.
    pub(crate) fn of(capabilities: &Value) -> Self {
        let has = |pointer: &str| capabilities.pointer(pointer) == Some(&Value::Bool(true));
        let list = |pointer: &str| {
            let list = capabilities.pointer(pointer).and_then(Value::as_array);
            list.into_iter().flatten().filter_map(Value::as_str)
        };
        let mut formats = list("/textDocument/hover/contentFormat");
        let is_markdown = formats.any(|format| format == lsp::MarkupKind::Markdown.as_str());
        Self {
            unit: unit(list("/general/positionEncodings")),
            markup: if is_markdown { Markup::Markdown } else { Markup::Plain },
            nests_symbols: has("/textDocument/documentSymbol/hierarchicalDocumentSymbolSupport"),
            versions_edits: has("/workspace/workspaceEdit/documentChanges"),
            watches_files: has("/workspace/didChangeWatchedFiles/dynamicRegistration"),
            refreshes_tokens: has("/workspace/semanticTokens/refreshSupport"),
            refreshes_hints: has("/workspace/inlayHint/refreshSupport"),
        }
    }

    /// The encoding of positions, as the protocol calls it.
    pub(crate) const fn encoding(self) -> lsp::PositionEncodingKind {
        match self.unit {
            Unit::Bytes => lsp::PositionEncodingKind::UTF8,
            Unit::Characters => lsp::PositionEncodingKind::UTF32,
            Unit::Utf16 => lsp::PositionEncodingKind::UTF16,
        }
    }
}

/// The best of the encodings that a client knows: bytes need no translation. All know UTF-16.
fn unit<'e>(encodings: impl Iterator<Item = &'e str>) -> Unit {
    let unit = |encoding| match encoding {
        "utf-8" => Some(Unit::Bytes),
        "utf-32" => Some(Unit::Characters),
        _ => None,
    };
    let known: Vec<_> = encodings.filter_map(unit).collect();
    known.iter().copied().min_by_key(|unit| unit.name()).unwrap_or(Unit::Utf16)
}

/// The editor at the other end.
pub(crate) struct Client<'c> {
    connection: &'c Connection,
    requests: i32,
    is_gone: Cell<bool>,
}

impl<'c> Client<'c> {
    pub(crate) const fn new(connection: &'c Connection) -> Self {
        Self { connection, requests: 0, is_gone: Cell::new(false) }
    }

    /// Sends it a notification.
    pub(crate) fn notify<N: lsp::Notification>(&self, params: N::Params) {
        self.send(Notification::new(N::METHOD.as_str().to_owned(), params).into());
    }

    /// Asks it for something. Its response is of no interest.
    pub(crate) fn request<R: lsp::Request>(&mut self, params: R::Params) {
        self.requests += 1;
        let method = R::METHOD.as_str().to_owned();
        self.send(Request::new(self.requests.into(), method, params).into());
    }

    /// Answers it.
    pub(crate) fn respond(&self, response: Response) {
        self.send(response.into());
    }

    /// Whether it has stopped reading what it is sent.
    pub(crate) const fn is_gone(&self) -> bool {
        self.is_gone.get()
    }

    fn send(&self, message: Message) {
        if self.connection.sender.send(message).is_err() {
            self.is_gone.set(true);
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn bytes_are_taken_where_they_are_known() {
        for (encodings, expected) in [
            (json!(["utf-16", "utf-32", "utf-8"]), Unit::Bytes),
            (json!(["utf-32", "utf-16"]), Unit::Characters),
            (json!(["utf-16"]), Unit::Utf16),
            (json!("utf-8"), Unit::Utf16),
            (json!([8, null, "utf-7"]), Unit::Utf16),
        ] {
            let abilities = Abilities::of(&json!({"general": {"positionEncodings": encodings}}));
            assert_eq!(abilities.unit, expected, "{encodings}");
        }
        assert_eq!(Abilities::of(&Value::Null).unit, Unit::Utf16);
    }
}
