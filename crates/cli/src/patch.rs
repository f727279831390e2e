//! A change of a text as a unified diff, as `patch` and `git apply` read it.

use std::fmt::Write;
use std::io::{self, IsTerminal};

use policymark::text::visible;
use similar::algorithms::{Capture, Replace, myers};
use similar::udiff::UnifiedHunkHeader;
use similar::{ChangeTag, DiffOp, group_diff_ops};

use crate::terminal::Terminal;

/// How many lines that are equal are shown before and after a change.
const CONTEXT_LINES: usize = 3;

/// The unified diff from the old text of a file to the new one, empty if they are equal. On a terminal what could
/// steer it is made visible; elsewhere the diff is exact.
pub(crate) fn unified(terminal: Terminal, name: &str, old: &str, new: &str) -> String {
    // Lines end with \n alone: `git apply` takes a \r for a letter.
    let [old, new] = [old, new].map(|text| text.split_inclusive('\n').collect::<Vec<_>>());
    let mut patch = Patch::new(terminal);
    for hunk in group_diff_ops(changes(&old, &new), CONTEXT_LINES) {
        if patch.text.is_empty() {
            patch.line(Part::File, &format!("--- a/{name}\n"));
            patch.line(Part::File, &format!("+++ b/{name}\n"));
        }
        patch.line(Part::Place, &format!("{}\n", UnifiedHunkHeader::new(&hunk)));
        for change in hunk.iter().flat_map(|op| op.iter_changes(&old[..], &new[..])) {
            patch.line(Part::Line(change.tag()), &format!("{}{}", change.tag(), change.value()));
        }
    }
    patch.text
}

/// What has changed, by one algorithm: `TextDiff` would bring all five into the command.
fn changes(old: &[&str], new: &[&str]) -> Vec<DiffOp> {
    let mut hook = Replace::new(Capture::new());
    let Ok(()) = myers::diff(&mut hook, old, 0..old.len(), new, 0..new.len());
    hook.into_inner().into_ops()
}

/// A unified diff that is being written.
struct Patch {
    text: String,
    is_shown: bool,
    has_color: bool,
}

/// What a line of a unified diff is.
#[derive(Clone, Copy)]
enum Part {
    File,
    Place,
    Line(ChangeTag),
}

impl Patch {
    fn new(terminal: Terminal) -> Self {
        let (is_shown, has_color) = (io::stdout().is_terminal(), terminal.has_color());
        Self { text: String::new(), is_shown, has_color }
    }

    /// Adds a line, which ends with \n unless it is the last of a file.
    fn line(&mut self, part: Part, line: &str) {
        let (text, end) = match line.strip_suffix('\n') {
            Some(text) => (text, "\n"),
            None => (line, "\n\\ No newline at end of file\n"),
        };
        let text = if self.is_shown { visible(text) } else { text.into() };
        // Writing to a string never fails.
        let _ = match part.color().filter(|_| self.has_color) {
            Some(color) => write!(self.text, "\u{1b}[{color}m{text}\u{1b}[0m{end}"),
            None => write!(self.text, "{text}{end}"),
        };
    }
}

impl Part {
    /// Its ANSI colour.
    fn color(self) -> Option<u8> {
        match self {
            Self::File => Some(1),
            Self::Place => Some(36),
            Self::Line(ChangeTag::Delete) => Some(31),
            Self::Line(ChangeTag::Insert) => Some(32),
            Self::Line(ChangeTag::Equal) => None,
        }
    }
}
