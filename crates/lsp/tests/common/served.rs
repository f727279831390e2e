//! A server in this process, and what it is told about policies.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};

use lsp_server::Connection;
use policymark::language::Language;
use policymark_lsp::{Ended, Fault, Rules, Settings, serve};

use super::Editor;

/// Rules that a test can change, and the policies of a folder.
#[derive(Clone, Default)]
pub(crate) struct Told {
    pub(crate) rules: Arc<Mutex<Option<Result<Rules, Fault>>>>,
    pub(crate) policies: Vec<PathBuf>,
}

impl Settings for Told {
    fn rules(&self, _: Option<&Path>, _: Language) -> Result<Rules, Fault> {
        self.rules.lock().unwrap().clone().unwrap_or_else(|| Ok(Rules::default()))
    }

    fn policies(&self, folder: &Path) -> Vec<PathBuf> {
        self.policies.iter().filter(|path| path.starts_with(folder)).cloned().collect()
    }

    fn watched(&self) -> Vec<String> {
        vec!["**/policymark.toml".to_owned()]
    }

    fn language(&self, locale: Option<&str>) -> Language {
        locale.and_then(Language::of_locale).unwrap_or_default()
    }
}

/// A server that runs, and its editor.
pub(crate) fn served(told: Told) -> (Editor, JoinHandle<Ended>) {
    let (server, client) = Connection::memory();
    let thread = thread::spawn(move || serve(&server, &told));
    let Connection { sender, receiver } = client;
    let editor =
        Editor::new(move |message| drop(sender.send(message)), move || receiver.recv().ok());
    (editor, thread)
}

/// The same for an editor that is started like most.
pub(crate) fn started() -> Editor {
    let (mut editor, _) = served(Told::default());
    editor.initialize(serde_json::json!({}));
    editor
}
