//! The JSON form of formatted texts, in any format of serde.

use serde::{Serialize, Serializer};

use super::Formatted;
use crate::json::Fields;

impl Serialize for Formatted<'_> {
    /// The tidied `text`, and the `edits` that make it.
    ///
    /// ```
    /// let document = policymark::parse("见附录\\（一）")?;
    /// assert_eq!(serde_json::to_value(document.format())?, serde_json::json!({
    ///     "text": "见附录（一）",
    ///     "edits": [{ "span": { "start": 9, "end": 10 }, "replacement": "" }],
    /// }));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = Fields::new(serializer, "Formatted", 2)?;
        out.add("text", self.text())?;
        out.add("edits", self.edits())?;
        out.end()
    }
}
