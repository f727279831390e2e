//! Writing: a document to plain text without annotations, and plain text to markup.

mod annotate;
mod plain;
mod width;

pub use annotate::{AnnotateError, Mark, MarkFault, annotate};
pub use plain::PlainText;
