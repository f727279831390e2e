//! Questions to a document: which statements are about this, and who does what with which data.
//!
//! A question is a [`Filter`], made by the functions of this module and combined with `&`, `|` and
//! `!`. [`Document::find`](crate::Document::find) gives the statements that pass it.
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
//! // by data: the exact text, a part of it, any test of it, a whole with its parts
//! assert_eq!(count(data("设备型号")), 2);
//! assert_eq!(count(data(containing("手机"))), 2);
//! assert_eq!(count(data(|text: &str| text.ends_with("号码"))), 2);
//! assert_eq!((count(data("设备信息")), count(whole("设备信息"))), (1, 2));
//! // by who does it, who gets it, from whom it comes: a text, a party, anybody
//! assert_eq!(count(actor("我们") & !recipient(Party::Third)), 2);
//! assert_eq!(count(recipient(..)), 1);
//! // by purpose or condition, by what is denied, by any heading above
//! assert_eq!(count(condition(containing("注册"))), 1);
//! assert_eq!(count(polarity(Polarity::Denied) & data("手机号码")), 1);
//! assert_eq!(count(heading(containing("共享"))), 2);
//! # Ok::<(), policymark::Error>(())
//! ```
//!
//! One rule holds for every text that is asked for: it has to be all the words, `data("手机号码")`, and
//! [`containing`] asks for a part of them, `data(containing("号码"))`. The words are those that
//! [`Annotation::text`] gives: clean of brackets and backslashes, without blanks at the edge. Nothing else is
//! done to them, so case and width count: `IMEI` is neither `imei` nor `ＩＭＥＩ`. The example `query` keeps the
//! same rule on the command line, as `--data 手机号码` and `--data '~号码'`.

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

/// Statements with an annotation in `role` that fits `pattern`. The functions named after the
/// roles are shorter.
pub fn member<'f>(role: MemberRole, pattern: impl Pattern + 'f) -> Filter<'f> {
    Filter::member(role..=role, move |annotation| pattern.fits(annotation))
}

/// Statements whose actor fits: `actor("我们")`, `actor(Party::First)`.
pub fn actor<'f>(pattern: impl Pattern + 'f) -> Filter<'f> {
    member(MemberRole::Actor, pattern)
}

/// Statements by which data goes to whoever fits: `recipient(Party::Third)`.
pub fn recipient<'f>(pattern: impl Pattern + 'f) -> Filter<'f> {
    member(MemberRole::Recipient, pattern)
}

/// Statements by which data comes from whoever fits: `source("运营商")`.
pub fn source<'f>(pattern: impl Pattern + 'f) -> Filter<'f> {
    member(MemberRole::Source, pattern)
}

/// Statements on the data of whoever fits: `subject(containing("未成年人"))`.
pub fn subject<'f>(pattern: impl Pattern + 'f) -> Filter<'f> {
    member(MemberRole::Subject, pattern)
}

/// Statements with a place or a system that fits: `place(containing("服务器"))`.
pub fn place<'f>(pattern: impl Pattern + 'f) -> Filter<'f> {
    member(MemberRole::Place, pattern)
}

/// Statements in which whoever fits is actor, recipient, source or subject:
/// `party(Party::Third)`, `party("合作伙伴")`.
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

/// Statements with data that fits, or with a part of such data: where the document says
/// anywhere that `<设备信息>` comprises `<型号>`, `whole("设备信息")` also finds the statements
/// on `<型号>`, and on what that comprises.
pub fn whole<'f>(pattern: impl TextPattern + 'f) -> Filter<'f> {
    Filter::whole(pattern)
}

/// Statements with a mark that means something named before that fits: `means("手机号码")` finds the one on
/// `<上述信息>`. See [`Statement::references`](crate::Statement::references).
pub fn means<'f>(pattern: impl Pattern + 'f) -> Filter<'f> {
    Filter::means(move |meant| pattern.fits(meant))
}

/// Statements with data that names an item whose text fits: `item("头像")` also finds those on
/// `<昵称、头像>`. Items by the document's lexicon; see [`Annotation::items`].
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

/// Statements with a condition that fits: `condition(..)` finds all that have one.
pub fn condition<'f>(pattern: impl Pattern + 'f) -> Filter<'f> {
    member(MemberRole::Condition, pattern)
}

/// Statements with an exception that fits: `exception(containing("同意"))`.
pub fn exception<'f>(pattern: impl Pattern + 'f) -> Filter<'f> {
    member(MemberRole::Exception, pattern)
}

/// Statements that hold without what fits: `without(containing("同意"))`.
pub fn without<'f>(pattern: impl Pattern + 'f) -> Filter<'f> {
    member(MemberRole::Absence, pattern)
}

/// Statements with a condition of this kind, whichever part it has in them: `ground(Ground::Law)`.
#[must_use]
pub fn ground<'f>(ground: Ground) -> Filter<'f> {
    Filter::new(move |statement| statement.members().any(|m| m.annotation.ground() == Some(ground)))
}

/// Statements that announce an item, or a heading, whose words fit; see [`Statement::announces`].
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

/// Statements that name somebody, or a verb, without a mark: `unmarked(MemberRole::Actor, "您")`
/// finds `您需要[提供]<邮箱>`. See [`Statement::unmarked`].
pub fn unmarked<'f>(role: MemberRole, pattern: impl TextPattern + 'f) -> Filter<'f> {
    Filter::new(move |statement: Statement<'_>| {
        statement.unmarked().any(|word| word.role() == role && pattern.fits_text(word.text()))
    })
}

/// Statements of which the text says that they are so; the others are only supposed, or asked:
/// `!asserted()` finds `若您不[提供]<邮箱>`. See [`Statement::is_asserted`].
#[must_use]
pub fn asserted<'f>() -> Filter<'f> {
    Filter::new(|statement| statement.is_asserted())
}

/// Statements that say that it is done, or that it is not.
#[must_use]
pub fn polarity<'f>(polarity: Polarity) -> Filter<'f> {
    Filter::new(move |statement| statement.polarity() == polarity)
}

/// Statements that put it as binding as this: `modality(Modality::Must)`.
#[must_use]
pub fn modality<'f>(modality: Modality) -> Filter<'f> {
    Filter::new(move |statement| statement.modality() == Some(modality))
}

/// Statements that are no surer than this: `at_most(Certainty::Likely)` finds those that a
/// reviewer should look at.
#[must_use]
pub fn at_most<'f>(certainty: Certainty) -> Filter<'f> {
    Filter::new(move |statement| statement.certainty() <= certainty)
}

/// Statements on what is said to need no consent.
#[must_use]
pub fn consent_exempt<'f>() -> Filter<'f> {
    Filter::new(|statement| statement.is_consent_exempt())
}

/// Statements with a heading above them, near or far, whose text fits:
/// `heading(containing("共享"))`.
pub fn heading<'f>(pattern: impl TextPattern + 'f) -> Filter<'f> {
    Filter::section(move |section| section.title().is_some_and(|title| pattern.fits_text(title)))
}

/// Statements under this heading, those of its subsections too.
#[must_use]
pub fn under<'f>(section: SectionId) -> Filter<'f> {
    Filter::section(move |candidate| candidate.id() == section)
}

/// Statements that this annotation is a member of.
#[must_use]
pub fn touching<'f>(annotation: AnnotationId) -> Filter<'f> {
    Filter::new(move |statement| statement.members().any(|m| m.annotation.id() == annotation))
}

/// Statements with a member that stands at **byte** `offset` of the text, brackets included.
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
