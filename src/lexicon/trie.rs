//! A [`Trie`]: the longest word at one edge of a text, letter by letter.

/// Words as paths from letter to letter. All edges stand in one hash table, so that a step costs
/// the same however many words a lexicon has, and to add a word costs no more than its letters.
#[derive(Clone, Debug)]
pub(super) struct Trie {
    /// The hash table. Its length is a power of two; at least half of its slots are free.
    slots: Vec<Edge>,
    /// How many edges it holds.
    len: u32,
    /// For each remainder of a letter by [`RESIDUES`], whether a word begins with such a letter:
    /// most letters of a text begin none, and are told by this bit alone.
    first: [u64; RESIDUES / 64],
}

const RESIDUES: usize = 1024;

/// From one node to the next. The number of a node is that of the edge that leads to it.
#[derive(Clone, Copy, Debug)]
struct Edge {
    from: u32,
    letter: char,
    /// [`ROOT`] in a free slot: no edge leads there.
    to: u32,
    /// The number of the word that ends here, or [`NONE`].
    word: u32,
}

const ROOT: u32 = 0;
const NONE: u32 = u32::MAX;
const FREE: Edge = Edge { from: ROOT, letter: '\0', to: ROOT, word: NONE };

impl Trie {
    pub(super) fn new() -> Self {
        Self { slots: vec![FREE; 16], len: 0, first: [0; RESIDUES / 64] }
    }

    /// Adds a word and gives it the number `new`, unless it has one already. Returns its number.
    pub(super) fn insert(&mut self, letters: impl Iterator<Item = char>, new: u32) -> u32 {
        let mut node = ROOT;
        let mut slot = None;
        for letter in letters {
            if node == ROOT {
                let residue = letter as usize % RESIDUES;
                self.first[residue / 64] |= 1 << (residue % 64);
            }
            let at = self.step(node, letter);
            node = self.slots[at].to;
            slot = Some(at);
        }
        let Some(end) = slot else { return new };
        let word = &mut self.slots[end].word;
        if *word == NONE {
            *word = new;
        }
        *word
    }

    /// The slot of an edge, which is added if need be.
    fn step(&mut self, from: u32, letter: char) -> usize {
        let at = self.slot(from, letter);
        if self.slots[at].to != ROOT {
            return at;
        }
        self.len += 1;
        self.slots[at] = Edge { from, letter, to: self.len, word: NONE };
        if self.len as usize * 2 <= self.slots.len() {
            return at;
        }
        let free = vec![FREE; self.slots.len() * 2];
        for edge in std::mem::replace(&mut self.slots, free) {
            if edge.to != ROOT {
                let at = self.slot(edge.from, edge.letter);
                self.slots[at] = edge;
            }
        }
        self.slot(from, letter)
    }

    /// The slot of an edge, or the free one where it would go.
    fn slot(&self, from: u32, letter: char) -> usize {
        let mask = self.slots.len() - 1;
        // By the golden ratio: letters that stand in a row are spread over the table.
        let hash = (from.rotate_left(16) ^ letter as u32).wrapping_mul(0x9E37_79B9);
        let mut at = (hash >> 8) as usize & mask;
        while self.slots[at].to != ROOT
            && (self.slots[at].from != from || self.slots[at].letter != letter)
        {
            at = (at + 1) & mask;
        }
        at
    }

    /// Whether a word may begin with the letter. `false` is certain.
    pub(super) const fn begins_with(&self, letter: char) -> bool {
        let residue = letter as usize % RESIDUES;
        self.first[residue / 64] >> (residue % 64) & 1 != 0
    }

    /// The longest word that `letters` begin with: its length in bytes and its number.
    pub(super) fn longest(&self, letters: impl Iterator<Item = char>) -> Option<(usize, u32)> {
        let (mut node, mut length, mut found) = (ROOT, 0, None);
        for letter in letters {
            if node == ROOT && !self.begins_with(letter) {
                break;
            }
            let edge = &self.slots[self.slot(node, letter)];
            if edge.to == ROOT {
                break;
            }
            node = edge.to;
            length += letter.len_utf8();
            if edge.word != NONE {
                found = Some((length, edge.word));
            }
        }
        found
    }
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
            assert_eq!(trie.insert(word.chars(), u32::MAX - 1), number as u32);
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
