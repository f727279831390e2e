//! Parses Chinese privacy policies that are annotated with inline brackets.
//!
//! An annotator marks in the text itself who does what with which data, for what and when:
//!
//! ```text
//! 当{您注册账户}时，(我们)会[收集]您的<手机号码>，以便{验证您的身份}。
//! ```
//!
//! `{}` is a purpose or a condition, `[]` an action, `<>` data, `()` an actor. [`parse`] turns such a
//! text into a [`Document`] with
//!
//! - its [`Annotation`]s, each with its [`Role`](annotation::Role), in a lossless [`tree`] that says why
//!   every other bracket is not an annotation;
//! - its outline: [`Section`]s, [`Sentence`]s and their clauses;
//! - its collection [`Statement`]s: an action, or several coordinated actions, with actors, recipients,
//!   data, purposes, conditions and exceptions;
//! - [`Diagnostic`]s: what an annotator should look at.
//!
//! ```
//! let document = policymark::parse(
//!     "一、我们如何收集信息\n当{您注册账户}时，(我们)会[收集]您的<手机号码>，以便{验证您的身份}。",
//! )?;
//! let statement = document.statements().next().unwrap();
//! assert_eq!(statement.actors().next().unwrap().text(), "我们");
//! assert_eq!(statement.data().next().unwrap().text(), "手机号码");
//! assert_eq!(statement.conditions().next().unwrap().text(), "您注册账户");
//! assert_eq!(statement.purposes().next().unwrap().text(), "验证您的身份");
//! assert_eq!(statement.heading_path()[0].title(), Some("一、我们如何收集信息"));
//! assert!(document.diagnostics().is_empty());
//! # Ok::<(), policymark::Error>(())
//! ```
//!
//! What a program can do with a document:
//!
//! - find the statements about something with [`Document::find`] and the [`Filter`](query::Filter)s of
//!   [`query`], or see who does what with each data item with [`Document::inventory`];
//! - remove the brackets with [`Document::plain_text`], and write brackets into plain text with
//!   [`write::annotate`];
//! - show it to a person with the text forms of [`display`], and use [`Document::snapshot`] in tests;
//! - count what is in one document or in many with [`Document::statistics`] of [`stats`];
//! - compare it with another version of the same policy, statement by statement, with [`compare`];
//! - measure how far two annotators of one text agree with [`Document::agreement`] of [`agreement`];
//! - list what to write instead for the diagnostics with [`Document::fixes`] of [`fix`];
//! - tidy its markup with [`Document::format`] of [`mod@format`];
//! - say the same in Chinese: messages, help and fixes, with [`language`];
//! - explain the rules and codes that it names: [`specification::find`];
//! - store it as JSON: a [`Document`] implements serde's `Serialize` and `Deserialize`.
//!
//! ```
//! use policymark::query::{data, recipient};
//! use policymark::parse;
//! use policymark::lexicon::Party;
//!
//! let document = parse("(我们)会[收集]<手机号码>，并向(合作伙伴)[提供]<手机号码>。")?;
//! assert_eq!(document.find(data("手机号码") & recipient(Party::Third)).count(), 1);
//! let inventory = document.inventory();
//! assert_eq!(inventory.get("手机号码").unwrap().affirmed().actions(), ["收集", "提供"]);
//! assert_eq!(document.plain_text().text(), "我们会收集手机号码，并向合作伙伴提供手机号码。");
//! # Ok::<(), policymark::Error>(())
//! ```
//!
//! Parsing never fails because of the markup unless it is strict. It never loses a byte, and takes time
//! linear in the length of the text. [`Parser`] has the options: another [`Dialect`](text::Dialect), another
//! [`Lexicon`](lexicon::Lexicon), strictness, limits. For many texts, a [`Session`] parses one after
//! another into the same storage. Offsets are bytes; [`LineIndex`](text::LineIndex) translates them to
//! lines and columns, characters and UTF-16 units.
//!
//! The feature `render` adds `Renderer`, which shows diagnostics with their lines in a terminal. No
//! feature is on by default.
//!
//! The root has what most programs need. The modules follow the chapters of the specification,
//! `grammar.md`, which defines the markup and every rule by which brackets become annotations, and
//! annotations become statements.

pub mod agreement;
pub mod annotation;
pub mod compare;
pub mod display;
pub mod document;
pub mod fix;
pub mod format;
mod grammar;
pub mod json;
pub mod language;
pub mod lexicon;
mod lint;
pub mod outline;
mod parser;
pub mod query;
#[cfg(feature = "render")]
pub mod render;
mod scan;
pub mod specification;
pub mod statement;
pub mod stats;
pub mod text;
pub mod tree;
pub mod write;

pub use document::{Annotation, Document, Section, Sentence, Statement};
pub use parser::{Error, Parser, Session, parse};
pub use text::{AnnotationKind, Diagnostic, Span};

/// The code in the READMEs, compiled and run with the other documentation.
#[cfg(doctest)]
mod readme {
    #[doc = include_str!("../README.md")]
    struct English;

    #[doc = include_str!("../README.zh-CN.md")]
    struct Chinese;
}
