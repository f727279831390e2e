//! The JSON form of a [`Document`](crate::Document): written straight from it, read back equal.
//!
//! `grammar.md`, section *JSON*, describes the keys and `schema/document.schema.json` types them.
//! Nothing here depends on a JSON crate: documents implement serde's `Serialize` and `Deserialize`, and
//! any format will do. One that people read leaves out what is empty; one that tells fields by their
//! places does not.
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

/// The version of the JSON form that this crate writes and reads. It is raised when a key
/// changes its meaning or goes away; new keys do not raise it, and unknown ones are skipped.
pub const VERSION: u32 = 2;
