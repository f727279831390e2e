//! Annotated privacy policies as pages on which text and statements point at each other.
//!
//! A page is one file: it has its style, its program and the JSON form of its documents in it, and forbids itself
//! every request. What a page shows is the work of `web/` at the root of the repository, which is built into
//! `src/view/`; this crate writes the shell around it.
//!
//! ```
//! use policymark::language::Language;
//! use policymark_html::{Page, Policy};
//!
//! let document = policymark::parse("(我们)会[收集]您的<邮箱>。")?;
//! let page = Page::policy(Policy { name: "邮局.txt", document: &document }, None, Language::Chinese);
//! let mut html = Vec::new();
//! page.write(&mut html)?;
//! assert!(html.starts_with(b"<!doctype html>\n<html lang=\"zh-CN\">"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod advice;
mod content;
mod entry;
mod page;
mod rules;
mod script;
mod shell;

pub use self::entry::Entry;
pub use self::page::{Page, Policy};
