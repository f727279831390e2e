//! What a statement is made of: the [`MemberRole`]s of its marks, the [`Rule`]s that tied them, and what
//! it says as a whole ([`Polarity`], [`Modality`], [`Certainty`]).
//!
//! The handle is [`Statement`](crate::Statement).

// The only place that translates from what the author wrote (the tree) to what the policy says.
// Statements hold ids of annotations, not copies of them.

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

/// A document as far as it is read before its statements: its annotations have their roles.
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
    /// What an annotation is in a statement, in the order in which a statement keeps its members. An
    /// annotation can be one thing in one statement and another in the next.
    #[non_exhaustive]
    MemberRole, "role of members" {
        /// Who does it: `(我们)会[收集]`.
        Actor = "actor",
        /// To whom the data goes: `向(合作伙伴)[共享]`.
        Recipient = "recipient",
        /// From whom the data comes: `从(第三方)[获取]`.
        Source = "source",
        /// Whose data it is, where none of the above: `(您)的<昵称>`.
        Subject = "subject",
        /// Where it is done or kept, or the system that does it: `[存储]于(服务器)`.
        Place = "place",
        /// The verb: `[收集]`.
        Action = "action",
        /// What is processed: `<手机号码>`.
        Data = "data",
        /// Data that it leaves out: `<城市>（不含<位置>）`.
        Excluded = "excluded",
        /// What for: `以便{验证您的身份}`.
        Purpose = "purpose",
        /// When, on what basis: `当{您注册账户}时`.
        Condition = "condition",
        /// In which case the statement does not hold, its polarity included: `未经{您同意}，不会`,
        /// `除{法律另有规定}外`.
        Exception = "exception",
        /// What is absent while it holds: `在未经{您授权}的情况下会`.
        Absence = "absence",
    }
}

impl MemberRole {
    /// Those that a sentence can name without a mark: see [`Statement::unmarked`](crate::Statement::unmarked).
    pub const UNMARKED: [Self; 4] = [Self::Actor, Self::Recipient, Self::Source, Self::Action];

    /// The name of a statement's list of members in this role, in JSON: `actors`.
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

    /// The kind of the annotations that can have the role: actors for [`MemberRole::Source`].
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
    /// Whether the policy says that it is done, or that it is not.
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
    /// How binding the text puts it.
    #[non_exhaustive]
    Modality, "modality" {
        /// It is done, or will be: `会[收集]`, `将[收集]`.
        Will = "will",
        /// It can be done: `可能[收集]`, `可以[填写]`.
        May = "may",
        /// It has to be done: `需要[提供]`, `必须[提供]`.
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

/// `<上述信息>`: a mark that means the data, or the third parties, of a statement before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ReferenceData {
    pub(crate) mark: AnnotationId,
    pub(crate) target: StatementId,
}

/// A statement that announces sections: `以下情形：`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct AnnouncerData {
    pub(crate) statement: StatementId,
    /// The first index into [`Statements::announced`]; the next announcer's is past the last.
    pub(crate) first: u32,
}

/// A statement: ranges of the two lists, and what it says as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct StatementData {
    /// First and past-the-last index into [`Statements::members`].
    pub(crate) members: (u32, u32),
    /// First and past-the-last index into [`Statements::inclusions`].
    pub(crate) inclusions: (u32, u32),
    pub(crate) polarity: Polarity,
    /// `无需征得您的同意`: affirmed, and exempt from consent.
    pub(crate) consent_exempt: bool,
    /// Whether the text says that it is so: not of `若您不[提供]`.
    pub(crate) asserted: bool,
    /// 可能, 会 or 需要 before the verb.
    pub(crate) modality: Option<Modality>,
    pub(crate) certainty: Certainty,
    /// The sentence that makes it.
    pub(crate) sentence: SentenceId,
}

/// What a statement names without a mark: 您 in `您可以[填写]<昵称>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct UnmarkedData {
    pub(crate) statement: StatementId,
    pub(crate) role: MemberRole,
    /// Who it is by itself, if it is somebody.
    pub(crate) party: Option<Party>,
    pub(crate) span: Span,
}

/// The statements of a document, in flat lists.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Statements {
    pub(crate) list: Vec<StatementData>,
    pub(crate) members: Vec<MemberData>,
    pub(crate) inclusions: Vec<InclusionData>,
    /// What they name without a mark, by statement and role.
    pub(crate) unmarked: Vec<UnmarkedData>,
    /// In order. Few statements announce anything.
    pub(crate) announcers: Vec<AnnouncerData>,
    /// What they announce, one after the other; no section twice.
    pub(crate) announced: Vec<SectionId>,
    /// What marks mean, by mark; each once. Few marks refer back.
    pub(crate) references: Vec<ReferenceData>,
}

impl Statements {
    /// What a statement names without a mark.
    pub(crate) fn unmarked_in(&self, id: StatementId) -> &[UnmarkedData] {
        let first = self.unmarked.partition_point(|word| word.statement < id);
        let rest = &self.unmarked[first..];
        &rest[..rest.iter().take_while(|word| word.statement == id).count()]
    }

    /// What a statement announces.
    pub(crate) fn announced_by(&self, id: StatementId) -> &[SectionId] {
        let Ok(at) = self.announcers.binary_search_by_key(&id, |announcer| announcer.statement)
        else {
            return &[];
        };
        let end = self.announcers.get(at + 1).map(|next| next.first as usize);
        &self.announced[self.announcers[at].first as usize..end.unwrap_or(self.announced.len())]
    }

    /// The statement whose data, or third parties, a mark means.
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
        let first = self.announced.len() as u32;
        self.announced.extend(sections);
        if self.announced.len() as u32 > first {
            self.announcers.push(AnnouncerData { statement, first });
        }
    }
}
