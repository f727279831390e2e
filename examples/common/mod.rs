//! What the examples share.
#![allow(dead_code)] // Each example uses a part of it.

pub(crate) mod clauses;
pub(crate) mod input;
pub(crate) mod outline;
pub(crate) mod statements;
pub(crate) mod text;
