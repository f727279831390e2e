//! An editor, a server, and its settings.
#![allow(dead_code, clippy::unwrap_used)] // Each test uses only a part of it.

pub(crate) mod editor;
pub(crate) mod served;
pub(crate) mod settings;
