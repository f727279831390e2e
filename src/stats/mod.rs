//! Statistics of one document or of many: how often each kind of annotation, role, party, category and ground
//! is found, how many statements have no purpose or name no legal basis, and which data and recipients are
//! named most often.
//!
//! [`Document::statistics`](crate::Document::statistics) counts what is in one document. Statistics can be
//! added up in any order and grouping, so threads, processes and clusters can count on their own; they are
//! values of serde.
//!
//! ```
//! use policymark::lexicon::Ground;
//! use policymark::parse;
//! use policymark::stats::Statistics;
//!
//! let texts = ["经{您同意}，(我们)会向(合作伙伴)[提供]<邮箱>。", "(我们)会[收集]<邮箱>、<面部特征>。"];
//! let documents = texts.iter().map(|text| parse(text)).collect::<Result<Vec<_>, _>>()?;
//! let sum: Statistics = documents.iter().map(|document| document.statistics()).sum();
//! assert_eq!(sum.documents, 2);
//! assert_eq!(sum.grounds.get(&Ground::Consent), 1);
//! assert_eq!(sum.data.get("邮箱"), 2);
//! assert_eq!(sum.recipients.top(1)[0].0, "合作伙伴");
//! assert_eq!(sum.without_ground.to_string(), "1 of 2, 50.0 %");
//! assert_eq!(sum.unconsented.get("面部特征"), 1);
//! # Ok::<(), policymark::Error>(())
//! ```
//!
//! [`Display`](std::fmt::Display) shows them as a table for a terminal, [`Style::statistics`] at any width.
//!
//! [`Style::statistics`]: crate::display::Style::statistics

mod counts;
mod gather;

use std::iter::Sum;
use std::ops::{Add, AddAssign};

use serde::{Deserialize, Serialize};

use crate::annotation::Role;
use crate::lexicon::{DataCategory, Ground, Party, Processing};
use crate::statement::{Certainty, MemberRole, Modality, Polarity};
use crate::text::AnnotationKind;

pub use counts::{Counts, Share};

/// What is in one document or in several; see [`stats`](self).
///
/// In serde's formats a field that is missing counts as nothing, so that statistics of an older version can
/// be added to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct Statistics {
    /// How many documents.
    pub documents: u64,
    /// The length of their texts.
    pub bytes: u64,
    /// How many statements.
    pub statements: u64,

    /// Annotations by kind: `<手机号码>` is data.
    pub kinds: Counts<AnnotationKind>,
    /// Annotations by role: `以便{验证您的身份}` is a purpose, `[收集]` collects.
    pub roles: Counts<Role>,
    /// Actions by what they name: `[存储]` stores.
    pub processing: Counts<Processing>,
    /// Actors by who they are: `(合作伙伴)` is a third party.
    pub parties: Counts<Party>,
    /// Data by category: `<手机号码>` is basic.
    pub categories: Counts<DataCategory>,
    /// Conditions by ground: `经{您同意}` is a consent.
    pub grounds: Counts<Ground>,

    /// Members of statements by role. An annotation in two statements counts twice.
    pub members: Counts<MemberRole>,
    /// Statements by polarity.
    pub polarities: Counts<Polarity>,
    /// Statements by modality; those of which no word says how binding they are do not count.
    pub modalities: Counts<Modality>,
    /// Statements by certainty.
    pub certainties: Counts<Certainty>,

    /// Statements that are asserted, of all.
    pub asserted: Share,
    /// Statements without a purpose, of those that are asserted.
    pub without_purpose: Share,
    /// Statements without a condition that is a legal basis, of those that are asserted: without
    /// [`Consent`](Ground::Consent), [`Law`](Ground::Law) and [`Contract`](Ground::Contract). `当{您登录}时` is an
    /// occasion and no legal basis.
    pub without_ground: Share,
    /// Statements without a consent among their conditions, of those that assert and affirm that sensitive
    /// data is collected or shared: `(我们)会[收集]<面部特征>`.
    pub without_consent: Share,

    /// Data items that something is done with, by how many annotations name them: `<昵称、头像>` names two.
    /// What is denied or only supposed does not count.
    pub data: Counts<String>,
    /// Those to whom data goes, by how many annotations name them; what is denied or only supposed does not
    /// count.
    pub recipients: Counts<String>,
    /// The sensitive data items of the statements [without a consent](Self::without_consent), by how many
    /// annotations name them.
    pub unconsented: Counts<String>,
}

impl Statistics {
    /// Adds what was counted elsewhere. The same as `+=`.
    ///
    /// ```
    /// let mut sum = policymark::parse("(我们)会[收集]<邮箱>。")?.statistics();
    /// sum.merge(policymark::parse("(我们)会[使用]<邮箱>。")?.statistics());
    /// assert_eq!((sum.documents, sum.statements, sum.data.get("邮箱")), (2, 2, 2));
    /// # Ok::<(), policymark::Error>(())
    /// ```
    pub fn merge(&mut self, other: Self) {
        // Without `..`, so that no field is forgotten.
        let Self {
            documents,
            bytes,
            statements,
            kinds,
            roles,
            processing,
            parties,
            categories,
            grounds,
            members,
            polarities,
            modalities,
            certainties,
            asserted,
            without_purpose,
            without_ground,
            without_consent,
            data,
            recipients,
            unconsented,
        } = other;
        self.documents = self.documents.saturating_add(documents);
        self.bytes = self.bytes.saturating_add(bytes);
        self.statements = self.statements.saturating_add(statements);
        self.kinds += kinds;
        self.roles += roles;
        self.processing += processing;
        self.parties += parties;
        self.categories += categories;
        self.grounds += grounds;
        self.members += members;
        self.polarities += polarities;
        self.modalities += modalities;
        self.certainties += certainties;
        self.asserted += asserted;
        self.without_purpose += without_purpose;
        self.without_ground += without_ground;
        self.without_consent += without_consent;
        self.data += data;
        self.recipients += recipients;
        self.unconsented += unconsented;
    }
}

impl AddAssign for Statistics {
    fn add_assign(&mut self, other: Self) {
        self.merge(other);
    }
}

impl Add for Statistics {
    type Output = Self;

    fn add(mut self, other: Self) -> Self {
        self.merge(other);
        self
    }
}

impl Extend<Self> for Statistics {
    fn extend<I: IntoIterator<Item = Self>>(&mut self, others: I) {
        others.into_iter().for_each(|other| self.merge(other));
    }
}

impl Sum for Statistics {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::default(), Self::add)
    }
}
