//! [`Applicability`]: whether a fix needs a person.

use crate::text::named_enum;

named_enum! {
    /// Whether a fix can be applied without asking.
    ///
    /// ```
    /// use policymark::fix::Applicability::{Safe, Unsure};
    ///
    /// let document = policymark::parse("您可以打开相机(云杉)，[填写]< 地址>。")?;
    /// let found: Vec<_> = document.fixes().map(|fix| fix.applicability()).collect();
    /// assert_eq!(found, [Unsure, Safe]);
    /// # Ok::<(), policymark::Error>(())
    /// ```
    #[non_exhaustive]
    Applicability, "applicability" {
        /// Writes what the annotator meant: ` <手机号码>` for `< 手机号码>`. All safe fixes of a
        /// document have been tried together: every other annotation stays as it is and, unless
        /// diagnostics were omitted, a second run would mend nothing.
        Safe = "safe",
        /// A person should decide: `\(云杉\)` for `相机(云杉)`, unless that is an actor.
        Unsure = "unsure",
    }
}
