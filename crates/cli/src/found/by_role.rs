//! [`ByRole`]: words by the role that they have.

use policymark::statement::MemberRole;
use serde::{Serialize, Serializer};

/// The words in each of some roles. In JSON these are keys with lists: `"actors": ["我们"]`.
pub(crate) struct ByRole(Vec<(MemberRole, Vec<String>)>);

impl ByRole {
    /// What `words` gives for each role.
    pub(crate) fn new(
        roles: impl IntoIterator<Item = MemberRole>,
        words: impl Fn(MemberRole) -> Vec<String>,
    ) -> Self {
        Self(roles.into_iter().map(|role| (role, words(role))).collect())
    }

    /// The words in one role.
    pub(crate) fn get(&self, wanted: MemberRole) -> &[String] {
        let found = self.0.iter().find(|(role, _)| *role == wanted);
        found.map_or(&[], |(_, words)| words)
    }
}

impl Serialize for ByRole {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(role, words)| (role.key(), words)))
    }
}
