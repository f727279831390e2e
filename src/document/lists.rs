//! [`Lists`]: many short lists in one piece of memory.

/// Lists of which each is found by its number.
#[derive(Clone, Debug)]
pub(crate) struct Lists<T> {
    entries: Box<[T]>,
    /// Where each list starts, and where the last one ends.
    starts: Box<[u32]>,
}

impl<T: Copy> Lists<T> {
    /// `count` lists of the entries that `pairs` gives, each with the number of its list. It is called
    /// more than once and must give the same each time.
    pub(crate) fn new<I>(count: usize, pairs: impl Fn() -> I) -> Self
    where
        I: Iterator<Item = (usize, T)>,
    {
        let mut starts = vec![0_u32; count + 1];
        for (list, _) in pairs() {
            starts[list + 1] += 1;
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        // The order does not matter yet: each entry is overwritten.
        let mut entries: Box<[T]> = pairs().map(|(_, entry)| entry).collect();
        let mut free = starts.clone();
        for (list, entry) in pairs() {
            entries[free[list] as usize] = entry;
            free[list] += 1;
        }
        Self { entries, starts: starts.into() }
    }

    /// The list with this number.
    pub(crate) fn get(&self, list: usize) -> &[T] {
        &self.entries[self.starts[list] as usize..self.starts[list + 1] as usize]
    }
}
