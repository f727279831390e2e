//! Checking again whenever a file changes.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use notify::{Event, EventKind, RecursiveMode, Watcher, recommended_watcher};

use crate::context::Context;
use crate::language::Say;
use crate::status::{Failure, Status};

/// How long nothing may change before files are read: editors write in several steps.
const CALM: Duration = Duration::from_millis(100);

/// How long files are not read at most, if something always changes.
const PATIENCE: Duration = Duration::from_secs(1);

/// Checks, waits for a change, and starts over, until the user stops it.
pub(super) fn run(
    paths: &[PathBuf],
    context: &Context,
    check: impl Fn(&Context) -> Result<Status, Failure>,
) -> Result<Status, Failure> {
    let terminal = context.terminal;
    let language = terminal.language;
    if paths.iter().any(|path| path.as_os_str() == "-") {
        return Err(Failure::Message(language.say("standard input cannot be watched", &[])));
    }
    let failure =
        |error: notify::Error| Failure::Message(language.say("cannot watch: {}", &[&error]));
    let (sender, changes) = channel();
    let mut watcher = recommended_watcher(sender).map_err(failure)?;
    for folder in folders(paths) {
        watcher.watch(&folder, RecursiveMode::Recursive).map_err(failure)?;
    }
    loop {
        // The configuration can be what has changed, and the user can still be writing it.
        match context.renewed() {
            Err(Failure::Message(message)) => terminal.complain(&message),
            renewed => drop(check(&renewed?)?),
        }
        terminal.note(&language.say("watching for changes; Ctrl+C ends it", &[]));
        if wait(&changes).is_none() {
            return Ok(Status::Fine);
        }
    }
}

/// The folders to watch. A file is watched by its folder, since editors replace files.
fn folders(paths: &[PathBuf]) -> Vec<PathBuf> {
    if paths.is_empty() {
        return vec![PathBuf::from(".")];
    }
    let folder = |path: &PathBuf| match path.parent() {
        _ if path.is_dir() => path.clone(),
        Some(folder) if folder != Path::new("") => folder.to_owned(),
        _ => PathBuf::from("."),
    };
    paths.iter().map(folder).collect()
}

/// Waits until something has changed, and then nothing more does for a moment.
fn wait(changes: &Receiver<notify::Result<Event>>) -> Option<()> {
    let is_change = |event: notify::Result<Event>| {
        event.is_ok_and(|event| !matches!(event.kind, EventKind::Access(_)))
    };
    while !is_change(changes.recv().ok()?) {}
    let start = Instant::now();
    while start.elapsed() < PATIENCE {
        match changes.recv_timeout(CALM) {
            Ok(_) => {}
            Err(RecvTimeoutError::Timeout) => return Some(()),
            Err(RecvTimeoutError::Disconnected) => return None,
        }
    }
    Some(())
}
