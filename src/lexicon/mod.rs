//! The [`Lexicon`]: the parser's knowledge of Chinese, as tables that a lawyer can read.
//!
//! A table is a text file with one entry per line: a word, a tab, its class. `#` starts a comment.
//! A word with two classes has two lines. [`Lexicon::source`] returns a standard table, and a
//! caller can extend, trim or replace each. The classes are written as their `name()`: `actor-before` for
//! [`Cue::ActorBefore`].

mod classes;
mod data;
mod entries;
mod ground;
mod items;
mod notation;
mod outline;
mod places;
mod roles;
mod search;
mod table;
mod trie;

use std::fmt;
use std::sync::{Arc, LazyLock};

pub(crate) use classes::CueSet;
pub(crate) use classes::Verb;
pub use classes::{Cue, Party, Processing};
pub use data::{DataCategory, DataClass};
pub use entries::LexiconError;
pub(crate) use ground::GroundCues;
pub use ground::{Ground, GroundCue};
pub use items::ItemCue;
pub(crate) use items::ItemCues;
pub use notation::NotationCue;
pub(crate) use notation::NotationCues;
pub use outline::OutlineCue;
pub(crate) use outline::{OutlineCues, OutlineSet};
pub use places::PlaceCue;
pub(crate) use places::PlaceCues;
pub use roles::RoleCue;
pub(crate) use roles::RoleCues;
pub(crate) use table::{Hit, WordTable};

use crate::text::named_enum;
use classes::Cues;
use entries::{Edit, Loaded};

named_enum! {
    /// One of the tables of a [`Lexicon`].
    #[non_exhaustive]
    Table, "table" {
        /// Verbs of processing: `收集⇥collect`. The classes are the names of [`Processing`].
        Verbs = "verbs",
        /// Words that name a party: `合作伙伴⇥third`. The classes are the names of [`Party`], and `any`
        /// if the word alone does not identify the party: `系统⇥any`.
        Parties = "parties",
        /// Words that tie the words beside them: `例如⇥aside`. The classes are the names of [`Cue`].
        Cues = "cues",
        /// Words that make a `{…}` a purpose or a condition: `以便⇥purpose-before`. The classes are
        /// the names of [`RoleCue`].
        Roles = "roles",
        /// Words that split a `<…>` into data items: `、⇥separates`. The classes are the names of
        /// [`ItemCue`].
        Items = "items",
        /// Data items with their category and sensitivity: `银行卡号⇥property B 28`. The
        /// classes are the names of [`DataCategory`]. After the category, ` B` marks data that the standard calls
        /// sensitive, ` 28` data that the law does.
        Data = "data",
        /// Words that distinguish headings and labels from running text: `政策⇥document`. The classes
        /// are the names of [`OutlineCue`].
        Outline = "outline",
        /// Words of templates and of menus: `请填写⇥placeholder-opens`. The classes are the names of
        /// [`NotationCue`].
        Notation = "notation",
        /// Words that decide the kind of condition of a `{…}`: `同意⇥consent`. The classes are the
        /// names of [`GroundCue`].
        Grounds = "grounds",
        /// Words that make a `(…)` a place or a system, not a party: `服务器⇥place`. The classes are
        /// the names of [`PlaceCue`].
        Places = "places",
    }
}

/// The words that decide how brackets are read, which roles annotations have, which lines are
/// headings and how statements are grouped. A clone shares the tables. Two lexicons are equal if
/// their tables have the same words with the same classes, regardless of order and comments.
///
/// ```
/// use policymark::Parser;
/// use policymark::lexicon::{Lexicon, Table};
///
/// let lexicon = Lexicon::standard()
///     .extended(Table::Parties, "星海\tfirst\n")?
///     .trimmed(Table::Verbs, "查看\n")?;
/// let document = Parser::new().lexicon(lexicon).parse("(星海)会[收集]<手机号码>。")?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Lexicon(Arc<Tables>);

