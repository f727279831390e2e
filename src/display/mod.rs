//! Documents as text for people: the tree, the statements, the inventory, the diagnostics, and a snapshot
//! of everything for tests.
//!
//! A [`Style`] says how wide the text may be, what the file is called, and how much is shown; its methods
//! give adapters that implement [`Display`](std::fmt::Display). Every line of these forms ends with a line
//! feed, so `print!` suits them. Widths are cells of a terminal, of which `手` takes two, and what would
//! steer a terminal is shown as [`visible`](crate::text::visible) shows it.
//!
//! ```
//! use policymark::display::Style;
//!
//! let document = policymark::parse("当{您注册账户}时，(我们)会[收集]<手机号码>。")?;
//! let style = Style::new().name("policy.txt");
//! assert_eq!(
//!     style.statements(document.statements()).to_string(),
//!     "\
//! #0  policy.txt:1:2
//!   who     我们
//!   does    收集
//!   data    手机号码
//!   when    您注册账户
//! "
//! );
//! assert_eq!(
//!     style.lines(document.statements()).to_string(),
//!     "policy.txt:1:2: 我们 收集 手机号码 when 您注册账户\n"
//! );
//! # Ok::<(), policymark::Error>(())
//! ```
//!
//! Handles are displayed too, each on one line: a [`Statement`](crate::Statement) as in
//! [`Style::lines`], an [`Annotation`](crate::Annotation) as its words, a [`Section`](crate::Section) as its
//! title. What programs read is JSON: a [`Document`](crate::Document) implements serde's `Serialize`.

mod agreement;
mod changes;
mod clauses;
mod diagnostics;
mod entry;
mod handles;
mod inventory;
mod lines;
mod snapshot;
mod statements;
mod statistics;
mod style;
mod tree;
mod words;

pub use snapshot::Snapshot;
pub use style::Style;
