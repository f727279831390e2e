//! [`Faults`]: what is wrong with the configurations of the open policies, as it was published.

use std::collections::BTreeMap;
use std::path::PathBuf;

use gen_lsp_types as lsp;
use policymark::text::Severity;

use crate::client::Client;
use crate::settings::Fault;
use crate::{diagnostics, uri};

/// The faults that the client knows, by file.
#[derive(Default)]
pub(crate) struct Faults(BTreeMap<PathBuf, Fault>);

impl Faults {
    /// Publishes the faults that there are now: a diagnostic on the line of each, and a message about each new
    /// one, since its file is seldom open. A file without faults loses its diagnostic.
    pub(crate) fn renew<'f>(
        &mut self,
        client: &Client<'_>,
        faults: impl IntoIterator<Item = &'f Fault>,
    ) {
        let by_path = |fault: &Fault| (fault.path.clone(), fault.clone());
        let now: BTreeMap<_, _> = faults.into_iter().map(by_path).collect();
        for path in self.0.keys().filter(|path| !now.contains_key(*path)) {
            publish(client, path.clone(), Vec::new());
        }
        for (path, fault) in now.iter().filter(|(path, fault)| self.0.get(*path) != Some(fault)) {
            publish(client, path.clone(), vec![diagnostic(fault)]);
            client.notify::<lsp::ShowMessageNotification>(lsp::ShowMessageParams {
                kind: lsp::MessageType::Error,
                message: format!("{}: {}", path.display(), fault.message),
            });
        }
        self.0 = now;
    }
}

fn publish(client: &Client<'_>, path: PathBuf, diagnostics: Vec<lsp::Diagnostic>) {
    let Some(uri) = uri::of_path(&path) else { return };
    client.notify::<lsp::PublishDiagnosticsNotification>(lsp::PublishDiagnosticsParams {
        uri,
        version: None,
        diagnostics,
    });
}

/// The whole line: editors show no more of a file that they have not opened.
fn diagnostic(fault: &Fault) -> lsp::Diagnostic {
    let line = fault.line.unwrap_or(1).saturating_sub(1);
    let position = |line| lsp::Position { line, character: 0 };
    let range = lsp::Range { start: position(line), end: position(line + 1) };
    diagnostics::message(range, Severity::Error, fault.message.clone())
}
