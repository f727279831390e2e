//! [`Server`]: its state between `initialize` and `shutdown`, and the notifications that change it.

use gen_lsp_types::{self as lsp, LspNotificationMethod as NotificationMethod, Uri};
use lsp_server::Notification;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::collections::BTreeSet;

use crate::client::{Abilities, Client};
use crate::diagnostics;
use crate::documents::{Documents, Open, Unread};
use crate::faults::Faults;
use crate::folders::Folders;
use crate::page::Page;
use crate::params::{About, Changed, Opened, Versioned};
use crate::position::Lines;
use crate::settings::Settings;
use crate::uri;
use crate::words::Words;

/// The server after `initialize`.
pub(crate) struct Server<'s> {
    pub(crate) client: Client<'s>,
    pub(crate) settings: &'s dyn Settings,
    pub(crate) abilities: Abilities,
    pub(crate) words: Words,
    pub(crate) documents: Documents,
    pub(crate) folders: Folders,
    pub(crate) shows_hints: bool,
    faults: Faults,
    /// The globs of the files that the client watches.
    watched: BTreeSet<String>,
}

impl<'s> Server<'s> {
    /// A server for a client that sent these parameters with `initialize`.
    pub(crate) fn new(client: Client<'s>, settings: &'s dyn Settings, params: &Value) -> Self {
        let locale = params.get("locale").and_then(Value::as_str);
        Self {
            client,
            settings,
            abilities: Abilities::of(params.get("capabilities").unwrap_or(&Value::Null)),
            words: Words { language: settings.language(locale) },
            documents: Documents::default(),
            folders: Folders::of(params),
            shows_hints: shows_hints(params.get("initializationOptions")).unwrap_or(false),
            faults: Faults::default(),
            watched: BTreeSet::new(),
        }
    }

    /// Handles a notification. One that cannot be read is ignored, since nobody waits for an answer.
    pub(crate) fn take_note(&mut self, notification: Notification) {
        let Notification { method, params } = notification;
        match NotificationMethod::from(method.as_str()) {
            NotificationMethod::Initialized => self.watch(),
            NotificationMethod::TextDocumentDidOpen => with(params, |it| self.opened(it)),
            NotificationMethod::TextDocumentDidChange => self.changed(params),
            NotificationMethod::TextDocumentDidClose => with(params, |it| self.closed(it)),
            NotificationMethod::TextDocumentDidSave => self.saved(&params),
            NotificationMethod::WorkspaceDidChangeWatchedFiles => self.renew(),
            NotificationMethod::WorkspaceDidChangeWorkspaceFolders => {
                with(params, |it| self.folders.change(&it));
            }
            NotificationMethod::WorkspaceDidChangeConfiguration => {
                with(params, |it| self.configured(it))
            }
            _ => {}
        }
    }

    /// Publishes the diagnostics of all texts that have changed since.
    pub(crate) fn publish(&mut self) {
        for open in self.documents.iter().filter(|open| !open.is_published) {
            let diagnostics = match self.page(open) {
                Ok(page) => diagnostics::diagnostics(&page),
                Err(why) => vec![diagnostics::unread(&why, self.words)],
            };
            self.publish_for(&open.uri, open.version, diagnostics);
        }
        self.documents.iter_mut().for_each(|open| open.is_published = true);
    }

