//! Limits that no option can raise, and the default of one that can.

/// The greatest length of a text in bytes: offsets have 32 bits.
pub(crate) const MAX_LEN: usize = u32::MAX as usize;

/// How deeply brackets may nest: `<<<…>>>`.
pub(crate) const DEPTH_CEILING: usize = 1024;

/// How deeply brackets may nest unless an option says otherwise.
pub(crate) const DEFAULT_DEPTH: usize = 64;
