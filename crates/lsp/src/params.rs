//! The parts of parameters that are read here.
//!
//! `gen-lsp-types` has a structure for each request, with all of its parameters. It would refuse a message for a part
//! that nobody reads, and makes the command larger.

use gen_lsp_types as lsp;
use policymark::AnnotationKind;
use serde::Deserialize;
use serde_json::Value;

/// A policy that is opened.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Opened {
    pub(crate) text_document: Item,
}

/// A policy with its text.
#[derive(Deserialize)]
pub(crate) struct Item {
    pub(crate) uri: lsp::Uri,
    pub(crate) version: Option<i32>,
    pub(crate) text: String,
}

/// Changes of a policy, each of which is about the text after the ones before.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Changed {
    pub(crate) text_document: Versioned,
    /// Each is a [`Change`]. They are read one by one, since a whole text makes up for a damaged change before it.
    pub(crate) content_changes: Vec<Value>,
}

/// Which version of a policy.
#[derive(Deserialize)]
pub(crate) struct Versioned {
    pub(crate) version: Option<i32>,
}

/// A change of a text.
///
/// `TextDocumentContentChangeEvent` of `gen-lsp-types` is untagged: a change with a damaged range is read as a new
/// whole text.
#[derive(Debug, Deserialize)]
pub(crate) struct Change {
    /// What is replaced; `None` for the whole text.
    pub(crate) range: Option<lsp::Range>,
    pub(crate) text: String,
}

/// Folders that were opened or closed in the editor.
#[derive(Deserialize)]
pub(crate) struct FoldersChanged {
    pub(crate) event: FoldersEvent,
}

/// Which folders.
#[derive(Deserialize)]
pub(crate) struct FoldersEvent {
    pub(crate) added: Vec<Folder>,
    pub(crate) removed: Vec<Folder>,
}

/// A folder.
#[derive(Deserialize)]
pub(crate) struct Folder {
    pub(crate) uri: lsp::Uri,
}

/// A request about a whole policy.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct About {
    pub(crate) text_document: lsp::TextDocumentIdentifier,
}

/// A request about a place in a policy.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct At {
    pub(crate) text_document: lsp::TextDocumentIdentifier,
    pub(crate) position: lsp::Position,
}

/// A request about a stretch of a policy.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Within {
    pub(crate) text_document: lsp::TextDocumentIdentifier,
    pub(crate) range: lsp::Range,
    #[serde(default)]
    pub(crate) context: Context,
}

/// Which code actions are wanted; all, if it does not say.
#[derive(Default, Deserialize)]
pub(crate) struct Context {
    pub(crate) only: Option<Vec<lsp::CodeActionKind>>,
}

/// A command, and what it is about.
#[derive(Deserialize)]
pub(crate) struct Command {
    pub(crate) command: String,
    #[serde(default)]
    pub(crate) arguments: Vec<Value>,
}

/// A stretch of a policy, for a command.
#[derive(Deserialize)]
pub(crate) struct Target {
    pub(crate) uri: lsp::Uri,
    pub(crate) range: lsp::Range,
}

/// The kind of mark that a command puts around its target.
#[derive(Deserialize)]
pub(crate) struct MarkKind {
    pub(crate) kind: AnnotationKind,
}
