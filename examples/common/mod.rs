//! Code that the examples share.
#![allow(dead_code)] // Each example uses only a part of it.

pub(crate) mod input;
pub(crate) mod text;
