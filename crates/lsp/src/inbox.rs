//! [`Inbox`]: what the client has sent and nobody has answered yet.

use std::collections::VecDeque;

use gen_lsp_types::{CancelNotification, CancelParams, Id, Notification as _};
use lsp_server::{Connection, Message, RequestId, Response};

use crate::requests::cancelled;

/// The messages of the client in their order. A request that the client takes back while it waits is answered
/// here, and never handed out.
pub(crate) struct Inbox<'c> {
    connection: &'c Connection,
    waiting: VecDeque<Message>,
    /// The last request that was taken back although it did not wait: it is being answered, or has been.
    taken_back: Option<RequestId>,
}

impl<'c> Inbox<'c> {
    pub(crate) const fn new(connection: &'c Connection) -> Self {
        Self { connection, waiting: VecDeque::new(), taken_back: None }
    }

    /// The next message. Waits for one; `None` if the client is gone.
    pub(crate) fn next(&mut self) -> Option<Message> {
        while self.is_empty() {
            let message = self.connection.receiver.recv().ok()?;
            self.add(message);
        }
        // It was about requests before this message.
        self.taken_back = None;
        self.waiting.pop_front()
    }

    /// Whether the client has sent nothing more yet.
    pub(crate) fn is_empty(&mut self) -> bool {
        while let Ok(message) = self.connection.receiver.try_recv() {
            self.add(message);
        }
        self.waiting.is_empty()
    }

    /// Whether the client has taken back the request that is being answered.
    pub(crate) fn has_cancelled(&mut self, id: &RequestId) -> bool {
        self.is_empty();
        self.taken_back.as_ref() == Some(id)
    }

    fn add(&mut self, message: Message) {
        let Some(id) = taken_back(&message) else { return self.waiting.push_back(message) };
        let has_id = |message: &Message| matches!(message, Message::Request(it) if it.id == id);
        if let Some(at) = self.waiting.iter().position(has_id) {
            self.waiting.remove(at);
            let response = Response { id, response_result: Err(cancelled()) };
            // If nobody receives it, the next message is missing too.
            let _ = self.connection.sender.send(response.into());
        } else {
            self.taken_back = Some(id);
        }
    }
}

/// The request that a message takes back.
fn taken_back(message: &Message) -> Option<RequestId> {
    let Message::Notification(notification) = message else { return None };
    if notification.method != CancelNotification::METHOD.as_str() {
        return None;
    }
    let CancelParams { id } = serde_json::from_value(notification.params.clone()).ok()?;
    Some(match id {
        Id::Int(id) => id.into(),
        Id::String(id) => id.into(),
    })
}
