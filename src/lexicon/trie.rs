//! A [`Trie`]: the longest word at one edge of a text, byte by byte.

/// Words as paths from byte to byte, in a double array: the node to which a byte leads from another
/// one stands as far behind the `base` of that one as the byte says, if it stands anywhere. So a
/// step is one look, however many words a lexicon has.
#[derive(Clone, Debug)]
pub(super) struct Trie {
    /// The first is the root. 256 of them stand behind the last base: no step leads beyond them.
    nodes: Vec<Node>,
}

/// A row of bytes with which a word begins.
#[derive(Clone, Copy, Debug)]
struct Node {
    /// The place of the node without the last byte; [`NOWHERE`] if there is no node here.
    from: u32,
    /// Behind which place the nodes with one more byte stand.
    base: u32,
    /// The number of the word that ends here, from 1 on, or [`NONE`].
    word: u32,
}

const NOWHERE: u32 = u32::MAX;
const NONE: u32 = 0;
const FREE: Node = Node { from: NOWHERE, base: 0, word: NONE };
const ROOT: u32 = 0;

/// A word and its number.
type Word<'w> = (&'w [u8], u32);

impl Trie {
    /// The trie of some words from their first byte on. They get their numbers by their order, from
    /// 0 on. None of them comes twice.
    pub(super) fn forward<'w>(words: impl Iterator<Item = &'w str>) -> Self {
        let mut words: Vec<_> = words.map(str::as_bytes).zip(1..).collect();
        words.sort_unstable();
        Self { nodes: Builder::build(&words, |word, at| word.get(at)) }
    }

    /// The trie of some words from their last byte back, otherwise as [`Trie::forward`].
    pub(super) fn backward<'w>(words: impl Iterator<Item = &'w str>) -> Self {
        let mut words: Vec<_> = words.map(str::as_bytes).zip(1..).collect();
        words.sort_unstable_by(|(one, _), (next, _)| one.iter().rev().cmp(next.iter().rev()));
        Self { nodes: Builder::build(&words, |word, at| word.iter().nth_back(at)) }
    }

    /// The number of the longest word that `text` starts with.
    #[inline]
    pub(super) fn prefix(&self, text: &[u8]) -> Option<u32> {
        self.longest(text.iter())
    }

    /// The number of the longest word whose bytes `text` ends with, from the last one back.
    #[inline]
    pub(super) fn suffix(&self, text: &[u8]) -> Option<u32> {
        self.longest(text.iter().rev())
    }

    #[inline]
    fn longest<'t>(&self, bytes: impl Iterator<Item = &'t u8>) -> Option<u32> {
        let mut at = ROOT;
        let mut node = self.nodes[ROOT as usize];
        let mut word = NONE;
        for &byte in bytes {
            let next = node.base + u32::from(byte);
            node = self.nodes[next as usize];
            if node.from != at {
                break;
            }
            at = next;
            word = if node.word == NONE { word } else { node.word };
        }
        word.checked_sub(1)
    }
}

/// Puts the nodes of a trie in their places.
struct Builder {
    nodes: Vec<Node>,
    /// Before it no place is free.
    start: usize,
}

/// How many bytes there are: no node but the root stands before the place of that number, so that no
/// base is negative.
const BYTES: usize = 256;
/// How many of the last places are tried for what stands behind a node, before it goes behind them.
const WINDOW: usize = 128;

impl Builder {
    /// `byte` gives the byte of a word at some depth of the trie; words are sorted by those.
    fn build<'w>(
        words: &[Word<'w>],
        byte: impl Fn(&'w [u8], usize) -> Option<&'w u8>,
    ) -> Vec<Node> {
        let mut builder = Self { nodes: vec![FREE; BYTES], start: BYTES };
        builder.nodes[ROOT as usize].from = ROOT;
        // Nodes, the words that begin with their bytes, and how many bytes those are.
        let mut open = vec![(ROOT, words, 0)];
        while let Some((node, mut words, depth)) = open.pop() {
            if let [(word, number), others @ ..] = words
                && word.len() == depth
            {
                builder.nodes[node as usize].word = *number;
                words = others;
            }
            let groups = words.chunk_by(|one, next| byte(one.0, depth) == byte(next.0, depth));
            let groups = groups.filter_map(|words| Some((*byte(words[0].0, depth)?, words)));
            let base = builder.place(node, groups.clone().map(|(byte, _)| u32::from(byte)));
            open.extend(groups.map(|(byte, words)| (base + u32::from(byte), words, depth + 1)));
        }
        let end = builder.nodes.len() + BYTES;
        builder.nodes.resize(end, FREE);
        builder.nodes
    }

    /// Puts the nodes with these bytes behind a node and returns its base.
    fn place(&mut self, node: u32, bytes: impl Iterator<Item = u32> + Clone) -> u32 {
        let base = self.find_base(bytes.clone());
        self.nodes[node as usize].base = base;
        for byte in bytes {
            let at = (base + byte) as usize;
            if at >= self.nodes.len() {
                self.nodes.resize(at + 1, FREE);
            }
            self.nodes[at].from = node;
        }
        base
    }

    /// A base behind which the places of all these bytes are free. One byte goes wherever there is
    /// room; for several only the last places are tried, so that each costs the same.
    fn find_base(&mut self, bytes: impl Iterator<Item = u32> + Clone) -> u32 {
        let is_taken = |node: &Node| node.from != NOWHERE;
        self.start += self.nodes[self.start..].iter().take_while(|node| is_taken(node)).count();
        let end = self.nodes.len();
        let is_one = bytes.clone().nth(1).is_none();
        let start = if is_one { self.start } else { self.start.max(end.saturating_sub(WINDOW)) };
        let is_free = |at: u32| !self.nodes.get(at as usize).is_some_and(is_taken);
        let least = bytes.clone().next().unwrap_or_default();
        (start as u32 - least..end as u32 - least)
            .find(|base| bytes.clone().all(|byte| is_free(base + byte)))
            .unwrap_or(end as u32 - least)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn trie(words: &[&str]) -> Trie {
        Trie::forward(words.iter().copied())
    }

    #[test]
    fn every_word_is_found_again() {
        let words: Vec<String> = (0..2000_u32)
            .filter_map(|n| Some(format!("{}{n:b}", char::from_u32(0x4E00 + n % 7)?)))
            .collect();
        let forward = Trie::forward(words.iter().map(String::as_str));
        let backward = Trie::backward(words.iter().map(String::as_str));
        for (number, word) in (0..).zip(&words) {
            assert_eq!(forward.prefix(format!("{word}。").as_bytes()), Some(number));
            assert_eq!(backward.suffix(format!("。{word}").as_bytes()), Some(number));
        }
    }

    #[test]
    fn an_empty_trie_finds_nothing() {
        assert_eq!(trie(&[]).prefix("我们".as_bytes()), None);
        assert_eq!(trie(&[""]).prefix(b""), None);
    }

    #[test]
    fn the_longest_word_counts() {
        let trie = trie(&["本", "本公司", "本公司平台"]);
        assert_eq!(trie.prefix("本公司平日".as_bytes()), Some(1));
        assert_eq!((trie.prefix("公司".as_bytes()), trie.prefix(b"")), (None, None));
    }
}
