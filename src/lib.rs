//! policymark
#![allow(dead_code, missing_docs, unused)]

mod annotation;
mod diagnostic;
mod document;
mod grammar;
mod lexicon;
mod lint;
mod outline;
mod parser;
#[cfg(feature = "render")]
mod render;
mod resolve;
mod scan;
mod source;
mod span;
mod statement;
mod tree;

pub use annotation::{AnnotationId, AnnotationKind, Delimiter, Dialect, Role, Side};
pub use diagnostic::{Code, Diagnostic, Severity, UnknownCode};
pub use document::{Annotation, Document, Inclusion, Member, Section, Sentence, Statement};
pub use lexicon::{Cue, Lexicon, LexiconError, Party, Processing, RoleCue, Table, Verb};
pub use outline::{Clauses, SectionId, SentenceId};
pub use parser::{Error, Parser, parse};
#[cfg(feature = "render")]
pub use render::Renderer;
pub use source::{LineIndex, Position};
pub use span::Span;
pub use statement::{Certainty, MemberRole, Modality, Polarity, Rule, StatementId};
pub use tree::{Descendants, Leaf, LeafKind, Leaves, Node, NodeId, NodeKind, Reading, Reason};
