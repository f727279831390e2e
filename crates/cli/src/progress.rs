//! [`Progress`]: a bar on standard error while many files are read.

use indicatif::{ProgressBar, ProgressStyle};

use crate::language::Say;
use crate::terminal::Terminal;

/// A bar that counts files, if a person is looking; or nothing.
pub(crate) struct Progress(Option<ProgressBar>);

impl Progress {
    pub(crate) const HIDDEN: Self = Self(None);

    /// A bar for so many files.
    pub(crate) fn new(terminal: Terminal, files: usize) -> Self {
        if !terminal.is_watched() {
            return Self::HIDDEN;
        }
        let noun = terminal.language.text("files");
        let template = format!("{{bar:30}} {{pos}}/{{len}} {noun}  {{eta}}");
        let style = ProgressStyle::with_template(&template);
        // Some terminals give the usual blocks the width of two cells, since their users write Chinese.
        let style = style.unwrap_or_else(|_| ProgressStyle::default_bar()).progress_chars("=> ");
        Self(Some(ProgressBar::new(files as u64).with_style(style)))
    }

    /// A file is done. Any thread may say so.
    pub(crate) fn tick(&self) {
        if let Some(bar) = &self.0 {
            bar.inc(1);
        }
    }

    /// Takes the bar away while something else is written to standard error.
    pub(crate) fn suspend(&self, write: impl FnOnce()) {
        match &self.0 {
            Some(bar) => bar.suspend(write),
            None => write(),
        }
    }

    /// Takes the bar away.
    pub(crate) fn end(self) {
        if let Some(bar) = self.0 {
            bar.finish_and_clear();
        }
    }
}
