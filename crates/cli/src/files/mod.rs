//! Files: which ones are meant, reading them on all cores, and writing them whole or not at all.

mod each;
mod name;
mod read;
mod staged;
mod walk;
mod write;

pub(crate) use each::{
    for_each, for_each_bytes, for_each_or_fault, for_each_shown, for_each_text, parse,
};
pub(crate) use name::{Source, named};
pub(crate) use read::{Unusable, check_streams, read, read_bytes};
pub(crate) use staged::{StageFault, Staged};
pub(crate) use walk::{find, find_such, find_unless, find_while};
pub(crate) use write::{create, replace};
