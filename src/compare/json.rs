//! The JSON form of comparisons, in any format of serde.

use serde::{Serialize, Serializer};

use super::{Change, Comparison, Place};
use crate::document::Statement;
use crate::json::{Fields, List};

impl Serialize for Comparison<'_> {
    /// The list `changes`. The documents are not part of it.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = Fields::new(serializer, "Comparison", 1)?;
        out.add("changes", &List(|| self.changes()))?;
        out.end()
    }
}

impl Serialize for Change<'_> {
    /// The `kind`; whether it is `of_meaning`; the `role` of a member; what is `old` and `new`, each with its `span`
    /// in bytes of its version and its `text`; and the statement in both versions, by its id there. What there
    /// is not is left out.
    ///
    /// ```
    /// let old = policymark::parse("(我们)会[收集]<邮箱>。")?;
    /// let new = policymark::parse("(我们)会[收集]<邮箱>、<昵称>。")?;
    /// let change = policymark::compare::compare(&old, &new).changes().next().unwrap();
    /// assert_eq!(serde_json::to_value(change)?, serde_json::json!({
    ///     "kind": "member-added",
    ///     "of_meaning": true,
    ///     "role": "data",
    ///     "new": { "span": { "start": 30, "end": 38 }, "text": "昵称" },
    ///     "old_statement": 0,
    ///     "new_statement": 0,
    /// }));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (old, new) = self.statements();
        let mut out = Fields::new(serializer, "Change", 7)?;
        out.add("kind", &self.kind)?;
        out.add("of_meaning", &self.kind.is_of_meaning())?;
        out.add_option("role", &self.role)?;
        out.add_option("old", &self.old)?;
        out.add_option("new", &self.new)?;
        out.add_option("old_statement", &old.map(Statement::id))?;
        out.add_option("new_statement", &new.map(Statement::id))?;
        out.end()
    }
}

impl Serialize for Place<'_> {
    /// Its `span` in bytes of its version, and its `text`.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = Fields::new(serializer, "Place", 2)?;
        out.add("span", &self.span())?;
        out.add("text", &self.text())?;
        out.end()
    }
}
