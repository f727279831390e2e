//! The JSON form of a [`Document`](crate::Document): written directly from it, and read back as an
//! equal document.
//!
//! `grammar.md`, section *JSON*, describes the keys and `schema/document.schema.json` types them.
//! Nothing here depends on a JSON crate: documents implement serde's `Serialize` and `Deserialize`,
//! so any format works. A human-readable format leaves out optional fields that are empty; a format that identifies
//! fields by position keeps them.
//!
//! ```
//! let document = policymark::parse("(我们)会[收集]<邮箱>。")?;
//! let json = serde_json::to_string(&document)?;
//! assert!(json.starts_with(&format!("{{\"version\":{},", policymark::json::VERSION)));
//! assert_eq!(serde_json::from_str::<policymark::Document>(&json)?, document);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod brackets;
mod fault;
mod fields;
mod read;
mod references;
mod rule;
mod span;
mod statements;
mod write;

pub(crate) use fields::{Fields, List};

/// The version of the JSON form that this crate writes and reads. It is raised when a key changes
/// its meaning or is removed. New keys do not raise it, and unknown keys are skipped.
pub const VERSION: u32 = 2;

/// The JSON Schema of documents, itself as JSON.
///
/// ```
/// let schema: serde_json::Value = serde_json::from_str(policymark::json::SCHEMA)?;
/// assert_eq!(schema["properties"]["version"]["const"], policymark::json::VERSION);
/// # Ok::<(), serde_json::Error>(())
/// ```
pub const SCHEMA: &str = include_str!("../../schema/document.schema.json");
