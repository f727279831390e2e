//! [`Short`]: a list that is short in real policies.

use smallvec::SmallVec;

/// A list that keeps its first `N` items inline, so that most lists need no allocation.
pub(crate) type Short<T, const N: usize = 8> = SmallVec<[T; N]>;
