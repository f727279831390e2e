//! The JSON form of fixes, in any format of serde.

use serde::{Serialize, Serializer};

use super::{Edit, Fix};
use crate::json::Fields;

impl Serialize for Fix<'_> {
    /// The `diagnostic`, as in the list `diagnostics` of a document; the `applicability`; and the `edits`.
    ///
    /// ```
    /// let document = policymark::parse("(我们)会[收集]< 邮箱>。")?;
    /// let fix = serde_json::to_value(document.fixes().next())?;
    /// assert_eq!(fix["diagnostic"]["code"], "annotation-padded");
    /// assert_eq!(fix["applicability"], "safe");
    /// assert_eq!(fix["edits"], serde_json::json!([
    ///     { "span": { "start": 19, "end": 19 }, "replacement": " " },
    ///     { "span": { "start": 20, "end": 21 }, "replacement": "" },
    /// ]));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = Fields::new(serializer, "Fix", 3)?;
        out.add("diagnostic", self.diagnostic())?;
        out.add("applicability", &self.applicability())?;
        out.add("edits", self.edits())?;
        out.end()
    }
}

impl Serialize for Edit {
    /// The `span` in bytes of the text, and the `replacement`.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = Fields::new(serializer, "Edit", 2)?;
        out.add("span", &self.span())?;
        out.add("replacement", self.replacement())?;
        out.end()
    }
}
