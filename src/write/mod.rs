//! Documents back to text: as plain text without marks, and from plain text to markup.

mod annotate;
mod plain;
mod width;

pub use annotate::{AnnotateError, Mark, MarkFault, annotate};
pub use plain::PlainText;
