//! Annotations by themselves: which brackets are annotations, and the [`Role`] of each.
//!
//! `{验证您的身份}` is a purpose, `{您注册账户}` a condition; `[收集]` collects, `[共享]` shares;
//! `(服务器)` is a place. The handle is [`Annotation`](crate::Annotation).

// Rules B11 to B20 of `grammar.md` decide which bracket pairs are annotations (`resolve`), R1 to
// R23 and R29 to R33 what an annotation is before it is tied to others (`assign_roles`), R24 to R28
// how a condition bears on its statements (`read_bearings`), R35 and R36 which data they leave out
// (`read_exclusions`), R34 which places are a location (`Locations`), and R37 which annotations
// refer to something named before (`refers_back`).

mod action;
mod bearing;
mod data;
mod exclusion;
mod ground;
mod notation;
mod parens;
mod party;
mod place;
mod purpose;
mod reference;
mod resolve;
mod role;
mod window;

use crate::lexicon::{DataClass, Ground, Party, Processing};
use crate::text::{AnnotationKind, id, named_enum};
use crate::tree::NodeId;

pub(crate) use bearing::{Bearing, Bearings, read_bearings};
pub(crate) use data::Items;
pub(crate) use exclusion::read_exclusions;
pub(crate) use notation::Labels;
pub(crate) use parens::{could_mark_actor, is_party_in_place};
pub(crate) use party::OwnNames;
pub(crate) use place::Locations;
pub(crate) use reference::refers_back;
pub(crate) use resolve::{mark_every_pair, resolve};
pub(crate) use role::assign_roles;

named_enum! {
    /// What an annotation is by itself, if its kind does not decide that: the role of a `{…}`, a
    /// `[…]` or a `(…)`.
    #[non_exhaustive]
    Role, "role" {
        /// A `{…}` that says for which purpose: `以便{验证您的身份}`.
        Purpose = "purpose",
        /// A `{…}` that says when, on which basis or under which limit: `当{您注册账户}时`.
        Condition = "condition",
        /// A `[…]` by which the handler takes, keeps, uses or processes data: `[收集]`.
        Collect = "collect",
        /// A `[…]` by which whoever has the data hands it over or discloses it: `[共享]`, `[填写]`.
        Share = "share",
        /// A `(…)` that names a place or a system, not a party: `(服务器)`.
        Place = "place",
    }
}

impl Role {
    /// The kind of annotation that can have this role: [`AnnotationKind::Action`] for
    /// [`Role::Collect`].
    #[must_use]
    pub const fn kind(self) -> AnnotationKind {
        match self {
            Self::Purpose | Self::Condition => AnnotationKind::Purpose,
            Self::Collect | Self::Share => AnnotationKind::Action,
            Self::Place => AnnotationKind::Actor,
        }
    }
}

id! {
    /// The number of an annotation in the order of the text, from 0.
    AnnotationId
}

/// An annotation by itself, before it is tied to others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct AnnotationData {
    pub(crate) node: NodeId,
    pub(crate) kind: AnnotationKind,
    /// The role; `None` for data, and for actors that are not a place.
    pub(crate) role: Option<Role>,
    /// For a condition: its ground.
    pub(crate) ground: Option<Ground>,
    /// For an action: the processing that it names.
    pub(crate) processing: Option<Processing>,
    /// For an actor: who it is.
    pub(crate) party: Option<Party>,
    /// For data: the class of personal information.
    pub(crate) class: Option<DataClass>,
}

impl AnnotationData {
    /// An annotation of which only its node and its kind are known.
    pub(crate) const fn new(node: NodeId, kind: AnnotationKind) -> Self {
        Self { node, kind, role: None, ground: None, processing: None, party: None, class: None }
    }
}
