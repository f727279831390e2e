//! The requests of a client, and which file answers each.

use gen_lsp_types::{self as lsp, LspRequestMethod as Asked, Uri};
use lsp_server::{ErrorCode, Request, ResponseError};
use policymark::AnnotationKind;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::capabilities::{MARK, UNMARK};
use crate::page::Page;
use crate::references::Wanted;
use crate::server::Server;
use crate::{actions, definition, folder, folding, format, hints, hover, symbols, tokens, wrap};

/// The answer to a request.
pub(crate) type Answer = Result<Value, ResponseError>;

impl Server<'_> {
    /// The answer to a request.
    pub(crate) fn answer(&mut self, Request { method, params, .. }: Request) -> Answer {
        match Asked::from(method.as_str()) {
            Asked::TextDocumentCodeAction => self.on(params, Self::code_action),
            Asked::TextDocumentDefinition => self.on(params, Self::definition),
            Asked::TextDocumentDocumentSymbol => self.on(params, Self::document_symbol),
            Asked::TextDocumentFoldingRange => self.on(params, Self::folding_range),
            Asked::TextDocumentFormatting => self.on(params, Self::formatting),
            Asked::TextDocumentHover => self.on(params, Self::hover),
            Asked::TextDocumentInlayHint => self.on(params, Self::inlay_hint),
            Asked::TextDocumentReferences => self.on(params, Self::references),
            Asked::TextDocumentSemanticTokensFull => self.on(params, Self::semantic_tokens),
            Asked::TextDocumentSemanticTokensRange => self.on(params, Self::semantic_tokens_range),
            Asked::WorkspaceExecuteCommand => self.execute_command(read(params)?),
            _ => Err(error(ErrorCode::MethodNotFound, format!("there is no {method} here"))),
        }
    }

    fn on<P: DeserializeOwned, R: serde::Serialize>(
        &self,
        params: Value,
        answer: impl FnOnce(&Self, P) -> Option<R>,
    ) -> Answer {
        let answer = answer(self, read(params)?);
        serde_json::to_value(answer)
            .map_err(|fault| error(ErrorCode::InternalError, fault.to_string()))
    }

    /// The open policy with this URI; `None` if it is not open, or could not be parsed.
    fn page_of(&self, document: &lsp::TextDocumentIdentifier) -> Option<Page<'_>> {
        self.page(self.documents.get(&document.uri)?).ok()
    }

    /// The policy at a place, and the byte there.
    fn place(&self, at: &lsp::TextDocumentPositionParams) -> Option<(Page<'_>, u32)> {
        let page = self.page_of(&at.text_document)?;
        let offset = page.lines.offset(at.position);
        Some((page, offset))
    }

    fn code_action(&self, params: lsp::CodeActionParams) -> Option<Vec<lsp::CodeAction>> {
        let page = self.page_of(&params.text_document)?;
        let selection = page.lines.bytes(params.range);
        Some(actions::actions(&page, &selection, params.context.only.as_deref()))
    }

    fn definition(&self, params: lsp::DefinitionParams) -> Option<Vec<lsp::Location>> {
        let (page, offset) = self.place(&params.text_document_position_params)?;
        let spans = definition::definition(&page, offset);
        Some(spans.into_iter().map(|span| page.location(span)).collect())
    }

    fn document_symbol(
        &self,
        params: lsp::DocumentSymbolParams,
    ) -> Option<lsp::DocumentSymbolResponse> {
        let page = self.page_of(&params.text_document)?;
        Some(if self.abilities.nests_symbols {
            symbols::symbols(&page).into()
        } else {
            symbols::flat(&page).into()
        })
    }

    fn folding_range(&self, params: lsp::FoldingRangeParams) -> Option<Vec<lsp::FoldingRange>> {
        Some(folding::folding(&self.page_of(&params.text_document)?))
    }

    fn formatting(&self, params: lsp::DocumentFormattingParams) -> Option<Vec<lsp::TextEdit>> {
        Some(format::format(&self.page_of(&params.text_document)?))
    }

    fn hover(&self, params: lsp::HoverParams) -> Option<lsp::Hover> {
        let (page, offset) = self.place(&params.text_document_position_params)?;
        hover::hover(&page, offset, self.abilities.markup)
    }

    fn inlay_hint(&self, params: lsp::InlayHintParams) -> Option<Vec<lsp::InlayHint>> {
        let page = self.page_of(&params.text_document)?;
        let within = page.lines.bytes(params.range);
        self.shows_hints.then(|| hints::hints(&page, &within))
    }

    fn references(&self, params: lsp::ReferenceParams) -> Option<Vec<lsp::Location>> {
        let at = &params.text_document_position_params;
        let (page, offset) = self.place(at)?;
        let wanted = Wanted::at(&page, offset)?;
        Some(folder::references(self, &at.text_document.uri, &wanted))
    }

    fn semantic_tokens(&self, params: lsp::SemanticTokensParams) -> Option<lsp::SemanticTokens> {
        let page = self.page_of(&params.text_document)?;
        Some(tokens::tokens(&page, 0..page.document.text().len()))
    }

    fn semantic_tokens_range(
        &self,
        params: lsp::SemanticTokensRangeParams,
    ) -> Option<lsp::SemanticTokens> {
        let page = self.page_of(&params.text_document)?;
        Some(tokens::tokens(&page, page.lines.bytes(params.range)))
    }

    /// Asks the client to make the edits of a command.
    fn execute_command(&mut self, params: lsp::ExecuteCommandParams) -> Answer {
        let lsp::ExecuteCommandParams { command, arguments, .. } = params;
        let first = arguments.into_iter().flatten().next().unwrap_or_default();
        let edit = match command.as_str() {
            MARK => {
                let Mark { target, kind } = read(first)?;
                self.edit(&target, |page, selection| wrap::wrapped(page, selection, kind))
            }
            UNMARK => self.edit(&read(first)?, wrap::unwrapped),
            _ => {
                return Err(error(ErrorCode::InvalidParams, format!("there is no {command} here")));
            }
        };
        let impossible =
            || error(ErrorCode::RequestFailed, self.words.say("impossible").to_owned());
        let edit = edit.ok_or_else(impossible)?;
        let params = lsp::ApplyWorkspaceEditParams { edit, ..Default::default() };
        self.client.request::<lsp::ApplyWorkspaceEditRequest>(params);
        Ok(Value::Null)
    }

    fn edit(
        &self,
        target: &Target,
        edits: impl FnOnce(&Page<'_>, std::ops::Range<usize>) -> Option<Vec<lsp::TextEdit>>,
    ) -> Option<lsp::WorkspaceEdit> {
        let page = self.page(self.documents.get(&target.uri)?).ok()?;
        let edits = edits(&page, page.lines.bytes(target.range))?;
        Some(actions::workspace_edit(&page, edits))
    }
}

/// What a command is about.
#[derive(Deserialize)]
struct Target {
    uri: Uri,
    range: lsp::Range,
}

/// What is marked, and as what.
#[derive(Deserialize)]
struct Mark {
    #[serde(flatten)]
    target: Target,
    kind: AnnotationKind,
}

fn read<P: DeserializeOwned>(params: Value) -> Result<P, ResponseError> {
    serde_json::from_value(params)
        .map_err(|fault| error(ErrorCode::InvalidParams, fault.to_string()))
}

/// An error, with words for the log of the client.
pub(crate) fn error(code: ErrorCode, message: String) -> ResponseError {
    ResponseError { code: code as i32, message, data: None }
}
