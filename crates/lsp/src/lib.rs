//! The language server of `policymark`: annotated privacy policies in the annotator's editor.
//!
//! [`serve_stdio`] speaks the Language Server Protocol 3.17 over standard input and output, as editors start a
//! server; [`serve`] does so over any connection. What it cannot know by itself, it asks [`Settings`]: the command
//! `policymark lsp` answers from `policymark.toml`.
//!
//! What an editor gets:
//!
//! - diagnostics as the annotator types, with fixes one by one (`quickfix`) and all at once (`source.fixAll`);
//! - formatting, an outline of sections and statements, folding;
//! - semantic tokens: `string` for `{}`, `function` for `[]`, `variable` for `<>`, `type` for `()`, with modifiers
//!   for what a mark is by itself;
//! - hovers that say what a mark is and show its statements, those of a sentence, or why a bracket marks nothing;
//! - definitions: the whole of a part, what a reference means, the actor that a verb inherits, announced items;
//! - references of a data item in all policies of the folder that is open in the editor;
//! - inlay hints, if the option `inlayHints` is true, for what is inherited or has no mark;
//! - code actions, and the commands `policymark.server.mark` and `policymark.server.unmark`, that put marks around
//!   the selection, change them or take them off.
//!
//! Everything is answered in the order in which it is asked, by one thread. A text is parsed once for all changes
//! that wait together, and its diagnostics are published when nothing waits any more.

mod actions;
mod capabilities;
mod carried;
mod client;
mod definition;
mod diagnostics;
mod documents;
mod faults;
mod folders;
mod folding;
mod format;
mod frame;
mod hints;
mod hover;
mod inbox;
mod lookup;
mod markup;
mod page;
mod params;
mod position;
mod references;
mod requests;
mod search;
mod server;
mod session;
mod settings;
mod stdio;
mod symbols;
mod tokens;
mod uri;
mod words;
mod wrap;

use std::io;

pub use search::Search;
pub use session::{Ended, serve};
pub use settings::{Fault, Rules, Settings};

/// Serves the editor at the other end of standard input and output.
///
/// # Errors
///
/// If they cannot be read or written, or if what is read has no frames of the protocol.
pub fn serve_stdio(settings: &dyn Settings) -> io::Result<Ended> {
    let (connection, pumps) = stdio::connect();
    let ended = serve(&connection, settings);
    drop(connection);
    pumps.finish(ended)?;
    Ok(ended)
}
