//! The [`Lexicon`]: what the parser knows of Chinese, as tables that a lawyer can read.
//!
//! A table is a text file, one entry a line: a word, a tab, its class; `#` starts a comment. A
//! word with two classes has two lines. The standard tables stand beside this file; a caller can
//! extend or replace each.

mod classes;
mod data;
mod items;
mod roles;
mod table;
mod trie;

use std::sync::LazyLock;

pub(crate) use classes::CueSet;
pub use classes::{Cue, Party, Processing, Verb};
pub use data::{DataCategory, DataClass};
pub use items::ItemCue;
pub(crate) use items::ItemCues;
pub use roles::RoleCue;
pub(crate) use roles::RoleCues;
pub use table::LexiconError;
pub(crate) use table::WordTable;

use table::Entries;

/// One of the tables of a [`Lexicon`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Table {
    /// Verbs of processing: `收集⇥collect`. The classes are the names of [`Processing`].
    Verbs,
    /// Words that name a party: `合作伙伴⇥third`. The classes are the names of [`Party`], and
    /// `any`, where the word alone does not tell: `系统⇥any`.
    Parties,
    /// Words that say how what they stand beside is tied: `例如⇥aside`. The classes are
    /// the names of [`Cue`].
    Cues,
    /// Words by which a `{…}` is read as a purpose or a condition: `以便⇥purpose-before`. The
    /// classes are the names of [`RoleCue`].
    Roles,
    /// Words by which a `<…>` is split into data items: `、⇥separates`. The classes are the names of
    /// [`ItemCue`].
    Items,
    /// Data items, their category and whether they are sensitive: `银行卡号⇥property B 28`. The
    /// classes are the names of [`DataCategory`]; ` B` says that the standard calls it sensitive,
    /// ` 28` that the law does.
    Data,
}

/// The words by which brackets are read, annotations get their roles and statements are grouped.
///
/// ```
/// use policymark::{Lexicon, Parser, Table};
///
/// let lexicon = Lexicon::standard().extended(Table::Parties, "星海\tfirst\n")?;
/// let document = Parser::new().lexicon(lexicon).parse("(星海)会[收集]<手机号码>。")?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Lexicon {
    verbs: WordTable<Verb>,
    parties: WordTable<Option<Party>>,
    cues: WordTable<CueSet>,
    roles: RoleCues,
    items: ItemCues,
    data: WordTable<DataClass>,
}

static STANDARD: LazyLock<Lexicon> = LazyLock::new(|| Lexicon {
    verbs: WordTable::built_in(include_str!("verbs.tsv")),
    parties: WordTable::built_in(include_str!("parties.tsv")),
    cues: WordTable::built_in(include_str!("cues.tsv")),
    roles: RoleCues::built_in(include_str!("roles.tsv")),
    items: ItemCues::built_in(include_str!("items.tsv")),
    data: WordTable::built_in(include_str!("data.tsv")),
});

impl Default for Lexicon {
    fn default() -> Self {
        Self::standard().clone()
    }
}

impl Lexicon {
    /// The version of the standard tables. It changes whenever one of them does.
    pub const VERSION: &'static str = "1";

    /// The standard tables, read on first use.
    #[must_use]
    pub fn standard() -> &'static Self {
        &STANDARD
    }

    /// This lexicon with the entries of `source` added to one table. A word that the table
    /// already holds takes the new class; a cue word takes it besides those it has.
    ///
    /// # Errors
    ///
    /// A line without a tab, without a word, with a word of more than 120 bytes, or with an unknown
    /// class; the error names the line.
    pub fn extended(&self, table: Table, source: &str) -> Result<Self, LexiconError> {
        self.changed(table, source, true)
    }

    /// This lexicon with one table replaced by the entries of `source`.
    ///
    /// # Errors
    ///
    /// Those of [`Lexicon::extended`].
    pub fn replaced(&self, table: Table, source: &str) -> Result<Self, LexiconError> {
        self.changed(table, source, false)
    }

    fn changed(&self, table: Table, source: &str, keep: bool) -> Result<Self, LexiconError> {
        let mut lexicon = self.clone();
        match table {
            Table::Verbs => lexicon.verbs.change(&Entries::parse(source)?, keep),
            Table::Parties => lexicon.parties.change(&Entries::parse(source)?, keep),
            Table::Cues => lexicon.cues.change(&Entries::parse(source)?, keep),
            Table::Roles => lexicon.roles.change(&Entries::parse(source)?, keep),
            Table::Items => lexicon.items.change(&Entries::parse(source)?, keep),
            Table::Data => lexicon.data.change(&Entries::parse(source)?, keep),
        }
        Ok(lexicon)
    }

    /// The class of a data item: that of the longest word of the table [`Table::Data`] which it
    /// ends with, or else of the last one in it.
    ///
    /// ```
    /// use policymark::{DataCategory, Lexicon};
    ///
    /// let class = Lexicon::standard().classify("登录密码").unwrap();
    /// assert_eq!(class.category, DataCategory::Property);
    /// assert!(class.is_sensitive());
    /// ```
    #[must_use]
    pub fn classify(&self, item: &str) -> Option<DataClass> {
        let last = || self.data.find_iter(item).last();
        self.data.suffix(item).or_else(last).map(|hit| hit.class)
    }

    pub(crate) fn verbs(&self) -> &WordTable<Verb> {
        &self.verbs
    }

    pub(crate) fn parties(&self) -> &WordTable<Option<Party>> {
        &self.parties
    }

    pub(crate) fn cues(&self) -> &WordTable<CueSet> {
        &self.cues
    }

    pub(crate) fn items(&self) -> &ItemCues {
        &self.items
    }

    pub(crate) fn roles(&self) -> &RoleCues {
        &self.roles
    }
}
