//! The parts of a statement: the [`MemberRole`]s of its annotations, the [`Rule`]s that tied them, and
//! what it says as a whole ([`Polarity`], [`Modality`], [`Certainty`]).
//!
//! The handle is [`Statement`](crate::Statement).

// Only this module translates from what the author wrote (the tree) to what the policy says.
// Statements contain the ids of annotations, not copies.

mod ahead;
mod analysis;
mod announce;
mod antecedent;
mod clause;
mod coreference;
mod draft;
mod exception;
mod exclusion;
mod exemption;
mod group;
mod lead_in;
mod list;
mod part;
mod passage;
mod phrase;
mod place;
mod polarity;
mod predicate;
mod reference;
mod rule;
mod scope;
mod slot;
mod survey;
#[cfg(test)]
mod tests;
mod token;
mod unmarked;
mod words;

use crate::annotation::{AnnotationData, AnnotationId};
use crate::lexicon::{Lexicon, Party};
use crate::outline::{Outline, SectionId, SentenceId};
use crate::text::{AnnotationKind, Span, id, named_enum};
use crate::tree::Tree;

pub use clause::ClauseKind;
pub(crate) use group::{GroupScratch, group};
pub use rule::{Certainty, Rule};
pub(crate) use slot::SlotData;
pub use slot::SlotRole;
pub(crate) use survey::{FilledClause, clauses};

/// The layers of a document below its statements. The annotations already have their roles.
#[derive(Clone, Copy)]
pub(crate) struct Layers<'a> {
    pub(crate) text: &'a str,
    pub(crate) tree: &'a Tree,
    pub(crate) outline: &'a Outline,
    pub(crate) lexicon: &'a Lexicon,
    pub(crate) annotations: &'a [AnnotationData],
}

id! {
    /// The number of a statement in the order of the text, from 0.
    StatementId
}

named_enum! {
    /// The role of an annotation in a statement. Members of a statement are sorted by it. An annotation
    /// can have different roles in different statements.
    #[non_exhaustive]
    MemberRole, "role of members" {
        /// Who does it: `(我们)会[收集]`.
        Actor = "actor",
        /// To whom the data goes: `向(合作伙伴)[共享]`.
        Recipient = "recipient",
        /// From whom the data comes: `从(第三方)[获取]`.
        Source = "source",
        /// Whose data it is, if they have none of the roles above: `(您)的<昵称>`.
        Subject = "subject",
        /// Where data is processed or kept, or the system that does so: `[存储]于(服务器)`.
        Place = "place",
        /// The verb: `[收集]`.
        Action = "action",
        /// What is processed: `<手机号码>`.
        Data = "data",
        /// Data that it leaves out: `<城市>（不含<位置>）`.
        Excluded = "excluded",
        /// What for: `以便{验证您的身份}`.
        Purpose = "purpose",
        /// When or on what basis: `当{您注册账户}时`.
        Condition = "condition",
        /// In which case the statement does not hold, whatever its polarity: `未经{您同意}，不会`,
        /// `除{法律另有规定}外`.
        Exception = "exception",
        /// What is absent while it holds: `在未经{您授权}的情况下会`.
        Absence = "absence",
    }
}

impl MemberRole {
    /// The roles that unmarked words can have: see [`Statement::unmarked`](crate::Statement::unmarked).
    pub const UNMARKED: [Self; 4] = [Self::Actor, Self::Recipient, Self::Source, Self::Action];

    /// Every role in the order in which people are shown them: who does what with which data, to whom it goes, what for,
    /// when, and when not.
    pub const SHOWN: [Self; 12] = [
        Self::Actor,
        Self::Action,
        Self::Data,
        Self::Excluded,
        Self::Recipient,
        Self::Source,
        Self::Subject,
        Self::Place,
        Self::Purpose,
        Self::Condition,
        Self::Exception,
        Self::Absence,
    ];

    /// The JSON key of the list of members in this role: `actors`.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Actor => "actors",
            Self::Recipient => "recipients",
            Self::Source => "sources",
            Self::Subject => "subjects",
            Self::Place => "places",
            Self::Action => "actions",
            Self::Data => "data",
            Self::Excluded => "excluded",
            Self::Purpose => "purposes",
            Self::Condition => "conditions",
            Self::Exception => "exceptions",
            Self::Absence => "without",
        }
    }

    /// The kind of annotation that can have this role: [`AnnotationKind::Actor`] for
    /// [`MemberRole::Source`].
    #[must_use]
    pub const fn kind(self) -> AnnotationKind {
        match self {
            Self::Actor | Self::Recipient | Self::Source | Self::Subject | Self::Place => {
                AnnotationKind::Actor
            }
            Self::Action => AnnotationKind::Action,
            Self::Data | Self::Excluded => AnnotationKind::Data,
            Self::Purpose | Self::Condition | Self::Exception | Self::Absence => {
                AnnotationKind::Purpose
            }
        }
    }
}

