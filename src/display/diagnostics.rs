//! Diagnostics, one a line.

use std::fmt::{self, Display, Formatter};

use super::style::Style;
use super::words::TITLE_CELLS;
use crate::document::Document;
use crate::text::{shortened, visible};

impl<'n> Style<'n> {
    /// What an annotator should look at, one a line, as editors read it. The renderer of the feature
    /// `render` shows the lines of the text.
    ///
    /// ```
    /// use policymark::display::Style;
    ///
    /// let document = policymark::parse("(我们)会[收集]<<邮箱>>。")?;
    /// let shown = Style::new().name("policy.txt").diagnostics(&document).to_string();
    /// assert_eq!(
    ///     shown,
    ///     "policy.txt:1:11: warning[annotation-repeated]: “<邮箱>” is marked twice (see 1:10)\n"
    /// );
    /// # Ok::<(), policymark::Error>(())
    /// ```
    pub fn diagnostics(self, document: &Document) -> impl Display {
        Diagnostics { style: self, document }
    }
}

struct Diagnostics<'n, 'd> {
    style: Style<'n>,
    document: &'d Document,
}

impl Display for Diagnostics<'_, '_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let lines = self.document.line_index();
        for diagnostic in self.document.diagnostics() {
            let span = diagnostic.span();
            let place = self.style.place(lines.position(span.start()));
            let (severity, code) = (diagnostic.severity(), diagnostic.code());
            write!(f, "{place}: {severity}[{code}]: {}", visible(diagnostic.message()))?;
            if let Some(related) = diagnostic.related() {
                write!(f, " (see {})", lines.position(related.start()))?;
            }
            if self.style.explains() {
                let source = &self.document.text()[span.range()];
                write!(f, " | {}", shortened(source, TITLE_CELLS))?;
            }
            writeln!(f)?;
        }
        Ok(())
    }
}
