//! [`Folders`]: the folders that are open in the editor.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use gen_lsp_types::Uri;
use serde_json::Value;

use crate::params::FoldersChanged;
use crate::uri;

/// The folders that are open in the editor. Those that are no files, such as one on a server, are left out.
#[derive(Default)]
pub(crate) struct Folders(BTreeSet<PathBuf>);

impl Folders {
    /// Those of a client that sent these parameters with `initialize`.
    pub(crate) fn of(params: &Value) -> Self {
        let listed = params.get("workspaceFolders").and_then(Value::as_array);
        let listed = listed.into_iter().flatten().filter_map(|folder| folder.get("uri"));
        let named = listed.chain(params.get("rootUri")).filter_map(Value::as_str);
        Self(named.filter_map(|name| uri::to_path(&Uri::from(name))).collect())
    }

    /// Opens some and closes others.
    pub(crate) fn change(&mut self, changed: &FoldersChanged) {
        for closed in changed.event.removed.iter().filter_map(|folder| uri::to_path(&folder.uri)) {
            self.0.remove(&closed);
        }
        self.0.extend(changed.event.added.iter().filter_map(|folder| uri::to_path(&folder.uri)));
    }

    /// The outermost one that holds a file.
    pub(crate) fn holding(&self, path: &Path) -> Option<&Path> {
        self.0.iter().map(PathBuf::as_path).find(|folder| path.starts_with(folder))
    }
}
