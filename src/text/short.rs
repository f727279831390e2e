//! Lists that are short in real policies.

use smallvec::SmallVec;

/// A list whose first items lie in it, not on the heap: most are never longer, so that no memory has
/// to be found for them.
pub(crate) type Short<T, const N: usize = 8> = SmallVec<[T; N]>;
