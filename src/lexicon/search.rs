//! [`WordSearch`]: finds a few words in long texts.

use aho_corasick::Span;
use aho_corasick::packed::{Config, MatchKind, Searcher};

use super::entries::{Class, Entries, Words};
use super::table::{Hit, WordTable, hits};

/// Words that are only searched anywhere in a text, not at its edges. Of two that start at the same
/// place, the longer one counts.
///
/// A [`WordTable`] checks for each letter whether a word starts with it. If there are few words,
/// the vectors of the crate `aho-corasick` skip many letters at a time: with them the whole
/// document takes 2.3 % fewer instructions. The table is the fallback.
#[derive(Clone, Debug)]
pub(crate) struct WordSearch<C> {
    table: WordTable<C>,
    /// The words by their numbers in the table; `None` if there are too many, or the processor does
    /// not have these vectors.
    vectors: Option<Searcher>,
}

impl<C: Class> Words for WordSearch<C> {
    type Class = C;

    fn new(entries: &Entries<'_, C>) -> Self {
        let table = WordTable::new(entries);
        let mut builder = Config::new().match_kind(MatchKind::LeftmostLongest).builder();
        let vectors = builder.extend(table.words()).build();
        Self { table, vectors }
    }
}

impl<C: Eq> Eq for WordSearch<C> {}

impl<C: PartialEq> PartialEq for WordSearch<C> {
    /// Whether the words and their classes are the same.
    fn eq(&self, other: &Self) -> bool {
        self.table == other.table
    }
}

impl<C: Class> WordSearch<C> {
    /// The words in `text` from left to right, without overlaps.
    pub(crate) fn find_iter<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Hit<C>> + 't {
        hits(move |at| self.find(text, at))
    }

    /// The first word from byte `at` on.
    fn find(&self, text: &str, at: usize) -> Option<Hit<C>> {
        let Some(vectors) = &self.vectors else { return self.table.find(text, at) };
        let found = vectors.find_in(text, Span { start: at, end: text.len() })?;
        let class = self.table.class(found.pattern().as_usize())?;
        Some(Hit { class, start: found.start(), end: found.end() })
    }
}

#[cfg(test)]
mod tests {
    use super::super::RoleCue;
    use super::*;

    #[test]
    fn vectors_find_the_same_words_as_the_table() {
        let source =
            "隐私\tpolicy-title\n隐私政策\tpolicy-title\n下称\talias\n以下简称\talias\n私\talias\n";
        let few: WordSearch<RoleCue> = WordSearch::new(&Entries::parse(source).unwrap());
        let many: String = (0..500).map(|n| format!("{n}号\talias\n")).collect();
        let many = WordSearch::new(&Entries::parse(&(source.to_owned() + &many)).unwrap());
        assert!(many.vectors.is_none(), "the plain way is tested too");
        let text = "隐私隐私政策，a私政，以下简称“星海”，下称é😀隐".repeat(3);
        for end in text.char_indices().map(|(end, _)| end) {
            let hits = |search: &WordSearch<RoleCue>| -> Vec<_> {
                search.find_iter(&text[..end]).collect()
            };
            assert_eq!(hits(&few), hits(&many), "{}", &text[..end]);
        }
        assert_eq!(few.find_iter(&text).count(), 3 * 5);
    }
}
