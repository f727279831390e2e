//! Diagnostics, one a line.

use std::fmt::{self, Display, Formatter};

use super::style::Style;
use crate::document::Document;
use crate::language::{Language, filled};
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
        let language = self.style.shown_language();
        for diagnostic in self.document.diagnostics() {
            let place = self.style.place(lines.position(diagnostic.span().start()));
            let (severity, code) = (diagnostic.severity().word_in(language), diagnostic.code());
            let message = diagnostic.message_in(language);
            write!(f, "{place}: {severity}[{code}]: {}", visible(&message))?;
            if let Some(related) = diagnostic.related() {
                let see = format!("see {}", lines.position(related.start()));
                let see = filled(language, "label", &see);
                match language {
                    Language::Chinese => write!(f, "（{see}）")?,
                    Language::English => write!(f, " ({see})")?,
                }
            }
            writeln!(f)?;
        }
        Ok(())
    }
}
