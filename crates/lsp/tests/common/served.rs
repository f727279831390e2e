//! A server in this process, and its editor.

use std::thread::{self, JoinHandle};

use lsp_server::Connection;
use policymark_lsp::{Ended, Settings, serve};

use super::editor::Editor;
use super::settings::TestSettings;

/// A server that runs, and its editor.
pub(crate) fn served(settings: impl Settings + Send + 'static) -> (Editor, JoinHandle<Ended>) {
    let (server, client) = Connection::memory();
    let thread = thread::spawn(move || serve(&server, &settings));
    let Connection { sender, receiver } = client;
    let editor =
        Editor::new(move |message| drop(sender.send(message)), move || receiver.recv().ok());
    (editor, thread)
}

/// The same for an editor that is started like most.
pub(crate) fn started() -> Editor {
    let (mut editor, _) = served(TestSettings::default());
    editor.initialize(serde_json::json!({}));
    editor
}