named_enum! {
    /// Whether the policy says that something happens or that it does not.
    #[derive(Default)]
    Polarity, "polarity" {
        /// `会[收集]`, also without consent: `[收集]…无需征得您的同意`.
        #[default]
        Affirmed = "affirmed",
        /// `不会[收集]`.
        Denied = "denied",
    }
}

named_enum! {
    /// How binding a statement is.
    #[non_exhaustive]
    Modality, "modality" {
        /// It happens or will happen: `会[收集]`, `将[收集]`.
        Will = "will",
        /// It can happen: `可能[收集]`, `可以[填写]`.
        May = "may",
        /// It has to happen: `需要[提供]`, `必须[提供]`.
        Must = "must",
    }
}

/// An annotation in a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct MemberData {
    pub(crate) annotation: AnnotationId,
    pub(crate) role: MemberRole,
    /// The rule that tied it.
    pub(crate) rule: Rule,
}

/// `<设备信息>，如<型号>`: one data annotation comprises another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct InclusionData {
    pub(crate) whole: AnnotationId,
    pub(crate) part: AnnotationId,
    pub(crate) rule: Rule,
}

/// `<上述信息>`: an annotation that means the data or the third parties of a statement before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ReferenceData {
    pub(crate) mark: AnnotationId,
    pub(crate) target: StatementId,
}

/// A section that a statement announces: `以下情形：`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct AnnouncedData {
    pub(crate) statement: StatementId,
    pub(crate) section: SectionId,
}

/// A statement: its ranges in two lists, and what it says as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct StatementData {
    /// First and end index into [`Statements::members`].
    pub(crate) members: (u32, u32),
    /// First and end index into [`Statements::inclusions`].
    pub(crate) inclusions: (u32, u32),
    pub(crate) polarity: Polarity,
    /// `无需征得您的同意`: affirmed, and exempt from consent.
    pub(crate) consent_exempt: bool,
    /// Whether the text asserts it: not in `若您不[提供]`.
    pub(crate) asserted: bool,
    /// 可能, 会 or 需要 before the verb.
    pub(crate) modality: Option<Modality>,
    pub(crate) certainty: Certainty,
    /// The sentence that makes it.
    pub(crate) sentence: SentenceId,
}

/// An unmarked word of a statement: 您 in `您可以[填写]<昵称>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct UnmarkedData {
    pub(crate) statement: StatementId,
    pub(crate) role: MemberRole,
    /// The party that the words name, if the text settles which.
    pub(crate) party: Option<Party>,
    pub(crate) span: Span,
}

/// The statements of a document, in flat lists.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Statements {
    pub(crate) list: Vec<StatementData>,
    pub(crate) members: Vec<MemberData>,
    pub(crate) inclusions: Vec<InclusionData>,
    /// The unmarked words of the statements, sorted by statement and role.
    pub(crate) unmarked: Vec<UnmarkedData>,
    /// The sections that statements announce, sorted by statement and section; no section twice. Few
    /// statements announce any.
    pub(crate) announced: Vec<AnnouncedData>,
    /// What annotations mean, sorted by annotation; each once. Few annotations refer back.
    pub(crate) references: Vec<ReferenceData>,
}

impl Statements {
    /// The unmarked words of a statement.
    pub(crate) fn unmarked_in(&self, id: StatementId) -> &[UnmarkedData] {
        entries_of(id, &self.unmarked, |word| word.statement)
    }

    /// The sections that a statement announces.
    pub(crate) fn announced_by(&self, id: StatementId) -> &[AnnouncedData] {
        entries_of(id, &self.announced, |announced| announced.statement)
    }

    /// The statement whose data or third parties an annotation means.
    pub(crate) fn meant_by(&self, mark: AnnotationId) -> Option<StatementId> {
        let at = self.references.binary_search_by_key(&mark, |reference| reference.mark).ok()?;
        Some(self.references[at].target)
    }

    /// Adds the sections that a statement announces. Statements must come in order.
    pub(crate) fn announce(
        &mut self,
        statement: StatementId,
        sections: impl Iterator<Item = SectionId>,
    ) {
        reserve_few(&mut self.announced);
        self.announced.extend(sections.map(|section| AnnouncedData { statement, section }));
    }
}

/// The entries of a statement in a list that is sorted by statement.
fn entries_of<T>(id: StatementId, list: &[T], statement: impl Fn(&T) -> StatementId) -> &[T] {
    let first = list.partition_point(|entry| statement(entry) < id);
    let rest = &list[first..];
    &rest[..rest.iter().take_while(|entry| statement(entry) == id).count()]
}

/// Makes room for some items in a list that is still empty. Most documents need no more.
fn reserve_few<T>(list: &mut Vec<T>) {
    if list.is_empty() {
        list.reserve(16);
    }
}
