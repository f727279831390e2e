//! The classes that the tables give to words.

use super::entries::{Class, Entries, Words};
use super::table::WordTable;
use crate::text::named_enum;

/// Makes classes of tables of named enums: a class is written as its name.
macro_rules! classes_by_name {
    ($($name:ident),+) => {
        $(impl $crate::lexicon::entries::Class for $name {
            fn from_name(name: &str) -> Option<Self> {
                name.parse().ok()
            }

            fn names() -> String {
                Self::NAMES.join(", ")
            }
        })+
    };
}

pub(super) use classes_by_name;

named_enum! {
    /// Who an actor is by itself, whatever it does in a statement.
    #[non_exhaustive]
    Party, "party" {
        /// Who processes the data: `(我们)`, `(本公司)`.
        First = "first",
        /// Anybody else: `(合作伙伴)`, `(第三方)`.
        Third = "third",
        /// The person whom the data is about: `(您)`, `(用户)`.
        Subject = "subject",
    }
}

named_enum! {
    /// The processing that a verb names, by article 4 of the Personal Information Protection Law
    /// of the People's Republic of China (2021): 收集、存储、使用、加工、传输、提供、公开、删除等.
    #[non_exhaustive]
    Processing, "processing" {
        /// 收集: `[收集]`, `[获取]`.
        Collect = "collect",
        /// 存储: `[保存]`.
        Store = "store",
        /// 使用: `[使用]`.
        Use = "use",
        /// 加工: `[分析]`.
        Process = "process",
        /// 传输: `[传输]`.
        Transmit = "transmit",
        /// 提供: `[共享]`, and what the user hands over: `[填写]`.
        Provide = "provide",
        /// 公开: `[公开披露]`.
        Disclose = "disclose",
        /// 删除: `[删除]`.
        Delete = "delete",
    }
}

impl Processing {
    /// Whether whoever has the data hands it over or makes it known: transmit, provide, disclose.
    #[must_use]
    pub const fn hands_over(self) -> bool {
        matches!(self, Self::Transmit | Self::Provide | Self::Disclose)
    }
}

/// What the lexicon knows of a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Verb {
    /// The processing that it names.
    pub(crate) processing: Processing,
}

named_enum! {
    /// How a cue word ties what it stands beside.
    #[non_exhaustive]
    Cue, "class of cues" {
        /// Opens an aside: `(例如邮箱)`.
        Aside = "aside",
        /// Stands before an actor: `向(甲)`.
        ActorBefore = "actor-before",
        /// Can stand before an actor: `登录(甲)`, `各(甲)`.
        ActorObject = "actor-object",
        /// Stands between a verb and its object: `使用了(甲)`.
        Aspect = "aspect",
        /// Stands behind an actor: `(甲)会`.
        ActorAfter = "actor-after",
        /// Coordinates two things: `(甲)和(乙)`.
        Conjunction = "conjunction",
        /// Coordinates two verbs, and no nouns: `，并使用<昵称>`.
        JoinsVerbs = "joins-verbs",
        /// Stands for a party named elsewhere: `我们`, `其`.
        Pronoun = "pronoun",
        /// Ends a clause: ，.
        Clause = "clause",
        /// Ends a clause and what governs it: ；.
        Break = "break",
        /// Ends a clause and announces what follows: ：.
        Colon = "colon",
        /// Behind it stands who gets the data: `向(银行)[提供]`.
        Toward = "toward",
        /// Stands behind the verb, before who gets the data: `[提供]给(银行)`.
        Given = "given",
        /// Behind it stands from whom the data comes: `从(银行)[获取]`.
        From = "from",
        /// Behind it stands who does it: `由(银行)[处理]`.
        By = "by",
        /// Behind it stands through whom data comes: `通过(银行)[获取]`.
        Through = "through",
        /// Right behind it stands for whom it is done: `为(银行)[提供]`.
        For = "for",
        /// Right behind it stands who neither does nor gets anything: `受(银行)委托`.
        Mention = "mention",
        /// Behind it nobody does it, in an attribute of who gets the data: `与持证授权(药房)`.
        Attributive = "attributive",
        /// Stands behind those who get the data: `在(分行)之间`.
        Among = "among",
        /// Behind it stands the object of a verb that follows: `将<邮箱>[提供]`.
        Object = "object",
        /// Behind it stands what data is used as: `并作为<日志>[保存]`.
        As = "as",
        /// Ties a clause to a noun: `(您)[提供]的<邮箱>`.
        Of = "of",
        /// Says that a list goes on: `<邮箱>等`.
        Etc = "etc",
        /// Behind it stand parts: `<联系方式>，如<邮箱>`.
        Part = "part",
        /// Behind it stands the whole: `<邮箱>属于<联系方式>`.
        PartOf = "part-of",
        /// So it does behind a conjunction and this word: `<邮箱>及其他<联系方式>`.
        Other = "other",
        /// Says that it can be: 可能.
        May = "may",
        /// Says that it is done: 会.
        Will = "will",
        /// Says that it has to be: 需要.
        Must = "must",
        /// Denies the verb: 不会.
        Deny = "deny",
        /// Denies the verb, or an attribute that 的 ends: 不.
        Not = "not",
        /// Says that none is needed, if a consent follows: 无需.
        Exempt = "exempt",
        /// Makes what stands before it an exception: 除外.
        Exception = "exception",
        /// Refers to data told before: 这些信息.
        Reference = "reference",
        /// Announces what a colon lists: `以下<信息>：<邮箱>、<昵称>`.
        Forward = "forward",
        /// What follows in its clause is only supposed: `若您不[提供]<邮箱>`.
        Suppose = "suppose",
        /// Opens a clause that says when, if [`Cue::WhenEnds`] ends it: `在您[登录]时`.
        When = "when",
        /// Ends such a clause, and one that supposes.
        WhenEnds = "when-ends",
        /// The clause asks, or names what is told below: `我们如何[收集]`.
        Ask = "ask",
        /// Means nothing here; shields a word that another cue would cut: 不同.
        Word = "word",
        /// May follow data and says nothing of its own: the 信息 of `<型号>等信息，包括<品牌>`.
        General = "general",
        /// Opens a phrase behind data that says it again: the 这一 of `<位置>这一信息，如<城市>`.
        Again = "again",
    }
}

