//! What no option can raise.

/// How long a text may be, in bytes: the longest that offsets of 32 bits can name.
pub(crate) const MAX_LEN: usize = u32::MAX as usize;

/// How deep brackets may nest, as in `<<<…>>>`.
pub(crate) const DEPTH_CEILING: usize = 1024;
