//! Rewriting files, or showing what would be rewritten.

use std::io::{self, Write};

use policymark::text::visible;
use policymark::{Document, Parser};

use crate::context::Context;
use crate::files::{self, Source};
use crate::language::Say;
use crate::patch;
use crate::status::{Failure, Status};

/// What to do with a text that is to change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Rewrite the file. A text from standard input goes to standard output, changed or not.
    Write,
    /// Name the file.
    Name,
    /// Show the difference.
    Diff,
}

/// What became of the files.
#[derive(Default)]
pub(crate) struct Rewritten {
    /// How many change.
    pub(crate) changed: usize,
    /// How many there are.
    pub(crate) files: usize,
    pub(crate) status: Status,
}

/// Changes texts: `change` gives the new text of a document, `None` if it stays. A file that cannot be written
/// is named in a message, and the others go on.
pub(crate) fn rewrite(
    context: &Context,
    parser: &Parser,
    files: &[Source],
    mode: Mode,
    change: impl Fn(&Document) -> Option<String> + Sync,
) -> Result<Rewritten, Failure> {
    let terminal = context.terminal;
    let mut output = terminal.output();
    let mut done = Rewritten::default();
    let make = |source: &Source, document: &Document| {
        let new = change(document);
        (new.is_some(), show(context, mode, source, document.text(), new.as_deref()))
    };
    let mut faults = Status::Fine;
    let read = files::for_each(context, parser, files, make, |(is_changed, shown)| {
        done.files += 1;
        match shown {
            Ok(shown) => {
                done.changed += usize::from(is_changed);
                output.write_all(shown.as_bytes())
            }
            Err(fault) => {
                faults = Status::Unusable;
                output.flush()?;
                terminal.complain(&fault);
                Ok(())
            }
        }
    })?;
    output.flush()?;
    done.status = read.max(faults);
    Ok(done)
}

/// Writes the file; returns what goes to standard output, or what went wrong.
fn show(
    context: &Context,
    mode: Mode,
    source: &Source,
    old: &str,
    new: Option<&str>,
) -> Result<String, String> {
    let terminal = context.terminal;
    match (mode, source.path(), new) {
        (Mode::Write, None, new) => Ok(new.unwrap_or(old).to_owned()),
        (_, _, None) => Ok(String::new()),
        (Mode::Write, Some(path), Some(new)) => {
            let fault = |error: io::Error| {
                terminal.language.say("{}: cannot write it: {}", &[source, &error])
            };
            files::replace(path, old, new).map(|()| String::new()).map_err(fault)
        }
        (Mode::Name, _, Some(_)) => Ok(format!("{}\n", visible(&source.to_string()))),
        (Mode::Diff, _, Some(new)) => Ok(patch::unified(terminal, &source.to_string(), old, new)),
    }
}
