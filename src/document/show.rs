//! `Debug` of a document: how much it holds, without the content.

use std::fmt;

use super::Document;

impl fmt::Debug for Document {
    /// The number of things of each kind; the module [`display`](crate::display) shows the content.
    ///
    /// ```
    /// let document = policymark::parse("(我们)会[收集]<邮箱>。")?;
    /// assert_eq!(
    ///     format!("{document:?}"),
    ///     "Document { bytes: 30, annotations: 3, sections: 0, sentences: 1, statements: 1, diagnostics: 0 }"
    /// );
    /// # Ok::<(), policymark::Error>(())
    /// ```
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Document")
            .field("bytes", &self.text.len())
            .field("annotations", &self.annotations.len())
            .field("sections", &self.outline.sections.len())
            .field("sentences", &self.outline.sentences.len())
            .field("statements", &self.statements.list.len())
            .field("diagnostics", &self.diagnostics.len())
            .finish()
    }
}
