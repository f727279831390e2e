//! What the server says about itself when it is started.

use gen_lsp_types as lsp;

use crate::client::Abilities;
use crate::{actions, tokens};

/// The command that marks a stretch of an open policy: `{"uri": …, "range": …, "kind": "data"}`.
pub(crate) const MARK: &str = "policymark.server.mark";

/// The command that takes the marks off a stretch of an open policy: `{"uri": …, "range": …}`.
pub(crate) const UNMARK: &str = "policymark.server.unmark";

/// The answer to `initialize`.
pub(crate) fn initialized(abilities: Abilities) -> lsp::InitializeResult {
    lsp::InitializeResult {
        capabilities: capabilities(abilities),
        server_info: Some(lsp::ServerInfo {
            name: "policymark".to_owned(),
            version: Some(env!("CARGO_PKG_VERSION").to_owned()),
        }),
    }
}

fn capabilities(abilities: Abilities) -> lsp::ServerCapabilities {
    lsp::ServerCapabilities {
        position_encoding: Some(abilities.encoding()),
        text_document_sync: Some(lsp::TextDocumentSync::Options(lsp::TextDocumentSyncOptions {
            open_close: Some(true),
            change: Some(lsp::TextDocumentSyncKind::Incremental),
            save: Some(lsp::Save::Bool(true)),
            ..lsp::TextDocumentSyncOptions::default()
        })),
        code_action_provider: Some(lsp::CodeActionProvider::CodeActionOptions(
            lsp::CodeActionOptions {
                code_action_kinds: Some(actions::KINDS.to_vec()),
                ..lsp::CodeActionOptions::default()
            },
        )),
        definition_provider: Some(lsp::DefinitionProvider::Bool(true)),
        document_formatting_provider: Some(lsp::DocumentFormattingProvider::Bool(true)),
        document_symbol_provider: Some(lsp::DocumentSymbolProvider::Bool(true)),
        execute_command_provider: Some(lsp::ExecuteCommandOptions {
            commands: vec![MARK.to_owned(), UNMARK.to_owned()],
            ..lsp::ExecuteCommandOptions::default()
        }),
        folding_range_provider: Some(lsp::FoldingRangeProvider::Bool(true)),
        hover_provider: Some(lsp::HoverProvider::Bool(true)),
        inlay_hint_provider: Some(lsp::InlayHintProvider::Bool(true)),
        references_provider: Some(lsp::ReferencesProvider::Bool(true)),
        semantic_tokens_provider: Some(lsp::SemanticTokensProvider::SemanticTokensOptions(
            lsp::SemanticTokensOptions {
                legend: tokens::legend(),
                range: Some(lsp::SemanticTokensOptionsRange::Bool(true)),
                full: Some(lsp::Full::Bool(true)),
                ..lsp::SemanticTokensOptions::default()
            },
        )),
        workspace: Some(lsp::WorkspaceOptions {
            workspace_folders: Some(lsp::WorkspaceFoldersServerCapabilities {
                supported: Some(true),
                change_notifications: Some(lsp::ChangeNotifications::Bool(true)),
            }),
            ..lsp::WorkspaceOptions::default()
        }),
        ..lsp::ServerCapabilities::default()
    }
}
