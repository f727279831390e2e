//! Queries of a document: which statements are about something, and who does what with which data.
//!
//! A query is a [`Filter`]. The functions of this module make filters, and `&`, `|` and `!` combine
//! them. [`Document::find`](crate::Document::find) returns the statements that pass.
//!
//! ```
//! use policymark::query::{action, actor, condition, containing, data, heading, polarity, recipient, whole};
//! use policymark::parse;
//! use policymark::annotation::Role;
//! use policymark::lexicon::{Party, Processing};
//! use policymark::statement::Polarity;
//!
//! let document = parse("\
//! 一、我们如何收集信息
//! 当{您注册账户}时，(我们)会[收集]您的<手机号码>和<设备信息>，如<设备型号>。
//! 二、我们如何共享信息
//! (我们)会向(合作伙伴)[提供]<设备型号>，但(我们)不会[出售]<手机号码>。
//! ")?;
//! let count = |filter| document.find(filter).count();
//!
//! // by action: its class, the processing that it names, its text
//! assert_eq!(count(action(Role::Share) & action(Processing::Provide) & action("提供")), 1);
//! // by data: the exact text, a part of it, a test of it, a whole with its parts
//! assert_eq!(count(data("设备型号")), 2);
//! assert_eq!(count(data(containing("手机"))), 2);
//! assert_eq!(count(data(|text: &str| text.ends_with("号码"))), 2);
//! assert_eq!((count(data("设备信息")), count(whole("设备信息"))), (1, 2));
//! // by actor or recipient: a text, a party, anybody
//! assert_eq!(count(actor("我们") & !recipient(Party::Third)), 2);
//! assert_eq!(count(recipient(..)), 1);
//! // by condition, by polarity, by any heading above
//! assert_eq!(count(condition(containing("注册"))), 1);
//! assert_eq!(count(polarity(Polarity::Denied) & data("手机号码")), 1);
//! assert_eq!(count(heading(containing("共享"))), 2);
//! # Ok::<(), policymark::Error>(())
//! ```
//!
//! A text in a query has to equal all the words, `data("手机号码")`; [`containing`] asks for a part of
//! them, `data(containing("号码"))`. The words are those of [`Annotation::text`], without brackets,
//! backslashes and blanks at the edges. Nothing else is normalised, so case and width count: `IMEI` is
//! neither `imei` nor `ＩＭＥＩ`. The example `query` has the same rule on the command line, as
//! `--data 手机号码` and `--data '~号码'`.

mod filter;
mod inventory;
mod pattern;

use std::ops::RangeInclusive;

use crate::annotation::AnnotationId;
use crate::document::{Annotation, Statement};
use crate::lexicon::Ground;
use crate::outline::SectionId;
use crate::statement::{Certainty, MemberRole, Modality, Polarity};

pub use filter::{Filter, Find};
pub use inventory::{Inventory, InventoryItem, Practices};
pub use pattern::{Containing, Pattern, TextPattern, containing};

/// The roles of parties.
const PARTIES: RangeInclusive<MemberRole> = MemberRole::Actor..=MemberRole::Subject;

/// Statements with an annotation in `role` that fits `pattern`. The functions named after the roles
/// are shorter to write.
pub fn member<'f>(role: MemberRole, pattern: impl Pattern + 'f) -> Filter<'f> {
    Filter::member(role..=role, move |annotation| pattern.fits(annotation))
}

/// Statements whose actor fits: `actor("我们")`, `actor(Party::First)`.
pub fn actor<'f>(pattern: impl Pattern + 'f) -> Filter<'f> {
    member(MemberRole::Actor, pattern)
}

/// Statements with a recipient that fits: `recipient(Party::Third)`.
pub fn recipient<'f>(pattern: impl Pattern + 'f) -> Filter<'f> {
    member(MemberRole::Recipient, pattern)
}

/// Statements with a source that fits: `source("运营商")`.
pub fn source<'f>(pattern: impl Pattern + 'f) -> Filter<'f> {
    member(MemberRole::Source, pattern)
}

