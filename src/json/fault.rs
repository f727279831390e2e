//! What can be wrong with a document from an untrusted source.

use std::fmt::{self, Display};

use crate::annotation::Role;
use crate::outline::MAX_DEPTH;
use crate::statement::{Certainty, Rule};
use crate::text::limits::{DEPTH_CEILING, MAX_LEN};
use crate::text::{AnnotationKind, Span};
use crate::tree::Reason;

use super::VERSION;

/// A fault and its place:
/// `annotations[12].span: 99999 is past the end of the text (15728 bytes)`.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("{path}: {fault}")]
pub(super) struct Invalid {
    path: String,
    fault: Fault,
}

#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum Fault {
    #[error("version {0} is not supported; this crate reads version {VERSION}")]
    Version(u64),
    #[error("{len} bytes are too many; the longest text has {MAX_LEN} bytes")]
    TooLong { len: usize },
    #[error("{offset} is past the end of the text ({len} bytes)")]
    PastEnd { offset: u32, len: usize },
    #[error("byte {0} lies inside a character")]
    OffBoundary(u32),
    #[error("it ends at byte {end}, before it starts at byte {start}")]
    Backwards { start: u32, end: u32 },
    #[error("it is {found}, but its place in the list is {expected}")]
    Id { found: u32, expected: usize },
    #[error("there is no {what} {id}")]
    Missing { what: &'static str, id: u32 },
    #[error("it starts at byte {start}, but what is before it ends at byte {reach}")]
    Overlap { start: u32, reach: u32 },
    #[error("it ends at byte {end}, past byte {limit}, where what holds it ends")]
    Crossing { end: u32, limit: u32 },
    #[error("bytes {span} lie outside bytes {outer}, which are to hold them")]
    Outside { span: Span, outer: Span },
    #[error("it is nested deeper than {DEPTH_CEILING} brackets")]
    TooDeep,
    #[error("it is nested deeper than {MAX_DEPTH} sections")]
    SectionTooDeep,
    #[error("it is empty")]
    Empty,
    #[error("no bracket or pair of brackets is here")]
    NoBracket,
    #[error("no backslash with a bracket is here")]
    NoEscape,
    #[error("the dialect gives these brackets another meaning than {0}")]
    Kind(AnnotationKind),
    #[error("{0} does not make these brackets an annotation")]
    NotMarking(Reason),
    #[error("{0} does not make these brackets ordinary")]
    NotOrdinary(Reason),
    #[error("it runs over the end of a line")]
    OverLineEnd,
    #[error("{what} does not go with the kind {kind}")]
    NotOfKind { what: &'static str, kind: AnnotationKind },
    #[error("a ground goes with the role condition alone")]
    NoCondition,
    #[error("the parent {0} is not open here")]
    Parent(u32),
    #[error("it does not stand in the order of the text")]
    Unordered,
    #[error("it has no member")]
    NoMembers,
    #[error("{found} does not come after {previous}")]
    Order { previous: u32, found: u32 },
    #[error("annotation {id} has the kind {kind}")]
    MemberKind { id: u32, kind: AnnotationKind },
    #[error("annotation {id} has the role {role}")]
    MemberOfRole { id: u32, role: Role },
    #[error("it has no member but data that it leaves out")]
    OnlyExcluded,
    #[error("a denied statement has exceptions instead")]
    DeniedAbsence,
    #[error("no member of {key} is tied by {rule}")]
    RuleOfOther { rule: Rule, key: &'static str },
    #[error("its rules make it {0}")]
    Certainty(Certainty),
    #[error("{found} do not come after {previous}")]
    RoleOrder { previous: &'static str, found: &'static str },
    #[error("statement {statement} has nothing before annotation {mark} that it could mean")]
    NothingMeant { statement: u32, mark: u32 },
    #[error("annotation {0} is no place")]
    NoPlace(u32),
    #[error("data {0} is not in the statement")]
    NoMember(u32),
    #[error("data {0} comprises itself")]
    OwnPart(u32),
    #[error("data {0} is a part of two wholes")]
    TwoWholes(u32),
    #[error("annotation {id} is in {key} already")]
    TwoLists { id: u32, key: &'static str },
    #[error("section {id} does not start below sentence {sentence}")]
    NotBelow { id: u32, sentence: u32 },
    #[error("section {id} is in none that holds sentence {sentence}")]
    Elsewhere { id: u32, sentence: u32 },
    #[error("section {id} is not beside section {previous}")]
    NotBeside { previous: u32, id: u32 },
    #[error("section {0} is announced twice")]
    AnnouncedTwice(u32),
    #[error("{0} are never named without a mark")]
    NotUnmarked(&'static str),
    #[error("the statement has {0} already")]
    NamedTwice(&'static str),
    #[error("an action is nobody")]
    PartyOfAction,
    #[error("a mark has some of the bytes {0}")]
    Marked(Span),
    #[error("{rules} rules for {members} members")]
    RuleCount { rules: usize, members: usize },
    #[error("its sentence {sentence} is in another section")]
    SentenceSection { sentence: u32 },
}

/// Checks that an id is its index in the list.
pub(super) fn check_id(id: u32, index: usize) -> Result<(), Fault> {
    if id as usize == index { Ok(()) } else { Err(Fault::Id { found: id, expected: index }) }
}

/// The place of a span: `annotations[12].span`.
#[derive(Clone, Copy, Debug)]
pub(super) struct JsonPath {
    pub(super) list: &'static str,
    pub(super) index: usize,
    /// The key, after a dot; empty in a list of spans.
    pub(super) key: &'static str,
}

impl fmt::Display for JsonPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}[{}]{}", self.list, self.index, self.key)
    }
}

impl Fault {
    /// The fault with its path of keys in the document.
    pub(super) fn at(self, path: impl Display) -> Invalid {
        Invalid { path: path.to_string(), fault: self }
    }
}