    /// An open policy, as it is read now.
    pub(crate) fn page<'d>(&self, open: &'d Open) -> Result<Page<'d>, Unread<'d>> {
        let document = open.parsed()?;
        Ok(Page {
            uri: &open.uri,
            version: open.version,
            document,
            lines: Lines::new(document.text(), self.abilities.unit),
            rules: &open.rules,
            versions_edits: self.abilities.versions_edits,
            words: self.words,
        })
    }

    /// Asks the client to watch the files on which the configuration depends, unless it does already.
    fn watch(&mut self) {
        let mut globs = self.settings.watched();
        globs.retain(|glob| self.watched.insert(glob.clone()));
        if !self.abilities.watches_files || globs.is_empty() {
            return;
        }
        let watcher = |glob| lsp::FileSystemWatcher {
            glob_pattern: lsp::GlobPattern::Pattern(glob),
            kind: None,
        };
        let watchers = globs.into_iter().map(watcher).collect();
        let options = lsp::DidChangeWatchedFilesRegistrationOptions { watchers };
        self.client.request::<lsp::RegistrationRequest>(lsp::RegistrationParams {
            registrations: vec![lsp::Registration {
                id: format!("policymark.configuration.{}", self.watched.len()),
                method: NotificationMethod::WorkspaceDidChangeWatchedFiles.as_str().to_owned(),
                register_options: serde_json::to_value(options).ok(),
            }],
        });
    }

    fn opened(&mut self, params: Opened) {
        if self.is_configuration(&params.text_document.uri) {
            return;
        }
        let open = self.documents.open(params.text_document);
        open.renew_rules(self.settings, self.words);
        self.watch();
        self.tell_faults();
    }

    /// Looks whether the configuration is another one, if the client does not watch it or it was just saved.
    fn saved(&mut self, params: &Value) {
        let saved = About::deserialize(params);
        let is_configuration = saved.is_ok_and(|it| self.is_configuration(&it.text_document.uri));
        if is_configuration || !self.abilities.watches_files {
            self.renew();
        }
    }

    fn is_configuration(&self, uri: &Uri) -> bool {
        uri::to_path(uri).is_some_and(|path| self.settings.is_configuration(&path))
    }

    /// Changes a text. What cannot be read has changed it, too, nobody knows how.
    fn changed(&mut self, params: Value) {
        let Ok(About { text_document }) = About::deserialize(&params) else { return };
        let Some(open) = self.documents.get_mut(&text_document.uri) else { return };
        let unit = self.abilities.unit;
        match serde_json::from_value(params) {
            Ok(Changed { text_document: Versioned { version, .. }, content_changes }) => {
                let changes = content_changes.into_iter().map(serde_json::from_value);
                open.change(version, changes.map(Result::ok), unit);
            }
            Err(_) => open.change(None, [None], unit),
        }
    }

    fn closed(&mut self, params: lsp::DidCloseTextDocumentParams) {
        if let Some(closed) = self.documents.close(&params.text_document.uri) {
            self.publish_for(&closed.uri, None, Vec::new());
            self.tell_faults();
        }
    }

    fn configured(&mut self, params: lsp::DidChangeConfigurationParams) {
        let shows_hints = shows_hints(params.settings.get("policymark"));
        self.shows_hints = shows_hints.unwrap_or(self.shows_hints);
        self.refresh();
    }

    /// Asks again how the open policies are read.
    fn renew(&mut self) {
        for open in self.documents.iter_mut() {
            open.renew_rules(self.settings, self.words);
        }
        self.watch();
        self.tell_faults();
        self.refresh();
    }

    /// Lets the client ask again for what it shows although no text has changed.
    fn refresh(&mut self) {
        if self.abilities.refreshes_tokens {
            self.client.request::<lsp::SemanticTokensRefreshRequest>(());
        }
        if self.abilities.refreshes_hints {
            self.client.request::<lsp::InlayHintRefreshRequest>(());
        }
    }

    fn tell_faults(&mut self) {
        let faults = self.documents.iter().filter_map(|open| open.fault.as_ref());
        self.faults.renew(&self.client, faults);
    }

    fn publish_for(&self, uri: &Uri, version: Option<i32>, diagnostics: Vec<lsp::Diagnostic>) {
        let uri = uri.clone();
        let params = lsp::PublishDiagnosticsParams { uri, version, diagnostics };
        self.client.notify::<lsp::PublishDiagnosticsNotification>(params);
    }
}

/// Does something with parameters that can be read.
fn with<P: DeserializeOwned>(params: Value, take: impl FnOnce(P)) {
    if let Ok(params) = serde_json::from_value(params) {
        take(params);
    }
}

/// Whether options want inlay hints, if they say so.
fn shows_hints(options: Option<&Value>) -> Option<bool> {
    options?.get("inlayHints")?.as_bool()
}