/// Statements about the data of a data subject that fits: `subject(containing("未成年人"))`.
pub fn subject<'f>(pattern: impl Pattern + 'f) -> Filter<'f> {
    member(MemberRole::Subject, pattern)
}

/// Statements with a place or a system that fits: `place(containing("服务器"))`.
pub fn place<'f>(pattern: impl Pattern + 'f) -> Filter<'f> {
    member(MemberRole::Place, pattern)
}

/// Statements with an actor, a recipient, a source or a data subject that fits: `party(Party::Third)`,
/// `party("合作伙伴")`.
pub fn party<'f>(pattern: impl Pattern + 'f) -> Filter<'f> {
    Filter::member(PARTIES, move |annotation| pattern.fits(annotation))
}

/// Statements with an action that fits: `action(Role::Share)`, `action(Processing::Store)`,
/// `action("收集")`.
pub fn action<'f>(pattern: impl Pattern + 'f) -> Filter<'f> {
    member(MemberRole::Action, pattern)
}

/// Statements with data that fits: `data("手机号码")`, `data(containing("位置"))`.
pub fn data<'f>(pattern: impl Pattern + 'f) -> Filter<'f> {
    member(MemberRole::Data, pattern)
}

/// Statements that leave out data that fits: `excluded(containing("位置"))`.
pub fn excluded<'f>(pattern: impl Pattern + 'f) -> Filter<'f> {
    member(MemberRole::Excluded, pattern)
}

/// Statements with data that fits, or with a part of such data. If the document says anywhere that
/// `<设备信息>` comprises `<型号>`, `whole("设备信息")` also finds the statements about `<型号>` and
/// about its own parts.
pub fn whole<'f>(pattern: impl TextPattern + 'f) -> Filter<'f> {
    Filter::whole(pattern)
}

/// Statements with a reference to something named before that fits: `means("手机号码")` finds the one
/// about `<上述信息>`. See [`Statement::references`](crate::Statement::references).
pub fn means<'f>(pattern: impl Pattern + 'f) -> Filter<'f> {
    Filter::means(move |meant| pattern.fits(meant))
}

/// Statements with data that names an item whose text fits: `item("头像")` also finds those about
/// `<昵称、头像>`. Items are split by the lexicon of the document; see [`Annotation::items`].
pub fn item<'f>(pattern: impl TextPattern + 'f) -> Filter<'f> {
    let names = move |data: Annotation<'_>| data.items().any(|i| pattern.fits_text(&i.text()));
    Filter::member(MemberRole::Data..=MemberRole::Data, names)
}

/// Statements with data that names sensitive personal information; see
/// [`Annotation::is_sensitive`].
#[must_use]
pub fn sensitive<'f>() -> Filter<'f> {
    Filter::new(|statement| statement.data().any(Annotation::is_sensitive))
}

/// Statements with a purpose that fits: `purpose(containing("广告"))`.
pub fn purpose<'f>(pattern: impl Pattern + 'f) -> Filter<'f> {
    member(MemberRole::Purpose, pattern)
}

/// Statements with a condition that fits: `condition(..)` finds all that have any.
pub fn condition<'f>(pattern: impl Pattern + 'f) -> Filter<'f> {
    member(MemberRole::Condition, pattern)
}

/// Statements with an exception that fits: `exception(containing("同意"))`.
pub fn exception<'f>(pattern: impl Pattern + 'f) -> Filter<'f> {
    member(MemberRole::Exception, pattern)
}

/// Statements that hold in the absence of what fits: `without(containing("同意"))`.
pub fn without<'f>(pattern: impl Pattern + 'f) -> Filter<'f> {
    member(MemberRole::Absence, pattern)
}

/// Statements with a condition of this kind, in whatever role: `ground(Ground::Law)`.
#[must_use]
pub fn ground<'f>(ground: Ground) -> Filter<'f> {
    Filter::new(move |statement| statement.members().any(|m| m.annotation.ground() == Some(ground)))
}

