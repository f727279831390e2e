//! [`WordTable`]: words and their classes, searched by prefix, by suffix and anywhere.

use super::entries::{Class, Entries, Words};
use super::trie::Trie;

/// A word found in a text; offsets in bytes of that text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Hit<C> {
    pub(crate) class: C,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// The hits of `find`, each searched from the end of the one before, so that none overlap.
pub(super) fn hits<C>(find: impl Fn(usize) -> Option<Hit<C>>) -> impl Iterator<Item = Hit<C>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let hit = find(at)?;
        at = hit.end;
        Some(hit)
    })
}

/// Words and their classes. Of two words that start at one place, or for [`WordTable::suffix`]
/// end at one, the longer one counts.
#[derive(Clone, Debug)]
pub(crate) struct WordTable<C> {
    /// The words and their classes, by their numbers in the tries.
    words: Vec<(Box<str>, C)>,
    /// What the words begin with. Most letters of a text begin no word: without this the whole
    /// document takes 17 % longer.
    initials: LetterSet,
    /// What they end with.
    finals: LetterSet,
    /// The words from their first letter on.
    forward: Trie,
    /// The words from their last letter back.
    backward: Trie,
}

impl<C: Class> Words for WordTable<C> {
    type Class = C;

    fn new(entries: &Entries<'_, C>) -> Self {
        let count = entries.0.len();
        let mut table = Self {
            words: Vec::with_capacity(count),
            initials: LetterSet::new(),
            finals: LetterSet::new(),
            forward: Trie::with_room(count),
            backward: Trie::with_room(count),
        };
        for &(word, class) in &entries.0 {
            table.add(word, class);
        }
        table
    }
}

impl<C: Eq> Eq for WordTable<C> {}

impl<C: PartialEq> PartialEq for WordTable<C> {
    /// The same words with the same classes, in whatever order.
    fn eq(&self, other: &Self) -> bool {
        sorted(self) == sorted(other)
    }
}

/// In the order of the words.
fn sorted<C>(table: &WordTable<C>) -> Vec<&(Box<str>, C)> {
    let mut words: Vec<_> = table.words.iter().collect();
    words.sort_unstable_by(|(one, _), (next, _)| one.cmp(next));
    words
}

impl<C: Class> WordTable<C> {
    fn add(&mut self, word: &str, class: C) {
        let number = self.forward.insert(word.chars(), self.words.len() as u32);
        if let Some((_, known)) = self.words.get_mut(number as usize) {
            *known = C::merge(*known, class);
            return;
        }
        self.backward.insert(word.chars().rev(), number);
        if let (Some((initial, _)), Some(last)) = (first_letter(word.as_bytes()), last_letter(word))
        {
            self.initials.insert(initial);
            self.finals.insert(last);
        }
        self.words.push((word.into(), class));
    }

    /// The class of exactly this word.
    pub(crate) fn get(&self, word: &str) -> Option<C> {
        let hit = self.may_end(word).then(|| self.prefix(word))??;
        (hit.end == word.len()).then_some(hit.class)
    }

    /// Whether a word may start `text`, by its first letter.
    #[inline]
    pub(crate) fn may_start(&self, text: &str) -> bool {
        first_letter(text.as_bytes()).is_some_and(|(letter, _)| self.initials.may_hold(letter))
    }

    /// Whether a word may end `text`, by its last letter.
    #[inline]
    fn may_end(&self, text: &str) -> bool {
        last_letter(text).is_some_and(|letter| self.finals.may_hold(letter))
    }

    /// The longest word that `text` starts with.
    pub(crate) fn prefix(&self, text: &str) -> Option<Hit<C>> {
        if self.may_start(text) { self.longest(text) } else { None }
    }

    fn longest(&self, text: &str) -> Option<Hit<C>> {
        let word = self.forward.longest(text.chars())?;
        let (word, class) = &self.words[word as usize];
        Some(Hit { class: *class, start: 0, end: word.len() })
    }

    /// The longest word that `text` ends with.
    pub(crate) fn suffix(&self, text: &str) -> Option<Hit<C>> {
        if !self.may_end(text) {
            return None;
        }
        let word = self.backward.longest(text.chars().rev())?;
        let (word, class) = &self.words[word as usize];
        Some(Hit { class: *class, start: text.len() - word.len(), end: text.len() })
    }

