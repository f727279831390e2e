//! A change of a text as a unified diff, as `patch` and `git apply` read it.

use std::io::{self, IsTerminal};

use policymark::text::visible;
use similar::TextDiff;

use crate::terminal::Terminal;

/// The unified diff from the old text of a file to the new one, empty if they are equal. On a terminal what could
/// steer it is made visible; elsewhere the diff is exact.
pub(crate) fn unified(terminal: Terminal, name: &str, old: &str, new: &str) -> String {
    // Lines end with \n alone: `git apply` takes a \r for a letter.
    let [old, new] = [old, new].map(|text| text.split_inclusive('\n').collect::<Vec<_>>());
    let diff = TextDiff::configure().newline_terminated(true).diff_slices(&old, &new);
    let exact = diff
        .unified_diff()
        .context_radius(3)
        .header(&format!("a/{name}"), &format!("b/{name}"))
        .to_string();
    let is_shown = io::stdout().is_terminal();
    let has_color = terminal.has_color();
    if !is_shown && !has_color {
        return exact;
    }
    let lines = exact.split_inclusive('\n').map(|line| {
        let (text, end) = line.strip_suffix('\n').map_or((line, ""), |text| (text, "\n"));
        let text = if is_shown { visible(text) } else { text.into() };
        match has_color.then(|| color(&text)).flatten() {
            Some(color) => format!("\u{1b}[{color}m{text}\u{1b}[0m{end}"),
            None => format!("{text}{end}"),
        }
    });
    lines.collect()
}

/// The ANSI colour of a line.
fn color(line: &str) -> Option<u8> {
    match line {
        _ if line.starts_with("---") || line.starts_with("+++") => Some(1),
        _ if line.starts_with("@@") => Some(36),
        _ if line.starts_with('-') => Some(31),
        _ if line.starts_with('+') => Some(32),
        _ => None,
    }
}