/// Declares the set of the cues that one word can be.
macro_rules! cue_set {
    ($(#[$doc:meta])+ $set:ident of $cue:ident) => {
        $(#[$doc])+
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
        pub(crate) struct $set(u64);

        impl $set {
            pub(crate) const fn of(cue: $cue) -> Self {
                Self(1 << cue as u8)
            }

            pub(crate) const fn has(self, cue: $cue) -> bool {
                self.0 & Self::of(cue).0 != 0
            }
        }

        impl std::ops::BitOr for $set {
            type Output = Self;

            fn bitor(self, other: Self) -> Self {
                Self(self.0 | other.0)
            }
        }

        impl Class for $set {
            fn from_name(name: &str) -> Option<Self> {
                name.parse().ok().map(Self::of)
            }

            fn names() -> String {
                $cue::NAMES.join(", ")
            }

            fn merge(older: Self, newer: Self) -> Self {
                older | newer
            }
        }
    };
}

pub(super) use cue_set;

cue_set! {
    /// A set of cues: a word can be several.
    CueSet of Cue
}

impl CueSet {
    pub(crate) const fn without(self, cue: Cue) -> Self {
        Self(self.0 & !Self::of(cue).0)
    }

    #[inline]
    pub(crate) fn has_any(self, cues: &[Cue]) -> bool {
        let set = cues.iter().fold(0, |set, &cue| set | Self::of(cue).0);
        self.0 & set != 0
    }
}

/// The table of cues: those beside brackets, those that are looked for between marks, and the words of
/// no meaning, which cut no word there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cues {
    pub(super) brackets: WordTable<CueSet>,
    pub(super) ties: WordTable<CueSet>,
    pub(super) general: WordTable<CueSet>,
}

/// The cues that only say whether a bracket marks something.
const OF_BRACKETS: [Cue; 2] = [Cue::ActorObject, Cue::Aspect];

/// Those that are looked for behind data alone.
const BEHIND_DATA: [Cue; 2] = [Cue::General, Cue::Again];

impl Words for Cues {
    type Class = CueSet;

    fn new(entries: &Entries<'_, CueSet>) -> Self {
        let only = |keep: fn(CueSet) -> bool| WordTable::new(&entries.only(keep));
        Self {
            brackets: only(|cue| !cue.has_any(&BEHIND_DATA)),
            ties: only(|cue| !cue.has_any(&BEHIND_DATA) && !cue.has_any(&OF_BRACKETS)),
            general: only(|cue| cue.has_any(&BEHIND_DATA)),
        }
    }
}

/// A word that names a party: which one, where the word alone tells. `(系统)` may be anybody's.
impl Class for Option<Party> {
    fn from_name(name: &str) -> Option<Self> {
        if name == "any" { Some(None) } else { name.parse().ok().map(Some) }
    }

    fn names() -> String {
        Party::NAMES.join(", ") + ", any"
    }
}

impl Class for Verb {
    fn from_name(name: &str) -> Option<Self> {
        name.parse().ok().map(|processing| Self { processing })
    }

    fn names() -> String {
        Processing::NAMES.join(", ")
    }
}