    /// The words in `text` from left to right, none overlapping another.
    pub(crate) fn find_iter<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Hit<C>> + 't {
        hits(move |at| self.find(text, at))
    }

    /// The words, by their numbers.
    pub(super) fn words(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(|(word, _)| &**word)
    }

    /// The class of the word with this number.
    pub(super) fn class(&self, number: usize) -> Option<C> {
        self.words.get(number).map(|(_, class)| *class)
    }

    /// The first word from byte `at` on.
    #[inline]
    pub(super) fn find(&self, text: &str, at: usize) -> Option<Hit<C>> {
        let mut rest = text.get(at..)?.as_bytes();
        while let Some((letter, after)) = first_letter(rest) {
            let start = text.len() - rest.len();
            if self.initials.may_hold(letter)
                && let Some(hit) = self.longest(text.get(start..)?)
            {
                return Some(Hit { start, end: start + hit.end, ..hit });
            }
            rest = after;
        }
        None
    }
}

/// The last two bytes of a letter, as far as a [`LetterSet`] knows it: to read them takes less than to
/// put the letter together.
type Letter = [u8; 2];

/// The letter that starts a text in UTF-8, and what is after it.
#[inline]
const fn first_letter(text: &[u8]) -> Option<(Letter, &[u8])> {
    match *text {
        [0xE0..=0xEF, b, c, ref after @ ..] => Some(([b, c], after)),
        [c @ ..0x80, ref after @ ..] => Some(([0, c], after)),
        [a @ ..0xF0, b, ref after @ ..] => Some(([a, b], after)),
        [_, _, c, d, ref after @ ..] => Some(([c, d], after)),
        _ => None,
    }
}

/// The letter that ends a text.
#[inline]
const fn last_letter(text: &str) -> Option<Letter> {
    match *text.as_bytes() {
        [.., c @ ..0x80] => Some([0, c]),
        [.., b, c] => Some([b, c]),
        _ => None,
    }
}

/// A set of letters by the lowest bits of their last two bytes: it may hold others besides. A word table
/// asks the trie, which is large, only of letters in it: that takes 2 % off the whole document.
#[derive(Clone, Debug)]
struct LetterSet(Box<[u64; Self::BLOCKS]>);

impl LetterSet {
    const BLOCKS: usize = 64;

    fn new() -> Self {
        Self(Box::new([0; Self::BLOCKS]))
    }

    fn insert(&mut self, [block, bit]: Letter) {
        self.0[block as usize % Self::BLOCKS] |= 1 << (bit % 64);
    }

    #[inline]
    fn may_hold(&self, [block, bit]: Letter) -> bool {
        self.0[block as usize % Self::BLOCKS] >> (bit % 64) & 1 == 1
    }
}

#[cfg(test)]
mod tests {
    use super::super::Party;
    use super::*;

    fn table(source: &str) -> WordTable<Option<Party>> {
        WordTable::new(&Entries::parse(source).unwrap())
    }

    #[test]
    fn the_longest_word_counts() {
        let table = table("公司\tthird\n本公司\tfirst\n");
        assert_eq!(table.suffix("由本公司").unwrap().class, Some(Party::First));
        assert_eq!(table.suffix("该公司").unwrap().class, Some(Party::Third));
        assert_eq!(table.prefix("公司的").unwrap().end, 6);
        assert!(table.prefix("司").is_none() && table.suffix("").is_none());
        assert_eq!(table.find_iter("本公司与公司").count(), 2);
    }

    #[test]
    fn letters_of_any_length_are_found() {
        for letter in ['a', 'é', '甲', '😀'] {
            let word = format!("{letter}乙{letter}");
            let table = table(&format!("{word}\tfirst\n"));
            let text = format!("aé甲😀{word}");
            assert_eq!(table.suffix(&text).unwrap().end, text.len(), "{letter}");
            assert_eq!(table.find_iter(&text).count(), 1, "{letter}");
            assert_eq!(table.prefix(&format!("{word}😀")).unwrap().end, word.len(), "{letter}");
            assert!(table.prefix(&text).is_none() && table.suffix("乙").is_none(), "{letter}");
        }
    }
}
