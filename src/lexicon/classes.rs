//! The classes of words in the tables.

use super::entries::{Class, Entries, Words};
use super::table::WordTable;
use crate::text::named_enum;

/// Implements [`Class`] for named enums, whose names are the classes in the tables.
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
    /// Who an actor is by itself, regardless of its role in a statement.
    #[non_exhaustive]
    Party, "party" {
        /// The party that processes the data: `(我们)`, `(本公司)`.
        First = "first",
        /// Anyone else: `(合作伙伴)`, `(第三方)`.
        Third = "third",
        /// The data subject: `(您)`, `(用户)`.
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
        /// 提供: `[共享]`, also by the user: `[填写]`.
        Provide = "provide",
        /// 公开: `[公开披露]`.
        Disclose = "disclose",
        /// 删除: `[删除]`.
        Delete = "delete",
    }
}

impl Processing {
    /// Whether whoever has the data hands it over or discloses it: transmit, provide, disclose.
    #[must_use]
    pub const fn hands_over(self) -> bool {
        matches!(self, Self::Transmit | Self::Provide | Self::Disclose)
    }
}

/// The entry of a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Verb {
    /// The processing that it names.
    pub(crate) processing: Processing,
}

named_enum! {
    /// How a cue word ties the words beside it.
    #[non_exhaustive]
    Cue, "class of cues" {
        /// Opens an aside: `(例如邮箱)`.
        Aside = "aside",
        /// Precedes an actor: `向(甲)`.
        ActorBefore = "actor-before",
        /// Can precede an actor: `登录(甲)`, `各(甲)`.
        ActorObject = "actor-object",
        /// Is between a verb and its object: `使用了(甲)`.
        Aspect = "aspect",
        /// Follows an actor: `(甲)会`.
        ActorAfter = "actor-after",
        /// Coordinates two things: `(甲)和(乙)`.
        Conjunction = "conjunction",
        /// Coordinates two verbs, but not nouns: `，并使用<昵称>`.
        JoinsVerbs = "joins-verbs",
        /// Refers to a party named elsewhere: `我们`, `其`.
        Pronoun = "pronoun",
        /// Ends a clause: ，.
        Clause = "clause",
        /// Ends a clause and the scope of its governor: ；.
        Break = "break",
        /// Ends a clause and announces the words after it: ：.
        Colon = "colon",
        /// Precedes the recipient of the data: `向(银行)[提供]`.
        Toward = "toward",
        /// Follows the verb and precedes the recipient: `[提供]给(银行)`.
        Given = "given",
        /// Precedes the source of the data: `从(银行)[获取]`.
        From = "from",
        /// Precedes the agent: `由(银行)[处理]`.
        By = "by",
        /// Precedes the party through which data comes: `通过(银行)[获取]`.
        Through = "through",
        /// Directly precedes the beneficiary: `为(银行)[提供]`.
        For = "for",
        /// Directly precedes a party that neither acts nor receives: `受(银行)委托`.
        Mention = "mention",
        /// Starts an attribute of the recipient, in which no party is the agent: `与持证授权(药房)`.
        Attributive = "attributive",
        /// Follows the recipients: `在(分行)之间`.
        Among = "among",
        /// Precedes the object of a later verb: `将<邮箱>[提供]`.
        Object = "object",
        /// Precedes what data is used as: `并作为<日志>[保存]`.
        As = "as",
        /// Ties a clause to a noun: `(您)[提供]的<邮箱>`.
        Of = "of",
        /// Says that a list is not complete: `<邮箱>等`.
        Etc = "etc",
        /// Precedes parts: `<联系方式>，如<邮箱>`.
        Part = "part",
        /// Precedes the whole: `<邮箱>属于<联系方式>`.
        PartOf = "part-of",
        /// Precedes the whole too, if it follows a conjunction: `<邮箱>及其他<联系方式>`.
        Other = "other",
        /// Says that the action is possible: 可能.
        May = "may",
        /// Says that the action is done: 会.
        Will = "will",
        /// Says that the action is necessary: 需要.
        Must = "must",
        /// Denies the verb: 不会.
        Deny = "deny",
        /// Denies the verb, or an attribute that ends with 的: 不.
        Not = "not",
        /// Says that consent is not needed, if a consent follows: 无需.
        Exempt = "exempt",
        /// Makes the condition before it an exception: 除外.
        Exception = "exception",
        /// Refers to data named before: 这些信息.
        Reference = "reference",
        /// Announces the list after a colon: `以下<信息>：<邮箱>、<昵称>`.
        Forward = "forward",
        /// The rest of its clause is only supposed: `若您不[提供]<邮箱>`.
        Suppose = "suppose",
        /// Opens a clause that says when, if [`Cue::WhenEnds`] ends it: `在您[登录]时`.
        When = "when",
        /// Ends such a clause, or a clause that supposes: `若您[登录]时`.
        WhenEnds = "when-ends",
        /// Makes its clause a question, or the topic of the text below: `我们如何[收集]`.
        Ask = "ask",
        /// Has no meaning itself, but protects a word that another cue would cut: 不同.
        Word = "word",
        /// Can follow data without adding meaning: the 信息 of `<型号>等信息，包括<品牌>`.
        General = "general",
        /// Opens a phrase after data that repeats it: the 这一 of `<位置>这一信息，如<城市>`.
        Again = "again",
    }
}

/// Declares a set of cues, because one word can be several.
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

/// The table of cues: those beside brackets, those between annotations, and the words without
/// meaning that protect others there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cues {
    pub(super) brackets: WordTable<CueSet>,
    pub(super) ties: WordTable<CueSet>,
    pub(super) general: WordTable<CueSet>,
}

/// The cues that only decide whether a bracket is an annotation.
const OF_BRACKETS: [Cue; 2] = [Cue::ActorObject, Cue::Aspect];

/// The cues that are only looked for after data.
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

/// A word that names a party, with the party if the word alone identifies it. `(系统)` can be
/// anyone's.
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
