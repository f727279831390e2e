//! [`OutlineCue`]: the words that distinguish headings and labels from running text.

use super::classes::cue_set;
use super::entries::{Class, Entries, Words};
use super::table::WordTable;
use crate::text::named_enum;

named_enum! {
    /// What a word says about the line that it is in, opens or closes.
    #[non_exhaustive]
    OutlineCue, "class of the outline" {
        /// Ends the name of a document: the 政策 of `示例隐私政策`.
        Document = "document",
        /// Makes the first line the name of a document: the 隐私 of `示例：隐私与数据`.
        Privacy = "privacy",
        /// Follows the name of a document and is not part of it: the 正文 of `示例隐私政策正文`.
        DocumentPart = "document-part",
        /// By itself, the heading of the text before the first chapter: `前言`.
        Preface = "preface",
        /// Makes a line that ends with a colon refer to the lines below it: the 以下 of
        /// `我们收集以下信息：`.
        Pointer = "pointer",
        /// Right before a colon, it makes the lines below continue the sentence: the 是 of `这些信息是：`.
        OpenEnd = "open-end",
        /// Ends a broken line that the next one continues: the 的 of `您填写的`.
        BrokenEnd = "broken-end",
        /// Resembles one of the above, but is not one: the 目的 of `使用目的`.
        AlikeEnd = "alike-end",
        /// Follows the ； at the end of a line of a list: the 或 of `昵称；或`.
        ListEnd = "list-end",
        /// Starts a clause and not a heading: the 如果 of `如果您注册`.
        Clause = "clause",
        /// Ends the name of a company, which is not a heading: the 公司 of `云山公司`.
        Company = "company",
        /// Makes the number before it a date: the 年 of `2024年1月`.
        Year = "year",
        /// Precedes the number of a part, a chapter, a section or an article: the 第 of `第一章`.
        Ordinal = "ordinal",
        /// Names an appendix, with or without a number after it: the 附录 of `附录一`.
        Appendix = "appendix",
        /// Follows the number of a part: the 编 of `第一编`.
        Part = "part",
        /// Follows the number of a chapter: the 章 of `第一章`.
        Chapter = "chapter",
        /// Follows the number of a section: the 节 of `第一节`.
        Section = "section",
        /// Follows the number of an article: the 条 of `第一条`.
        Article = "article",
        /// Is counted, so that the number and the blank before it are not a label: the 个 of
        /// `7 个工作日`.
        Counted = "counted",
        /// Resembles a counted word, but is not one: the 个人 of `2 个人信息`.
        AlikeCounted = "alike-counted",
        /// Is measured, so that the decimal number before it is not a label: the 倍 of `1.5倍`.
        Measured = "measured",
    }
}

cue_set! {
    /// A set of outline cues: a word can be several.
    OutlineSet of OutlineCue
}

/// The list of words that a cue belongs to: where in a line they are looked for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum OutlineList {
    Start,
    End,
    Anywhere,
}

impl OutlineCue {
    const fn list(self) -> OutlineList {
        match self {
            Self::Clause
            | Self::Ordinal
            | Self::Appendix
            | Self::Part
            | Self::Chapter
            | Self::Section
            | Self::Article
            | Self::Counted
            | Self::AlikeCounted
            | Self::Measured => OutlineList::Start,
            Self::Document
            | Self::DocumentPart
            | Self::Preface
            | Self::OpenEnd
            | Self::BrokenEnd
            | Self::AlikeEnd
            | Self::ListEnd => OutlineList::End,
            Self::Privacy | Self::Pointer | Self::Company | Self::Year => OutlineList::Anywhere,
        }
    }
}

/// The table of outline cues: one list of words per place. A word can be several cues in one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct OutlineCues {
    starts: WordTable<OutlineSet>,
    ends: WordTable<OutlineSet>,
    anywhere: WordTable<OutlineSet>,
}

impl Words for OutlineCues {
    type Class = OutlineSet;

    fn new(entries: &Entries<'_, OutlineSet>) -> Self {
        let at = |list| {
            let is_there = |cue: &&OutlineCue| cue.list() == list;
            let cues = OutlineCue::ALL.iter().filter(is_there);
            let cues = cues.fold(OutlineSet::default(), |set, &cue| set | OutlineSet::of(cue));
            WordTable::new(&entries.only(|cue| cue | cues == cues))
        };
        Self {
            starts: at(OutlineList::Start),
            ends: at(OutlineList::End),
            anywhere: at(OutlineList::Anywhere),
        }
    }
}

impl OutlineCues {
    /// The cues of the longest word at the start of `text`, and the text after it.
    #[inline]
    pub(crate) fn at_start<'t>(&self, text: &'t str) -> Option<(OutlineSet, &'t str)> {
        // Most lines do not start with a cue.
        let hit = if self.starts.may_start(text) { self.starts.prefix(text) } else { None }?;
        Some((hit.class, text.get(hit.end..)?))
    }

    /// Whether the longest word at the start of `text` is such a cue.
    #[inline]
    pub(crate) fn starts(&self, text: &str, cue: OutlineCue) -> bool {
        self.at_start(text).is_some_and(|(cues, _)| cues.has(cue))
    }

    /// The text before the longest word at the end of `text`, if that is such a cue.
    #[inline]
    pub(crate) fn before_end<'t>(&self, text: &'t str, cue: OutlineCue) -> Option<&'t str> {
        let hit = self.ends.suffix(text).filter(|hit| hit.class.has(cue))?;
        text.get(..hit.start)
    }

    /// Whether the longest word at the end of `text` is such a cue.
    #[inline]
    pub(crate) fn ends(&self, text: &str, cue: OutlineCue) -> bool {
        self.ends.suffix(text).is_some_and(|hit| hit.class.has(cue))
    }

    /// Whether a word in `text` is such a cue.
    pub(crate) fn holds(&self, text: &str, cue: OutlineCue) -> bool {
        self.anywhere.find_iter(text).any(|hit| hit.class.has(cue))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_table_is_sound() {
        let source = include_str!("outline.tsv");
        assert!(Entries::<OutlineSet>::parse(source).is_ok());
        for cue in OutlineCue::ALL {
            assert!(source.contains(&format!("\t{cue}\n")), "{cue}");
        }
    }

    #[test]
    fn a_word_is_several_cues() {
        let cues = "条\tarticle\n条\tcounted\n的\tbroken-end\n目的\talike-end\n以下\tpointer\n";
        let cues = OutlineCues::new(&Entries::parse(cues).unwrap());
        let (set, rest) = cues.at_start("条款").unwrap();
        assert!(set.has(OutlineCue::Article) && set.has(OutlineCue::Counted));
        assert_eq!((rest, cues.starts("条款", OutlineCue::Clause)), ("款", false));
        assert!(cues.ends("您的", OutlineCue::BrokenEnd));
        assert!(!cues.ends("使用目的", OutlineCue::BrokenEnd));
        assert_eq!(cues.before_end("使用目的", OutlineCue::AlikeEnd), Some("使用"));
        assert!(cues.holds("有以下信息", OutlineCue::Pointer));
    }
}
