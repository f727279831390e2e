//! The requests of a client, and which file answers each.

use std::ops::Range;

use gen_lsp_types::{self as lsp, LspRequestMethod as RequestMethod, Uri};
use lsp_server::{ErrorCode, Request, ResponseError};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::capabilities::{MARK, UNMARK};
use crate::page::Page;
use crate::params::{About, At, Command, MarkKind, Target, Within};
use crate::references::Wanted;
use crate::server::Server;
use crate::{actions, definition, folding, format, hints, hover, lookup, symbols, tokens, wrap};

/// The answer to a request.
pub(crate) type Answer = Result<Value, ResponseError>;

impl Server<'_> {
    /// The answer to a request.
    pub(crate) fn answer(
        &mut self,
        Request { method, params, .. }: Request,
        is_cancelled: &dyn Fn() -> bool,
    ) -> Answer {
        match RequestMethod::from(method.as_str()) {
            RequestMethod::TextDocumentCodeAction => self.on(params, Self::code_action),
            RequestMethod::TextDocumentDefinition => self.on(params, Self::definition),
            RequestMethod::TextDocumentDocumentSymbol => self.on(params, Self::document_symbol),
            RequestMethod::TextDocumentFoldingRange => self.on(params, Self::folding_range),
            RequestMethod::TextDocumentFormatting => self.on(params, Self::formatting),
            RequestMethod::TextDocumentHover => self.on(params, Self::hover),
            RequestMethod::TextDocumentInlayHint => self.on(params, Self::inlay_hint),
            RequestMethod::TextDocumentReferences => {
                let found = self.on(params, |server, it| server.references(it, is_cancelled));
                if is_cancelled() { Err(cancelled()) } else { found }
            }
            RequestMethod::TextDocumentSemanticTokensFull => self.on(params, Self::semantic_tokens),
            RequestMethod::TextDocumentSemanticTokensRange => {
                self.on(params, Self::semantic_tokens_range)
            }
            RequestMethod::WorkspaceExecuteCommand => self.execute_command(read(params)?),
            _ => Err(error(ErrorCode::MethodNotFound, format!("unknown method {method}"))),
        }
    }

    fn on<P: DeserializeOwned, R: Serialize>(
        &self,
        params: Value,
        answer: impl FnOnce(&Self, P) -> Option<R>,
    ) -> Answer {
        let answer = answer(self, read(params)?);
        serde_json::to_value(answer)
            .map_err(|fault| error(ErrorCode::InternalError, fault.to_string()))
    }

    /// The open policy with this URI; `None` if it is not open, or could not be parsed.
    fn page_of(&self, uri: &Uri) -> Option<Page<'_>> {
        self.page(self.documents.get(uri)?).ok()
    }

    fn code_action(&self, params: Within) -> Option<Vec<lsp::CodeAction>> {
        let page = self.page_of(&params.text_document.uri)?;
        let selection = page.lines.bytes(params.range);
        Some(actions::actions(&page, &selection, params.context.only.as_deref()))
    }

    fn definition(&self, params: At) -> Option<Vec<lsp::Location>> {
        let page = self.page_of(&params.text_document.uri)?;
        let spans = definition::definition(&page, page.lines.offset(params.position));
        Some(spans.into_iter().map(|span| page.location(span)).collect())
    }

    fn document_symbol(&self, params: About) -> Option<lsp::DocumentSymbolResponse> {
        let page = self.page_of(&params.text_document.uri)?;
        Some(if self.abilities.nests_symbols {
            symbols::symbols(&page).into()
        } else {
            symbols::flat(&page).into()
        })
    }

    fn folding_range(&self, params: About) -> Option<Vec<lsp::FoldingRange>> {
        Some(folding::folding(&self.page_of(&params.text_document.uri)?))
    }

    fn formatting(&self, params: About) -> Option<Vec<lsp::TextEdit>> {
        Some(format::format(&self.page_of(&params.text_document.uri)?))
    }

    fn hover(&self, params: At) -> Option<lsp::Hover> {
        let page = self.page_of(&params.text_document.uri)?;
        hover::hover(&page, page.lines.offset(params.position), self.abilities.markup)
    }

    fn inlay_hint(&self, params: Within) -> Option<Vec<lsp::InlayHint>> {
        let page = self.page_of(&params.text_document.uri)?;
        let within = page.lines.bytes(params.range);
        self.shows_hints.then(|| hints::hints(&page, &within))
    }

    fn references(
        &self,
        params: At,
        is_cancelled: &dyn Fn() -> bool,
    ) -> Option<Vec<lsp::Location>> {
        let open = self.documents.get(&params.text_document.uri)?;
        let page = self.page(open).ok()?;
        let wanted = Wanted::at(&page, page.lines.offset(params.position))?;
        Some(lookup::references(self, open, &wanted, is_cancelled))
    }

    fn semantic_tokens(&self, params: About) -> Option<lsp::SemanticTokens> {
        let page = self.page_of(&params.text_document.uri)?;
        Some(tokens::tokens(&page, 0..page.document.text().len()))
    }

    fn semantic_tokens_range(&self, params: Within) -> Option<lsp::SemanticTokens> {
        let page = self.page_of(&params.text_document.uri)?;
        Some(tokens::tokens(&page, page.lines.bytes(params.range)))
    }

    /// Asks the client to make the edits of a command.
    fn execute_command(&mut self, Command { command, arguments }: Command) -> Answer {
        let argument = arguments.into_iter().next().unwrap_or_default();
        let edit = match command.as_str() {
            MARK => {
                let MarkKind { kind } = read(argument.clone())?;
                self.edit(read(argument)?, |page, selection| wrap::wrapped(page, selection, kind))
            }
            UNMARK => self.edit(read(argument)?, wrap::unwrapped),
            _ => {
                return Err(error(ErrorCode::InvalidParams, format!("unknown command {command}")));
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
        Target { uri, range }: Target,
        edits: impl FnOnce(&Page<'_>, Range<usize>) -> Option<Vec<lsp::TextEdit>>,
    ) -> Option<lsp::WorkspaceEdit> {
        let page = self.page_of(&uri)?;
        let edits = edits(&page, page.lines.bytes(range))?;
        Some(actions::workspace_edit(&page, edits))
    }
}

fn read<P: DeserializeOwned>(params: Value) -> Result<P, ResponseError> {
    serde_json::from_value(params)
        .map_err(|fault| error(ErrorCode::InvalidParams, fault.to_string()))
}

/// The answer to a request that was taken back.
pub(crate) fn cancelled() -> ResponseError {
    error(ErrorCode::RequestCanceled, "cancelled by the client".to_owned())
}

/// An error, with words for the log of the client.
pub(crate) fn error(code: ErrorCode, message: String) -> ResponseError {
    ResponseError { code: code as i32, message, data: None }
}
