//! Spans and positions, delimiters and annotation kinds, and diagnostics.
//!
//! Offsets are bytes everywhere. [`LineIndex`] translates them into lines and columns, characters
//! and UTF-16.

// The base of everything else: this module imports no other.

pub(crate) mod blank;
mod cells;
mod delimiter;
mod diagnostic;
pub(crate) mod han;
mod id;
pub(crate) mod limits;
mod named;
mod short;
mod source;
mod span;
mod unit;
pub(crate) mod utf8;
mod visible;

pub(crate) use cells::{padded, quoted};
pub use cells::{shortened, wrap};
pub use delimiter::{AnnotationKind, Delimiter, Dialect, Side};
pub(crate) use diagnostic::Sink;
pub use diagnostic::{Code, Diagnostic, Severity};
pub(crate) use id::id;
pub use named::UnknownNameError;
pub(crate) use named::{NameVisitor, named_enum};
pub(crate) use short::Short;
pub use source::{LineIndex, Position, PositionError};
pub use span::{Span, SpanError};
pub use unit::Unit;
pub use visible::visible;
