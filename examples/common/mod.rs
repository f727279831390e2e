//! What the examples share.
#![allow(dead_code)] // Each example uses a part of it.

pub(crate) mod input;
pub(crate) mod text;
