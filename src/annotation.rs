//! What an annotation can be: its kind, its delimiters and the [`Dialect`] that ties them.
//!
//! This is the only file in which bracket characters are named.

use std::fmt;

use serde::{Deserialize, Serialize};

/// What an annotation marks.
///
/// `当{您注册账户}时，(我们)会[收集]您的<手机号码>` holds one of each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum AnnotationKind {
    /// What for, or when and on what basis: `{验证您的身份}`, `{您注册账户}`.
    Purpose,
    /// What is done: `[收集]`.
    Action,
    /// With which data: `<手机号码>`.
    Data,
    /// Who does it, or who receives, provides or owns the data: `(我们)`.
    Actor,
}

impl AnnotationKind {
    /// Every kind, in the order of [`Delimiter::MARKS`].
    pub const ALL: [Self; 4] = [Self::Purpose, Self::Action, Self::Data, Self::Actor];

    /// The kind's name in JSON and in messages: `purpose`, `action`, `data`, `actor`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Purpose => "purpose",
            Self::Action => "action",
            Self::Data => "data",
            Self::Actor => "actor",
        }
    }
}

impl fmt::Display for AnnotationKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// What an annotation says by itself, where its kind leaves that open: what a `{…}` or a `[…]` is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Role {
    /// A `{…}` that says what for: `以便{验证您的身份}`.
    Purpose,
    /// A `{…}` that says when, on what basis or under which limit: `当{您注册账户}时`.
    Condition,
    /// A `[…]` by which the handler takes, keeps, uses or works on data: `[收集]`.
    Collect,
    /// A `[…]` by which whoever has the data hands it over or makes it known: `[共享]`, `[填写]`.
    Share,
}

impl Role {
    /// The name in JSON: `purpose`, `condition`, `collect`, `share`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Purpose => "purpose",
            Self::Condition => "condition",
            Self::Collect => "collect",
            Self::Share => "share",
        }
    }

    /// The kind of the annotations that can have the role: actions for [`Role::Collect`].
    #[must_use]
    pub const fn kind(self) -> AnnotationKind {
        match self {
            Self::Purpose | Self::Condition => AnnotationKind::Purpose,
            Self::Collect | Self::Share => AnnotationKind::Action,
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// The number of an annotation in the order of the text, from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct AnnotationId(pub(crate) u32);

impl AnnotationId {
    /// The number.
    #[must_use]
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// A pair of brackets that the parser matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Delimiter {
    /// `{` and `}`.
    Brace,
    /// `[` and `]`.
    Bracket,
    /// `<` and `>`.
    Angle,
    /// `(` and `)`.
    Paren,
    /// `（` and `）`: never an annotation, but an aside that scopes what stands in it.
    Fullwidth,
}

impl Delimiter {
    /// The four half-width delimiters, which can mark annotations.
    pub const MARKS: [Self; 4] = [Self::Brace, Self::Bracket, Self::Angle, Self::Paren];

    /// The opening character: `(` for [`Delimiter::Paren`].
    #[must_use]
    pub const fn open(self) -> char {
        match self {
            Self::Brace => '{',
            Self::Bracket => '[',
            Self::Angle => '<',
            Self::Paren => '(',
            Self::Fullwidth => '（',
        }
    }

    /// The closing character: `)` for [`Delimiter::Paren`].
    #[must_use]
    pub const fn close(self) -> char {
        match self {
            Self::Brace => '}',
            Self::Bracket => ']',
            Self::Angle => '>',
            Self::Paren => ')',
            Self::Fullwidth => '）',
        }
    }

    /// Length in bytes of either bracket.
    pub(crate) const fn len(self) -> u32 {
        self.open().len_utf8() as u32
    }

    pub(crate) const fn index(self) -> usize {
        self as usize
    }
}

/// The side of a delimiter that a single bracket character is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Side {
    /// The opening one: `(`.
    Open,
    /// The closing one: `)`.
    Close,
}

/// What a structural character is to the grammar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Structural {
    /// An opening delimiter.
    Open(Delimiter),
    /// A closing delimiter.
    Close(Delimiter),
    /// `\`.
    Backslash,
    /// `\n`; a `\r` before it is text.
    LineFeed,
    /// A full-width character that resembles an opening delimiter: `【`.
    LikeOpen(Delimiter),
    /// A full-width character that resembles a closing delimiter: `】`.
    LikeClose(Delimiter),
}