/// Statements that announce an item or a heading whose words fit; see [`Statement::announces`].
///
/// ```
/// use policymark::query::{announced, containing};
///
/// let document = policymark::parse("在{以下情形}中，(我们)会[共享]<邮箱>：\n1、为了诉讼；\n")?;
/// assert_eq!(document.find(announced(containing("诉讼"))).count(), 1);
/// # Ok::<(), policymark::Error>(())
/// ```
pub fn announced<'f>(pattern: impl TextPattern + 'f) -> Filter<'f> {
    Filter::new(move |statement: Statement<'_>| {
        statement.announces().any(|section| pattern.fits_text(&section.text()))
    })
}

/// Statements with an unmarked word in `role` that fits: `unmarked(MemberRole::Actor, "您")` finds
/// `您需要[提供]<邮箱>`. See [`Statement::unmarked`].
pub fn unmarked<'f>(role: MemberRole, pattern: impl TextPattern + 'f) -> Filter<'f> {
    Filter::new(move |statement: Statement<'_>| {
        statement.unmarked().any(|word| word.role() == role && pattern.fits_text(word.text()))
    })
}

/// Statements that the text asserts; the others are only supposed or asked: `!asserted()` finds
/// `若您不[提供]<邮箱>`. See [`Statement::is_asserted`].
#[must_use]
pub fn asserted<'f>() -> Filter<'f> {
    Filter::new(|statement| statement.is_asserted())
}

/// Statements of this polarity: `polarity(Polarity::Denied)` finds `不会[出售]<邮箱>`.
#[must_use]
pub fn polarity<'f>(polarity: Polarity) -> Filter<'f> {
    Filter::new(move |statement| statement.polarity() == polarity)
}

/// Statements of this modality: `modality(Modality::Must)` finds `需要[提供]<邮箱>`.
#[must_use]
pub fn modality<'f>(modality: Modality) -> Filter<'f> {
    Filter::new(move |statement| statement.modality() == Some(modality))
}

/// Statements that are at most this certain: `at_most(Certainty::Likely)` finds those that a reviewer
/// should look at.
#[must_use]
pub fn at_most<'f>(certainty: Certainty) -> Filter<'f> {
    Filter::new(move |statement| statement.certainty() <= certainty)
}

/// Statements of which the text says that they need no consent; see
/// [`Statement::is_consent_exempt`].
#[must_use]
pub fn consent_exempt<'f>() -> Filter<'f> {
    Filter::new(|statement| statement.is_consent_exempt())
}

/// Statements with a heading at any level above them whose text fits: `heading(containing("共享"))`.
pub fn heading<'f>(pattern: impl TextPattern + 'f) -> Filter<'f> {
    Filter::section(move |section| section.title().is_some_and(|title| pattern.fits_text(title)))
}

/// Statements in this section, including those of its subsections.
#[must_use]
pub fn under<'f>(section: SectionId) -> Filter<'f> {
    Filter::section(move |candidate| candidate.id() == section)
}

/// Statements of which this annotation is a member.
#[must_use]
pub fn touching<'f>(annotation: AnnotationId) -> Filter<'f> {
    Filter::new(move |statement| statement.members().any(|m| m.annotation.id() == annotation))
}

/// Statements with a member at **byte** `offset` of the text, brackets included.
///
/// ```
/// use policymark::query::at;
///
/// let text = "(我们)会[收集]<手机号码>。";
/// let document = policymark::parse(text)?;
/// let offset = text.find("号码").unwrap_or_default() as u32;
/// assert_eq!(document.find(at(offset)).count(), 1);
/// # Ok::<(), policymark::Error>(())
/// ```
#[must_use]
pub fn at<'f>(offset: u32) -> Filter<'f> {
    Filter::new(move |statement| statement.members().any(|m| m.annotation.span().contains(offset)))
}
