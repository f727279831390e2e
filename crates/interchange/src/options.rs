//! [`Options`]: what a user chooses about an export.

use crate::labels::Labels;

/// What a user chooses about an export.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Options {
    /// The labels to write.
    pub labels: Labels,
    /// Whether BIO gets a column, and Hugging Face JSONL a list, with the offset of each token in characters.
    pub offsets: bool,
}