#[derive(Clone, PartialEq, Eq)]
struct Tables {
    verbs: Loaded<WordTable<Verb>>,
    parties: Loaded<WordTable<Option<Party>>>,
    cues: Loaded<Cues>,
    roles: Loaded<RoleCues>,
    items: Loaded<ItemCues>,
    data: Loaded<WordTable<DataClass>>,
    outline: Loaded<OutlineCues>,
    notation: Loaded<NotationCues>,
    grounds: Loaded<GroundCues>,
    places: Loaded<PlaceCues>,
}

static STANDARD: LazyLock<Lexicon> = LazyLock::new(|| {
    Lexicon(Arc::new(Tables {
        verbs: Loaded::built_in(include_str!("verbs.tsv")),
        parties: Loaded::built_in(include_str!("parties.tsv")),
        cues: Loaded::built_in(include_str!("cues.tsv")),
        roles: Loaded::built_in(include_str!("roles.tsv")),
        items: Loaded::built_in(include_str!("items.tsv")),
        data: Loaded::built_in(include_str!("data.tsv")),
        outline: Loaded::built_in(include_str!("outline.tsv")),
        notation: Loaded::built_in(include_str!("notation.tsv")),
        grounds: Loaded::built_in(include_str!("grounds.tsv")),
        places: Loaded::built_in(include_str!("places.tsv")),
    }))
});

impl Default for Lexicon {
    fn default() -> Self {
        Self::standard().clone()
    }
}

impl fmt::Debug for Lexicon {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Lexicon").finish_non_exhaustive()
    }
}

impl Lexicon {
    /// The version of the standard tables. It changes whenever one of them does.
    pub const VERSION: &'static str = "7";

