//! A [`Trie`]: the longest word at one edge of a text, letter by letter.

/// Words as paths from letter to letter. The steps of all paths are in one hash table: a step is one
/// look, however many words there are, and a word is added as fast as it is found.
///
/// Every process builds the standard lexicon, so that building counts too. With a double array over
/// bytes the whole document took up to 4 % less time, but the lexicon as long as twelve policies;
/// now it takes as long as four. With the automata of the crate `aho-corasick` it took as long as
/// twenty, for the words that are sought between marks alone.
#[derive(Clone, Debug)]
pub(super) struct Trie {
    /// A power of two, of which at most half are taken. A step is where its hash says, or in the
    /// next free place.
    steps: Vec<Step>,
    /// How many are taken.
    len: usize,
    /// How many nodes steps lead on from, but for the root.
    nodes: u32,
}

/// A step from one node to the next.
#[derive(Clone, Copy, Debug)]
struct Step {
    /// The node it leads from and the letter; [`FREE`] if the place is free.
    key: u64,
    /// The node it leads to; [`ROOT`], to which none leads, where no word goes on, so that
    /// the search ends there without a look for another step.
    node: u32,
    /// The number of the word that ends there, or [`NONE`].
    word: u32,
}

const FREE: u64 = u64::MAX;
const NONE: u32 = u32::MAX;
const ROOT: u32 = 0;

impl Trie {
    /// An empty trie, with room for about as many words.
    pub(super) fn with_room(words: usize) -> Self {
        // Two letters of most words are their own; more room is made for others.
        Self { steps: free((4 * words).next_power_of_two()), len: 0, nodes: 0 }
    }

    /// Adds a word by its letters, under this number. Returns the number that it has: another one,
    /// if it was added before.
    pub(super) fn insert(&mut self, letters: impl Iterator<Item = char>, number: u32) -> u32 {
        let mut last = None;
        for letter in letters {
            let node = last.map_or(ROOT, |last| self.node_after(last));
            if 2 * (self.len + 1) > self.steps.len() {
                self.grow();
            }
            let key = key(node, letter);
            let place = self.place(key);
            let step = &mut self.steps[place];
            if step.key == FREE {
                self.len += 1;
                *step = Step { key, node: ROOT, word: NONE };
            }
            last = Some(place);
        }
        let Some(last) = last else { return number };
        let word = &mut self.steps[last].word;
        if *word == NONE {
            *word = number;
        }
        *word
    }

    /// The node to which the step at `place` leads; a new one, if no word goes on there so far.
    fn node_after(&mut self, place: usize) -> u32 {
        let step = &mut self.steps[place];
        if step.node == ROOT {
            self.nodes += 1;
            step.node = self.nodes;
        }
        step.node
    }

    /// The number of the longest word that the letters begin with.
    #[inline]
    pub(super) fn longest(&self, letters: impl Iterator<Item = char>) -> Option<u32> {
        let (mut node, mut word) = (ROOT, NONE);
        for letter in letters {
            let step = self.steps[self.place(key(node, letter))];
            if step.key == FREE {
                break;
            }
            node = step.node;
            word = if step.word == NONE { word } else { step.word };
            if node == ROOT {
                break;
            }
        }
        (word != NONE).then_some(word)
    }

    /// Where the step with this key is, or else the free place for it.
    #[inline]
    fn place(&self, key: u64) -> usize {
        // 2 to the power of 64 by the golden ratio: spreads numbers.
        const GOLDEN: u64 = 0x9E37_79B9_7F4A_7C15;
        let mut place = (key.wrapping_mul(GOLDEN) >> 32) as usize;
        loop {
            place &= self.steps.len() - 1;
            let taken = self.steps[place].key;
            if taken == key || taken == FREE {
                return place;
            }
            place += 1;
        }
    }

    fn grow(&mut self) {
        let room = free(self.steps.len() * 2);
        let steps = std::mem::replace(&mut self.steps, room);
        for step in steps.into_iter().filter(|step| step.key != FREE) {
            let place = self.place(step.key);
            self.steps[place] = step;
        }
    }
}

const fn key(from: u32, letter: char) -> u64 {
    (from as u64) << 32 | letter as u64
}

fn free(places: usize) -> Vec<Step> {
    vec![Step { key: FREE, node: ROOT, word: NONE }; places]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn trie(words: &[&str]) -> Trie {
        let mut trie = Trie::with_room(0);
        for (number, word) in (0..).zip(words) {
            assert_eq!(trie.insert(word.chars(), number), number);
        }
        trie
    }

    #[test]
    fn every_word_is_found_again() {
        let words: Vec<String> = (0..2000_u32)
            .filter_map(|n| Some(format!("{}{n:b}", char::from_u32(0x4E00 + n % 7)?)))
            .collect();
        let mut trie = trie(&words.iter().map(String::as_str).collect::<Vec<_>>());
        for (number, word) in (0..).zip(&words) {
            assert_eq!(trie.longest(format!("{word}。").chars()), Some(number));
            assert_eq!(trie.insert(word.chars(), 9999), number);
        }
    }

    #[test]
    fn an_empty_trie_finds_nothing() {
        assert_eq!(trie(&[]).longest("我们".chars()), None);
        assert_eq!(trie(&[""]).longest("".chars()), None);
    }

    #[test]
    fn the_longest_word_counts() {
        let trie = trie(&["本", "本公司", "本公司平台"]);
        assert_eq!(trie.longest("本公司平日".chars()), Some(1));
        assert_eq!((trie.longest("公司".chars()), trie.longest("".chars())), (None, None));
    }
}
