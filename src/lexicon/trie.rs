//! A [`Trie`]: the longest word at one edge of a text, letter by letter.

/// Words as paths from letter to letter. All edges stand in one hash table, so that a step costs
/// the same however many words a lexicon has, and to add a word costs no more than its letters.
#[derive(Clone, Debug)]
pub(super) struct Trie {
    /// The hash table. Its length is a power of two; at least half of its slots are free.
    slots: Vec<Edge>,
    /// How many edges it holds.
    len: usize,
    /// The number of the last node.
    last: u32,
    /// For the last ten bits of each letter, whether a word begins with such a letter: most letters
    /// of a text begin none, and are told by this alone.
    first: Box<[bool; RESIDUES]>,
}

const RESIDUES: usize = 1024;

/// From one node to the next by a letter.
#[derive(Clone, Copy, Debug)]
struct Edge {
    /// The node and the letter; 0 in a free slot.
    key: u64,
    /// The node that it leads to; [`NONE`] if no word goes on there.
    to: u32,
    /// The number of the word that ends there, or [`NONE`].
    word: u32,
}

/// 2 to the power of 64 by the golden ratio, odd: spreads numbers that stand in a row.
const GOLDEN: u64 = 0x9E37_79B9_7F4A_7C15;

const ROOT: u32 = 1;
const NONE: u32 = 0;
const FREE: Edge = Edge { key: 0, to: NONE, word: NONE };

impl Trie {
    pub(super) fn new() -> Self {
        Self { slots: vec![FREE; 16], len: 0, last: ROOT, first: Box::new([false; RESIDUES]) }
    }

    /// Adds a word and gives it the number `new`, unless it has one already. Returns its number.
    pub(super) fn insert(&mut self, letters: impl Iterator<Item = char>, new: u32) -> u32 {
        let mut end = None;
        for letter in letters {
            let from = match end {
                Some(at) => self.node(at),
                None => self.root(letter),
            };
            end = Some(self.step(from, letter));
        }
        let Some(end) = end else { return new };
        let word = &mut self.slots[end].word;
        if *word == NONE {
            *word = new + 1;
        }
        *word - 1
    }

    fn root(&mut self, letter: char) -> u32 {
        self.first[letter as usize % RESIDUES] = true;
        ROOT
    }

    /// The node that an edge leads to.
    fn node(&mut self, slot: usize) -> u32 {
        let to = &mut self.slots[slot].to;
        if *to == NONE {
            self.last += 1;
            *to = self.last;
        }
        *to
    }

    /// The slot of an edge, which is added if need be.
    fn step(&mut self, from: u32, letter: char) -> usize {
        let at = self.slot(from, letter);
        if self.slots[at].key != FREE.key {
            return at;
        }
        self.len += 1;
        self.slots[at].key = key(from, letter);
        if self.len * 2 <= self.slots.len() {
            return at;
        }
        let free = vec![FREE; self.slots.len() * 2];
        for edge in std::mem::replace(&mut self.slots, free) {
            if edge.key != FREE.key {
                let at = self.slot_of(edge.key);
                self.slots[at] = edge;
            }
        }
        self.slot(from, letter)
    }

    fn slot(&self, from: u32, letter: char) -> usize {
        self.slot_of(key(from, letter))
    }

    /// The slot of an edge, or the free one where it would go.
    fn slot_of(&self, key: u64) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = (key.wrapping_mul(GOLDEN) >> 32) as usize & mask;
        while self.slots[at].key != key && self.slots[at].key != FREE.key {
            at = (at + 1) & mask;
        }
        at
    }

    /// The first word in `text` from byte `at` on: where it starts, where it ends, and its number.
    #[inline]
    pub(super) fn find(&self, text: &str, mut at: usize) -> Option<(usize, usize, u32)> {
        loop {
            let rest = self.skip(text.as_bytes().get(at..)?);
            at = text.len() - rest.len();
            let mut letters = text.get(at..)?.chars();
            if let Some((length, word)) = self.longest(letters.clone()) {
                return Some((at, at + length, word));
            }
            at += letters.next()?.len_utf8();
        }
    }

    /// What of a text is left from the first character on with which a word may begin. Most of what
    /// is searched is passed over here, so it looks at the bytes; a character of two or four bytes
    /// always counts as such.
    #[inline]
    fn skip<'t>(&self, mut bytes: &'t [u8]) -> &'t [u8] {
        loop {
            bytes = match *bytes {
                // The last ten bits of a character of three bytes stand in the last two.
                [0xE0..=0xEF, second, third, ref rest @ ..]
                    if !self.first[(second & 0xF) as usize * 64 + (third & 0x3F) as usize] =>
                {
                    rest
                }
                [first @ ..=0x7F, ref rest @ ..] if !self.first[first as usize] => rest,
                _ => return bytes,
            }
        }
    }

    /// The longest word that `letters` begin with: its length in bytes and its number.
    #[inline]
    pub(super) fn longest(&self, mut letters: impl Iterator<Item = char>) -> Option<(usize, u32)> {
        let first = letters.next().filter(|&letter| self.first[letter as usize % RESIDUES])?;
        let mut edge = self.edge(ROOT, first)?;
        let mut length = first.len_utf8();
        let mut found = edge.ends(length);
        while edge.to != NONE
            && let Some(letter) = letters.next()
            && let Some(next) = self.edge(edge.to, letter)
        {
            edge = next;
            length += letter.len_utf8();
            found = edge.ends(length).or(found);
        }
        found
    }

    #[inline]
    fn edge(&self, from: u32, letter: char) -> Option<Edge> {
        let edge = self.slots[self.slot(from, letter)];
        (edge.key != FREE.key).then_some(edge)
    }
}

impl Edge {
    /// The word that ends at the edge, `length` bytes behind where it began.
    fn ends(self, length: usize) -> Option<(usize, u32)> {
        (self.word != NONE).then(|| (length, self.word - 1))
    }
}

const fn key(from: u32, letter: char) -> u64 {
    (from as u64) << 32 | letter as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_found_again() {
        let words: Vec<String> = (0..2000_u32)
            .filter_map(|n| Some(format!("{}{n:b}", char::from_u32(0x4E00 + n % 7)?)))
            .collect();
        let mut trie = Trie::new();
        for (number, word) in words.iter().enumerate() {
            assert_eq!(trie.insert(word.chars(), number as u32), number as u32);
        }
        for (number, word) in words.iter().enumerate() {
            assert_eq!(trie.insert(word.chars(), 9999), number as u32);
            let letters = word.chars().chain("。".chars());
            assert_eq!(trie.longest(letters), Some((word.len(), number as u32)));
        }
    }

    #[test]
    fn an_empty_trie_finds_nothing() {
        assert_eq!(Trie::new().longest("我们".chars()), None);
        let mut trie = Trie::new();
        trie.insert("".chars(), 0);
        assert_eq!(trie.longest("".chars()), None);
    }

    #[test]
    fn the_longest_word_counts() {
        let mut trie = Trie::new();
        for (number, word) in ["本", "本公司", "本公司平台"].into_iter().enumerate() {
            trie.insert(word.chars(), number as u32);
        }
        assert_eq!(trie.longest("本公司平日".chars()), Some(("本公司".len(), 1)));
        assert_eq!(trie.longest("公司".chars()), None);
    }
}