    /// The standard tables, parsed on first use.
    #[must_use]
    pub fn standard() -> &'static Self {
        &STANDARD
    }

    /// The text of a table, with one entry per line: a word, a tab, its class. A later line on a
    /// word replaces earlier ones or adds to them, as for [`Lexicon::extended`]. `#` starts a
    /// comment.
    ///
    /// ```
    /// use policymark::lexicon::{Lexicon, Table};
    ///
    /// let standard = Lexicon::standard();
    /// assert!(standard.source(Table::Verbs).contains("\n收集\tcollect\n"));
    /// for &table in Table::ALL {
    ///     assert_eq!(&standard.replaced(table, standard.source(table))?, standard);
    /// }
    /// # Ok::<(), policymark::lexicon::LexiconError>(())
    /// ```
    #[must_use]
    pub fn source(&self, table: Table) -> &str {
        let tables = &*self.0;
        match table {
            Table::Verbs => tables.verbs.source(),
            Table::Parties => tables.parties.source(),
            Table::Cues => tables.cues.source(),
            Table::Roles => tables.roles.source(),
            Table::Items => tables.items.source(),
            Table::Data => tables.data.source(),
            Table::Outline => tables.outline.source(),
            Table::Notation => tables.notation.source(),
            Table::Grounds => tables.grounds.source(),
            Table::Places => tables.places.source(),
        }
    }

    /// This lexicon with the entries of `source` added to one table. A word that the table already
    /// has gets the new class. In the tables [`Table::Cues`] and [`Table::Outline`] it also keeps
    /// its other classes; in [`Table::Roles`], [`Table::Items`], [`Table::Notation`],
    /// [`Table::Grounds`] and [`Table::Places`] it keeps its classes for other places, such as
    /// before a `{…}` or at its end.
    ///
    /// Blanks around a word and around a class, including a byte order mark, are ignored.
    ///
    /// # Errors
    ///
    /// A line without a tab or without a word, with a word of more than 120 bytes, or with an
    /// unknown class. The error has the number of the line.
    pub fn extended(&self, table: Table, source: &str) -> Result<Self, LexiconError> {
        self.edited(table, Edit::Extend(source))
    }

    /// This lexicon with one table replaced by the entries of `source`.
    ///
    /// # Errors
    ///
    /// Those of [`Lexicon::extended`].
    pub fn replaced(&self, table: Table, source: &str) -> Result<Self, LexiconError> {
        self.edited(table, Edit::Replace(source))
    }

    /// This lexicon without some entries of a table. `words` has one line per entry: a word, which
    /// loses all its classes, or a word, a tab and the class that it loses.
    ///
    /// ```
    /// use policymark::Parser;
    /// use policymark::lexicon::{Lexicon, Table};
    ///
    /// let lexicon = Lexicon::standard().trimmed(Table::Cues, "信息\n请\tby\n请\tactor-before\n")?;
    /// let parser = Parser::new().lexicon(lexicon);
    /// let document = parser.parse("(我们)会[收集]<设备>等信息，如<型号>。")?;
    /// assert_eq!(document.statements().next().unwrap().inclusions().count(), 0);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// A word that the table does not have, or not with this class; an unknown class. The error has
    /// the number of the line.
    pub fn trimmed(&self, table: Table, words: &str) -> Result<Self, LexiconError> {
        self.edited(table, Edit::Trim(words))
    }

    fn edited(&self, table: Table, edit: Edit<'_>) -> Result<Self, LexiconError> {
        let mut lexicon = self.clone();
        let tables = Arc::make_mut(&mut lexicon.0);
        match table {
            Table::Verbs => tables.verbs.edit(edit)?,
            Table::Parties => tables.parties.edit(edit)?,
            Table::Cues => tables.cues.edit(edit)?,
            Table::Roles => tables.roles.edit(edit)?,
            Table::Items => tables.items.edit(edit)?,
            Table::Data => tables.data.edit(edit)?,
            Table::Outline => tables.outline.edit(edit)?,
            Table::Notation => tables.notation.edit(edit)?,
            Table::Grounds => tables.grounds.edit(edit)?,
            Table::Places => tables.places.edit(edit)?,
        }
        Ok(lexicon)
    }

    /// The class of a data item: that of the longest word of the table [`Table::Data`] at its end,
    /// or else of the last such word in it.
    ///
    /// ```
    /// use policymark::lexicon::{DataCategory, Lexicon};
    ///
    /// let class = Lexicon::standard().classify("登录密码").unwrap();
    /// assert_eq!(class.category, DataCategory::Property);
    /// assert!(class.is_sensitive());
    /// ```
    #[must_use]
    pub fn classify(&self, item: &str) -> Option<DataClass> {
        let data = self.0.data.words();
        let last = || data.find_iter(item).last();
        data.suffix(item).or_else(last).map(|hit| hit.class)
    }

    pub(crate) fn verbs(&self) -> &WordTable<Verb> {
        self.0.verbs.words()
    }

    pub(crate) fn parties(&self) -> &WordTable<Option<Party>> {
        self.0.parties.words()
    }

    /// The cues beside and inside brackets.
    pub(crate) fn bracket_cues(&self) -> &WordTable<CueSet> {
        &self.0.cues.words().brackets
    }

    /// The cues between annotations.
    pub(crate) fn cues(&self) -> &WordTable<CueSet> {
        &self.0.cues.words().ties
    }

    /// Words that can follow data without adding meaning.
    pub(crate) fn general(&self) -> &WordTable<CueSet> {
        &self.0.cues.words().general
    }

    pub(crate) fn data(&self) -> &WordTable<DataClass> {
        self.0.data.words()
    }

    pub(crate) fn items(&self) -> &ItemCues {
        self.0.items.words()
    }

    pub(crate) fn roles(&self) -> &RoleCues {
        self.0.roles.words()
    }

    pub(crate) fn outline(&self) -> &OutlineCues {
        self.0.outline.words()
    }

    pub(crate) fn notation(&self) -> &NotationCues {
        self.0.notation.words()
    }

    pub(crate) fn grounds(&self) -> &GroundCues {
        self.0.grounds.words()
    }

    pub(crate) fn places(&self) -> &PlaceCues {
        self.0.places.words()
    }
}
