//! The life of a server, from `initialize` to `exit`.

use std::cell::RefCell;

use gen_lsp_types::{
    LspNotificationMethod as NotificationMethod, LspRequestMethod as RequestMethod,
};
use lsp_server::{Connection, ErrorCode, Message, Request, Response};
use serde_json::Value;

use crate::capabilities::initialized;
use crate::client::Client;
use crate::inbox::Inbox;
use crate::requests::{Answer, error};
use crate::server::Server;
use crate::settings::Settings;

/// How a session ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// By `shutdown`, and then `exit`.
    Properly,
    /// By `exit` alone.
    WithoutShutdown,
    /// The client is gone.
    Abandoned,
}

/// Where a session is.
enum Stage<'s> {
    /// Before `initialize`.
    New,
    Running(Box<Server<'s>>),
    /// After `shutdown`.
    Done,
}

/// Serves one client until it is gone or says `exit`.
///
/// ```
/// use lsp_server::{Connection, Message, Request};
/// use policymark_lsp::{Ended, serve};
/// # use std::path::{Path, PathBuf};
/// # use policymark::language::Language;
/// # use policymark_lsp::{Fault, Rules, Search, Settings};
/// # struct Plain;
/// # impl Settings for Plain {
/// #     fn rules(&self, _: Option<&Path>, _: Language) -> Result<Rules, Fault> { Ok(Rules::default()) }
/// #     fn policies(&self, _: &Search<'_>) -> Vec<PathBuf> { Vec::new() }
/// #     fn watched(&self) -> Vec<String> { Vec::new() }
/// #     fn language(&self, _: Option<&str>) -> Language { Language::English }
/// # }
///
/// let (server, client) = Connection::memory();
/// let hover = Request::new(1.into(), "textDocument/hover".to_owned(), ());
/// client.sender.send(hover.into()).unwrap();
/// drop(client.sender);
/// assert_eq!(serve(&server, &Plain), Ended::Abandoned);
/// let Ok(Message::Response(response)) = client.receiver.recv() else { panic!() };
/// assert!(response.response_result.is_err(), "it comes before `initialize`");
/// ```
pub fn serve(connection: &Connection, settings: &dyn Settings) -> Ended {
    let client = Client::new(connection);
    let inbox = RefCell::new(Inbox::new(connection));
    let mut stage = Stage::New;
    loop {
        let Some(message) = inbox.borrow_mut().next() else { break };
        match message {
            Message::Request(request) => {
                let id = request.id.clone();
                let is_cancelled = || inbox.borrow_mut().has_cancelled(&id);
                let response_result = stage.answer(request, connection, settings, &is_cancelled);
                client.respond(Response { id, response_result });
            }
            Message::Notification(it) if it.method == NotificationMethod::Exit.as_str() => {
                return stage.end();
            }
            Message::Notification(notification) => {
                if let Stage::Running(server) = &mut stage {
                    server.take_note(notification);
                }
            }
            // Whether it does what it was asked is its business.
            Message::Response(_) => {}
        }
        if let Stage::Running(server) = &mut stage
            && inbox.borrow_mut().is_empty()
        {
            server.publish();
        }
        if client.is_gone() || stage.has_lost_client() {
            break;
        }
    }
    Ended::Abandoned
}

impl<'s> Stage<'s> {
    fn answer(
        &mut self,
        request: Request,
        connection: &'s Connection,
        settings: &'s dyn Settings,
        is_cancelled: &dyn Fn() -> bool,
    ) -> Answer {
        let asked = RequestMethod::from(request.method.as_str());
        match self {
            Self::New if matches!(asked, RequestMethod::Initialize) => {
                let server = Server::new(Client::new(connection), settings, &request.params);
                let result = initialized(server.abilities);
                *self = Self::Running(Box::new(server));
                serde_json::to_value(result)
                    .map_err(|fault| error(ErrorCode::InternalError, fault.to_string()))
            }
            Self::New => Err(error(ErrorCode::ServerNotInitialized, "initialize first".to_owned())),
            Self::Running(_) if matches!(asked, RequestMethod::Shutdown) => {
                *self = Self::Done;
                Ok(Value::Null)
            }
            Self::Running(_) if matches!(asked, RequestMethod::Initialize) => {
                Err(error(ErrorCode::InvalidRequest, "already initialized".to_owned()))
            }
            Self::Running(server) => server.answer(request, is_cancelled),
            Self::Done => Err(error(ErrorCode::InvalidRequest, "already shut down".to_owned())),
        }
    }

    const fn has_lost_client(&self) -> bool {
        matches!(self, Self::Running(server) if server.client.is_gone())
    }

    const fn end(&self) -> Ended {
        if matches!(self, Self::Done) { Ended::Properly } else { Ended::WithoutShutdown }
    }
}
