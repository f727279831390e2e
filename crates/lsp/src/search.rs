//! [`Search`]: which policies are looked for.

use std::fmt;
use std::path::Path;

/// A search for the policies of a folder, which the editor can cancel.
#[derive(Clone, Copy)]
pub struct Search<'s> {
    folder: &'s Path,
    is_deep: bool,
    is_cancelled: &'s dyn Fn() -> bool,
}

impl<'s> Search<'s> {
    /// A search in `folder`, if `is_deep` also below it, which is over once `is_cancelled`.
    pub(crate) const fn new(
        folder: &'s Path,
        is_deep: bool,
        is_cancelled: &'s dyn Fn() -> bool,
    ) -> Self {
        Self { folder, is_deep, is_cancelled }
    }

    /// The folder: `/home/li/policies`.
    #[must_use]
    pub const fn folder(&self) -> &'s Path {
        self.folder
    }

    /// Whether the folders below it count, too. They do if it is open in the editor; otherwise it can be any, such as
    /// `/`, and only the files right in it count.
    #[must_use]
    pub const fn is_deep(&self) -> bool {
        self.is_deep
    }

    /// Whether nobody waits for the result any more. Whoever walks through many folders asks now and then.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        (self.is_cancelled)()
    }

    /// Whether a file is where is searched.
    pub(crate) fn covers(&self, path: &Path) -> bool {
        if self.is_deep {
            path.starts_with(self.folder)
        } else {
            path.parent() == Some(self.folder)
        }
    }
}

impl fmt::Debug for Search<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { folder, is_deep, is_cancelled: _ } = self;
        f.debug_struct("Search").field("folder", folder).field("is_deep", is_deep).finish()
    }
}
