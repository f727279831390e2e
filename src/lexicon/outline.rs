//! [`OutlineCue`]: the words by which headings and labels are told from running text.

use super::classes::cue_set;
use super::entries::{Class, Entries, Words};
use super::table::WordTable;
use crate::text::named_enum;

named_enum! {
    /// What a word tells of the line that it opens, closes or stands in.
    #[non_exhaustive]
    OutlineCue, "class of the outline" {
        /// The name of a document ends with it: the 政策 of `示例隐私政策`.
        Document = "document",
        /// Makes the first line the name of a document: the 隐私 of `示例：隐私与数据`.
        Privacy = "privacy",
        /// Ends a document's name and is no part of it: the 正文 of `示例隐私政策正文`.
        DocumentPart = "document-part",
        /// By itself the heading of what stands before the first chapter: `前言`.
        Preface = "preface",
        /// A line that holds it and ends in a colon points at the lines below it: the 以下 of
        /// `我们收集以下信息：`.
        Pointer = "pointer",
        /// Right before a colon it has the lines below go on the sentence: the 是 of `这些信息是：`.
        OpenEnd = "open-end",
        /// A line that ends with it is broken, and the next one goes on: the 的 of `您填写的`.
        BrokenEnd = "broken-end",
        /// Resembles one of the above and is none: the 目的 of `使用目的`.
        AlikeEnd = "alike-end",
        /// Behind the ； of one line of a list, before the next line: the 或 of `昵称；或`.
        ListEnd = "list-end",
        /// A clause starts with it, not a heading: the 如果 of `如果您注册`.
        Clause = "clause",
        /// Whoever is named so is a company, and the line no heading: the 公司 of `云山公司`.
        Company = "company",
        /// Makes what stands before it a date: the 年 of `2024年1月`.
        Year = "year",
        /// Stands before the number of a part, a chapter, a section or an article: the 第 of
        /// `第一章`.
        Ordinal = "ordinal",
        /// Names what is added to a document, with a number behind it or none: the 附录 of
        /// `附录一`.
        Appendix = "appendix",
        /// Stands behind the number of a part: the 编 of `第一编`.
        Part = "part",
        /// Stands behind the number of a chapter: the 章 of `第一章`.
        Chapter = "chapter",
        /// Stands behind the number of a section: the 节 of `第一节`.
        Section = "section",
        /// Stands behind the number of an article: the 条 of `第一条`.
        Article = "article",
        /// Is counted: the number and the blank before it are no label: the 个 of `7 个工作日`.
        Counted = "counted",
        /// Resembles what is counted and is none: the 个人 of `2 个人信息`.
        AlikeCounted = "alike-counted",
        /// Is measured: the decimal number before it is no label: the 倍 of `1.5倍`.
        Measured = "measured",
    }
}

cue_set! {
    /// A set of outline cues: a word can be several.
    OutlineSet of OutlineCue
}

/// The list that holds the words of a cue: at which edge of a line they are sought.
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

/// The table of outline cues: one list of words for each place. A word can be several cues in one
/// place.
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
    /// The cues that the longest word is with which `text` starts, and what stands behind it.
    #[inline]
    pub(crate) fn at_start<'t>(&self, text: &'t str) -> Option<(OutlineSet, &'t str)> {
        // Most lines start with another word.
        let hit = if self.starts.may_start(text) { self.starts.prefix(text) } else { None }?;
        Some((hit.class, text.get(hit.end..)?))
    }

    /// Whether the longest word with which `text` starts is such a cue.
    #[inline]
    pub(crate) fn starts(&self, text: &str, cue: OutlineCue) -> bool {
        self.at_start(text).is_some_and(|(cues, _)| cues.has(cue))
    }

    /// What stands before the longest word with which `text` ends, if that is such a cue.
    #[inline]
    pub(crate) fn before_end<'t>(&self, text: &'t str, cue: OutlineCue) -> Option<&'t str> {
        let hit = self.ends.suffix(text).filter(|hit| hit.class.has(cue))?;
        text.get(..hit.start)
    }

    /// Whether the longest word with which `text` ends is such a cue.
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
        let (set, behind) = cues.at_start("条款").unwrap();
        assert!(set.has(OutlineCue::Article) && set.has(OutlineCue::Counted));
        assert_eq!((behind, cues.starts("条款", OutlineCue::Clause)), ("款", false));
        assert!(cues.ends("您的", OutlineCue::BrokenEnd));
        assert!(!cues.ends("使用目的", OutlineCue::BrokenEnd));
        assert_eq!(cues.before_end("使用目的", OutlineCue::AlikeEnd), Some("使用"));
        assert!(cues.holds("有以下信息", OutlineCue::Pointer));
    }
}