impl Structural {
    /// The structural character that starts `rest`, if one does.
    #[inline]
    pub(crate) fn at_start(rest: &[u8]) -> Option<Self> {
        let (structural, is_structural) = Self::candidate(rest, 0);
        is_structural.then_some(structural)
    }

    /// What may be the structural character that stands at byte `at` of `text`, and whether it is.
    ///
    /// That takes no branch: from one to the next they are too varied to be foretold.
    #[inline]
    pub(crate) fn candidate(text: &[u8], at: usize) -> (Self, bool) {
        let bytes = text.get(at..at + 4).and_then(|bytes| bytes.first_chunk().copied());
        let bytes = bytes.unwrap_or_else(|| filled_up(text.get(at..).unwrap_or_default()));
        let key = Self::key(u32::from_le_bytes(bytes));
        let (of, structural) = Self::TABLE[Self::place(key, Self::FACTOR)];
        (structural, of == key)
    }

    /// The bytes of a character of ASCII, or of one that takes three, as a number, the first one
    /// lowest. What stands behind them in `bytes` may be anything.
    const fn key(bytes: u32) -> u32 {
        // The compiler would make a branch of a condition.
        let rest = (bytes & 0x80) * (0xFF_FF80 / 0x80);
        bytes & (rest | 0x7F)
    }

    /// Where in a table of [`Self::PLACES`] a key stands.
    const fn place(key: u32, factor: u32) -> usize {
        (key.wrapping_mul(factor) >> (u32::BITS - Self::PLACES.ilog2())) as usize
    }

    /// A power of two, and some more than there are structural characters.
    const PLACES: usize = 64;

    /// A factor that gives each of them a place of its own, and the table.
    const HASH: (u32, [(u32, Self); Self::PLACES]) = {
        // 2 to the power of 32 by the golden ratio, odd: spreads numbers.
        const GOLDEN: u32 = 0x9E37_79B9;
        let mut factor = GOLDEN;
        loop {
            if let Some(table) = Self::table(factor) {
                break (factor, table);
            }
            factor = factor.wrapping_mul(GOLDEN);
        }
    };
    const FACTOR: u32 = Self::HASH.0;
    const TABLE: [(u32, Self); Self::PLACES] = Self::HASH.1;

    /// The key of no character.
    const NOTHING: (u32, Self) = (u32::MAX, Self::Backslash);

    /// The structural characters at their places, unless two share one.
    const fn table(factor: u32) -> Option<[(u32, Self); Self::PLACES]> {
        let mut table = [Self::NOTHING; Self::PLACES];
        let mut at = 0;
        while at < Self::ALL.len() {
            let (character, structural) = Self::ALL[at];
            let mut bytes = [0; 4];
            character.encode_utf8(&mut bytes);
            let key = Self::key(u32::from_le_bytes(bytes));
            let slot = &mut table[Self::place(key, factor)];
            if slot.0 != Self::NOTHING.0 {
                return None;
            }
            *slot = (key, structural);
            at += 1;
        }
        Some(table)
    }

