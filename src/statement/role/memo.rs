//! A [`Memo`]: what some words were found to be. Policies say the same words again and again.

/// What short words were found to be, so that most of them are read once. It never grows: of the
/// words that fall into one slot it keeps the last.
#[derive(Debug)]
pub(super) struct Memo<V> {
    /// Empty until it starts.
    slots: Vec<(Key, V)>,
}

/// The bytes of words, zeros, and in the last byte their length and a bit that says that it is
/// one. So no two keys are equal but those of equal words, and none is that of a free slot.
type Key = [u8; 32];

const FREE: Key = [0; 32];
const IS_KEY: u8 = 1 << 7;
const SLOTS: usize = 512;

impl<V> Default for Memo<V> {
    fn default() -> Self {
        Self { slots: Vec::new() }
    }
}

impl<V: Copy + Default> Memo<V> {
    /// From here on words are kept.
    pub(super) fn start(&mut self) {
        if self.slots.is_empty() {
            self.slots.resize(SLOTS, (FREE, V::default()));
        }
    }

    /// What `words` are, which `read` tells the first time: always the same of the same words.
    pub(super) fn recall(&mut self, words: &str, read: impl FnOnce() -> V) -> V {
        if self.slots.is_empty() {
            return read();
        }
        let Some(key) = key(words) else { return read() };
        let slot = &mut self.slots[hash(&key) % SLOTS];
        if slot.0 != key {
            *slot = (key, read());
        }
        slot.1
    }
}

fn key(words: &str) -> Option<Key> {
    let mut key = FREE;
    let (end, bytes) = key.split_last_mut()?;
    bytes.get_mut(..words.len())?.copy_from_slice(words.as_bytes());
    *end = words.len() as u8 | IS_KEY;
    Some(key)
}

/// Multiplication by a large odd number carries all bits into the highest ones.
fn hash(key: &Key) -> usize {
    const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;
    let parts = key.as_chunks().0.iter().copied().map(u64::from_le_bytes);
    let sum = parts.fold(0, |sum: u64, part| (sum.rotate_left(23) ^ part).wrapping_mul(FACTOR));
    (sum >> 48) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    fn memo() -> Memo<i32> {
        let mut memo = Memo::default();
        memo.start();
        memo
    }

    #[test]
    fn nothing_is_kept_before_the_start() {
        let mut memo = Memo::default();
        assert_eq!((memo.recall("邮箱", || 1), memo.recall("邮箱", || 2)), (1, 2));
    }

    #[test]
    fn words_are_read_once() {
        let mut memo = memo();
        assert_eq!(memo.recall("邮箱", || 1), 1);
        assert_eq!(memo.recall("邮箱", || 2), 1);
        assert_eq!((memo.recall("", || 3), memo.recall("", || 4)), (3, 3));
        assert_eq!(memo.recall("\0", || 5), 5);
    }

    #[test]
    fn long_words_are_read_each_time() {
        let mut memo = memo();
        let long = "a".repeat(32);
        assert_eq!((memo.recall(&long, || 1), memo.recall(&long, || 2)), (1, 2));
        assert_eq!((memo.recall(&long[1..], || 1), memo.recall(&long[1..], || 2)), (1, 1));
    }

    #[test]
    fn no_words_are_taken_for_others() {
        let mut memo = memo();
        for number in (0..5000).chain(0..5000) {
            assert_eq!(memo.recall(&number.to_string(), || number), number);
        }
    }
}
