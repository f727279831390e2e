//! Diagnostics, one a line.

use std::fmt::{self, Display, Formatter};

use super::style::Style;
use crate::document::Document;
use crate::text::visible;

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
            let place = self.style.place(lines.position(diagnostic.span().start()));
            let (severity, code) = (diagnostic.severity(), diagnostic.code());
            write!(f, "{place}: {severity}[{code}]: {}", visible(diagnostic.message()))?;
            if let Some(related) = diagnostic.related() {
                write!(f, " (see {})", lines.position(related.start()))?;
            }
            writeln!(f)?;
        }
        Ok(())
    }
}