    /// Every structural character.
    const ALL: [(char, Self); 20] = {
        use Delimiter::{Angle, Brace, Bracket, Fullwidth, Paren};
        use Structural::{Backslash, Close, LikeClose, LikeOpen, LineFeed, Open};
        [
            ('\n', LineFeed),
            ('\\', Backslash),
            (Brace.open(), Open(Brace)),
            (Brace.close(), Close(Brace)),
            (Bracket.open(), Open(Bracket)),
            (Bracket.close(), Close(Bracket)),
            (Angle.open(), Open(Angle)),
            (Angle.close(), Close(Angle)),
            (Paren.open(), Open(Paren)),
            (Paren.close(), Close(Paren)),
            (Fullwidth.open(), Open(Fullwidth)),
            (Fullwidth.close(), Close(Fullwidth)),
            ('｛', LikeOpen(Brace)),
            ('｝', LikeClose(Brace)),
            ('［', LikeOpen(Bracket)),
            ('］', LikeClose(Bracket)),
            ('【', LikeOpen(Bracket)),
            ('】', LikeClose(Bracket)),
            ('＜', LikeOpen(Angle)),
            ('＞', LikeClose(Angle)),
        ]
    };

    /// Length in bytes of the character.
    pub(crate) const fn len(self) -> u32 {
        match self {
            Self::Open(Delimiter::Fullwidth)
            | Self::Close(Delimiter::Fullwidth)
            | Self::LikeOpen(_)
            | Self::LikeClose(_) => 3,
            _ => 1,
        }
    }

    /// Whether a backslash before the character makes it literal.
    pub(crate) const fn is_escapable(self) -> bool {
        !matches!(self, Self::LineFeed)
    }
}

/// The first of `bytes`, of which there are less than four, and zeros.
#[cold]
fn filled_up(bytes: &[u8]) -> [u8; 4] {
    let mut filled_up = [0; 4];
    filled_up[..bytes.len()].copy_from_slice(bytes);
    filled_up
}

/// Which half-width delimiter marks which kind of annotation.
///
/// The default is that of the annotated documents: `{}` purpose or condition, `[]` action,
/// `<>` data, `()` actor. A delimiter without a kind is ordinary text.
///
/// ```
/// use policymark::{AnnotationKind, Delimiter, Dialect};
///
/// // A corpus that writes <purpose> and {data}:
/// let swapped = Dialect::default()
///     .with(Delimiter::Angle, Some(AnnotationKind::Purpose))
///     .with(Delimiter::Brace, Some(AnnotationKind::Data));
/// assert_eq!(swapped.kind(Delimiter::Angle), Some(AnnotationKind::Purpose));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Dialect {
    brace: Option<AnnotationKind>,
    bracket: Option<AnnotationKind>,
    angle: Option<AnnotationKind>,
    paren: Option<AnnotationKind>,
}

impl Default for Dialect {
    fn default() -> Self {
        Self {
            brace: Some(AnnotationKind::Purpose),
            bracket: Some(AnnotationKind::Action),
            angle: Some(AnnotationKind::Data),
            paren: Some(AnnotationKind::Actor),
        }
    }
}

impl Dialect {
    /// The same dialect, but with `delimiter` marking `kind`, or nothing. Full-width parentheses
    /// never mark anything: for [`Delimiter::Fullwidth`] the dialect stays as it is.
    #[must_use]
    pub const fn with(mut self, delimiter: Delimiter, kind: Option<AnnotationKind>) -> Self {
        match delimiter {
            Delimiter::Brace => self.brace = kind,
            Delimiter::Bracket => self.bracket = kind,
            Delimiter::Angle => self.angle = kind,
            Delimiter::Paren => self.paren = kind,
            Delimiter::Fullwidth => {}
        }
        self
    }

    /// The kind that `delimiter` marks: [`AnnotationKind::Data`] for `<>` by default.
    #[must_use]
    pub const fn kind(self, delimiter: Delimiter) -> Option<AnnotationKind> {
        match delimiter {
            Delimiter::Brace => self.brace,
            Delimiter::Bracket => self.bracket,
            Delimiter::Angle => self.angle,
            Delimiter::Paren => self.paren,
            Delimiter::Fullwidth => None,
        }
    }

    /// The first delimiter that marks `kind`: `<>` for data by default.
    #[must_use]
    pub fn delimiter(self, kind: AnnotationKind) -> Option<Delimiter> {
        Delimiter::MARKS.into_iter().find(|&d| self.kind(d) == Some(kind))
    }
}
